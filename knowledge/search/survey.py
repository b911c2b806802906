"""One statement to the index: which entries match, how many, how many of each facet's values, and the best.

They are matched once, and everything is counted from that, so that the numbers agree with the list.
"""
# ruff: noqa: S608 - what is put into the statement are names of ours; what people type is a parameter

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from knowledge.models import EntryKeyword
from knowledge.search import backend
from knowledge.search.expressions import Node
from knowledge.search.terms import Term

COLUMNS = ("kind", "technology", "level", "category")
CANDIDATES = 100  # of the best
MOST = 100_000  # entries that are counted; of a larger archive, what more of them have is said to be more
MOST_TAGS = 60  # most used ones that are counted, besides those chosen

Chosen = Mapping[str, Sequence[int | str]]  # by facet what `COLUMNS` and tags hold, any of each


class Tag(NamedTuple):
    """A tag as people read it."""

    slug: str
    name: str


@dataclass(frozen=True)
class Survey:
    """What an index says of a question.

    Arguments:
        total: how many entries match and have the chosen values.
        more: whether more match than were counted.
        best: their ids and scores, best first; at most `CANDIDATES`.
        numbers: by facet and value how many entries choosing it would give, the other facets kept.
        tags: those among the numbers, by their values there.
    """

    total: int = 0
    best: list[tuple[int, float]] = field(default_factory=list)
    numbers: dict[str, dict[str, int]] = field(default_factory=dict)
    more: bool = False
    tags: dict[str, Tag] = field(default_factory=dict)


def survey(
    wanted: Node | None,
    unwanted: Node | None = None,
    *,
    terms: Sequence[Term] = (),
    chosen: Chosen | None = None,
    with_facets: bool = False,
    most: int = MOST,
) -> Survey:
    """Returns what is found; one query, whatever is found.

    Arguments:
        wanted: what entries must have; None for everything.
        unwanted: what they may not have.
        terms: what the best are judged by; without any, no best are looked for.
        chosen: values that narrow; a facet that is named without any lets nothing through.
        with_facets: whether values are counted.
        most: how many entries are read at most, and counted.
    """
    index = backend.index()
    narrowing = {key: _condition(key, values) for key, values in (chosen or {}).items()}
    subquery, values = index.found(wanted, unwanted, terms, most)
    everything, given = _where(narrowing)
    parts = [
        f"SELECT 'total', '', count(*), '', '' FROM found WHERE {everything}",
        "SELECT 'read', '', count(*), '', '' FROM found",
    ]
    values += given
    if terms:
        sql, more = index.best(everything, terms, CANDIDATES)
        parts.append(f"SELECT 'best', CAST(entry_id AS text), score, '', '' FROM ({sql}) best")
        # The score is selected before the rows are chosen.
        values += [*more, *given]
    for key in (*COLUMNS, "tag") if with_facets else ():
        where, given = _where(narrowing, without=key)
        if key == "tag":
            picked = _picked(chosen)
            parts.append(
                f"SELECT 'tag', CAST(tag AS text), number, slug, name FROM (SELECT tag, count(*) AS number"
                f" FROM {index.TAGGED} WHERE {where} GROUP BY tag ORDER BY {picked} count(*) DESC, tag"
                f" LIMIT {MOST_TAGS}) tags JOIN {EntryKeyword._meta.db_table} keyword ON keyword.id = tag"
            )
        else:
            parts.append(
                f"SELECT '{key}', CAST({key} AS text), count(*), '', '' FROM found WHERE {where} GROUP BY {key}"
            )
        values += given
    return _read(index.rows(f"WITH {subquery} {' UNION ALL '.join(parts)}", values), most)


def _condition(key: str, values: Sequence[int | str]) -> tuple[str, list[Any]]:
    if not values:
        return "1 = 0", []
    if key == "tag":
        return backend.index().HAS_TAG, [list(values)]
    return f"{key} IN ({', '.join(['%s'] * len(values))})", list(values)


def _where(narrowing: dict[str, tuple[str, list[Any]]], *, without: str = "") -> tuple[str, list[Any]]:
    conditions = [condition for key, condition in narrowing.items() if key != without]
    values = [value for _, given in conditions for value in given]
    return " AND ".join(sql for sql, _ in conditions) or "1 = 1", values


def _picked(chosen: Chosen | None) -> str:
    """What brings the chosen tags to the front, however few entries have them."""
    tags = [int(one) for one in (chosen or {}).get("tag", ())]
    return f"CASE WHEN tag IN ({', '.join(map(str, tags))}) THEN 0 ELSE 1 END," if tags else ""


def _read(rows: Sequence[tuple[str, str | None, float, str, str]], most: int) -> Survey:
    total, more = 0, False
    best: list[tuple[int, float]] = []
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    tags: dict[str, Tag] = {}
    for what, value, number, slug, name in rows:
        if what == "total":
            total = int(number)
        elif what == "read":
            more = number >= most
        elif what == "best":
            best.append((int(value or 0), float(number)))
        elif value:
            numbers[what][value] = int(number)
            if what == "tag":
                tags[value] = Tag(slug, name)
    best.sort(key=lambda one: (-one[1], one[0]))
    return Survey(total, best, dict(numbers), more, tags)
