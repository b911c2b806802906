"""Answers that go on in the line of their question: written below it, where an author does so again and again."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.importing.text.labels import ANSWER, label_words, role_of
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import plain

FEWEST = 3  # such lines of a text
FEWEST_WORDS = 2  # of what is asked
MAX_LINE = 2000
ITEM = re.compile(r"^\s{0,12}(?:[-*+•]|\d{1,4}[.)])\s{1,4}(?=\S)")
HEADING = re.compile(r"^ {0,3}#{1,6}\s")
# A label in bold, wherever it stands in a line.
SET_OFF = re.compile(
    r"(?<=\s)(?P<mark>\*{1,2}|_{1,2})(?P<label>[^*_:：<>`\n]{1,40})(?:[:：](?P=mark)|(?P=mark)[:：])(?=\s|$)"
)
BREAK = re.compile(r"\s{0,3}<br\s{0,3}/?>\s{0,9}(?=[^\s<])", re.IGNORECASE)
ASKED = re.compile(r"[?？][*_]{0,3}(?:</(?:b|strong|em|i)>)?$|(?:\*\*|__|</b>|</strong>)$", re.IGNORECASE)
SET_IN = re.compile(r"^\s{0,3}<(?P<tag>p|dt|dd)>(?P<text>.{1,1900})</(?P=tag)>\s*$", re.IGNORECASE)
BOLD = re.compile(r"^<(b|strong)>.{2,400}</\1>$", re.IGNORECASE)


def write_apart(source: Source) -> None:
    """Writes what answers a question behind it in its line below that; the lines stay where they are, or get others beside them."""
    for parted in (_before_label, _before_break):
        _write(source, parted)
    set_in = [found for line in source.lines if line.lstrip()[:1] == "<" and (found := SET_IN.match(line))]
    if sum(found["tag"].casefold() == "dt" or bool(BOLD.match(found["text"])) for found in set_in) >= FEWEST:
        _write(source, _set_out)


def _write(source: Source, parted: Callable[[str], list[str]]) -> None:
    told = {
        at: rows
        for at, line in enumerate(source.lines)
        if line.strip() and len(line) <= MAX_LINE and at not in source.verbatim
        and line.lstrip()[:1] not in {"|", ">"} and (rows := parted(line))
    }  # fmt: skip
    if len(told) < FEWEST:
        return
    lines: list[str] = []
    origin: list[int] = []
    for at, line in enumerate(source.lines):
        rows = told.get(at, [line])
        lines += rows
        origin += [source.origin[at]] * len(rows)
    source.lines, source.origin = lines, origin
    source.forget_tree()


def _before_label(line: str) -> list[str]:
    """Returns a line in two where a label of an answer stands within it."""
    for found in SET_OFF.finditer(line):
        asked = line[: found.start()].rstrip()
        told = ITEM.sub("", asked)
        if role_of(label_words(found["label"])) == ANSWER and len(plain(told).split()) >= FEWEST_WORDS:
            return _below(line, asked, line[found.start() :])
    return []


def _before_break(line: str) -> list[str]:
    """Returns a line in two where a line break follows on what is asked, or is in bold from the beginning."""
    found = BREAK.search(line)
    if found is None:
        return []
    asked = line[: found.start()].rstrip()
    told = ITEM.sub("", asked)
    begins = ITEM.match(asked) is not None or told.startswith(("**", "__", "<b>", "<strong>"))
    if not begins or not ASKED.search(asked) or len(plain(told).split()) < FEWEST_WORDS:
        return []
    return _below(line, asked, line[found.end() :])


def _set_out(line: str) -> list[str]:
    """Returns what stands in a paragraph of HTML as one of Markdown; what a definition defines in bold."""
    found = SET_IN.match(line)
    if found is None:
        return []
    text = found["text"].strip()
    if found["tag"].casefold() == "dt" or BOLD.match(text):
        text = f"**{plain(text)}**"
    return ["", text, ""]


def _below(line: str, asked: str, rest: str) -> list[str]:
    item = ITEM.match(line)
    indent = " " * len(item[0]) if item is not None else ""
    apart = [] if item is not None else [""]
    return [asked, *apart, indent + rest.strip()]
