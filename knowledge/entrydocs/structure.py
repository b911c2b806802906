"""Where sections begin in Markdown: only the block structure is read, by the parser that renders it too."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

ATX_TWO = re.compile(r" {0,3}##(?:[ \t]+(.*))?$")
PROBE = "\n\n## .\n"
# Blocks nested deeper than this are text to the parser; a document that needs more is hostile.
MAX_NESTING = 40
VERBATIM = {"fence", "code_block", "html_block"}

REMEMBERED = 8000  # characters of a text whose answer is kept: one entry's sections are asked about often


class _Thread(threading.local):
    """A parser orders its rules when it is first used: a second thread would find only some of them."""

    def __init__(self) -> None:
        self.parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING})
        self.parser.core.ruler.enableOnly(["normalize", "block"])


_thread = _Thread()


@dataclass(frozen=True)
class Opening:
    """A section's heading: its first and last line, counted from 0, and its text."""

    line: int
    end_line: int
    heading: str


@dataclass(frozen=True)
class Fault:
    """What a section may not hold; `line` is counted from 0 within the text."""

    line: int
    message: str


def _top_level(text: str) -> list[tuple[Token, int, int]]:
    """Returns the outermost blocks, each with its first line and the line behind its last."""
    return [
        (token, token.map[0], token.map[1])
        for token in _thread.parser.parse(text)
        if token.level == 0 and token.map
    ]


def verbatim(text: str) -> dict[int, str]:
    """Returns the lines that are no prose, counted from 0: each with the block it stands in, such as `fence`."""
    return {
        line: token.type
        for token in _thread.parser.parse(text)
        if token.map and token.type in VERBATIM
        for line in range(*token.map)
    }


def heading_text(raw: str) -> str:
    """Returns what an ATX heading says: without closing hashes, which could never be written back."""
    raw = raw.strip()
    end = len(raw)
    while end:
        before = end
        while before and raw[before - 1] == "#":
            before -= 1
        if before == end or (before and raw[before - 1] not in " \t"):
            break
        end = before
        while end and raw[end - 1].isspace():
            end -= 1
    return raw[:end]


def openings(text: str) -> list[Opening]:
    """Returns the `## Heading` lines that open a section: top level only, no fence, list, quote or HTML."""
    source = text.split("\n")
    found = []
    for token, first, end in _top_level(text):
        if token.type == "heading_open" and token.tag == "h2" and token.markup == "##":
            match = ATX_TWO.match(source[first])
            found.append(Opening(first, end, heading_text((match[1] or "") if match else "")))
    return found


def fault_in(text: str) -> Fault | None:
    """Returns what keeps a text from being one section's text, or None.

    A heading of the first two levels would end the section, and a fence or HTML block left open would
    swallow the next one; whether it does is asked of the parser by putting a heading behind the text.
    """
    if not text:
        return None
    return _remembered_fault(text) if len(text) <= REMEMBERED else _fault_in(text)


def _fault_in(text: str) -> Fault | None:
    probe_line = text.count("\n") + 2
    blocks = _top_level(text + PROBE)
    for token, first, _ in blocks:
        if token.type == "heading_open" and token.tag in {"h1", "h2"} and first < probe_line:
            return Fault(first, f"holds a heading of level {token.tag[1]}; use ### inside a section")
    last, first, _ = blocks[-1]
    if last.type != "heading_open" or first != probe_line:
        what = "a code fence" if last.type == "fence" else "an HTML block"
        return Fault(first, f"{what} is opened and never closed")
    return None


_remembered_fault = lru_cache(maxsize=2000)(_fault_in)
