"""Decides whether two questions ask the same, and says why."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.similarity.alignment import Alignment, align, are_opposites
from knowledge.similarity.choices import Question, share_code, share_options
from knowledge.similarity.frames import kinship
from knowledge.similarity.vocabulary import NEGATIVE
from knowledge.similarity.wording import EASY_VERBS, TECHNOLOGIES, Reading, Term, read

SAME = 0.68
TELLING = 0.55  # the weight from which a term alone can tell two questions apart
SAYING = 0.3
SECOND_WANT = 0.9
SWAPPED = 0.72
SLIGHT = 0.85
NARROWED = 0.8
ADDED = 0.92
OPPOSED = 0.3


DEFINING = frozenset(["definition", "purpose", "told", "mechanism"])
NUMBER = re.compile(r"v?\d[\d.x]*|first|second|third|nth")


@dataclass(frozen=True)
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
    one, other = _question(one), _question(other)
    if one.code.strip() or other.code.strip() or one.options or other.options:
        return _with_code(one, other)
    return compare(read(one.title), read(other.title), identical=_plain(one.title) == _plain(other.title))


def compare(one: Reading, other: Reading, *, identical: bool = False) -> Comparison:
    """Compares two titles that have been read."""
    if identical:
        return Comparison(1.0, True, ("the same words",))
    matched = align(one, other)
    because: list[str] = []
    score = _coverage(matched)
    score *= _wants(one, other, matched, because)
    score *= _leftovers(matched, {one.wants[0], other.wants[0]} <= DEFINING, because)
    score *= _technologies(one, other, because)
    score *= _direction(one, other, because)
    if matched.pairs:
        because.insert(0, "both name " + ", ".join(sorted({min(a.key, b.key) for a, b in matched.pairs})))
    score = round(min(score, 0.99), 3)
    return Comparison(score, score >= SAME, tuple(because))


def _question(value: str | Question) -> Question:
    return value if isinstance(value, Question) else Question(value)


def _plain(title: str) -> str:
    return " ".join(
        "".join(c if c.isalnum() or c in "+#=*&|<>!%$@_." else " " for c in title.casefold()).split()
    )


def _coverage(matched: Alignment) -> float:
    missing = sum(term.weight for term in (*matched.only_one, *matched.only_other))
    whole = 2 * matched.shared + missing
    return 2 * matched.shared / whole if whole else 0.0


def _wants(one: Reading, other: Reading, matched: Alignment, because: list[str]) -> float:
    """Returns how far the two wants go together; a second want counts a little less than the first."""
    best = kinship(one.wants[0], other.wants[0])
    for mine in one.wants[1:3]:
        best = max(best, kinship(mine, other.wants[0]) * SECOND_WANT)
    for theirs in other.wants[1:3]:
        best = max(best, kinship(one.wants[0], theirs) * SECOND_WANT)
    if one.wants[0] != other.wants[0] and (_acts(one, matched.only_one) or _acts(other, matched.only_other)):
        best *= SLIGHT
    if best < 0.75:
        because.append(f"one asks for {one.wants[0]}, the other for {other.wants[0]}")
    return best


def _acts(reading: Reading, leftover: tuple[Term, ...]) -> bool:
    """Tells whether a question asks how to do something that the other does not mention."""
    return "how" in reading.wants and _does(leftover)


def _leftovers(matched: Alignment, defining: bool, because: list[str]) -> float:
    """Returns what remains when each question names something that the other does not."""
    left, right = matched.only_one, matched.only_other
    if any(are_opposites(a, b) for a in left for b in right if not (a.aside or b.aside)):
        because.append("they name opposites")
        return OPPOSED
    if _denies(left) != _denies(right):
        because.append("only one denies")
        return OPPOSED
    if _numbers(left) and _numbers(right):
        because.append("they name different numbers")
        return OPPOSED
    if _does(left) and _does(right):
        because.append("they name different actions")
        easy = all(term.key in EASY_VERBS for term in _done(left + right))
        return SLIGHT if easy else SWAPPED
    mine, theirs = _telling(left), _telling(right)
    if mine and theirs:
        because.append(f"one names {_named(mine)}, the other {_named(theirs)}")
        return SWAPPED
    if mine or theirs:
        because.append(f"only one names {_named(mine or theirs)}")
        narrowing = any((term.modifies or term.heads) and not term.tool for term in mine or theirs)
        return NARROWED if narrowing else ADDED
    if (_telling(left, SAYING) and _telling(right, SAYING)) or (_sorts(left) and _sorts(right)):
        return SLIGHT
    if defining and (_telling(left, SAYING) or _telling(right, SAYING)):
        because.append(f"only one names {_named(_telling(left + right, SAYING))}")
        return NARROWED
    return 1.0


def _telling(terms: tuple[Term, ...], weight: float = TELLING) -> list[Term]:
    return [term for term in terms if term.weight >= weight and not (term.acts and term.key in EASY_VERBS)]


def _sorts(terms: tuple[Term, ...]) -> bool:
    return any(term.sort and not term.aside for term in terms)


def _numbers(terms: tuple[Term, ...]) -> bool:
    return any(NUMBER.fullmatch(term.key) for term in terms if not term.aside)


def _denies(terms: tuple[Term, ...]) -> bool:
    return any(term.key in NEGATIVE and not term.exact for term in terms)


def _does(terms: tuple[Term, ...]) -> bool:
    return bool(_done(terms))


def _done(terms: tuple[Term, ...]) -> list[Term]:
    return [term for term in terms if term.acts]


def _named(terms: list[Term]) -> str:
    return ", ".join(sorted(term.key for term in terms))


def _technologies(one: Reading, other: Reading, because: list[str]) -> float:
    """Returns whether both are about one technology; a question that names none may be about any."""
    if not one.technologies or not other.technologies or one.technologies == other.technologies:
        return 1.0
    mine, theirs = _deepest(one.technologies), _deepest(other.technologies)
    if mine == theirs:
        return 1.0
    if one.technologies <= other.technologies or other.technologies <= one.technologies:
        return 0.95
    if all(any(_descends(a, b) or _descends(b, a) for b in theirs) for a in mine) and len(mine) == len(
        theirs
    ):
        because.append("one names the technology, the other what it belongs to")
        return 0.85
    because.append("they are about different technologies")
    return OPPOSED


def _deepest(names: frozenset[str]) -> set[str]:
    return {name for name in names if not any(name != other and _descends(other, name) for other in names)}


def _descends(name: str, ancestor: str) -> bool:
    while name:
        if name == ancestor:
            return True
        name = TECHNOLOGIES.get(name, "")
    return False


def _direction(one: Reading, other: Reading, because: list[str]) -> float:
    """From a string to a number is not from a number to a string."""
    if one.towards and other.towards:
        (start, end), (other_start, other_end) = one.towards, other.towards
        there, back = (start - end) & (other_end - other_start), (end - start) & (other_start - other_end)
        if there and back:
            because.append("they go in opposite directions")
            return OPPOSED
        if there or back:
            because.append("what one starts from the other ends with")
            return NARROWED
    return 1.0


def _with_code(one: Question, other: Question) -> Comparison:
    """Code decides; where only one question shows any, the title has to say enough by itself."""
    code, options = share_code(one.code, other.code), share_options(one.options, other.options)
    if code is False:
        return Comparison(0.1, False, ("the code differs",))
    if options is False:
        return Comparison(0.2, False, ("the options differ",))
    titles = compare(read(one.title), read(other.title), identical=_plain(one.title) == _plain(other.title))
    if code:
        score = max(0.95, titles.score) if titles.score >= 0.3 or not read(one.title).terms else titles.score
        return Comparison(score, score >= SAME, ("the same code", *titles.because))
    if options:
        return Comparison(titles.score, titles.same, ("the same options", *titles.because))
    enough = sum(term.weight for term in read(one.title).terms) >= 1
    return titles if enough else Comparison(0.0, False, ("only one shows the code it asks about",))
