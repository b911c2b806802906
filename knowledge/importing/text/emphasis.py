"""Emphasis: whether all of a line is bold, and what it says."""

from __future__ import annotations

import re

from knowledge.importing.text.titles import is_decoration, plain

MAX_LINE = 600
OPENING = re.compile(r"^(\*\*|__|<b>|<strong>)\s?", re.IGNORECASE)
CLOSING = {"**": "**", "__": "__", "<b>": "</b>", "<strong>": "</strong>"}


def bold_line(line: str) -> str | None:
    """Returns what a line says where all of it is bold but for a number before and signs around it."""
    if len(line) > MAX_LINE:
        return None
    start = 0
    while start < len(line) and (line[start].isspace() or is_decoration(line[start])):
        start += 1
    lead = re.match(r"(?:\d{1,4}\s?[.)]\s?|[Qq]\d{0,4}[.:)]\s?)?", line[start:])
    number = lead[0] if lead else ""
    opening = OPENING.match(line[start + len(number) :])
    if not opening:
        return None
    mark = opening[1]
    rest = line[start + len(number) + opening.end() :]
    at = rest.casefold().rfind(CLOSING[mark.casefold()] if mark[0] == "<" else mark)
    if at <= 0:
        return None
    inner, after = rest[:at], rest[at + len(CLOSING[mark.casefold()] if mark[0] == "<" else mark) :]
    after = plain(after)
    if any(sign.isalnum() for sign in after) or ("**" in inner and mark == "**" and not _all_bold(inner)):
        return None
    return f"{number}{inner}{after}"


def _all_bold(inner: str) -> bool:
    """Says whether what stands between two bold pieces is only code or signs."""
    pieces = inner.split("**")[1::2]
    return all(not any(sign.isalnum() for sign in re.sub(r"`[^`]*`", "", piece)) for piece in pieces)
