"""The contents of a file: which of its headings are listed before, by their words or by the places the list links to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.structure.outline import Heading
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import read_title

FEWEST = 5  # lines of contents
MANY, NEARLY_ALL = 10, 0.8  # titles that contents list, and of all titles
TO_A_PLACE = re.compile(r"\[(?P<words>[^\[\]\n]{1,300})\]\(#(?P<place>[^()\s]{0,300})\)")
NAMED_PLACE = re.compile(
    r"<a\b[^<>]{0,100}\b(?:name|id)\s?=\s?[\"']?(?P<place>[^\"'<>\s]{1,300})", re.IGNORECASE
)
NOT_IN_A_PLACE = re.compile(r"[^\w\- ]")


def listed(headings: Sequence[Heading], source: Source) -> set[int]:
    """Returns the lines of the headings that contents above them list."""
    links = [link for block in source.tree.children for link in _links(block, source)]
    if not links:
        return set()
    by_place: dict[str, int] = {}
    by_words: dict[str, int] = {}
    for one in headings:
        by_words.setdefault(fold(one.title.text), one.line)
        for place in _places(one, source):
            by_place.setdefault(place, one.line)
    found = {
        by_place.get(link["place"].casefold(), by_words.get(fold(read_title(link["words"]).text), -1)): end
        for end, link in links
    }
    return {line for line, end in found.items() if line >= end}


def _links(block: Block, source: Source) -> list[tuple[int, re.Match[str]]]:
    """Returns the links of a list, table or paragraph of contents to places of the file, each with where that ends."""
    if block.kind not in {"list", "paragraph", "table"}:
        return []
    rows = source.lines[block.line : block.end]
    found = [(block.end, link) for row in rows for link in TO_A_PLACE.finditer(row)]
    return found if len(found) >= FEWEST else []


def leave_out_unlisted(headings: Sequence[Heading], contents: set[int]) -> None:
    """Takes titles out of whose class contents list none, where they list nearly all titles: parts of the file, or of answers."""
    titles = [one for one in headings if one.role == "entry"]
    found = [one for one in titles if one.line in contents]
    if len(found) < max(MANY, NEARLY_ALL * len(titles)):
        return
    styles = {one.style for one in found}
    for one in titles:
        if one.style not in styles:
            one.role = "part" if one.line < found[0].line else "below"


def _places(one: Heading, source: Source) -> list[str]:
    """Returns what links to a heading lead to: anchors in it or above it, and its words as they stand in addresses."""
    rows = [source.lines[one.line], *source.lines[max(0, one.line - 2) : one.line]]
    named = [found["place"].casefold() for row in rows for found in NAMED_PLACE.finditer(row)]
    return [*named, NOT_IN_A_PLACE.sub("", one.block.text.casefold().strip()).replace(" ", "-")]
