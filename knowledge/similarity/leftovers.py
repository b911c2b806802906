"""What it means that one question names things which the other does not."""

from __future__ import annotations

import re

from knowledge.similarity.alignment import Alignment, are_opposites
from knowledge.similarity.vocabulary import BACKGROUND, EASY_VERBS, EVERYWHERE, NEGATIVE, name_of
from knowledge.similarity.wording import Reading, Term

TELLING, SAYING = 0.55, 0.3  # the weights from which a term tells questions apart, or at least helps to

# What remains of the score …
OPPOSED = 0.3  # when they exclude one another
OTHERS_COUNTED = 0.5  # when one wants several of what the other wants one
SWAPPED = 0.72  # when each names something that the other does not
NARROWED = 0.85  # when one asks about a special case
PART_NAMED = 0.72  # when what one defines is a part: the assumptions of a model
SET_APART = 0.8  # when what is to be defined has another word to its name
SORT_NAMED = 0.8  # when one asks about a sort of what the other asks about
JOINED_TO = 0.7  # when one asks about another thing too: precision, and precision and recall
SLIGHT = 0.85  # when they differ in common words only
DONE_BY_ONE = 0.85  # when one does something with what the other only handles
ADDED = 0.95  # when one adds something at its end

CHANGING = frozenset(["chang", "check", "find", "send", "show"])  # easy verbs that say what is done after all
JOINING = frozenset(["a", "an", "the", "and", "or", "vs"])
COUNTING = frozenset(name_of(word) for word in ("multiple", "single", "one", "same"))
NUMBER = re.compile(r"v?\d[\d.x]*|first|second|third|nth")


def leftovers(matched: Alignment, defining: bool, technologies: frozenset[str]) -> tuple[float, str]:
    """What it means that one question names things which the other does not."""
    left, right = matched.only_one, matched.only_other
    excluded = _exclusion(left, right, technologies)
    if excluded:
        return OPPOSED, excluded
    if done(left) and done(right):
        easy = all(term.key in EASY_VERBS for term in done(left + right))
        return SLIGHT if easy else SWAPPED, "they name different actions"
    swapped = _turns_round(matched) or ("they name different tools" if _tools(left) and _tools(right) else "")
    if swapped:
        return SWAPPED, swapped
    mine, theirs = telling(left, TELLING), telling(right, TELLING)
    if mine and theirs:
        return SWAPPED, "each names something else: {} and {}".format(*sorted((_named(mine), _named(theirs))))
    if mine or theirs:
        return _restriction(mine or theirs, defining), f"only one names {_named(mine or theirs)}"
    return _faint(left, right, defining)


def _restriction(over: list[Term], defining: bool) -> float:
    """How much is left where only one names something: a part, a sort, or what it adds at its end."""
    if all(term.acts for term in over):
        return DONE_BY_ONE
    if defining and any(term.heads and not term.tool for term in over):
        return PART_NAMED
    narrowing = any((term.modifies or term.heads or term.reached) and not term.tool for term in over)
    return NARROWED if narrowing else ADDED


def sorts(one: Reading, other: Reading, matched: Alignment) -> tuple[float, str]:
    """Two sorts of the same thing are two things: a network and a gateway load balancer."""
    left, right = ({term.key for term in terms} for terms in (matched.only_one, matched.only_other))
    shared = {term.key for pair in matched.pairs for term in pair}
    sides = ((one, left), (other, right))
    mine, theirs = (
        {head: sort for sort, head in sorted(reading.compounds) if sort in keys and head in shared}
        for reading, keys in sides
    )
    over = (telling(matched.only_one, SAYING), telling(matched.only_other, SAYING))
    said, one_sided = {term.key for terms in over for term in terms}, not all(over)
    for head in sorted(mine.keys() & theirs.keys()):
        if NUMBER.fullmatch(mine[head]) or NUMBER.fullmatch(theirs[head]):
            continue
        return SWAPPED, "they name two sorts of {}: {} and {}".format(
            head, *sorted((mine[head], theirs[head]))
        )
    heads, their_heads = (
        {sort: head for sort, head in sorted(reading.compounds) if head in keys and sort in shared}
        for reading, keys in sides
    )
    for sort in sorted(heads.keys() & their_heads.keys()):
        if {heads[sort], their_heads[sort]} <= BACKGROUND:
            continue
        return SWAPPED, "after {} they name two things: {} and {}".format(
            sort, *sorted((heads[sort], their_heads[sort]))
        )
    named = {term.key for term in telling(matched.only_one + matched.only_other, TELLING) if not term.tool}
    for head in sorted((set(heads.values()) | set(their_heads.values())) & named):
        return SORT_NAMED, f"only one names its {head}"
    for reading, keys in sides:
        telling_sorts = {sort for head, sort in (mine | theirs).items() if head in shared}
        extra = sorted(
            key for key, beside in reading.joined if key in (keys & said) - telling_sorts and beside in shared
        )
        if extra and one_sided:
            return JOINED_TO, f"only one asks about {extra[0]} too"
    return _one_sort(one, other, sorted(mine.items() | theirs.items()))


