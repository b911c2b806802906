"""Entries that belong together: what the editor chose, what shares most, and the neighbours by code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import (
    BooleanField,
    Case,
    Count,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from knowledge.models import EntryPage, EntryTag

SHOWN = 5
TAG_WEIGHT, TECHNOLOGY_WEIGHT, LEVEL_WEIGHT = 3, 2, 1
ROW_FIELDS = ("title", "code", "url_path", "content_type", "technology", "level")


@dataclass(frozen=True)
class Surroundings:
    """What an entry page links besides its own text.

    Arguments:
        previous, next: the entries around it in the order of codes within its kind and technology.
        related: entries of any kind to read next, best first.
    """

    previous: EntryPage | None = None
    next: EntryPage | None = None
    related: list[EntryPage] = field(default_factory=list)


def surroundings(
    entry: EntryPage, *, tag_ids: Iterable[int] | None = None, limit: int = SHOWN
) -> Surroundings:
    """Returns the published entries around an entry, all in one query.

    Arguments:
        entry: a page, saved or not. Codes it names come first, in its own order.
        tag_ids: its tags, where they are known already.
        limit: how many related entries at most.
    """
    if tag_ids is None:
        tag_ids = [tag.pk for tag in entry.tags.all() if tag.pk]
    before, after = _neighbour_ids(entry)
    wanted = _wanted(entry, list(tag_ids))
    rows = (
        EntryPage.objects.published()
        .exclude(pk=entry.pk)
        .filter(wanted | Q(pk=before) | Q(pk=after))
        .annotate(
            place=Case(
                When(pk=before, then=0), When(pk=after, then=1), default=2, output_field=IntegerField()
            ),
            is_related=Case(When(wanted, then=True), default=False, output_field=BooleanField()),
            rank=_rank(entry),
            score=_score(entry, list(tag_ids)),
        )
        .order_by("place", "rank", "-score", "code")
        .only(*ROW_FIELDS)
    )
    # The neighbours may be related as well, so two rows more leave room for all the others.
    found = list(rows[: limit + 2])
    best = sorted((row for row in found if row.is_related), key=lambda row: (row.rank, -row.score, row.code))
    return Surroundings(
        previous=next((row for row in found if row.place == 0), None),
        next=next((row for row in found if row.place == 1), None),
        related=best[:limit],
    )


def related_entries(entry: EntryPage, *, limit: int = SHOWN) -> list[EntryPage]:
    """Returns published entries of any kind to read next, best first; see `surroundings`."""
    return surroundings(entry, limit=limit).related


def _wanted(entry: EntryPage, tag_ids: list[int]) -> Q:
    """Chosen by the editor, sharing a tag, or of the same technology."""
    wanted = Q(code__in=[block.value for block in entry.related])
    if tag_ids:
        wanted |= Q(pk__in=EntryTag.objects.filter(tag_id__in=tag_ids).values("content_object_id"))
    if entry.technology_id:
        wanted |= Q(technology_id=entry.technology_id)
    return wanted


def _rank(entry: EntryPage) -> Case:
    chosen = [block.value for block in entry.related]
    places = [When(code=code, then=Value(index)) for index, code in enumerate(chosen)]
    return Case(*places, default=Value(len(chosen)), output_field=IntegerField())


def _score(entry: EntryPage, tag_ids: list[int]):
    shared = (
        EntryTag.objects.filter(content_object_id=OuterRef("pk"), tag_id__in=tag_ids)
        .order_by()
        .values("content_object_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Coalesce(Subquery(shared, output_field=IntegerField()), Value(0)) * TAG_WEIGHT
        + _flag("technology_id", entry.technology_id) * TECHNOLOGY_WEIGHT
        + _flag("level", entry.level or None) * LEVEL_WEIGHT
    )


def _flag(name: str, value) -> Case:
    """Returns 1 where a field has the value, else 0."""
    if value is None:
        return Case(default=Value(0), output_field=IntegerField())
    return Case(When(**{name: value}, then=Value(1)), default=Value(0), output_field=IntegerField())


def _neighbour_ids(entry: EntryPage) -> tuple[Subquery | Value, Subquery | Value]:
    if not entry.code or not entry.path:
        return Value(0), Value(0)
    same: QuerySet = EntryPage.objects.sibling_of(entry, inclusive=False).published()
    if entry.technology_id:
        same = same.filter(technology_id=entry.technology_id)
    before = same.filter(code__lt=entry.code).order_by("-code").values("pk")[:1]
    after = same.filter(code__gt=entry.code).order_by("code").values("pk")[:1]
    return Subquery(before), Subquery(after)
