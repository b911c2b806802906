"""Cards with two sides in a text: what stands between the sides tells, whatever the front says.

`front :: back` on a line, a line `?` between the sides, `: back` below the front, rules between fronts and
backs, and options with their key below what nobody marked as a question.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator

from knowledge.importing.dialects.details import folds
from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between
from knowledge.importing.drafts.options import LETTERED
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text.answers import answer_label
from knowledge.importing.text.labels import ANSWER, CORRECT, is_label, label_words, role_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import QUESTION_END, SENTENCE_END, read_title

FEWEST, FEWEST_SECTIONS = 3, 4
MOSTLY, ASKING = 0.5, 0.4  # of the rows are cards; of the fronts ask
CARDS = re.compile(r"\b(?:flash-?)?cards?\b", re.IGNORECASE)  # a tag of notes that hold them
MAX_FRONT, MAX_ROWS = 300, 3
RULE = re.compile(r"^\s{0,3}(?:#{1,6}\s|(?:[-*_]\s?){3,}$)")
TURNS = {"?", "??", "？"}
INLINE = re.compile(
    r"^\s{0,12}(?:[-*+]\s+)?(?P<front>\S.{0,300}?\S)(?P<sign>\s*:{2,3}\s*)(?P<back>[^\s:].*)$"
)
ONE_WORD = re.compile(r"^[\w.<>-]+$")
DEFINED = re.compile(r"^ {0,3}:\s+(?P<back>\S.*)$")
NEARLY_ALL = 0.9
DIVIDERS = (" - ", " – ", " — ", ";", " | ", "|", " = ", " => ", " -> ", " → ")
ASKED_AND_TOLD = re.compile(
    r"^(?P<front>[^?？]{8,250}[?？])(?:\s*[-–—=:>→]{1,3}\s*|\s+)(?P<back>[^\s?？].*)$"
)


class Sides:
    """Evidence: the same sign between the sides of most of what a text holds, three times at least."""

    name = "two-sided"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        least = 1 if CARDS.search(str(source.meta.get("tags", ""))) else FEWEST
        for notation in (_shown, _turned, _inline, _defined, _offered, _told_behind, _between_rules):
            marks = list(notation(source, span))
            told = {(mark.title.text, mark.values.get("shown")) for mark in marks}
            if len(marks) >= least and len(told) >= NEARLY_ALL * len(marks):
                reading.marks = marks
                break
        reading.stops = part_stops(source, reading.marks, span)
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
        reading.score = float(len(reading.marks))
        reading.confidence = 0.8 if reading.marks else 0.0
        return reading


def _rows(source: Source, span: Span) -> list[int]:
    """Returns the lines of a span that say something and are neither headings nor code."""
    heads = {line for block in source.headings for line in range(block.line, block.end)}
    return [
        line
        for line in range(*span)
        if source.lines[line].strip() and line not in heads and line not in source.verbatim
    ]


def _mark(front: str, line: int, end: int, rest: str = "") -> Mark | None:
    title = read_title(front)
    if not title.text or is_label(title.text) or title.linked or len(front) > MAX_FRONT:
        return None
    return Mark(line, end, title, rest=rest)


def _shown(source: Source, span: Span) -> Iterator[Mark]:
    """Yields code without words of its own, right above a folded answer: it is what is asked about."""
    answers = {
        fold.line: fold for fold in folds(source, span)
        if not fold.depth and role_of(label_words(fold.summary)) == ANSWER
    }  # fmt: skip
    code = {block.line: block for block in source.tree.children if block.kind == "fence"}
    ends = {block.end: block for block in code.values()}
    closed = {fold.end for fold in answers.values()}
    for line in sorted(answers):
        above = _line_above(source, line)
        block = ends.get(above + 1)
        if block is None:
            continue
        first, lead = block.line, _line_above(source, block.line)
        counter = source.lines[lead].strip("#* \t.:)") if lead >= 0 else ""
        if counter.isdecimal():
            first, lead = lead, _line_above(source, lead)
        if (
            lead >= 0
            and lead + 1 not in closed
            and not RULE.match(source.lines[lead])
            and not _asked_above(source, lead + 1)
        ):
            continue
        asked = _asked_above(source, first) or block.text.strip().split("\n")[0]
        title = read_title(f"Q{counter}: {asked}") if counter.isdecimal() else read_title(asked)
        if title.text:
            yield Mark(first, block.line, title, until=answers[line].end, values={"shown": block.text})


def _line_above(source: Source, line: int) -> int:
    return next((at for at in range(line - 1, -1, -1) if source.lines[at].strip()), -1)


def _asked_above(source: Source, line: int) -> str:
    """Returns what the nearest heading above a line, or the paragraph right below that, asks of all below it."""
    at = bisect_left(source.headings, line, key=lambda one: one.line) - 1
    while at >= 0 and read_title(source.headings[at].text).text.strip(".: ").isdecimal():
        at -= 1
    heading = source.headings[at] if at >= 0 else None
    behind = heading.following if heading is not None else None
    texts = [
        one.text for one in (behind, heading) if one is not None and one.kind in {"paragraph", "heading"}
    ]
    return next((text for text in texts if "\n" not in text and read_title(text).asks), "")


def _inline(source: Source, span: Span) -> Iterator[Mark]:
    """Yields lines with two or three colons between their sides: not names in code, nor properties of a note."""
    rows = _rows(source, span)
    found = [(line, match) for line in rows if (match := INLINE.match(source.lines[line][:2000]))]
    told = [
        (line, match) for line, match in found
        if not ONE_WORD.match(match["front"]) or match["sign"][0] == " " or match["sign"][-1] != " "
    ]  # fmt: skip
    if len(told) < MOSTLY * len(rows) or any("`" in match["front"][-3:] for _, match in told):
        return
    spaced = sum(" " in match["front"] + match["back"] for _, match in told)
    if spaced < MOSTLY * len(told):
        return
    for line, match in told:
        if (mark := _mark(match["front"], line, line + 1, match["back"])) is not None:
            yield mark


def _turned(source: Source, span: Span) -> Iterator[Mark]:
    """Yields what stands right above lines with nothing but a question mark."""
    for line in range(span[0] + 1, span[1]):
        if source.lines[line].strip() not in TURNS or line in source.verbatim:
            continue
        first = line
        while first > span[0] and source.lines[first - 1].strip() and line - first < MAX_ROWS:
            first -= 1
        rows = [row.strip() for row in source.lines[first:line]]
        if rows and (mark := _mark(" ".join(rows), first, line + 1)) is not None:
            yield mark


def _defined(source: Source, span: Span) -> Iterator[Mark]:
    """Yields terms with `: definition` on the line below."""
    rows = _rows(source, span)
    told = [(before, line) for before, line in itertools.pairwise(rows)
            if DEFINED.match(source.lines[line]) and not DEFINED.match(source.lines[before])]  # fmt: skip
    if 2 * len(told) < MOSTLY * len(rows):
        return
    for before, line in told:
        match = DEFINED.match(source.lines[line])
        if (
            match
            and (mark := _mark(source.lines[before].strip(), before, line + 1, match["back"])) is not None
        ):
            yield mark


def _offered(source: Source, span: Span) -> Iterator[Mark]:
    """Yields what stands above lettered options and the key below them, all of it one paragraph."""
    told = [
        block for block in source.tree.children
        if block.kind == "paragraph" and span[0] <= block.line < span[1]
    ]  # fmt: skip
    marks = [mark for block in told if (mark := _with_options(block)) is not None]
    if len(marks) >= MOSTLY * len(told):
        yield from marks


def _with_options(block: Block) -> Mark | None:
    rows = block.text.split("\n")
    options = [at for at, row in enumerate(rows) if LETTERED.match(row)]
    if len(options) < 2 or not 0 < options[0] <= MAX_ROWS:
        return None
    key = rows[-1].partition(":")
    if options[-1] == len(rows) - 1 or not key[1] or not (
        answer_label(rows[-1]) or role_of(label_words(key[0])) == CORRECT
    ):  # fmt: skip
        return None
    front = " ".join(row.strip() for row in rows[: options[0]])
    return _mark(front, block.line, block.line + options[0])


def _told_behind(source: Source, span: Span) -> Iterator[Mark]:
    """Yields lines that ask and answer: behind the same sign each, or behind the question mark."""
    plain = {
        line for block in source.tree.children if block.kind == "paragraph"
        for line in range(block.line, block.end)
    }  # fmt: skip
    rows = _rows(source, span)
    texts = {
        line: source.lines[line].strip()[:2000]
        for line in rows
        if line in plain and not read_title(source.lines[line]).linked
    }
    told = {
        line: (match["front"], match["back"])
        for line, text in texts.items()
        # A text that goes on behind a question within it tells something itself.
        if (match := ASKED_AND_TOLD.match(text)) and not SENTENCE_END.search(match["front"])
    }
    for sign in DIVIDERS:
        cut = {line: text.partition(sign) for line, text in texts.items()}
        divided = {
            line: (front, back) for line, (front, _, back) in cut.items() if front.strip() and back.strip()
        }
        asking = sum(read_title(front).asks for front, _ in divided.values())
        if len(divided) >= NEARLY_ALL * len(rows) and asking >= ASKING * len(divided):
            told = divided
            break
    if len(told) < MOSTLY * len(rows):
        return
    for line, (front, back) in told.items():
        if (mark := _mark(front, line, line + 1, back)) is not None:
            yield mark


def _between_rules(source: Source, span: Span) -> Iterator[Mark]:
    """Yields what cards between rules begin with: each holds both sides, or fronts and backs take turns."""
    sections: list[list[Block]] = [[]]
    for block in source.tree.children:
        if not span[0] <= block.line < span[1]:
            continue
        if block.kind == "hr":
            sections.append([])
        else:
            sections[-1].append(block)
    sections = [one for one in sections if one]
    if sections and sections[0][0].kind == "heading":
        sections[0] = sections[0][1:]
    if not sections or any(block.kind == "heading" for one in sections for block in one):
        return
    sections = sections if sections[0] else sections[1:]
    alone = [one for one in sections[0::2] if len(one) == 1]
    if (
        len(sections) >= 2 * FEWEST
        and len(alone) == len(sections[0::2])
        and _ask(alone) > 2 * _ask(sections[1::2])
    ):
        sections = sections[0::2]
    elif sum(len(one) > 1 or "\n" in one[0].text for one in sections) < 0.8 * len(sections):
        return
    if len(sections) < (FEWEST if alone == sections else FEWEST_SECTIONS) or _ask(sections) < ASKING:
        return
    for first in (one[0] for one in sections):
        rows = first.text.split("\n")
        used = next((at + 1 for at, row in enumerate(rows) if QUESTION_END.search(row[-30:])), 1)
        if first.kind == "paragraph":
            mark = _mark(" ".join(row.strip() for row in rows[:used]), first.line, first.line + used)
            if mark is not None:
                yield mark


def _ask(sections: list[list[Block]]) -> float:
    """Returns how many of some parts begin with a paragraph whose first line asks."""
    asking = sum(
        one[0].kind == "paragraph" and read_title(one[0].text.split("\n")[0]).asks for one in sections
    )
    return asking / max(1, len(sections))
