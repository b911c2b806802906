"""What the page of a search by words shows: the list, what was understood, and the ways on from it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core import signing
from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.safestring import SafeString

from hub.core.search_query import FIELDS, MAX_LENGTH, PIECE, one_line, parse
from hub.search.pasted import PastedMatch, matches_of
from knowledge import kinds
from knowledge.filters import MAX_VALUES
from knowledge.listings import Chip, FacetGroup
from knowledge.models import EntryPage
from knowledge.search.counting import countable
from knowledge.search.facets import SEARCH_FACETS
from knowledge.search.results import SORTS, Results, Row
from knowledge.search.searching import PAGE_SIZE, search
from knowledge.search.vocabulary import Correction
from knowledge.traces.indexing import match

RELEVANCE = "relevance"
LONGEST = 8000  # characters of an error that came in the address all the same
COUNTED = "search.counted"  # the salt of what the page lets its script count
MARKED = re.compile(r"<mark>(.*?)</mark>")


@dataclass(frozen=True)
class Found:
    """An entry of the results as a row shows it; `why` is said of the best one only."""

    entry: EntryPage
    label: str
    title: SafeString
    passage: SafeString
    why: str = ""


class WordsPage:
    """A search by words as a visitor asked for it.

    Arguments:
        params: the query string; unknown keys and values that make no sense are ignored.
    """

    def __init__(self, params: QueryDict) -> None:
        self._typed = params.get("q", "")[:LONGEST]
        self.text = one_line(params.get("q", "")[: MAX_LENGTH * 2])[:MAX_LENGTH]
        self.sort = params.get("sort", "") if params.get("sort", "") in SORTS else RELEVANCE
        self.as_typed = bool(params.get("as_typed"))
        self._asked = {
            key: [one[:100] for one in dict.fromkeys(params.getlist(key)) if one][:MAX_VALUES]
            for key in SEARCH_FACETS
        }
        self._page = _number(params.get("page", ""))

    @cached_property
    def results(self) -> Results:
        asked = self._asked
        return search(
            self.text,
            kind=asked["kind"],
            technology=asked["technology"],
            level=asked["level"],
            category=asked["category"],
            tag=asked["tag"],
            sort=self.sort,
            page=self._page,
            correct=not self.as_typed,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return parse(self.text).is_empty and not any(self._asked.values())

    # --- The list ----------------------------------------------------------------------------------

    @cached_property
    def error(self) -> PastedMatch | None:
        """The entry that explains the words, where they are an error's message and nothing narrows them."""
        if self._page > 1 or self.chosen_pairs or self.sort != RELEVANCE or not self.text:
            return None
        if (read_as := self.results.corrected) and len(read_as) >= len(parse(self.text).words):
            return None  # words that no entry has stand in no message of one
        answer = match(self._typed, limit=1)
        return next(iter(matches_of(answer)), None) if answer.confident else None

    @cached_property
    def best(self) -> Found | None:
        """The row that stands out: one found by its code, or the first of those that have every word."""
        results = self.results
        if self.error or results.page > 1:
            return None
        if results.exact:
            return _found(results.exact, why=f"Its code is {results.exact.entry.code}")
        first = next(iter(results.rows), None)
        if first is None or results.relaxed or results.promoted or not results.query.has_terms:
            return None
        return _found(first, why=_why(first)) if self.sort == RELEVANCE else None

    @property
    def promoted(self) -> list[Found]:
        return [_found(row) for row in self.results.promoted]

    @cached_property
    def rows(self) -> list[Found]:
        """The rest of the page: what stands above is not repeated."""
        above = {one.entry.pk for one in (self.error, self.best, *self.promoted) if one}
        return [_found(row) for row in self.results.rows if row.entry.pk not in above]

    @property
    def closest(self) -> list[Found]:
        return [_found(row) for row in self.results.closest]

    # --- What was understood -----------------------------------------------------------------------

    @property
    def corrected_text(self) -> str:
        """The query as it was answered, where words were read as others."""
        return _replaced(self.text, self.results.corrected)

    @property
    def unknown(self) -> list[str]:
        """Words that no entry has."""
        shown = " ".join(f"{row.title} {row.passage}" for row in self.results.rows).casefold()
        return [word for word in self.results.unknown if html.escape(word).casefold() not in shown]

    @cached_property
    def counted(self) -> str:
        """What the page's script may have counted, signed; empty for what is not counted."""
        if self._page > 1 or any(self._asked.values()):
            return ""
        wording = countable(parse(self.text))
        found = bool(self.results.total and not self.results.relaxed) or self.error is not None
        return signing.dumps([wording, found], salt=COUNTED) if wording else ""

    # --- Filters, orders and pages -------------------------------------------------------------------

    @property
    def facets(self) -> list[FacetGroup]:
        return self.results.facets

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return list(SORTS.items())

    @cached_property
    def bare_text(self) -> str:
        """The query without the fields written in it; those are filters like any other."""
        return " ".join(PIECE.sub(_without_field, self.text).split())

    @cached_property
    def chosen_pairs(self) -> list[tuple[str, str]]:
        """The filters in force as names and values, whether written in the query or chosen."""
        return [(group.key, value.value) for group in self.facets for value in group.values if value.selected]

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(value.label, self._query(without=(group.key, value.value)))
            for group in self.facets
            for value in group.values
            if value.selected
        ]

    @property
    def clear_query(self) -> str:
        return self._query(filters=False)

    @property
    def as_typed_query(self) -> str:
        return self._query(as_typed=True)

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(range(min(self.results.total, self.results.pages * PAGE_SIZE)), PAGE_SIZE)

    @property
    def page(self) -> Page:
        return self.paginator.page(self.results.page)

    @property
    def page_links(self) -> list[tuple[int | None, str]]:
        """The numbers to link with their query strings, None where some are left out."""
        elided = self.paginator.get_elided_page_range(self.results.page, on_each_side=1, on_ends=1)
        return [
            (None, "") if number == Paginator.ELLIPSIS else (int(number), self._query(page=int(number)))
            for number in elided
        ]

    @property
    def previous_query(self) -> str:
        return self._query(page=self.results.page - 1)

    @property
    def next_query(self) -> str:
        return self._query(page=self.results.page + 1)

    def _query(
        self,
        *,
        page: int = 1,
        without: tuple[str, str] | None = None,
        filters: bool = True,
        as_typed: bool = False,
    ) -> str:
        query = QueryDict(mutable=True)
        query["q"] = self.bare_text
        for key, value in self.chosen_pairs if filters else ():
            if (key, value) != without:
                query.appendlist(key, value)
        if self.sort != RELEVANCE:
            query["sort"] = self.sort
        if as_typed or self.as_typed:
            query["as_typed"] = "1"
        if page > 1:
            query["page"] = str(page)
        return query.urlencode()


