"""From a plan to rows: everything that was found is kept, a few hundred rows at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction

from knowledge.entrydocs import DocumentError, EntryDocument
from knowledge.entrydocs.merging.parts import ATTRIBUTE
from knowledge.importing.plan import Options, Plan
from knowledge.importing.planned import CREATE, UPDATE, PlannedEntry, PlannedSource
from knowledge.importing.runs.correcting import NOTHING, describe
from knowledge.models import EntryPage, Import, ImportedEntry, ImportSource

Outcome = ImportedEntry.Outcome
BATCH = 200
FILES = 50  # whose texts are in memory together
COMPARED = ("source_id", "duplicate", "action", "outcome", "is_corrected", "same_as_id")
WHOLE = "Said of the whole import."
ASSUMING = "Nothing tells the "

Standing = dict[int, tuple[int | None, int | None]]
Place = tuple[str, int, str]  # where an entry stands: its source, its line and its title
Row = tuple[ImportedEntry, PlannedEntry]


class _Kept(NamedTuple):
    row: ImportedEntry
    entry: PlannedEntry
    path: str  # of its source, as it is shown
    is_changed: bool  # whether a row that was there before says something else now


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
        keep(done, plan, lambda path: "", str, settle=partial(_note_outcomes, before=before))
        done.state = Import.State.DONE
        done.save(update_fields=["state"])
    return done


def _note_outcomes(made: Sequence[Row], before: Standing) -> None:
    """Writes into rows what became of their entries."""
    codes = [entry.code for _, entry in made if entry.code]
    pages = EntryPage.objects.filter(code__in=codes).only("code", "latest_revision_id")
    by_code = {page.code: page for page in pages}
    for row, entry in made:
        page = by_code.get(entry.code)
        if entry.action not in {CREATE, UPDATE} or page is None:
            row.outcome = Outcome.SKIPPED
            continue
        row.outcome = Outcome.CREATED if entry.action == CREATE else Outcome.UPDATED
        row.page, row.revision_id = page, page.latest_revision_id
        if entry.action == UPDATE:
            row.revision_before_id, row.live_before_id = before.get(page.pk, (None, None))


def keep(
    brought: Import,
    plan: Plan,
    text_of: Callable[[str], str],
    shown: Callable[[str], str],
    settle: Callable[[Sequence[Row]], None] = lambda new: None,
) -> None:
    """Keeps what was found; asks as little for ten thousand files as for one.

    Sources that were read before keep their rows, which somebody may have corrected.

    Arguments:
        text_of: tells the text of a source by the path it is shown under.
        shown: tells that of a path in the plan, or of words that begin with one.
        settle: called with new rows and their entries before these are saved.
    """
    entries = (entry for planned in plan.sources for entry in planned.entries)
    seen = standing({one.duplicate_of.pk for one in entries if one.duplicate_of and one.duplicate_of.pk})
    sources = _sources(brought, plan, text_of, shown)
    placed: dict[Place, int] = {}
    repeating: list[tuple[ImportedEntry, Place]] = []
    rows = _rows(brought, plan, sources, seen, shown)
    while batch := list(islice(rows, BATCH)):
        new = [one for one in batch if one.row.pk is None]
        settle([(one.row, one.entry) for one in new])
        ImportedEntry.objects.bulk_create(one.row for one in new)
        changed = [one.row for one in batch if one.is_changed]
        ImportedEntry.objects.bulk_update(changed, ["duplicate", "action"])
        for row, entry, path, _ in batch:
            placed[path, entry.line, entry.title] = row.pk
            if (original := _original(row, path)) is not None:
                repeating.append((ImportedEntry(pk=row.pk, same_as_id=row.same_as_id), original))
    _join(repeating, placed)
    brought.total, brought.done, brought.steps = brought.entries.count(), 0, 0
    brought.state = Import.State.PLANNED if brought.total else Import.State.FAILED
    brought.problem = "" if brought.total else "Nothing in it was understood as an entry."
    brought.save(update_fields=["state", "total", "problem", "done", "steps"])


def _rows(
    brought: Import,
    plan: Plan,
    sources: Sequence[int],
    seen: Standing,
    shown: Callable[[str], str],
) -> Iterator[_Kept]:
    """Yields the rows of a plan in its order: new ones, and those of sources that were read before.

    Of the latter it says anew what they are like, where nobody has decided or corrected them.
    """
    known: dict[int, list[ImportedEntry]] = defaultdict(list)
    for row in brought.entries.only(*COMPARED).order_by("pk"):
        known[row.source_id].append(row)
    for source, planned in zip(sources, plan.sources, strict=True):
        its = known.get(source, [])
        if its and len(its) != len(planned.entries):
            continue  # read when a dialect knew less; what was shown stays as it is
        path = shown(planned.path)
        faults: dict[int, list[str]] = defaultdict(list)
        for problem in planned.problems:
            faults[problem.line].append(str(problem))
        for at, entry in enumerate(planned.entries):
            duplicate = _duplicate(entry, seen, shown)
            if not its:
                row = _row(brought, entry, faults[entry.line])
                row.source_id, row.duplicate = source, duplicate
                yield _Kept(row, entry, path, False)
                continue
            row = its[at]
            is_changed = (
                row.outcome == Outcome.WAITING and not row.is_corrected and row.duplicate != duplicate
            )
            if is_changed:
                row.duplicate, row.action = duplicate, entry.action
            yield _Kept(row, entry, path, is_changed)


def _original(row: ImportedEntry, path: str) -> Place | None:
    """Returns where the entry of the same import stands that a row repeats, if it does."""
    known = row.duplicate
    if not known or known.get("pk"):
        return None
    where, _, line = known["where"].rpartition(", line ")
    number = line.removeprefix("line ")
    return (where or path, int(number), known["title"]) if number.isdecimal() else None


def _join(repeating: Sequence[tuple[ImportedEntry, Place]], placed: Mapping[Place, int]) -> None:
    """Links rows to the one of the same import that asks the same."""
    changed = []
    for row, original in repeating:
        other = placed.get(original)
        if other not in {None, row.pk, row.same_as_id}:
            row.same_as_id = other
            changed.append(row)
    ImportedEntry.objects.bulk_update(changed, ["same_as"], batch_size=BATCH)


def _sources(
    brought: Import, plan: Plan, text_of: Callable[[str], str], shown: Callable[[str], str]
) -> list[int]:
    """Returns the keys of a plan's sources in its order: of what was read before, is read again, is new."""
    stored = {source.path: source for source in brought.sources.only("path", "is_read")}
    keys: list[int] = []
    new: dict[int, ImportSource] = {}  # by their place; the texts of a whole archive are too much at once
    for at, planned in enumerate(plan.sources):
        path = shown(planned.path)
        source = stored.get(path) or ImportSource(run=brought, path=path)
        keys.append(source.pk or 0)
        if source.pk is None:
            new[at] = _described(source, planned, text_of)
        elif not source.is_read:
            _described(source, planned, text_of).save()
        if len(new) == FILES or at == len(plan.sources) - 1:
            ImportSource.objects.bulk_create(new.values())
            for place, one in new.items():
                keys[place] = one.pk
            new.clear()
    return keys


