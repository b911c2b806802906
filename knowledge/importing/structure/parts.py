"""Parts of a file where titles are no headings: the headings above them, and where entries end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from knowledge.importing.drafts.marks import Mark, Span, Stop
from knowledge.importing.text import furniture
from knowledge.importing.text.answers import answer_label
from knowledge.importing.text.labels import ANSWER, CORRECT, is_label, label_words, role_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import QUESTION_END, read_title

LAST_LEVEL = 7  # of a part that is named by a line of text instead of a heading
NAMES_A_PART = re.compile(
    r"\b(?:beginner|basic|junior|fresher|intermediate|mid|advanced|senior|expert|experienced|level|interview|questions?|part|section|chapter)\b",
    re.IGNORECASE,
)
MAX_NAME, MAX_WORDS = 120, 5
NUMBERED_PART = re.compile(
    r"^(?:section|part|chapter)\s+(?:\d{1,3}|[IVXLC]{1,7})\s*[·:.–—-]\s*\S.{0,80}$", re.IGNORECASE
)


def part_stops(source: Source, marks: list[Mark], span: Span) -> list[Stop]:
    """Returns where parts of a file begin: headings of the levels that stand right above titles.

    Deeper headings, and labels, belong to the entries they stand in.
    """
    if not marks:
        return []
    marks = sorted(marks, key=lambda mark: mark.line)
    starts = [mark.line for mark in marks]
    taken = set(starts)
    headings = [
        block
        for block in source.blocks
        if block.kind == "heading" and span[0] <= block.line < span[1] and block.line not in taken
        and not block.inside("item") and not block.inside("quote")
    ]  # fmt: skip
    lines = [block.line for block in headings]
    above: Counter[int] = Counter()
    begins = not lines or starts[0] < lines[0]  # with a title, so that headings may be parts of answers
    for start in starts:
        at = bisect_left(lines, start) - 1
        follows = at >= 0 and bisect_right(starts, lines[at]) == bisect_left(starts, start)
        if follows and not _answers(headings[at]) and (not begins or _is_next(headings[at], starts, source)):
            above[headings[at].level] += 1
    lowest = max(
        (level for level, count in above.items() if count * 12 >= len(starts) or count >= 3), default=2
    )
    stops = []
    for block in headings:
        title = read_title(block.text)
        if furniture.heading_is_furniture(block.text) and block.level <= max(lowest, 2):
            put = [mark.line for mark in marks if _is_put(mark)]
            silent = not (_leads(block, put, lines) or _lists_before(block, starts, lines))
            # Contents and introductions end with the next part, whatever its rank.
            level = LAST_LEVEL if silent and not furniture.is_about_people(block.text) else block.level
            stops.append(Stop(block.line, block.end, level, title.text, silent=silent))
        elif _is_next(block, starts, source) or (
            block.level <= lowest
            and not _answers(block)
            and not (is_label(title.text) and not _leads(block, starts, lines))
        ):
            stops.append(Stop(block.line, block.end, block.level, title.text))
    return [stop for stop in stops + _named_by_text(source, starts, span) if not _is_enclosed(stop, marks)]


def _is_enclosed(stop: Stop, marks: list[Mark]) -> bool:
    """Says whether a title that says itself where its text ends holds a line."""
    at = bisect_left(marks, stop.line, key=lambda mark: mark.line) - 1
    return at >= 0 and stop.line < marks[at].until


def _is_next(block: Block, starts: list[int], source: Source) -> bool:
    """Says whether a title stands right below a heading."""
    at = bisect_left(starts, block.end)
    return at < len(starts) and not any(line.strip() for line in source.lines[block.end : starts[at]])


def _answers(block: Block) -> bool:
    """Says whether a heading is the label of an answer, with or without what is right: “Answer: B”."""
    words = label_words(block.text)
    return role_of(words.partition(":")[0]) in {ANSWER, CORRECT}


def _is_put(mark: Mark) -> bool:
    """Says whether a title is put as a question, and not only as a piece of advice such as “Explain why”."""
    return mark.title.numbered or mark.title.labelled or bool(QUESTION_END.search(mark.title.text))


def _lists_before(block: Block, starts: list[int], headings: list[int]) -> bool:
    """Says whether a heading opens contents behind which titles stand, with no heading between: it is over with its list."""
    below = block.following
    if not furniture.names_contents(block.text) or below is None or not furniture.is_contents_list(below):
        return False
    following = bisect_right(headings, block.line)
    end = headings[following] if following < len(headings) else 1 << 40
    return bisect_left(starts, below.end) < bisect_left(starts, end)


def _leads(block: Block, starts: list[int], headings: list[int]) -> bool:
    """Says whether a title stands between a heading and the next one."""
    following = bisect_right(headings, block.line)
    end = headings[following] if following < len(headings) else 1 << 40
    return bisect_left(starts, block.end) < bisect_left(starts, end)


def _named_by_text(source: Source, starts: list[int], span: Span) -> list[Stop]:
    """Finds parts named by a short line of its own, as in texts without headings."""
    stops = []
    titles = set(starts)
    for block in source.tree.children:
        if block.kind == "paragraph" and span[0] <= block.line < span[1]:
            for line in range(block.line, block.end):
                if line in titles:
                    continue
                if _introduces(line, starts, source):
                    stops.append(Stop(line, line + 1, LAST_LEVEL, read_title(source.lines[line]).text[:-1]))
                elif NUMBERED_PART.match(source.lines[line].strip()):
                    name = read_title(source.lines[line]).text
                    stops.append(Stop(line, line + 1, LAST_LEVEL - 1, name))
        if block.kind != "paragraph" or not span[0] <= block.line < span[1] or "\n" in block.text:
            continue
        if (
            block.line in titles
            or len(block.text) > MAX_NAME
            or block.text.rstrip("*_ ").endswith((".", ",", ";", ":"))
        ):
            continue
        if "//" in block.text or "★" in block.text:
            continue
        title = read_title(block.text)
        if furniture.heading_is_furniture(title.text):
            stops.append(
                Stop(block.line, block.end, LAST_LEVEL, title.text, silent=not _next_is_title(block, starts))
            )
        elif NAMES_A_PART.search(title.text) and not title.asks and _next_is_title(block, starts):
            stops.append(Stop(block.line, block.end, LAST_LEVEL, title.text))
    return stops


def _introduces(line: int, starts: list[int], source: Source) -> bool:
    """Says whether a line of a few words and a colon, behind an empty one, stands right above a title."""
    words = source.lines[line].strip()
    if not words.endswith(":") or len(words.split()) > MAX_WORDS or (line and source.lines[line - 1].strip()):
        return False
    at = bisect_left(starts, line)
    return (
        at < len(starts)
        and not any(one.strip() for one in source.lines[line + 1 : starts[at]])
        and not answer_label(words)
    )


def _next_is_title(block: Block, starts: list[int]) -> bool:
    following = block.following
    if following is None:
        return False
    first = bisect_left(starts, following.line)
    return first < len(starts) and starts[first] < following.line + 2
