"""Headings that Markdown does not see: those of HTML, numbered ones that are underlined, and what plain text sets off."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import plain, read_title

OPENED = re.compile(
    r"^(?:[\s\u200b]|<!--[^<>]{0,200}-->){0,9}<h(?P<level>[1-6])\b[^<>]{0,300}>(?P<text>.*)$", re.IGNORECASE
)
CLOSED = re.compile(r"</h[1-6]>\s*(?:<br\s*/?>\s*)?$", re.IGNORECASE)
FIRST_CLOSED = re.compile(r"^(?P<text>[^\n]{1,600}?)</h[1-6]>\s*(?=<)(?P<rest>.*)$", re.IGNORECASE)
TOUCHING = re.compile(r"^(?P<signs>#{1,6})(?=\d{1,3}[.)]\s)|^(?P<more>#{2,6})(?=[A-Z*`])")
BADGE = re.compile(r"<img\b[^<>]{0,400}>", re.IGNORECASE)
MAX_ROWS = 6  # of a heading of HTML
UNDERLINE = re.compile(r"^\s{0,3}(?P<sign>[=\-~^\"'`*+#.:_])(?P=sign){2,}\s*$")
OF_MARKDOWN, OF_CODE = "=-", "~"
NUMBERED = re.compile(r"^ {0,3}\d{1,4}[.)]\s{1,4}\S")
RULED = re.compile(r"^ {0,3}(?P<sign>[=-])(?P=sign){2,}\s*$")
BETWEEN_SIGNS = re.compile(r"^(?P<signs>={2,6})\s+(?P<text>\S.{0,300}?)(?:\s+(?P=signs))?\s*$")
FEWEST, MANY = 2, 5  # titles of one notation
MOSTLY = 0.6  # of the titles with a row of dashes below
ENDS = (".", "!", ";", ",", "。")  # of texts


def write_headings(source: Source) -> None:
    """Writes such headings as Markdown has them; the lines stay where they are, or get a blank one beside them."""
    found = dict(_of_html(source)) if "<h" in "\n".join(source.lines).casefold() else {}
    found |= dict(_without_space(source)) | dict(_numbered(source)) | dict(_rules(source))
    if source.suffix == ".txt":
        found |= dict(_underlined(source)) | dict(_between_signs(source))
    if not found:
        return
    lines: list[str] = []
    origin: list[int] = []
    at = 0
    while at < len(source.lines):
        rows, heading = found.get(at, (1, source.lines[at]))
        told = ["", *heading.split("\n"), ""] if at in found else [heading]
        lines += told
        origin += [source.origin[at]] * len(told)
        at += rows
    source.lines, source.origin = lines, origin
    source.forget_tree()


def _without_space(source: Source) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yields headings whose signs touch the number or word behind them, in texts that have others or many such."""
    found = [
        (at, (1, f"{touching['signs'] or touching['more']} {line[touching.end() :]}"))
        for at, line in enumerate(source.lines)
        if at not in source.verbatim and (touching := TOUCHING.match(line))
    ]
    if len(found) >= MANY or any(block.kind == "heading" for block in source.blocks):
        yield from found


def _of_html(source: Source) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yields the line of each heading of HTML, how many rows it takes, and what it is in Markdown.

    What goes on in the same line goes on below it.
    """
    for at, line in enumerate(source.lines):
        opened = OPENED.match(line[:2000]) if "<" in line and at not in source.verbatim else None
        if opened is None:
            continue
        if (touched := FIRST_CLOSED.match(line[opened.start("text") :])) and plain(touched["text"]):
            title = BADGE.sub("", touched["text"]).strip()
            yield at, (1, f"{'#' * int(opened['level'])} {title}\n\n{touched['rest']}")
            continue
        rows = source.lines[at : at + MAX_ROWS]
        end = next((used for used, row in enumerate(rows, start=1) if CLOSED.search(row[-40:])), 0)
        words = " ".join(row.strip() for row in [opened["text"], *rows[1:end]])
        text = CLOSED.sub("", words)
        if end and plain(BADGE.sub("", text)) and "<h" not in text.casefold():
            yield at, (end, f"{'#' * int(opened['level'])} {text.strip()}")


def _numbered(source: Source) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yields numbered titles with a row of signs right below, which Markdown reads as an item above a rule."""
    found = [
        (at, rule["sign"])
        for at, (line, below) in enumerate(itertools.pairwise(source.lines))
        if at not in source.verbatim
        and (rule := RULED.match(below))
        and NUMBERED.match(line)
        and not (at and source.lines[at - 1].strip())
    ]
    if len(found) >= FEWEST:
        for at, sign in found:
            yield at, (2, f"{'#' if sign == '=' else '##'} {source.lines[at].strip()}")


def _rules(source: Source) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yields rules right below a text, which Markdown takes for the underline of a title.

    Most texts there end like sentences or are more than a line; or rules stand on both sides, and most of them ask.
    """
    ruled = [one for one in source.tree.children if one.kind == "heading" and one.setext and one.level == 2]
    sentences = [one for one in ruled if _is_a_text(one.text)]
    between = [one for one in ruled if one.line and RULED.match(source.lines[one.line - 1])]
    asked = [one for one in between if read_title(one.text).asks]
    if len(sentences) >= max(FEWEST, MOSTLY * len(ruled)) or (
        len(asked) >= max(FEWEST, MOSTLY * len(between)) and len(between) >= MOSTLY * len(ruled)
    ):
        yield from ((one.end - 1, (1, source.lines[one.end - 1])) for one in ruled)


def _is_a_text(text: str) -> bool:
    """Says whether what stands above a row of dashes is more than a line, or ends like a sentence, and asks nothing."""
    rows = [row for row in text.split("\n") if plain(row)]
    last = read_title(rows[-1] if rows else "")
    return not (last.asks or last.numbered) and (len(rows) > 1 or text.rstrip().endswith(ENDS))


def _underlined(source: Source) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yields lines with a row of one sign below that is about as long; the first sign met is the greatest."""
    found: list[tuple[int, str]] = []
    for at, line in enumerate(source.lines[1:], start=1):
        sign = UNDERLINE.match(line)
        title = source.lines[at - 1].strip()
        above = at < 2 or not source.lines[at - 2].strip() or UNDERLINE.match(source.lines[at - 2])
        as_long = abs(len(line.strip()) - len(title)) <= max(2, len(title) // 5)
        is_code = at in source.verbatim and (sign is None or sign["sign"] != OF_CODE)
        if sign and title and above and as_long and not is_code and not UNDERLINE.match(title):
            found.append((at - 1, sign["sign"]))
    signs = list(dict.fromkeys(used for _, used in found))
    if len(found) < FEWEST:
        return
    for at, used in found:
        if used not in OF_MARKDOWN or len(signs) > 2:
            yield at, (2, f"{'#' * min(6, 1 + signs.index(used))} {source.lines[at].strip()}")


def _between_signs(source: Source) -> Iterator[tuple[int, tuple[int, str]]]:
    """Yields titles behind, or between, signs of equality, as wikis have them."""
    found = [
        (at, match)
        for at, line in enumerate(source.lines)
        if at not in source.verbatim and (match := BETWEEN_SIGNS.match(line)) and not (at and source.lines[at - 1].strip())
    ]  # fmt: skip
    if len(found) >= FEWEST:
        for at, match in found:
            yield at, (1, f"{'#' * len(match['signs'])} {match['text']}")
