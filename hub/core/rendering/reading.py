"""Markdown read as text: for descriptions, feeds, search, tables of contents and checks."""

import re
from dataclasses import dataclass

from markdown_it.token import Token

from hub.core.diagrams import DiagramError, describe, parse_diagram
from hub.core.rendering.parser import ENTRY_CODE, Fence, fence_of, heading_ids, inline_text, links, parse


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    id: str


def fences(text: str) -> list[Fence]:
    """Every fenced block, also inside lists and quotes, in the order of the text."""
    return [fence_of(token) for token in parse(text) if token.type == "fence"]


def headings(text: str, *, id_prefix: str = "") -> list[Heading]:
    """The headings as `render_markdown` gives them with the same prefix."""
    tokens = parse(text)
    return [
        Heading(max(3, int(tokens[index].tag[1:])), inline_text(tokens[index + 1]), name)
        for index, name in heading_ids(tokens, id_prefix).items()
    ]


def linked_codes(text: str) -> list[str]:
    """Codes of the entries the text links, and of those that end a list item after an arrow."""
    found: dict[str, None] = {}
    tokens = parse(text)
    for index, token in enumerate(tokens):
        for target in links(token):
            if ENTRY_CODE.fullmatch(target):
                found[target] = None
        if token.type == "inline" and index >= 2 and tokens[index - 2].type == "list_item_open":
            code = trailing_code(token)[1]
            if code:
                found[code] = None
    return list(found)


_ARROW = re.compile(rf"\s*(?:→|->)\s*({ENTRY_CODE.pattern})\s*$")


def trailing_code(token: Token) -> tuple[str, str | None]:
    """The Markdown of a line and the code it ends with: `How to roll back? → FLSK-MID-011`."""
    last = token.children[-1] if token.children else None
    arrow = _ARROW.search(token.content) if last is not None and last.type == "text" else None
    if arrow is None:
        return token.content, None
    return token.content[: arrow.start()], arrow.group(1)


def plain_text(text: str, limit: int | None = None) -> str:
    """Readable text without markup, a block per line; with a limit one line, cut between words."""
    lines: list[str] = []
    for token in parse(text):
        if token.type == "inline":
            lines.append(inline_text(token))
        elif token.type == "fence" and fence_of(token).language == "diagram":
            lines.append(_diagram_words(fence_of(token).code))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    if limit is None:
        return "\n".join(line for line in lines if line.strip())
    return _cut(" ".join(" ".join(lines).split()), limit)


def _diagram_words(code: str) -> str:
    try:
        return " ".join(describe(parse_diagram(code)))
    except DiagramError:
        return code


def _cut(line: str, limit: int) -> str:
    if len(line) <= limit:
        return line
    room = max(limit - 1, 0)
    head = line[:room]
    # A word longer than the limit is cut through, or nothing would be left.
    if not line[room : room + 1].isspace() and " " in head:
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.–-") + "…" if limit > 0 else ""
