"""From files to rows: an import is read once, in the background, and everything found is kept."""

from __future__ import annotations

import logging
import tempfile
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath

from django.db import transaction

from knowledge.entrydocs import write
from knowledge.importing.identity import is_answered
from knowledge.importing.plan import CREATE, UPDATE, Options, Plan, PlannedEntry, PlannedSource, make_plan
from knowledge.importing.sources import SourceError, SourceFile, Sources, collect
from knowledge.importing.turns import turn
from knowledge.models import EntryPage, Import, ImportedEntry, ImportSource

logger = logging.getLogger(__name__)

Outcome = ImportedEntry.Outcome
BATCH = 500
MAX_TEXT = 5_000_000  # characters of a source that are kept to be shown
MAX_NAME = 200  # bytes of a file's name


def read_import(brought: Import) -> None:
    """Reads the files of an import and keeps what was found; read again, it replaces what was kept.

    An import that cannot be read at all says why and leaves nothing behind.
    """
    with tempfile.TemporaryDirectory(prefix="hub-import-") as folder:
        try:
            sources = unpacked(brought, Path(folder))
            with turn(), transaction.atomic():
                brought.refresh_from_db()
                if brought.state != Import.State.READING:  # somebody was here while this one waited
                    return
                plan = make_plan(sources, Options(**brought.options))
                _keep(brought, plan, _texts(sources, folder), folder)
        except Exception as error:
            logger.exception("Import %s could not be read.", brought.pk)
            Import.objects.filter(pk=brought.pk).update(
                state=Import.State.FAILED, problem=f"Something in it could not be read: {error}"[:2000]
            )


def unpacked(brought: Import, folder: Path) -> Sources:
    """Returns the sources of an import, its files written below a folder."""
    paths = []
    for number, file in enumerate(brought.files.order_by("pk")):
        place = folder / str(number)
        place.mkdir()
        path = place / _file_name(file.name)
        path.write_bytes(bytes(file.data))
        paths.append(path)
    return collect(paths)


def _file_name(name: str) -> str:
    """Returns the end of a name, its suffix kept, as any file system takes it: those count bytes."""
    name = PurePosixPath(name.replace("\\", "/")).name
    return name.encode("utf-8", "replace")[-MAX_NAME:].decode("utf-8", "ignore")


def shown_path(path: str, folder: str) -> str:
    """Returns how a source is named: without the place its file was written to for reading."""
    inside = path.removeprefix(f"{folder}/")
    return inside.partition("/")[2] if inside != path else path


def _texts(sources: Sources, folder: str) -> dict[str, str]:
    found = {}
    for file in sources.files:
        found[shown_path(file.path, folder)] = _text(file)[:MAX_TEXT]
    return found


def _text(file: SourceFile) -> str:
    try:
        return file.data().decode("utf-8", errors="replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    except SourceError:
        return ""


def record_import(plan: Plan, *, title: str, options: Options) -> Import:
    """Keeps what an import that is over found and made, as the admin shows it; it can be undone there.

    Arguments:
        plan: after `apply_plan`.
        title: how it will be recognised.
    """
    with transaction.atomic():
        done = Import.objects.create(title=title[:200], options=vars(options))
        _keep(done, plan, {}, "")
        entries = [entry for source in plan.sources for entry in source.entries]
        codes = [one.document.code for one in entries if one.document.code]
        pages = {
            page.code: page
            for start in range(0, len(codes), BATCH)
            for page in EntryPage.objects.filter(code__in=codes[start : start + BATCH]).only(
                "code", "latest_revision_id"
            )
        }
        rows = list(done.entries.order_by("pk"))
        for row, entry in zip(rows, entries, strict=True):
            page = pages.get(entry.document.code)
            if entry.action in {CREATE, UPDATE} and page is not None:
                row.outcome = Outcome.CREATED if entry.action == CREATE else Outcome.UPDATED
                row.page, row.revision_id = page, page.latest_revision_id
                row.revision_before_id = _revision_before(page) if entry.action == UPDATE else None
            else:
                row.outcome = Outcome.SKIPPED
        ImportedEntry.objects.bulk_update(
            rows, ["outcome", "page", "revision_id", "revision_before_id"], batch_size=BATCH
        )
        done.state, done.done = Import.State.DONE, len(rows)
        done.save(update_fields=["state", "done"])
    return done


def _revision_before(page: EntryPage) -> int | None:
    earlier = page.revisions.filter(pk__lt=page.latest_revision_id).order_by("-pk")
    return earlier.values_list("pk", flat=True).first()


def _keep(brought: Import, plan: Plan, texts: dict[str, str], folder: str) -> None:
    brought.sources.all().delete()
    number = 0
    for planned in plan.sources:
        path = shown_path(planned.path, folder)
        source = ImportSource.objects.create(
            run=brought,
            path=path,
            dialect=planned.dialect or "",
            confidence=planned.confidence,
            licence=planned.licence[:80],
            text=texts.get(path, ""),
            repairs=[asdict(one) for one in planned.repairs],
            ignored=[asdict(one) for one in planned.ignored],
            problems=[{"line": one.line, "message": str(one)} for one in planned.problems],
            warnings=list(planned.warnings),
        )
        rows = [_row(brought, source, planned, entry, folder) for entry in planned.entries]
        ImportedEntry.objects.bulk_create(rows, batch_size=BATCH)
        number += len(rows)
    brought.state = Import.State.PLANNED
    brought.total = number
    brought.problem = "" if number else "Nothing in it was understood as an entry."
    brought.save(update_fields=["state", "total", "problem"])


def _row(
    brought: Import, source: ImportSource, planned: PlannedSource, entry: PlannedEntry, folder: str
) -> ImportedEntry:
    document = entry.complete
    attributes = document.attributes
    duplicate = entry.duplicate_of
    faults = [str(one) for one in planned.problems if one.line == entry.line]
    row = ImportedEntry(
        run=brought,
        source=source,
        line=entry.line,
        end_line=entry.end_line or entry.line,
        answered=is_answered(document),
        because=entry.because,
        warnings=[*faults, *entry.warnings],
        duplicate={
            "title": duplicate.title,
            "where": shown_path(duplicate.where, folder),
            "score": duplicate.score,
            "pk": duplicate.pk,
        }
        if duplicate
        else None,
        action=ImportedEntry.Action.SKIP if faults else entry.action,
    )
    if brought.licence and "licence" not in attributes:
        document = replace(document, attributes={**attributes, "licence": brought.licence})
    describe(row, document)
    return row


def describe(row: ImportedEntry, document) -> None:
    """Writes a document into a row, with the facts its table is filtered by."""
    row.document = write(document)
    row.kind, row.title = document.kind, document.title
    row.technology = document.attributes.get("technology", "")
    row.level = document.attributes.get("level", "")
    row.category = document.attributes.get("category", "")
