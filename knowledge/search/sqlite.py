"""The full-text index on SQLite: our lexemes in an FTS5 table, a column a weight."""
# ruff: noqa: S608, S611 - what is put into statements are names of ours; what people type is a parameter

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from knowledge.search.expressions import AllOf, AnyOf, Lexeme, Node, Phrase, any_of

if TYPE_CHECKING:
    from knowledge.search.documents import Document
    from knowledge.search.terms import Term

TABLE = "knowledge_searchindex"
COLUMNS = ("a", "b", "c", "d", "x")  # x holds names as written and compounds as one word
COLUMN_WEIGHTS = "10.0, 7.0, 3.0, 1.0, 3.0"
GAP = "\ue07f"  # between fields, so that no phrase reaches from one into the next
# FTS5's tokenizer keeps everything but ASCII punctuation; that goes where no text is.
SHIELD = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}


def write(documents: Sequence[Document]) -> None:
    """Puts entries into the index, in place of what it held of them."""
    remove([one.entry_id for one in documents])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s, %s)",
            [(one.entry_id, *_columns(one)) for one in documents],
        )


def remove(entry_ids: Iterable[int]) -> None:
    """Takes entries out of the index."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(one,) for one in entry_ids])


def clear() -> None:
    """Empties the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")


def matching(node: Node) -> Q:
    """Returns the condition on entries that they match."""
    return Q(pk__in=RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [_query(node)]))


def among(entry_ids: list[int]) -> Q:
    """Returns the condition that an entry is one of some, however many."""
    return Q(pk__in=RawSQL("SELECT value FROM json_each(%s)", [json.dumps(entry_ids)]))


def ranked(
    entries: QuerySet, terms: Sequence[Term], *, limit: int, all_fields: bool
) -> list[tuple[int, float]]:
    """Returns the best of some entries with their scores, best first.

    Arguments:
        entries: that match.
        terms: what they are judged by; rarer ones count more.
        limit: how many at most.
        all_fields: of use to PostgreSQL only; FTS5 reads every field in any case.
    """
    found = any_of(term.node for term in terms)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, -bm25({TABLE}, {COLUMN_WEIGHTS}) FROM {TABLE} WHERE {TABLE} MATCH %s",
            [_query(found)],
        )
        scores = dict(cursor.fetchall())
    rows = [(pk, scores.get(pk, 0.0)) for pk in entries.order_by("pk").values_list("pk", flat=True)]
    return sorted(rows, key=lambda row: (-row[1], row[0]))[:limit]


def starts_with(field: str, prefix: str) -> Q:
    """Returns the condition that a text column begins with a prefix, such that an index serves it."""
    if not prefix:
        return Q()
    after = prefix[:-1] + chr(min(ord(prefix[-1]) + 1, 0x10FFFF))
    return Q(**{f"{field}__gte": prefix, f"{field}__lt": after})


def _columns(document: Document) -> tuple[str, ...]:
    texts: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for field in document.fields:
        column = texts[field.weight.lower()]
        at = -1
        for offset, lexeme in field.lexemes:
            # Only what begins a new place keeps the order of words, and with it phrases.
            (column if offset > at else texts["x"]).append(lexeme.translate(SHIELD))
            at = max(at, offset)
        column.append(GAP)
    return tuple(" ".join(texts[column]) for column in COLUMNS)


def _query(node: Node) -> str:
    """Returns what is looked for in FTS5's syntax."""
    match node:
        case Lexeme(text, prefix):
            return _quoted(text) + (" *" if prefix else "")
        case Phrase(lexemes):
            return '"' + " ".join(lexeme.translate(SHIELD) for lexeme in lexemes) + '"'
        case AnyOf(parts):
            return "(" + " OR ".join(map(_query, parts)) + ")"
        case AllOf(parts):
            return "(" + " AND ".join(map(_query, parts)) + ")"


def _quoted(lexeme: str) -> str:
    return f'"{lexeme.translate(SHIELD)}"'
