"""`<details>` blocks whose summary is a question and whose content is the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from knowledge.importing.drafts.marks import Mark, Reading, Span, drafts_between
from knowledge.importing.drafts.messages import are_failures
from knowledge.importing.structure.banks import is_bank, is_of_failures, is_of_snippets
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.structure.topics import are_topics
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import Title, read_title

TAGS = re.compile(r"<(/?)(details|summary)\b[^<>]{0,200}>", re.IGNORECASE)
FEWEST_TOPICS = 3
ENOUGH = 0.4  # of the summaries ask, or are labelled
ALONE = (
    0.9  # of topics have a name of their own, and of what is told from the first to the last stands in them
)
FEWEST_INSIDE = 2
# What only says that something can be unfolded; “Open a file” is a title.
UNFOLDS = re.compile(
    r"(?:(?:click|tap|toggle|expand|reveal|hide)\b.{0,60}|(?:show|see|view|open|read|check)\b(?:\W*|.{0,40}\b(?:answers?|solutions?|more|details?|here"
    r"|code|outputs?|explanations?|hints?|all|examples?|results?|contents?|me|this|it|below|list|full|source|sample|diagram)\b.{0,20}))$"
)
MAX_SUMMARY = 40  # lines


@dataclass
class Fold:
    """One `<details>`: its lines, those of its summary, and what the summary says."""

    line: int
    end: int
    summary_line: int
    summary_end: int
    summary: str
    rest: str
    depth: int
    below: str = ""  # what the summary holds below its first paragraph, such as code


class Details:
    """Evidence: summaries that ask. “Answer” and “Show” are no questions but their answer's wrapper."""

    name = "details"

    def read(self, source: Source, span: Span) -> Reading:
        found = [(one, read_title(one.summary)) for one in folds(source, span)]
        found = [(one, title) for one, title in found if _is_title(title)]
        asking = sum(title.asks or title.labelled for _, title in found)
        topics = asking < ENOUGH * len(found) and _are_topics(found, source, span)
        marks = []
        if topics or asking >= ENOUGH * len(found):  # folds are alike: all are titles, or none
            failing = is_of_failures(source) or are_failures([title.text for _, title in found])
            kind = "debug" if topics and failing else "question"
            marks = [
                Mark(one.line, one.summary_end, title, until=one.end, rest=one.rest, kind=kind)
                for one, title in found
            ]
        outermost: list[Mark] = []
        for mark in _without_parts(marks):
            if not outermost or mark.line >= outermost[-1].until:
                outermost.append(mark)
        reading = Reading(
            self.name, marks=outermost, stops=part_stops(source, outermost, span), encloses=True
        )
        reading.drafts = drafts_between(source, outermost, reading.stops, span, self.name)
        below = {one.line: one.below for one, _ in found if one.below.strip()}
        for draft in reading.drafts:
            if draft.line in below:
                draft.sections["prompt"] = below[draft.line]
        reading.score = 1.0 * len(outermost)
        reading.confidence = round(max(asking / len(found), 0.6 * topics), 2) if found else 0.0
        return reading


def _without_parts(marks: list[Mark]) -> list[Mark]:
    """Leaves out what only unfolds the questions of a part: it does not ask, and most of what it holds does."""
    kept = []
    for at, mark in enumerate(marks):
        inside = list(takewhile(lambda one, end=mark.until: one.line < end, marks[at + 1 :]))
        asking = sum(one.title.asks or one.title.labelled for one in inside)
        is_part = len(inside) >= FEWEST_INSIDE and 2 * asking > len(inside)
        if not is_part or mark.title.asks or mark.title.labelled:
            kept.append(mark)
    return kept


def _are_topics(found: list[tuple[Fold, Title]], source: Source, span: Span) -> bool:
    """Says whether summaries name what is asked: several, each of its own, and nearly all that is told stands in them.

    Of a file that does not call itself a bank they are topics only where they are no steps or parts of a manual.
    """
    outer = [(one, title) for one, title in found if not one.depth]
    titles = [title for _, title in outer]
    if len(outer) < FEWEST_TOPICS or len({one.text for one in titles}) < ALONE * len(outer):
        return False
    lines = [range(one.line, one.end) for one, _ in outer]
    among = range(lines[0].start, lines[-1].stop)
    inside = {line for one in lines for line in one}
    between = {block.line for block in source.tree.children if block.kind in {"heading", "hr"}}
    told = [line for line in among if source.lines[line].strip() and line not in between]
    if sum(line in inside for line in told) < ALONE * len(told) or 2 * (span[1] - span[0]) <= len(
        source.lines
    ):
        return False
    words = [
        sum(len(source.lines[line].split()) for line in range(one.summary_end, one.end)) for one, _ in outer
    ]
    failing = is_of_failures(source) or are_failures([title.text for title in titles])
    called = is_bank(source) or is_of_snippets(source)
    return called or failing or are_topics(titles, words, lines, source)


def _is_title(title: Title) -> bool:
    words = title.text.casefold()
    if not title.text or is_label(title.text):
        return False
    return title.asks or not UNFOLDS.match(words)


def folds(source: Source, span: Span) -> list[Fold]:
    """Returns the `<details>` of a span in the order they open; one never closed ends where the next opens."""
    found: list[Fold] = []
    open_ones: list[Fold] = []
    waiting: Fold | None = None  # its summary is open
    opened_at = (0, 0)
    for number in range(*span):
        line = source.lines[number]
        tags = TAGS.finditer(line) if "<" in line and number not in source.verbatim else ()
        for tag in tags:
            closing, name = bool(tag[1]), tag[2].lower()
            if name == "details" and not closing:
                while open_ones and open_ones[-1].summary_end < 0:
                    open_ones.pop()
                fold = Fold(number, -1, -1, -1, "", "", len(open_ones))
                open_ones.append(fold)
                found.append(fold)
            elif name == "details":
                for fold in open_ones[-1:]:
                    fold.end = number + 1
                del open_ones[-1:]
            elif not closing and open_ones:
                waiting, opened_at = open_ones[-1], (number, tag.end())
                waiting.summary_line = number
            elif closing and waiting is not None and number - opened_at[0] <= MAX_SUMMARY:
                waiting.summary, waiting.below = _between(source, opened_at, (number, tag.start()))
                waiting.summary_end, waiting.rest = number + 1, line[tag.end() :]
                waiting = None
    return _completed([one for one in found if one.summary_end > 0], span)


def _completed(complete: list[Fold], span: Span) -> list[Fold]:
    for one, following in zip(complete, [*complete[1:], None], strict=False):
        if one.end < 0:
            one.end = following.line if following else span[1]
        if one.end == one.summary_end:  # all on one line
            one.rest = re.sub(r"</details>.*$", "", one.rest, flags=re.IGNORECASE)
    return complete


def _between(source: Source, start: tuple[int, int], end: tuple[int, int]) -> tuple[str, str]:
    """Returns what a summary says: its first paragraph on one line, and what stands below that as it is."""
    if start[0] == end[0]:
        return source.lines[start[0]][start[1] : end[1]], ""
    rows = [
        source.lines[start[0]][start[1] :],
        *source.lines[start[0] + 1 : end[0]],
        source.lines[end[0]][: end[1]],
    ]
    first = next((at for at, row in enumerate(rows) if row.strip()), 0)
    cut = next(
        (
            at
            for at in range(first + 1, len(rows))
            if not rows[at].strip() or rows[at].lstrip().startswith(("```", "~~~"))
        ),
        len(rows),
    )
    return " ".join(row.strip() for row in rows[first:cut]), "\n".join(rows[cut:]).strip("\n")
