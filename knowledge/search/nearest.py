"""Entries that share telling words with a text, however few: candidates for being compared with it."""

from __future__ import annotations

from hub.core.search_query import MAX_LENGTH, MAX_WORDS, SearchQuery, one_line
from knowledge.search import facets
from knowledge.search.matching import MOST_RELAXED, any_known, read
from knowledge.search.ranking import judged_by
from knowledge.search.survey import CANDIDATES, survey


def nearest(text: str, *, kind: str = "", limit: int = 50) -> list[int]:
    """Returns the ids of entries, those first that the index finds nearest; at most four queries.

    Arguments:
        text: a title; every word is a word, none is a field or excluded.
        kind: the key of the only kind wanted; empty for all.
        limit: how many at most, up to 100.
    """
    line = one_line(text)[:MAX_LENGTH]
    reading = read(SearchQuery(text=line, words=tuple(line.split()[:MAX_WORDS])), correct=False)
    known = [term for term in reading.terms if term.known]
    wanted = any_known(reading.terms)
    if wanted is None:
        return []
    chosen = {"kind": [facets.page_types()[kind]]} if kind else None
    found = survey(wanted, terms=judged_by(known), chosen=chosen, most=MOST_RELAXED)
    return [entry_id for entry_id, _ in found.best[: min(limit, CANDIDATES)]]
