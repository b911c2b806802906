"""Differences as rows for a template: what stayed collapsed, what changed side by side with its words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from knowledge import kinds
from knowledge.entrydocs.merging.comparing import Change, common
from knowledge.entrydocs.merging.matching import Effort, edits
from knowledge.entrydocs.merging.parts import ORDER, heading_of

CONTEXT = 2  # unchanged lines shown on either side of a change
MAX_LINES = 1_000  # of one field; nobody reads more, and a page must not grow without end
WORD = re.compile(r"\w+|\s+|[^\w\s]")
ALIKE = 0.4  # of the words two lines must share for single words to be marked


@dataclass(frozen=True)
class Piece:
    """A part of a line, and whether it is only on this side."""

    text: str
    changed: bool = False


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A stretch of both texts.

    `kind` is `same` (both sides hold the same lines), `changed`, `removed` (nothing after), `added`
    (nothing before), `skipped` (`count` unchanged lines are left out) or `cut` (`count` lines of the
    rest are not compared).
    """

    kind: str
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()
    count: int = 0


@dataclass(frozen=True)
class Shown:
    """A change as people see it: its path, name, what happened to it, and rows."""

    path: str
    label: str
    action: str
    rows: list[Row]


def shown(changes: Sequence[Change], kind: str) -> list[Shown]:
    """Returns changes as a template shows them; `kind` is the key of the documents' kind."""
    effort = Effort()
    found = []
    for change in changes:
        before, after = (as_text(side, change.path, kind) for side in _sides(change))
        found.append(Shown(change.path, change.label, change.action, rows(before, after, effort)))
    return found


def _sides(change: Change) -> tuple[Any, Any]:
    if change.path != ORDER:
        return change.before, change.after
    # What was added or removed besides is a change of its own.
    return common(change.before, change.after), common(change.after, change.before)


def as_text(value: Any, path: str, kind: str) -> str:
    """Returns a field's value as lines: an item a line, a mapping as `key: value`, sections by heading."""
    if path == ORDER:
        return "\n".join(heading_of(kinds.get(kind), one) for one in value)
    return "" if value is None else _lines(value)


def _lines(value: Any) -> str:
    match value:
        case list():
            return "\n".join(_lines(one) for one in value)
        case dict():
            return "\n".join(f"{key}: {_flat(one)}" for key, one in value.items())
        case bool():
            return "yes" if value else "no"
    return str(value)


def _flat(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else _lines(value)


def rows(before: str, after: str, effort: Effort | None = None) -> list[Row]:
    """Returns two texts side by side; empty for equal ones.

    Arguments:
        effort: shared with other comparisons of the same page, so that all together end in time.
    """
    effort = effort or Effort()
    old, new = (text.split("\n") if text else [] for text in (before, after))
    found: list[Row] = []
    at, length, changed = 0, 0, edits(old, new, effort)
    for number, edit in enumerate(changed):
        found += _same(old[at : edit.start], first=number == 0)
        found.append(_changed(old[edit.start : edit.end], new[edit.new_start : edit.new_end], effort))
        at, length = edit.end, length + edit.end - edit.start + edit.new_end - edit.new_start
        if length > MAX_LINES:
            rest = len(old) - at + len(new) - edit.new_end
            return [*found[:-1], *_cut(found[-1], rest)]
    return found + _same(old[at:], last=True) if changed else []


def _same(lines: list[str], *, first: bool = False, last: bool = False) -> list[Row]:
    head, tail = 0 if first else CONTEXT, 0 if last else CONTEXT
    skipped = len(lines) - head - tail
    if skipped <= 1:  # the note would take as much room as the line
        return [_context(lines)] if lines else []
    parts = [_context(lines[:head]), Row("skipped", count=skipped), _context(lines[len(lines) - tail :])]
    return [row for row in parts if row.count or row.before]


def _context(lines: list[str]) -> Row:
    same = tuple((Piece(line),) for line in lines)
    return Row("same", same, same)


def _cut(row: Row, rest: int) -> list[Row]:
    half = MAX_LINES // 2
    rest += max(0, len(row.before) - half) + max(0, len(row.after) - half)
    kept = Row(row.kind, row.before[:half], row.after[:half])
    return [kept, Row("cut", count=rest)] if rest else [kept]


def _changed(old: list[str], new: list[str], effort: Effort) -> Row:
    if not old or not new:
        whole = tuple((Piece(line, changed=True),) for line in old or new)
        return Row("removed", before=whole) if old else Row("added", after=whole)
    pairs = [_marked(*pair, effort) for pair in zip(old[:MAX_LINES], new[:MAX_LINES], strict=False)]
    rest = len(pairs)
    before = [left for left, _ in pairs] + [(Piece(line, changed=True),) for line in old[rest:]]
    after = [right for _, right in pairs] + [(Piece(line, changed=True),) for line in new[rest:]]
    return Row("changed", tuple(before), tuple(after))


def _marked(old: str, new: str, effort: Effort) -> tuple[Line, Line]:
    """Returns two lines with their differing words marked; as a whole where they have little in common."""
    words, others = WORD.findall(old), WORD.findall(new)
    found = edits(words, others, Effort(left=min(effort.left, 20_000)))
    effort.left = max(0, effort.left - len(words) - len(others))
    kept = len(words) - sum(edit.end - edit.start for edit in found)
    if 2 * kept < ALIKE * (len(words) + len(others)):
        return (Piece(old, changed=True),), (Piece(new, changed=True),)
    return (
        _pieces(words, [(edit.start, edit.end) for edit in found]),
        _pieces(others, [(edit.new_start, edit.new_end) for edit in found]),
    )


def _pieces(words: list[str], spans: list[tuple[int, int]]) -> Line:
    found, at = [], 0
    for start, end in spans:
        found += [Piece("".join(words[at:start])), Piece("".join(words[start:end]), changed=True)]
        at = end
    return tuple(piece for piece in [*found, Piece("".join(words[at:]))] if piece.text)
