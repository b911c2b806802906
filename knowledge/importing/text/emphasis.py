"""Emphasis: whether all of a line is bold, and what it says."""

from __future__ import annotations

import re

from knowledge.importing.text.titles import is_decoration, plain

MAX_LINE = 600
# Around what is bold: anchors, underlining and the like, or slanting.
WRAPPING = re.compile(
    r"(?:\s{0,9}(?:<(?:a|u|p|i|em|span|font|center)(?:\s[^<>]{0,300})?>|</a>|<br\s?/?>|_(?=\*\*)|\*(?=__)))+\s{0,9}",
    re.IGNORECASE,
)
LEAD = re.compile(r"(?:#?\d{1,4}(?:\.\d{1,3}){0,3}(?:\s?\\?[.):]|\s[-–—]|\s?-)\s?|[Qq]\d{0,4}\s?[.:)-]\s?)?")
OPENING = re.compile(r"^(\*\*|__|<b>|<strong>)\s?", re.IGNORECASE)
CLOSING = {"**": "**", "__": "__", "<b>": "</b>", "<strong>": "</strong>"}
REMARK = re.compile(
    r"^\s{0,3}(?:\([^()\[\]]{1,30}\)|\[[^()\[\]]{1,30}\])$"
)  # how hard it is, what it is worth


def bold_line(line: str) -> str | None:
    """Returns what a line says where all of it is bold but for a number before, signs around it and a remark behind."""
    found = _parts(line)
    return f"{found[0]}{found[2]}{found[3]}" if found else None


def form_of(line: str) -> str:
    """Returns the marks that make a line bold, and underlined, slanted or a link too; empty where it is not bold."""
    found = _parts(line)
    if found is None:
        return ""
    before = re.search(r"<[upi]>|_(?=\*\*)", line[: line.find(found[1])], re.IGNORECASE)
    within = re.match(r"[*_[]|<[ui]>", found[2], re.IGNORECASE)
    return f"{before[0] if before else ''}{found[1]}{within[0] if within else ''}"


def _parts(line: str) -> tuple[str, str, str, str] | None:
    """Returns the number before what is bold, the marks that make it so, the words, and what stands behind."""
    if len(line) > MAX_LINE:
        return None
    start = 0
    while start < len(line) and (line[start].isspace() or is_decoration(line[start])):
        start += 1
    if wrapping := WRAPPING.match(line, start):
        start = wrapping.end()
    lead = LEAD.match(line, start)
    number = lead[0] if lead else ""
    opening = OPENING.match(line[start + len(number) :])
    if not opening:
        return None
    mark = opening[1].casefold()
    rest = line[start + len(number) + opening.end() :]
    at = (rest.casefold() if mark[0] == "<" else rest).rfind(CLOSING[mark])
    if at <= 0:
        return None
    inner, after = rest[:at], plain(rest[at + len(CLOSING[mark]) :]).strip("*_\\ ")
    if any(sign.isalnum() for sign in after):
        if not REMARK.match(after):
            return None
        after = f" {after}"
    if "**" in inner and mark == "**" and not _all_bold(inner):
        return None
    return number.replace("\\", ""), mark, inner, after


def _all_bold(inner: str) -> bool:
    """Says whether what stands between two bold pieces is only code or signs."""
    pieces = inner.split("**")[1::2]
    return all(not any(sign.isalnum() for sign in re.sub(r"`[^`]*`", "", piece)) for piece in pieces)
