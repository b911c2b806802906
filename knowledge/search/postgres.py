"""The full-text index on PostgreSQL: our lexemes in a `tsvector` of their own table, under a GIN index."""
# ruff: noqa: S608, S611 - what is put into statements are names of ours; what people type is a parameter

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from knowledge.search.expressions import AllOf, AnyOf, Lexeme, Node, Phrase, after, all_of, any_of

if TYPE_CHECKING:
    from knowledge.search.documents import Document
    from knowledge.search.terms import Term

TABLE = ENTRIES = "knowledge_searchindex"  # a row for every public entry
LAST_POSITION = 16_383  # PostgreSQL keeps no higher one
GAP = 20  # between fields, so that no phrase reaches from one into the next
WEIGHTS = "{0.1, 0.3, 0.7, 1.0}"  # D, C, B, A
LOOKED_AT = 300  # rows whose sections are read to rank them

# `head` leaves the sections out: it stays in the row, so that ranking many rows reads little.
WRITE = f"""
INSERT INTO {TABLE} (entry_id, kind, technology, level, category, tags, lexemes, head)
SELECT given.entry_id, page.content_type_id, entry.technology_id, entry.level, question.category_id,
    ARRAY(SELECT tag_id FROM knowledge_entrytag WHERE content_object_id = given.entry_id),
    given.lexemes::tsvector, ts_filter(given.lexemes::tsvector, '{{a,b,c}}')
FROM unnest(%s::bigint[], %s::text[]) AS given (entry_id, lexemes)
JOIN wagtailcore_page page ON page.id = given.entry_id
JOIN knowledge_entrypage entry ON entry.page_ptr_id = given.entry_id
LEFT JOIN knowledge_questionpage question ON question.entrypage_ptr_id = given.entry_id
ON CONFLICT (entry_id) DO UPDATE SET (kind, technology, level, category, tags, lexemes, head) =
    (excluded.kind, excluded.technology, excluded.level, excluded.category, excluded.tags,
     excluded.lexemes, excluded.head)
"""
# The planner takes reading a long row for cheap and would rather read all of them than ask the index; and
# compiling a statement takes longer than running it.
PLANNING = (
    "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true),"
    " set_config('work_mem', '64MB', true)"
)

TAGGED = "(SELECT *, unnest(tags) AS tag FROM found) tagged"
SORTED = '{} COLLATE "C"'
SORTED_LIKE = "{} USING ~<~"
HAS_TAG = "tags && %s::bigint[]"


def write(documents: Sequence[Document]) -> None:
    """Puts entries into the index, in place of what it held of them, with what search narrows them by."""
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


def found(
    wanted: Node | None, unwanted: Node | None, terms: Sequence[Term], most: int
) -> tuple[str, list[Any]]:
    """Returns the rows that match, with what narrows them and a first score: a named subquery, and its values.

    Arguments:
        wanted: what they must have; None for everything.
        unwanted: what they may not have.
        terms: what they are judged by, in their titles, keywords and summaries.
        most: how many are read.
    """
    score, values = _score("head", _roughly(terms))
    queries = _apart(wanted, unwanted)
    rows = " UNION ALL ".join([f"SELECT * FROM {TABLE} WHERE lexemes @@ %s::tsquery"] * len(queries)) or TABLE
    if wanted is None and unwanted is not None:  # the index finds nothing by what is not there
        rows, queries = f"SELECT * FROM {TABLE} WHERE NOT lexemes @@ %s::tsquery", [_query(unwanted)]
    sql = f"""found AS MATERIALIZED (
        SELECT entry_id, kind, technology, level, category, tags, {score} AS score
        FROM {f"({rows}) matching" if queries else rows} LIMIT {most})"""
    return sql, [*values, *queries]


def best(where: str, terms: Sequence[Term], limit: int) -> tuple[str, list[Any]]:
    """Returns the query of the best rows of `found`, the sections counting too, and its values.

    Arguments:
        where: a condition on the rows; its values come before those returned.
        terms: what they are judged by; each counts by its weight.
        limit: how many at most.
    """
    score, values = _score("lexemes", terms)
    likely = f"SELECT entry_id FROM found WHERE {where} ORDER BY score DESC, entry_id LIMIT {LOOKED_AT}"
    sql = f"""SELECT entry_id, {score} AS score FROM {TABLE} WHERE {one_among("entry_id", likely)}
        ORDER BY score DESC, entry_id LIMIT {limit}"""
    return sql, values


