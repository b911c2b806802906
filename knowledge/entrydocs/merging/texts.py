"""Three-way merge of Markdown: by lines, and by sentences where lines of prose were changed twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.entrydocs import structure
from knowledge.entrydocs.merging.diff3 import Chunk, three_way
from knowledge.entrydocs.merging.matching import Effort

# Before the space after a sentence, before a new line: the pieces put together are the text again.
SENTENCE = re.compile(r"(?<=[.!?])(?=[ \t])|(?<=[。！？])|(?=\n)")
PROSE = ""
VERBATIM_SIGNS = ("```", "~~~", "    ", "\t", "<")  # without any of them there is no code and no HTML

# A line with what it stands in, so that a line of code is never taken for one of prose.
Line = tuple[str, str]


def merge_text(base: str, ours: str, theirs: str, effort: Effort) -> str | None:
    """Returns the merged text, or None for a conflict.

    A merge in which a line would move into a code block or out of one, or which would not be one
    section's text any more, is a conflict too.
    """
    if ours in (base, theirs):
        return theirs
    if theirs == base:
        return ours
    merged: list[Line] = []
    for chunk in three_way(_lines(base), _lines(ours), _lines(theirs), effort):
        rows = chunk.merged if chunk.merged is not None else _by_sentences(chunk, effort)
        if rows is None:
            return None
        merged += rows
    text = "\n".join(row for _, row in merged)
    if _lines(text) != merged or structure.fault_in(text):
        return None
    return text


def sentences(text: str) -> list[str]:
    """Returns the sentences and line beginnings of a text; joined, they are the text."""
    return [piece for piece in SENTENCE.split(text) if piece]


def _lines(text: str) -> list[Line]:
    rows = text.split("\n") if text else []
    places = structure.verbatim(text) if any(sign in text for sign in VERBATIM_SIGNS) else {}
    return [(places.get(number, PROSE), row) for number, row in enumerate(rows)]


def _by_sentences(chunk: Chunk[Line], effort: Effort) -> Sequence[Line] | None:
    sides = (chunk.base, chunk.ours, chunk.theirs)
    if any(place != PROSE for rows in sides for place, _ in rows):
        return None
    base, ours, theirs = (sentences("".join(f"\n{row}" for _, row in rows)) for rows in sides)
    merged: list[str] = []
    for part in three_way(base, ours, theirs, effort, neighbours=True):
        if part.merged is None:
            return None
        merged += part.merged
    text = "".join(merged)
    if not text.startswith("\n"):
        return None if text else []
    return [(PROSE, row) for row in text[1:].split("\n")]
