"""What encloses: files wrapped in a fence as a whole, and fences of list items that their text stepped out of.

Read by the letter such a fence takes in all that follows, or hides nothing; its author meant neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.importing.text.source import Block, Repair, Source

FENCE = re.compile(r"^(?P<lead>[ \t]{0,24})(?P<run>`{3,}|~{3,})(?P<info>[^`]*)$")
OF_TEXT = {"markdown", "md", "mdx"}
MOST_ROWS = 200  # of code in a list item
HEADLINE = re.compile(r"^#{2,6}\s+\S")
FEWEST_COLUMNS = 2  # a fence stands in from the margin


def open_up(source: Source) -> bool:
    """Takes the fence off a file that is wrapped in one, and sets stray code back into its items; says whether it did."""
    return any([_unwrap(source), _set_back(source)])


def _unwrap(source: Source) -> bool:
    """Empties the lines of a fence around everything: the text in it is what the file says."""
    told = [at for at, line in enumerate(source.lines) if line.strip()]
    first = FENCE.match(source.lines[told[0]]) if len(told) > 2 else None
    last = FENCE.match(source.lines[told[-1]]) if first else None
    if not first or not last or first["info"].strip().lower() not in OF_TEXT:
        return False
    if last["run"] != first["run"] or last["info"].strip():
        return False
    inner = [found for at in told[1:-1] if (found := FENCE.match(source.lines[at]))]
    if len(inner) % 2 or (inner and not inner[0]["info"].strip()):
        return False  # the first one ends before the last one begins
    for at in (told[0], told[-1]):
        source.lines[at] = ""
        source.left_out[source.origin[at]] = "a fence around the whole text"
    source.repairs.append(Repair(source.origin[told[0]], "a fence around the whole text is taken off"))
    return True


def _set_back(source: Source) -> bool:
    """Moves code to the column of its fence, and fences to that of the item they stand in."""
    lazy = _lazy_fences(source)
    changed = False
    for begin, end in _pairs(source.lines):
        column = _column(source.lines[begin])
        told = [_column(row) for row in source.lines[begin + 1 : end + 1] if row.strip()]
        steps_out = column >= FEWEST_COLUMNS and min(told) < column and _column(source.lines[end]) < column
        shift = column - min(told) if steps_out else 0
        if steps_out:
            _move(source, range(begin + 1, end + 1), shift)
        if begin in lazy:
            shift = lazy[begin] - column
            _move(source, range(begin, end + 1), shift)
        if shift:
            changed = True
            source.repairs.append(
                Repair(source.origin[begin], "code is set to the column of the list item it stands in")
            )
    return changed


def _move(source: Source, rows: range, columns: int) -> None:
    for at in rows:
        source.lines[at] = " " * columns + source.lines[at] if source.lines[at].strip() else source.lines[at]


def _pairs(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yields the lines that open and close fences, whatever column they stand at, where no heading stands between."""
    begin, run = -1, ""
    for at, line in enumerate(lines):
        found = FENCE.match(line)
        if found is None:
            if begin >= 0 and _column(lines[begin]) >= FEWEST_COLUMNS and HEADLINE.match(line):
                begin = -1
        elif begin >= 0 and found["run"].startswith(run) and not found["info"].strip():
            if at - begin <= MOST_ROWS:
                yield begin, at
            begin = -1
        elif begin < 0 or len(run) == len(found["run"]):
            begin, run = at, found["run"]


def _lazy_fences(source: Source) -> dict[int, int]:
    """Returns the fences left of the text of the item they stand in, with the column of that: they are read as words or as code."""
    found: dict[int, int] = {}
    last: Block | None = None
    for block in source.blocks:
        if block.kind == "item":
            last = block
        if block.kind not in {"paragraph", "code"}:
            continue
        item = last if block.kind == "code" and last and last.end == block.line else block.inside("item")
        if item is None:
            continue
        for at in range(block.line, block.end):
            if FENCE.match(source.lines[at]) and 0 < _column(source.lines[at]) < item.indent:
                found[at] = item.indent
    return found


def _column(line: str) -> int:
    text = line.expandtabs(4)
    return len(text) - len(text.lstrip(" "))
