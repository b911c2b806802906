"""From rows to drafts, and back: what was chosen is imported a source at a time, and can be undone."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from functools import reduce
from operator import or_
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, Revision

from knowledge.entrydocs import DocumentError, read
from knowledge.importing.apply import apply_plan
from knowledge.importing.archive import Duplicate
from knowledge.importing.images import Images
from knowledge.importing.plan import CREATE, SKIP, UPDATE, Options, Plan, PlannedEntry, PlannedSource
from knowledge.importing.runs.reading import unpacked
from knowledge.importing.sources import Sources
from knowledge.importing.taxonomy import Vocabulary
from knowledge.importing.turns import turn
from knowledge.models import EntryPage, Import, ImportedEntry, RetiredCode
from knowledge.models.changes import ChangeKind

logger = logging.getLogger(__name__)

Outcome = ImportedEntry.Outcome
BATCH = 500
UNDONE = "An import was undone."


class StillUsed(Exception):
    """An import cannot be undone: somebody has worked on what it made. `titles` names a few."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(f"Edited since: {', '.join(titles)}.")
        self.titles = titles


def import_chosen(brought: Import) -> None:
    """Imports the rows that were chosen. Run again, it goes on with those that still are."""
    with tempfile.TemporaryDirectory(prefix="hub-import-") as folder, turn():
        sources = unpacked(brought, Path(folder))
        brought.problem = ""
        while rows := _next_source(brought):
            try:
                _import_source(brought, rows, sources)
            except Exception as error:  # one source that fails holds up no other
                logger.exception("A source of import %s could not be imported.", brought.pk)
                brought.entries.filter(pk__in=[row.pk for row in rows]).update(outcome=Outcome.WAITING)
                brought.problem = f"Something in it could not be imported: {error}"[:2000]
    brought.state = rests_at(brought)
    brought.save(update_fields=["state", "problem"])
    if brought.state == Import.State.DONE:
        brought.files.all().delete()


def rests_at(brought: Import) -> Import.State:
    """Returns the state of an import nothing happens with: whether something in it is still to be decided."""
    waits = brought.entries.filter(outcome=Outcome.WAITING).exists()
    return Import.State.PLANNED if waits else Import.State.DONE


def _next_source(brought: Import) -> list[ImportedEntry]:
    first = brought.entries.filter(outcome=Outcome.CHOSEN).order_by("pk").first()
    if first is None:
        return []
    rows = brought.entries.filter(outcome=Outcome.CHOSEN, source=first.source_id)
    return list(rows.order_by("pk"))


@transaction.atomic
def _import_source(brought: Import, rows: list[ImportedEntry], sources: Sources) -> None:
    """Imports the chosen rows of one source: all that can be, and what cannot says why.

    Drafts and what is noted of them are one transaction, or who goes on would make them again.
    """
    planned, problems = _planned(rows)
    before = dict(
        EntryPage.objects.filter(pk__in=[one.duplicate_of.pk for _, one in planned if one.duplicate_of])
        .order_by()
        .values_list("pk", "latest_revision_id")
    )
    source = PlannedSource(str(rows[0].source_id), entries=[one for _, one in planned])
    documents = [one.document for one in source.entries]
    vocabulary = Vocabulary()
    for entry in source.entries:
        entry.document, _ = vocabulary.resolve(entry.document)
    plan = Plan([source], vocabulary, Images(sources.images, documents), Options(**brought.options))
    apply_plan(plan, user=brought.created_by)
    problems |= {row.pk: str(source.problems[0]) for row, _ in planned if source.problems}
    _keep_outcomes(rows, {row.pk: one for row, one in planned}, problems, before)
    Import.objects.filter(pk=brought.pk).update(
        done=brought.entries.exclude(outcome__in=[Outcome.WAITING, Outcome.CHOSEN]).count()
    )


def _planned(rows: list[ImportedEntry]) -> tuple[list[tuple[ImportedEntry, PlannedEntry]], dict[int, str]]:
    planned, problems = [], {}
    for row in rows:
        try:
            document = read(row.document)
        except DocumentError as error:
            problems[row.pk] = str(error)
            continue
        known = row.duplicate or {}
        action = row.action if row.action in {CREATE, UPDATE} else SKIP
        if action == UPDATE and not known.get("pk"):
            problems[row.pk] = "There is no entry to update."
            continue
        duplicate = Duplicate(known["title"], known["where"], known["score"], known["pk"]) if known else None
        planned.append((row, PlannedEntry(document, row.line, action, duplicate)))
    return planned, problems


