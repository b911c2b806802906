"""Paragraphs as titles, in texts without any marks: a line that only asks, and what stands before the next one."""

from __future__ import annotations

import re

from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between
from knowledge.importing.structure.alike import labels_among
from knowledge.importing.structure.banks import is_bank
from knowledge.importing.structure.habits import only_meant
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text.answers import answer_label, run_in
from knowledge.importing.text.labels import fold, is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import QUESTION_END, REQUESTS, WORDS, read_title

MAX_TITLE, MAX_ROWS = 250, 3
FEWEST = 3
SHARE, SHARE_OF_A_BANK = 0.3, 0.12  # of the paragraphs must ask
A_SENTENCE = 3  # words
A_LINE, MOSTLY = 80, 0.8  # signs of a request; of the lines that ask in a text, so many must begin a pair
BULLET = re.compile(r"^\s*(?:[-*+•▪‣>]|\d{1,4}[.)])\s")
SENTENCES = re.compile(r"[.!]\s+\w")
FOLDED = re.compile(r"<details\b|<summary\b", re.IGNORECASE)


class Paragraphs:
    """Evidence: many paragraphs are nothing but one question, or begin with a line that is."""

    name = "paragraphs"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        blocks = [
            block
            for block in source.tree.children
            if block.kind == "paragraph" and span[0] <= block.line < span[1]
        ]
        marks = [mark for block in blocks if (mark := _mark(block, source)) is not None]
        told = only_meant([mark.title for mark in marks])
        marks = [mark for mark, title in zip(marks, told, strict=True) if title.asks]
        if is_bank(source) and len(marks) >= FEWEST:
            known = {id(mark.block) for mark in marks}
            marks += [
                mark for block in blocks if id(block) not in known and (mark := _request(block)) is not None
            ]
        labels = labels_among([mark.title for mark in marks])
        marks = [mark for mark in marks if mark.title.numbered or fold(mark.title.text) not in labels]
        pairs = _pairs(source, span, {mark.line for mark in marks})
        if len(marks) + len(pairs) < FEWEST:
            return reading
        answered = sum(_is_answered(mark, source) for mark in marks)
        needed = SHARE_OF_A_BANK if is_bank(source) or answered >= 0.5 * len(marks) else SHARE
        if not pairs and len(marks) < needed * len(blocks):
            return reading
        marks = sorted([*marks, *pairs], key=lambda mark: mark.line)
        reading.marks = marks
        reading.stops = part_stops(source, marks, span)
        reading.drafts = drafts_between(source, marks, reading.stops, span, self.name)
        reading.score, reading.confidence = 0.7 * len(marks), 0.6
        return reading


def _mark(block: Block, source: Source) -> Mark | None:
    """Returns the title a paragraph is, or begins with: a line, or some, that ask and say nothing else."""
    rows = block.text.split("\n")
    if (named := run_in(rows[0])) and is_label(named[0]):
        return None  # a part of an answer, such as “When to use: …”
    for used in range(1, min(MAX_ROWS, len(rows)) + 1):
        text = " ".join(row.strip() for row in rows[:used])
        if len(text) > MAX_TITLE:
            return None
        if QUESTION_END.search(text[-30:]) or (used == len(rows) and used == 1):
            begin = _begins(rows[:used])
            title = read_title(" ".join(row.strip() for row in rows[begin:used]))
            if not title.asks or title.linked or is_label(title.text) or len(title.text.split()) < A_SENTENCE:
                return None
            if SENTENCES.search(title.text) and not QUESTION_END.search(text[-30:]):
                return None
            return Mark(block.line + begin, block.line + used, title, block, weight=1.0)
    return None


def _begins(rows: list[str]) -> int:
    """Returns the row of a paragraph that its question begins with: the name of a part may stand right above it."""
    asking = [at for at, row in enumerate(rows) if _begins_a_question(row)]
    return asking[0] if asking else 0


def _begins_a_question(row: str) -> bool:
    title = read_title(row.strip().rstrip("?？"))
    return title.labelled or (title.asks and title.text[:1].isupper())


def _request(block: Block) -> Mark | None:
    """Returns the title of a paragraph whose first line says what is to be told, and whose next ones tell it."""
    row, _, told = block.text.partition("\n")
    title = read_title(row)
    first = WORDS.match(title.text)
    asked = title.commands or (first is not None and first[0].casefold() in REQUESTS)
    if not asked or not told or told[:1].islower() or len(row) > A_LINE or is_label(title.text):
        return None
    return Mark(block.line, block.line + 1, title, block, weight=1.0)


def _pairs(source: Source, span: Span, known: set[int]) -> list[Mark]:
    """Returns lines that ask within a text whose next lines answer, where no blank line sets the pairs apart.

    Each begins behind the end of a sentence, and so do most lines that ask: in text that runs on they seldom do.
    """
    plain = source.prose
    asking = [line for line in range(*span) if line in plain and _asks(source.lines[line])]
    found = [
        Mark(line, line + 1, read_title(source.lines[line]), weight=1.0)
        for line in asking
        if line not in known and _ends(source, line - 1) and _tells(source, line + 1, plain)
    ]
    inner = sum(bool(source.lines[mark.line - 1].strip()) for mark in found if mark.line)
    return found if inner >= FEWEST - 1 and len(found) + len(known) >= MOSTLY * len(asking) else []


def _asks(line: str) -> bool:
    """Says whether a line is one question, or one request, and nothing else."""
    text = line.strip()
    marked = bool(QUESTION_END.search(text[-30:]))
    if BULLET.match(line) or len(text) > MAX_TITLE or len(text.split()) < A_SENTENCE - (not marked):
        return False
    title = read_title(text)
    return (
        title.asks
        and not title.linked
        and (marked or len(text) <= A_LINE)
        and not is_label(title.text)
        and not SENTENCES.search(title.text)
        and (title.text[:1].isupper() or not title.text[:1].isalpha() or title.numbered)
    )


def _ends(source: Source, line: int) -> bool:
    """Says whether a line is the end of what stands before: blank, a sentence, an item, a title or code."""
    text = source.lines[line].strip() if line >= 0 else ""
    return (
        not text or text[-1] in ".!?:;)。？" or bool(BULLET.match(text)) or line in source.verbatim
        or text[0] in "#=|<" or text[-1] == "`"
    )  # fmt: skip


def _tells(source: Source, line: int, plain: set[int]) -> bool:
    """Says whether a line goes on with an answer."""
    text = source.lines[line].strip() if line < len(source.lines) else ""
    if text[:1].islower() and not QUESTION_END.search(source.lines[line - 1].rstrip()[-30:]):
        return False  # a sentence that runs on
    return bool(text) and not (line in plain and _asks(text))


def _is_answered(mark: Mark, source: Source) -> bool:
    """Says whether what stands right behind a title is marked or folded as its answer."""
    behind = next((line for line in source.lines[mark.end : mark.end + MAX_ROWS] if line.strip()), "")
    return answer_label(behind) or bool(FOLDED.search(behind[:200]))
