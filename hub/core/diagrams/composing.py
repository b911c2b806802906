"""From the notation to a picture in numbers: parts, lines and labels at their places on the page."""

from dataclasses import dataclass

from hub.core.diagrams import layering
from hub.core.diagrams.lettering import Lettering, set_text
from hub.core.diagrams.notation import Diagram, Edge
from hub.core.diagrams.placing import Box, Link, place
from hub.core.diagrams.routing import Point, curve, ports, route
from hub.core.diagrams.shapes import Part, inset, measure

NOTE_SIZE = 13
_NOTE_ROOM = {"down": 132.0, "right": 96.0}
_LOOP = 30.0
_TIP = 1.5  # an arrow ends this far from the outline
_BETWEEN_GROUPS = 44.0
_WIDEST = 760.0  # groups side by side up to here, then below each other


@dataclass
class Line:
    edge: Edge
    path: str


@dataclass
class Label:
    text: Lettering
    x: float
    y: float


@dataclass
class Picture:
    width: float
    height: float
    parts: list[tuple[Part, float, float]]
    lines: list[Line]
    labels: list[Label]


class _Group:
    """One connected group of parts, drawn from its own corner."""

    def __init__(self, diagram: Diagram, names: list[str]) -> None:
        self.right = diagram.direction == "right"
        self.room = _NOTE_ROOM[diagram.direction]
        self.parts = {node.id: measure(node) for node in diagram.nodes if node.id in names}
        edges = [edge for edge in diagram.edges if edge.source in names]
        self.loops = {name: [e for e in edges if e.source == e.target == name] for name in names}
        self.edges = [edge for edge in edges if edge.source != edge.target]
        self.names = names
        self.notes = [set_text(edge.label, size=NOTE_SIZE, room=self.room) for edge in self.edges]
        self._lay_out()

    def _sized(self, width: float, height: float, row: int) -> Box:
        breadth, length = (height, width) if self.right else (width, height)
        return Box(0, 0, breadth, length, row)

    def _loop_note(self, name: str) -> Lettering:
        text = " · ".join(edge.label for edge in self.loops[name] if edge.label)
        return set_text(text, size=NOTE_SIZE, room=110)

    def _part_box(self, name: str, row: int) -> Box:
        part = self.parts[name]
        box = self._sized(part.width, part.height, row)
        if self.loops[name]:
            note = self._loop_note(name)
            box.breadth += 2 * (_LOOP + (note.height if self.right else note.width) + 6)
            box.length = max(box.length, note.width if self.right else note.height)
        return box

    def _lay_out(self) -> None:
        pairs = [(edge.source, edge.target) for edge in self.edges]
        self.backward = layering.backward_edges(self.names, pairs)
        pairs = [pair[::-1] if i in self.backward else pair for i, pair in enumerate(pairs)]
        rows = layering.rows(self.names, pairs)
        index = {name: i for i, name in enumerate(self.names)}
        self.boxes = [self._part_box(name, rows[name] * 2) for name in self.names]
        self.links = []
        for (source, target), note in zip(pairs, self.notes, strict=True):
            # Even rows hold parts, odd ones labels; a long line has its label near the middle.
            row = rows[source] * 2 + 1 + 2 * ((rows[target] - rows[source] - 1) // 2)
            empty = not note.lines[0]
            self.links.append(Link(index[source], index[target], len(self.boxes)))
            self.boxes.append(
                self._sized(10, 4, row) if empty else self._sized(note.width + 8, note.height + 4, row)
            )
        self.length = place(self.boxes, self.links)
        self.breadth = max(
            box.across + box.breadth / 2
            for box in [*self.boxes, *(box for link in self.links for box in link.passes)]
        )

    @property
    def size(self) -> tuple[float, float]:
        return (self.length, self.breadth) if self.right else (self.breadth, self.length)

    def draw_on(self, picture: Picture, x: float, y: float) -> None:
        def turn(point: Point) -> Point:
            across, along = point
            return (x + along, y + across) if self.right else (x + across, y + along)

        for name, box in zip(self.names, self.boxes, strict=False):
            picture.parts.append((self.parts[name], *turn((box.across, box.along))))
        found = ports(self._bare_boxes(), self.links)
        for i, (edge, link, note) in enumerate(zip(self.edges, self.links, self.notes, strict=True)):
            start = self._touch(link.source, found[i, "out"], 1)
            end = self._touch(link.target, found[i, "in"], -1)
            points = route(self.boxes, link, start, end)
            if i in self.backward:
                points.reverse()
            points[-1] = (points[-1][0], points[-1][1] + (_TIP if i in self.backward else -_TIP))
            picture.lines.append(Line(edge, curve(points, turn)))
            if note.lines[0]:
                box = self.boxes[link.label]
                picture.labels.append(Label(note, *turn((box.across, box.along))))
        for name, box in zip(self.names, self.boxes, strict=False):
            self._draw_loop(picture, name, turn((box.across, box.along)))

    def _bare_boxes(self) -> list[Box]:
        """The boxes without the room for loops, which lines must not start from."""
        bare = list(self.boxes)
        for i, name in enumerate(self.names):
            part, box = self.parts[name], self.boxes[i]
            bare[i] = Box(box.across, box.along, part.height if self.right else part.width, 0, box.row)
        return bare

    def _touch(self, index: int, across: float, side: int) -> Point:
        """The point of a part's outline from which a line starts, on its lower or upper side."""
        part, box = self.parts[self.names[index]], self.boxes[index]
        half = (part.width if self.right else part.height) / 2
        depth = 0.0 if self.right else inset(part, across - box.across)
        return across, box.along + side * (half - depth)

    def _draw_loop(self, picture: Picture, name: str, centre: Point) -> None:
        for edge in self.loops[name][:1]:
            part, note = self.parts[name], self._loop_note(name)
            half = (part.height if self.right else part.width) / 2
            points = [(half, -9.0), (half + _LOOP, -16.0), (half + _LOOP, 16.0), (half + _TIP, 9.0)]
            ends = [(x, y) if not self.right else (y, x) for x, y in points]
            start, one, two, end = [f"{centre[0] + x:.1f} {centre[1] + y:.1f}" for x, y in ends]
            picture.lines.append(Line(edge, f"M{start}C{one} {two} {end}"))
            if note.lines[0]:
                beyond = half + _LOOP - 4 + (note.height if self.right else note.width) / 2
                dx, dy = (0.0, beyond) if self.right else (beyond, 0.0)
                picture.labels.append(Label(note, centre[0] + dx, centre[1] + dy))


def compose(diagram: Diagram) -> Picture:
    """The picture of a diagram; groups without a connection stand beside or below each other."""
    picture = Picture(0, 0, [], [], [])
    pairs = [(edge.source, edge.target) for edge in diagram.edges]
    x = y = height = 0.0
    for names in layering.groups([node.id for node in diagram.nodes], pairs):
        group = _Group(diagram, names)
        width, group_height = group.size
        if x and x + width > _WIDEST:
            x, y, height = 0.0, y + height + _BETWEEN_GROUPS, 0.0
        group.draw_on(picture, x, y)
        height = max(height, group_height)
        picture.width = max(picture.width, x + width)
        picture.height = max(picture.height, y + group_height)
        x += width + _BETWEEN_GROUPS
    return picture
