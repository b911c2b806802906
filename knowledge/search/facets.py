"""The facets of search: those of lists over entries of all kinds, and the kind itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, QuerySet

from knowledge import kinds
from knowledge.filters import FACETS, Facet
from knowledge.listings import MORE_VALUES, FacetGroup, FacetValue
from knowledge.models import EntryKeyword, EntryPage, EntryTag, Technology
from knowledge.search.survey import Tag
from knowledge.subjects import categories


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
    models = {kind.key: kinds.page_model(kind.key) for kind in kinds.all_kinds()}
    types = ContentType.objects.get_for_models(*models.values())
    return {key: types[model].pk for key, model in models.items()}


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
Counted = tuple[str, str, int]  # a value, what people read, and how many entries


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


class Subjects:
    """What entries may be narrowed by, between what people write and what the index holds.

    Arguments:
        technologies: the taxonomy.
    """

    def __init__(self, technologies: Sequence[Technology]) -> None:
        self._technologies = technologies

    def ids(self, chosen: Chosen) -> dict[str, list[int | str]]:
        """Returns what the index holds for the chosen values of each facet that has any; at most one query."""
        found: dict[str, list[int | str]] = {}
        if chosen.get("kind"):
            found["kind"] = [pk for key, pk in page_types().items() if key in chosen["kind"]]
        if chosen.get("technology"):
            found["technology"] = [one.pk for one in self._technologies if one.slug in chosen["technology"]]
        if chosen.get("level"):
            found["level"] = list(chosen["level"])
        if chosen.get("category"):
            found["category"] = [one.pk for one in categories() if one.slug in chosen["category"]]
        if chosen.get("tag"):
            tags = EntryKeyword.objects.filter(slug__in=list(chosen["tag"]))
            found["tag"] = list(tags.values_list("pk", flat=True))
        return found

    def groups(
        self, numbers: Mapping[str, Mapping[str, int]], tags: Mapping[str, Tag], chosen: Chosen
    ) -> list[FacetGroup]:
        """Returns the facets with their values; a query for each with chosen values that no entry has.

        Arguments:
            numbers: as `Survey.numbers`: what choosing a value would give, the other facets kept.
            tags: those among the numbers.
            chosen: values by a facet's key.
        """
        found = []
        for key, facet in SEARCH_FACETS.items():
            selected = list(chosen.get(key, ()))
            values = _values(facet, self._counted(key, numbers.get(key, {}), tags), selected)
            first = [value for place, value in enumerate(values) if place < facet.shown or value.selected]
            more = [value for value in values if value not in first][:MORE_VALUES]
            if values:
                found.append(FacetGroup(key, facet.label, first, more))
        return found

    def _counted(self, key: str, numbers: Mapping[str, int], tags: Mapping[str, Tag]) -> list[Counted]:
        match key:
            case "kind":
                types = page_types()
                known = ((one.key, one.plural, types[one.key]) for one in kinds.all_kinds())
                return [(value, label, numbers[str(pk)]) for value, label, pk in known if str(pk) in numbers]
            case "level":
                return _in_order(key, numbers)
            case "technology":
                rows = [(one.pk, one.slug, one.name) for one in self._technologies]
            case "category":
                rows = [(one.pk, one.slug, one.name) for one in categories()] if numbers else []
            case _:
                rows = [(int(pk), tag.slug, tag.name) for pk, tag in tags.items()]
        counted = [(slug, name, numbers[str(pk)]) for pk, slug, name in rows if str(pk) in numbers]
        return sorted(counted, key=lambda row: (-row[2], row[1].casefold()))


def _in_order(key: str, numbers: Mapping[str, int]) -> list[Counted]:
    facet = SEARCH_FACETS[key]
    known = {value: place for place, value in enumerate(facet.order)}
    values = sorted(numbers, key=lambda value: known.get(value, len(known)))
    return [(value, facet.labels.get(value, value), numbers[value]) for value in values]


def _values(facet: Facet, counted: list[Counted], selected: list[str]) -> list[FacetValue]:
    values = [FacetValue(value, label, number, value in selected) for value, label, number in counted]
    known = {one.value for one in values}
    missing = [value for value in selected if value not in known]
    names = facet.names(EntryPage.objects.published(), missing) if missing else {}
    return values + [FacetValue(value, names.get(value, value), 0, True) for value in missing]
