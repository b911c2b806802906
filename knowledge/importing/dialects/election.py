"""Which dialects a source is written in: the one that explains most first, then others for what is left.

Shapes that gather others come first: a question's heading explains the list in its answer, and never the
other way round, unless what stands below it is answered too. Then it is the heading of a part.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Protocol

from knowledge.importing.dialects import through
from knowledge.importing.dialects.bold import Bold
from knowledge.importing.dialects.cards import Cards
from knowledge.importing.dialects.checklists import Checklist
from knowledge.importing.dialects.counted import Counted
from knowledge.importing.dialects.details import Details
from knowledge.importing.dialects.error_labels import ErrorLabels
from knowledge.importing.dialects.error_tables import ErrorTables
from knowledge.importing.dialects.errors import ErrorCatalogue
from knowledge.importing.dialects.file_titles import asked_once
from knowledge.importing.dialects.files import ARTICLE_KINDS, WholeFile, is_a_book
from knowledge.importing.dialects.headings import Headings
from knowledge.importing.dialects.items import Items
from knowledge.importing.dialects.labelled import Labelled
from knowledge.importing.dialects.leads import Leads
from knowledge.importing.dialects.paragraphs import Paragraphs
from knowledge.importing.dialects.records import ErrorRecords
from knowledge.importing.dialects.sides import Sides
from knowledge.importing.dialects.snippets import ListedSnippets, Snippets
from knowledge.importing.dialects.tables import Tables
from knowledge.importing.drafts.marks import Draft, Mark, Reading, Span
from knowledge.importing.structure.answered import add_answered, is_answered
from knowledge.importing.structure.banks import BANK_NAME, QUESTIONS_NAME, is_of_snippets
from knowledge.importing.structure.boxes import is_task
from knowledge.importing.structure.gathering import (
    cut_at_parts,
    drop_enclosed,
    drop_parts,
    drop_within_called,
)
from knowledge.importing.text import furniture
from knowledge.importing.text.source import ABOUT_THE_OTHERS, Source
from knowledge.importing.text.titles import read_title

STRAY, STRAY_AMONG = 5, 20
NEARLY_ALL = 0.9  # of all titles are counted, and of their count are there
MANY_COUNTED = 10  # numbered questions that make a bank of a file, whatever else it tells
SURE = 0.6  # of a path that is called one, or holds boxes to tick
WITHIN = 0.4  # of a path may be questions
LITTLE = 0.2  # of the headings of an article may ask
MANY_MORE, MOSTLY_ASKING = 0.3, 0.8  # titles that another reading finds beside all of one
SHOWS_CODE = re.compile(r"^(?: {0,3}(?:```|~~~)| {4}\S)", re.MULTILINE)
MOST_READ, FEWEST_GAPS = (
    1_000_000,
    50,
)  # lines that a dialect reads of a file, over and over, and gaps it does so for
QUESTIONS_OF_A_BANK, ERRORS_OF_A_CATALOGUE = 3, 3


class Reader(Protocol):
    """Reads a span of a source in one dialect."""

    name: str

    def read(self, source: Source, span: Span) -> Reading: ...


CATALOGUE, LABELLED = ErrorCatalogue(), Labelled()
READERS: tuple[Reader, ...] = (
    ErrorLabels(),
    CATALOGUE,
    ErrorRecords(),
    Headings(),
    Details(),
    LABELLED,
    Counted(),
    Sides(),
    Bold(),
    Items(),
    Tables(),
    ErrorTables(),
    Leads(),
    Paragraphs(),
    Cards(),
    ListedSnippets(),
    Snippets(),
)
NO_TEXT = {furniture.BLANK, furniture.RULE, furniture.MARKUP}
MOSTLY_LINKS = 0.6  # of the titles of a file gather nothing but links
ERRORS = {ErrorLabels.name, CATALOGUE.name, ErrorRecords.name}
WHOLE, CHECKLIST = WholeFile(), Checklist()


def elect(source: Source, only: str = "") -> list[Reading]:
    """Returns the readings that together explain a source; `only` asks for a single dialect."""
    alone = source.one_per_file and not _is_catalogue(source)
    if (alone or asked_once(source)) and not only and not _is_named_bank(source):
        whole = WHOLE.read(source, (0, len(source.lines)))
        if whole.drafts:
            return [whole]
    if source.folder_kind == ABOUT_THE_OTHERS and not only:
        shapes = _shapes(source)
        return shapes if _are_a_bank(source, shapes) else []
    found = _shapes(source, only)
    if not only:
        found = through.complete(source, found)
        _call_snippets(source, found)
    return _or_whole(source, _worth_it(source, found, only), only)


def _shapes(source: Source, only: str = "") -> list[Reading]:
    """Returns what the shapes of questions explain, each only what those before it left."""
    readers = [one for one in READERS if not only or one.name == only]
    known: dict[tuple[str, Span], Reading] = {}

    def read(reader: Reader, span: Span) -> Reading:
        """Reads a span once in each dialect, however often it is asked for."""
        if (reader.name, span) not in known:
            known[reader.name, span] = reader.read(source, span)
        return known[reader.name, span]

    accepted: list[Reading] = []
    gaps: list[Span] = [(0, len(source.lines))]
    for place, reader in enumerate(readers):
        left: list[Span] = []
        found: list[Reading] = []
        for span in gaps:
            reading, others = read(reader, span), []
            if reading.drafts and not only:
                drop_within_called(reading, read(LABELLED, (0, len(source.lines))), source)
            if reading.drafts and not only and reader.name not in ERRORS:
                others = [read(other, span) for other in readers[place + 1 :]]
                cut_at_parts(reading, others, source)
                drop_parts(reading, others)
                drop_enclosed(reading, others)
            outdone = (
                bool(reading.drafts)
                and any(_finds_more(other, reading) for other in others)
                and not _open_parts(reading, source)
            )
            if reading.drafts and (only or _is_trusted(reading)) and not outdone:
                found.append(reading)
                left += _gaps(span, reading.drafts)
            else:
                left.append(span)
        if _are_strays(found, accepted):
            continue
        accepted += found
        gaps = _worth_reading(left, source)
    accepted = _without_strays(accepted)
    if not only:
        add_answered([one for one in accepted if one.dialect not in ERRORS], source)
    return accepted


def _call_snippets(source: Source, readings: list[Reading]) -> None:
    """Makes snippets of what a file called a collection of them holds, where hardly anything asks and most shows code."""
    drafts = [draft for reading in readings for draft in reading.drafts if draft.kind == "question"]
    asking = sum(draft.title.asks or draft.title.labelled for draft in drafts)
    coded = sum(bool(SHOWS_CODE.search(draft.text)) for draft in drafts)
    if is_of_snippets(source) and asking <= LITTLE * len(drafts) and coded >= MOSTLY_ASKING * len(drafts):
        for draft in drafts:
            draft.kind = draft.kind if draft.title.asks else "snippet"


def _finds_more(other: Reading, reading: Reading) -> bool:
    """Says whether a reading finds all titles another finds, and many more between them that ask: then these are of one class."""
    found = {draft.line for draft in reading.drafts}
    others = [
        draft for draft in other.drafts if reading.drafts[0].line <= draft.line < reading.drafts[-1].end
    ]
    more = [draft for draft in others if draft.line not in found]
    missed = len(found) - (len(others) - len(more))
    return (
        _is_trusted(other)
        and not missed
        and len(more) >= MANY_MORE * len(found)
        and sum(draft.title.asks for draft in more) >= MOSTLY_ASKING * len(more)
    )


def _open_parts(reading: Reading, source: Source) -> bool:
    """Says whether nearly all titles stand right below headings: what else asks there does so in their answers."""
    ends = {block.end for block in source.headings}
    opening = 0
    for draft in reading.drafts:
        at = draft.line
        while at and not source.lines[at - 1].strip():
            at -= 1
        opening += at in ends
    return opening >= NEARLY_ALL * len(reading.drafts)


def _without_strays(readings: list[Reading]) -> list[Reading]:
    """Leaves out the only title of its shape where many are of another."""
    readings = _without_the_uncounted(readings)
    counts = Counter(reading.dialect for reading in readings for _ in reading.drafts)
    many = max(counts.values(), default=0) >= STRAY_AMONG
    return [one for one in readings if not many or counts[one.dialect] > 1 or _says_itself(one.drafts)]


def _without_the_uncounted(readings: list[Reading]) -> list[Reading]:
    """Leaves out the few titles without a number where one shape counts through from one to many.

    Of that shape itself those before and behind the count are left out that ask nothing.
    """
    counting = max(readings, key=lambda one: len(one.drafts), default=None)
    total = sum(len(reading.drafts) for reading in readings)
    if counting is None:
        return readings
    counted = [draft for draft in counting.drafts if draft.title.number.isdecimal()]
    numbers = sorted(int(draft.title.number) for draft in counted)
    through = len(numbers) >= STRAY_AMONG and len(set(numbers)) >= NEARLY_ALL * max(len(numbers), numbers[-1])
    if not through or len(counted) == total or len(counted) < NEARLY_ALL * total:
        return readings
    first, last = counted[0].line, counted[-1].line
    counting.drafts = [
        one for one in counting.drafts if one.title.number or one.title.asks or first < one.line < last
    ]
    return [one for one in readings if one is counting or any(map(_is_called, one.drafts))]


def _is_called(draft: Draft) -> bool:
    return bool(draft.title.number) or draft.title.labelled


def _are_strays(found: list[Reading], accepted: list[Reading]) -> bool:
    """Says whether of another shape there is one question beside many, or are two before all of them."""
    many = [draft.line for reading in accepted for draft in reading.drafts]
    lines = [draft.line for reading in found for draft in reading.drafts]
    few = [draft.line for reading in found for draft in reading.drafts if not _says_itself([draft])]
    if 2 * len(few) <= len(lines):
        return False
    return len(many) >= STRAY and (len(few) == 1 or (len(few) == 2 and max(few) < min(many)))


def _says_itself(drafts: list[Draft]) -> bool:
    """Says whether titles are called questions, ask, and are answered: such a one is no stray, be it alone."""
    return all(draft.dialect == Labelled.name and draft.title.asks and draft.text.strip() for draft in drafts)


def _or_whole(source: Source, readings: list[Reading], only: str) -> list[Reading]:
    """Returns the whole file as one entry where that explains it better than the questions found in it."""
    if only and only not in {WHOLE.name, CHECKLIST.name}:
        return readings
    path = CHECKLIST.read(source, (0, len(source.lines)))
    ticked = {block.line for block in source.blocks if block.kind == "item" and is_task(block)}
    asked = sum(
        draft.title.asks and not (path.confidence > SURE and draft.line in ticked)
        for reading in readings for draft in reading.drafts
    )  # fmt: skip
    if path.drafts and (
        only == CHECKLIST.name
        or (
            not only
            and source.kind in {"", "path"}
            and (asked < max(3, 0.1 * path.score) or _are_within(readings, path, source))
        )
    ):
        return [path]
    whole = WHOLE.read(source, (0, len(source.lines)))
    if not whole.drafts:
        return readings
    found = [draft for reading in readings for draft in reading.drafts]
    titled = bool(source.meta.get("title"))
    article = whole.drafts[0].kind in ARTICLE_KINDS and (
        is_a_book(source) or not _are_a_bank(source, readings)
    )
    asked_for = source.kind and source.kind == whole.drafts[0].kind
    few = titled and 0 < len(found) <= 2 and found[0].kind != "debug"
    if not found or only or asked_for or few or article:
        return [whole]
    return readings


def _are_within(readings: list[Reading], path: Reading, source: Source) -> bool:
    """Says whether the questions of a file are a small part of a path that is called one and has its stages."""
    covered = sum(draft.end - draft.line for reading in readings for draft in reading.drafts)
    told = sum(bool(line.strip()) for line in source.lines)
    is_heading = any(mark.block is not None and mark.block.kind == "heading" for mark in marks_of(readings))
    return path.confidence > SURE and covered < WITHIN * told and not is_heading  # fmt: skip


def is_one_entry(source: Source) -> bool:
    """Says whether a file by itself may be one entry: neither several questions nor a list to work through."""
    readings = elect(source)
    return not _is_path(readings) and not _are_a_bank(source, readings)


def asks_little(source: Source) -> bool:
    """Says whether what asks in a file is few beside its headings, so that it may be an article all the same."""
    readings = elect(source)
    drafts = [draft for reading in readings for draft in reading.drafts]
    headings = sum(block.kind == "heading" for block in source.blocks)
    asking = sum(draft.title.asks or draft.title.labelled or draft.title.commands for draft in drafts)
    failing = sum(draft.kind == "debug" for draft in drafts)
    return not _is_path(readings) and asking + failing <= LITTLE * max(headings, len(drafts))


def _is_path(readings: list[Reading]) -> bool:
    return any(reading.dialect == CHECKLIST.name and reading.confidence > SURE for reading in readings)


def _are_a_bank(source: Source, readings: list[Reading], least: int = QUESTIONS_OF_A_BANK) -> bool:
    drafts = [draft for reading in readings for draft in reading.drafts]
    asking = [
        draft
        for draft in drafts
        if draft.title.asks or draft.title.labelled or draft.title.commands or is_answered(draft)
    ]
    if len(drafts) >= ERRORS_OF_A_CATALOGUE and drafts[0].kind in {"debug", "snippet"}:
        return True
    covered = sum(draft.end - draft.line for draft in drafts)
    told = sum(bool(line.strip()) for line in source.lines)
    counted = sum(draft.title.numbered for draft in asking) >= MANY_COUNTED
    return len(asking) >= least and (covered >= 0.5 * told or counted)


def _is_named_bank(source: Source) -> bool:
    """Says whether a file among others that are one entry each is a list of questions by its name too."""
    name = re.sub(r"[_-]+", " ", source.stem)
    named = QUESTIONS_NAME.search(name) and not read_title(name).asks and not source.meta.get("title")
    return bool(named) and _are_a_bank(source, _shapes(source), 2)


def _is_catalogue(source: Source) -> bool:
    """Says whether a file among others that are one entry each has no title but begins with an error."""
    errors = CATALOGUE.read(source, (0, len(source.lines))).drafts
    first = next((block.line for block in source.blocks if block.kind == "heading"), None)
    return bool(errors) and errors[0].line == first and not source.meta.get("title")


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


def _worth_reading(gaps: list[Span], source: Source) -> list[Span]:
    """Returns the gaps that hold text; of very many the longest, as each is read in the light of the whole file."""
    most = max(FEWEST_GAPS, MOST_READ // max(1, len(source.lines)))
    told = [span for span in gaps if _has_text(source, span)]
    return sorted(sorted(told, key=lambda span: span[0] - span[1])[:most])


def _has_text(source: Source, span: Span) -> bool:
    return any(source.lines[line].strip() for line in range(*span))


def _worth_it(source: Source, readings: list[Reading], only: str) -> list[Reading]:
    """Returns nothing for a list of links, and for a file with a stray question or two, such as a manual that asks “Why?”."""
    drafts = [draft for reading in readings for draft in reading.drafts]
    if only or not drafts:
        return readings
    if sum(map(_gathers_links, drafts)) >= MOSTLY_LINKS * len(drafts):
        return []
    covered = sum(draft.end - draft.line for draft in drafts)
    told = sum(bool(line.strip()) for line in source.lines)
    first = next((one for one in source.blocks if one.kind in {"heading", "paragraph"}), None)
    begins = first is not None and min(draft.line for draft in drafts) <= first.line
    named = bool(
        BANK_NAME.search(source.path.replace("-", " ").replace("_", " "))
        or (first and BANK_NAME.search(first.text))
        or all(draft.title.labelled and any(map(BANK_NAME.search, draft.parts)) for draft in drafts)
    )
    if begins or named or len(drafts) >= 3 or covered >= 0.5 * told:
        return readings
    return []


def _gathers_links(draft: Draft) -> bool:
    """Says whether a title asks nothing and all that stands below it leads elsewhere."""
    rows = [row for row in draft.rows if furniture.reason_for(row) not in NO_TEXT]
    return (
        bool(rows)
        and not (draft.title.asks or draft.title.labelled or draft.title.commands)
        and all("://" in row and furniture.is_link_list([row]) for row in rows)
    )


def marks_of(readings: list[Reading]) -> list[Mark]:
    return [mark for reading in readings for mark in reading.marks]
