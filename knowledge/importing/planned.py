"""What a plan consists of: the sources of an import and their entries, whose documents lie on a shelf.

An archive is planned, made and recorded entry by entry, a few hundred at a time. Between these steps only what
entries are compared and sorted by stays in memory.
"""

from __future__ import annotations

import pickle
import weakref
from dataclasses import InitVar, dataclass, field, replace
from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import Any

from knowledge import kinds
from knowledge.entrydocs import EntryDocument, Problem
from knowledge.importing.archive import Duplicate
from knowledge.importing.dialects import Ignored, Repair

CREATE, UPDATE, SKIP = "create", "update", "skip"
SMALL = 200_000  # bytes of documents that lie in memory; more lie in a file


class Shelf:
    """Documents put away while nobody needs them; nothing is taken off, so that an older one can be had again."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(SMALL, prefix="hub-import-")  # noqa: SIM115 - closed when it goes
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._last: tuple[int, EntryDocument] | None = None  # which is mostly asked for again at once

    def put(self, document: EntryDocument) -> int:
        """Returns the place a document is put at, or where it stands, if it was taken just now."""
        if self._last is None or self._last[1] is not document:
            self._last = self._end, document
            self._file.seek(self._end)
            pickle.dump(document, self._file, pickle.HIGHEST_PROTOCOL)
            self._end = self._file.tell()
        return self._last[0]

    def get(self, place: int) -> EntryDocument:
        """Returns the document at a place."""
        if self._last is None or self._last[0] != place:
            self._file.seek(place)
            self._last = place, pickle.load(self._file)  # noqa: S301 - written above, to a file without a name
        return self._last[1]


@dataclass(eq=False)
class PlannedEntry:
    """One entry of a source and what is to become of it.

    Arguments:
        line, end_line: where it stands, counted from 1.
        because: for each attribute that was found by evidence, the words it was taken from.
        assumed: attributes a draft needs that nothing speaks for.
        is_canonical: whether it was written as an entry document, which says all there is to it.
        shelf: where its document lies; in memory without one.
    """

    written: InitVar[EntryDocument]
    line: int
    action: str = CREATE
    duplicate_of: Duplicate | None = None
    warnings: list[str] = field(default_factory=list)
    end_line: int = 0
    because: dict[str, str] = field(default_factory=dict)
    assumed: dict[str, Any] = field(default_factory=dict)
    is_canonical: bool = True
    shelf: Shelf | None = None
    kind: str = field(init=False)
    code: str = field(init=False)
    title: str = field(init=False)

    def __post_init__(self, written: EntryDocument) -> None:
        self.document = written

    @property
    def document(self) -> EntryDocument:
        """What it says, as it is known by now."""
        return self._kept if self.shelf is None else self.shelf.get(self._kept)

    @document.setter
    def document(self, document: EntryDocument) -> None:
        self.kind, self.code, self.title = document.kind, document.code, document.title
        self._kept: Any = document if self.shelf is None else self.shelf.put(document)

    @property
    def complete(self) -> EntryDocument:
        """The document with what had to be assumed."""
        document = self.document
        if not self.assumed:
            return document
        return replace(document, attributes={**self.assumed, **document.attributes})


@dataclass
class PlannedSource:
    """One source file; one with problems is not imported at all."""

    path: str
    dialect: str | None = None
    encoding_repaired: bool = False
    entries: list[PlannedEntry] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    confidence: float = 1.0
    licence: str = ""
    columns: dict[str, str] = field(default_factory=dict)

    @cached_property
    def wholes(self) -> dict[str, PlannedEntry]:
        """The entries that others of it are parts of, by their kind: the first of each such kind."""
        needed = {kinds.get(entry.kind).below for entry in self.entries}
        found: dict[str, PlannedEntry] = {}
        for entry in self.entries:
            if entry.kind in needed:
                found.setdefault(entry.kind, entry)
        return found
