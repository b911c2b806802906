"""Lines behind the same lead: a sign, a number in whatever notation, or emphasis, before every title of a text.

What leads is not known beforehand: it is whatever stands before enough lines that ask, or counts them.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between
from knowledge.importing.structure.banks import is_bank, is_of_questions
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import Title, is_decoration, read_title

NUMBER = re.compile(
    r"(?P<open>[#(\[]|№\s?|N[°º]\s?)?(?P<number>\d{1,4})(?P<close>\s?[-–—:.·/)\]]{1,2}|(?<=#\d)|(?<=#\d\d))(?=\s|[A-Z`\"“¿])\s*",
    re.IGNORECASE,
)
WRAPPED = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<text>[^*_\s].{0,300}?)(?P=mark)\s{0,3}$")
TO_A_PLACE = re.compile(r"\W{0,9}\[[^\[\]]{1,300}\]\(#[^()\s]{0,300}\)\s*$")  # a line of contents
FEWEST, FEWEST_OF_A_BANK = 3, 5
ASKING, ASKING_IF_COUNTED = 0.5, 0.3  # of a class of lines
COUNTS_ON, TOLD, DISTINCT = 0.8, 0.7, 0.9
MAX_TITLE, MAX_ROWS = 250, 3
ENDS = (".", "?", "!", ":", "？", "。", "：", ";")


@dataclass(frozen=True)
class Lead:
    """What stands before a title: the class of lines it makes.

    Arguments:
        quoted: whether the line is a quote of its own.
        sign: what adorns it.
        number: the notation of its number, without the digits; empty for none.
        wrapped: the emphasis around all of it.
    """

    quoted: bool
    sign: str
    number: str
    wrapped: str


@dataclass(frozen=True)
class Line:
    """A line that a lead begins.

    Arguments:
        at, end: the rows of its title, the end not included.
        number: of the title, 0 for none.
        told: whether something stands between it and the next line of any class.
    """

    at: int
    end: int
    title: Title
    number: int
    block: Block
    told: bool = False


class Leads:
    """Evidence: lines with one lead of which many ask, or which are counted through."""

    name = "led-lines"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        classes: dict[Lead, list[Line]] = defaultdict(list)
        for lead, line in _led(source, span):
            classes[lead].append(line)
        bank = is_bank(source)
        found = [_titles(lead, lines, source, bank) for lead, lines in classes.items()]
        chosen = _one_after_another(found, [block.line for block in source.headings])
        reading.marks = [
            Mark(one.at, one.end, one.title, one.block, weight=1.0 if _is_put(one) else 0.6) for one in chosen
        ]
        reading.stops = part_stops(source, reading.marks, span)
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
        put = sum(map(_is_put, chosen))
        reading.score = 0.7 * put + 0.4 * (len(chosen) - put)
        reading.confidence = round(0.5 + 0.4 * put / len(chosen), 2) if chosen else 0.0
        return reading


def _led(source: Source, span: Span) -> Iterator[tuple[Lead, Line]]:
    """Yields the lines of paragraphs and quotes that a lead begins."""
    for block in source.tree.children:
        quoted = block.kind == "quote"
        inner = block.children[0] if quoted and len(block.children) == 1 else block
        if inner.kind != "paragraph" or not (span[0] <= block.line and block.end <= span[1]):
            continue
        rows = inner.text.split("\n")
        if quoted and len(rows) > MAX_ROWS:
            continue
        for place, row in enumerate(rows):
            found = _lead(row.strip(), quoted=quoted)
            if found is None:
                continue
            lead, number, text = found
            used = _rows_of(rows[place : place + MAX_ROWS], text) if not lead.wrapped else 1
            words = " ".join([text, *(row.strip() for row in rows[place + 1 : place + used])])
            title = read_title(words)
            if number:
                title = replace(title, number=str(number))
            if 0 < len(title.text) <= MAX_TITLE and not title.linked and not is_label(title.text):
                at = inner.line + place
                yield lead, Line(at, at + used, title, number, block)


def _lead(row: str, *, quoted: bool) -> tuple[Lead, int, str] | None:
    """Reads what leads a line; returns it, its number, and the text behind; None for a line without a lead."""
    wrapped = WRAPPED.match(row)
    text = wrapped["text"] if wrapped else row
    at = 0
    while at < len(text) and (is_decoration(text[at]) or (at and text[at].isspace())):
        at += 1
    sign, text = text[:at].strip(), text[at:].lstrip()
    if sign and not wrapped and (inner := WRAPPED.match(text)):
        wrapped, text = inner, inner["text"]
    counted = NUMBER.match(text)
    number = int(counted["number"]) if counted else 0
    notation = f"{counted['open'] or ''}0{counted['close'].strip()}" if counted else ""
    rest = text[counted.end() :] if counted else text
    slanted = wrapped is not None and len(wrapped["mark"]) == 1  # bold paragraphs are read as such
    if not (sign or notation or slanted or quoted) or not rest or TO_A_PLACE.match(row) or _names(rest):
        return None
    return Lead(quoted, sign, notation, wrapped["mark"] if wrapped else ""), number, rest


def _names(text: str) -> bool:
    """Says whether a line is a name in bold with what is told of it behind a colon: “**Be brief**: say it once”."""
    found = run_in(text)
    return found is not None and found[2] and bool(found[1]) and not read_title(found[0]).asks


def _rows_of(rows: list[str], text: str) -> int:
    """Returns how many rows a title takes: it goes on where the next row goes on in the middle of a sentence."""
    used = 1
    while used < len(rows) and not (text if used == 1 else rows[used - 1]).rstrip().endswith(ENDS):
        if not rows[used].lstrip()[:1].islower() or rows[used - 1].endswith("  "):
            break
        used += 1
    return used


def _titles(lead: Lead, lines: list[Line], source: Source, bank: bool) -> list[Line]:
    """Returns the lines of a class that are titles: all of them but the names of parts, or none."""
    if len(lines) < FEWEST or len({one.title.text for one in lines}) < DISTINCT * len(lines):
        return []
    lines = [
        replace(one, told=_tells(one, after, source)) for one, after in _beside(lines, len(source.lines))
    ]
    told = sum(one.told for one in lines)
    put = sum(_is_put(one) if bank else one.title.asks for one in lines)
    if lead.number:
        if not _count_on(lines) or (put < ASKING_IF_COUNTED * len(lines) and not bank):
            return []
    elif put < ASKING * len(lines) and not (
        is_of_questions(source) and len(lines) >= FEWEST_OF_A_BANK and told >= TOLD * len(lines)
    ):
        return []
    return [one for one in lines if one.told or _is_put(one)] if told >= TOLD * len(lines) else lines


def _one_after_another(classes: list[list[Line]], parts: list[int]) -> list[Line]:
    """Returns the lines of the greatest class, and of others that ask in parts of the file where none chosen stands."""
    chosen: list[Line] = []
    taken: set[int] = set()
    for lines in sorted(classes, key=len, reverse=True):
        mine = {bisect_left(parts, one.at) for one in lines}
        if not chosen or (not mine & taken and sum(map(_is_put, lines)) >= ASKING_IF_COUNTED * len(lines)):
            chosen += lines
            taken |= mine
    return sorted(chosen, key=lambda one: one.at)


def _beside(lines: list[Line], end: int) -> Iterator[tuple[Line, int]]:
    """Yields each line with where the next one begins."""
    return zip(lines, [*(one.at for one in lines[1:]), end], strict=True)


def _tells(line: Line, end: int, source: Source) -> bool:
    """Says whether something other than a heading or a rule stands below a line, before the next."""
    below = line.block.following
    if line.end < line.block.end and line.block.kind == "paragraph":
        return line.end < end
    return below is not None and below.line < end and below.kind not in {"heading", "hr"}


def _is_put(line: Line) -> bool:
    return line.title.asks or line.title.commands


def _count_on(lines: list[Line]) -> bool:
    steps = sum(after.number in {before.number + 1, 1} for before, after in itertools.pairwise(lines))
    return steps >= COUNTS_ON * (len(lines) - 1)
