"""Lines above the label of an answer, in a file that answers nearly all it asks by that label: titles as the others are."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.importing.drafts.answers import answer_label
from knowledge.importing.drafts.marks import Draft, Mark, Reading
from knowledge.importing.structure.completing import with_titles
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import read_title

NAME = "answered-lines"
FEWEST, NEARLY_ALL = 8, 0.9  # titles that have such a label right below
MAX_TITLE = 250
CLOSING = ")]}"  # of a letter that was lost: an option


def complete(source: Source, readings: list[Reading]) -> list[Reading]:
    """Returns the readings with the lines that ask, and are answered as nearly all titles are, but lack their form."""
    drafts = [draft for reading in readings for draft in reading.drafts]
    answered = sum(_is_answered(draft) for draft in drafts)
    if len(drafts) < FEWEST or answered < NEARLY_ALL * len(drafts):
        return readings
    known = {draft.line for draft in drafts}
    lacking = [mark for mark in _answered_lines(source) if mark.line not in known]
    return with_titles(source, readings, lacking, NAME) if lacking else readings


def _is_answered(draft: Draft) -> bool:
    return answer_label(next((row for row in draft.rows if row.strip()), ""))


def _answered_lines(source: Source) -> Iterator[Mark]:
    """Yields the lines of text that ask right above the label of an answer."""
    above = -1
    for at, line in enumerate(source.lines):
        if not line.strip():
            continue
        if above in source.prose and at in source.prose and answer_label(line):
            title = read_title(source.lines[above])
            put = (title.asks or title.commands) and not is_label(title.text)
            if put and title.text[0] not in CLOSING and len(title.text) <= MAX_TITLE:
                yield Mark(above, above + 1, title)
        above = at
