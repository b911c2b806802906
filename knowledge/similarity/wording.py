"""Reads a question: what it wants to know, and the weighted terms of what it asks about."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.similarity import vocabulary
from knowledge.similarity.frames import PLACE, SETTING, Clause, clauses
from knowledge.similarity.words import lemma

LONGEST_TITLE = 600
MOST_TERMS = 60
LONGEST_NAME = 6  # words

TOKEN = re.compile(
    r"`[^`]{1,120}`"
    r"|@?\.?[^\W\d][\w$]*(?:(?:\.|::|->|-|/)(?=[\w$])[\w$]+)*(?:\([^()\s]{0,40}\))?(?:\+\+|#(?!\w))?"
    r"|\d+(?:\.\d+)*(?:st|nd|rd|th)?(?:-?[xX]{1,2}\b)?"
    r"|\$\w+|\*{1,2}\w+|n\+1|={2,3}|!={1,2}|=>|\?\?|\?\.|&&|\|\||\+\+|\.{3}|=(?=\s|$)"
)
NUMBERING = re.compile(
    r"^\s*(?:#+\s*)?(?:q(?:uestion)?\s*)?\d{1,4}\s*q?\s*[.):]\s+|^\s*q\s*[:.]\s+", re.IGNORECASE
)
ASIDE = re.compile(r"(?<=\s)\(([^()]*)\)|(?<=\s)\[([^\[\]]*)\]")
# What is left of an emoji whose UTF-8 was read as a Western or Turkish code page.
WRONGLY_DECODED = re.compile(r"[ğð]Ÿ\S{0,3}")
CAMEL = re.compile(r"^[a-z]+[a-z0-9]*[A-Z]")
CODE_MARK = re.compile(r"[_.()$@*=:>&|?+]|\d")
KEYWORD_FOLLOWS = frozenset(["keyword", "statement", "operator", "loop", "claus", "method", "object"])
TOOL_BEFORE = frozenset(["with", "using", "via", "through"])
PLAIN_WANTS = frozenset(["definition", "list", "told", "bare"])
PLACED = frozenset(["in", "within", "inside", "on", "of", "from", "across", "for", "to", "when"])
HEADED = frozenset(["of", "in", "for", "with", "from", "behind", "between"])
DIRECTION = frozenset(["to", "into", "over"])
ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third"}


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question names: its key, how much it tells, and the spelling it was found in."""

    key: str
    weight: float
    exact: bool = False
    acts: bool = False
    aside: bool = False
    tool: bool = False
    modifies: bool = False
    heads: bool = False
    sort: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a title asks. `technologies` are left out of `terms` unless they are the subject itself."""

    wants: tuple[str, ...]
    terms: tuple[Term, ...]
    technologies: frozenset[str]
    towards: tuple[frozenset[str], frozenset[str]] | None
    initials: frozenset[str]
    words: tuple[str, ...]

    @property
    def signature(self) -> tuple:
        """What two titles share that differ in nothing but how they are put."""
        keys = frozenset((term.key, term.weight >= 0.3) for term in self.terms)
        return self.wants[:1], keys, self.technologies, self.towards


@dataclass(slots=True)
class _Word:
    key: str
    raw: str
    exact: bool = False
    acts: bool = False
    aside: bool = False
    tool: bool = False
    sort: bool = False
    modifies: bool = False
    heads: bool = False
    easy: bool = False
    placed: bool = False


@lru_cache(maxsize=4096)
def read(title: str) -> Reading:
    """Returns what a title asks; reads any string, however odd, and no more than its first 600 characters."""
    text, asides = _plain(title)
    parts = clauses(text)
    comparing = any(clause.want == "difference" for clause in parts)
    shouting = text.upper() == text
    first = next((i for i, clause in enumerate(parts) if clause.want != "bare"), 0)
    wants: list[str] = []
    words: list[_Word] = []
    for position, clause in enumerate(parts):
        said = _words(clause, comparing=comparing, shouting=shouting, aside=position > first)
        known = {word.key for word in words}
        if (
            position <= first
            or clause.refers
            or not any(_says_something(w) and w.key not in known for w in said)
        ):
            wants.append(clause.want)
        words += said
    for aside in asides:
        words += _words(Clause("bare", aside), comparing=False, shouting=shouting, aside=True)
    main = next((want for want in wants if want != "bare"), "bare")
    ordered = (main, *[want for want in wants if want != main and want != "bare"])
    return _reading(ordered, words[: MOST_TERMS * 3])


def _plain(title: str) -> tuple[str, list[str]]:
    """Returns the text of a title without numbering, and what stood in brackets."""
    text = title[:LONGEST_TITLE].replace("â€™", "'").replace("â€“", "-").replace("â€”", " - ")
    text = unicodedata.normalize("NFKC", html.unescape(WRONGLY_DECODED.sub(" ", text)))
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = re.sub(r"\s*[—–]\s*", " - ", re.sub(r"(\w)[‐‑–](\w)", r"\1-\2", text))
    text = re.sub(r"(?<=\w)\((?:s|es)\)", "s", text).replace("**", " ** ") if "**" in title else text
    text = re.sub(r"\*\* (?=\w+\b(?! \*\*))", "**", text)
    text = NUMBERING.sub("", " ".join(text.split())).lstrip("*#-• ")
    asides = [one or other for one, other in ASIDE.findall(text)]
    text = SETTING.sub("", ASIDE.sub(" ", text).strip())
    place = PLACE.search(text)
    if place:
        asides.append(place[0])
        text = text[: place.start()]
    return text, asides


def _words(clause: Clause, *, comparing: bool, shouting: bool, aside: bool) -> list[_Word]:
    """Returns the words of a clause under the names the field has for them."""
    words: list[_Word] = []
    for token in TOKEN.findall(clause.words):
        words += _token(token, shouting=shouting)
    for word, following in zip(words, words[1:], strict=False):
        word.exact = word.exact or (lemma(following.key) in KEYWORD_FOLLOWS and word.key in KEYWORDS)
    _mark_sorts(words)
    _mark_phrases(words)
    tool = False
    for word in words:
        tool = tool or (word.raw.lower() in TOOL_BEFORE and not word.exact)
        word.tool, word.aside = tool, aside
    _mark_verb(words, clause)
    words = _named(words, NAMES)
    _mark_background(words)
    return words if comparing else _named(words, SYNONYMS)


def _mark_sorts(words: list[_Word]) -> None:
    for word, beside in [*zip(words, words[1:], strict=False), *zip(words[1:], words, strict=False)]:
        beside.sort = beside.sort or (word.exact and beside.key in SORTS)
    for word, following in zip(words, words[1:], strict=False):
        says = word.key not in STOP_WORDS and word.key not in TECHNOLOGIES and not word.acts
        following.sort = following.sort or (says and following.key in EMPTY_SORTS)


def _mark_phrases(words: list[_Word]) -> None:
    """Marks what narrows the word after it, and what the question is about in "the … of something"."""
    for word, following in zip(words, words[1:], strict=False):
        following_says = following.key not in STOP_WORDS or following.exact
        word.modifies = following_says
        word.heads = following.raw.lower() in HEADED


def _mark_background(words: list[_Word]) -> None:
    """Marks where something takes place: "… in a distributed system", "database …"."""
    placed = False
    for word in words:
        raw = word.raw.lower()
        placed = (placed or raw in PLACED) and (
            raw in STOP_WORDS or word.key in BACKGROUND or word.key in TECHNOLOGIES
        )
        word.placed = (placed and not word.modifies) or (word.modifies and word.key in EVERYWHERE)
        if placed and word.key in BACKGROUND:
            word.placed = True


def _mark_verb(words: list[_Word], clause: Clause) -> None:
    """Marks what is done: the first word of "How do you …", or what a technology does."""
    after_name = asked_of_name = False
    for word in words:
        if word.raw.lower().endswith("ly"):
            continue
        if clause.acts or after_name:
            word.acts, word.easy = True, not clause.acts
            return
        after_name = word.key in TECHNOLOGIES and (
            (words[0] is word and clause.want == "mechanism") or asked_of_name
        )
        asked_of_name = word.raw.lower() in {"do", "does"}


KEYWORDS = frozenset(
    "this with in is for some every all any super new static not and or as from where having if while do else".split()
)


def _token(token: str, *, shouting: bool) -> list[_Word]:
    """Returns the word or words of one token; what is written as code stays whole."""
    if token.startswith("`"):
        inner = token.strip("`").strip()
        found = TOKEN.fullmatch(inner)
        if not found and re.fullmatch(r"[\w ,-]+", inner):
            return [word for part in inner.split() for word in _token(part, shouting=shouting)]
        key = _code_key(inner)
        return [_Word(key, inner, exact=True)] if key else []
    lowered = token.lower()
    if lowered.endswith("'s"):
        lowered = lowered[:-2]
    if (lemma(lowered),) in NAMES and not lowered.isalpha():
        return [_Word(lemma(lowered), token)]
    code = bool(CAMEL.match(token)) or any(mark in token for mark in "_@$(*.:>=")
    if "/" in token or ("-" in token and not _is_extension(lowered)):
        parts = [part for part in re.split(r"[-/]", token) if part]
        return (
            [word for part in parts for word in _token(part, shouting=shouting)] if parts != [token] else []
        )
    if code:
        return [_Word(_code_key(token), token, exact=True)]
    if token.isupper() and len(token) > 1 and not shouting:
        return [_Word(lemma(lowered), token, exact=True)]
    if token.endswith("s") and token[:-1].isupper() and len(token) > 2:
        return [_Word(lowered[:-1], token, exact=True)]
    alone = len(token) == 1 and lowered not in STOP_WORDS
    return [_Word(lemma(ORDINALS.get(lowered, lowered)), token, exact=token[0].isdigit() or alone)]


def _code_key(code: str) -> str:
    """Returns how an identifier is known whatever its brackets, dots and quotes."""
    code = re.sub(r"\(([^()]*)\)$", lambda found: f"({found[1]})" if "_" in found[1] else "", code.strip())
    key = code.lower().strip("@.'\" ;") or code
    return lemma(key) if key.isalpha() else key


def _is_extension(lowered: str) -> bool:
    return lowered.split("-", 1)[0] in TECHNOLOGIES


def _named(words: list[_Word], names: dict[tuple[str, ...], str]) -> list[_Word]:
    """Returns the words with every run that has a name in the table joined under that name."""
    result, at = [], 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            run = words[at : at + length]
            name = names.get(tuple(word.key for word in run))
            if name is not None and not (length == 1 and run[0].exact and names is SYNONYMS):
                result.append(
                    _Word(name, " ".join(word.raw for word in run), exact=run[0].exact,
                          acts=length == 1 and run[0].acts, easy=length == 1 and run[0].easy,
                          aside=run[0].aside, tool=run[0].tool, placed=run[0].placed,
                          sort=(length == 1 or name in EMPTY_SORTS) and run[-1].sort, modifies=run[-1].modifies, heads=run[-1].heads)
                )  # fmt: skip
                at += length
                break
        else:
            result.append(words[at])
            at += 1
    return result


def _reading(wants: tuple[str, ...], words: list[_Word]) -> Reading:
    technologies = {word.key for word in words if word.key in TECHNOLOGIES}
    named = [word for word in words if _says_something(word)]
    terms: dict[str, Term] = {}
    for word in named:
        if word.key in technologies:
            continue
        term = Term(
            word.key,
            _weight(word),
            exact=word.exact,
            acts=word.acts,
            aside=word.aside,
            tool=word.tool,
            modifies=word.modifies,
            heads=word.heads,
            sort=word.sort,
        )
        known = terms.get(word.key)
        if known is None or known.weight < term.weight:
            terms[word.key] = term
    settings = {word.key for word in words if word.placed and word.key in terms and not word.exact}
    if sum(term.weight for term in terms.values() if term.key not in settings and not term.acts) >= ENOUGH:
        for key in settings:
            terms[key] = replace(
                terms[key], weight=min(terms[key].weight, SETTING_WEIGHT), heads=False, modifies=False
            )
    if sum(term.weight for term in terms.values() if not (term.aside or term.acts)) < ENOUGH:
        _let_faint_words_speak(terms, technologies, settings)
    kept = tuple(list(terms.values())[:MOST_TERMS])
    present = {term.key for term in kept}
    pivot = next(
        (i for i, word in enumerate(words) if word.raw.lower() in DIRECTION and not word.exact), None
    )
    towards = None
    if pivot is not None:
        towards = (
            frozenset(word.key for word in words[:pivot] if word.key in present),
            frozenset(word.key for word in words[pivot:] if word.key in present),
        )
    initials = frozenset(word.raw.lower().removesuffix("s") for word in words if _is_acronym(word.raw))
    plain = tuple(word.key for word in words if word.key in present or word.key in technologies)
    return Reading(wants, kept, frozenset(technologies - FIELDS), towards, initials, plain)


def _let_faint_words_speak(terms: dict[str, Term], technologies: set[str], settings: set[str]) -> None:
    """Where nothing specific is asked about, the technology and the common words are the subject."""
    subjects = [term for term in terms.values() if not (term.aside or term.acts or term.key in settings)]
    strongest = max((term.weight for term in subjects), default=0.0)
    if strongest >= 0.3:
        for term in subjects:
            terms[term.key] = replace(term, weight=term.weight * 0.8 / strongest)
    for name in technologies - FIELDS or technologies:
        terms[name] = Term(name, 0.6 if strongest >= 0.3 else 1.0)


def _is_acronym(raw: str) -> bool:
    return 2 <= len(raw) <= 6 and raw.removesuffix("s").isalpha() and raw.removesuffix("s").isupper()


def _says_something(word: _Word) -> bool:
    if word.exact:
        return True
    if word.acts and word.key in EASY_VERBS:
        return True
    if word.acts and word.key in {"process", "function", "address", "operat"}:
        return False
    return word.key not in STOP_WORDS and word.key not in LIGHT_VERBS and word.raw.lower() not in STOP_WORDS


def _weight(word: _Word) -> float:
    weight = 1.25 if word.exact and CODE_MARK.search(word.key) else FAINT.get(word.key, 1.0)
    if word.heads and 0.2 < weight <= COMMON and not word.sort:
        weight = HEAD
    if word.acts:
        weight = EASY_WEIGHT if word.key in EASY_VERBS or word.easy else 0.75
    if word.aside:
        weight *= 0.12
    elif word.raw.endswith("ly") and word.raw[0].islower():
        weight *= 0.55
    elif word.sort:
        weight = min(weight, COMMON) * (0.25 if word.exact else 0.6)
    elif word.tool and not word.acts:
        weight *= 0.45
    return weight


EASY_WEIGHT = 0.4
COMMON, HEAD = 0.35, 0.7
ENOUGH = 0.6  # the weight from which the words beside a technology say what the question is about
SETTING_WEIGHT = 0.12


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(word.key for token in TOKEN.findall(phrase) for word in _token(token, shouting=True))


def _names(table: str) -> dict[tuple[str, ...], str]:
    """Compiles a table of names: from the words of every spelling to one key."""
    names: dict[tuple[str, ...], str] = {}
    for line in table.splitlines():
        name, _, others = line.partition(":")
        key = " ".join(_key(name))
        for spelling in [name, *others.split(", ")]:
            words = _key(spelling)
            if words:
                names.setdefault(words, key)
    return names


# While the tables are compiled, words are looked up in none of them.
TECHNOLOGIES: dict[str, str] = {}
NAMES: dict[tuple[str, ...], str] = {}
SYNONYMS: dict[tuple[str, ...], str] = {}
STOP_WORDS: frozenset[str] = frozenset()
TECHNOLOGIES |= {
    " ".join(_key(line.partition(":")[0])): " ".join(_key(line.partition(":")[2]))
    for line in vocabulary.TECHNOLOGIES.splitlines()
}
NAMES = _names(vocabulary.NAMES)
SYNONYMS = _names(vocabulary.SYNONYMS)
FIELDS = frozenset(" ".join(_key(name)) for name in vocabulary.FIELDS)
STOP_WORDS |= frozenset(word for raw in vocabulary.STOP_WORDS.split() for word in (raw, lemma(raw)))
LIGHT_VERBS = frozenset(lemma(word) for word in vocabulary.LIGHT_VERBS.split()) - {
    "process",
    "function",
    "address",
    "operat",
}
FAINT = {
    name: weight
    for weight, words in vocabulary.FAINT_WORDS.items()
    for word in words.split()
    for name in {
        lemma(word),
        SYNONYMS.get((lemma(word),), lemma(word)),
        NAMES.get((lemma(word),), lemma(word)),
    }
}


def key_of(phrase: str) -> str:
    """Returns the key under which a word or name of the tables is known in readings."""
    words = _key(phrase)
    name = NAMES.get(words) or " ".join(words)
    return SYNONYMS.get(words) or SYNONYMS.get((name,), name)


# Verbs that go with nearly every matter and tell little about it.
EASY_VERBS = frozenset(
    key_of(verb)
    for verb in [
        "create",
        "get",
        "set",
        "send",
        "run",
        "show",
        "choose",
        "check",
        "find",
        "pass",
        "support",
        "change",
    ]
)
BACKGROUND = frozenset(key_of(name.strip()) for name in vocabulary.BACKGROUND.split(","))
EVERYWHERE = frozenset(
    key_of(name) for name in ["database", "software", "programming", "relational database"]
)
SORTS = frozenset(lemma(word) for word in vocabulary.SORTS.split())
EMPTY_SORTS = frozenset(lemma(word) for word in vocabulary.EMPTY_SORTS.split())
