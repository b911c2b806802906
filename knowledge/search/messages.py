"""Entries that have the telling words of an error's message, where no entry explains the error itself.

A message has a dozen words and few entries have many of them, so it is not searched as a question is: the
rarest words are looked up, each by itself, and what they lead to is ranked. However large the archive is, they
lead to a bounded number of entries.
"""

from __future__ import annotations

from collections.abc import Collection

from hub.core.search_query import parse
from knowledge.search import backend
from knowledge.search.matching import read
from knowledge.search.passages import Marker
from knowledge.search.ranking import rank
from knowledge.search.results import Row
from knowledge.search.rows import read_entries, row_of
from knowledge.search.terms import in_one_piece

CANDIDATES = 20  # that are read to be ranked


def search_message(words: str, *, limit: int, without: Collection[int] = ()) -> list[Row]:
    """Returns the entries that have most of the telling words of a message; four queries, three where none has any.

    Arguments:
        words: of the message, and no values that were in it.
        limit: how many rows at most.
        without: ids of entries that are shown already.
    """
    query = parse(words)
    terms = read(query, correct=False, only_telling=True).terms
    if not terms:
        return []
    found = backend.index().sharing(terms, CANDIDATES + len(without))
    candidates = [pk for pk in found if pk not in without][:CANDIDATES]
    best = [one.entry_id for one in rank(candidates, terms, whole=in_one_piece(query))[:limit]]
    entries, marker = read_entries(best), Marker(terms)
    return [row_of(entries[pk], marker) for pk in best if pk in entries]
