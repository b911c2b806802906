"""YAML at the top of a document: every scalar is a string, and nothing in it is clever.

YAML's own guesses would turn `no`, `3.10`, `1:30` and `on:` into something else; anchors, aliases and
tags could hide what a value is. So the events of the parser are read, not its objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 6
MAX_KEYS = 100
MAX_ITEMS = 5_000
MAX_LENGTH = 700_000  # characters
# What YAML takes for line ends and nobody sees; the writer escapes them in double quotes.
LINE_ENDS = re.compile("[\u2028\u2029]")


class FrontMatterError(ValueError):
    """The front matter cannot be read; `line` is counted from 0 within it."""

    def __init__(self, line: int, name: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.field = name


@dataclass
class FrontMatter:
    """The values of a front matter, and the lines, counted from 0, that keys and items stand on."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[tuple[int | str, ...], int] = field(default_factory=dict)

    def line_of(self, *path: int | str) -> int:
        """Returns the line of a key, or of the part of its value a path leads to; -1 for a missing key."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, -1)


def parse(text: str) -> FrontMatter:
    """Reads front matter.

    Arguments:
        text: what stands between the two `---` lines.
    Raises:
        FrontMatterError: on anything but plain mappings, lists and scalars.
    """
    if len(text) > MAX_LENGTH:
        raise FrontMatterError(0, "", f"has {len(text):,} characters; at most {MAX_LENGTH:,} are read")
    hidden = LINE_ENDS.search(text)
    if hidden:
        number = text.count("\n", 0, hidden.start())
        raise FrontMatterError(
            number, "", f"holds U+{ord(hidden[0]):04X}; write it as \\u{ord(hidden[0]):04x}"
        )
    front = FrontMatter()
    reading = _Reading(front)
    try:
        events = _events(text)
        first = next(events, None)
        if first is not None:
            front.values = reading.mapping(events, first, ())
        rest = next(events, None)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(
            mark.line if mark else 0, reading.key, f"is no valid YAML: {error.problem}"
        ) from None
    except yaml.reader.ReaderError as error:
        number = text.count("\n", 0, error.position)
        raise FrontMatterError(number, "", f"holds the character U+{ord(text[error.position]):04X}") from None
    if rest is not None:
        raise FrontMatterError(rest.start_mark.line, "", "only one set of `key: value` lines is expected")
    return front


def _events(text: str) -> Iterator[yaml.Event]:
    """Yields the parser's events, the framing left out."""
    frame = (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent, yaml.StreamEndEvent)
    return (event for event in yaml.parse(text, Loader=yaml.SafeLoader) if not isinstance(event, frame))


class _Reading:
    """Turns events into values, keeping the line of everything; `key` is the one being read."""

    def __init__(self, front: FrontMatter) -> None:
        self.lines = front.lines
        self.key = ""

    def value(self, events: Iterator[yaml.Event], event: yaml.Event, path: tuple) -> Any:
        line = event.start_mark.line
        self.lines.setdefault(path, line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise FrontMatterError(line, self.key, "anchors and aliases (& and *) are not allowed")
        if getattr(event, "tag", None):
            raise FrontMatterError(line, self.key, f"the tag {event.tag[:60]} is not allowed")
        if len(path) > MAX_DEPTH:
            raise FrontMatterError(line, self.key, "is nested too deeply")
        if isinstance(event, yaml.ScalarEvent):
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, event, path)

    def sequence(self, events: Iterator[yaml.Event], path: tuple) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            if len(items) == MAX_ITEMS:
                raise FrontMatterError(event.start_mark.line, self.key, f"has more than {MAX_ITEMS:,} items")
            items.append(self.value(events, event, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], start: yaml.Event, path: tuple) -> dict[str, Any]:
        if not isinstance(start, yaml.MappingStartEvent) or start.anchor or start.tag:
            raise FrontMatterError(start.start_mark.line, self.key, "expected plain `key: value` lines")
        values: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            line = event.start_mark.line
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise FrontMatterError(line, self.key, "a key must be a plain word")
            key = event.value
            if not path:
                self.key = key[:60]
            if key in values:
                raise FrontMatterError(line, key[:60], "is given twice")
            if len(values) == MAX_KEYS:
                raise FrontMatterError(line, key[:60], f"there are more than {MAX_KEYS} keys")
            self.lines[(*path, key)] = line
            values[key] = self.value(events, next(events), (*path, key))
        return values


# --- Writing ---------------------------------------------------------------------------------------

PRINTABLE = re.compile(
    r"[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*\Z"
)
PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^\n]*\Z")
SHORT_ITEM = 120  # lists of items that may be longer than this are written one a line

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def scalar(text: str, *, flow: bool = False) -> str:
    """Returns a string as a YAML scalar on one line: plain where that is safe, else double-quoted.

    Arguments:
        text: any string the shapes accept.
        flow: whether it stands inside [ ] or { }.
    """
    plain = (
        PLAIN.match(text)
        and PRINTABLE.match(text)
        and text == text.strip()
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not (flow and re.search(r"[,?\[\]{}]|:(?![A-Za-z0-9/])", text))
    )
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """Returns a string in double quotes, with escapes for what YAML would change or refuse."""
    out = []
    for char in text:
        if char in ESCAPES:
            out.append(ESCAPES[char])
        elif PRINTABLE.match(char):
            out.append(char)
        else:
            out.append(f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}")
    return '"' + "".join(out) + '"'


def literal_fits(text: str) -> bool:
    """Says whether a text of several lines survives as a literal block."""
    rows = text.split("\n")
    return (
        len(rows) > 1
        and not rows[0].startswith((" ", "\t"))
        and bool(rows[-1].strip())
        and all(PRINTABLE.match(row.replace("\t", " ")) for row in rows)
    )
