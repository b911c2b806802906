"""Bold paragraphs as titles, in files that use no headings for their questions."""

from __future__ import annotations

from itertools import pairwise

from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between, inner_runs
from knowledge.importing.structure.banks import is_collection
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.structure.topics import are_topics
from knowledge.importing.text.emphasis import MAX_LINE, bold_line
from knowledge.importing.text.furniture import is_only_markup
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import is_decoration, read_title

FEWEST_TOPICS = 4
FEWEST_IN_PARTS, NEARLY_ALL = 5, 0.9
LISTED = 0.75  # of counted topics have a list right behind them


class Bold:
    """Evidence: paragraphs whose first line is bold to its end, and asks."""

    name = "bold-paragraphs"

    def read(self, source: Source, span: Span) -> Reading:
        found: list[tuple[Mark, bool]] = []
        for block in source.blocks:
            if block.kind == "paragraph" and span[0] <= block.line < span[1] and not block.inside("quote"):
                mark = _mark(block, source)
                if mark is not None:
                    found.append((mark, mark.title.numbered or mark.title.labelled))
        steps = _steps([mark for mark, numbered in found if numbered], source)
        found = [one for one in found if id(one[0]) not in steps]
        styles = {numbered for _, numbered in found}
        good = set()
        for style in styles:
            members = [mark for mark, numbered in found if numbered == style]
            asking = sum(mark.title.asks or mark.title.labelled for mark in members)
            if asking >= 0.5 * len(members) or (asking >= 3 and asking >= 0.25 * len(members)):
                good.add(style)
        told = [
            mark for mark, numbered in found if numbered in good and (mark.title.asks or mark.title.labelled)
        ]
        chosen = {id(mark) for mark in told}
        # Where titles carry a sign, what carries it too is one, though it does not ask.
        signed = sum(_has_sign(mark) for mark in told) >= 0.6 * max(3, len(told))
        marks = [
            mark
            for mark, numbered in found
            if id(mark) in chosen
            or (
                numbered in good
                and not is_label(mark.title.text)
                and (numbered or (signed and _has_sign(mark)))
            )
        ]
        mainly = 2 * (span[1] - span[0]) > len(source.lines)
        topics = _topics(found, source) if not marks and mainly else []
        named, marks = bool(topics) or _count_in_parts(marks), marks or topics
        reading = Reading(self.name, marks=marks, stops=part_stops(source, marks, span))
        reading.drafts = drafts_between(source, marks, reading.stops, span, self.name)
        asking = sum(mark.title.asks for mark in marks)
        reading.score = 0.9 * sum(1.0 if mark.title.asks else 0.5 for mark in marks)
        reading.confidence = round(max(asking / max(1, len(found)), 0.6 * named), 2)
        return reading


def _count_in_parts(marks: list[Mark]) -> bool:
    """Says whether bold titles carry the number of their part and their own, as 3.2 does: then they are what is asked."""
    counted = [mark for mark in marks if "." in mark.title.number]
    return len(counted) >= FEWEST_IN_PARTS and len(counted) >= NEARLY_ALL * len(marks)


def _topics(found: list[tuple[Mark, bool]], source: Source) -> list[Mark]:
    """Returns the bold lines that name what a bank asks, or else those counted that a file is made of."""
    marks, counted = [mark for mark, _ in found], [mark for mark, numbered in found if numbered]
    if _are_topics(marks, source):
        return marks
    return counted if len(counted) >= FEWEST_TOPICS and _are_counted_topics(counted, source) else []


def _are_topics(marks: list[Mark], source: Source) -> bool:
    """Says whether bold lines name what a bank asks: several, each of its own with a text behind it, and few headings."""
    headings = sum(block.kind == "heading" for block in source.tree.children)
    alone = [mark for mark in marks if mark.block is not None and mark.block.inside("item") is None]
    followed = sum(_is_followed(mark) for mark in alone)
    return (
        len(alone) == len(marks) >= FEWEST_TOPICS
        and len({mark.title.text for mark in marks}) == len(marks)
        and followed >= 0.9 * len(marks)
        and len(marks) >= 2 * headings
        and is_collection(source)
    )


def _are_counted_topics(marks: list[Mark], source: Source) -> bool:
    """Says whether bold lines that count through a file, each with a list behind it, are what it tells of."""
    ends = [_end_of_told(mark, after.line) for mark, after in pairwise(marks)] + [_end_of_told(marks[-1], 0)]
    lines = [range(mark.line, end) for mark, end in zip(marks, ends, strict=True)]
    words = [sum(len(source.lines[at].split()) for at in one[1:]) for one in lines]
    numbers = [int(mark.title.number) for mark in marks if mark.title.number.isdecimal()]
    counts_on = numbers == list(range(1, len(marks) + 1))
    listed = [mark.block.following for mark in marks if mark.block is not None]
    with_list = sum(block is not None and block.kind == "list" for block in listed)
    return (
        counts_on
        and with_list >= LISTED * len(marks)
        and len(marks) > 2 * sum(block.kind == "heading" for block in source.tree.children)
        and are_topics([mark.title for mark in marks], words, lines, source)
    )


def _end_of_told(mark: Mark, following: int) -> int:
    """Returns the line behind what a title tells: where the following one begins, else the end of its list."""
    told = mark.block.following if mark.block is not None else None
    return following or (told.end if told is not None else mark.end)


def _is_followed(mark: Mark) -> bool:
    behind = mark.block.following if mark.block is not None else None
    goes_on = mark.block is not None and mark.block.end > mark.end
    return goes_on or (behind is not None and behind.kind != "heading" and bold_line(behind.text) is None)


def _steps(marks: list[Mark], source: Source) -> set[int]:
    """Returns the counted titles that ask nothing and count anew between two that count on."""
    counted = [mark for mark in marks if mark.title.number.isdecimal()]
    parts = [block.line for block in source.tree.children if block.kind == "heading"]
    runs = inner_runs([(mark.line, int(mark.title.number)) for mark in counted], parts)
    told = [[counted[at] for at in run] for run in runs]
    return {id(mark) for run in told for mark in run if sum(one.title.asks for one in run) < 0.5 * len(run)}


def _has_sign(mark: Mark) -> bool:
    return any(is_decoration(sign) and sign not in "\u200d\ufe0f" for sign in mark.title.marks)


def _mark(block: Block, source: Source) -> Mark | None:
    item = block.inside("item")
    if item is not None and (
        block.line != item.line
        or sum(one.kind == "item" for one in block.ancestors) > 1
        or (item.parent is not None and len(item.parent.children) > 1)
    ):
        return None  # items beside one another are read as a list
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
    if not title.text or (is_label(title.text) and not title.labelled) or title.linked:
        return None
    weight = 1.0 if title.asks or title.labelled else 0.6
    mark = Mark(block.line, block.line + used, title, block, weight=weight)
    if item is not None:
        mark.indent, mark.indented_until = item.indent, item.end
    return mark
