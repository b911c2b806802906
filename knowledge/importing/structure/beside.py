"""Items beside items that open with a heading: where those are titles, so are the bare ones among them that ask."""

from __future__ import annotations

from collections import Counter

from knowledge.importing.drafts.marks import Mark, Span
from knowledge.importing.structure.item import read_item, tells
from knowledge.importing.structure.outline import Heading
from knowledge.importing.text.source import Source

FEWEST, MOST = 3, 0.6  # headings that open an item, and of all of their level
MOSTLY_PUT = 0.75  # of the bare items are questions or tasks


def leave_to_items(headings: list[Heading]) -> None:
    """Leaves to an answer the headings without a bullet where most of their level have one, unless they ask or count."""
    levels = Counter(one.level for one in headings)
    opening = Counter(one.level for one in headings if one.opens_item)
    for one in headings:
        most = opening[one.level] >= max(FEWEST, MOST * levels[one.level])
        told = one.title.asks or one.title.numbered or one.title.labelled
        if most and one.direct and not one.opens_item and not told:
            one.role = "below"


def bare_items(headings: list[Heading], source: Source, span: Span) -> list[Mark]:
    """Returns the titles among the outermost items that have no heading, where most titles of a file open an item."""
    entries = [one for one in headings if one.role == "entry"]
    opening = {one.line: _bullet(one.line, source) for one in entries if one.opens_item}
    if len(opening) < max(FEWEST, MOST * len(entries)):
        return []
    bullets = set(opening.values())
    items = [
        item
        for block in source.blocks
        if block.kind == "item" and span[0] <= block.line and block.end <= span[1] + 1
        and block.number is None and block.line not in opening and block.inside("item") is None
        and _bullet(block.line, source) in bullets and (item := read_item(block, source)) is not None
    ]  # fmt: skip
    put = sum(tells(item) or item.title.sets_a_task for item in items)
    if put < MOSTLY_PUT * len(items):
        return []
    return [
        Mark(
            item.block.line, item.title_end, item.title, item.block, rest=item.rest,
            indent=item.block.indent, indented_until=item.block.end,
        )
        for item in items
    ]  # fmt: skip


def _bullet(line: int, source: Source) -> str:
    """Returns the bullet of an item with the space before it."""
    row = source.lines[line]
    return row[: len(row) - len(row.lstrip()) + 1]
