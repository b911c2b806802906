"""What begins as somebody typed: words of titles, codes and tags, read in one statement."""
# ruff: noqa: S608 - what is put into the statement are names of ours; what people type is a parameter

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import connection

from knowledge.models import EntryKeyword, EntryPage, EntryTag
from knowledge.models.search import TitleStart
from knowledge.search import backend

LOOKED_AT = 120  # beginnings of titles per look-up, of which the best are offered
MOST_TAGS = 3

Statement = tuple[str, list[Any]]


class Start(NamedTuple):
    """Where in a title a word stands, and how the title goes on from there."""

    place: int
    key: str


@dataclass
class Begun:
    """What was found.

    Arguments:
        titles: for each text asked for, the entries whose titles go on from some word as it does.
        codes: codes of entries with the entries' ids, in the codes' order.
        tags: those of public entries, in the slugs' order.
    """

    titles: list[dict[int, Start]]
    codes: dict[str, int] = field(default_factory=dict)
    tags: list[EntryKeyword] = field(default_factory=list)


def begun(titles: Sequence[str], *, codes: Sequence[str], slug: str, limit: int) -> Begun:
    """Returns what begins so; one query, of one short index scan a beginning.

    Arguments:
        titles: beginnings of titles from some word on, folded.
        codes: beginnings of codes, in capitals.
        slug: the beginning of a tag's slug.
        limit: codes and tags at most.
    """
    parts = [
        *(_titles(number, one) for number, one in enumerate(titles)),
        *(_codes(one, limit) for one in codes),
        _tags(slug, min(limit, MOST_TAGS)),
    ]
    each = (f"SELECT * FROM ({sql}) AS part_{number}" for number, (sql, _) in enumerate(parts))
    found = Begun([{} for _ in titles])
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), [value for _, values in parts for value in values])
        rows = cursor.fetchall()
    for what, number, pk, place, key, name in sorted(rows, key=lambda row: row[4]):
        match what:
            case "title":
                known = found.titles[number].get(pk)
                if known is None or place < known.place:
                    found.titles[number][pk] = Start(place, key)
            case "code":
                found.codes[key] = pk
            case _:
                found.tags.append(EntryKeyword(pk=pk, slug=key, name=name))
    return found


def _titles(number: int, beginning: str) -> Statement:
    condition, values = backend.index().begins("key", beginning)
    return (
        f"SELECT 'title' AS what, {number} AS number, entry_id AS pk, place, key AS key, '' AS name"
        f" FROM {TitleStart._meta.db_table} WHERE {condition}"
        f" ORDER BY {backend.index().SORTED.format('key')} LIMIT {LOOKED_AT}"
    ), values


def _codes(beginning: str, limit: int) -> Statement:
    index = backend.index()
    condition, values = index.begins_like("code", beginning)
    return (
        f"SELECT 'code', 0, entry_id, 0, code, '' FROM {EntryPage._meta.db_table}"
        f" JOIN {index.ENTRIES} public ON entry_id = page_ptr_id WHERE {condition}"
        f" ORDER BY {index.SORTED_LIKE.format('code')} LIMIT {int(limit)}"
    ), values


def _tags(beginning: str, limit: int) -> Statement:
    """The first use of each tag is looked for, in order: asked whether one exists, PostgreSQL would read all of
    them, and asked for any, all of them for each tag that has none."""
    index = backend.index()
    condition, values = index.begins_like("slug", beginning)
    use = (
        f"SELECT 1 FROM {EntryTag._meta.db_table} JOIN {index.ENTRIES} public ON entry_id = content_object_id"
        " WHERE tag_id = tag.id ORDER BY content_object_id LIMIT 1"
    )
    return (
        f"SELECT 'tag', 0, id, 0, slug, name FROM {EntryKeyword._meta.db_table} tag"
        f" WHERE {condition} AND ({use}) IS NOT NULL ORDER BY {index.SORTED_LIKE.format('slug')} LIMIT {int(limit)}"
    ), values
