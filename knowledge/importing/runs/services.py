"""What editors may do with an import. Slow parts run in the background; each step locks the import."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from knowledge.entrydocs import DocumentError, EntryDocument, read
from knowledge.importing.plan import Options
from knowledge.importing.runs import tasks
from knowledge.importing.runs.deciding import edited_since
from knowledge.importing.runs.reading import describe
from knowledge.models import Import, ImportedEntry, ImportFile

State, Outcome = Import.State, ImportedEntry.Outcome
STALLED = timedelta(minutes=20)
CHANGEABLE = ("technology", "level", "category", "difficulty", "priority", "licence")


class NotNow(Exception):
    """The import stands elsewhere by now; the message says where."""


def bring_in(
    files: Iterable[tuple[str, bytes]],
    *,
    user,
    options: Options,
    title: str,
    source_url: str = "",
    licence: str = "",
) -> Import:
    """Keeps files and has them read in the background.

    Arguments:
        files: names and contents.
        user: who brings them in, and will own the drafts.
        licence: of entries that do not say.
    """
    with transaction.atomic():
        brought = Import.objects.create(
            title=title[:200],
            created_by=user,
            source_url=source_url,
            licence=licence,
            options={**vars(options), "publish": False},
        )
        for name, data in files:
            ImportFile.objects.create(run=brought, name=name[-255:], data=data)
        transaction.on_commit(partial(tasks.read_import.enqueue, brought.pk))
    return brought


def choose(brought: Import, rows: QuerySet[ImportedEntry]) -> int:
    """Has rows imported in the background; returns how many.

    Raises:
        NotNow: while the import is busy, or after it was undone.
    """
    with transaction.atomic():
        brought = _locked(brought, State.PLANNED)
        waiting = rows.filter(run=brought, outcome=Outcome.WAITING)
        number = brought.entries.filter(pk__in=waiting.order_by().values("pk")).update(outcome=Outcome.CHOSEN)
        if number:
            brought.state, brought.busy_since = State.APPLYING, timezone.now()
            brought.save(update_fields=["state", "busy_since"])
            transaction.on_commit(partial(tasks.import_chosen.enqueue, brought.pk))
    return number


def close(brought: Import) -> None:
    """Ends an import: what still waits is skipped.

    Raises:
        NotNow: while it is busy.
    """
    with transaction.atomic():
        brought = _locked(brought, State.PLANNED)
        brought.entries.filter(outcome=Outcome.WAITING).update(outcome=Outcome.SKIPPED)
        brought.state = State.DONE
        brought.save(update_fields=["state"])
        brought.files.all().delete()


def undo(brought: Import) -> None:
    """Has everything an import made taken back in the background.

    Raises:
        NotNow: while it is busy, when it was undone, or when somebody has worked on what it made.
    """
    with transaction.atomic():
        brought = _locked(brought, State.PLANNED, State.DONE)
        edited = edited_since(brought)
        if edited:
            raise NotNow(f"It cannot be undone: edited since were {', '.join(edited[:5])}.")
        brought.state, brought.problem, brought.busy_since = State.UNDOING, "", timezone.now()
        brought.save(update_fields=["state", "problem", "busy_since"])
        transaction.on_commit(partial(tasks.undo_import.enqueue, brought.pk))


def take_up_stalled() -> int:
    """Has imports gone on with whose worker seems to have died; returns how many.

    Going on with one whose worker is only slow does no harm: the two take turns, and the second finds
    nothing left to do.
    """
    tasks_of = {
        State.READING: tasks.read_import,
        State.APPLYING: tasks.import_chosen,
        State.UNDOING: tasks.undo_import,
    }
    now = timezone.now()
    stalled = Import.objects.filter(state__in=tasks_of, busy_since__lt=now - STALLED)
    number = 0
    for pk, state in stalled.values_list("pk", "state"):
        # Whoever moves its clock takes it up: two schedulers must not both.
        if stalled.filter(pk=pk, state=state).update(busy_since=now):
            tasks_of[State(state)].enqueue(pk)
            number += 1
    return number


def change(rows: QuerySet[ImportedEntry], *, action: str = "", **attributes: object) -> tuple[int, list[str]]:
    """Changes many rows that still wait: what becomes of them, and facts of their documents.

    Arguments:
        action: empty to leave it.
        attributes: among `CHANGEABLE`; empty values leave what is there.
    Returns:
        How many were changed, and the titles of those whose kind does not take a value.
    """
    wanted = {
        key: value for key, value in attributes.items() if key in CHANGEABLE and value not in ("", None)
    }
    changed, refused = [], []
    with transaction.atomic():
        for row in rows.filter(outcome=Outcome.WAITING).select_for_update(of=("self",)):
            if wanted:
                try:
                    document = read(row.document)
                    describe(row, replace(document, attributes={**document.attributes, **wanted}))
                except DocumentError:
                    refused.append(row.title)
                    continue
            row.action = action or row.action
            changed.append(row)
        fields = ["document", "kind", "title", "technology", "level", "category", "action"]
        ImportedEntry.objects.bulk_update(changed, fields, batch_size=500)
    return len(changed), refused


def correct(row: ImportedEntry, document: EntryDocument, *, action: str) -> None:
    """Writes a corrected document into a row.

    Raises:
        NotNow: when the row was decided meanwhile.
    """
    with transaction.atomic():
        row = ImportedEntry.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if row.outcome != Outcome.WAITING:
            raise NotNow("It has been imported meanwhile.")
        describe(row, document)
        row.action = action
        row.save()


def _locked(brought: Import, *states: str) -> Import:
    brought = Import.objects.select_for_update().get(pk=brought.pk)
    if brought.state not in states:
        raise NotNow(f"The import is {brought.get_state_display().lower()}.")
    return brought
