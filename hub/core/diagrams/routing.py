"""The lines between placed boxes, as curves that leave and reach a part at a right angle."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from hub.core.diagrams.placing import Box, Link
from hub.core.diagrams.shapes import number

Point = tuple[float, float]  # across, along
_BETWEEN_PORTS = 16.0


def ports(boxes: Sequence[Box], links: Sequence[Link]) -> dict[tuple[int, str], float]:
    """Where each link leaves its source and reaches its target, across the flow.

    Lines of one side stand in the order of where they come from, so they do not cross at the part.
    """
    wanted: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    for index, link in enumerate(links):
        stops = _stops(boxes, link)
        wanted[link.source, "out"].append((stops[1].across, index))
        wanted[link.target, "in"].append((stops[-2].across, index))
    found: dict[tuple[int, str], float] = {}
    for (box_index, side), lines in wanted.items():
        box = boxes[box_index]
        lines.sort()
        # A lone line may stand a little off the middle when that keeps it straight.
        reach = box.breadth / 2 - 14 if len(lines) > 1 else box.breadth / 4
        gap = min(_BETWEEN_PORTS, 2 * reach / max(len(lines) - 1, 1))
        places = [min(max(across, box.across - reach), box.across + reach) for across, _ in lines]
        for i in range(1, len(places)):
            places[i] = max(places[i], places[i - 1] + gap)
        over = max(0.0, places[-1] - (box.across + reach))
        for i in range(len(places) - 1, -1, -1):
            limit = box.across + reach - gap * (len(places) - 1 - i)
            places[i] = min(places[i], limit) if over else places[i]
        for place, (_, index) in zip(places, lines, strict=True):
            found[index, side] = place
    return found


def _stops(boxes: Sequence[Box], link: Link) -> list[Box]:
    inner = sorted([*link.passes, boxes[link.label]], key=lambda box: box.row)
    return [boxes[link.source], *inner, boxes[link.target]]


def route(boxes: Sequence[Box], link: Link, start: Point, end: Point) -> list[Point]:
    """Points of the line: it runs straight through every row between and swings only between rows."""
    points = [start]
    for stop in _stops(boxes, link)[1:-1]:
        half = stop.band / 2
        points += [(stop.across, stop.along - half), (stop.across, stop.along + half)]
    return [*points, end]


def curve(points: Sequence[Point], turn: Callable[[Point], Point]) -> str:
    """The points as a path; ``turn`` gives the place on the page of a point of the layout."""

    def at(point: Point) -> str:
        x, y = turn(point)
        return f"{number(x)} {number(y)}"

    path = [f"M{at(points[0])}"]
    for here, there in pairwise(points):
        if abs(here[0] - there[0]) < 0.5:
            path.append(f"L{at(there)}")
        else:
            middle = (here[1] + there[1]) / 2
            path.append(f"C{at((here[0], middle))} {at((there[0], middle))} {at(there)}")
    return "".join(path)
