"""Where the boxes of one connected group go: grandalf's Sugiyama layout over rows we chose.

Coordinates here run *across* the flow and *along* it, whatever way the diagram runs on the page. Every
connection owns a box of its own half-way, in which its label stands: so labels meet neither parts nor
each other, and double connections come apart by themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from grandalf.graphs import Edge as GraphEdge
from grandalf.graphs import Vertex, graph_core
from grandalf.layouts import Layer, SugiyamaLayout

BETWEEN = 26.0  # across, between neighbours of a row
_ROUNDS = 4.5


@dataclass
class Box:
    """A part, a label or the place where a long line passes a row; centre and size."""

    across: float
    along: float
    breadth: float
    length: float
    row: int = 0
    band: float = 0.0  # length of the longest box of its row


@dataclass
class Link:
    """A connection from row to lower row, as indexes of boxes; the label's box is its own."""

    source: int
    target: int
    label: int
    passes: list[Box] = field(default_factory=list)


class _View:
    def __init__(self, breadth: float, length: float) -> None:
        self.w, self.h = breadth, length
        self.xy = (0.0, 0.0)


class _Rows(SugiyamaLayout):
    """Takes the rows as given instead of counting them from the roots."""

    def __init__(self, graph: graph_core, ranked: Sequence[tuple[Vertex, int]]) -> None:
        super().__init__(graph)
        self.ranked = ranked
        self.dw, self.dh = 16.0, 1.0  # the room of a line that passes a row
        self.xspace = BETWEEN

    def rank_all(self, roots: object, optimize: bool = False) -> None:
        self.layers = [Layer() for _ in range(max(row for _, row in self.ranked) + 1)]
        for vertex, row in self.ranked:
            self.grx[vertex].rank = row
            self.layers[row].append(vertex)


def place(boxes: list[Box], links: list[Link]) -> float:
    """Sets the centres of the boxes of a connected group; returns the length of the whole."""
    if links:
        _place_across(boxes, links)
    passing = [box for link in links for box in link.passes]
    everything = boxes + passing
    for row in {box.row for box in everything}:
        _keep_apart([box for box in everything if box.row == row])
    left = min(box.across - box.breadth / 2 for box in everything)
    for box in everything:
        box.across -= left
    return _place_along(everything, boxes, links)


def _place_across(boxes: list[Box], links: list[Link]) -> None:
    vertices = [Vertex(index) for index in range(len(boxes))]
    for vertex, box in zip(vertices, boxes, strict=True):
        vertex.view = _View(box.breadth, 1.0)
    halves: list[tuple[Link, GraphEdge]] = []
    for link in links:
        for start, end in ((link.source, link.label), (link.label, link.target)):
            halves.append((link, GraphEdge(vertices[start], vertices[end])))
    graph = graph_core(vertices, [edge for _, edge in halves], directed=True)
    ranked = [(vertex, box.row) for vertex, box in zip(vertices, boxes, strict=True)]
    layout = _Rows(graph, ranked)
    layout.init_all(roots=[], inverted_edges=[])
    layout.draw(_ROUNDS)
    for vertex, box in zip(vertices, boxes, strict=True):
        box.across = vertex.view.xy[0]
    for link, edge in halves:
        middle = layout.ctrls.get(edge, {})
        for row in sorted(middle)[1:-1]:
            dummy = middle[row].view
            link.passes.append(Box(dummy.xy[0], 0.0, dummy.w, 0.0, row))


def _keep_apart(row: list[Box]) -> None:
    """The layout takes the mean of four placements, in which neighbours may touch."""
    row.sort(key=lambda box: box.across)
    for left, right in pairwise(row):
        least = left.across + (left.breadth + right.breadth) / 2 + BETWEEN * 0.75
        right.across = max(right.across, least)


def _place_along(everything: list[Box], boxes: list[Box], links: list[Link]) -> float:
    """Rows one below the other; the further lines swing sideways, the more room they get."""
    count = max(box.row for box in everything) + 1
    bands = [max(box.length for box in everything if box.row == row) for row in range(count)]
    swing = [0.0] * count
    for link in links:
        stops = [boxes[link.source], *link.passes, boxes[link.label], boxes[link.target]]
        stops.sort(key=lambda box: box.row)
        for upper, lower in pairwise(stops):
            room = max(upper.breadth, lower.breadth) / 4 if lower.row == upper.row + 1 else 0
            swing[upper.row] = max(swing[upper.row], abs(upper.across - lower.across) - room)
    start = 0.0
    for row, band in enumerate(bands):
        for box in everything:
            if box.row == row:
                box.along, box.band = start + band / 2, band
        start += band + min(20 + 0.15 * max(swing[row], 0), 52)
    return max(box.along + box.band / 2 for box in everything)
