"""A domain page's list: what is filtered, how it is counted, sorted and cut into pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import QueryDict

from knowledge import kinds
from knowledge.filters import Facet, facets_of, filterset_for
from knowledge.kinds import Kind
from knowledge.querysets import SORTS

PAGE_SIZE = 20
MORE_VALUES = 40  # behind a facet's disclosure; rarer ones are reached from the entries that have them


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: how many entries choosing it gives, the other filters kept."""

    value: str
    label: str
    number: int
    selected: bool


@dataclass(frozen=True)
class FacetGroup:
    """A facet with its values; those of `more` wait behind a disclosure."""

    key: str
    label: str
    values: list[FacetValue]
    more: list[FacetValue]


@dataclass(frozen=True)
class Chip:
    """An active filter and the query string without it."""

    label: str
    query: str


class EntryList:
    """The published entries of a kind as a visitor asked for them.

    Arguments:
        kind: whose entries.
        params: the query string; unknown keys and values that make no sense are ignored.
    """

    def __init__(self, kind: Kind, params: QueryDict) -> None:
        self.kind = kind
        self.params = params
        self.facet_declarations = facets_of(kind)
        self.base = kinds.page_model(kind.key).objects.published()
        self.filterset = filterset_for(kind)(params, queryset=self.base)
        self.filterset.form.is_valid()
        self.cleaned = self.filterset.form.cleaned_data

    # --- What is shown -----------------------------------------------------------------------------

    def _narrowed(self, *, without: str = "") -> QuerySet:
        entries = self.base
        for name, filter_ in self.filterset.filters.items():
            if name != without:
                entries = filter_.filter(entries, self.cleaned.get(name))
        return entries

    @cached_property
    def total(self) -> int:
        """How many entries there are without any filter."""
        return self.base.count()

    @cached_property
    def count(self) -> int:
        return self.paginator.count

    @property
    def sort(self) -> str:
        """The order in force, the kind's first one where none of its orders was asked for."""
        wanted = self.params.get("sort", "")
        return wanted if wanted in self.kind.sorts else self.kind.sorts[0]

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return [(name, SORTS[name][0]) for name in self.kind.sorts]

    @cached_property
    def paginator(self) -> Paginator:
        return Paginator(self._narrowed().for_rows().sorted_by(self.sort), PAGE_SIZE)

    @cached_property
    def page(self) -> Page | None:
        """The page asked for, or None where the list has no such page."""
        number = self.params.get("page", "1")
        try:
            return self.paginator.page(number)
        except PageNotAnInteger:
            return self.paginator.page(1)
        except EmptyPage:
            return None

    @property
    def rows(self):
        return self.page.object_list if self.page else []

    @property
    def page_numbers(self) -> list[int | None]:
        """The numbers to link, None where some are left out."""
        if self.page is None:
            return []
        return [
            None if number == Paginator.ELLIPSIS else int(number)
            for number in self.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        ]

    @property
    def page_links(self) -> list[tuple[int | None, str]]:
        """The numbers to link with their query strings, None where some are left out."""
        return [(number, self._query_for_page(number) if number else "") for number in self.page_numbers]

    @property
    def previous_query(self) -> str:
        return self._query_for_page(self.page.number - 1) if self.page else ""

    @property
    def next_query(self) -> str:
        return self._query_for_page(self.page.number + 1) if self.page else ""

    @property
    def first_query(self) -> str:
        return self._query_for_page(1)

    @property
    def last_query(self) -> str:
        return self._query_for_page(self.paginator.num_pages)

    def _query_for_page(self, number: int) -> str:
        """The query string of another page of the same list; the first one needs no number."""
        query = self.params.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = str(number)
        return query.urlencode()

    # --- Filters -----------------------------------------------------------------------------------

    @property
    def is_filtered(self) -> bool:
        return any(self.cleaned.get(name) not in (None, "", []) for name in self.filterset.filters)

    @cached_property
    def facets(self) -> list[FacetGroup]:
        """The facets with counts, one query each; values with nothing behind them are left out."""
        groups = []
        for facet in self.facet_declarations:
            selected = list(self.cleaned.get(facet.key) or [])
            values = self._values(facet, selected)
            first = [value for index, value in enumerate(values) if index < facet.shown or value.selected]
            more = [value for value in values if value not in first][:MORE_VALUES]
            if values:
                groups.append(FacetGroup(facet.key, facet.label, first, more))
        return groups

    def _values(self, facet: Facet, selected: list[str]) -> list[FacetValue]:
        counted = facet.counts(self._narrowed(without=facet.key))
        values = [FacetValue(value, label, number, value in selected) for value, label, number in counted]
        missing = [value for value in selected if value not in {one.value for one in values}]
        names = facet.names(self.base, missing) if missing else {}
        return values + [FacetValue(value, names.get(value, value), 0, True) for value in missing]

    @property
    def has_difficulty(self) -> bool:
        return "difficulty_min" in self.filterset.filters

    @property
    def difficulties(self) -> range:
        """The levels a reader may choose between."""
        return range(1, 11)

    @property
    def filter_pairs(self) -> list[tuple[str, str]]:
        """The filters in force as names and values, for a form that changes something else."""
        return [
            (name, value)
            for name in self.filterset.filters
            for value in dict.fromkeys(self.params.getlist(name))
            if value and self.cleaned.get(name)
        ]

    @property
    def difficulty(self) -> tuple[int, int]:
        """The range in force."""
        return (self.cleaned.get("difficulty_min") or 1, self.cleaned.get("difficulty_max") or 10)

    @cached_property
    def chips(self) -> list[Chip]:
        """The active filters, each with the query string that leaves it out."""
        chips = [
            Chip(value.label, self._query_without(group.key, value.value))
            for group in self.facets
            for value in (*group.values, *group.more)
            if value.selected
        ]
        low, high = self.difficulty
        if self.has_difficulty and (low, high) != (1, 10):
            chips.append(
                Chip(f"Difficulty {low} to {high}", self._query_without("difficulty_min", "difficulty_max"))
            )
        return chips

    def _query_without(self, key: str, value: str) -> str:
        query = self.params.copy()
        query.pop("page", None)
        if key == "difficulty_min":
            query.pop(key, None)
            query.pop(value, None)
        else:
            query.setlist(key, [one for one in query.getlist(key) if one != value])
        return query.urlencode()

    @property
    def clear_query(self) -> str:
        """The query string without any filter, the order kept."""
        query = QueryDict(mutable=True)
        if "sort" in self.params:
            query["sort"] = self.sort
        return query.urlencode()

    @cached_property
    def way_out(self) -> tuple[Chip, int] | None:
        """For an empty list: the filter whose removal brings back most, and how many entries it does."""
        best = None
        for chip in self.chips:
            found = EntryList(self.kind, QueryDict(chip.query)).paginator.count
            if found and (best is None or found > best[1]):
                best = (chip, found)
        return best
