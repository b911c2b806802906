"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from hub.core.search_query import SearchQuery
from knowledge.listings import FacetGroup
from knowledge.models import EntryPage
from knowledge.search.vocabulary import Correction

SORTS = {
    "relevance": "Best match",
    "newest": "Newest",
    "updated": "Recently updated",
    "most-read": "Most read",
}


@dataclass(frozen=True)
class Row:
    """An entry of the results.

    Arguments:
        entry: as `for_rows` reads it, an `EntryPage` of no particular kind.
        kind: the key of its kind.
        score: to compare within one answer only; 0 where something else than relevance sorts.
        title: its title as HTML, the words found marked.
        passage: the part of its text that says most about the query, as HTML, the words found marked.
    """

    entry: EntryPage
    kind: str
    score: float
    title: SafeString
    passage: SafeString


@dataclass(frozen=True)
class Results:
    """The answer to a query.

    Arguments:
        query: as it was understood, with corrections in its words.
        typed: as it was typed, cut and on one line.
        sort: the order in force.
        page, pages: which page this is, from 1, and how many there are.
        total: how many entries match, as far as they were counted.
        more: whether there are more than were counted; facets count no more of them.
        rows: those of this page.
        exact: the entry whose code the query is, or may be.
        promoted: entries that editors put above the results, on the first page.
        facets: with counts that agree with `total`.
        relaxed: whether entries are included that lack a word.
        unknown: words that no entry has.
        only_related: whether that is all of them, so that the entries have what is related in their place.
        corrected: words that were read as others; the answer is to the corrected query.
        suggested: what names may have been meant; nothing was changed.
        closest: where nothing matches, entries that come near.
        related: other searches that lead on.
    """

    query: SearchQuery
    typed: str = ""
    sort: str = "relevance"
    page: int = 1
    pages: int = 1
    total: int = 0
    more: bool = False
    rows: list[Row] = field(default_factory=list)
    exact: Row | None = None
    promoted: list[Row] = field(default_factory=list)
    facets: list[FacetGroup] = field(default_factory=list)
    relaxed: bool = False
    unknown: list[str] = field(default_factory=list)
    only_related: bool = False
    corrected: list[Correction] = field(default_factory=list)
    suggested: list[Correction] = field(default_factory=list)
    closest: list[Row] = field(default_factory=list)
    related: list[str] = field(default_factory=list)

    @property
    def has_next(self) -> bool:
        return self.page < self.pages

    @property
    def did_you_mean(self) -> str:
        """The whole query with what may have been meant, or nothing."""
        text = self.typed
        for one in self.suggested:
            at = text.casefold().find(one.written)
            if at >= 0:
                text = text[:at] + one.read_as + text[at + len(one.written) :]
        return text if text != self.typed else ""
