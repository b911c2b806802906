"""Counts that go on through a file are believed: what the other dialects left of them is completed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.importing.drafts.marks import Draft, Mark, Reading
from knowledge.importing.structure.alike import SENTENCE_ENDS
from knowledge.importing.structure.banks import is_bank
from knowledge.importing.structure.completing import with_titles
from knowledge.importing.structure.counting import Counted, count_through
from knowledge.importing.structure.item import read_item
from knowledge.importing.structure.topics import are_steps
from knowledge.importing.text import furniture
from knowledge.importing.text.answers import answer_label
from knowledge.importing.text.labels import fold, is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import Title, read_title

NAME = "counted-through"
FEWEST, MANY = 5, 15  # lines of a count in a bank, and elsewhere
ASKING = 0.25  # of them ask
ANSWERED = 0.5  # of them have what is marked as an answer below
COVERED = 0.75  # of the lines of a file, from the first of a count on
LARGEST = 0.4  # of the text may stand below one of them
LED_ELSEWHERE = 0.3  # of them are links, said again or names of parts, for the count to be that of contents
A_TEXT = 10  # lines that may stand below one however short the others are
PARTS = 0.5  # of them hold titles that are not counted, for the count to be one of parts
GATHERS = 2  # lines of a count below what was taken for a title
MAX_TITLE = 300
SENTENCES = 0.5  # of the lines of a count in no bank tell something instead of naming it
RUN_IN = re.compile(r"\s{0,9}(?:=>|->|→|⇒)\s{0,9}")
NAMED = re.compile(r"^(?P<mark>\*\*|__)(?P<name>[^*_\n]{2,120})(?P=mark)\s?[:：]\s+(?P<text>\S.*)$")
NAMED_ALIKE = 0.9  # of the lines of a count begin with a name in bold
RUN_ON = 0.3  # of the lines of a count have their answer behind such a sign


def complete(source: Source, readings: list[Reading]) -> list[Reading]:
    """Returns the readings with the titles of a count that they lack, and without the titles that only gather those."""
    counted = count_through(source)
    known = {draft.line for reading in readings for draft in reading.drafts}
    if sum(bool(RUN_IN.search(one.text)) for one in counted) >= RUN_ON * len(counted):
        known -= {one.line for one in counted if RUN_IN.search(one.text)}  # with their answers
    if all(one.line in known for one in counted):
        return readings
    marks = _marks(counted, source)
    if len(marks) < 0.9 * len(counted) or not _is_believed(marks, source):
        return readings
    starts = [mark.line for mark in marks]
    if _hold(starts, known) >= PARTS * len(starts):
        return readings
    kept = [_kept(reading, starts, known) for reading in readings]
    known = {draft.line for reading in kept for draft in reading.drafts}
    lacking = [mark for mark in marks if mark.line not in known and not _is_part(mark, starts, known)]
    return with_titles(source, kept, lacking, NAME)


def _marks(counted: Sequence[Counted], source: Source) -> list[Mark]:
    """Returns the title of each line of a count that has one."""
    blocks = {block.line: block for block in source.blocks if block.kind in {"item", "heading", "paragraph"}}
    marks = [_mark(one, blocks.get(one.line), source) for one in counted]
    if sum(bool(RUN_IN.search(one.text)) for one in counted) >= RUN_ON * len(counted):
        marks = [_without_answer(mark, one) for mark, one in zip(marks, counted, strict=True)]
    names = [NAMED.match(one.text) for one in counted]
    if sum(map(bool, names)) >= NAMED_ALIKE * len(counted):
        marks = [
            _named(mark, one, found) if found else mark
            for mark, one, found in zip(marks, counted, names, strict=True)
        ]
    return [mark for mark in marks if mark.title.text and len(mark.title.text) <= MAX_TITLE]


def _named(mark: Mark, one: Counted, found: re.Match[str]) -> Mark:
    """Returns a mark with its name in bold for a title, and what is told behind the colon left to its text."""
    title = _title(found["name"], one.number)
    told = read_title(found["text"])
    mark.title = replace(title, asks=title.asks or told.asks, commands=title.commands or told.commands)
    mark.end, mark.rest = mark.line + 1, found["text"]
    return mark


def _mark(one: Counted, block: Block | None, source: Source) -> Mark:
    item = block if block is not None and block.kind == "item" else None
    item = item or (block.inside("item") if block is not None else None)
    if item is not None and item.line == one.line and (found := read_item(item, source)) is not None:
        title = replace(found.title, text=found.title.text.rstrip(" :："))
        return Mark(
            one.line,
            found.title_end,
            title,
            item,
            indent=item.indent,
            indented_until=item.end,
            rest=found.rest,
        )
    if item is not None and item.line == one.line and item.children and item.children[0].kind == "heading":
        title = read_title(f"{one.number}. {item.children[0].text}")
        return Mark(one.line, item.children[0].end, title, item, indent=item.indent, indented_until=item.end)
    end = block.end if block is not None and block.kind == "heading" else one.line + 1
    return Mark(one.line, end, _title(one.text, one.number), block)


def _title(text: str, number: int) -> Title:
    title = read_title(text)
    return replace(title, text=title.text.rstrip(" :："), number=str(number))


def _without_answer(mark: Mark, one: Counted) -> Mark:
    """Returns a mark with what stands behind the first sign of an answer left to its text."""
    found = RUN_IN.search(one.text)
    if found and found.start():
        mark.title = _title(one.text[: found.start()], one.number)
        mark.end, mark.rest = mark.line + 1, one.text[found.end() :]
    return mark


def _is_believed(marks: Sequence[Mark], source: Source) -> bool:
    """Says whether the lines of a count are what a file is made of, and neither steps nor contents."""
    titles = [mark.title for mark in marks]
    if len(titles) < FEWEST or _lead_elsewhere(titles, source):
        return False
    told = [at for at, line in enumerate(source.lines) if line.strip()]
    places = [*(bisect_left(told, mark.line) for mark in marks), len(told)]
    covered = len(told) - places[0]
    largest = max(behind - place for place, behind in pairwise(places))
    if covered < COVERED * len(told) or largest > max(A_TEXT, LARGEST * covered):
        return False
    asking = sum(
        title.asks or (title.commands and bool(mark.rest)) for title, mark in zip(titles, marks, strict=True)
    )
    answered = sum(
        any(answer_label(source.lines[at]) for at in told[place + 1 : behind])
        for place, behind in pairwise(places)
    )
    if asking >= ASKING * len(titles) or answered >= ANSWERED * len(titles):
        return True
    chapters = any(mark.block is not None and mark.block.kind == "heading" for mark in marks)
    sentences = sum(title.text.endswith(SENTENCE_ENDS) for title in titles)
    names = len(titles) >= MANY and not chapters and sentences < SENTENCES * len(titles)
    return not are_steps(titles) and (is_bank(source) or names)


def _lead_elsewhere(titles: Sequence[Title], source: Source) -> bool:
    """Says whether counted lines are contents: linked, said again in the file, or names of parts of answers."""
    said = Counter(fold(read_title(line).text) for line in source.lines if line.strip())
    linked = sum(bool(title.linked) for title in titles)
    again = sum(said[fold(title.text)] > 1 for title in titles)
    names = sum(is_label(title.text) or furniture.heading_is_furniture(title.text) for title in titles)
    return max(linked, again, names) > LED_ELSEWHERE * len(titles)


def _hold(starts: list[int], known: set[int]) -> int:
    """Says how many lines of a count hold titles that are none of them."""
    return len({bisect_right(starts, line) for line in known - set(starts) if line > starts[0]})


def _is_part(mark: Mark, starts: list[int], known: set[int]) -> bool:
    """Says whether a counted heading holds titles of its own."""
    if mark.block is None or mark.block.kind != "heading":
        return False
    behind = bisect_right(starts, mark.line)
    end = starts[behind] if behind < len(starts) else max(known, default=0) + 1
    return any(mark.line < line < end for line in known)


def _kept(reading: Reading, starts: list[int], known: set[int]) -> Reading:
    """Leaves out of a reading what gathers lines of a count, and what counts anew within it.

    Arguments:
        known: the lines of titles that are read rightly.
    """
    drafts = [draft for draft in reading.drafts if draft.line in known and not _gathers(draft, starts)]
    if len(drafts) < len(reading.drafts):
        reading.drafts = drafts
        lines = {draft.line for draft in drafts}
        reading.marks = [mark for mark in reading.marks if mark.line in lines]
    return reading


def _gathers(draft: Draft, starts: list[int]) -> bool:
    at = bisect_left(starts, draft.line)
    if at < len(starts) and starts[at] == draft.line:
        return False
    inside = bisect_left(starts, draft.end) - at
    within = 0 < at < len(starts)
    return (
        inside >= GATHERS
        or (inside and not draft.title.asks)
        or (within and draft.title.numbered and not draft.title.asks)
    )
