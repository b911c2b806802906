"""Titles that are added to readings: what they take is taken off the texts they stood in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from knowledge.importing.drafts.marks import Draft, Mark, Reading, drafts_between
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import Title

CONFIDENCE = 0.7


def with_titles(
    source: Source, readings: list[Reading], lacking: Sequence[Mark], dialect: str
) -> list[Reading]:
    """Returns readings with titles that they lack."""
    known = {draft.line for reading in readings for draft in reading.drafts}
    span = (0, len(source.lines))
    marks = [*lacking, *(Mark(line, line + 1, Title("")) for line in known)]
    stops = part_stops(source, marks, span)
    drafts = drafts_between(source, marks, stops, span, dialect)
    found = [draft for draft in drafts if draft.line not in known]
    _end_at([draft for reading in readings for draft in reading.drafts], [draft.line for draft in found])
    return [
        *(reading for reading in readings if reading.drafts),
        Reading(dialect, found, float(len(found)), CONFIDENCE, list(lacking), stops),
    ]


def _end_at(drafts: list[Draft], starts: list[int]) -> None:
    """Ends the drafts that go on over one of the lines before it."""
    starts = sorted(starts)
    for draft in drafts:
        at = bisect_right(starts, draft.line)
        if at < len(starts) and starts[at] < draft.end:
            used = bisect_left(draft.numbers, starts[at])
            draft.rows, draft.numbers = draft.rows[:used], draft.numbers[:used]
            while draft.rows and not draft.rows[-1].strip():
                draft.rows.pop()
                draft.numbers.pop()
            draft.end = draft.numbers[-1] + 1 if draft.numbers else min(draft.end, starts[at])
