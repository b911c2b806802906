"""Bold paragraphs as titles, in files that use no headings for their questions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from knowledge.importing.drafts.marks import BUILT, Mark, Reading, Span, drafts_between, inner_runs
from knowledge.importing.structure.alike import (
    ALONE,
    ANSWERED,
    COLON,
    FOLLOWED,
    SET_OFF,
    Line,
    answered,
    asked,
    begin_with_labels,
    labels_among,
)
from knowledge.importing.structure.banks import is_bank, is_collection
from knowledge.importing.structure.habits import counted_alike
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.structure.topics import are_topics
from knowledge.importing.text.answers import answer_label
from knowledge.importing.text.emphasis import MAX_LINE, bold_line, form_of
from knowledge.importing.text.furniture import is_only_markup
from knowledge.importing.text.labels import fold, is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import QUESTION_END, is_decoration, read_title

FEWEST_TOPICS = 4
FEWEST_IN_PARTS, NEARLY_ALL = 5, 0.9
LEFT_OUT = 2  # from an item to the next: one number may be missing
FEW_ASK = 0.5  # of the items of a list
LISTED = 0.75  # of counted topics have a list right behind them
MORE = 30  # words below a link that most descriptions of one do not have
RUN_IN = re.compile(
    r"^\s{0,3}(?P<mark>\*\*|__)(?P<number>\d{1,4})[.)]\s(?P<name>[^*_\n]{2,120})(?P=mark)[:：]?\s+(?P<text>\S.*)$"
)
FOLDED = ("<details", "<summary")


class Bold:
    """Evidence: paragraphs whose first line is bold to its end, of a class that asks or is answered."""

    name = "bold-paragraphs"

    def read(self, source: Source, span: Span) -> Reading:
        own, listed = _lines(source, span)
        chosen = asking = _asked(own)
        told = bool(chosen)
        if not told and 2 * (span[1] - span[0]) > len(source.lines):
            every = _in_order([*own, *listed])
            chosen = _tasks(listed) or _answered(every)
            told = bool(chosen)
            chosen = chosen or _in_turn(every, source) or _topics(own, source)
        marks = [line.mark for line in chosen]
        for mark in marks:
            mark.weight = 1.0 if told else BUILT
        marks += _counted_between(marks, source)
        named = (bool(marks) and not asking) or _count_in_parts(marks)
        reading = Reading(self.name, marks=marks, stops=part_stops(source, marks, span))
        reading.drafts = drafts_between(source, marks, reading.stops, span, self.name)
        known = {id(line) for line in chosen}
        found = sum(len(one) for one in _classes(own) if any(id(line) in known for line in one))
        reading.score = 0.9 * sum(1.0 if mark.title.asks else 0.5 for mark in marks)
        share = sum(line.put for line in chosen) / max(1, found, len(chosen))
        in_bank = bool(asking) and is_bank(source)  # whose answers may have many parts in bold
        reading.confidence = round(max(share, 0.6 * named, 0.5 * in_bank), 2)
        return reading


def _classes(lines: Iterable[Line]) -> list[list[Line]]:
    classes: dict[tuple[str, bool, bool], list[Line]] = defaultdict(list)
    for line in lines:
        classes[line.form, line.counted, line.signed].append(line)
    return list(classes.values())


def _asked(lines: list[Line]) -> list[Line]:
    return _in_order(line for members in _classes(lines) for line in asked(members))


def _tasks(listed: list[Line]) -> list[Line]:
    """Returns the titles among items beside one another of which too few ask for a list of questions."""
    return _asked(listed) if sum(line.told for line in listed) < FEW_ASK * len(listed) else []


def _answered(lines: list[Line]) -> list[Line]:
    return _in_order(line for members in _classes(lines) for line in answered(members))


def _in_order(lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.mark.line)


def _topics(lines: list[Line], source: Source) -> list[Line]:
    """Returns the bold lines that name what a bank asks, or else those counted that a file is made of."""
    if _are_topics(lines, source):
        return lines
    counted = [line for line in lines if line.counted]
    return counted if len(counted) >= FEWEST_TOPICS and _are_counted_topics(counted, source) else []


def _in_turn(lines: list[Line], source: Source) -> list[Line]:
    """Returns the bold lines that count through a bank, each with a text behind it."""
    counted = [line for line in lines if line.counted]
    names = {fold(block.text) for block in source.headings if not is_label(block.text)}
    if len(counted) < max(FEWEST_TOPICS, len(names) + 1) or not is_bank(source):
        return []
    return counted if _are_told_once(counted) and _count_through(counted, source) else []


def _are_topics(lines: list[Line], source: Source) -> bool:
    """Says whether bold lines name what a bank asks: several, each of its own with a text behind it, and few headings."""
    headings = sum(block.kind == "heading" for block in source.tree.children)
    alone = [line for line in lines if line.mark.block is not None and line.mark.block.inside("item") is None]
    return (
        len(alone) == len(lines) >= FEWEST_TOPICS
        and _are_told_once(lines)
        and len(lines) >= 2 * headings
        and is_collection(source)
    )


def _are_told_once(lines: list[Line]) -> bool:
    """Says whether each line says something else, and nearly each has a text behind it."""
    followed = sum(FOLLOWED in line.traits for line in lines)
    return len({line.title.text for line in lines}) == len(lines) and followed >= NEARLY_ALL * len(lines)


def _count_through(counted: list[Line], source: Source) -> bool:
    """Says whether numbers go on from one, through a file or through each of its parts."""
    numbers = [line.title.number for line in counted]
    if not all(number.isdecimal() for number in numbers) or int(numbers[0]) != 1:
        return False
    parts = [block.line for block in source.headings]
    return all(
        int(behind.title.number) == int(one.title.number) + 1
        or (int(behind.title.number) == 1 and _is_between(parts, one.mark.line, behind.mark.line))
        for one, behind in pairwise(counted)
    )


def _is_between(lines: list[int], first: int, last: int) -> bool:
    return bisect_left(lines, first) < bisect_left(lines, last)


def _are_counted_topics(counted: list[Line], source: Source) -> bool:
    """Says whether bold lines that count through a file, each with a list behind it, are what it tells of."""
    marks = [line.mark for line in counted]
    ends = [_end_of_told(mark, after.line) for mark, after in pairwise(marks)] + [_end_of_told(marks[-1], 0)]
    lines = [range(mark.line, end) for mark, end in zip(marks, ends, strict=True)]
    words = [sum(len(source.lines[at].split()) for at in one[1:]) for one in lines]
    listed = [mark.block.following for mark in marks if mark.block is not None]
    with_list = sum(block is not None and block.kind == "list" for block in listed)
    return (
        _count_through(counted, source)
        and with_list >= LISTED * len(marks)
        and len(marks) > 2 * sum(block.kind == "heading" for block in source.tree.children)
        and are_topics([mark.title for mark in marks], words, lines, source)
    )


def _counted_between(marks: list[Mark], source: Source) -> list[Mark]:
    """Returns the titles that a text runs on from in their row, where the numbers of those around leave room for just them."""
    found = []
    for mark, behind in pairwise(mark for mark in marks if mark.title.number.isdecimal()):
        wanted = range(int(mark.title.number) + 1, int(behind.title.number))
        rows = [
            (at, row)
            for at in (range(mark.end, behind.line) if wanted else ())
            if at not in source.verbatim and (row := RUN_IN.match(source.lines[at]))
        ]
        if rows and [int(row["number"]) for _, row in rows] == list(wanted):
            titles = [read_title(f"{row['number']}. {row['name'].rstrip(' :：.')}") for _, row in rows]
            found += [
                Mark(at, at + 1, title, rest=row["text"], weight=mark.weight)
                for (at, row), title in zip(rows, titles, strict=True)
                if title.text
            ]
    return found


def _end_of_told(mark: Mark, following: int) -> int:
    """Returns the line behind what a title tells: where the following one begins, else the end of its list."""
    told = mark.block.following if mark.block is not None else None
    return following or (told.end if told is not None else mark.end)


def _count_in_parts(marks: list[Mark]) -> bool:
    """Says whether bold titles carry the number of their part and their own, as 3.2 does: then they are what is asked."""
    counted = [mark for mark in marks if "." in mark.title.number]
    return len(counted) >= FEWEST_IN_PARTS and len(counted) >= NEARLY_ALL * len(marks)


def _lines(source: Source, span: Span) -> tuple[list[Line], list[Line]]:
    """Returns the bold lines that may be titles, and those that are items beside one another.

    Such items are read as a list, unless their numbers go on from or to those of other lists: code, steps, or text
    that is not indented parts a list.
    """
    found = [
        line
        for block in source.blocks
        if block.kind == "paragraph" and span[0] <= block.line < span[1] and not block.inside("quote")
        and (line := _line(block)) is not None
    ]  # fmt: skip
    for line, title in zip(found, counted_alike([line.title for line in found]), strict=True):
        line.mark.title = title
    found = [replace(line, counted=line.title.numbered or line.title.labelled) for line in found]
    labels = labels_among([line.title for line in found])
    within = begin_with_labels(found, labels, [block.line for block in source.headings])
    left = [
        line
        for line in found
        if line.counted
        or (QUESTION_END.search(line.title.text) if within else fold(line.title.text) not in labels)
    ]
    blocks = {id(line.mark.block) for line in left}
    lines = [
        replace(line, traits=line.traits | {FOLLOWED}) if _is_followed(line.mark, blocks) else line
        for line in _without_links(left, source)
    ]
    listed = _listed(lines)
    own = [line for line in lines if id(line) not in listed]
    steps = _steps([line.mark for line in own if line.counted], source)
    beside = [line for line in lines if id(line) in listed]
    return [line for line in own if id(line.mark) not in steps], beside


def _listed(lines: list[Line]) -> set[int]:
    """Returns the lines, by their id, that are items right beside one another, in one list."""
    runs: list[list[tuple[Line, Block]]] = []
    for line in lines:
        item = line.mark.block.inside("item") if line.mark.block is not None else None
        if item is None:
            continue
        before = runs[-1][-1][1] if runs else None
        if before is not None and before.following is item and _counts_on(before, item):
            runs[-1].append((line, item))
        else:
            runs.append([(line, item)])
    chained = {
        place + one
        for place, (run, behind) in enumerate(pairwise(runs))
        for one in (0, 1)
        if run[-1][1].number is not None and _counts_on(run[-1][1], behind[0][1])
    }
    return {
        id(line)
        for place, run in enumerate(runs)
        if place not in chained and not _is_alone(run[0][1], len(run))
        for line, _ in run
    }


def _counts_on(item: Block, behind: Block) -> bool:
    if item.number is None or behind.number is None:
        return item.number is behind.number
    return item.number < behind.number <= item.number + LEFT_OUT


def _is_alone(item: Block, beside: int) -> bool:
    """Says whether an item is a list of its own, or the only one of its list that counts on to no other."""
    if beside > 1:
        return False
    return item.number is not None or (item.parent is not None and len(item.parent.children) == 1)


def _steps(marks: list[Mark], source: Source) -> set[int]:
    """Returns the counted titles that ask nothing and count anew between two that count on."""
    counted = [mark for mark in marks if mark.title.number.isdecimal()]
    parts = [block.line for block in source.tree.children if block.kind == "heading"]
    runs = inner_runs([(mark.line, int(mark.title.number)) for mark in counted], parts)
    told = [[counted[at] for at in run] for run in runs]
    return {id(mark) for run in told for mark in run if sum(one.title.asks for one in run) < 0.5 * len(run)}


def _line(block: Block) -> Line | None:
    """Returns the bold line a paragraph begins with, where it stands alone or opens an outermost item."""
    item = block.inside("item")
    if item is not None and (
        block.line != item.line or sum(one.kind == "item" for one in block.ancestors) > 1
    ):
        return None
    rows = block.text.split("\n")
    begin = next((at for at, row in enumerate(rows) if not is_only_markup(row)), 0)
    first, used = rows[begin].strip(), begin + 1
    # Emphasis that runs over several lines is one title.
    while first.count("**") == 1 and used < min(4, len(rows)) and len(first) < MAX_LINE:
        first, used = f"{first} {rows[used].strip()}", used + 1
    inner = bold_line(first)
    if inner is None:
        return None
    number = f"{item.number}. " if item is not None and item.number is not None else ""
    title = read_title(number + inner if not read_title(inner).numbered else inner)
    colon = title.text.endswith((":", "："))
    if colon and title.numbered:
        title = read_title(title.raw.rstrip(" *_:："))  # what a label ends with; labels carry no number
    if not title.text or (is_label(title.text) and not title.labelled):
        return None
    mark = Mark(
        block.line, block.line + used, title, block, weight=1.0 if title.asks or title.labelled else 0.6
    )
    if item is not None:
        mark.indent, mark.indented_until = item.indent, item.end
    traits = _traits(mark, block, rows[used:], colon=colon)
    mark.title = replace(title, text=title.text.rstrip(" :："))
    signs = first[0] + title.marks
    signed = any(is_decoration(sign) and sign not in "\u200d\ufe0f" for sign in signs)
    return Line(mark, form_of(first), title.numbered or title.labelled, signed, traits)


def _traits(mark: Mark, block: Block, rows: list[str], *, colon: bool) -> frozenset[str]:
    """Returns what can be seen of a title and around it; `rows` are those behind it in its paragraph."""
    outer = block.inside("list") or block
    before = outer.parent.children[outer.place - 1] if outer.parent is not None and outer.place else None
    behind = rows[0] if rows else block.following.text if block.following is not None else ""
    told = {
        COLON: colon,
        SET_OFF: before is None or before.kind in {"hr", "heading"},
        ANSWERED: answer_label(behind.split("\n")[0]) or behind.lstrip().lower().startswith(FOLDED),
        ALONE: not rows,
    }
    return frozenset(trait for trait, has in told.items() if has)


def _without_links(lines: list[Line], source: Source) -> list[Line]:
    """Leaves out titles that lead elsewhere, unless there is more below them than tells what the link is."""
    linked = [line.mark for line in lines if line.title.linked]
    ends = [*(mark.line for mark in linked[1:]), len(source.lines)]
    words = [
        sum(len(row.split()) for row in source.lines[mark.end : end])
        for mark, end in zip(linked, ends, strict=False)
    ]
    told = len(words) >= FEWEST_TOPICS and sorted(words)[len(words) // 2] >= MORE
    return lines if told else [line for line in lines if not line.title.linked]


def _is_followed(mark: Mark, titles: set[int]) -> bool:
    """Says whether a text of its own stands behind a title, and not the next of the `titles`, which are ids of blocks."""
    if mark.block is None or mark.end < mark.block.end:
        return mark.block is not None
    behind = mark.block.following
    if behind is None:
        return _goes_on(mark.block)
    return behind.kind != "heading" and id(behind) not in titles


def _goes_on(block: Block) -> bool:
    """Says whether a text stands behind the list whose last item a paragraph is all of."""
    item = block.inside("item")
    whole = item.parent if item is not None and item.children[-1] is block else None
    if whole is None or whole.following is None or whole.children[-1] is not item:
        return False
    return whole.following.kind not in {"heading", "list"}
