"""Marks: where entries begin and where they end at the latest, and the drafts that lie between."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import Title

Span = tuple[int, int]
TAB = 4  # columns
BUILT = 0.9  # what a title weighs that asks nothing and is built as the others are


@dataclass
class Mark:
    """The beginning of an entry.

    Arguments:
        line, end: the lines of its title, counted from 0, the end not included.
        title: what it says.
        block: the block it stands in.
        until: the line its text ends before at the latest; -1 where only the next mark ends it.
        indent: columns taken off the lines below, as far as `indented_until`.
        rest: what stands on its last line behind the title and belongs to the text.
        beside: lines above or within those of the title that belong to the text all the same.
        form: of the question, where the shape tells.
        kind: of the entry.
        weight: how sure it is that it begins an entry, from 0 to 1.
    """

    line: int
    end: int
    title: Title
    block: Block | None = None
    until: int = -1
    indent: int = 0
    indented_until: int = -1
    rest: str = ""
    beside: Sequence[int] = ()
    form: str = ""
    kind: str = "question"
    weight: float = 1.0
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stop:
    """Where an entry ends because something else begins: a part of the file, or furniture.

    Arguments:
        line, end: of its heading.
        level: of the part, smaller is greater; 0 for one that is no part and names nothing.
        name: what the part is called.
        silent: whether everything up to the next stop of its level is no entry.
    """

    line: int
    end: int
    level: int = 0
    name: str = ""
    silent: bool = False


@dataclass
class Draft:
    """An entry as a dialect found it, before its text is understood.

    Arguments:
        line, end: its lines in the source, counted from 0, the end not included.
        rows: the lines of its text, without the indent of lists around it.
        numbers: the line of the source each row is.
        left_out: lines between its first and last that are no part of it, with the reason.
        parts: the names of the parts of the file it stands in, the greatest first.
    """

    title: Title
    line: int
    end: int
    dialect: str
    rows: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    parts: tuple[str, ...] = ()
    form: str = ""
    kind: str = "question"
    values: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.rows)


@dataclass
class Reading:
    """What a dialect found in a source: drafts, and how much speaks for it.

    Arguments:
        score: comparable between dialects: the sum of what its entries weigh.
        confidence: from 0 to 1.
        encloses: whether its marks say themselves where an entry ends.
    """

    dialect: str
    drafts: list[Draft] = field(default_factory=list)
    score: float = 0.0
    confidence: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    encloses: bool = False


def inner_runs(counted: Sequence[tuple[int, int]], parts: Sequence[int]) -> list[range]:
    """Returns the places of numbers that begin at one within others which go on behind them, as steps do.

    Arguments:
        counted: the line and the number of each title, in their order.
        parts: the lines of headings, in their order: a count that begins anew behind one is that of a part.
    """
    inner: list[range] = []
    numbers = [number for _, number in counted]
    places: dict[int, list[int]] = defaultdict(list)
    for at, number in enumerate(numbers):
        places[number].append(at)
    ends = [len(numbers)] * (len(numbers) + 1)  # by place, where the count from there breaks off
    for at in range(len(numbers) - 2, -1, -1):
        ends[at] = ends[at + 1] if numbers[at + 1] in {1, numbers[at] + 1} else at + 1
    begun = [at for at in places[1] if at and _is_between(parts, counted[at - 1][0], counted[at][0])]
    at = 1
    while at < len(numbers):
        is_part = _is_between(parts, counted[at - 1][0], counted[at][0])
        if numbers[at] == 1 and not is_part:
            wanted, end = numbers[at - 1] + 1, ends[at]
            if end == len(numbers) or numbers[end] != wanted:
                told = places[wanted]
                place = bisect_left(told, at)
                end = told[place] if place < len(told) and told[place] < end else at
                anew = bisect_left(begun, at)
                end = at if anew < len(begun) and begun[anew] < end else end
            if end > at:
                inner.append(range(at, end))
                at = end
        at += 1
    return inner


def _is_between(lines: Sequence[int], first: int, last: int) -> bool:
    return bisect_left(lines, first) < bisect_left(lines, last)


def dedent(line: str, columns: int) -> str:
    """Takes up to so many columns of white space off a line; tabs that would end elsewhere then become spaces."""
    told = line.lstrip(" \t")
    lead = line[: len(line) - len(told)]
    if columns % TAB and "\t" in lead:
        return " " * max(0, len(lead.expandtabs(TAB)) - columns) + told if told else ""
    taken = 0
    for at, sign in enumerate(line):
        if taken >= columns or sign not in " \t":
            return " " * max(0, taken - columns) + line[at:]
        taken += TAB - taken % TAB if sign == "\t" else 1
    return ""


def drafts_between(
    source: Source, marks: list[Mark], stops: list[Stop], span: Span, dialect: str
) -> list[Draft]:
    """Returns a draft for each mark of a span: its text goes on until the next mark or stop.

    Marks inside a silent part are left out.
    """
    marks = sorted((one for one in marks if span[0] <= one.line < span[1]), key=lambda one: one.line)
    stops = sorted((one for one in stops if span[0] <= one.line < span[1]), key=lambda one: one.line)
    starts = [one.line for one in marks]
    stop_lines = [one.line for one in stops]
    drafts = []
    for number, mark in enumerate(marks):
        passed = stops[: bisect_left(stop_lines, mark.line + 1)]
        if _silenced(passed):
            continue
        end = span[1]
        if number + 1 < len(marks):
            end = min(end, starts[number + 1])
        following = bisect_left(stop_lines, mark.end)
        if following < len(stops):
            end = min(end, max(mark.end, stop_lines[following]))
        if mark.until >= 0:
            end = min(end, max(mark.end, mark.until))
        drafts.append(_draft(source, mark, end, dialect, _parts(passed)))
    return drafts


def _draft(source: Source, mark: Mark, end: int, dialect: str, parts: tuple[str, ...]) -> Draft:
    draft = Draft(
        mark.title, mark.line, max(end, mark.end), dialect, parts=parts, form=mark.form, kind=mark.kind,
        values=dict(mark.values),
    )  # fmt: skip
    draft.rows += [source.lines[number] for number in mark.beside]
    draft.numbers += mark.beside
    if mark.rest.strip():
        draft.rows.append(mark.rest.strip())
        draft.numbers.append(mark.end - 1)
    for number in range(mark.end, end):
        line = source.lines[number]
        draft.rows.append(dedent(line, mark.indent) if number < mark.indented_until else line)
        draft.numbers.append(number)
    while draft.rows and not draft.rows[-1].strip():
        draft.rows.pop()
        draft.numbers.pop()
    draft.end = max(mark.end, draft.numbers[-1] + 1 if draft.numbers else mark.end)
    return draft


def _parts(passed: list[Stop]) -> tuple[str, ...]:
    open_parts: list[Stop] = []
    for stop in passed:
        if stop.level:
            open_parts = [one for one in open_parts if one.level < stop.level]
            open_parts.append(stop)
    return tuple(one.name for one in open_parts if one.name)


def _silenced(passed: list[Stop]) -> bool:
    """Says whether the last silent part is still open."""
    quiet = 0
    for stop in passed:
        if stop.silent:
            if not quiet or stop.level <= quiet:
                quiet = stop.level or 9
        elif stop.level and quiet and stop.level <= quiet:
            quiet = 0
    return bool(quiet)
