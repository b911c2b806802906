"""From files to rows: an import is read once, in the background, and everything found is kept."""

from __future__ import annotations

import logging
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath
from typing import Any

from django.db import transaction

from knowledge.entrydocs import DocumentError, EntryDocument
from knowledge.entrydocs.merging.parts import ATTRIBUTE
from knowledge.importing.plan import CREATE, UPDATE, Options, Plan, PlannedEntry, PlannedSource, make_plan
from knowledge.importing.runs.correcting import NOTHING, describe
from knowledge.importing.sources import SourceError, SourceFile, Sources, collect, printable
from knowledge.importing.turns import turn
from knowledge.models import EntryPage, Import, ImportedEntry, ImportSource

logger = logging.getLogger(__name__)

Outcome = ImportedEntry.Outcome
BATCH = 500
FILES = 50  # whose texts are in memory together
MAX_TEXT = 5_000_000  # characters of a source that are kept to be shown
MAX_NAME = 200  # bytes of a file's name
SECONDS = 1.0  # between two notes of how far it has come
WHOLE = "Said of the whole import."
ASSUMING = "Nothing tells the "


def read_import(brought: Import) -> None:
    """Reads the files of an import and keeps what was found; run again, it reads what is not read yet.

    Sources that were read before keep their rows, which somebody may have corrected. What cannot be read
    says why and leaves nothing behind.
    """
    with tempfile.TemporaryDirectory(prefix="hub-import-") as folder:
        try:
            sources = unpacked(brought, Path(folder))
            asked = {
                str(PurePosixPath(folder) / source.path): source.asked
                for source in brought.sources.exclude(asked={}).only("path", "asked")
            }
            with turn():
                options = Options(**{**brought.options, "files": asked})
                plan = make_plan(sources, options, _progress(brought))
                _keep_once(brought, plan, _texts(sources, folder), folder)
        except Exception as error:
            logger.exception("Import %s could not be read.", brought.pk)
            read = brought.sources.filter(is_read=True).exists()
            Import.objects.filter(pk=brought.pk).update(
                state=Import.State.PLANNED if read else Import.State.FAILED,
                problem=f"Something in it could not be read: {error}"[:2000],
            )


@transaction.atomic
def _keep_once(brought: Import, plan: Plan, texts: Callable[[str], str], folder: str) -> None:
    """Keeps a plan, unless somebody was here while this one was made."""
    state = Import.objects.select_for_update().values_list("state", flat=True).get(pk=brought.pk)
    if state == Import.State.READING:
        _keep(brought, plan, texts, folder)


def _progress(brought: Import) -> Callable[[int, int], None]:
    """Returns what notes now and then how many files are read."""
    last = 0.0

    def note(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > SECONDS:
            last = time.monotonic()
            Import.objects.filter(pk=brought.pk).update(done=done, steps=total)

    return note


def unpacked(brought: Import, folder: Path) -> Sources:
    """Returns the sources of an import, its files written into a folder."""
    files = list(brought.files.order_by("pk").values_list("name", flat=True))
    paths = [folder / name for name in names_of(files)]
    for path, file in zip(paths, brought.files.order_by("pk").iterator(chunk_size=1), strict=True):
        path.write_bytes(bytes(file.data))
    return collect(paths)


def names_of(names: Iterable[str]) -> list[str]:
    """Returns names as any file system takes them, each once: what is brought in may be called anything."""
    found: list[str] = []
    for given in names:
        name = free = _file_name(given)
        number = 1
        while free in found:
            number += 1
            path = PurePosixPath(name)
            free = f"{path.stem} ({number}){path.suffix}"
        found.append(free)
    return found


def _file_name(name: str) -> str:
    """Returns the end of a name, its suffix kept, as any file system takes it: those count bytes."""
    name = PurePosixPath(printable(name).replace("\\", "/")).name.strip(". ") or "file"
    return name.encode("utf-8", "replace")[-MAX_NAME:].decode("utf-8", "ignore")


def shown_path(path: str, folder: str) -> str:
    """Returns how a source is named: without the folder its file was written to for reading."""
    return path.removeprefix(f"{folder}/")


def _texts(sources: Sources, folder: str) -> Callable[[str], str]:
    """Returns what tells the text of a source by its shown name: read when it is asked for, never all at once."""
    files = {shown_path(file.path, folder): file for file in sources.files}
    return lambda path: _text(files[path])[:MAX_TEXT] if path in files else ""


def _text(file: SourceFile) -> str:
    try:
        return file.data().decode("utf-8", errors="replace").replace("\x00", "\N{REPLACEMENT CHARACTER}")
    except SourceError:
        return ""


Standing = dict[int, tuple[int | None, int | None]]


def standing(keys: Collection[int]) -> Standing:
    """Returns of each of some entries its newest revision and the one that readers see."""
    found: Standing = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), BATCH):
        pages = EntryPage.objects.filter(pk__in=wanted[start : start + BATCH]).order_by()
        for pk, newest, live, seen in pages.values_list(
            "pk", "latest_revision_id", "live", "live_revision_id"
        ):
            found[pk] = (newest, seen if live else None)
    return found


