"""Finds the questions of a collection that ask the same, without comparing each with every other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from knowledge.similarity.alignment import OF_METHODS
from knowledge.similarity.choices import Question, code_key
from knowledge.similarity.comparing import SAME, Comparison, as_question, compare
from knowledge.similarity.wording import Reading, Term, read
from knowledge.similarity.words import fused, root

COMPARED_IN_FULL = 24  # titles that share a key and are all compared with one another
NEIGHBOURS = 8  # in a larger block, each is compared with so many that follow it
RAREST = 4  # terms of a title under which it is looked for
WORTH_COMPARING = 0.28  # the share of words in common below which the full comparison is spared
NOT_ELSE = 0.63  # the score below which two titles may not share a group

Pair = tuple[int, int]


@dataclass(slots=True)
class _Entry:
    question: Question
    reading: Reading
    weights: dict[str, float]
    keys: set[str]
    joined: set[str]


def group(titles: Iterable[str | Question]) -> list[list[str]]:
    """Returns the titles that ask the same, in groups of two or more.

    The same titles in another order give the same groups. The cost is n log n for n titles: each is
    compared with a bounded number of others that share its rarest terms.

    Arguments:
        titles: titles, or titles with code and options; repeated ones count as asking the same.
    """
    questions = [as_question(title) for title in titles]
    return [[questions[at].title for at in members] for members in group_indexes(questions)]


def group_indexes(questions: Sequence[str | Question]) -> list[list[int]]:
    """Returns the groups as positions in the sequence, each in ascending order.

    A title joins a group only if its members are alike on average and none asks something clearly
    else, so that a chain of near likenesses does not pull strangers together.
    """
    entries = [_entry(as_question(question)) for question in questions]
    order = sorted(range(len(entries)), key=lambda at: _identity(entries[at].question))
    entries = [entries[at] for at in order]
    alike: dict[Pair, Comparison] = {}
    for one, other in _candidates(entries):
        found = _compare(entries[one], entries[other])
        if found.same:
            alike[one, other] = found
    home = {at: [at] for at in range(len(entries))}
    closest = {pair: (-found.score, -_wording(*pair, entries), pair) for pair, found in alike.items()}
    for one, other in sorted(alike, key=closest.__getitem__):
        mine, theirs = home[one], home[other]
        if mine is not theirs and _agree(mine, theirs, alike, entries):
            mine += theirs
            home.update(dict.fromkeys(theirs, mine))
    groups = {id(members): members for members in home.values() if len(members) > 1}
    return sorted(sorted(order[at] for at in members) for members in groups.values())


def _candidates(entries: list[_Entry]) -> Iterator[Pair]:
    """Yields pairs of positions worth comparing, each once and the lower first.

    A few titles are all compared. Among many, a title stands in the blocks of its rarest terms. A block that has grown too large for comparing
    all with all is cut up by a second term, and what is still too large is sorted by what the titles
    name, so that each meets only its neighbours.
    """
    if len(entries) <= COMPARED_IN_FULL:
        yield from combinations(range(len(entries)), 2)
        return
    named = {key for entry in entries for key in entry.keys}
    for entry in entries:
        entry.keys |= entry.joined & named
    usage = Counter(key for entry in entries for key in entry.keys)
    for entry in entries:
        entry.keys = {key for key in entry.keys if usage[key] > 1}
    blocks: dict[object, list[int]] = defaultdict(list)
    for at, entry in enumerate(entries):
        rarest = sorted(entry.keys, key=lambda key: (usage[key], key))[:RAREST]
        frequent = sorted(key for key in rarest if usage[key] > COMPARED_IN_FULL)
        for key in (*rarest, *combinations(frequent, 2)):
            blocks[key].append(at)
    seen: set[Pair] = set()
    for members in blocks.values():
        for pair in _pairs(members, entries):
            if pair not in seen:
                seen.add(pair)
                if _overlap(entries[pair[0]], entries[pair[1]]) >= WORTH_COMPARING:
                    yield pair


def _pairs(members: list[int], entries: list[_Entry]) -> Iterator[Pair]:
    if len(members) <= COMPARED_IN_FULL:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda at: (_subject(entries[at]), at))
    for reach in range(1, NEIGHBOURS + 1):
        for one, other in zip(ordered, ordered[reach:], strict=False):
            yield min(one, other), max(one, other)


def _subject(entry: _Entry) -> tuple:
    """Orders titles so that those which name the same stand side by side."""
    said = sorted((-term.weight, term.key) for term in entry.reading.terms if not term.aside)
    return [key for _, key in said], entry.reading.wants[0]


def _agree(mine: list[int], theirs: list[int], alike: dict[Pair, Comparison], entries: list[_Entry]) -> bool:
    scores = []
    for one in mine[:COMPARED_IN_FULL]:
        for other in theirs[:COMPARED_IN_FULL]:
            known = alike.get((min(one, other), max(one, other)))
            scores.append((known or _compare(entries[one], entries[other])).score)
    return min(scores) >= NOT_ELSE and sum(scores) >= SAME * len(scores)


def _compare(one: _Entry, other: _Entry) -> Comparison:
    return compare(one.question, one.reading, other.question, other.reading)


def _wording(one: int, other: int, entries: list[_Entry]) -> float:
    """Returns the share of words two titles have in common, which settles who of equals comes first."""
    mine, theirs = (set(entries[at].reading.plain.split()) for at in (one, other))
    return len(mine & theirs) / len(mine | theirs) if mine or theirs else 1.0


def _overlap(one: _Entry, other: _Entry) -> float:
    """Returns how much of the title that says less the other has word for word; 1 where there are no words."""
    whole = min(sum(one.weights.values()), sum(other.weights.values()))
    if not whole or one.joined & other.keys or other.joined & one.keys:
        return 1.0
    shared = one.weights.keys() & other.weights.keys()
    return sum(min(one.weights[key], other.weights[key]) for key in shared) / whole


def _roots(term: Term) -> set[str]:
    """Returns the keys under which a term is looked for: what it is derived from, and the parts of code."""
    parts = re.split(r"[._:]", term.key) if term.exact else [term.key]
    if term.exact and term.key.isalpha():
        parts += [term.key.removeprefix(start) for start in OF_METHODS if term.key.startswith(start)]
    return {root(part)[0] for part in parts if part}


def _entry(question: Question) -> _Entry:
    reading = read(question.title)
    weights: dict[str, float] = {}
    asked_besides = [
        term
        for further in reading.further
        for term in further.terms
        if not (term.aside or term.key in reading.technologies)
    ]
    subjects = [term for term in reading.terms if not (asked_besides and term.key in reading.technologies)]
    for term in (*subjects, *asked_besides):
        for key in _roots(term):
            weights[key] = max(weights.get(key, 0.0), term.weight)
    joined = {root(fused(one, other))[0] for one, other in pairwise(reading.words)}
    joined |= {root(key)[0] for key in reading.second_name}
    named = [*reading.terms, *(reading.otherwise.terms if reading.otherwise else ())]
    keys = {key for term in named if not term.aside and term.weight >= 0.2 for key in _roots(term)}
    keys |= {key for term in asked_besides for key in _roots(term)}
    if question.code.strip():
        keys.add("code " + " ".join(code_key(question.code))[:400])
    if not keys:
        keys = set(reading.technologies) or {reading.plain or question.title}
        weights |= dict.fromkeys(reading.technologies, 1.0)
    return _Entry(question, reading, weights, keys, joined)


def _identity(question: Question) -> tuple[str, str, tuple[str, ...]]:
    return question.title, question.code, tuple(question.options)
