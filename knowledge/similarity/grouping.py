"""Finds the questions of a collection that ask the same, without comparing each with every other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from knowledge.similarity.choices import Question, code_key
from knowledge.similarity.comparing import SAME, Comparison, similarity
from knowledge.similarity.wording import read

COMPARED_IN_FULL = 24  # titles that share a key and are all compared with one another
NEIGHBOURS = 8  # in a larger block, each is compared with so many that follow it
WORTH_COMPARING = 0.3  # the share of words in common below which the full comparison is spared
NOT_ELSE = 0.55  # the score below which two titles may not share a group
RAREST = 4  # terms of a title under which it is looked for


def group(titles: Iterable[str | Question]) -> list[list[str]]:
    """Returns the titles that ask the same, in groups of two or more.

    A title joins a group only if none of its members asks something clearly else, so that a chain
    of near likenesses does not pull strangers together. The same titles in another order give the
    same groups. The cost is n log n for n titles: each is compared with a bounded number of others
    that share its rarest terms.

    Arguments:
        titles: titles, or titles with code and options; repeated ones count as asking the same.
    """
    questions = sorted((_question(title) for title in titles), key=_order)
    return [[questions[index].title for index in members] for members in group_indexes(questions)]


def group_indexes(questions: Sequence[Question]) -> list[list[int]]:
    """Returns the groups as positions in the sequence; the sequence decides on the order alone."""
    alike: dict[tuple[int, int], Comparison] = {}
    weights = [_weights(question) for question in questions]
    for one, other in candidates(questions):
        if _overlap(weights[one], weights[other]) < WORTH_COMPARING:
            continue
        found = similarity(questions[one], questions[other])
        if found.same:
            alike[one, other] = found
    best_first = sorted(
        alike, key=lambda pair: (-alike[pair].score, _order(questions[pair[0]]), _order(questions[pair[1]]))
    )
    home = {index: [index] for index in range(len(questions))}
    for one, other in best_first:
        mine, theirs = home[one], home[other]
        if mine is not theirs and _agree(mine, theirs, alike, questions):
            mine += theirs
            for index in theirs:
                home[index] = mine
    groups = {id(members): sorted(members) for members in home.values() if len(members) > 1}
    return sorted(groups.values())


def candidates(questions: Sequence[Question]) -> Iterator[tuple[int, int]]:
    """Yields pairs of positions worth comparing, each once and the lower first."""
    keys = [_keys(question) for question in questions]
    usage = Counter(key for found in keys for key in found)
    blocks: dict[object, list[int]] = defaultdict(list)
    for index, found in enumerate(keys):
        rarest = sorted(found, key=lambda key: (usage[key], key))[:RAREST]
        for key in rarest:
            if usage[key] <= COMPARED_IN_FULL:
                blocks[key].append(index)
        frequent = [key for key in rarest if usage[key] > COMPARED_IN_FULL]
        for pair in [*combinations(sorted(frequent), 2), *((key,) for key in frequent)]:
            blocks[pair].append(index)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        for pair in _pairs(members, questions):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _pairs(members: list[int], questions: Sequence[Question]) -> Iterator[tuple[int, int]]:
    if len(members) <= COMPARED_IN_FULL:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=lambda index: (_likeness_key(questions[index]), index))
    for reach in range(1, NEIGHBOURS + 1):
        for one, other in zip(ordered, ordered[reach:], strict=False):
            yield min(one, other), max(one, other)


def _likeness_key(question: Question) -> tuple:
    """Orders titles so that those which name the same stand side by side."""
    reading = read(question.title)
    said = sorted(((-term.weight, term.key) for term in reading.terms if not term.aside))
    return [key for _, key in said], reading.wants[0], code_key(question.code)


def _agree(mine: list[int], theirs: list[int], alike: dict, questions: Sequence[Question]) -> bool:
    """Two groups become one when their members are alike on average and none asks something clearly else."""
    scores = []
    for one in mine[:COMPARED_IN_FULL]:
        for other in theirs[:COMPARED_IN_FULL]:
            pair = min(one, other), max(one, other)
            scores.append((alike.get(pair) or similarity(questions[one], questions[other])).score)
    return min(scores) >= NOT_ELSE and sum(scores) >= SAME * len(scores)


def _weights(question: Question) -> dict[str, float]:
    return {term.key: term.weight for term in read(question.title).terms}


def _overlap(one: dict[str, float], other: dict[str, float]) -> float:
    """Returns the share of two titles that they have word for word; 1 where a title has no words to share."""
    whole = sum(one.values()) + sum(other.values())
    return 2 * sum(min(one[key], other[key]) for key in one.keys() & other.keys()) / whole if whole else 1.0


def _keys(question: Question) -> set[str]:
    reading = read(question.title)
    said = {term.key for term in reading.terms if not term.aside and term.weight >= 0.2}
    if question.code.strip():
        return {"code " + " ".join(code_key(question.code))[:400]} | said
    return said or set(reading.technologies) or {question.title.casefold().strip()}


def _question(value: str | Question) -> Question:
    return value if isinstance(value, Question) else Question(value)


def _order(question: Question) -> tuple:
    return question.title, question.code, question.options
