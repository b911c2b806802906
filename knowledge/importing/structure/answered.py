"""Answers marked one like another: what stands right above one is asked, though it lacks what the other titles have.

An author who leaves out the number of a title, or its sign, marks its answer all the same. So where most
titles of a reading have one answer each, marked alike, a second one in the text of a title has its own above it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from knowledge.importing.drafts.answers import answer_label
from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import QUESTION_END, read_title

FEWEST, MOST = 3, 0.6  # titles with one answer each, and of all titles of a reading
MAX_TITLE, A_SENTENCE = 250, 3
LABEL = re.compile(r"^\W{0,9}[^:：]{1,40}[:：]?")


def add_answered(reading: Reading, source: Source, span: Span) -> None:
    """Adds the titles of a reading that only their answers tell."""
    if reading.encloses or len(reading.drafts) < FEWEST:
        return
    labels = {
        line: _form(source.lines[line])
        for line in range(*span)
        if line in source.prose and answer_label(source.lines[line])
    }
    starts = [draft.line for draft in reading.drafts]
    held: dict[str, Counter[int]] = {form: Counter() for form in labels.values()}
    for line, form in labels.items():
        held[form][_place(starts, reading, line)] += 1
    usual = max(held, key=lambda form: len(held[form]), default="")
    places = held.get(usual, Counter())
    once = sum(times == 1 for place, times in places.items() if place >= 0)
    if once < max(FEWEST, MOST * len(reading.drafts)):
        return
    seen: set[int] = set()
    added = []
    for line, form in labels.items():
        place = _place(starts, reading, line)
        if form == usual and (place < 0 or place in seen) and (mark := _above(line, source)) is not None:
            added.append(mark)
        seen.add(place)
    known = {mark.line for mark in reading.marks}
    added = [mark for mark in added if span[0] <= mark.line and mark.line not in known]
    if added:
        reading.marks = sorted([*reading.marks, *added], key=lambda mark: mark.line)
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, reading.dialect)
        reading.score += sum(mark.weight for mark in added)


def _place(starts: list[int], reading: Reading, line: int) -> int:
    """Returns which draft a line stands in; -1 for none."""
    at = bisect_right(starts, line) - 1
    return at if at >= 0 and line < reading.drafts[at].end else -1


def _form(line: str) -> str:
    """Returns how an answer is marked: what stands up to its colon, without digits."""
    found = LABEL.match(line.strip())
    label = found[0] if found and found[0][-1:] in ":：" else line.split(maxsplit=1)[0]
    return re.sub(r"\d+", "", label)


def _above(line: int, source: Source) -> Mark | None:
    """Returns the title that stands as a line of its own right above the label of an answer."""
    at = line - 1
    while at >= 0 and not source.lines[at].strip():
        at -= 1
    text = source.lines[at].strip() if at >= 0 else ""
    if at not in source.prose or len(text) > MAX_TITLE or source.lines[at][:1].isspace():
        return None
    title = read_title(text)
    asks = title.asks and (QUESTION_END.search(text[-30:]) or not _runs_on(at, source))
    if not asks or title.linked or is_label(title.text) or len(title.text.split()) < A_SENTENCE:
        return None
    return Mark(at, at + 1, title)


def _runs_on(line: int, source: Source) -> bool:
    """Says whether a line goes on with the one above it."""
    above = source.lines[line - 1].strip() if line else ""
    return bool(above) and not above.endswith((".", ":", "?", "!"))
