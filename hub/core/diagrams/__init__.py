"""Architecture diagrams written as a few lines of text, drawn as accessible SVG and told in words."""

from hub.core.diagrams.drawing import draw
from hub.core.diagrams.figure import diagram_figure
from hub.core.diagrams.notation import SHAPES, Diagram, DiagramError, Edge, Node, parse_diagram
from hub.core.diagrams.wording import describe

__all__ = [
    "SHAPES",
    "Diagram",
    "DiagramError",
    "Edge",
    "Node",
    "describe",
    "diagram_figure",
    "draw",
    "parse_diagram",
]
