"""Entries as a list of results shows them: what a row says of each, and the passage that says why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Aggregate, F, JSONField, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import Cast

from knowledge.models import EntryKeyword, EntryPage, EntryTag
from knowledge.search import facets
from knowledge.search.passages import Marker
from knowledge.search.ranking import with_texts
from knowledge.search.results import Row
from knowledge.subjects import technologies

# Of the many columns of a page and an entry those that are shown, here or by the API.
SHOWN = (
    "title", "url_path", "content_type", "first_published_at", "last_published_at", "code", "level", "difficulty",
    "technology", "count__views", "count__uses", "count__helped", "rendering__summary_text",
)  # fmt: skip


class TagsByKey(Aggregate):
    """The names of an entry's tags by the keys of what ties them to it, as JSON."""

    output_field = JSONField()
    arity = 2

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="jsonb_object_agg", **context)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="json_group_object", **context)


def read_entries(
    entry_ids: Iterable[int], *, ranked: Sequence[int] = (), tagged: bool = False
) -> dict[int, EntryPage]:
    """Returns live entries with what a row shows and their texts by their ids; one query.

    Arguments:
        entry_ids: of entries that everybody may read, as all are that the index knows.
        ranked: those of them that `rank` is to put in order.
        tagged: whether their tags are read as well.
    """
    wanted = set(entry_ids)
    if not wanted:
        return {}
    entries = EntryPage.objects.live().filter(pk__in=wanted).annotate(passages=F("search_document__text"))
    if ranked:
        entries = with_texts(entries, ranked, document="search_document__")
    if tagged:
        # A join would have PostgreSQL read all tags there are, for each entry anew.
        name = EntryKeyword.objects.filter(pk=OuterRef("tag_id")).values("name")
        ties = (
            EntryTag.objects.filter(content_object_id=OuterRef("pk")).order_by().values("content_object_id")
        )
        tags = ties.annotate(tags=TagsByKey(Cast("pk", TextField()), Subquery(name))).values("tags")
        entries = entries.annotate(tags_by_key=Subquery(tags))
    return {entry.pk: entry for entry in as_shown(entries)}


def row_of(entry: EntryPage, marker: Marker) -> Row:
    """Returns an entry from `read_entries` as a list of results shows it.

    Arguments:
        marker: finds and marks what was looked for.
    """
    kinds = {pk: key for key, pk in facets.page_types().items()}
    return Row(
        entry=entry,
        kind=kinds.get(entry.content_type_id, ""),
        score=0.0,
        title=marker.title(entry.title),
        passage=marker.passage(entry.passages or ""),
    )


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
