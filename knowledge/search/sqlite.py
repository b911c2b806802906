"""The full-text index on SQLite: our lexemes in an FTS5 table, a column a weight."""
# ruff: noqa: S608, S611 - what is put into statements are names of ours; what people type is a parameter

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from knowledge.search.expressions import AllOf, AnyOf, Lexeme, Node, Phrase, after, any_of

if TYPE_CHECKING:
    from knowledge.search.documents import Document
    from knowledge.search.terms import Term

TABLE = "knowledge_searchindex"
FACTS = ENTRIES = "knowledge_searchfacts"  # of every public entry; FTS5 would keep it in the long rows
COLUMNS = ("a", "b", "c", "d", "x")  # x holds names as written and compounds as one word
COLUMN_WEIGHTS = "10.0, 7.0, 3.0, 1.0, 3.0"
GAP = "\ue07f"  # between fields, so that no phrase reaches from one into the next
# FTS5's tokenizer keeps everything but ASCII punctuation; that goes where no text is.
SHIELD = {code: 0xE000 + code for code in range(128) if not chr(code).isalnum()}

WRITE_FACTS = f"""
INSERT INTO {FACTS} (entry_id, kind, technology, level, category)
SELECT page.id, page.content_type_id, entry.technology_id, entry.level, question.category_id
FROM wagtailcore_page page JOIN knowledge_entrypage entry ON entry.page_ptr_id = page.id
LEFT JOIN knowledge_questionpage question ON question.entrypage_ptr_id = page.id
WHERE page.id IN (SELECT value FROM json_each(%s))
"""
TAGGED = "(SELECT found.*, tag_id AS tag FROM found JOIN knowledge_entrytag ON content_object_id = entry_id)"
SORTED = SORTED_LIKE = "{}"
HAS_TAG = """entry_id IN (SELECT content_object_id FROM knowledge_entrytag
    WHERE tag_id IN (SELECT value FROM json_each(%s)))"""


def write(documents: Sequence[Document]) -> None:
    """Puts entries into the index, in place of what it held of them."""
    remove([one.entry_id for one in documents])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, %s, %s, %s, %s, %s)",
            [(one.entry_id, *_columns(one)) for one in documents],
        )
        cursor.execute(WRITE_FACTS, [json.dumps([one.entry_id for one in documents])])


def remove(entry_ids: Iterable[int]) -> None:
    """Takes entries out of the index."""
    with connection.cursor() as cursor:
        gone = [(one,) for one in entry_ids]
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", gone)
        cursor.executemany(f"DELETE FROM {FACTS} WHERE entry_id = %s", gone)


