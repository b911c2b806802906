"""What became of every line of a source, and what its columns hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from knowledge.importing.dialects.reading import SHEETS, read_sheet
from knowledge.importing.dialects.sheets import Sheet
from knowledge.models import ImportedEntry, ImportSource

MAX_SHOWN = 1_000  # characters of a line
SAMPLE = 50  # rows that are looked at for the names of columns


@dataclass(frozen=True)
class Fate:
    """A line, the entry it went into, or why it went nowhere."""

    number: int
    text: str
    entry: ImportedEntry | None = None
    reason: str = ""
    begins: bool = False
    repair: str = ""


def shown_lines(source: ImportSource, first: int, last: int) -> list[tuple[int, str]]:
    """Returns some lines of a source with their numbers, each cut to what a page can show."""
    lines = source.text.split("\n")[max(first - 1, 0) : last]
    return [(number, _cut(text)) for number, text in enumerate(lines, start=max(first, 1))]


def _cut(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}… ({len(text):,} characters)"


def fates(source: ImportSource, first: int, last: int) -> list[Fate]:
    """Returns lines of a source with what became of them.

    Arguments:
        first, last: numbers of the lines, counted from 1, both included.
    """
    entries: dict[int, ImportedEntry] = {}
    begin: set[int] = set()
    near = source.entries.filter(Q(line__lte=last) & (Q(end_line__gte=first) | Q(line__gte=first)))
    for entry in near.defer("document").order_by("pk"):
        begin.add(max(entry.line, first))
        for number in range(max(entry.line, first), min(entry.end_line, last) + 1):
            entries.setdefault(number, entry)
    reasons: dict[int, str] = {}
    for one in source.ignored:
        begin.add(max(one["line"], first))
        for number in range(max(one["line"], first), min(one["end_line"], last) + 1):
            reasons.setdefault(number, one["reason"])
    repairs = {one["line"]: one["message"] for one in source.repairs}
    return [
        Fate(
            number,
            text,
            entries.get(number) if number not in reasons else None,
            reasons.get(number, ""),
            number in begin,
            repairs.get(number, ""),
        )
        for number, text in shown_lines(source, first, last)
    ]


@dataclass(frozen=True)
class Column:
    """A column of a table or a key of JSON: its name, what it is taken for, and an example."""

    name: str
    meaning: str
    example: str


def columns_of(source: ImportSource) -> list[Column]:
    """Returns the columns of a table or the keys of JSON; nothing for any other text."""
    suffix = f".{source.path.rpartition('.')[2].lower()}"
    if suffix not in SHEETS or not source.text:
        return []
    sheet = _sheet(source, suffix)
    meanings = {name: meaning for meaning, name in sheet.columns.items()}
    rows = sheet.rows[:SAMPLE]
    names = list(dict.fromkeys(name for row in rows for name in row.cells))
    return [Column(name, meanings.get(name, ""), _example(rows, name)) for name in names[:60]]


def _sheet(source: ImportSource, suffix: str) -> Sheet:
    return read_sheet(source.text.split("\n"), suffix, source.asked.get("columns", {}))


def _example(rows, name: str) -> str:
    found = next((row.cells[name] for row in rows if row.cells.get(name) not in (None, "")), "")
    words = " ".join(str(found).split())
    return words if len(words) <= 80 else f"{words[:80]}…"
