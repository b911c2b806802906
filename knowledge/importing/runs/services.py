"""What editors may do with an import. Slow parts run in the background; each step locks the import, and is
noted in its history with who did it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from knowledge.entrydocs import EntryDocument
from knowledge.importing.plan import Options
from knowledge.importing.runs import correcting, tasks
from knowledge.importing.runs.correcting import Changed, mark_of
from knowledge.importing.runs.reading import names_of
from knowledge.importing.runs.undoing import undoing
from knowledge.models import EntryPage, Import, ImportedEntry, ImportFile, ImportSource
from knowledge.models.imports import OPEN

State, Outcome = Import.State, ImportedEntry.Outcome
STALLED = timedelta(minutes=20)
LOGGED = "knowledge.import"


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
    files = list(files)
    with transaction.atomic():
        brought = Import.objects.create(
            title=title[:200],
            created_by=user,
            source_url=source_url,
            licence=licence,
            options={**vars(options), "publish": False},
        )
        for name, (_, data) in zip(names_of(name for name, _ in files), files, strict=True):
            ImportFile.objects.create(run=brought, name=name, data=data)
        _note(brought, user, "Brought in: " + ", ".join(name for name, _ in files)[:500])
        transaction.on_commit(partial(tasks.read_import.enqueue, brought.pk))
    return brought


def reread(
    source: ImportSource, *, user, dialect: str = "", columns: Mapping[str, str] | None = None
) -> None:
    """Has one source read again, in another dialect or with other columns; the others stay as they are.

    Arguments:
        dialect: empty for the one that explains most of it.
        columns: what columns hold, by their name.
    Raises:
        NotNow: while the import is busy, or when something of the source was imported already.
    """
    with transaction.atomic():
        brought = _locked(source.run, State.PLANNED, State.FAILED)
        source = ImportSource.objects.select_for_update().get(pk=source.pk)
        if source.entries.exclude(outcome__in=OPEN).exists():
            raise NotNow("Some of its entries have been decided: it stays as it was read.")
        source.asked = {"dialect": dialect, "columns": dict(columns or {})}
        source.is_read = False
        source.save(update_fields=["asked", "is_read"])
        source.entries.all().delete()
        _note(brought, user, f"{source.path} is read again{f' as {dialect}' if dialect else ''}.")
        _begin(brought, State.READING, tasks.read_import)


def choose(brought: Import, rows: QuerySet[ImportedEntry], *, user) -> int:
    """Has rows imported in the background; returns how many.

    Raises:
        NotNow: while the import is busy, or after it was undone.
    """
    with transaction.atomic():
        brought = _locked(brought, State.PLANNED)
        waiting = rows.filter(run=brought, outcome__in=OPEN)
        number = brought.entries.filter(pk__in=waiting.order_by().values("pk")).update(
            outcome=Outcome.CHOSEN, said=""
        )
        if number:
            _note(brought, user, f"{_entries(number)} approved.")
            _begin(brought, State.APPLYING, tasks.import_chosen, steps=number)
    return number


def close(brought: Import, *, user) -> None:
    """Ends an import: what still waits is skipped, what was refused stays so.

    Raises:
        NotNow: while it is busy.
    """
    with transaction.atomic():
        brought = _locked(brought, State.PLANNED)
        number = brought.entries.filter(outcome=Outcome.WAITING).update(outcome=Outcome.SKIPPED)
        brought.state = State.DONE
        brought.save(update_fields=["state"])
        brought.files.all().delete()
        _note(brought, user, f"Finished; {_entries(number)} skipped.")


def undo(brought: Import, *, user) -> None:
    """Has everything an import made taken back in the background.

    Raises:
        NotNow: while it is busy, when it was undone, or when somebody has worked on what it made.
    """
    with transaction.atomic():
        brought = _locked(brought, State.PLANNED, State.DONE)
        edited = undoing(brought).edited
        if edited:
            raise NotNow(f"It cannot be undone: edited since were {', '.join(edited[:5])}.")
        brought.problem = ""
        _note(brought, user, "Undone.")
        _begin(brought, State.UNDOING, tasks.undo_import)


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


def change(brought: Import, rows: QuerySet[ImportedEntry], *, user, **wanted: Any) -> Changed:
    """Changes many rows that are still open; `correcting.change` says how.

    Raises:
        NotNow: while the import is busy, or after it was undone.
        TooMany: when somebody would wait too long for it.
    """
    with transaction.atomic():
        brought = _locked(brought, State.PLANNED)
        changed = correcting.change(rows.filter(run=brought), **wanted)
        if changed.number:
            asked = (f"{key.replace('_', ' ')} {_said(value)}" for key, value in wanted.items() if value)
            _note(brought, user, f"{_entries(changed.number)} changed: {', '.join(asked)}.")
    return changed


def correct(
    row: ImportedEntry,
    document: EntryDocument,
    *,
    user,
    action: str,
    mark: str,
    other: EntryPage | None = None,
) -> None:
    """Writes a corrected document into a row.

    Arguments:
        mark: what `mark_of` said of the row when it was shown.
        other: the entry of the hub that it updates or joins, where that is another one than was found.
    Raises:
        NotNow: when it was decided, or somebody else corrected it, meanwhile.
        ShapeError: when the action cannot be.
    """
    with transaction.atomic():
        row = _open_row(row, mark)
        if other is not None and other.pk != (row.duplicate or {}).get("pk"):
            row.duplicate = {
                "title": other.title, "where": other.code, "score": 1, "pk": other.pk, "revision": other.latest_revision_id,
            }  # fmt: skip
        correcting.correct(row, document, action=action)
        _note(row.run, user, f"“{row.title}” corrected.")


def take(
    row: ImportedEntry, paths: Sequence[str], offered: Sequence[str], *, user, mark: str, revision: int
) -> None:
    """Chooses which changes of an update are taken.

    Arguments:
        paths: of the changes to take.
        offered: of all changes that were shown.
        revision: the newest one of the entry when they were shown.
    Raises:
        NotNow: when it was decided, or somebody else corrected it, meanwhile.
    """
    with transaction.atomic():
        row = _open_row(row, mark)
        row.left_out = [path for path in offered if path not in paths]
        row.duplicate = {**(row.duplicate or {}), "revision": revision}
        row.outcome, row.said = Outcome.WAITING, ""
        row.save(update_fields=["left_out", "duplicate", "outcome", "said"])
        taken = len(offered) - len(row.left_out)
        _note(row.run, user, f"“{row.title}”: {taken} of {len(offered)} changes are taken.")


def _open_row(row: ImportedEntry, mark: str) -> ImportedEntry:
    run = _locked(row.run, State.PLANNED)
    found = ImportedEntry.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if found is None:
        raise NotNow("Its file was read again meanwhile.")
    if not found.is_open:
        raise NotNow("It has been decided meanwhile.")
    if mark_of(found) != mark:
        raise NotNow("Somebody else corrected it meanwhile: look at it again.")
    found.run = run
    return found


def _begin(brought: Import, state: Import.State, task, steps: int = 0) -> None:
    brought.state, brought.busy_since, brought.done, brought.steps = state, timezone.now(), 0, steps
    brought.save(update_fields=["state", "busy_since", "problem", "done", "steps"])
    transaction.on_commit(partial(task.enqueue, brought.pk))


def _locked(brought: Import, *states: str) -> Import:
    brought = Import.objects.select_for_update().get(pk=brought.pk)
    if brought.state not in states:
        raise NotNow(f"Not now: the import is {brought.get_state_display().lower()}.")
    return brought


def _note(brought: Import, user, what: str) -> None:
    log(instance=brought, action=LOGGED, user=user, data={"what": what})


def _entries(number: int) -> str:
    return f"{number:,} {'entry' if number == 1 else 'entries'}"


def _said(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)
