"""Three-way merge of sequences.

The algorithm is diff3 as S. Khanna, K. Kunal and B. C. Pierce describe it ("A Formal Investigation of
Diff3", FSTTCS 2007): what ours and theirs each changed of the base is grouped where it meets, and a
group is a conflict when both sides have part in it and do not agree.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from knowledge.entrydocs.merging.matching import Edit, Effort, edits

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Chunk(Generic[T]):
    """A stretch of the three sequences; `merged` is None for a conflict."""

    base: Sequence[T]
    ours: Sequence[T]
    theirs: Sequence[T]
    merged: Sequence[T] | None


def three_way(
    base: Sequence[T],
    ours: Sequence[T],
    theirs: Sequence[T],
    effort: Effort,
    *,
    neighbours: bool = False,
) -> list[Chunk[T]]:
    """Returns the chunks of a merge, in order.

    Arguments:
        neighbours: whether changes to neighbouring units are independent. diff3 says no, which is right
            for lines of code; two edited sentences in a row have nothing to do with each other.
    """
    sides = [("ours", edit) for edit in edits(base, ours, effort)]
    sides += [("theirs", edit) for edit in edits(base, theirs, effort)]
    sides.sort(key=lambda side: (side[1].start, side[1].end))
    chunks: list[Chunk[T]] = []
    shift = {"ours": 0, "theirs": 0}
    at = number = 0
    while number < len(sides):
        group = [sides[number]]
        start, end = group[0][1].start, group[0][1].end
        number += 1
        while number < len(sides) and _meets(group, sides[number], end, neighbours=neighbours):
            group.append(sides[number])
            end = max(end, sides[number][1].end)
            number += 1
        chunks.append(_kept(base[at:start]))
        first = {side: start + by for side, by in shift.items()}
        for side, edit in group:
            shift[side] = edit.new_end - edit.end
        chunks.append(
            _chunk(
                base[start:end],
                ours[first["ours"] : end + shift["ours"]],
                theirs[first["theirs"] : end + shift["theirs"]],
            )
        )
        at = end
    return [chunk for chunk in [*chunks, _kept(base[at:])] if chunk.base or chunk.ours or chunk.theirs]


def _meets(group: list[tuple[str, Edit]], other: tuple[str, Edit], end: int, *, neighbours: bool) -> bool:
    side, edit = other
    if edit.start != end or not neighbours:
        return edit.start <= end
    return any(_entangled(one, edit) for name, one in group if name != side and one.end == end)


def _entangled(first: Edit, second: Edit) -> bool:
    """Says whether changes of both sides that only touch depend on each other: where something is
    inserted beside what the other side rewrote in another number of units, the order is anybody's guess."""
    if first.inserts and second.inserts:
        return True
    return (first.inserts and second.resizes) or (second.inserts and first.resizes)


def _kept(units: Sequence[T]) -> Chunk[T]:
    return Chunk(units, units, units, units)


def _chunk(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> Chunk[T]:
    if ours in (theirs, base):
        return Chunk(base, ours, theirs, theirs)
    return Chunk(base, ours, theirs, ours if theirs == base else None)
