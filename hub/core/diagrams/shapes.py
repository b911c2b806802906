"""The outline of each kind of part, told apart by form and not by colour."""

from dataclasses import dataclass
from math import sqrt

from hub.core.diagrams.lettering import Lettering, set_text
from hub.core.diagrams.notation import Node

LABEL_SIZE = 15
_LABEL_ROOM = 118
_CURVE = 7.0  # half the height of a cylinder's lid
_SHIFT = 4.0  # of a cache's second sheet


@dataclass(frozen=True)
class Part:
    """A part with its measures; the centre is set by the layout."""

    node: Node
    text: Lettering
    width: float
    height: float


def measure(node: Node) -> Part:
    text = set_text(node.label, size=LABEL_SIZE, room=_LABEL_ROOM, bold=True)
    width, height = text.width + 32, text.height + 24
    if node.shape == "store":
        height += 2 * _CURVE
    elif node.shape in ("queue", "worker"):
        width += 20
    elif node.shape == "person":
        width += 30
    elif node.shape == "cache":
        width, height = width + _SHIFT, height + _SHIFT
    return Part(node, text, round(max(width, 92)), round(height))


def inset(part: Part, aside: float) -> float:
    """How far the outline lies below the top, or above the bottom, this far from the middle."""
    half = part.width / 2
    if part.node.shape == "store":
        return _CURVE * (1 - sqrt(max(0.0, 1 - (aside / half) ** 2)))
    return 0.0


def text_centre(part: Part) -> tuple[float, float]:
    """Offset of the label from the middle of the part."""
    offsets = {
        "store": (0, _CURVE * 0.7),
        "queue": (-7, 0),
        "person": (11, 0),
        "cache": (-_SHIFT / 2, _SHIFT / 2),
    }
    return offsets.get(part.node.shape, (0, 0))


def outline(part: Part, x: float, y: float) -> list[str]:
    """SVG elements of a part around its centre."""
    width, height = part.width, part.height
    left, top = x - width / 2, y - height / 2
    right, bottom = x + width / 2, y + height / 2
    match part.node.shape:
        case "store":
            lid = f"A{number(width / 2)} {number(_CURVE)} 0 0 "
            low, high = number(top + _CURVE), number(bottom - _CURVE)
            return [
                f'<path class="body" d="M{number(left)} {low}{lid}1 {number(right)} {low}V{high}'
                f'{lid}1 {number(left)} {high}Z"/>',
                f'<path class="mark" d="M{number(left)} {low}{lid}0 {number(right)} {low}"/>',
            ]
        case "queue":
            bars = "".join(
                f"M{number(right - gap)} {number(top + 9)}V{number(bottom - 9)}" for gap in (10.0, 16.0, 22.0)
            )
            return [_box(left, top, width, height, 3), f'<path class="mark" d="{bars}"/>']
        case "worker":
            reach = f"{number(top)}V{number(bottom)}"
            bars = "".join(f"M{number(edge)} {reach}" for edge in (left + 7, right - 7))
            return [_box(left, top, width, height, 3), f'<path class="mark" d="{bars}"/>']
        case "person":
            centre = left + 24
            figure = (
                f'<circle class="mark" cx="{number(centre)}" cy="{number(y - 6)}" r="4.5"/>'
                f'<path class="mark" d="M{number(centre - 8)} {number(y + 10)}a8 8 0 0 1 16 0"/>'
            )
            return [_box(left, top, width, height, min(height / 2, 22)), figure]
        case "cache":
            sheet = (width - _SHIFT, height - _SHIFT)
            return [_box(left + _SHIFT, top, *sheet, 3), _box(left, top + _SHIFT, *sheet, 3)]
        case _:
            return [_box(left, top, width, height, 3)]


def _box(left: float, top: float, width: float, height: float, corner: float) -> str:
    place = f'x="{number(left)}" y="{number(top)}" width="{number(width)}" height="{number(height)}"'
    return f'<rect class="body" {place} rx="{number(corner)}"/>'


def number(value: float) -> str:
    """One decimal is finer than a screen shows, and the same on every machine."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