def updated_by(plan: Plan) -> set[int]:
    """Returns which entries a plan would update."""
    entries = (entry for source in plan.sources for entry in source.entries)
    return {
        one.duplicate_of.pk
        for one in entries
        if one.action == UPDATE and one.duplicate_of and one.duplicate_of.pk
    }


def record_import(plan: Plan, *, title: str, options: Options, before: Standing) -> Import:
    """Keeps what an import that is over found and made, as the admin shows it; it can be undone there.

    Arguments:
        plan: after `apply_plan`.
        title: how it will be recognised.
        before: how the entries it updated stood before.
    """
    with transaction.atomic():
        done = Import.objects.create(title=title[:200], options=vars(options))
        _keep(done, plan, lambda path: "", "")
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
                if entry.action == UPDATE:
                    row.revision_before_id, row.live_before_id = before.get(page.pk, (None, None))
            else:
                row.outcome = Outcome.SKIPPED
        ImportedEntry.objects.bulk_update(
            rows, ["outcome", "page", "revision_id", "revision_before_id", "live_before_id"], batch_size=BATCH
        )
        done.state = Import.State.DONE
        done.save(update_fields=["state"])
    return done


# --- From a plan to rows -----------------------------------------------------------------------------------


def _keep(brought: Import, plan: Plan, texts: Callable[[str], str], folder: str) -> None:
    """Keeps what was found; asks as little for ten thousand files as for one."""
    entries = [entry for planned in plan.sources for entry in planned.entries]
    seen = standing({one.duplicate_of.pk for one in entries if one.duplicate_of and one.duplicate_of.pk})
    sources = _sources(brought, plan, texts, folder)
    known: dict[int, list[ImportedEntry]] = defaultdict(list)
    for row in brought.entries.defer("document").order_by("pk"):
        known[row.source_id].append(row)
    placed: dict[tuple[str, int, str], ImportedEntry] = {}  # rows by where others say that they stand
    new, changed = [], []
    for source, planned in zip(sources, plan.sources, strict=True):
        duplicates = [_duplicate(entry, seen, folder) for entry in planned.entries]
        its = known.get(source.pk, [])
        if its and len(its) == len(duplicates):
            changed += _compared_again(its, planned, duplicates)
        elif its:
            continue  # read when a dialect knew less; what was shown stays as it is
        else:
            found = zip(planned.entries, duplicates, strict=True)
            its = [_row(brought, source, planned, entry, duplicate) for entry, duplicate in found]
            new += its
        for row, entry in zip(its, planned.entries, strict=True):
            placed[source.path, entry.line, entry.document.title] = row
    ImportedEntry.objects.bulk_create(new, batch_size=BATCH)
    ImportedEntry.objects.bulk_update(changed, ["duplicate", "action"], batch_size=BATCH)
    _join_repetitions(placed)
    brought.total, brought.done, brought.steps = brought.entries.count(), 0, 0
    brought.state = Import.State.PLANNED if brought.total else Import.State.FAILED
    brought.problem = "" if brought.total else "Nothing in it was understood as an entry."
    brought.save(update_fields=["state", "total", "problem", "done", "steps"])


def _sources(brought: Import, plan: Plan, texts: Callable[[str], str], folder: str) -> list[ImportSource]:
    """Returns the sources of a plan in its order: what was read before, what is read again, what is new."""
    stored = {source.path: source for source in brought.sources.defer("text")}
    found: list[ImportSource] = []
    new: list[ImportSource] = []
    for planned in plan.sources:
        path = shown_path(planned.path, folder)
        source = stored.get(path) or ImportSource(run=brought, path=path)
        found.append(source)
        if source.pk is None:
            new.append(_described(source, planned, texts))
        elif not source.is_read:
            _described(source, planned, texts).save()
        if len(new) == FILES:
            _create(new)
    _create(new)
    return found


