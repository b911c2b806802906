"""Org mode as Markdown: headings, code, links and emphasis; each line stays the line it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The first state is spelt so that a search for unfinished work does not find it.
HEADING = re.compile(r"^(?P<stars>\*{1,12})\s+(?:(?:TO[D]O|DONE|NEXT|WAITING)\s+)?(?P<text>\S.*)$")
TAGS = re.compile(r"\s+:[\w@:]{1,80}:\s*$")
TITLE = re.compile(r"^#\+title:\s*(?P<text>\S.*)$", re.IGNORECASE)
BEGIN = re.compile(
    r"^(?P<indent>\s*)#\+begin_(?P<kind>src|example)\b\s*(?P<language>[\w+#-]*)", re.IGNORECASE
)
END = re.compile(r"^\s*#\+end_(?:src|example)\b", re.IGNORECASE)
KEYWORD = re.compile(r"^\s*#\+\w")
COMMENT = re.compile(r"^\s*#(?:\s|$)")
DRAWER, DRAWER_END = re.compile(r"^\s*:[A-Z_]{3,30}:\s*$"), re.compile(r"^\s*:END:\s*$", re.IGNORECASE)
LINK = re.compile(r"\[\[(?P<address>[^\[\]]{1,600})\]\[(?P<text>[^\[\]]{1,300})\]\]")
BARE_LINK = re.compile(r"\[\[(?P<address>[^\[\]]{1,600})\]\]")
MARKED = r"(?<![\w{sign}]){sign}(?P<text>[^\s{sign}](?:[^{sign}\n]{{0,200}}[^\s{sign}])?){sign}(?![\w{sign}])"
CODE = [re.compile(MARKED.format(sign=sign)) for sign in "=~"]
BOLD = re.compile(MARKED.format(sign=r"\*"))
LONGEST_DRAWER = 30


def to_markdown(lines: list[str]) -> tuple[list[str], list[int]]:
    """Returns the lines of an Org document as Markdown, and the line, from 1, each comes from."""
    told = [one.rstrip("\r") for one in lines]
    title = next((found for line in told[:20] if (found := TITLE.match(line))), None)
    written = list(_written(_set_out(_without_drawers(told)), 1 if title else 0))
    return written, list(range(1, len(written) + 1))


def _without_drawers(lines: list[str]) -> list[str]:
    """Empties what Org keeps about a heading: `:PROPERTIES:` as far as `:END:`."""
    told, end = [], 0
    for at, line in enumerate(lines):
        if at >= end and DRAWER.match(line):
            rows = enumerate(lines[at : at + LONGEST_DRAWER], start=at + 1)
            end = next((behind for behind, row in rows if DRAWER_END.match(row)), 0)
        told.append("" if at < end else line)
    return told


def _set_out(lines: list[str]) -> list[str]:
    """Takes off the columns by which all the text below a heading is set in: in Markdown it would be code."""
    told = list(lines)
    starts = [at for at, line in enumerate(lines) if HEADING.match(line)]
    for first, last in zip([-1, *starts], [*starts, len(lines)], strict=True):
        rows = range(first + 1, last)
        columns = [len(lines[at]) - len(lines[at].lstrip()) for at in rows if lines[at].strip()]
        for at in rows:
            told[at] = lines[at][min(columns) :] if lines[at].strip() else ""
    return told


def _written(lines: list[str], deeper: int) -> Iterator[str]:
    """Yields the lines as Markdown.

    Arguments:
        deeper: how far below the title of the file its headings stand.
    """
    in_code = False
    for line in lines:
        if in_code:
            in_code = not END.match(line)
            yield line if in_code else "```"
        elif begin := BEGIN.match(line):
            in_code = True
            yield f"{begin['indent']}```{begin['language'] if begin['kind'].lower() == 'src' else ''}"
        elif heading := HEADING.match(line):
            level = min(6, len(heading["stars"]) + deeper)
            yield f"{'#' * level} {_inline(TAGS.sub('', heading['text']))}"
        elif title := TITLE.match(line):
            yield f"# {_inline(title['text'])}"
        else:
            yield "" if KEYWORD.match(line) or COMMENT.match(line) else _inline(line)


def _inline(text: str) -> str:
    text = LINK.sub(r"[\g<text>](\g<address>)", text)
    text = BARE_LINK.sub(r"<\g<address>>", text)
    for sign in CODE:
        text = sign.sub(r"`\g<text>`", text)
    return BOLD.sub(r"**\g<text>**", text)