def sharing(terms: Sequence[Term], limit: int) -> list[int]:
    """Returns the entries that have the weightiest of some terms, the weightiest first; one query.

    Each term is looked up by itself and no row is looked into: that costs what the terms lead to, and no more.

    Arguments:
        terms: each of which few entries have.
        limit: how many at most.
    """
    each, values = [], []
    for term in terms:
        each.append(f"SELECT entry_id, %s AS weight FROM {TABLE} WHERE lexemes @@ %s::tsquery")
        values += [term.weight, _query(_without_phrases(term.node) or term.node)]
    sql = f"""SELECT entry_id FROM ({" UNION ALL ".join(each)}) AS posting
        GROUP BY entry_id ORDER BY sum(weight) DESC, entry_id DESC LIMIT {limit}"""
    return [pk for (pk,) in rows(sql, values)]


def rows(sql: str, values: Sequence[Any]) -> list[tuple]:
    """Returns what a statement about the index answers.

    How it is planned goes along with it: sent together both are one transaction, and one way to the server.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{PLANNING}; {sql}", values)
        cursor.nextset()
        return cursor.fetchall()


def _apart(wanted: Node | None, unwanted: Node | None) -> list[str]:
    """Returns the queries that together find what is wanted, no row twice.

    To look at the order of words PostgreSQL reads every row of the pages that hold such a candidate. So what
    is found without phrases is asked for first, and apart from it what only phrases find.
    """
    if wanted is None:
        return []
    query = _query(wanted)
    without = f" & !{_query(AnyOf((unwanted,)))}" if unwanted is not None else ""
    by_words = _without_phrases(wanted)
    if by_words is None or by_words == wanted:
        return [query + without]
    words = _query(by_words)
    return [words + without, f"{query} & !({words}){without}"]


def _without_phrases(node: Node) -> Node | None:
    """What finds nothing else and asks for no phrase, or None."""
    match node:
        case Lexeme():
            return node
        case Phrase():
            return None
        case AnyOf(parts):
            found = [one for part in parts if (one := _without_phrases(part)) is not None]
            return any_of(found) if found else None
        case AllOf(parts):
            every = [_without_phrases(part) for part in parts]
            return all_of(one for one in every if one is not None) if None not in every else None


def _roughly(terms: Sequence[Term]) -> list[Term]:
    """The words by which the rows are chosen that are looked at closely; to rank by phrases takes much longer."""
    found = []
    for term in terms:
        ways = term.node.parts if isinstance(term.node, AnyOf) else (term.node,)
        words = [way for way in ways if isinstance(way, Lexeme)]
        found += [replace(term, node=any_of(words))] if words else []
    return found or list(terms)


def _score(column: str, terms: Sequence[Term]) -> tuple[str, list[Any]]:
    ranks, values = [], []
    for term in terms:
        # ts_rank shares its number out among alternatives, so that each must be asked for by itself.
        ways = term.node.parts if isinstance(term.node, AnyOf) else (term.node,)
        each = ", ".join(f"ts_rank('{WEIGHTS}', {column}, %s::tsquery)" for _ in ways)
        ranks.append(f"%s * GREATEST({each})")
        values += [term.weight, *(_query(way) for way in ways)]
    return " + ".join(ranks) or "0", values


def stands(node: Node) -> tuple[str, list[str]]:
    """Returns the condition that at least one entry has something, and its values."""
    return f"EXISTS (SELECT 1 FROM {TABLE} WHERE lexemes @@ %s::tsquery)", [_query(node)]


def one_of(column: str) -> str:
    """Returns the condition that a column has one of the values of a list, which is given as one value."""
    return f"{column} = ANY(%s)"


def one_among(column: str, query: str) -> str:
    """Returns the condition that a column has one of the values a query gives.

    The query is answered first: to plan that takes a fraction of the time that the planning of a join does.
    """
    return f"{column} = ANY(ARRAY({query}))"


def each(column: str) -> str:
    """Returns the table of the values of a list, each called `value`, where a column holds the list."""
    return f"unnest({column}::text[]) AS each (value)"


def begins(column: str, prefix: str) -> tuple[str, list[str]]:
    """Returns the condition that a column begins so, whose index sorts by the bytes, and its values."""
    return f'{column} COLLATE "C" >= %s AND {column} COLLATE "C" < %s', [prefix, after(prefix)]


def begins_like(column: str, prefix: str) -> tuple[str, list[str]]:
    """Returns the same for a column that has the index Django makes for patterns, sorted as `SORTED_LIKE`."""
    return f"{column} ~>=~ %s AND {column} ~<~ %s", [prefix, after(prefix)]


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
