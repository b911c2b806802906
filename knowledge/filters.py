"""Facets: one declared table, from which filters, counts and chips are all made, so that they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

import django_filters
from django import forms
from django.db.models import Count, QuerySet

from knowledge import kinds
from knowledge.kinds import ALL_LEVELS, Kind
from knowledge.models import EntryTag
from knowledge.models.debug import ERROR_KINDS
from knowledge.models.questions import FORMS
from knowledge.models.snippets import PATTERNS

SEVERITY_ORDER = ("critical", "high", "medium", "low", "fatal", "error", "warning", "notice")
CAPITALISED = {value: value.capitalize() for value in (*ERROR_KINDS, *SEVERITY_ORDER, *PATTERNS)}
MAX_VALUES = 40  # more values of one key than any form can send are noise


@dataclass(frozen=True)
class Facet:
    """A way to narrow a list.

    Arguments:
        key: the name in the query string; repeated keys are OR.
        label: what stands above its values.
        path: the lookup from the kind's page to the value.
        label_path: the lookup to what people read, where it is another one.
        order: the values in the order people expect; most frequent first where empty.
        labels: what people read for a value, where that is not the value itself.
        shown: how many values are shown before a disclosure hides the rest.
    """

    key: str
    label: str
    path: str
    label_path: str = ""
    order: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    shown: int = 8

    def narrow(self, entries: QuerySet, values: Iterable[str]) -> QuerySet:
        """Returns the entries that have any of the values."""
        if self.key == "tag":  # a join would repeat an entry once a tag
            tagged = EntryTag.objects.filter(tag__slug__in=list(values)).values("content_object_id")
            return entries.filter(pk__in=tagged)
        return entries.filter(**{f"{self.path}__in": list(values)})

    def counts(self, entries: QuerySet) -> list[tuple[str, str, int]]:
        """Returns `(value, label, number of entries)` for every value the entries have; one query."""
        label_path = self.label_path or self.path
        rows = (
            entries.order_by()
            .exclude(**{f"{self.path}__isnull": True})
            .exclude(**{self.path: ""})
            .values_list(self.path, label_path)
            .annotate(number=Count("pk", distinct=True))
        )
        found = [(value, self.labels.get(label, label), number) for value, label, number in rows]
        if self.order:
            rank = {value: index for index, value in enumerate(self.order)}
            return sorted(found, key=lambda row: rank.get(row[0], len(rank)))
        return sorted(found, key=lambda row: (-row[2], row[1].casefold()))

    def names(self, entries: QuerySet, values: Iterable[str]) -> dict[str, str]:
        """Returns what people read for values that some entry has; one query."""
        label_path = self.label_path or self.path
        rows = entries.filter(**{f"{self.path}__in": list(values)}).order_by()
        return {
            value: self.labels.get(label, label)
            for value, label in rows.values_list(self.path, label_path).distinct()
        }


FACETS = {
    facet.key: facet
    for facet in (
        Facet("technology", "Technology", "technology__slug", label_path="technology__name"),
        Facet("level", "Level", "level", order=tuple(ALL_LEVELS), labels=ALL_LEVELS),
        Facet("category", "Category", "category__slug", label_path="category__name", shown=12),
        Facet("form", "Form", "form", order=tuple(FORMS), labels=FORMS),
        Facet("error_kind", "Kind of error", "error_kind", order=ERROR_KINDS, labels=CAPITALISED, shown=12),
        Facet("severity", "Severity", "severity", order=SEVERITY_ORDER, labels=CAPITALISED),
        Facet("pattern", "Type", "pattern", order=PATTERNS, labels=CAPITALISED),
        Facet("owasp", "OWASP", "owasp", shown=10),
        Facet("tag", "Tag", "entry_tags__tag__slug", label_path="entry_tags__tag__name", shown=10),
    )
}


def facets_of(kind: Kind) -> list[Facet]:
    """Returns a kind's facets in the order it declares; difficulty is a range and no facet."""
    return [FACETS[key] for key in kind.facets if key in FACETS]


class ValuesField(forms.MultipleChoiceField):
    """Any number of values; one that no entry has narrows the list to nothing instead of being an error."""

    def validate(self, value: list[str]) -> None:
        """Accepts every value: what exists is the database's to say."""

    def clean(self, value):
        return [one for one in dict.fromkeys(super().clean(value)) if one][:MAX_VALUES]


class FacetFilter(django_filters.MultipleChoiceFilter):
    """The filter of one facet."""

    field_class = ValuesField

    def __init__(self, facet: Facet) -> None:
        super().__init__(field_name=facet.path, label=facet.label, choices=())
        self.facet = facet

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        return self.facet.narrow(qs, value) if value else qs


class DifficultyFilter(django_filters.Filter):
    """One end of a range of difficulty."""

    field_class = forms.IntegerField

    def __init__(self, lookup_expr: str) -> None:
        super().__init__(
            field_name="difficulty", lookup_expr=lookup_expr, required=False, min_value=1, max_value=10
        )


@cache
def filterset_for(kind: Kind) -> type[django_filters.FilterSet]:
    """Returns the filters of a kind's list."""
    filters: dict[str, object] = {facet.key: FacetFilter(facet) for facet in facets_of(kind)}
    if "difficulty" in kind.facets:
        filters["difficulty_min"] = DifficultyFilter("gte")
        filters["difficulty_max"] = DifficultyFilter("lte")
    meta = type("Meta", (), {"model": kinds.page_model(kind.key), "fields": []})
    return type(f"{kind.key.capitalize()}Filter", (django_filters.FilterSet,), {**filters, "Meta": meta})
