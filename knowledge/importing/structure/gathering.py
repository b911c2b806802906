"""Titles that only gather: a heading over answered questions of another shape names a part of the file."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeAlias

from knowledge.importing.drafts.marks import BUILT, Draft, Mark, Reading
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import FOLLOW_UPS, label_words, role_of
from knowledge.importing.text.source import Block, Source

# How many answered questions of a shape make of a title that asks above them the name of a part.
ENOUGH = {
    "details": 2,
    "question-and-answer": 2,
    "two-sided": 3,
    "counted-lines": 3,
    "led-lines": 6,
    "bold-paragraphs": 6,
    "list-items": 8,
    "table": 3,
    "listed-snippets": 3,
}
ENOUGH_BELOW_A_NAME, ENOUGH_IN_A_PART = 2, 3
SAYS_ITSELF = "question-and-answer"  # one such question is enough: it is called one
# Of a class of titles, so many must name parts for all of it to do so: for what asks nothing, and for what asks.
HALF, MOSTLY = 0.5, 0.6
SAYS_NOTHING = {furniture.BLANK, furniture.RULE, furniture.BACK_LINK, furniture.MARKUP, furniture.LINKS}
FEW, MANY = "few", "many"  # questions below a title that names a part
RARELY = 0.1  # of many titles one has a short list that seems to ask: that names no part
IN_LISTS = "list-items"
SEVERAL = 2  # titles below which scenarios begin to count: then they belong to the answers
MANY_INSIDE = 3  # titles in each of what encloses them: then that is a part of the file
FEWEST, NEARLY_ALL = 3, 0.8  # titles of a class with a question right below
SOME = 0.3  # of a class that asks must gather before one of it names a part

Class: TypeAlias = tuple[str, int, bool]


def drop_parts(reading: Reading, others: Iterable[Reading]) -> None:
    """Takes titles out below which answered questions of another shape stand: they name parts.

    Where most titles of one class name parts, the rest of the class does too. What encloses its text, as
    `<details>` does, names a part only together with its class.
    """
    parts = _parts(reading, others)
    if not parts:
        return
    shares = _shares(reading.marks, parts)
    sure = {mark.line for mark in reading.marks if mark.weight >= BUILT}
    kept = []
    for draft in reading.drafts:
        told = draft.line in sure
        share = shares[draft.line]
        needed = HALF if reading.encloses else SOME if told else RARELY if parts.get(draft.line) == FEW else 0
        is_part = draft.line in parts and share >= needed
        if not is_part and share < (MOSTLY if told else HALF):
            kept.append(draft)
    _keep(reading, kept)


def cut_at_parts(reading: Reading, others: Iterable[Reading], source: Source) -> None:
    """Ends entries before headings of their rank or above that have questions of another shape right below them.

    Such a heading lacks what the titles have, a number perhaps: it names a part written in another habit.
    """
    ranks = {
        mark.line: mark.block.level for mark in reading.marks if mark.block and mark.block.kind == "heading"
    }
    asking = [
        sorted(mark.line for mark in other.marks if mark.weight >= BUILT)
        for other in others
        if other.dialect in ENOUGH
    ]
    lines = [block.line for block in source.headings]
    for draft in reading.drafts if asking else ():
        first, last = bisect_left(lines, draft.line + 1), bisect_left(lines, draft.end)
        for block in source.headings[first:last] if draft.line in ranks else ():
            if block.level <= ranks[draft.line] and any(
                _opens(block, draft.end, told, source) for told in asking
            ):
                _cut(draft, block.line)
                break


def _opens(block: Block, end: int, asking: list[int], source: Source) -> bool:
    """Says whether a question stands right below a heading, and enough of its shape before the line `end`."""
    at = bisect_left(asking, block.end)
    enough = bisect_left(asking, end) - at >= ENOUGH_IN_A_PART
    return enough and not any(line.strip() for line in source.lines[block.end : asking[at]])


def _cut(draft: Draft, end: int) -> None:
    kept = [place for place, line in enumerate(draft.numbers) if line < end]
    while kept and not draft.rows[kept[-1]].strip():
        kept.pop()
    draft.rows, draft.numbers = [draft.rows[at] for at in kept], [draft.numbers[at] for at in kept]
    draft.end = draft.numbers[-1] + 1 if kept else draft.line + 1


def drop_enclosed(reading: Reading, others: Iterable[Reading]) -> None:
    """Takes titles out that ask nothing and stand inside of what encloses a question's answer: they are parts of it."""
    spans = sorted((draft.line, draft.end) for other in others if other.encloses for draft in other.drafts)
    if reading.encloses or not spans:
        return
    starts = [start for start, _ in spans]
    untold = {mark.line for mark in reading.marks if mark.weight < 1}
    inside = {line for line in untold if (at := bisect_left(starts, line)) and line < spans[at - 1][1]}
    if len(inside) < MANY_INSIDE * len(spans):
        _keep(reading, [draft for draft in reading.drafts if draft.line not in inside])


def drop_within_called(reading: Reading, called: Reading, source: Source) -> None:
    """Takes headings out that are parts of answers, as a text begins with what is called a question, before any heading.

    Those that ask stay where most of them do: a file may change its habits.
    """
    first = called.drafts[0] if called.drafts else None
    heading = next(iter(source.headings), None)
    if first is None or heading is None or first.line > heading.line or not first.title.labelled:
        return
    lines = {block.line for block in source.headings}
    named = [one for one in reading.drafts if one.line in lines and not one.title.labelled]
    asking = {one.line for one in named if one.title.asks}
    gone = {one.line for one in named} - (asking if 2 * len(asking) > len(named) else set())
    _keep(reading, [one for one in reading.drafts if one.line not in gone])


