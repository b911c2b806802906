"""Habits of a file: where what it asks ends with a question mark, what has none there only tells."""

from __future__ import annotations

from dataclasses import replace

from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import INTERROGATIVES, WORDS, Title


def as_meant(title: Title, source: Source) -> Title:
    """Returns a title that asks nothing where it only begins like a question, in a file that marks those it asks."""
    if not title.asks or title.labelled or "?" in title.text or "？" in title.text:
        return title
    first = WORDS.match(title.text)
    begins = first is not None and first[0].casefold() in INTERROGATIVES
    return replace(title, asks=False) if begins and source.marks_what_it_asks else title