def _create(sources: list[ImportSource]) -> None:
    """Saves some sources and lets their texts go: those of a whole archive are too much at once."""
    ImportSource.objects.bulk_create(sources)
    for source in sources:
        source.text = ""
    sources.clear()


def _described(source: ImportSource, planned: PlannedSource, texts: Callable[[str], str]) -> ImportSource:
    source.is_read = True
    source.dialect, source.confidence = planned.dialect or "", planned.confidence
    source.licence, source.text = planned.licence[:80], texts(source.path)
    source.repairs = [asdict(one) for one in planned.repairs]
    source.ignored = [asdict(one) for one in planned.ignored]
    source.problems = [{"line": one.line, "message": str(one)} for one in planned.problems]
    source.warnings = list(planned.warnings)
    return source


def _duplicate(entry: PlannedEntry, seen: Standing, folder: str) -> dict[str, Any] | None:
    known = entry.duplicate_of
    if known is None:
        return None
    found = {
        "title": known.title,
        "where": shown_path(known.where, folder),
        "score": known.score,
        "pk": known.pk,
    }
    return {**found, "revision": seen[known.pk][0]} if known.pk in seen else found


def _row(
    brought: Import,
    source: ImportSource,
    planned: PlannedSource,
    entry: PlannedEntry,
    duplicate: dict[str, Any] | None,
) -> ImportedEntry:
    document, given, because = _with_what_was_said(entry, brought)
    faults = [str(one) for one in planned.problems if one.line == entry.line]
    row = ImportedEntry(
        run=brought,
        source=source,
        line=entry.line,
        end_line=entry.end_line or entry.line,
        is_canonical=entry.is_canonical,
        because={**entry.because, **because},
        # What is assumed is told where it stands.
        warnings=[*faults, *(one for one in entry.warnings if not one.startswith(ASSUMING))],
        duplicate=duplicate,
        left_out=[f"{ATTRIBUTE}{key}" for key in given],
        action=ImportedEntry.Action.SKIP if faults else entry.action,
    )
    describe(row, document)
    return row


def _with_what_was_said(
    entry: PlannedEntry, brought: Import
) -> tuple[EntryDocument, set[str], dict[str, str]]:
    """Returns an entry's document with what was said of the whole import and what had to be assumed; what of
    that changes no entry the hub has, unless somebody says so; and why it is there.
    """
    document, attributes = entry.document, entry.document.attributes
    said = {"licence": brought.licence, "source": {"url": brought.source_url} if brought.source_url else ""}
    given = {key: value for key, value in said.items() if value and key not in attributes}
    because = dict.fromkeys(entry.assumed, NOTHING) | dict.fromkeys(given, WHOLE)
    for key in ("technology", "level"):
        if key in attributes and key not in entry.because and attributes[key] == brought.options.get(key):
            because[key] = WHOLE
    try:
        document = replace(document, attributes={**entry.assumed, **attributes, **given})
    except DocumentError:
        return entry.complete, set(entry.assumed), because
    return document, {*entry.assumed, *given}, because


def _compared_again(
    rows: list[ImportedEntry], planned: PlannedSource, duplicates: list[dict[str, Any] | None]
) -> list[ImportedEntry]:
    """Says anew what rows of a source that was read before are like, where nobody has decided or corrected."""
    changed = []
    for row, entry, duplicate in zip(rows, planned.entries, duplicates, strict=True):
        if row.outcome == Outcome.WAITING and not row.is_corrected and row.duplicate != duplicate:
            row.duplicate, row.action = duplicate, entry.action
            changed.append(row)
    return changed


def _join_repetitions(placed: dict[tuple[str, int, str], ImportedEntry]) -> None:
    """Links rows to the one of the same import that asks the same."""
    changed = []
    for (path, _, _), row in placed.items():
        known = row.duplicate
        if known and not known.get("pk"):
            where, _, line = known["where"].rpartition(", line ")
            number = line.removeprefix("line ")
            other = placed.get((where or path, int(number), known["title"])) if number.isdecimal() else None
            if other is not None and other.pk not in {row.pk, row.same_as_id}:
                row.same_as = other
                changed.append(row)
    ImportedEntry.objects.bulk_update(changed, ["same_as"], batch_size=BATCH)
