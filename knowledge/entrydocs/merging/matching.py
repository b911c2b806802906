"""What two sequences have in common, in bounded time whatever they hold.

Units that stand once in both anchor the match (Bram Cohen's patience diff); between anchors the
greedy algorithm of E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1,
1986) finds the shortest edit. Where that would take too long, the stretch counts as replaced.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass
class Effort:
    """How many steps comparing may still take, shared by the comparisons of one task; a step is a
    fraction of a microsecond."""

    left: int = 3_000_000
    at_once: int = 600_000


@dataclass(frozen=True)
class Edit:
    """A stretch of the first sequence, `start` to `end`, that became `new_start` to `new_end` of the second."""

    start: int
    end: int
    new_start: int
    new_end: int

    @property
    def inserts(self) -> bool:
        return self.start == self.end

    @property
    def resizes(self) -> bool:
        return self.end - self.start != self.new_end - self.new_start


def edits(before: Sequence[Hashable], after: Sequence[Hashable], effort: Effort | None = None) -> list[Edit]:
    """Returns what leads from one sequence to the other, in order, with equal units between the edits."""
    found, i, j = [], 0, 0
    for match_i, match_j in [*pairs(before, after, effort or Effort()), (len(before), len(after))]:
        if (i, j) != (match_i, match_j):
            found.append(Edit(i, match_i, j, match_j))
        i, j = match_i + 1, match_j + 1
    return found


def pairs(before: Sequence[Hashable], after: Sequence[Hashable], effort: Effort) -> list[Pair]:
    """Returns the positions of equal units, rising on both sides."""
    numbers: dict[Hashable, int] = {}
    a = [numbers.setdefault(unit, len(numbers)) for unit in before]
    b = [numbers.setdefault(unit, len(numbers)) for unit in after]
    start, shorter = 0, min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    tail = 0
    while tail < shorter - start and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    found = [(i, i) for i in range(start)]
    last = (start, start)
    end = (len(a) - tail, len(b) - tail)
    for i, j in [*_anchors(a, b, last, end), end]:
        found += _shortest(a, b, last, (i, j), effort)
        if (i, j) != end:
            found.append((i, j))
        last = (i + 1, j + 1)
    return found + [(len(a) - k, len(b) - k) for k in range(tail, 0, -1)]


def _anchors(a: list[int], b: list[int], start: Pair, end: Pair) -> list[Pair]:
    """Returns the longest rising run of units that stand once on either side."""
    once_a, once_b = (Counter(side[lo:hi]) for side, lo, hi in zip((a, b), start, end, strict=True))
    place = {unit: j for j, unit in enumerate(b[start[1] : end[1]], start[1]) if once_b[unit] == 1}
    candidates = [
        (i, place[unit])
        for i, unit in enumerate(a[start[0] : end[0]], start[0])
        if once_a[unit] == 1 and unit in place
    ]
    ends: list[int] = []  # the smallest last position of a run of each length
    chosen: list[int] = []  # the candidate that holds it
    before: list[int] = []
    for number, (_, j) in enumerate(candidates):
        length = bisect_left(ends, j)
        before.append(chosen[length - 1] if length else -1)
        ends[length:] = [*([j] if length == len(ends) else [j, *ends[length + 1 :]])]
        chosen[length:] = [*([number] if length == len(chosen) else [number, *chosen[length + 1 :]])]
    run, number = [], chosen[-1] if chosen else -1
    while number >= 0:
        run.append(candidates[number])
        number = before[number]
    return run[::-1]


def _shortest(a: list[int], b: list[int], start: Pair, end: Pair, effort: Effort) -> list[Pair]:
    """Returns the matches of the shortest edit between two corners; none where effort runs out."""
    (left, top), (right, bottom) = start, end
    if left == right or top == bottom:
        return []
    budget = min(effort.left, effort.at_once)
    steps, width, height = 0, right - left, bottom - top
    furthest, trace = {1: 0}, []
    for distance in range(width + height + 1):
        trace.append(dict(furthest))
        steps += 2 * len(furthest)
        for k in range(-distance, distance + 1, 2):
            down = k == -distance or (k != distance and furthest[k - 1] < furthest[k + 1])
            x = first = furthest[k + 1] if down else furthest[k - 1] + 1
            y = x - k
            while x < width and y < height and a[left + x] == b[top + y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            steps += 1 + x - first
            if x >= width and y >= height:
                effort.left -= steps
                return [(left + i, top + j) for i, j in _walked_back(trace, width, height)]
        if steps > budget:
            break
    effort.left = max(0, effort.left - steps)
    return []


def _walked_back(trace: list[dict[int, int]], x: int, y: int) -> list[Pair]:
    found: list[Pair] = []
    for distance in range(len(trace) - 1, -1, -1):
        furthest, k = trace[distance], x - y
        down = k == -distance or (k != distance and furthest[k - 1] < furthest[k + 1])
        old_k = k + 1 if down else k - 1
        old_x = furthest[old_k]
        old_y = old_x - old_k
        while x > max(old_x, 0) and y > max(old_y, 0):
            x, y = x - 1, y - 1
            found.append((x, y))
        x, y = old_x, old_y
    return found[::-1]
