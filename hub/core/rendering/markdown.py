"""Tokens to HTML: our headings, links, tables, images and figures, sanitised once.

The sanitiser would take drawings and highlighted code apart, so it never sees them. In their places
stand words drawn at random for each call, which no author can foresee; they are exchanged for the
figures in one pass afterwards, and what is put in is not looked at again.
"""

import re
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from hub.core.rendering.images import missing_image, resolve_image
from hub.core.rendering.panels import code_panel, fence_panel, region_name
from hub.core.rendering.parser import (
    ENTRY_CODE,
    Block,
    Fence,
    Names,
    blocks_of,
    fence_of,
    heading_ids,
    inline_text,
    parse,
    parse_inline,
    render_tokens,
    slug,
)
from hub.core.rendering.sanitiser import clean

_EXTERNAL = re.compile(r"(?:https?:|//)", re.IGNORECASE)


class _Page:
    """One call's state: what was set aside for after the sanitiser, and the names given."""

    def __init__(self, id_prefix: str) -> None:
        self.prefix = slug(id_prefix)
        self.context = self.prefix.replace("-", " ")
        self.heading = ""
        self.labels = Names(" ")
        self._secret = f"kh{secrets.token_hex(16)}"
        self._kept: list[str] = []

    def keep(self, html: str) -> str:
        self._kept.append(html)
        return f"{self._secret}x{len(self._kept) - 1}x"

    def finish(self, html: str) -> SafeString:
        first, *others = clean(html).split(self._secret)
        pieces = [first]
        for piece in others:
            _, number, following = piece.split("x", 2)
            pieces += self._kept[int(number)], following
        return mark_safe("".join(pieces))

    def panel(self, fence: Fence) -> str:
        label = self.labels.take(region_name(fence, self.context))
        return "\n" + self.keep(fence_panel(fence, label=label, salt=f"{self.prefix}/{label}")) + "\n"

    # Rules of the renderer, called with (tokens, index, options, env).

    def fence(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        return self.panel(fence_of(tokens[index]))

    def code_block(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        fence = replace(fence_of(tokens[index]), language="", path="")
        return "\n" + self.keep(code_panel(fence, self.labels.take(region_name(fence, self.context)))) + "\n"

    def trusted(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        return "\n" + self.keep(tokens[index].content) + "\n"

    def image(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        alt = inline_text(tokens[index])
        found = resolve_image(str(tokens[index].attrGet("src") or ""), alt)
        return self.keep(found) if found else missing_image(alt)

    def list_item_open(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        checked = tokens[index].meta.get("checked")
        if checked is None:
            return "<li>"
        state = "done" if checked else "to do"
        attributes = ' checked=""' if checked else ""
        return (
            '<li class="task-list-item"><input class="task-list-item-checkbox" type="checkbox" '
            f'disabled="" aria-label="{state}"{attributes}> '
        )

    def heading_open(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        token = tokens[index]
        self.heading = inline_text(tokens[index + 1])
        return f'<{token.tag} id="{escape(str(token.attrGet("id") or ""))}">'

    def table_open(self, *_: object) -> str:
        about = self.heading or self.context
        label = escape(self.labels.take(f"Table: {about}" if about else "Table"))
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">\n<table>\n'

    def table_close(self, *_: object) -> str:
        return "</table>\n</div>\n"

    def footnote_block_open(self, *_: object) -> str:
        label = self.labels.take(f"Footnotes, {self.context}" if self.context else "Footnotes")
        return f'<section class="footnotes" aria-label="{escape(label)}">\n<ol class="footnotes-list">\n'

    def footnote_anchor(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        meta = tokens[index].meta
        name = f"{self.prefix or 'h'}-{meta['id'] + 1}" + (f":{meta['subId']}" if meta["subId"] else "")
        label = f"Back to the text at note {meta['id'] + 1}"
        return f' <a href="#fnref-{name}" class="footnote-back" aria-label="{label}">↩</a>'

    def rules(self) -> dict[str, object]:
        own = (
            "fence code_block trusted image list_item_open heading_open table_open table_close "
            "footnote_block_open footnote_anchor"
        )
        return {name: getattr(self, name) for name in own.split()}


def read_blocks(text: str) -> list[Block]:
    """The top-level blocks of a text, for layouts that put them in another order."""
    return blocks_of(parse(text))


def render_blocks(pieces: Iterable[Block | SafeString], *, id_prefix: str = "") -> SafeString:
    """Blocks of one text and trusted HTML in the order given, as one piece of safe HTML."""
    tokens: list[Token] = []
    for piece in pieces:
        if isinstance(piece, Block):
            tokens += piece.tokens
        else:
            tokens.append(Token("trusted", "", 0, content=piece))
    return _render(tokens, id_prefix)


def render_markdown(text: str, *, id_prefix: str = "") -> SafeString:
    """The text as safe HTML. Ids start with the prefix, which must differ between texts on a page."""
    return _render(parse(text), id_prefix)


def render_inline(text: str, *, links: bool = True) -> SafeString:
    """One line of text: code, emphasis and links; without links where it stands inside one."""
    tokens = parse_inline(text)
    for token in tokens:
        children = token.children or []
        if not links:
            children = [child for child in children if child.type not in ("link_open", "link_close")]
        breaks = ("softbreak", "hardbreak")
        token.children = [
            Token("text", "", 0, content=" ") if child.type in breaks else child for child in children
        ]
    return _render(tokens, "")


def _render(tokens: list[Token], id_prefix: str) -> SafeString:
    page = _Page(id_prefix)
    ids = heading_ids(tokens, id_prefix)
    for index, token in enumerate(tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(3, int(token.tag[1:]))}"  # the page's own title and sections are h1 and h2
            if index in ids:
                token.attrSet("id", ids[index])
        elif token.type in ("th_open", "td_open"):
            _align(token)
    own = set(ids.values())
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                _aim(child, own, page.prefix or "h")
    return page.finish(render_tokens(tokens, page.rules(), {"docId": page.prefix or "h"}))


def _align(token: Token) -> None:
    """Inline styles are against the site's policy; classes say the same."""
    style = str(token.attrs.pop("style", ""))
    if token.type == "th_open":
        token.attrSet("scope", "col")
    for side in ("right", "center"):
        if style.endswith(side):
            token.attrSet("class", f"align-{side}")


def _aim(link: Token, ids: set[str], prefix: str) -> None:
    """Where a link leads: an entry by its code, a heading of the same text, this site or another."""
    target = str(link.attrGet("href") or "")
    if ENTRY_CODE.fullmatch(target):
        link.attrs = {**link.attrs, "href": f"/e/{target}/", "class": "entry-link"}
    elif target.startswith("#") and f"{prefix}-{target[1:]}" in ids:
        link.attrSet("href", f"#{prefix}-{target[1:]}")
    elif _EXTERNAL.match(target):
        link.attrSet("rel", "noopener nofollow ugc")
