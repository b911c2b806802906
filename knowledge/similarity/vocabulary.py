"""The tables compiled: every spelling under the key by which readings know it."""

from __future__ import annotations

from knowledge.similarity import tables
from knowledge.similarity.tokens import keys_of
from knowledge.similarity.words import lemma

Names = dict[tuple[str, ...], str]


def _names(table: str) -> Names:
    """Returns, for the words of every spelling in a table, the key they share; the first entry wins."""
    names: Names = {}
    for name, others in tables.pairs(table):
        key = " ".join(keys_of(name))
        for spelling in (name, *others):
            names.setdefault(keys_of(spelling), key)
    names.pop((), None)
    return names


NAMES = _names("names")
for _words, _name in _names("abbreviations").items():
    NAMES.setdefault(_words, NAMES.get(tuple(_name.split()), _name))
for _table in ("technologies", "fields", "background"):
    for _name, _ in tables.pairs(_table):
        if " " in _name:
            NAMES.setdefault(keys_of(_name), " ".join(keys_of(_name)))
VERBS = _names("verb_synonyms")
SYNONYMS = VERBS | {words: name for words, name in _names("synonyms").items() if words not in VERBS}
SYNONYMS |= {(NAMES[words],): name for words, name in SYNONYMS.items() if words in NAMES}


ACTIONS = frozenset(VERBS.values())


def _spellings(names: Names) -> dict[str, tuple[str, ...]]:
    spellings: dict[str, list[str]] = {}
    for words, name in names.items():
        if len(words) == 1:
            spellings.setdefault(name, []).append(words[0])
    return {name: tuple(found) for name, found in spellings.items()}


SPELLINGS = _spellings(SYNONYMS)


def key_of(phrase: str) -> str:
    """Returns the key under which a word or a name is known in readings."""
    words = keys_of(phrase)
    name = NAMES.get(words) or " ".join(words)
    return SYNONYMS.get(words) or SYNONYMS.get((name,), name)


def name_of(phrase: str) -> str:
    """Returns the key of a phrase before synonyms are taken for one another."""
    words = keys_of(phrase)
    return NAMES.get(words) or " ".join(words)


def _keys(table: str) -> frozenset[str]:
    return frozenset(key_of(entry) for entry in tables.lines(table))


def _lemmas(table: str) -> frozenset[str]:
    return frozenset(form for word in tables.words(table) for form in (word, lemma(word)))


def _matters(table: str) -> dict[str, frozenset[str]]:
    matters: dict[str, frozenset[str]] = {}
    for name, others in tables.pairs(table):
        for key in {key_of(name), name_of(name)}:
            matters[key] = matters.get(key, frozenset()) | {key_of(other) for other in others}
    return matters


def _kin(table: str) -> dict[str, frozenset[str]]:
    """Returns for each word of a table those that may stand for it."""
    kin: dict[str, set[str]] = {}
    for line in tables.lines(table):
        keys = {key for word in line.split() for key in (key_of(word), name_of(word))}
        for key in keys:
            kin.setdefault(key, set()).update(keys)
    return {key: frozenset(keys) for key, keys in kin.items()}


TECHNOLOGIES = {name_of(name): name_of(" ".join(parents)) for name, parents in tables.pairs("technologies")}
FRAMEWORKS = frozenset(name_of(word) for word in tables.words("frameworks"))
FIELDS = frozenset(name_of(entry) for entry in tables.lines("fields"))
USUAL_TOOLS = _matters("usual_tools")
IMPLIED = _matters("implied")
SOLVED = frozenset(key_of(word) for word in ("prevent", "handle", "fix", "problem", "vulnerable"))
for _problem in _keys("problems"):
    IMPLIED[_problem] = IMPLIED.get(_problem, frozenset()) | SOLVED
BACKGROUND = _keys("background") | frozenset(name_of(entry) for entry in tables.lines("background"))
EVERYWHERE = frozenset(
    name_of(name)
    for name in (
        "database",
        "software",
        "programming",
        "relational database",
        "data",
        "web",
        "method",
        "amazon",
        "aws",
        "azure",
        "google",
        "microsoft",
        "apache",
    )
)
STOP_WORDS = _lemmas("stop_words")
LIGHT_VERBS = _lemmas("light_verbs")
SORTS = _lemmas("sorts")
KINDS = frozenset(name_of(word) for word in tables.words("kinds"))
EMPTY_SORTS = _lemmas("empty_sorts")
EMPTY_SORTS |= {key_of("data structure"), key_of("workflow")}
EASY_VERBS = frozenset(key_of(verb) for verb in tables.words("easy_verbs"))
VAGUE = frozenset(key_of(word) for word in tables.words("vague")) | _lemmas("vague")
OPPOSITES = [
    (
        name_of(place) if within else "",
        frozenset(key_of(word) for word in (words if within else place).split()),
    )
    for place, within, words in (line.partition(": ") for line in tables.lines("opposites"))
]
KIN_NOUNS = _kin("kin_nouns")
KIN_BESIDE = _kin("kin_beside")
KIN_VERBS = _kin("kin_verbs")
KIN_COMPARED = _kin("kin_compared")
NEGATIVE = frozenset(["not", "non", "without", "never", "no"])
FAINT = {
    key: float(weight)
    for weight, line in (line.split(":", 1) for line in tables.lines("faint_words"))
    for word in line.split()
    for key in (lemma(word), name_of(word), key_of(word))
}
