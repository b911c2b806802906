"""A picture as SVG: classes instead of styles, a name and a description, the same bytes each time."""

from hashlib import sha256
from html import escape

from hub.core.diagrams.composing import Label, Picture, compose
from hub.core.diagrams.lettering import Lettering
from hub.core.diagrams.notation import Diagram
from hub.core.diagrams.shapes import Part, number, outline, text_centre

_MARGIN = 12
# Widths up to which a step of the style sheet applies; narrow drawings may shrink to fit a phone.
_STEPS = (460, 600, 760)
_RISE = 0.35  # from the middle of a line of type to its base line, in type sizes


def draw(diagram: Diagram, *, salt: str = "") -> str:
    """The diagram as an SVG element. A salt keeps the ids of two equal drawings on a page apart."""
    picture = compose(diagram)
    name = "d" + sha256(f"{salt}\n{diagram!r}".encode()).hexdigest()[:10]
    width, height = picture.width + 2 * _MARGIN, picture.height + 2 * _MARGIN
    left = top = -_MARGIN
    step = 1 + sum(width > limit for limit in _STEPS)
    parts, links = len(diagram.nodes), len(diagram.edges)
    count = f"{parts} part{'s' * (parts != 1)} and {links} connection{'s' * (links != 1)}"
    return "".join(
        [
            f'<svg class="diagram-svg step-{step}" xmlns="http://www.w3.org/2000/svg" '
            f'viewBox="{left} {top} {number(width)} {number(height)}" '
            f'width="{number(width)}" height="{number(height)}" '
            f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-desc">',
            f'<title id="{name}-title">{escape(diagram.title)}</title>',
            f'<desc id="{name}-desc">A diagram of {count}, told in words after it.</desc>',
            f'<defs><marker id="{name}-tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="10" '
            'markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">'
            '<path class="tip" d="M0.5 1 9.5 5 0.5 9 2.5 5Z"/></marker></defs>',
            *_lines(picture, name),
            *(_label(label) for label in picture.labels),
            *(_part(part, x, y) for part, x, y in picture.parts),
            "</svg>",
        ]
    )


def _lines(picture: Picture, name: str) -> list[str]:
    return [
        f'<path class="line{"" if line.edge.waits else " async"}" d="{line.path}" '
        f'marker-end="url(#{name}-tip)"/>'
        for line in picture.lines
    ]


def _label(label: Label) -> str:
    width, height = label.text.width + 8, label.text.height + 2
    return (
        f'<rect class="ground" x="{number(label.x - width / 2)}" y="{number(label.y - height / 2)}" '
        f'width="{number(width)}" height="{number(height)}" rx="2"/>'
        + _text(label.text, "note", 13, label.x, label.y)
    )


def _part(part: Part, x: float, y: float) -> str:
    aside, down = text_centre(part)
    body = "".join(outline(part, x, y))
    return (
        f'<g class="part {part.node.shape}">{body}'
        + _text(part.text, "name", 15, x + aside, y + down)
        + "</g>"
    )


def _text(text: Lettering, kind: str, size: int, x: float, y: float) -> str:
    first = y - text.line_height * (len(text.lines) - 1) / 2 + size * _RISE
    spans = "".join(
        f'<tspan x="{number(x)}" y="{number(first + i * text.line_height)}">{escape(line)}</tspan>'
        for i, line in enumerate(text.lines)
    )
    return f'<text class="{kind}" text-anchor="middle">{spans}</text>'
