"""Decides whether two questions ask the same, and says why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.similarity.alignment import Alignment, align
from knowledge.similarity.choices import Question, share_code, share_options
from knowledge.similarity.frames import HOW, kinship
from knowledge.similarity.leftovers import (
    NARROWED,
    OPPOSED,
    SWAPPED,
    TELLING,
    counts,
    done,
    leftovers,
    sorts,
    telling,
)
from knowledge.similarity.phrases import DEFINING
from knowledge.similarity.vocabulary import FRAMEWORKS, TECHNOLOGIES
from knowledge.similarity.wording import Reading, Term, read

SAME = 0.65  # the score from which two questions ask the same
CLEAR_WANT = 0.75

# What remains of the score …
SECOND_WANT = 0.9  # when one asks first what the other asks second
DONE_IN_ONE = 0.7  # when only one asks how something is done to the subject
RELATED_TECHNOLOGY, FRAMEWORK = 0.9, 0.6
ONE_TECHNOLOGY_MORE = 0.95
NAMED_ENOUGH = 1.3  # what both must name, weighed, before it outweighs what only one names
LOOSELY = 0.95  # for each two words that stand for one another only beside others

# "A and B", explained, are told apart.
SET_SIDE_BY_SIDE = (
    {"difference", "told"},
    {"difference", "definition"},
    {"difference", "definitions"},
    {"difference", "bare"},
    {"difference", "when"},
    {"difference", "purpose"},
    {"difference", "reason"},
    {"difference", "cause"},
)
JOINED = re.compile(r"(?:^| )(?:and|or|vs\.?|versus|from|over|than|instead of|related to|&)(?: |$)")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two questions are: a score from 0 to 1, the verdict, and the reasons in plain words."""

    score: float
    same: bool
    because: tuple[str, ...]


def similarity(one: str | Question, other: str | Question) -> Comparison:
    """Compares two questions; the order does not matter, and no text raises an error.

    Arguments:
        one, other: a title, or a title with the code and the options that belong to it.
    """
    one, other = as_question(one), as_question(other)
    return compare(one, read(one.title), other, read(other.title))


def compare(one: Question, mine: Reading, other: Question, theirs: Reading) -> Comparison:
    """Compares two questions whose titles have been read."""
    if not (one.code.strip() or other.code.strip() or one.options or other.options):
        return _titles(mine, theirs)
    code, options = share_code(one.code, other.code), share_options(one.options, other.options)
    if code is False or options is False:
        return Comparison(0.1, False, ("the code differs" if code is False else "the options differ",))
    titles = _titles(mine, theirs)
    if code:
        vague = mine.is_vague and theirs.is_vague
        score = max(0.95, titles.score) if vague or titles.score >= OPPOSED else titles.score
        return Comparison(score, score >= SAME, ("the same code", *titles.because))
    if options:
        return Comparison(titles.score, titles.same, ("the same options", *titles.because))
    if mine.is_vague or theirs.is_vague:
        return Comparison(0.0, False, ("only one shows the code it asks about",))
    return titles


def as_question(value: str | Question) -> Question:
    """Returns a title as a question without code and options; leaves questions alone."""
    return value if isinstance(value, Question) else Question(value)


def _titles(one: Reading, other: Reading) -> Comparison:
    """Compares two titles, and under the second names they give where the first ones tell them apart."""
    found = _under_one_name(one, other)
    if found.same or not (one.otherwise or other.otherwise or one.further or other.further):
        return found
    named = [found]
    named += [_in_second_place(_under_one_name(request, other)) for request in one.further]
    named += [_in_second_place(_under_one_name(one, request)) for request in other.further]
    if one.otherwise and not one.second_name.isdisjoint(other.words):
        named.append(_under_one_name(one.otherwise, other))
    if other.otherwise and not other.second_name.isdisjoint(one.words):
        named.append(_under_one_name(one, other.otherwise))
    return max(named, key=lambda comparison: (comparison.score, comparison.because))


def _in_second_place(found: Comparison) -> Comparison:
    score = round(found.score * SECOND_WANT, 3)
    return Comparison(score, score >= SAME, (*found.because, "one asks it second"))


def _under_one_name(one: Reading, other: Reading) -> Comparison:
    if one.plain == other.plain:
        return Comparison(1.0, True, ("the same words",))
    matched = align(one, other)
    because: list[str] = []
    if matched.pairs:
        because.append("both name " + ", ".join(sorted({min(a.key, b.key) for a, b in matched.pairs})))
    score = _coverage(matched) * LOOSELY**matched.loose
    defining = {one.wants[0], other.wants[0]} <= DEFINING
    over = min(  # what is left over counts once, as what it tells most clearly
        sorts(one, other, matched),
        counts(one, other),
        leftovers(matched, defining, one.technologies | other.technologies),
    )
    for factor, reason in (
        _wants(one, other, matched),
        (_weighed(over[0], matched), over[1]),
        (1.0, "") if one.technologies & other.technologies else _subject(matched),
        _technologies(one, other),
        _direction(one, other),
    ):
        score *= factor
        if reason:
            because.append(reason)
    score = round(min(score, 0.99), 3)
    return Comparison(score, score >= SAME, tuple(because))


