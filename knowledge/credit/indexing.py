"""Keeps the index of credit in step with the entries that name people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page

from knowledge.credit.people import person_key
from knowledge.models import Credit, EntryPage
from knowledge.structured_data import credited

BATCH = 500


def credits_of(entry: EntryPage) -> list[Credit]:
    """Returns the rows an entry's own text asks for, each person and role once."""
    rows = {}
    for role in Credit.Role:
        for one in credited(entry, role):
            name, url = " ".join(one["name"].split())[:120], one["url"][:500]
            if name:
                row = Credit(entry_id=entry.pk, role=role, person=person_key(name, url), name=name, url=url)
                rows[(row.person, role)] = row
    return list(rows.values())


def index_entries(entry_ids: Iterable[int]) -> int:
    """Makes the index say of some entries what they say, if everybody may read them. Returns how many differed."""
    ids = sorted(set(entry_ids))
    with transaction.atomic():
        list(EntryPage.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
        changed = _differing(ids)
        if changed:
            Credit.objects.filter(entry__in=changed).delete()
            Credit.objects.bulk_create(row for wanted in changed.values() for row in wanted)
    return len(changed)


def _differing(entry_ids: list[int]) -> dict[int, list[Credit]]:
    """Returns the rows of entries whose rows in the index are others, in two queries."""
    present: dict[int, set] = defaultdict(set)
    for row in Credit.objects.filter(entry__in=entry_ids):
        present[row.entry_id].add(_facts(row))
    published = EntryPage.objects.published().filter(pk__in=entry_ids).only("credit").in_bulk()
    wanted = {pk: credits_of(published[pk]) if pk in published else [] for pk in entry_ids}
    return {pk: rows for pk, rows in wanted.items() if {_facts(row) for row in rows} != present[pk]}


def hide_below(page_id: int) -> None:
    """Takes out what is not public at or below a page; this cannot wait for a task."""
    page = Page.objects.filter(pk=page_id).first()
    if page is not None:
        public = EntryPage.objects.published().values("pk")
        Credit.objects.filter(entry__path__startswith=page.path).exclude(entry__in=public).delete()


def index_below(page_id: int) -> None:
    """Indexes all entries at or below a page."""
    page = Page.objects.filter(pk=page_id).first()
    if page is not None:
        _in_batches(EntryPage.objects.descendant_of(page, inclusive=True))


def index_all() -> int:
    """Compares the whole index with the entries; the daily job. Returns how many entries differed."""
    return _in_batches(EntryPage.objects.all())


def _in_batches(entries: QuerySet) -> int:
    ids = entries.order_by("pk").values_list("pk", flat=True)
    changed, last = 0, 0
    while batch := list(ids.filter(pk__gt=last)[:BATCH]):
        last = batch[-1]
        if differing := _differing(batch):  # nobody waits for a batch in which nothing differs
            changed += index_entries(differing)
    return changed


def _facts(row: Credit) -> tuple[str, str, str, str]:
    return (row.role, row.person, row.name, row.url)
