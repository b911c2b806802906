"""The contents of a file: which of its headings are listed before, by their words or by the places the list links to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.structure.outline import Heading
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import read_title

FEWEST = 5  # lines of contents
TO_A_PLACE = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\(#(?P<place>[^()\s]{0,300})\)")
NAMED_PLACE = re.compile(
    r"<a\b[^<>]{0,100}\b(?:name|id)\s?=\s?[\"']?(?P<place>[^\"'<>\s]{1,300})", re.IGNORECASE
)
NOT_IN_A_PLACE = re.compile(r"[^\w\- ]")


def listed(headings: Sequence[Heading], source: Source) -> set[int]:
    """Returns the lines of the headings that contents above them list."""
    places: dict[str, int] = {}
    words: dict[str, int] = {}
    for block in source.tree.children:
        if block.kind in {"list", "paragraph"}:
            found = [link for text in _texts(block) for link in TO_A_PLACE.finditer(text)]
            for link in found if len(found) >= FEWEST else ():
                places.setdefault(link["place"].casefold(), block.end)
                words.setdefault(fold(read_title(link["words"]).text), block.end)
    if not places:
        return set()
    return {
        one.line
        for one in headings
        if words.get(fold(one.title.text), one.line + 1) <= one.line
        or any(places.get(place, one.line + 1) <= one.line for place in _places(one, source))
    }


def _texts(block: Block) -> list[str]:
    """Returns the texts of a paragraph or of all items of a list."""
    return (
        [block.text]
        if block.kind == "paragraph"
        else [one.text for one in block.walk() if one.kind == "paragraph"]
    )


def _places(one: Heading, source: Source) -> list[str]:
    """Returns what links to a heading lead to: anchors in it or above it, and its words as they stand in addresses."""
    rows = [source.lines[one.line], *source.lines[max(0, one.line - 2) : one.line]]
    named = [found["place"].casefold() for row in rows for found in NAMED_PLACE.finditer(row)]
    return [*named, NOT_IN_A_PLACE.sub("", one.block.text.casefold().strip()).replace(" ", "-")]
