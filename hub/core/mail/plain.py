"""Markdown to plain text worth reading: wrapped, with each link on a line of its own below its paragraph."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from markdown_it.token import Token

from hub.core.rendering.parser import parse

WIDTH = 76


def plain_mail(markdown: str) -> str:
    """Returns the text of a mail; lines are at most WIDTH characters long, except for code and addresses."""
    return "\n\n".join(_blocks(parse(markdown))) + "\n"


def _blocks(tokens: Sequence[Token], first: str = "", rest: str = "") -> list[str]:
    """Returns the blocks of some tokens; the first line begins with `first`, each other one with `rest`."""
    found: list[str] = []
    position = 0
    while position < len(tokens):
        end = _end(tokens, position)
        token, inside = tokens[position], tokens[position + 1 : end]
        found += _block(token, inside, first, rest)
        first = rest if found else first
        position = end + 1
    return found


def _end(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index
    return len(tokens) - 1


def _block(token: Token, inside: Sequence[Token], first: str, rest: str) -> list[str]:
    match token.type:
        case "paragraph_open" | "heading_open":
            lines = _paragraph(inside[0], first, rest)
            if token.type == "heading_open":
                lines.append(rest + "-" * min(WIDTH - len(rest), max(map(len, lines), default=0)))
            blocks = ["\n".join(lines)]
        case "bullet_list_open" | "ordered_list_open":
            blocks = _list(token, inside, first, rest)
        case "blockquote_open":
            blocks = _joined(_blocks(inside, first + "> ", rest + "> "), f"\n{rest}>\n")
        case "fence" | "code_block":
            blocks = ["\n".join(f"{rest}    {line}".rstrip() for line in token.content.splitlines())]
        case "hr":
            blocks = [rest + "-" * (WIDTH - len(rest))]
        case "inline":
            blocks = ["\n".join(_paragraph(token, first, rest))]
        case _:
            blocks = _blocks(inside, first, rest)
    return blocks


def _joined(blocks: list[str], between: str) -> list[str]:
    return [between.join(blocks)] if blocks else []


def _list(token: Token, inside: Sequence[Token], first: str, rest: str) -> list[str]:
    number = int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else None
    items: list[str] = []
    position = 0
    while position < len(inside):
        end = _end(inside, position)
        mark = "- " if number is None else f"{number}. "
        begin = rest if items else first
        items.append("\n".join(_blocks(inside[position + 1 : end], begin + mark, rest + " " * len(mark))))
        number = None if number is None else number + 1
        position = end + 1
    return _joined(items, "\n")


def _paragraph(token: Token, first: str, rest: str) -> list[str]:
    """Returns the lines of one paragraph, then those of the addresses it links to."""
    parts, links, targets = [""], [], []
    for child in token.children or ():
        if child.type == "link_open":
            targets.append(str(child.attrGet("href") or ""))
            links.append("")
        elif child.type == "link_close":
            target, label = targets.pop(), links[-1]
            if label.strip() in {target, target.removeprefix("mailto:")}:
                links.pop()
            else:
                links[-1] = target
        elif child.type == "hardbreak":
            parts.append("")
        elif child.type in {"softbreak", "text", "code_inline", "text_special", "image"}:
            text = child.content if child.type != "softbreak" else " "
            parts[-1] += text
            if targets:
                links[-1] += text
    lines: list[str] = []
    for part in parts:
        lines += textwrap.wrap(
            " ".join(part.split()),
            WIDTH,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or ([] if part is parts[-1] else [rest.rstrip()])
    return lines + [rest + link for link in links]
