"""Which dialects a source is written in: the one that explains most first, then others for what is left.

Shapes that gather others come first: a question's heading explains the list in its answer, and never the
other way round, unless what stands below it is answered too. Then it is the heading of a part.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Protocol

from knowledge.importing.dialects.bold import Bold
from knowledge.importing.dialects.cards import Cards
from knowledge.importing.dialects.checklists import Checklist
from knowledge.importing.dialects.details import Details
from knowledge.importing.dialects.errors import ErrorCatalogue
from knowledge.importing.dialects.files import ARTICLE_KINDS, WholeFile
from knowledge.importing.dialects.headings import BANK_NAME, Headings
from knowledge.importing.dialects.items import Items
from knowledge.importing.dialects.labelled import Labelled
from knowledge.importing.dialects.marks import Draft, Mark, Reading, Span
from knowledge.importing.dialects.source import Source
from knowledge.importing.dialects.tables import Tables

STRAY = 5
GATHERS = {"details": 2, "question-and-answer": 2, "bold-paragraphs": 6, "list-items": 8}


class Reader(Protocol):
    """Reads a span of a source in one dialect."""

    name: str

    def read(self, source: Source, span: Span) -> Reading: ...


READERS: tuple[Reader, ...] = (
    ErrorCatalogue(),
    Headings(),
    Details(),
    Labelled(),
    Bold(),
    Items(),
    Tables(),
    Cards(),
)
WHOLE, CHECKLIST = WholeFile(), Checklist()


def elect(source: Source, only: str = "") -> list[Reading]:
    """Returns the readings that together explain a source; `only` asks for a single dialect."""
    readers = [one for one in READERS if not only or one.name == only]
    accepted: list[Reading] = []
    gaps: list[Span] = [(0, len(source.lines))]
    for place, reader in enumerate(readers):
        left: list[Span] = []
        found: list[Reading] = []
        for span in gaps:
            reading = reader.read(source, span)
            if not only and reader.name != ErrorCatalogue.name:
                _drop_parts(reading, [other.read(source, span) for other in readers[place + 1 :]])
            if reading.drafts and (only or _is_trusted(reading)):
                found.append(reading)
                left += _gaps(span, reading.drafts)
            else:
                left.append(span)
        if sum(len(one.drafts) for one in accepted) >= STRAY and sum(len(one.drafts) for one in found) == 1:
            continue  # one question of another shape beside many is a stray
        accepted += found
        gaps = [span for span in left if _has_text(source, span)][:2000]
    return _or_whole(source, _worth_it(source, accepted, only), only)


def _or_whole(source: Source, readings: list[Reading], only: str) -> list[Reading]:
    """Returns the whole file as one entry where that explains it better than the questions found in it."""
    if only and only not in {WHOLE.name, CHECKLIST.name}:
        return readings
    path = CHECKLIST.read(source, (0, len(source.lines)))
    asked = sum(draft.title.asks for reading in readings for draft in reading.drafts)
    if path.drafts and (
        only == CHECKLIST.name
        or (not only and source.kind in {"", "path"} and asked < max(3, 0.1 * path.score))
    ):
        return [path]
    whole = WHOLE.read(source, (0, len(source.lines)))
    if not whole.drafts:
        return readings
    found = [draft for reading in readings for draft in reading.drafts]
    titled = bool(source.meta.get("title"))
    article = whole.drafts[0].kind in ARTICLE_KINDS
    asked_for = source.kind and source.kind == whole.drafts[0].kind
    few = source.one_per_file and asked < 4
    if not found or only or asked_for or few or (titled and len(found) <= 2) or (article and len(found) < 4):
        return [whole]
    return readings


def _is_trusted(reading: Reading) -> bool:
    return reading.confidence >= 0.4 and reading.score > 0


def _gaps(span: Span, drafts: list[Draft]) -> list[Span]:
    spans, at = [], span[0]
    for draft in sorted(drafts, key=lambda one: one.line):
        if draft.line > at:
            spans.append((at, draft.line))
        at = max(at, draft.end)
    if at < span[1]:
        spans.append((at, span[1]))
    return spans


def _has_text(source: Source, span: Span) -> bool:
    return any(source.lines[line].strip() for line in range(*span))


def _drop_parts(reading: Reading, others: list[Reading]) -> None:
    """Takes titles out below which answered questions of another shape stand: they name parts."""
    for other in others:
        if other.dialect not in GATHERS or not other.drafts:
            continue
        asking = sorted(mark.line for mark in other.marks if mark.weight >= 1)
        answered = sorted(
            draft.line
            for draft in other.drafts
            if draft.text.strip() and (draft.title.asks or draft.title.labelled or draft.form)
        )
        kept = []
        for draft in reading.drafts:
            asks = draft.title.asks or draft.title.labelled
            lines, enough = (answered, GATHERS[other.dialect]) if asks else (asking, 2)
            inside = bisect_left(lines, draft.end) - bisect_left(lines, draft.line + 1)
            if inside < enough:
                kept.append(draft)
        if len(kept) < len(reading.drafts):
            starts = {draft.line for draft in kept}
            reading.score *= len(kept) / len(reading.drafts)
            reading.drafts = kept
            reading.marks = [mark for mark in reading.marks if mark.line in starts]


def _worth_it(source: Source, readings: list[Reading], only: str) -> list[Reading]:
    """Returns nothing for a file with a stray question or two, such as a manual that asks “Why?”."""
    drafts = [draft for reading in readings for draft in reading.drafts]
    if only or not drafts:
        return readings
    covered = sum(draft.end - draft.line for draft in drafts)
    told = sum(bool(line.strip()) for line in source.lines)
    first = next((one for one in source.blocks if one.kind in {"heading", "paragraph"}), None)
    begins = first is not None and min(draft.line for draft in drafts) <= first.line
    named = bool(
        BANK_NAME.search(source.path.replace("-", " ").replace("_", " "))
        or (first and BANK_NAME.search(first.text))
    )
    if begins or named or len(drafts) >= 3 or covered >= 0.5 * told:
        return readings
    return []


def marks_of(readings: list[Reading]) -> list[Mark]:
    return [mark for reading in readings for mark in reading.marks]
