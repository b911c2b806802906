"""Finds private keys in PEM's and PGP's armour, also in one line and also those that were cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

BEGIN = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-{1,5}", re.ASCII)
# The next armour of any sort; a line of a key, with what quotes or marks it.
ARMOUR = re.compile(r"-----(?:BEGIN|END)[ A-Z0-9]{0,60}(?:-----)?", re.ASCII)
LINE = re.compile(
    r"[ \t>|+\"'\\]{0,12}(?:[A-Za-z0-9+/=]{4,4000}|[A-Z][A-Za-z\-]{2,20}: [^\n]{0,200})?(?:\\[nr]|[ \t\r\"',+;\\]){0,12}",
    re.ASCII,
)
BODY = re.compile(
    r"(?:[ \t\r\n>|+\"',;]|\\[nr]|[A-Z][A-Za-z\-]{2,20}: [^\n\\]{0,200}){0,60}[A-Za-z0-9+/]{8}", re.ASCII
)
MAX_KEY = 20_000  # characters between the two ends


def key_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Gives where private keys stand, from their first line to their last."""
    at = 0
    while begin := BEGIN.search(text, at):
        at = begin.end()
        if not BODY.match(text, at):
            continue  # its name alone, as code and messages have it
        closing = ARMOUR.search(text, at, at + MAX_KEY)
        if closing and closing[0].startswith("-----END"):
            at = closing.end()
        else:
            at = _end_of_lines(text, at, closing.start() if closing else len(text))
        yield begin.start(), at


def _end_of_lines(text: str, at: int, limit: int) -> int:
    """Where the last line that looks like a key's ends."""
    end = at
    while at < limit:
        line_end = text.find("\n", at, limit)
        stop = limit if line_end < 0 else line_end
        match = LINE.match(text, at, stop)
        if match is None or match.end() < stop:
            # In one line the rest of the key ends where its letters do.
            return max(end, match.end() if match and end == at else end)
        if text[at:stop].strip(" \t\r\n>|+\"'\\"):
            end = stop
        at = stop + 1
    return end
