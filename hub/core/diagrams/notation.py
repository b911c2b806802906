"""The notation: a title, a direction, a line for each part and one for each connection.

title: How an order becomes an event
direction: down
api: Order API (service)
bus: Event bus (queue)
api --> bus: publishes
"""

import re
from dataclasses import dataclass

SHAPES = ("person", "service", "worker", "store", "queue", "cache", "external")
DIRECTIONS = ("down", "right")

MAX_TITLE = 120
MAX_NODE_LABEL = 24
MAX_EDGE_LABEL = 40
# More than this cannot be read as one picture, and layout time grows with the square.
MAX_NODES = 24
MAX_EDGES = 48

_SETTING = re.compile(r"(title|direction)\s*:\s*(.*)")
_EDGE = re.compile(r"([a-z][a-z0-9_]*)\s*(-->|->)\s*([a-z][a-z0-9_]*)\s*(?::\s*(.*))?")
_NODE = re.compile(r"([a-z][a-z0-9_]*)\s*:\s*(.*)")
_SHAPE = re.compile(r"(.*?)\s*\(([a-z]+)\)")


class DiagramError(ValueError):
    """A line that cannot be understood; ``line`` counts from 1 within the diagram."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"Line {line}: {message}")
        self.line = line
        self.message = message


@dataclass(frozen=True)
class Node:
    id: str
    label: str
    shape: str = "service"


@dataclass(frozen=True)
class Edge:
    source: str
    target: str
    label: str = ""
    waits: bool = True  # synchronous: the source waits for the target


@dataclass(frozen=True)
class Diagram:
    title: str
    direction: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def label_of(self, node_id: str) -> str:
        return next(node.label for node in self.nodes if node.id == node_id)


class _Reader:
    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        self.nodes: dict[str, Node] = {}
        self.edges: list[tuple[int, Edge]] = []

    def read(self, number: int, line: str) -> None:
        if any(ord(char) < 32 and char != "\t" for char in line):
            raise DiagramError(number, "holds a control character.")
        if found := _SETTING.fullmatch(line):
            self.setting(number, found[1], found[2])
        elif not self.settings.get("title"):
            raise DiagramError(number, "the first line must be `title: …`.")
        elif found := _EDGE.fullmatch(line):
            self.edge(number, Edge(found[1], found[3], (found[4] or "").strip(), found[2] == "->"))
        elif found := _NODE.fullmatch(line):
            self.node(number, found[1], found[2])
        else:
            raise DiagramError(number, "is neither `id: Label (shape)` nor `a -> b: label`.")

    def setting(self, number: int, name: str, value: str) -> None:
        if name in self.settings:
            raise DiagramError(number, f"`{name}:` is given twice.")
        if name == "direction" and value not in DIRECTIONS:
            raise DiagramError(number, "the direction is `down` or `right`.")
        if name == "title" and not 0 < len(value) <= MAX_TITLE:
            raise DiagramError(number, f"the title needs 1 to {MAX_TITLE} characters.")
        self.settings[name] = value

    def node(self, number: int, node_id: str, rest: str) -> None:
        shaped = _SHAPE.fullmatch(rest)
        label, shape = (shaped[1], shaped[2]) if shaped else (rest, "service")
        if shape not in SHAPES:
            raise DiagramError(number, f"`{shape}` is no shape. Shapes: {', '.join(SHAPES)}.")
        if not 0 < len(label) <= MAX_NODE_LABEL:
            raise DiagramError(number, f"a label needs 1 to {MAX_NODE_LABEL} characters, not {len(label)}.")
        if node_id in self.nodes:
            raise DiagramError(number, f"`{node_id}` is declared twice.")
        if len(self.nodes) == MAX_NODES:
            raise DiagramError(number, f"more than {MAX_NODES} parts; draw two diagrams.")
        self.nodes[node_id] = Node(node_id, label, shape)

    def edge(self, number: int, edge: Edge) -> None:
        if len(edge.label) > MAX_EDGE_LABEL:
            raise DiagramError(number, f"the label is longer than {MAX_EDGE_LABEL} characters.")
        if len(self.edges) == MAX_EDGES:
            raise DiagramError(number, f"more than {MAX_EDGES} connections; draw two diagrams.")
        self.edges.append((number, edge))

    def finish(self) -> Diagram:
        if "title" not in self.settings:
            raise DiagramError(1, "the first line must be `title: …`.")
        for number, edge in self.edges:
            for end in (edge.source, edge.target):
                if end not in self.nodes:
                    raise DiagramError(number, f"`{end}` is not declared.")
        if not self.nodes:
            raise DiagramError(1, "there is no part; declare one with `id: Label`.")
        return Diagram(
            self.settings["title"],
            self.settings.get("direction", "down"),
            tuple(self.nodes.values()),
            tuple(edge for _, edge in self.edges),
        )


def parse_diagram(text: str) -> Diagram:
    """The diagram a text describes. Raises `DiagramError` with the line that is wrong."""
    reader = _Reader()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        if line.strip():
            reader.read(number, line.strip())
    return reader.finish()
