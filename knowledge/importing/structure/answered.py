"""Answers marked one like another: what stands right above one is asked, though it lacks what the other titles have.

An author who leaves out the number of a title, or its sign, marks its answer all the same. So where most
titles of a reading have one answer each, marked alike, a second one in the text of a title has its own above it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter

from knowledge.importing.drafts.marks import Draft, Mark, Reading, drafts_between
from knowledge.importing.text.answers import answer_label
from knowledge.importing.text.labels import ANSWER, is_label, label_words, role_of
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import QUESTION_END, read_title

FEWEST, MOST = 3, 0.6  # titles with one answer each, and of all titles of a reading
MAX_TITLE, A_SENTENCE = 250, 3
LABEL = re.compile(r"^\W{0,9}[^:：]{1,40}[:：]?")


def add_answered(readings: list[Reading], source: Source) -> None:
    """Adds the titles that only their answers tell to the readings that together explain a source."""
    labels = {line: _form(source.lines[line]) for line in source.prose if answer_label(source.lines[line])}
    for reading in readings:
        if labels and not reading.encloses and len(reading.drafts) >= FEWEST:
            others = sorted(
                (one.line, one.end) for other in readings if other is not reading for one in other.drafts
            )
            first, last = _bounds(reading, others, len(source.lines))
            mine = {at: form for at, form in labels.items() if first <= at < last and _place(others, at) < 0}
            _add(reading, mine, last, source)


def _bounds(reading: Reading, others: list[tuple[int, int]], end: int) -> tuple[int, int]:
    """Returns the lines between which no other reading found anything, around the titles of one."""
    first, last = reading.drafts[0].line, reading.drafts[-1].line
    behind = min((line for line, _ in others if line > last), default=end)
    return max((line for _, line in others if line <= first), default=0), behind


def _add(reading: Reading, labels: dict[int, str], end: int, source: Source) -> None:
    drafts = [(draft.line, draft.end) for draft in reading.drafts]
    held: dict[str, Counter[int]] = {form: Counter() for form in labels.values()}
    for line, form in labels.items():
        held[form][_place(drafts, line)] += 1
    usual = max(held, key=lambda form: len(held[form]), default="")
    once = sum(times == 1 for place, times in held.get(usual, Counter()).items() if place >= 0)
    if once < max(FEWEST, MOST * len(drafts)):
        return
    seen: set[int] = set()
    first, last = drafts[0][0], drafts[-1][1]
    known = {line for mark in reading.marks for line in range(mark.line, mark.end)}
    added = []
    for line in sorted(labels):
        place = _place(drafts, line)
        if labels[line] == usual and (place in seen if place >= 0 else not first < line < last):
            mark = _above(line, source)
            added += [mark] if mark is not None and mark.line not in known else []
        seen.add(place)
    if added:
        span = (
            min(added[0].line, drafts[0][0]),
            max(drafts[-1][1], end if added[-1].line > drafts[-1][0] else 0),
        )
        reading.marks = sorted([*reading.marks, *added], key=lambda mark: mark.line)
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, reading.dialect)
        reading.score += len(added)


def is_answered(draft: Draft) -> bool:
    """Says whether what stands below a title is marked as its answer, by a line or a heading."""
    return any(
        answer_label(row) or (row.startswith("#") and role_of(label_words(row)) == ANSWER)
        for row in draft.rows
    )


def _place(spans: list[tuple[int, int]], line: int) -> int:
    """Returns in which of some spans a line stands; -1 for none."""
    at = bisect_right(spans, line, key=lambda span: span[0]) - 1
    return at if at >= 0 and line < spans[at][1] else -1


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
