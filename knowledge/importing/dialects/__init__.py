"""Dialects: the shapes texts come in. Each says by evidence whether a text is its own, and reads it.

A package, because every dialect is a file: `recognises(file, text)` looks for evidence and never guesses,
`understand(file, text)` returns what it read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from knowledge.entrydocs import EntryDocument, Problem


@dataclass(frozen=True)
class Ignored:
    """Lines of a source, counted from 1, that became no entry, and why."""

    line: int
    end_line: int
    reason: str


@dataclass
class Understood:
    """What a dialect made of a text: documents with the line each begins on."""

    dialect: str | None
    entries: list[tuple[EntryDocument, int]] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    encoding_repaired: bool = False


class Dialect(Protocol):
    """One shape of source."""

    name: str

    def recognises(self, text: str) -> bool: ...

    def understand(self, text: str) -> Understood: ...


def understand(text: str) -> Understood:
    """Reads a text in the first dialect that recognises it; one nobody does is ignored whole."""
    from knowledge.importing.dialects.canonical import Canonical  # noqa: PLC0415 - dialects use this module

    for dialect in (Canonical(),):
        if dialect.recognises(text):
            return dialect.understand(text)
    end = max(1, text.count("\n") + (not text.endswith("\n")))
    reason = "not understood: no front matter that names a kind" if text.strip() else "empty"
    return Understood(None, ignored=[Ignored(1, end, reason)])


__all__ = ["Dialect", "Ignored", "Understood", "understand"]
