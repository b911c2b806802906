"""What a query may be about though it does not say so: `stuck` of deadlocks, `bitly` of URL shorteners."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from knowledge.search.analysis import Token, tokens
from knowledge.search.expressions import Node, phrase

TABLE = Path(__file__).with_name("related.txt")

Rows = list[tuple[frozenset[str], tuple[Node, ...]]]


def related(typed: Sequence[Token]) -> Rows:
    """Returns the stems of a query that together suggest something, with what they suggest.

    Arguments:
        typed: the query's words.
    """
    stems = {stem for token in typed for stem in (*token.stems, token.joined) if stem}
    return [row for stem in sorted(stems) for row in _table().get(stem, ()) if row[0] <= stems]


def is_said(stem: str) -> bool:
    """Whether people say a word, so that it is no slip even where no entry has it."""
    return stem in _said()


@cache
def _said() -> frozenset[str]:
    return frozenset(stem for rows in _table().values() for stems, _ in rows for stem in stems)


@cache
def _table() -> dict[str, Rows]:
    """The rows of the table, each under one of its stems, which is enough to find it."""
    rows: dict[str, Rows] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        said, _, meant = line.partition(": ")
        meant = meant or said  # a line without a colon: each of its names suggests all others
        nodes = tuple(phrase(stems) for name in meant.split(",") if (stems := _stems(name)))
        for way in said.split(","):
            if stems := _stems(way):
                rows.setdefault(max(stems, key=len), []).append((frozenset(stems), nodes))
    return rows


def _stems(text: str) -> list[str]:
    return [stem for token in tokens(text) for stem in token.stems]
