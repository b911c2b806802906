"""Errors that a label names, several below a heading: `**Error:** …` above the way out of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from knowledge.importing.dialects.errors import names_a_part
from knowledge.importing.dialects.records import OF_AN_ERROR
from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between
from knowledge.importing.drafts.messages import are_failures, take_messages
from knowledge.importing.structure.banks import is_of_failures
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import read_title

FEWEST, MAX_TITLE = 3, 250
SEVERAL = 1.3  # errors below a heading that has any; with one each, the headings are their titles
NAMES = OF_AN_ERROR | {fold("issue"), fold("problem"), fold("symptom"), fold("failure")}


class ErrorLabels:
    """Evidence: labels of errors, several below a heading, in a file called a list of failures or before what failed one and all."""

    name = "error-labels"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        named = is_of_failures(source)
        marks = list(_labelled(source, span, plain=not named))
        if not named and not are_failures([mark.title.text for mark in marks]):
            return reading
        headings = [block.line for block in source.headings if not names_a_part(block.text)]
        above = {bisect_right(headings, mark.line) for mark in marks}
        if len(marks) < FEWEST or len(marks) < SEVERAL * len(above):
            return reading
        reading.marks = marks
        reading.stops = [stop for stop in part_stops(source, marks, span) if stop.line in set(headings)]
        reading.drafts = drafts_between(source, marks, reading.stops, span, self.name)
        for draft in reading.drafts:
            take_messages(draft)
            if "`" in draft.title.raw:  # which quotes what a machine says
                draft.values["messages"] = [draft.title.text, *draft.values["messages"]]
        reading.score, reading.confidence = 1.2 * len(reading.drafts), 0.9
        return reading


def _labelled(source: Source, span: Span, *, plain: bool) -> Iterator[Mark]:
    """Yields the lines that a label of an error begins, each with a text of its own below.

    Arguments:
        plain: whether a label may be a plain word with a colon.
    """
    blocks = [block for block in source.tree.children if span[0] <= block.line < span[1]]
    for block in blocks:
        found = run_in(block.text.split("\n")[0]) if block.kind == "paragraph" else None
        if found is None or not (found[2] or plain) or fold(found[0]) not in NAMES:
            continue
        title = read_title(found[1])
        following = block.following
        told = following is not None and (following.kind != "heading" or names_a_part(following.text))
        if ("\n" in block.text or told) and 0 < len(title.text) <= MAX_TITLE:
            yield Mark(block.line, block.line + 1, title, block, kind="debug")
