"""Entries as a list of results shows them: what a row says of each, and the passage that says why."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, QuerySet

from knowledge.models import EntryPage
from knowledge.search import facets
from knowledge.search.passages import Marker
from knowledge.search.results import Row
from knowledge.subjects import technologies

# Of the many columns of a page and an entry those that are shown, here or by the API.
SHOWN = (
    "title", "url_path", "content_type", "first_published_at", "last_published_at", "code", "level", "difficulty",
    "technology", "count__views", "count__uses", "count__helped", "rendering__summary_text",
)  # fmt: skip


def rows_of(entry_ids: Iterable[int], marker: Marker) -> dict[int, Row]:
    """Returns live entries with their passages by their ids; one query.

    Arguments:
        entry_ids: of entries that everybody may read, as all are that the index knows.
        marker: finds and marks what was looked for.
    """
    wanted = set(entry_ids)
    if not wanted:
        return {}
    kinds = {pk: key for key, pk in facets.page_types().items()}
    entries = EntryPage.objects.live().filter(pk__in=wanted).annotate(passages=F("search_document__text"))
    return {
        entry.pk: Row(
            entry=entry,
            kind=kinds.get(entry.content_type_id, ""),
            score=0.0,
            title=marker.title(entry.title),
            passage=marker.passage(entry.passages or ""),
        )
        for entry in as_shown(entries)
    }


def as_shown(entries: QuerySet) -> list[EntryPage]:
    """Returns entries, in no order, with what a row shows of them; one query.

    Arguments:
        entries: of `EntryPage`, so that no kind's own table need be read.
    """
    subjects = {one.pk: one for one in technologies()}
    found = list(entries.select_related("count", "rendering").only(*SHOWN).order_by())
    for entry in found:
        entry.technology = subjects.get(entry.technology_id)
    return found
