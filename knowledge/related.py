"""Entries that belong together: what the editor chose, then what shares most with the entry."""

from __future__ import annotations

from django.db.models import Case, Count, IntegerField, Q, Value, When

from knowledge.models import EntryPage, EntryTag

SHOWN = 5
TAG_WEIGHT, TECHNOLOGY_WEIGHT, LEVEL_WEIGHT = 3, 2, 1


def related_entries(entry: EntryPage, *, limit: int = SHOWN) -> list[EntryPage]:
    """Returns published entries of any kind to read next, best first, in one query.

    Arguments:
        entry: a page, saved or not. Codes it names come first, in its own order.
        limit: how many at most.
    """
    chosen = [block.value for block in entry.related]
    tag_ids = [tag.pk for tag in entry.tags.all() if tag.pk]
    sharing_a_tag = EntryTag.objects.filter(tag_id__in=tag_ids).values("content_object_id")
    eligible = Q(code__in=chosen) | Q(pk__in=sharing_a_tag)
    if entry.technology_id and entry.level:
        eligible |= Q(technology_id=entry.technology_id, level=entry.level)
    rank = Case(
        *[When(code=code, then=Value(index)) for index, code in enumerate(chosen)],
        default=Value(len(chosen)),
        output_field=IntegerField(),
    )
    score = (
        Count("entry_tags", filter=Q(entry_tags__tag_id__in=tag_ids), distinct=True) * TAG_WEIGHT
        + _flag("technology_id", entry.technology_id) * TECHNOLOGY_WEIGHT
        + _flag("level", entry.level or None) * LEVEL_WEIGHT
    )
    candidates = (
        EntryPage.objects.published()
        .exclude(pk=entry.pk)
        .filter(eligible)
        .annotate(rank=rank, score=score)
        .order_by("rank", "-score", "code")
        .only("title", "code", "url_path", "content_type", "technology", "level")
    )
    return list(candidates[:limit])


def _flag(field: str, value) -> Case:
    """Returns 1 where a field has the value, else 0."""
    if value is None:
        return Case(default=Value(0), output_field=IntegerField())
    return Case(When(**{field: value}, then=Value(1)), default=Value(0), output_field=IntegerField())
