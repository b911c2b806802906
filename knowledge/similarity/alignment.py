"""Which terms of two questions stand for one another, and what is left over on either side."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.similarity import vocabulary
from knowledge.similarity.wording import Reading, Term, key_of
from knowledge.similarity.words import are_related, is_misspelling


@dataclass(frozen=True)
class Alignment:
    """`shared` weighs what both name; `only_one` and `only_other` are terms without a counterpart."""

    shared: float
    pairs: tuple[tuple[Term, Term], ...]
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
    loose = sorted(
        (
            (_likeness(mine, theirs), mine.key, theirs.key)
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
    implied = USUAL_TOOLS.keys() | {word for words in IMPLIED.values() for word in words}
    told = [term for term in left.values() if _is_spelt_out(term, one, other)]
    told += [term for term in right.values() if _is_spelt_out(term, other, one)]
    shared += sum(term.weight for term in told if term.key not in implied) / 2
    over = {term.key for term in told}
    return Alignment(
        shared,
        tuple(pairs),
        tuple(term for term in left.values() if term.key not in over),
        tuple(term for term in right.values() if term.key not in over),
    )


def are_opposites(one: Term, other: Term) -> bool:
    """Tells whether a question holds one of the two terms or the other: `encode` and `decode`."""
    return not GROUPS_OF.get(one.key, NO_GROUPS).isdisjoint(GROUPS_OF.get(other.key, NO_GROUPS)) or _negates(
        one.key, other.key
    )


def _joint(mine: Term, theirs: Term) -> float:
    """A word that one question is about and the other only touches on is shared by a part."""
    low, high = sorted((mine.weight, theirs.weight))
    return (low + high) / 2 if high - low < 0.3 else low + (high - low) / 4


def _likeness(mine: Term, theirs: Term) -> float:
    if are_opposites(mine, theirs):
        return 0.0
    if are_related(mine.key, theirs.key):
        return 0.9
    if not (mine.exact or theirs.exact) and is_misspelling(mine.key, theirs.key):
        return 0.85
    longer, shorter = sorted((mine.key, theirs.key), key=len, reverse=True)
    if longer.endswith(f".{shorter}"):
        return 0.95
    if "-" in shorter and longer.startswith(f"{shorter}-"):
        return 0.7
    return 0.0


def _is_spelt_out(term: Term, mine: Reading, theirs: Reading) -> bool:
    """Tells whether the other question says a term in other words: joined, in initials, or as a matter of course."""
    words = theirs.words
    parts = [part for part in term.key.replace("_", " ").replace(".", " ").strip("() ").split() if part]
    if term.exact and len(parts) > 1 and {key_of(part) for part in parts} <= set(words):
        return True
    if term.key in theirs.technologies:
        return True
    if any(term.key in IMPLIED.get(word, ()) for word in mine.words if word in words):
        return True
    joined = {a + b for a, b in zip(words, words[1:], strict=False)}
    if term.key in joined:
        return True
    mine_joined = {a + b for a, b in zip(mine.words, mine.words[1:], strict=False)}
    if any(term.key in pair and pair in words for pair in mine_joined):
        return True
    if term.key in mine.initials and _initials_among(term.key, words):
        return True
    if any(
        _initials_among(short, mine.words) and _spells(short, term.key, mine.words)
        for short in theirs.initials
    ):
        return True
    matters = USUAL_TOOLS.get(term.key, frozenset()) if term.tool or term.aside else frozenset()
    return not matters.isdisjoint(words) and not matters.isdisjoint(mine.words)


def _initials_among(short: str, words: tuple[str, ...]) -> bool:
    size = len(short)
    return any(
        "".join(word[0] for word in words[at : at + size]) == short for at in range(len(words) - size + 1)
    )


def _spells(short: str, key: str, words: tuple[str, ...]) -> bool:
    """Tells whether a word is one of those whose first letters make the short form."""
    size = len(short)
    return any(
        key in words[at : at + size] and "".join(word[0] for word in words[at : at + size]) == short
        for at in range(len(words) - size + 1)
    )


def _negates(one: str, other: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(shorter) > 3 and longer.endswith(shorter) and longer[: -len(shorter)] in NEGATING


def _group(words: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in words.split())


NEGATING = frozenset(["un", "in", "im", "ir", "non", "de", "dis"])
NO_GROUPS: frozenset[int] = frozenset()
OPPOSITES = [_group(words) for line in vocabulary.OPPOSITES.splitlines() for words in line.split("|")]
GROUPS_OF = {
    key: frozenset(at for at, group in enumerate(OPPOSITES) if key in group)
    for group in OPPOSITES
    for key in group
}


def _table(lines: str) -> dict[str, frozenset[str]]:
    parts = (line.partition(":") for line in lines.splitlines())
    return {
        key_of(name): frozenset(key_of(other.strip()) for other in others.split(","))
        for name, _, others in parts
    }


USUAL_TOOLS = _table(vocabulary.USUAL_TOOLS)
IMPLIED = _table(vocabulary.IMPLIED)
