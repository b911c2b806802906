"""The whole figure: drawing, title, and the same in words for who cannot or will not see it."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hub.core.diagrams.drawing import draw
from hub.core.diagrams.notation import parse_diagram
from hub.core.diagrams.wording import describe


def diagram_figure(text: str, *, salt: str = "") -> SafeString:
    """The figure of a diagram's text. Raises `DiagramError`."""
    diagram = parse_diagram(text)
    return format_html(
        '<figure class="diagram"><div class="diagram-scroll" tabindex="0" role="region" '
        'aria-label="Diagram: {}">{}</div><figcaption>{}</figcaption>'
        '<details class="diagram-text"><summary>Read this diagram as text</summary><ul>{}</ul></details>'
        "</figure>",
        diagram.title,
        mark_safe(draw(diagram, salt=salt)),
        diagram.title,
        format_html_join("", "<li>{}</li>", ((sentence,) for sentence in describe(diagram))),
    )
