"""YAML at the top of a document: every scalar is a string, and nothing in it is clever.

YAML's own guesses would turn `no`, `3.10`, `1:30` and `on:` into something else; anchors, aliases and
tags could hide what a value is. So the events of the parser are read, not its objects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

MAX_DEPTH = 6


class FrontMatterError(ValueError):
    """The front matter cannot be read; `line` is counted from 0 within it."""

    def __init__(self, line: int, name: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.field = name


@dataclass
class FrontMatter:
    """The values of a front matter and the line, counted from 0, each key stands on."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


def parse(text: str) -> FrontMatter:
    """Reads front matter.

    Arguments:
        text: what stands between the two `---` lines.
    Raises:
        FrontMatterError: on anything but plain mappings, lists and scalars.
    """
    front = FrontMatter()
    try:
        events = _Events(text)
        if not events.has_content():
            return front
        _mapping(events, events.take(), depth=0, front=front)
        return front
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterError(mark.line if mark else 0, "", f"is no valid YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise FrontMatterError(0, "", f"is no valid YAML: {str(error).splitlines()[0]}") from None


class _Events:
    """The parser's events, one at a time, the framing left out."""

    FRAME = (
        yaml.StreamStartEvent,
        yaml.DocumentStartEvent,
        yaml.DocumentEndEvent,
        yaml.StreamEndEvent,
    )

    def __init__(self, text: str) -> None:
        self._events = (
            event for event in yaml.parse(text, Loader=yaml.SafeLoader) if not isinstance(event, self.FRAME)
        )
        self._next = next(self._events, None)

    def has_content(self) -> bool:
        return self._next is not None

    def take(self):
        event, self._next = self._next, next(self._events, None)
        return event


def _value(events: _Events, event, *, name: str, depth: int) -> Any:
    line = event.start_mark.line
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise FrontMatterError(line, name, "anchors and aliases (& and *) are not allowed")
    if getattr(event, "tag", None):
        raise FrontMatterError(line, name, f"the tag {event.tag} is not allowed")
    if depth > MAX_DEPTH:
        raise FrontMatterError(line, name, "is nested too deeply")
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := events.take(), yaml.SequenceEndEvent):
            items.append(_value(events, item, name=name, depth=depth + 1))
        return items
    return _mapping(events, event, depth=depth, name=name)


def _mapping(events: _Events, event, *, depth: int, name: str = "", front: FrontMatter | None = None) -> dict:
    if not isinstance(event, yaml.MappingStartEvent) or event.anchor or event.tag:
        raise FrontMatterError(event.start_mark.line, name, "expected `key: value` lines")
    values: dict[str, Any] = front.values if front else {}
    while not isinstance(key := events.take(), yaml.MappingEndEvent):
        line = key.start_mark.line
        if not isinstance(key, yaml.ScalarEvent) or key.anchor or key.tag:
            raise FrontMatterError(line, name, "a key must be a plain word")
        if key.value in values:
            raise FrontMatterError(line, key.value[:60], "is given twice")
        if front:
            front.lines[key.value] = line
        values[key.value] = _value(events, events.take(), name=name or key.value[:60], depth=depth + 1)
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
        and not (flow and re.search(r"[,\[\]{}]|:(?![A-Za-z0-9/])", text))
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
