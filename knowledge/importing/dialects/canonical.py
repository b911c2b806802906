"""The hub's own format: one entry document a file. Front matter that names a kind is the evidence."""

from __future__ import annotations

import re

from knowledge.entrydocs import DocumentError, Problem, read
from knowledge.importing.dialects import Understood
from knowledge.importing.drafts.entries import Found

NAME = "canonical"
# A `kind:` line between the opening `---` and the next one.
EVIDENCE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n)[^\n]*\n){0,400}?[\"']?kind[\"']?[ \t]*:"
)


def recognises(data: bytes) -> bool:
    return EVIDENCE.match(data) is not None


def understand(data: bytes) -> Understood:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8: byte 0x{data[error.start]:02X} on line {line}"
        return Understood(NAME, problems=[Problem(0, "", message)])
    try:
        lines = text.count("\n") + (not text.endswith("\n"))
        return Understood(NAME, entries=[Found(read(text), 1, max(1, lines), dialect=NAME)])
    except DocumentError as error:
        return Understood(NAME, problems=error.problems)
