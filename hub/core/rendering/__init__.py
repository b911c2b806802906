"""Author's Markdown in, safe HTML and readable text out; pure functions without a database.

Raw HTML is never accepted. What the parser writes goes through one allow-list (``sanitiser``); only
what this package makes itself from escaped text (highlighted code, drawings, the site's own images)
is put in afterwards, see ``markdown``.
"""

from hub.core.rendering.highlighting import highlight, highlight_lines, language_label
from hub.core.rendering.images import register_image_resolver
from hub.core.rendering.markdown import read_blocks, render_blocks, render_inline, render_markdown
from hub.core.rendering.panels import COPY_BUTTON, code_panel, region_name
from hub.core.rendering.parser import ENTRY_CODE, MAX_TEXT, Block, Fence
from hub.core.rendering.reading import Heading, fences, headings, linked_codes, plain_text, trailing_code

# Raised whenever the same text gives other HTML, so that stored HTML can be told to be stale.
RENDERER_VERSION: int = 3

__all__ = [
    "COPY_BUTTON",
    "ENTRY_CODE",
    "MAX_TEXT",
    "RENDERER_VERSION",
    "Block",
    "Fence",
    "Heading",
    "code_panel",
    "fences",
    "headings",
    "highlight",
    "highlight_lines",
    "language_label",
    "linked_codes",
    "plain_text",
    "read_blocks",
    "region_name",
    "register_image_resolver",
    "render_blocks",
    "render_inline",
    "render_markdown",
    "trailing_code",
]
