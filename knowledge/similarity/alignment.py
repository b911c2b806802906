"""Which terms of two questions stand for one another, and what is left over on either side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.similarity.frames import HOW
from knowledge.similarity.vocabulary import (
    ACTIONS,
    BACKGROUND,
    EMPTY_SORTS,
    IMPLIED,
    KIN_BESIDE,
    KIN_COMPARED,
    KIN_NOUNS,
    KIN_VERBS,
    OPPOSITES,
    SOLVED,
    SORTS,
    SPELLINGS,
    TECHNOLOGIES,
    USUAL_TOOLS,
    key_of,
    name_of,
)
from knowledge.similarity.wording import Reading, Term
from knowledge.similarity.words import are_related, is_misspelling

NOTHING: frozenset = frozenset()
CODE_JOINT = re.compile(r"[._:]")
LOOSE = 0.75  # the share that counts of two words which stand for one another only beside others
SAID_ALIKE = 0.97  # the share of a word that stands for something else where one of them is a verb
TELLING_ENOUGH = 0.6  # what both must name besides, weighed


@dataclass(frozen=True)
class Alignment:
    """What two questions share.

    `shared` weighs what both name; `loose` counts pairs that stand for one another only beside the others;
    `only_one` and `only_other` are terms without a counterpart.
    """

    shared: float
    pairs: tuple[tuple[Term, Term], ...]
    loose: int
    only_one: tuple[Term, ...]
    only_other: tuple[Term, ...]


def align(one: Reading, other: Reading) -> Alignment:
    """Returns how the terms of two readings match, best matches first; symmetric but for the sides."""
    left, right = {term.key: term for term in one.terms}, {term.key: term for term in other.terms}
    pairs: list[tuple[Term, Term]] = []
    shared = 0.0
    for key in sorted(left.keys() & right.keys()):
        mine, theirs = left.pop(key), right.pop(key)
        shared += _joint(mine, theirs)
        pairs.append((mine, theirs))
    technologies = one.technologies | other.technologies
    compared = "difference" in {one.wants[0], other.wants[0]}
    qualified = frozenset(head for _, head in one.compounds | other.compounds)
    loose = sorted(
        (
            (_likeness(mine, theirs, technologies, qualified, compared), mine.key, theirs.key)
            for mine in left.values()
            for theirs in right.values()
        ),
        key=lambda match: (-match[0], *sorted(match[1:])),
    )
    for likeness, my_key, their_key in loose:
        if likeness and my_key in left and their_key in right:
            mine, theirs = left.pop(my_key), right.pop(their_key)
            shared += _joint(mine, theirs) * likeness
            pairs.append((mine, theirs))
    loosely = (
        _beside(left, right, pairs, one.technologies & other.technologies) if pairs and not compared else []
    )
    for mine, theirs in loosely:
        shared += _joint(left.pop(mine.key), right.pop(theirs.key)) * LOOSE
    pairs += loosely
    either = {term.instead for pair in pairs for term in pair if term.instead}
    told = [term for term in left.values() if term.instead in either or _is_spelt_out(term, one, other)]
    told += [term for term in right.values() if term.instead in either or _is_spelt_out(term, other, one)]
    shared += sum(term.weight for term in told if term.key not in TOLD_ANYWAY) / 2
    told += _whose(left, right, one, other)
    over = {term.key for term in told}
    return Alignment(
        shared,
        tuple(pairs),
        len(loosely),
        tuple(term for term in left.values() if term.key not in over),
        tuple(term for term in right.values() if term.key not in over),
    )


def _whose(left: dict[str, Term], right: dict[str, Term], one: Reading, other: Reading) -> list[Term]:
    """Returns the technology that alone is left over: React components, where the other says components."""
    over = [term for term in (*left.values(), *right.values()) if not (term.sort or term.aside)]
    if len(over) != 1 or over[0].key not in TECHNOLOGIES or (one.technologies and other.technologies):
        return []
    mine = one if over[0].key in left else other
    return over if len(mine.terms) > 1 and mine.terms[0].key != over[0].key else []


def _beside(
    left: dict[str, Term],
    right: dict[str, Term],
    pairs: list[tuple[Term, Term]],
    technologies: frozenset[str],
) -> list[tuple[Term, Term]]:
    """Returns the nouns left over that stand for one another beside something telling that both name."""
    told = sum(min(mine.weight, theirs.weight) for mine, theirs in pairs if not (mine.acts or theirs.acts))
    if told < TELLING_ENOUGH and not technologies:
        return []
    found: list[tuple[Term, Term]] = []
    taken: set[str] = set()
    for key in sorted(left):
        mine = left[key]
        kin = sorted(KIN_BESIDE.get(key, NOTHING) & right.keys() - taken)
        theirs = next((right[name] for name in kin if right[name].acts == mine.acts), None)
        if theirs is not None and not are_opposites(mine, theirs):
            taken.add(theirs.key)
            found.append((mine, theirs))
    return found


def are_opposites(one: Term, other: Term, technologies: frozenset[str] = NOTHING) -> bool:
    """Tells whether a question holds one of the two terms or the other: `encode` and `decode`.

    Arguments:
        technologies: those the questions name; some opposites are opposites only there.
    """
    groups = GROUPS_OF.get(one.key)
    if groups and any(
        not place or place in technologies for place, _ in groups & GROUPS_OF.get(other.key, NOTHING)
    ):
        return True
    return _negates(one.key, other.key)


def _is_synonym(key: str, name: str, doing: bool) -> bool:
    """`selection` beside `choose`: related to another spelling of the same."""
    spellings = SPELLINGS.get(name)
    if spellings is None or not (doing or name not in ACTIONS):
        return False
    return any(are_related(key, spelling) for spelling in spellings)


def _joint(mine: Term, theirs: Term) -> float:
    """A word that one question is about and the other only touches on is shared by a part."""
    low, high = sorted((mine.weight, theirs.weight))
    return (low + high) / 2 if high - low < 0.3 else low + (high - low) / 4


def _likeness(
    mine: Term, theirs: Term, technologies: frozenset[str], qualified: frozenset[str], compared: bool
) -> float:
    if are_opposites(mine, theirs, technologies):
        return 0.0
    if mine.said and mine.said == theirs.said:
        return SAID_ALIKE
    if are_related(mine.key, theirs.key):
        return 0.9
    return _of_one_kind(mine, theirs, compared) or _spelling(mine, theirs, qualified, compared)


def _of_one_kind(mine: Term, theirs: Term, compared: bool) -> float:
    """Tells how far two words of one kind go together; where things are compared, words near one another are the matter."""
    if compared:
        kin = KIN_COMPARED
    else:
        kin = KIN_VERBS if mine.acts and theirs.acts else {} if mine.acts or theirs.acts else KIN_NOUNS
    return 0.8 if theirs.key in kin.get(mine.key, NOTHING) else 0.0


def _spelling(mine: Term, theirs: Term, qualified: frozenset[str], compared: bool) -> float:
    doing = mine.acts or theirs.acts
    if _is_synonym(mine.key, theirs.key, doing) or _is_synonym(theirs.key, mine.key, doing):
        return 0.85
    exact = mine.exact or theirs.exact
    if not exact and is_misspelling(mine.key, theirs.key):
        return 0.85
    longer, shorter = (mine, theirs) if len(mine.key) >= len(theirs.key) else (theirs, mine)
    if exact and longer.key.endswith(shorter.key) and _is_last_part(longer.key, shorter, qualified):
        return 0.95
    if (
        compared
        and exact
        and longer.key.endswith(shorter.key)
        and longer.key[: -len(shorter.key)] in OF_METHODS
    ):
        return 0.95
    if not longer.key.isalpha() and _bare_code(longer.key) == _bare_code(shorter.key):
        return 0.95
    return 0.7 if "-" in shorter.key and longer.key.startswith(f"{shorter.key}-") else 0.0


def _is_last_part(longer: str, shorter: Term, qualified: frozenset[str]) -> bool:
    """`Object.freeze` and "the freeze method", but not "a frozen lake"."""
    before = longer[-len(shorter.key) - 1 : -len(shorter.key)]
    if before == ".":
        return not shorter.state and shorter.key not in FILE_ENDINGS
    return before == " " and shorter.key not in qualified


def _bare_code(key: str) -> str:
    starred = key.startswith(("*", "kwarg"))
    key = key.replace("_", "").lstrip("*")
    return key.removesuffix("s") if starred else key


def _is_spelt_out(term: Term, mine: Reading, theirs: Reading) -> bool:
    """Tells whether the other question says a term in other words, or has no need to say it."""
    if term.key in theirs.technologies:
        return True
    if term.key in SOLVED and not _both_solve(mine, theirs):
        return False
    defined = mine.compounds if mine.wants[0] == theirs.wants[0] == "definition" else NOTHING
    if any(
        term.key in IMPLIED.get(word, NOTHING) and (term.key, word) not in defined
        for word in mine.words
        if word in theirs.words
    ):
        return True
    return (
        _is_its_kind(term, mine, theirs)
        or _is_done_to(term, mine, theirs)
        or _heads_both(term, mine, theirs)
        or _is_joined(term, mine, theirs)
        or _is_shortened(term, mine, theirs)
        or _is_usual(term, mine, theirs)
    )


def _is_done_to(term: Term, mine: Reading, theirs: Reading) -> bool:
    """Tells whether a verb that both name says what it is done to: to overload a function."""
    objects = KIN_NOUNS.get(term.key, NOTHING) | {term.key}
    done = (other.key.split()[:-1] for other in mine.terms if other.acts and other.key in theirs.words)
    return any(not objects.isdisjoint(said) for said in done)


def _heads_both(term: Term, mine: Reading, theirs: Reading) -> bool:
    """Tells whether a word only says what both things are that are compared: "the BLOB and TEXT types"."""
    if {mine.wants[0], theirs.wants[0]} != {"difference"}:
        return False
    named = {sort for sort, head in mine.compounds if head == term.key and sort in theirs.words}
    beside = {one for one, other in mine.joined if other in named and one in theirs.words}
    said = {other.key for other in theirs.terms if other.weight >= TELLING_ENOUGH}
    elsewhere = any(sort in named | beside and head in said for sort, head in theirs.compounds)
    return len(named | beside) > 1 and not elsewhere


def _is_its_kind(term: Term, mine: Reading, theirs: Reading) -> bool:
    """Tells whether a word only says what kind of thing a name beside it stands for: the "crypto module"."""
    if not term.kind:
        return False
    names = {name for name, kind in mine.compounds if kind == term.key} - NO_NAMES
    followed = {name for name, _ in theirs.compounds}
    return any(
        other.key in names and other.key not in followed and other.weight >= TELLING_ENOUGH
        for other in theirs.terms
    )


def _both_solve(one: Reading, other: Reading) -> bool:
    """Tells whether both ask how to do away with something, and not how to find it."""
    acts = {term.key for reading in (one, other) for term in reading.terms if term.acts}
    return {one.wants[0], other.wants[0]} <= HOW and acts <= SOLVED


def _is_joined(term: Term, mine: Reading, theirs: Reading) -> bool:
    """`test_client` and "test client", "web socket" and "websocket"."""
    if term.exact:
        parts, last = (_parts(code) for code in (term.key, term.key.rpartition(".")[2]))
        if any(len(keys) > 1 and keys <= set(theirs.words) for keys in (parts, last)) or _holds(
            theirs, term.key
        ):
            return True
    for word in theirs.words:
        if not CODE_JOINT.search(word):
            continue
        if ":" in word and _holds(mine, word) and any(term.key == name_of(part) for part in word.split(":")):
            return True
        owner, dot, name = word.partition(".")
        if dot and term.key == owner and name in mine.words:
            return True
        halves = word.rpartition(".")[2].split("_")
        if len(halves) > 1 and term.key in halves and set(halves) <= set(mine.words):
            return True
    if any(whole == term.key for whole, _, _ in theirs.fused):
        return True
    return any(whole in theirs.words for whole, *halves in mine.fused if term.key in halves)


def _holds(reading: Reading, code: str) -> bool:
    """Tells whether a question says a piece of code in plain words: `display: none` and "display none"."""
    parts = CODE_JOINT.split(code)
    return len(parts) > 1 and all({key_of(part), name_of(part)} & set(reading.words) for part in parts)


def _parts(code: str) -> set[str]:
    return {key_of(part) for part in CODE_JOINT.sub(" ", code).strip("() ").split()}


def _is_shortened(term: Term, mine: Reading, theirs: Reading) -> bool:
    """`SGD` and "stochastic gradient descent", also where no table knows the acronym."""
    if term.key in mine.initials and any(term.key in letters for letters, _ in theirs.spelt):
        return True
    for short in theirs.initials:
        for letters, keys in mine.spelt:
            at = letters.find(short)
            if at >= 0 and term.key in keys[at : at + len(short)]:
                return True
    return False


def _is_usual(term: Term, mine: Reading, theirs: Reading) -> bool:
    """The tool that one question mentions beside a matter that both name."""
    if not (term.tool or term.aside):
        return False
    matters = USUAL_TOOLS.get(term.key, NOTHING)
    return not matters.isdisjoint(theirs.words) and not matters.isdisjoint(mine.words)


def _negates(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) > 3 and longer.endswith(shorter) and longer[: -len(shorter)] in NEGATING


FILE_ENDINGS = frozenset(
    ["json", "js", "ts", "py", "html", "hypertext markup languag", "css", "xml", "yml", "yaml", "txt", "sql"]
)
NO_NAMES = BACKGROUND | SORTS | EMPTY_SORTS | TECHNOLOGIES.keys()  # "class method" is no kind of class
OF_METHODS = frozenset(
    ["add", "get", "set", "use", "is", "on", "with", "as"]
)  # what names of methods begin with
NEGATING = frozenset(["un", "in", "im", "ir", "non", "de", "dis"])
TOLD_ANYWAY = USUAL_TOOLS.keys() | {word for words in IMPLIED.values() for word in words}
GROUPS_OF = {
    key: frozenset((place, at) for at, (place, group) in enumerate(OPPOSITES) if key in group)
    for _, group in OPPOSITES
    for key in group
}
