"""Three-way merge of lists: sets whose order is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from knowledge.entrydocs.merging.diff3 import Chunk, three_way
from knowledge.entrydocs.merging.matching import Effort


def merge_items(
    base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], *, ordered: bool
) -> list[Any] | None:
    """Returns the merged list, or None for a conflict.

    What either side added is there, what either removed is not. Where order matters, an item that both
    sides rewrote differently, or moved to different places, is a conflict.

    Arguments:
        ordered: whether the order of items says something; without it nothing is a conflict.
    """
    values = {repr(item): item for item in (*base, *ours, *theirs)}  # mappings are not hashable
    b, o, t = ([repr(item) for item in side] for side in (base, ours, theirs))
    if not ordered:
        return [
            values[key] for key in dict.fromkeys([*t, *o]) if key not in (set(b) - set(o)) | (set(b) - set(t))
        ]
    merged: list[str] = []
    for chunk in three_way(b, o, t, Effort()):
        part = chunk.merged if chunk.merged is not None else _union(chunk)
        if part is None:
            return None
        merged += part
    return [values[key] for key in merged] if Counter(merged) == _expected(b, o, t) else None


def _union(chunk: Chunk[str]) -> list[str] | None:
    """Returns both sides' additions without what either removed; None where both rewrote an item."""
    base, ours, theirs = (set(side) for side in (chunk.base, chunk.ours, chunk.theirs))
    if (base - ours) & (base - theirs) and ours - base != theirs - base:
        return None
    gone = (base - ours) | (base - theirs)
    return [key for key in dict.fromkeys([*chunk.theirs, *chunk.ours]) if key not in gone]


def _expected(base: list[str], ours: list[str], theirs: list[str]) -> Counter[str]:
    """Returns how often each item should be in the merged list."""
    b, o, t = Counter(base), Counter(ours), Counter(theirs)
    return +Counter(
        {
            key: max(min(o[key], t[key]), min(o[key] + t[key] - b[key], max(o[key], t[key])))
            for key in {*b, *o, *t}
        }
    )