def clear() -> None:
    """Empties the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")
        cursor.execute(f"DELETE FROM {FACTS}")


def matching(node: Node) -> Q:
    """Returns the condition on entries that they match."""
    return Q(pk__in=RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [_query(node)]))


def found(
    wanted: Node | None, unwanted: Node | None, terms: Sequence[Term], most: int
) -> tuple[str, list[Any]]:
    """Returns the rows that match, with what narrows them and their scores: named subqueries, and their values.

    Arguments:
        wanted: what they must have; None for everything.
        unwanted: what they may not have.
        terms: what they are judged by; rarer ones count more.
        most: how many are read.
    """
    matching = f"entry_id {{}} (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s)"
    judged, score, values = "", "0.0", []
    if terms:
        # With a limit it is computed once, and not anew for each row it is joined to.
        judged = f"""judged AS (SELECT rowid AS entry_id, -bm25({TABLE}, {COLUMN_WEIGHTS}) AS score
            FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT -1), """
        score = "coalesce(score, 0.0)"
        values.append(_query(any_of(term.node for term in terms)))
    conditions = []
    if wanted is not None:
        conditions.append(matching.format("IN"))
        values.append(_query(wanted))
    if unwanted is not None:
        conditions.append(matching.format("NOT IN"))
        values.append(_query(unwanted))
    sql = f"""{judged}found AS (SELECT entry_id, kind, technology, level, category, {score} AS score
        FROM {FACTS} {"LEFT JOIN judged USING (entry_id)" if terms else ""}
        WHERE {" AND ".join(conditions) or "1"} LIMIT {most})"""
    return sql, values


def best(where: str, terms: Sequence[Term], limit: int) -> tuple[str, list[Any]]:
    """Returns the query of the best rows of `found`, and its values.

    Arguments:
        where: a condition on the rows.
        terms: of use to PostgreSQL only.
        limit: how many at most.
    """
    return f"SELECT entry_id, score FROM found WHERE {where} ORDER BY score DESC, entry_id LIMIT {limit}", []


def sharing(terms: Sequence[Term], limit: int) -> list[int]:
    """Returns the entries that have the weightiest of some terms, the weightiest first; one query.

    Arguments:
        terms: each of which few entries have.
        limit: how many at most.
    """
    each, values = [], []
    for term in terms:
        each.append(f"SELECT rowid AS entry_id, %s AS weight FROM {TABLE} WHERE {TABLE} MATCH %s")
        values += [term.weight, _query(term.node)]
    sql = f"""SELECT entry_id FROM ({" UNION ALL ".join(each)}) AS posting
        GROUP BY entry_id ORDER BY sum(weight) DESC, entry_id DESC LIMIT {limit}"""
    return [pk for (pk,) in rows(sql, values)]


def rows(sql: str, values: Sequence[Any]) -> list[tuple]:
    """Returns what a statement about the index answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(one) if isinstance(one, list) else one for one in values])
        return cursor.fetchall()


def stands(node: Node) -> tuple[str, list[str]]:
    """Returns the condition that at least one entry has something, and its values."""
    return f"EXISTS (SELECT 1 FROM {TABLE} WHERE {TABLE} MATCH %s)", [_query(node)]


def one_of(column: str) -> str:
    """Returns the condition that a column has one of the values of a list, which is given as one value."""
    return f"{column} IN (SELECT value FROM json_each(%s))"


def one_among(column: str, query: str) -> str:
    """Returns the condition that a column has one of the values a query gives."""
    return f"{column} IN ({query})"


def each(column: str) -> str:
    """Returns the table of the values of a list, each called `value`, where a column holds the list."""
    return f"json_each({column}) AS each"


def begins(column: str, prefix: str) -> tuple[str, list[str]]:
    """Returns the condition that a column begins so, such that an index serves it, and its values."""
    return f"{column} >= %s AND {column} < %s", [prefix, after(prefix)]


begins_like = begins


def _columns(document: Document) -> tuple[str, ...]:
    texts: dict[str, list[str]] = {column: [] for column in COLUMNS}
    for field in document.fields:
        column = texts[field.weight.lower()]
        at = -1
        for offset, lexeme in field.lexemes:
            # Only what begins a new place keeps the order of words, and with it phrases.
            (column if offset > at else texts["x"]).append(_shielded(lexeme))
            at = max(at, offset)
        column.append(GAP)
    return tuple(" ".join(texts[column]) for column in COLUMNS)


def _query(node: Node) -> str:
    """Returns what is looked for in FTS5's syntax."""
    match node:
        case Lexeme(text, prefix):
            return _quoted(text) + (" *" if prefix else "")
        case Phrase(lexemes):
            return '"' + " ".join(map(_shielded, lexemes)) + '"'
        case AnyOf(parts):
            return "(" + " OR ".join(map(_query, parts)) + ")"
        case AllOf(parts):
            return "(" + " AND ".join(map(_query, parts)) + ")"


def _quoted(lexeme: str) -> str:
    return f'"{_shielded(lexeme)}"'


def _shielded(lexeme: str) -> str:
    return lexeme if lexeme.isalnum() else lexeme.translate(SHIELD)