def _keep_outcomes(
    rows: list[ImportedEntry],
    planned: dict[int, PlannedEntry],
    problems: dict[int, str],
    before: dict[int | None, int | None],
) -> None:
    codes = [one.document.code for one in planned.values() if one.document.code]
    pages = {page.code: page for page in EntryPage.objects.filter(code__in=codes).defer("summary")}
    for row in rows:
        entry = planned.get(row.pk)
        if row.pk in problems or entry is None:
            row.outcome, row.said = Outcome.REFUSED, problems.get(row.pk, "")
            continue
        row.said = " ".join(entry.warnings)
        page = pages.get(entry.document.code)
        if entry.action == SKIP or page is None:
            row.outcome = Outcome.SKIPPED
            continue
        row.outcome = Outcome.CREATED if entry.action == CREATE else Outcome.UPDATED
        row.page, row.revision_id = page, page.latest_revision_id
        row.revision_before_id = before.get(page.pk) if entry.action == UPDATE else None
    fields = ["outcome", "said", "page", "revision_id", "revision_before_id"]
    ImportedEntry.objects.bulk_update(rows, fields, batch_size=BATCH)


# --- Undoing ---------------------------------------------------------------------------------------------


def edited_since(brought: Import) -> list[str]:
    """Returns the titles of pages that somebody has edited since the import made them, or put below them."""
    rows = brought.entries.filter(outcome__in=[Outcome.CREATED, Outcome.UPDATED]).select_related("page")
    found = [row for row in rows.defer("document") if row.page]
    edited = [row.page.title for row in found if row.page.latest_revision_id != row.revision_id]
    return edited + _put_below([row.page for row in found if row.outcome == Outcome.CREATED])


def _put_below(made: list[EntryPage]) -> list[str]:
    """Returns the titles of pages below some that are to be deleted, which would go with them; one query."""
    below = reduce(or_, (Q(path__startswith=page.path) for page in made if page.numchild), Q(pk__in=()))
    own = {page.pk for page in made}
    return [title for pk, title in Page.objects.filter(below).values_list("pk", "title") if pk not in own]


def undo_import(brought: Import) -> None:
    """Takes back what an import made: new pages are deleted, updated ones say again what they said.

    The codes of pages nobody could read are given back; technologies it made stay.

    Raises:
        StillUsed: when a page was edited since; then nothing changes.
    """
    with turn(), transaction.atomic():
        brought = Import.objects.select_for_update().get(pk=brought.pk)
        edited = edited_since(brought)
        if edited:
            raise StillUsed(edited[:5])
        made = brought.entries.filter(outcome__in=[Outcome.CREATED, Outcome.UPDATED]).exclude(page=None)
        for row in made.select_related("page").order_by("-pk").iterator(chunk_size=BATCH):
            if row.page is None:
                continue
            if row.outcome == Outcome.CREATED:
                _take_away(row.page)
            else:
                _restore(row, brought)
        # Every page that was deleted took its row's link to it along.
        brought.entries.exclude(outcome=Outcome.SKIPPED).update(outcome=Outcome.UNDONE)
        brought.state = Import.State.UNDONE
        brought.save(update_fields=["state"])


def _take_away(page: EntryPage) -> None:
    page = EntryPage.objects.filter(pk=page.pk).first()
    if page is None:  # it went with the page it stood below
        return
    was_public, code = page.first_published_at is not None, page.code
    page.specific.delete()
    if not was_public:
        RetiredCode.objects.filter(code=code).delete()


def _restore(row: ImportedEntry, brought: Import) -> None:
    before = Revision.objects.filter(pk=row.revision_before_id).first()
    if before is None:
        return
    was_published = row.page.live and row.page.live_revision_id == row.revision_id
    page = before.as_object()
    page.change_kind, page.change_note = ChangeKind.ANSWER_CORRECTED, UNDONE
    revision = page.save_revision(user=brought.created_by, log_action=True)
    if was_published:
        revision.publish(user=brought.created_by)
