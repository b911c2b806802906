"""The facets of search: those of lists over entries of all kinds, and the kind itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet

from knowledge import kinds
from knowledge.filters import FACETS, Facet
from knowledge.listings import MORE_VALUES, FacetGroup, FacetValue
from knowledge.models import EntryPage, EntryTag


class KindFacet(Facet):
    """Narrows to some kinds; an entry's kind is its page type."""

    def narrow(self, entries: QuerySet, values: Iterable[str]) -> QuerySet:
        types = page_types()
        return entries.filter(content_type_id__in=[types[value] for value in values if value in types])

    def counts(self, entries: QuerySet) -> list[tuple[str, str, int]]:
        types = {pk: key for key, pk in page_types().items()}
        rows = entries.order_by().values_list("content_type_id").annotate(number=Count("pk"))
        numbers = {types[pk]: number for pk, number in rows if pk in types}
        return [
            (kind.key, kind.plural, numbers[kind.key]) for kind in kinds.all_kinds() if kind.key in numbers
        ]

    def names(self, entries: QuerySet, values: Iterable[str]) -> dict[str, str]:
        return {value: kinds.get(value).plural for value in values if kinds.is_kind(value)}


class TagFacet(Facet):
    """Counts the uses of tags, without the joins that a path through them would need."""

    def counts(self, entries: QuerySet) -> list[tuple[str, str, int]]:
        used = EntryTag.objects.filter(content_object__in=entries.order_by().values("pk"))
        rows = used.values_list("tag__slug", "tag__name").annotate(number=Count("pk"))
        return sorted(rows, key=lambda row: (-row[2], row[1].casefold()))


def page_types() -> dict[str, int]:
    """Kinds and the ids of their page types, which Django keeps in memory."""
    return {
        kind.key: ContentType.objects.get_for_model(kinds.page_model(kind.key)).pk
        for kind in kinds.all_kinds()
    }


SEARCH_FACETS = {
    facet.key: facet
    for facet in (
        KindFacet("kind", "Kind", "content_type"),
        FACETS["technology"],
        FACETS["level"],
        replace(
            FACETS["category"], path="questionpage__category__slug", label_path="questionpage__category__name"
        ),
        TagFacet(**{one.name: getattr(FACETS["tag"], one.name) for one in fields(Facet)}),
    )
}

Chosen = Mapping[str, Sequence[str]]


def narrowed(entries: QuerySet, chosen: Chosen, *, without: str = "") -> QuerySet:
    """Returns the entries that have one of the chosen values of every facet, but for one facet.

    Arguments:
        chosen: values by a facet's key; a facet without any does not narrow.
        without: the key of a facet that is not to narrow.
    """
    for key, facet in SEARCH_FACETS.items():
        if chosen.get(key) and key != without:
            entries = facet.narrow(entries, chosen[key])
    return entries


def groups(entries: QuerySet, chosen: Chosen) -> list[FacetGroup]:
    """Returns the facets with their values, one query each and one for chosen values without any entry.

    A value's number is what choosing it would give, the other facets kept.

    Arguments:
        entries: that match, before any facet narrows them.
        chosen: values by a facet's key.
    """
    found = []
    for key, facet in SEARCH_FACETS.items():
        selected = list(chosen.get(key, ()))
        values = _values(facet, narrowed(entries, chosen, without=key), selected)
        first = [value for place, value in enumerate(values) if place < facet.shown or value.selected]
        more = [value for value in values if value not in first][:MORE_VALUES]
        if values:
            found.append(FacetGroup(key, facet.label, first, more))
    return found


def _values(facet: Facet, entries: QuerySet, selected: list[str]) -> list[FacetValue]:
    values = [
        FacetValue(value, label, number, value in selected) for value, label, number in facet.counts(entries)
    ]
    known = {one.value for one in values}
    missing = [value for value in selected if value not in known]
    names = facet.names(EntryPage.objects.published(), missing) if missing else {}
    return values + [FacetValue(value, names.get(value, value), 0, True) for value in missing]