def _keep(reading: Reading, kept: list[Draft]) -> None:
    if len(kept) == len(reading.drafts):
        return
    starts = {draft.line for draft in kept}
    reading.score *= len(kept) / len(reading.drafts)
    reading.drafts = kept
    reading.marks = [mark for mark in reading.marks if mark.line in starts]


def _parts(reading: Reading, others: Iterable[Reading]) -> dict[int, str]:
    """Returns the lines of titles that have enough questions of another shape below them: few, or many."""
    parts: dict[int, str] = {}
    named = {mark.line for mark in reading.marks if mark.weight < 1}
    sure = {mark.line for mark in reading.marks if mark.weight >= BUILT}
    for other in others:
        if other.dialect not in ENOUGH or not other.drafts:
            continue
        inside = _cases_of_answers(reading.drafts, other.drafts) | _lists_of_answers(reading, other)
        asking = sorted(
            mark.line
            for mark in other.marks
            # One counted within its part, as 3.2 is, is told as such, though it does not ask.
            if (mark.weight >= BUILT or "." in mark.title.number) and mark.line not in inside
        )
        answered = sorted(
            draft.line
            for draft in other.drafts
            if draft.text.strip()
            and (draft.title.asks or draft.title.labelled or (draft.form and draft.line not in inside))
        )
        parts |= dict.fromkeys(_asked_right_below(reading.drafts, named - sure, asking, other.dialect), MANY)
        for draft in reading.drafts:
            told = draft.line in sure
            lines, enough = (answered, ENOUGH[other.dialect]) if told else (asking, ENOUGH_BELOW_A_NAME)
            if draft.line in named and other.dialect == SAYS_ITSELF:
                lines, enough = asking, 1
            elif told and draft.line in named:
                enough = ENOUGH_BELOW_A_NAME  # it asks nothing; what stands below it is asked and answered
            below = bisect_left(lines, draft.end) - bisect_left(lines, draft.line + 1)
            if below >= enough and parts.get(draft.line) != MANY:
                parts[draft.line] = (
                    FEW if other.dialect == IN_LISTS and below < MANY_INSIDE * enough else MANY
                )
    return parts


def _asked_right_below(drafts: list[Draft], named: set[int], asking: list[int], dialect: str) -> set[int]:
    """Returns the lines of titles that only name what is asked right below, where it is so with nearly all of them.

    Items of a list must be all that stands there: else they may ask within what is told.
    """
    lines = set(asking)
    told = [draft for draft in drafts if draft.line in named]
    found = set()
    for draft in told:
        rows = [
            at
            for row, at in zip(draft.rows, draft.numbers, strict=True)
            if furniture.reason_for(row) not in SAYS_NOTHING
        ]
        if rows and (lines.issuperset(rows) if dialect == IN_LISTS else rows[0] in lines):
            found.add(draft.line)
    return found if len(found) >= max(FEWEST, NEARLY_ALL * len(told)) else set()


def _lists_of_answers(reading: Reading, other: Reading) -> set[int]:
    """Returns the lines of what asks, unanswered, within the text of a title: told on behind it, or called a follow-up."""
    starts = [draft.line for draft in other.drafts]
    found: set[int] = set()
    for title in reading.drafts:
        told = other.drafts[bisect_left(starts, title.line + 1) : bisect_left(starts, title.end)]
        if not told or any(draft.text.strip() for draft in told):
            continue
        rows = [
            (line, row)
            for line, row in zip(title.numbers, title.rows, strict=True)
            if furniture.reason_for(row) not in SAYS_NOTHING
        ]
        before = [row for line, row in rows if line < told[0].line]
        goes_on = bool(before) and rows[-1][0] >= told[-1].end
        if goes_on or (before and role_of(label_words(before[-1])) == FOLLOW_UPS):
            found |= {draft.line for draft in told}
    return found


def _cases_of_answers(titles: list[Draft], others: list[Draft]) -> set[int]:
    """Returns the lines of scenarios and the like that count anew below several titles that ask, and ask nothing."""
    found: dict[int, list[Draft]] = defaultdict(list)
    starts = [draft.line for draft in titles]
    for one in others:
        at = bisect_left(starts, one.line) - 1
        if (
            one.form
            and not one.title.asks
            and at >= 0
            and titles[at].title.asks
            and one.line < titles[at].end
        ):
            found[at].append(one)
    begun = sum(told[0].title.number == "1" for told in found.values())
    return {one.line for told in found.values() for one in told} if begun >= SEVERAL else set()


def _shares(marks: Iterable[Mark], parts: Collection[int]) -> dict[int, float]:
    """Returns, for the line of each title, how many of its class name parts."""
    classes: dict[Class, list[int]] = defaultdict(list)
    for mark in marks:
        block = mark.block
        kind, level = (block.kind, block.level) if block is not None else ("", 0)
        classes[kind, level, mark.title.numbered].append(mark.line)
    return {
        line: sum(one in parts for one in lines) / len(lines) for lines in classes.values() for line in lines
    }
