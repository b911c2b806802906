"""What became of every line of a source."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.models import ImportedEntry, ImportSource


@dataclass(frozen=True)
class Fate:
    """A line, the entry it went into, or why it went nowhere."""

    number: int
    text: str
    entry: ImportedEntry | None = None
    reason: str = ""
    begins: bool = False
    repair: str = ""


def fates(source: ImportSource) -> list[Fate]:
    """Returns every line of a source with what became of it."""
    lines = source.text.split("\n")
    entries: dict[int, ImportedEntry] = {}
    first: set[int] = set()
    for entry in source.entries.defer("document").order_by("pk"):
        first.add(entry.line)
        for number in range(entry.line, min(entry.end_line, len(lines)) + 1):
            entries.setdefault(number, entry)
    reasons: dict[int, str] = {}
    for one in source.ignored:
        first.add(one["line"])
        for number in range(one["line"], min(one["end_line"], len(lines)) + 1):
            reasons.setdefault(number, one["reason"])
    repairs = {one["line"]: one["message"] for one in source.repairs}
    return [
        Fate(
            number,
            text[:1000],
            entries.get(number) if number not in reasons else None,
            reasons.get(number, ""),
            number in first,
            repairs.get(number, ""),
        )
        for number, text in enumerate(lines, start=1)
    ]