def _coverage(matched: Alignment) -> float:
    missing = sum(sorted(term.weight for term in (*matched.only_one, *matched.only_other)))
    whole = 2 * matched.shared + missing
    return 2 * matched.shared / whole if whole else 0.0


def _weighed(factor: float, matched: Alignment) -> float:
    """The more both name, the less says what only one names; what each names instead is never outweighed."""
    both = sum(sorted(min(a.weight, b.weight) for a, b in matched.pairs if not (a.acts or b.acts)))
    return float(factor ** min(1.0, NAMED_ENOUGH / both)) if both and factor > SWAPPED else factor


def _wants(one: Reading, other: Reading, matched: Alignment) -> tuple[float, str]:
    """How far the two wants go together; a second want counts a little less than the first."""
    best = kinship(one.wants[0], other.wants[0])
    if {one.wants[0], other.wants[0]} in SET_SIDE_BY_SIDE and _name_both(one, other, matched):
        best = SECOND_WANT
    for mine in one.wants[1:3]:
        best = max(best, kinship(mine, other.wants[0]) * SECOND_WANT)
    for theirs in other.wants[1:3]:
        best = max(best, kinship(one.wants[0], theirs) * SECOND_WANT)
    if _acts_alone(one, matched.only_one, other) or _acts_alone(other, matched.only_other, one):
        best *= DONE_IN_ONE
    if best >= CLEAR_WANT:
        return best, ""
    if one.wants[0] == other.wants[0]:
        return best, "only one says what was done"
    return best, "one asks for {}, the other for {}".format(*sorted((one.wants[0], other.wants[0])))


def _acts_alone(mine: Reading, left: tuple[Term, ...], theirs: Reading) -> bool:
    """Tells whether only one asks about doing something: "How do you choose k in k-means?"."""
    acting, other = mine.wants[0], theirs.wants[0]
    if acting == other == "episode":
        return bool(done(left)) and not done(theirs.terms)
    if not done(left) or acting == other or (acting in HOW and not HOW.isdisjoint(theirs.wants)):
        return False
    return (
        acting in HOW and not done(theirs.terms)
        if other == "mechanism"
        else (acting in HOW or (acting == "mechanism" and other not in HOW))
    )


def _subject(matched: Alignment) -> tuple[float, str]:
    """What is done must be done to the same: "prevent" alone is no subject."""
    over = [term for term in matched.only_one + matched.only_other if not (term.acts or term.aside)]
    if over and matched.pairs and all(a.acts and b.acts for a, b in matched.pairs):
        return SWAPPED, "only what is done is the same"
    return 1.0, ""


def _name_both(one: Reading, other: Reading, matched: Alignment) -> bool:
    joined = all(JOINED.search(reading.plain) for reading in (one, other))
    named = len(matched.pairs) + bool(one.technologies & other.technologies)
    return joined and named > 1 and not telling(matched.only_one + matched.only_other, TELLING)


def _technologies(one: Reading, other: Reading) -> tuple[float, str]:
    """Whether both are about one technology; a question that names none may be about any."""
    if not one.technologies or not other.technologies:
        return 1.0, ""
    mine, theirs = _deepest(one.technologies), _deepest(other.technologies)
    if mine == theirs:
        return 1.0, ""
    if one.technologies <= other.technologies or other.technologies <= one.technologies:
        return ONE_TECHNOLOGY_MORE, ""
    if all(any(_descends(a, b) or _descends(b, a) for b in theirs) for a in mine) and len(mine) == len(
        theirs
    ):
        apart = any(not FRAMEWORKS.isdisjoint(_between(a, b) | _between(b, a)) for a in mine for b in theirs)
        return (
            FRAMEWORK if apart else RELATED_TECHNOLOGY,
            "one names the technology, the other what it belongs to",
        )
    return OPPOSED, "they are about different technologies"


def _deepest(names: frozenset[str]) -> set[str]:
    return {name for name in names if not any(name != other and _descends(other, name) for other in names)}


def _between(name: str, ancestor: str) -> set[str]:
    """Returns a technology and what it belongs to, up to but without the ancestor; nothing if it has another."""
    names = set()
    while name and name != ancestor:
        names.add(name)
        name = TECHNOLOGIES.get(name, "")
    return names if name else set()


def _descends(name: str, ancestor: str) -> bool:
    while name and name != ancestor:
        name = TECHNOLOGIES.get(name, "")
    return bool(name)


def _direction(one: Reading, other: Reading) -> tuple[float, str]:
    """From a string to a number is not from a number to a string."""
    if not one.towards or not other.towards:
        return 1.0, ""
    (start, end), (other_start, other_end) = one.towards, other.towards
    there, back = (start - end) & (other_end - other_start), (end - start) & (other_start - other_end)
    if there and back:
        return OPPOSED, "they go in opposite directions"
    return (NARROWED, "one starts with what the other ends with") if there or back else (1.0, "")
