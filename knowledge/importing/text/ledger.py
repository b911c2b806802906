"""The ledger: every line of a source is in an entry, or ignored for a reason."""

from __future__ import annotations

from knowledge.importing.text import furniture
from knowledge.importing.text.prepare import is_debris
from knowledge.importing.text.source import Block, Source

# Their lines are not those that dialects read.
CONVERTED = {".html", ".htm", ".rst", ".org", ".json", ".jsonl", ".ndjson", ".csv", ".tsv"}


def account(source: Source, taken: dict[int, object], dropped: dict[int, str]) -> list[tuple[int, int, str]]:
    """Returns the ranges of lines that became no entry: first, last and why, counted from 1.

    Arguments:
        source: the source.
        taken: the lines entries are made of, counted from 0 in the source's own lines.
        dropped: lines inside of entries that were left out, with the reason.
    """
    reasons = dict(source.left_out)
    for line, reason in dropped.items():
        reasons[source.origin[line]] = reason
    owned = {source.origin[line] for line in taken} - set(reasons)
    for block in source.tree.children:
        _explain(block, source, taken, reasons, owned)
    for number in range(1, source.meta_lines + 1):
        if number not in owned:
            reasons[number] = furniture.FRONT
    return _ranges(source, owned, reasons)


def _explain(
    block: Block, source: Source, taken: dict[int, object], reasons: dict[int, str], owned: set[int]
) -> None:
    lines = [line for line in range(block.line, min(block.end, len(source.lines))) if line not in taken]
    if not lines:
        return
    text = "\n".join(source.lines[line] for line in lines)
    reason = _reason(block, text)
    for line in lines:
        number = source.origin[line]
        if number not in owned and number not in reasons and source.lines[line].strip():
            reasons[number] = is_debris(source.lines[line]) or reason


def _reason(block: Block, text: str) -> str:
    if block.kind == "heading":
        if furniture.heading_is_furniture(block.text):
            return f"heading of a part without entries: {block.text.strip()[:60]}"
        return furniture.GROUP
    if block.kind in {"list", "table"} and furniture.is_contents_list(
        block if block.kind == "list" else _with_text(block, text)
    ):
        return furniture.CONTENTS
    if block.kind in {"fence", "code"}:
        return "code outside of entries"
    return furniture.reason_for(text)


def _with_text(block: Block, text: str) -> Block:
    return Block(block.kind, block.line, block.end, text=text)


def _ranges(source: Source, owned: set[int], reasons: dict[int, str]) -> list[tuple[int, int, str]]:
    """Joins lines with the same reason; blank ones go with what stands before them."""
    ranges: list[tuple[int, int, str]] = []
    before = ""  # empty while the line before belongs to an entry
    entry = False
    for number in range(1, source.total + 1):
        if number in owned:
            entry, before = True, ""
            continue
        reason = reasons.get(number, "")
        if not reason:
            if entry and not before and source.suffix not in CONVERTED:
                continue  # a blank line behind an entry is part of it
            reason = before or (furniture.MARKUP if source.suffix in CONVERTED else furniture.BLANK)
        if ranges and ranges[-1][2] == reason and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number, reason)
        else:
            ranges.append((number, number, reason))
        before = reason
    return ranges
