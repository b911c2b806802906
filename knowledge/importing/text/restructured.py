"""reStructuredText as Markdown: underlined titles, blocks of code, directives, links."""

from __future__ import annotations

import re
from collections.abc import Callable

RULE = re.compile(r"^(?P<sign>[=\-~^\"'`*+#.:_<>])(?P=sign){2,}\s*$")
DIRECTIVE = re.compile(r"^(?P<indent>\s*)\.\.\s+(?P<name>[\w-]{1,40})::\s*(?P<rest>.*)$")
COMMENT = re.compile(r"^\s*\.\.(?:\s+(?P<text>\S.*))?$")
OPTION = re.compile(r"^\s+:[\w-]{1,40}:")
OF_CODE = {"code-block", "code", "sourcecode", "parsed-literal", "highlight", "doctest"}
SILENT = {"contents", "toctree", "index", "meta", "highlight", "sectnum", "include", "tags"}
AS_CODE = re.compile(r"(?P<before>^|.*\S)?(?P<space>\s*)::\s*$")
COUNTED = re.compile(r"^(\s*)#\.(?=\s)")
LINK = re.compile(r"`(?P<text>[^`<>]{1,300}?)\s*<(?P<address>[^`<>\s]{1,600})>`__?")
ROLE = re.compile(r":[a-z][\w:+.-]{0,30}:`(?P<text>[^`]{1,300})`")
CODE = re.compile(r"``(?P<text>[^`\n](?:[^\n]{0,300}?[^`\n])?)``")
REFERENCE = re.compile(r"`(?P<text>[^`<>]{1,200})`__?(?!\w)")


def to_markdown(lines: list[str]) -> tuple[list[str], list[int]]:
    """Returns the lines of a document as Markdown, and the line, from 1, each comes from."""
    rows = [line.rstrip("\r").expandtabs(4) for line in lines]
    titles = _titles(rows)
    told: list[str] = []
    origin: list[int] = []

    def add(at: int, *written: str) -> None:
        told.extend(written)
        origin.extend([at + 1] * len(written))

    at = 0
    while at < len(rows):
        line = rows[at]
        if at in titles:
            used, heading = titles[at]
            add(at, heading, *[""] * (used - 1))
            at += used
            continue
        end = at + 1
        if directive := DIRECTIVE.match(line):
            end = _directive(rows, at, directive, add)
        elif COMMENT.match(line):
            end = _end_of_block(rows, at)
            for row in range(at, end):
                add(row, "")
        elif (found := AS_CODE.match(line)) and _is_set_in(rows, at):
            add(
                at, _inline(f"{found['before'] or ''}{':' if found['before'] and not found['space'] else ''}")
            )
            end = _end_of_block(rows, at)
            _fence(rows, at + 1, end, "", add)
        else:
            add(at, _inline(COUNTED.sub(r"\g<1>1.", line)))
        at = end
    return told, origin


def _titles(rows: list[str]) -> dict[int, tuple[int, str]]:
    """Returns, by the first line of each title, how many lines it takes and what it is in Markdown.

    Titles are underlined, or stand between two rows of a sign; what is met first is the greatest.
    """
    found: list[tuple[int, int, str, str]] = []
    for at, line in enumerate(rows[1:], start=1):
        rule = RULE.match(line)
        text, sign = rows[at - 1].strip(), line.strip()
        if not rule or not text or RULE.match(text) or 2 * len(sign) < len(text):
            continue
        over = at >= 2 and rows[at - 2].strip() == sign
        above = rows[at - 2].strip() if at >= 2 else ""
        if over or not above or RULE.match(above):
            found.append((at - 1 - over, 2 + over, rule["sign"] * (1 + over), text))
    styles = list(dict.fromkeys(style for *_, style, _ in found))
    return {
        first: (used, f"{'#' * min(6, 1 + styles.index(style))} {_inline(text)}")
        for first, used, style, text in found
    }


def _directive(rows: list[str], at: int, directive: re.Match, add: Callable[..., None]) -> int:
    """Writes a directive; returns the line behind it."""
    name, end = directive["name"].lower(), _end_of_block(rows, at)
    if name in OF_CODE and end > at + 1:
        add(at, "")
        _fence(rows, at + 1, end, directive["rest"].split(" ")[0], add)
    elif name in SILENT or name in OF_CODE:
        for row in range(at, end):
            add(row, "")
    elif name in {"image", "figure"}:
        add(at, f"![]({directive['rest'].strip()})")
        end = at + 1
        while end < len(rows) and OPTION.match(rows[end]):
            add(end, "")
            end += 1
    else:
        body = [row for row in range(at + 1, end) if rows[row].strip()]
        columns = min((len(rows[row]) - len(rows[row].lstrip()) for row in body), default=0)
        add(at, _inline(directive["rest"]))
        for row in range(at + 1, end):
            add(row, "" if OPTION.match(rows[row]) else _inline(rows[row][columns:]))
    return end


def _fence(rows: list[str], first: int, end: int, language: str, add: Callable[..., None]) -> None:
    """Writes a block that is set in as a fence, without its options and the empty lines around it."""
    while first < end and (not rows[first].strip() or OPTION.match(rows[first])):
        add(first, "")
        first += 1
    last = end
    while last > first and not rows[last - 1].strip():
        last -= 1
    columns = min((len(row) - len(row.lstrip()) for row in rows[first:last] if row.strip()), default=0)
    if last > first:
        add(first, f"```{language}")
        for at in range(first, last):
            add(at, rows[at][columns:])
        add(last - 1, "```")
    for at in range(last, end):
        add(at, "")


def _is_set_in(rows: list[str], at: int) -> bool:
    """Says whether what follows a line is set in further than it."""
    behind = next((row for row in rows[at + 1 : at + 4] if row.strip()), "")
    return _columns(behind) > _columns(rows[at])


def _end_of_block(rows: list[str], at: int) -> int:
    """Returns the line behind what is set in below a line, empty lines at its end not included."""
    end = last = at + 1
    while end < len(rows) and (not rows[end].strip() or _columns(rows[end]) > _columns(rows[at])):
        end += 1
        last = end if rows[end - 1].strip() else last
    return last


def _columns(row: str) -> int:
    return len(row) - len(row.lstrip())


def _inline(text: str) -> str:
    text = LINK.sub(r"[\g<text>](\g<address>)", text)
    text = CODE.sub(r"`\g<text>`", text)
    text = ROLE.sub(r"`\g<text>`", text)
    return REFERENCE.sub(r"\g<text>", text)
