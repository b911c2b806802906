"""Questions and answers behind a bare letter and a dash, now with a space and now without: `Q-Why…`, `A - Because…`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import read_title

DASHED = re.compile(r"^(?P<letter>[QA])\s?[-–—]\s{0,3}(?=[^\s\d-])")
BARE = re.compile(r"^(?P<letter>[QA])\s(?=[^\W\d_])")
FEWEST, ANSWERED = 3, 0.6  # questions behind a dash, and of them those right above an answer


def write_pairs(source: Source) -> None:
    """Writes such letters with a colon, where questions and answers take turns behind them."""
    begins = list(_beginnings(source))
    dashed = {at: found["letter"] for at in begins if (found := DASHED.match(source.lines[at]))}
    asked = [at for at, letter in dashed.items() if letter == "Q"]
    following = dict(itertools.pairwise(begins))
    answered = sum(dashed.get(following.get(at, -1)) == "A" for at in asked)
    if len(asked) < FEWEST or answered < ANSWERED * len(asked):
        return
    above = ""
    for at in begins:
        line = source.lines[at]
        letter = dashed.get(at, "")
        found = DASHED.match(line) if letter else BARE.match(line)
        if found and (letter or _pairs(found["letter"], line[found.end() :], above)):
            source.lines[at] = f"{found['letter']}: {line[found.end() :]}"
            letter = found["letter"]
        above = letter
    source.forget_tree()


def _beginnings(source: Source) -> Iterator[int]:
    """Yields the lines that begin a paragraph."""
    for at, line in enumerate(source.lines):
        if line.strip() and at not in source.verbatim and not (at and source.lines[at - 1].strip()):
            yield at


def _pairs(letter: str, text: str, above: str) -> bool:
    """Says whether a letter without a dash is meant as one of a pair: it asks, or stands right below what is asked."""
    return read_title(text).asks if letter == "Q" else above == "Q"
