"""The full-text index on PostgreSQL: our lexemes in a `tsvector` of their own table, under a GIN index."""
# ruff: noqa: S608, S611 - what is put into statements are names of ours; what people type is a parameter

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL

from knowledge.search.expressions import AllOf, AnyOf, Lexeme, Node, Phrase

if TYPE_CHECKING:
    from knowledge.search.documents import Document
    from knowledge.search.terms import Term

TABLE = "knowledge_searchindex"
LAST_POSITION = 16_383  # PostgreSQL keeps no higher one
GAP = 20  # between fields, so that no phrase reaches from one into the next
WEIGHTS = "{0.1, 0.3, 0.7, 1.0}"  # D, C, B, A

# `head` leaves the sections out: it stays in the row, so that ranking many rows reads little.
WRITE = f"""
INSERT INTO {TABLE} (entry_id, lexemes, head)
SELECT entry_id, lexemes::tsvector, ts_filter(lexemes::tsvector, '{{a,b,c}}')
FROM unnest(%s::bigint[], %s::text[]) AS given (entry_id, lexemes)
ON CONFLICT (entry_id) DO UPDATE SET lexemes = excluded.lexemes, head = excluded.head
"""


def write(documents: Sequence[Document]) -> None:
    """Puts entries into the index, in place of what it held of them."""
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [[one.entry_id for one in documents], [_vector(one) for one in documents]])


def remove(entry_ids: Iterable[int]) -> None:
    """Takes entries out of the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE entry_id = ANY(%s)", [list(entry_ids)])


def clear() -> None:
    """Empties the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE}")


def matching(node: Node) -> Q:
    """Returns the condition on entries that they match."""
    return Q(pk__in=RawSQL(f"SELECT entry_id FROM {TABLE} WHERE lexemes @@ %s::tsquery", [_query(node)]))


def among(entry_ids: list[int]) -> Q:
    """Returns the condition that an entry is one of some, however many."""
    return Q(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [entry_ids]))


def ranked(
    entries: QuerySet, terms: Sequence[Term], *, limit: int, all_fields: bool
) -> list[tuple[int, float]]:
    """Returns the best of some entries with their scores, best first.

    Arguments:
        entries: that match.
        terms: what they are judged by; each counts by its weight.
        limit: how many at most.
        all_fields: whether the sections count too, for which much more is read.
    """
    column = "lexemes" if all_fields else "head"
    ranks, values = [], []
    for term in terms:
        # ts_rank shares its number out among alternatives, so that each must be asked for by itself.
        ways = term.node.parts if isinstance(term.node, AnyOf) else (term.node,)
        ranks.append(f"%s * GREATEST({', '.join('ts_rank(%s, found, %s::tsquery)' for _ in ways)})")
        values += [term.weight, *(value for way in ways for value in (WEIGHTS, _query(way)))]
    score = RawSQL(
        f"SELECT {' + '.join(ranks)} FROM (SELECT {column} AS found FROM {TABLE} WHERE entry_id = knowledge_entrypage.page_ptr_id) one",
        values,
        output_field=FloatField(),
    )
    rows = entries.annotate(score=score).order_by("-score", "pk").values_list("pk", "score")
    return list(rows[:limit])


def starts_with(field: str, prefix: str) -> Q:
    """Returns the condition that a text column begins with a prefix, such that an index serves it."""
    return Q(**{f"{field}__startswith": prefix})


def _vector(document: Document) -> str:
    """Returns the document as the text of a `tsvector`."""
    places: dict[str, list[str]] = {}
    position = 1
    for field in document.fields:
        length = 0
        for offset, lexeme in field.lexemes:
            at = min(position + offset, LAST_POSITION)
            places.setdefault(lexeme, []).append(f"{at}{field.weight}")
            length = max(length, offset)
        position += length + GAP
    return " ".join(f"{_quoted(lexeme)}:{','.join(found[:255])}" for lexeme, found in places.items())


def _query(node: Node) -> str:
    """Returns what is looked for as the text of a `tsquery`."""
    match node:
        case Lexeme(text, prefix):
            return _quoted(text) + (":*" if prefix else "")
        case Phrase(lexemes):
            return "(" + " <-> ".join(map(_quoted, lexemes)) + ")"
        case AnyOf(parts):
            return "(" + " | ".join(map(_query, parts)) + ")"
        case AllOf(parts):
            return "(" + " & ".join(map(_query, parts)) + ")"


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