def _described(source: ImportSource, planned: PlannedSource, text_of: Callable[[str], str]) -> ImportSource:
    source.is_read = True
    source.dialect, source.confidence = planned.dialect or "", planned.confidence
    source.licence, source.text = planned.licence[:80], text_of(source.path)
    source.repairs = [asdict(one) for one in planned.repairs]
    source.ignored = [asdict(one) for one in planned.ignored]
    source.problems = [{"line": one.line, "message": str(one)} for one in planned.problems]
    source.warnings = list(planned.warnings)
    return source


def _duplicate(entry: PlannedEntry, seen: Standing, shown: Callable[[str], str]) -> dict[str, Any] | None:
    known = entry.duplicate_of
    if known is None:
        return None
    found = {"title": known.title, "where": shown(known.where), "score": known.score, "pk": known.pk}
    return {**found, "revision": seen[known.pk][0]} if known.pk in seen else found


def _row(brought: Import, entry: PlannedEntry, faults: Sequence[str]) -> ImportedEntry:
    document, given, because = _with_what_was_said(entry, brought)
    row = ImportedEntry(
        run=brought,
        line=entry.line,
        end_line=entry.end_line or entry.line,
        is_canonical=entry.is_canonical,
        because={**entry.because, **because},
        # What is assumed is told where it stands.
        warnings=[*faults, *(one for one in entry.warnings if not one.startswith(ASSUMING))],
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