def _one_sort(one: Reading, other: Reading, named: list[tuple[str, str]]) -> tuple[float, str]:
    """What it means that only one says which sort of a thing it asks about."""
    for head, sort in named:
        if one.wants[0] == other.wants[0] == "difference" and _tells_other_sorts(one, other, head):
            return SWAPPED, f"only one compares {sort} {head}"
        if not (NUMBER.fullmatch(sort) or sort in BACKGROUND | EVERYWHERE):
            return SORT_NAMED, f"only one names which sort of {head}: {sort}"
    return 1.0, ""


def _tells_other_sorts(one: Reading, other: Reading, head: str) -> bool:
    """Tells whether each question sets sorts of a thing apart that the other does not name: a real and a shadow DOM."""
    mine, theirs = (
        {sort for sort, of in reading.compounds if of == head and sort not in JOINING}
        for reading in (one, other)
    )
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def counts(one: Reading, other: Reading) -> tuple[float, str]:
    """What it means that each wants several of another thing: processes of a container, containers of an image."""
    for number in sorted(COUNTING):
        mine, theirs = (
            {head for sort, head in reading.compounds if sort == number} for reading in (one, other)
        )
        crossed = not mine.isdisjoint(other.words) or not theirs.isdisjoint(one.words)
        if mine and theirs and crossed and mine.isdisjoint(theirs):
            return OTHERS_COUNTED, f"what is {number} differs: {min(mine)} and {min(theirs)}"
    return 1.0, ""


def _exclusion(left: tuple[Term, ...], right: tuple[Term, ...], technologies: frozenset[str]) -> str:
    if any(are_opposites(a, b, technologies) for a in left for b in right if not (a.aside or b.aside)):
        return "they name opposites"
    if _denies(left) != _denies(right):
        return "only one denies"
    return "they name different numbers" if _numbers(left) and _numbers(right) else ""


def _faint(left: tuple[Term, ...], right: tuple[Term, ...], defining: bool) -> tuple[float, str]:
    mine, theirs = telling(left, SAYING), telling(right, SAYING)
    both = [any(term.sort and not term.aside for term in terms) for terms in (left, right)]
    if all(both):
        return SET_APART, "they name different sorts of thing"
    if mine and theirs:
        return SLIGHT, "they differ in common words"
    if defining and not all(term.tool or term.acts for term in mine + theirs):
        return SET_APART, f"only one names {_named(mine or theirs)}"
    return 1.0, ""


def _turns_round(matched: Alignment) -> str:
    """Says whether one does something to what the other does: to restore a backup, and to back up."""
    turned = any(
        (mine.acts and not theirs.acts and _acting(matched.only_other))
        or (theirs.acts and not mine.acts and _acting(matched.only_one))
        for mine, theirs in matched.pairs
    )
    return "one does what the other only names" if turned else ""


def _acting(terms: tuple[Term, ...]) -> bool:
    return any(term.acts and term.key not in EASY_VERBS - CHANGING for term in terms)


def telling(terms: tuple[Term, ...], weight: float) -> list[Term]:
    return [term for term in terms if term.weight >= weight and not (term.acts and term.key in EASY_VERBS)]


def _numbers(terms: tuple[Term, ...]) -> bool:
    return any(NUMBER.fullmatch(term.key) for term in terms if not term.aside)


def _denies(terms: tuple[Term, ...]) -> bool:
    return any(term.key in NEGATIVE and not (term.exact or term.aside) for term in terms)


def done(terms: tuple[Term, ...]) -> list[Term]:
    return [term for term in terms if term.acts]


def _tools(terms: tuple[Term, ...]) -> list[Term]:
    return [term for term in telling(terms, SAYING) if term.tool]


def _named(terms: list[Term]) -> str:
    return ", ".join(sorted(term.key for term in terms))
