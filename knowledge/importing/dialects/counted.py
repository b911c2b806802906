"""Numbers that count questions without being a list: alone on a line, in bold, or before a sign and options."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between
from knowledge.importing.drafts.options import LETTERED
from knowledge.importing.structure.banks import is_bank
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.labels import is_label, label_words
from knowledge.importing.text.languages import QUESTION_WORDS, TASK_WORDS, any_of
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import plain, read_title

LONE = re.compile(
    rf"^\s{{0,3}}(?P<mark>\*\*|__)?(?:(?P<word>q|{any_of(QUESTION_WORDS)}|{any_of(TASK_WORDS)})\s?)?[#№]?(?P<number>\d{{1,4}})\s?[.):]?"
    r"(?:\s?[(\[][^()\[\]]{1,30}[)\]])?(?(mark)(?P=mark)[.:]?)\s{0,3}\\?\s*$",
    re.IGNORECASE,
)
RUN_ON = re.compile(r"^\s{0,3}(?P<number>\d{1,4})[.)](?:\s+(?=\S)|(?=[A-Z]))")
BEGINS_ITSELF = re.compile(r"^\s{0,3}(?:#{1,6}\s|\d{1,4}[.)](?:\s|$))")
ITEM = re.compile(r"^\s{0,3}(?:[-*+•]\s|\d{1,2}[.)])")
BEFORE_SIGN = re.compile(r"^\s{0,3}(?P<number>\d{1,4})\s?[:：–—-]\s+(?=\S)")
IN_BOLD = re.compile(
    r"^\s{0,3}(?P<mark>\*\*|__)(?P<number>\d{1,4})\s?[.):]\s{0,3}(?P<name>[^*_\n]{0,120}?)(?P=mark)[.:]?\s+(?P<text>\S.*)$"
)
FENCE = re.compile(r"^\s{0,9}(?:```|~~~)")
CODE = re.compile(r"[{}]|;\s*$", re.MULTILINE)
# Options whose letters touch their words, as texts of paper have them.
FIRST_OPTION, SECOND_OPTION = (re.compile(rf"^\s{{0,6}}\(?{letter}[.)]\S") for letter in ("[Aa]", "[Bb]"))
MAX_TITLE, MAX_ROWS = 300, 12
SMALLEST = 3
COUNTS_ON = 0.8  # of the numbers follow the one before
NAMED_ANEW = 0.7  # of counted titles have a name that no other has, or the names are those of parts
MOSTLY_ASK = 0.5  # of what bold numbers count
NEAR = 3  # lines between a number and what it numbers
OFFERED_WITHIN = 60  # lines between what a number asks and its second option


@dataclass(frozen=True)
class Numbered:
    """A line that a number begins, and the title there."""

    number: int
    mark: Mark | None


class Counted:
    """Evidence: numbers that count through the file, or through each of its parts."""

    name = "counted-lines"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        for notation in (_lone, _offered, _in_bold):
            found = list(notation(source, span))
            if found and _count_on(one.number for one in found):
                reading.marks = [one.mark for one in found if one.mark is not None]
                reading.confidence = round(0.9 * len(reading.marks) / len(found), 2)
                break
        _lead_by_code(source, reading.marks)
        reading.stops = part_stops(source, reading.marks, span)
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
        reading.score = float(len(reading.marks))
        return reading


def _lead_by_code(source: Source, marks: list[Mark]) -> None:
    """Lets titles between rules begin with the code above them."""
    edges = [block for block in source.tree.children if block.kind in {"hr", "heading"}]
    for mark in marks:
        at = bisect_left(edges, mark.line, key=lambda block: block.line) - 1
        if at >= 0 and edges[at].kind == "hr":
            between = range(edges[at].end, mark.line)
            code = next((line for line in between if line in source.verbatim), -1)
            if code >= 0 and not any(edges[at].end <= other.line < mark.line for other in marks):
                mark.beside, mark.line = range(code, mark.line), code


def _count_on(numbers: Iterable[int]) -> bool:
    told = list(numbers)
    steps = sum(after in {before + 1, 1} for before, after in itertools.pairwise(told))
    return steps >= COUNTS_ON * (len(told) - 1)


def _lone(source: Source, span: Span) -> Iterator[Numbered]:
    """Yields numbers alone on their lines, and titles on whose line the count goes on where none is alone."""
    matched = {
        line: found
        for line in range(*span)
        if (found := LONE.match(source.lines[line])) and line not in source.verbatim
    }
    called = {line: found for line, found in matched.items() if found["word"]}
    told = (
        called if len(called) >= SMALLEST else matched
    )  # bare numbers beside those called questions are others
    lone = {line: int(found["number"]) for line, found in told.items()}
    if len(lone) < SMALLEST:
        return
    numbers, number = set(lone.values()), 0
    for at in range(min(lone), span[1]):
        if at in lone:
            number = lone[at]
            yield Numbered(number, _mark(source, at, number, span))
        elif found := RUN_ON.match(source.lines[at]):
            goes_on = int(found["number"]) in {number + 1, number + 2} - numbers
            title = read_title(f"Q{found['number']}: {source.lines[at][found.end() :]}")
            if goes_on and title.text:
                number = int(found["number"])
                yield Numbered(number, Mark(at, at + 1, title))


def _mark(source: Source, line: int, number: int, span: Span) -> Mark | None:
    first = next((at for at in range(line + 1, min(span[1], line + 1 + NEAR)) if source.lines[at].strip()), 0)
    empty = not first or first in source.verbatim
    if empty or BEGINS_ITSELF.match(source.lines[first]) or LETTERED.match(source.lines[first]):
        return None  # an empty item, or a number of something else
    return _titled(number, line, first, source.lines[first : min(span[1], first + MAX_ROWS)])


def _titled(number: int, line: int, first: int, below: list[str]) -> Mark | None:
    """Returns the mark of a number on a line, whose title begins on the line `first` with the rows `below`.

    What is asked goes on until the options it offers, however long the case is.
    """
    rows: list[str] = []
    offered = False
    for row, behind in zip(below, [*below[1:], ""], strict=True):
        begins = LETTERED.match(row) or (FIRST_OPTION.match(row) and SECOND_OPTION.match(behind))
        offered = bool(rows and begins)
        if not row.strip() or begins or (rows and _ends_what_is_asked(row)):
            break
        rows.append(row.rstrip().removesuffix("\\"))
    is_long = sum(map(len, rows)) > MAX_TITLE and not offered
    used = 1 if CODE.search("\n".join(rows)) or is_long else len(rows)
    title = read_title(f"Q{number}: {' '.join(row.strip() for row in rows[:used])}")
    return Mark(line, first + used, title) if title.text and not is_label(title.text) else None


def _ends_what_is_asked(row: str) -> bool:
    """Says whether a row is a label, begins with one set off, or is an item of a list, or opens code."""
    led = run_in(row)
    return (
        is_label(label_words(row))
        or (led is not None and led[2])
        or bool(ITEM.match(row) or FENCE.match(row))
    )


def _offered(source: Source, span: Span) -> Iterator[Numbered]:
    """Yields titles behind a number with a colon or a dash that offer lettered options before the next one."""
    lines = [
        (line, found)
        for line in range(*span)
        if (found := BEFORE_SIGN.match(source.lines[line])) and line not in source.verbatim
    ]
    for (line, found), following in zip(lines, [*lines[1:], (span[1], None)], strict=False):
        end = min(following[0], line + OFFERED_WITHIN)
        letters = "".join(
            letter["letter"].upper()
            for row in source.lines[line + 1 : end]
            if (letter := LETTERED.match(row))
        )
        if "AB" in letters:
            number, head = int(found["number"]), source.lines[line][found.end() :]
            below = source.lines[line + 1 : min(end, line + MAX_ROWS)]
            yield Numbered(number, _titled(number, line, line, [head, *below]))


def _in_bold(source: Source, span: Span) -> Iterator[Numbered]:
    """Yields titles behind a bold number, where the file calls itself a bank, or most of them ask: elsewhere those are steps."""
    found = [
        (block.line, match)
        for block in source.tree.children
        if block.kind == "paragraph" and span[0] <= block.line < span[1]
        and (match := IN_BOLD.match(source.lines[block.line]))
    ]  # fmt: skip
    asking = sum(read_title(match["name"] or match["text"]).asks for _, match in found)
    if len(found) < SMALLEST or not (is_bank(source) or asking >= MOSTLY_ASK * len(found)):
        return
    names = [plain(match["name"]).rstrip(" .:") for _, match in found]
    repeated = len(set(names)) <= NAMED_ANEW * len(names)  # what comes again and again names a part
    for (line, match), name in zip(found, names, strict=True):
        if repeated:
            below = source.lines[line + 1 : min(span[1], line + MAX_ROWS)]
            mark = _titled(int(match["number"]), line, line, [match["text"], *below])
        else:
            title = read_title(f"Q{match['number']}: {name or match['text']}")
            mark = Mark(line, line + 1, title, rest=match["text"] if name else "") if title.text else None
        yield Numbered(int(match["number"]), mark)
