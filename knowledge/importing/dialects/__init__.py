"""Dialects: the shapes texts come in. Each says by evidence whether a text is its own, and reads it.

A package, because every dialect is a file. The hub's own format is recognised at once; every other text
is prepared (decoded, repaired), read in the dialects that explain it best, and accounted for line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from knowledge.entrydocs import Problem
from knowledge.importing.drafts.entries import Found
from knowledge.importing.text.source import Repair


@dataclass(frozen=True)
class Ignored:
    """Lines of a source, counted from 1, that became no entry, and why."""

    line: int
    end_line: int
    reason: str


@dataclass(frozen=True)
class Hints:
    """What is known beforehand about a source.

    Arguments:
        kind: the kind asked for, or empty.
        dialect: the name of the dialect to read it in, or empty for the one that explains most.
        folder_kind: the kind each file of its folder is one entry of; empty where they are not.
        shared: folded headings that several files of its folder begin with, so that they name none of them.
        beside_banks: whether headings count through nearly all files of its folder, one of which calls itself a bank.
        columns: what columns of tables and keys of JSON hold, by their name, where the guess is wrong.
        find_technology: returns the slug of a technology the hub knows by a name, or an empty string.
    """

    kind: str = ""
    dialect: str = ""
    find_technology: Callable[[str], str] = lambda name: ""
    folder_kind: str = ""
    shared: frozenset[str] = frozenset()
    beside_banks: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Understood:
    """What a dialect made of a text.

    Arguments:
        confidence: how much speaks for the dialect, from 0 to 1.
        repairs: what was mended in the text, or looks damaged and was left alone.
    """

    dialect: str | None
    entries: list[Found] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    encoding_repaired: bool = False
    confidence: float = 1.0
    licence: str = ""
    columns: dict[str, str] = field(default_factory=dict)


def understand(path: str, data: bytes, hints: Hints | None = None) -> Understood:
    """Reads a file; one that no dialect explains is ignored line by line, with the reason for each.

    Arguments:
        path: its name, which is evidence too.
        data: its content.
    """
    from knowledge.importing.dialects import canonical, reading  # noqa: PLC0415 - they use this module

    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    if canonical.recognises(data) and (hints is None or hints.dialect in {"", canonical.NAME}):
        return canonical.understand(data)
    return reading.understand(path, data, hints or Hints())


def dialect_names() -> list[str]:
    """Returns the names a dialect can be asked for by."""
    from knowledge.importing.dialects import canonical, reading  # noqa: PLC0415 - they use this module

    return [canonical.NAME, *reading.names()]


__all__ = ["Found", "Hints", "Ignored", "Understood", "dialect_names", "understand"]
