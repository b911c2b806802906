"""What is found in an entry, and the texts it is looked for in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from hub.core.rendering import Block, read_blocks
from knowledge import kinds
from knowledge.entrydocs import EntryDocument
from knowledge.entrydocs.merging.parts import SECTION, SUMMARY, label_of, parts_of

ERROR = "error"  # it keeps the entry from being published, or a reader meets something broken
WARNING = "warning"  # somebody should look at it
NOTICE = "notice"  # good to know


@dataclass(frozen=True)
class Finding:
    """Something about an entry.

    `severity` is `error`, `warning` or `notice`; `where` the path of the field, as differences name it;
    `label` its name for people; `line` counts from 1 within the field, 0 where it is the whole of it.
    """

    severity: str
    where: str
    label: str
    line: int
    message: str


@dataclass(frozen=True)
class Text:
    """One Markdown text of a document, parsed as it is for readers."""

    path: str
    label: str
    section: kinds.Section | None
    source: str
    blocks: list[Block]

    def tokens(self) -> Iterator[Token]:
        for block in self.blocks:
            yield from block.tokens

    def found(self, severity: str, line: int, message: str) -> Finding:
        return Finding(severity, self.path, self.label, line, message)


def texts_of(document: EntryDocument) -> list[Text]:
    """Returns the summary and the sections, in order."""
    parts = parts_of(document)
    paths = [path for path in (SUMMARY, *parts.order) if path in parts.values]
    return [
        Text(
            path,
            label_of(parts.kind, path),
            parts.kind.section(path.removeprefix(SECTION).partition("#")[0]),
            parts.values[path],
            read_blocks(parts.values[path]),
        )
        for path in paths
    ]


def line_of(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0
