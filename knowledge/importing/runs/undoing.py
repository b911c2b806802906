"""Undoing an import: all of it, for as long as nobody has built on what it made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from knowledge.importing.turns import turn
from knowledge.models import EntryPage, Import, ImportedEntry, RetiredCode
from knowledge.models.changes import ChangeKind

Outcome = ImportedEntry.Outcome
MADE = (Outcome.CREATED, Outcome.UPDATED, Outcome.JOINED)
BATCH = 100
NOTE = "An import was undone."


class StillUsed(Exception):
    """An import cannot be undone: somebody has worked on what it made. `titles` names a few."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(f"Edited since: {', '.join(titles)}.")
        self.titles = titles


@dataclass
class Undoing:
    """What undoing an import would do, and why it cannot be done.

    Arguments:
        created: pages it would delete.
        public: how many of them readers can see.
        changed: pages that would say again what they said, each with the rows that changed it, first to last.
        edited: titles of pages somebody has edited since, or put below one that would be deleted.
    """

    created: list[EntryPage] = field(default_factory=list)
    public: int = 0
    changed: dict[EntryPage, list[ImportedEntry]] = field(default_factory=dict)
    edited: list[str] = field(default_factory=list)


def undoing(brought: Import) -> Undoing:
    """Returns what undoing an import would do; changes nothing, and asks the same however large it is."""
    rows = brought.entries.filter(outcome__in=MADE).exclude(page=None).exclude(revision_id=None)
    by_page: dict[EntryPage, list[ImportedEntry]] = defaultdict(list)
    for row in rows.select_related("page").defer("document").order_by("revision_id"):
        if row.page is not None:
            by_page[row.page].append(row)
    found = Undoing()
    for page, its in by_page.items():
        if page.latest_revision_id not in {row.revision_id for row in its}:
            found.edited.append(page.title)
        elif any(row.outcome == Outcome.CREATED for row in its):
            found.created.append(page)
        else:
            found.changed[page] = its
    found.public = sum(page.live for page in found.created)
    found.edited += _put_below(found.created)
    known = [its[0].revision_before_id for its in found.changed.values()]
    kept = set(Revision.objects.filter(pk__in=known).values_list("pk", flat=True))
    found.edited += [
        page.title for page, its in found.changed.items() if its[0].revision_before_id not in kept
    ]
    return found


def _put_below(made: list[EntryPage]) -> list[str]:
    """Returns the titles of pages below some that are to be deleted, which would go with them; one query."""
    below = reduce(or_, (Q(path__startswith=page.path) for page in made if page.numchild), Q(pk__in=()))
    own = {page.pk for page in made}
    return [title for pk, title in Page.objects.filter(below).values_list("pk", "title") if pk not in own]


def undo_import(brought: Import) -> None:
    """Takes back what an import made: new pages are deleted, changed ones say again what they said.

    The codes of pages nobody could read are given back; technologies it made stay.

    Raises:
        StillUsed: when a page was edited since; then nothing changes.
    """
    with turn(), transaction.atomic():
        brought = Import.objects.select_for_update().get(pk=brought.pk)
        found = undoing(brought)
        if found.edited:
            raise StillUsed(found.edited[:5])
        _take_away(found.created)
        for page, rows in found.changed.items():
            _restore(page, rows, brought)
        # Every page that was deleted took its row's link to it along.
        brought.entries.exclude(outcome=Outcome.SKIPPED).update(outcome=Outcome.UNDONE)
        brought.state = Import.State.UNDONE
        brought.save(update_fields=["state"])


def _take_away(pages: list[EntryPage]) -> None:
    """Deletes pages, many at a time: alone, each would ask everything that may refer to it anew."""
    for start in range(0, len(pages), BATCH):
        some = EntryPage.objects.filter(pk__in=[page.pk for page in pages[start : start + BATCH]])
        for page in some.specific():
            log(instance=page, action="wagtail.delete", deleted=True)
        some.delete()
    unseen = [page.code for page in pages if page.first_published_at is None]
    for start in range(0, len(unseen), BATCH):
        RetiredCode.objects.filter(code__in=unseen[start : start + BATCH]).delete()


def _restore(page: EntryPage, rows: list[ImportedEntry], brought: Import) -> None:
    """Has readers see again what they saw, and editors what they had; no more is published than was."""
    before, seen = rows[0].revision_before_id, rows[0].live_before_id
    if before is None:  # said before to be one that cannot be undone
        return
    if page.live and page.live_revision_id in {row.revision_id for row in rows}:
        if seen is None:
            page.specific.unpublish(user=brought.created_by)
        else:
            _saved(seen, brought, change_kind=ChangeKind.ANSWER_CORRECTED, change_note=NOTE).publish(
                user=brought.created_by
            )
            if before == seen:
                return
    _saved(before, brought)
    if before == seen:  # what readers see is the newest again
        EntryPage.objects.filter(pk=page.pk).update(has_unpublished_changes=False)


def _saved(revision: int, brought: Import, **change: str) -> Revision:
    """Saves an earlier revision as the newest one."""
    page = Revision.objects.get(pk=revision).as_object()
    page.change_kind, page.change_note = change.get("change_kind", ""), change.get("change_note", "")
    return page.save_revision(user=brought.created_by, log_action=True)