def read_counted(token: str) -> tuple[str, bool] | None:
    """Returns the wording and whether it was found, as a page of ours signed them within a day; else None."""
    try:
        wording, found = signing.loads(token, salt=COUNTED, max_age=24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return wording, found


def found_rows(rows: Iterable[Row]) -> list[Found]:
    """Returns rows of a search as a page shows them."""
    return [_found(row) for row in rows]


def _found(row: Row, why: str = "") -> Found:
    label = kinds.get(row.kind).label if row.kind else ""
    return Found(row.entry, label, row.title, row.passage, why)


def _why(row: Row) -> str:
    """Says which words were found where, from what is marked."""
    title = _marked(row.title)
    text = [word for word in _marked(row.passage) if word not in title]
    parts = [
        f"{_listed(words)} in the {place}" for words, place in ((title, "title"), (text, "text")) if words
    ]
    return ", ".join(parts) or "in its code, tags or technology"


def _marked(text: str) -> list[str]:
    return list(dict.fromkeys(html.unescape(word).casefold() for word in MARKED.findall(text)))[:4]


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(f"“{one}”" for one in words[:-1]), f"“{words[-1]}”"]))


def _replaced(text: str, corrections: Iterable[Correction]) -> str:
    for one in corrections:
        at = text.casefold().find(one.written)
        if at >= 0:
            text = text[:at] + one.read_as + text[at + len(one.written) :]
    return text


def _without_field(piece: re.Match[str]) -> str:
    named = (piece["field"] or "").lower() in FIELDS and not piece["sign"]
    return "" if named and (piece["phrase"] or piece["word"]) else piece[0]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1
