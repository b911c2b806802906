"""From rows to drafts: what was chosen is imported a few entries at a time, whatever happens to the others."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from django.db import transaction
from django.db.models import Case, F, Q, When

from knowledge import kinds
from knowledge.entrydocs import DocumentError, EntryDocument, read
from knowledge.importing.apply import apply_plan
from knowledge.importing.archive import Duplicate
from knowledge.importing.images import Images
from knowledge.importing.plan import Options, Plan
from knowledge.importing.planned import CREATE, SKIP, UPDATE, PlannedEntry, PlannedSource
from knowledge.importing.runs.offers import newest, taken
from knowledge.importing.runs.reading import unpacked
from knowledge.importing.runs.recording import Standing, standing
from knowledge.importing.sources import Sources
from knowledge.importing.taxonomy import Vocabulary
from knowledge.importing.turns import turn
from knowledge.models import EntryPage, Import, ImportedEntry
from knowledge.models.imports import OPEN

logger = logging.getLogger(__name__)

Action, Outcome = ImportedEntry.Action, ImportedEntry.Outcome
TOGETHER = 20  # entries of a transaction: few enough to see it go on, many enough to be quick
PATIENCE = 3  # entries in a row that fail for reasons of the machine, before the rest is left for later
FIELDS = ["outcome", "said", "duplicate", "page", "revision_id", "revision_before_id", "live_before_id"]
EDITED = "The entry was edited meanwhile: look at what would change, and approve it again."
WAITS = "It joins “{}” as soon as that is imported."


def import_chosen(brought: Import) -> None:
    """Imports the rows that were chosen. Run again, it goes on with those that still are."""
    failed, brought.problem = 0, ""
    with tempfile.TemporaryDirectory(prefix="hub-import-") as folder, turn():
        sources = unpacked(brought, Path(folder))
        for keys in _in_turn(brought):
            if _import_together(brought, keys, sources):
                failed = 0
                continue
            for key in keys:
                failed = 0 if _import_together(brought, [key], sources, alone=True) else failed + 1
                if failed == PATIENCE:
                    break
            if failed == PATIENCE:
                break
    brought.entries.filter(outcome=Outcome.CHOSEN).update(outcome=Outcome.WAITING)
    brought.state = rests_at(brought)
    brought.save(update_fields=["state", "problem"])
    if brought.state == Import.State.DONE:
        brought.files.all().delete()


def rests_at(brought: Import) -> Import.State:
    """Returns the state of an import nothing happens with: whether something in it is still to be decided."""
    waits = brought.entries.filter(outcome__in=OPEN).exists()
    return Import.State.PLANNED if waits else Import.State.DONE


def _in_turn(brought: Import) -> Iterator[list[int]]:
    """Yields the rows that were chosen, some at a time.

    What others stand below or join comes first, and entries without a code after those that have one: the
    code they are given must not be one that another asks for. What joins others comes one at a time, each
    to see what the one before has added.
    """
    below = [kind.key for kind in kinds.all_kinds() if kind.below]
    rows = (
        brought.entries.filter(outcome=Outcome.CHOSEN)
        .annotate(
            joins=Case(When(action=Action.MERGE, then=1), default=0),
            stands_below=Case(When(kind__in=below, then=1), default=0),
            lacks_code=Case(When(document__contains="\ncode: ", then=0), default=1),
        )
        .order_by("joins", "stands_below", "lacks_code", "pk")
    )
    found = list(rows.values_list("pk", "joins"))
    together = [pk for pk, joins in found if not joins]
    yield from (together[at : at + TOGETHER] for at in range(0, len(together), TOGETHER))
    yield from ([pk] for pk, joins in found if joins)


def _import_together(brought: Import, keys: list[int], sources: Sources, *, alone: bool = False) -> bool:
    """Imports some rows in one transaction, drafts and what is noted of them together.

    Arguments:
        alone: whether what is refused or fails is noted; otherwise nothing is kept then.
    Returns:
        Whether it went well; what was refused for its own faults and says so went well, alone.
    """
    try:
        with transaction.atomic():
            found = brought.entries.filter(outcome=Outcome.CHOSEN).select_related("same_as").in_bulk(keys)
            rows = [found[key] for key in keys if key in found]
            well = _import_rows(brought, rows, sources, alone=alone)
            if well:
                Import.objects.filter(pk=brought.pk).update(done=F("done") + len(rows))
            return well
    except Exception as error:
        if alone:
            logger.exception("An entry of import %s could not be imported.", brought.pk)
            brought.problem = f"Something in it could not be imported: {error}"[:2000]
            brought.entries.filter(pk__in=keys).update(outcome=Outcome.WAITING, said=str(error)[:2000])
        return False


def _import_rows(brought: Import, rows: list[ImportedEntry], sources: Sources, *, alone: bool) -> bool:
    together = {row.pk for row in rows}
    planned = {row.pk: entry for row in rows if (entry := _planned(row, together)) is not None}
    targets = [
        entry.duplicate_of.pk for entry in planned.values() if entry.duplicate_of and entry.duplicate_of.pk
    ]
    if len(set(targets)) < len(targets):  # one after the other, so that the second sees what the first did
        return False
    source = PlannedSource("import", entries=list(planned.values()))
    vocabulary = Vocabulary()
    for entry in source.entries:
        entry.document, _ = vocabulary.resolve(entry.document)
    images = Images(sources.images, [entry.document for entry in source.entries])
    before = standing(targets)
    apply_plan(Plan([source], vocabulary, images, Options(**brought.options)), user=brought.created_by)
    if source.problems:
        if not alone:
            return False
        rows[0].outcome, rows[0].said = Outcome.REFUSED, str(source.problems[0])
    else:
        _keep_outcomes(rows, planned, before)
    ImportedEntry.objects.bulk_update(rows, FIELDS)
    return True


def _planned(row: ImportedEntry, together: Collection[int]) -> PlannedEntry | None:
    """Returns what becomes of a row, or None where nothing does and the row says why.

    Arguments:
        together: the rows that are imported in the same transaction.
    """
    try:
        if row.action not in {Action.UPDATE, Action.MERGE}:
            action = CREATE if row.action == Action.CREATE else SKIP
            document = read(row.document)
            if action == CREATE and (why := _without_its_whole(row, document, together)):
                raise ValueError(why)
            return PlannedEntry(document, row.line, action)
        page = _target(row)
        if page is None:
            return None
        other = Duplicate(page.title, page.code or "", pk=page.pk)
        return PlannedEntry(taken(row, page), row.line, UPDATE, other)
    except (DocumentError, ValueError) as error:
        row.outcome, row.said = Outcome.REFUSED, str(error)
        return None


def _without_its_whole(row: ImportedEntry, document: EntryDocument, together: Collection[int]) -> str:
    """Returns why a part must wait for the entry of its import that it was read as a part of; empty if it need not.

    The code it names was planned for that entry, and may by now be that of somebody else's.
    """
    below = kinds.get(document.kind).below
    code = document.attributes.get(below, "")
    planned = Q(document__contains=f"\ncode: {code}\n")
    if not row.is_corrected:  # somebody who corrects it may have chosen another whole
        planned |= Q(source=row.source_id)
    wholes = ImportedEntry.objects.filter(planned, run=row.run_id, kind=below, action=Action.CREATE)
    whole = wholes.select_related("page").order_by("pk").first() if below and code else None
    if whole is None or whole.pk in together:
        return ""
    if whole.page is None:
        return f"“{whole.title}”, which it is a part of, has not been imported."
    return "" if whole.page.code == code else f"“{whole.title}”, which it is a part of, is {whole.page.code}."


def _target(row: ImportedEntry) -> EntryPage | None:
    """Returns the newest version of the entry that a row updates or joins."""
    known, same = row.duplicate or {}, row.same_as
    if (
        not known.get("pk")
        and same is not None
        and same.page_id is None
        and same.outcome in {*OPEN, Outcome.CHOSEN}
    ):
        row.outcome, row.said = Outcome.WAITING, WAITS.format(same.title)
        return None
    page = newest(known.get("pk") or (same.page_id if same else None))
    if page is None and same is not None and same.outcome == Outcome.SKIPPED:
        row.outcome, row.said = Outcome.SKIPPED, f"“{same.title}”, which it was to join, was skipped."
        return None
    if page is None:
        what = "update" if row.action == Action.UPDATE else "join"
        row.outcome, row.said = Outcome.REFUSED, f"There is no entry to {what}."
        return None
    if page.latest_revision_id is None:  # made without one, and there would be nothing to go back to
        page.save_revision(log_action=False)
    elif row.action == Action.UPDATE and known.get("revision") not in {None, page.latest_revision_id}:
        row.duplicate = {**known, "revision": page.latest_revision_id}
        row.outcome, row.said = Outcome.REFUSED, EDITED
        return None
    return page


def _keep_outcomes(
    rows: list[ImportedEntry],
    planned: dict[int, PlannedEntry],
    before: Standing,
) -> None:
    codes = [entry.code for entry in planned.values() if entry.code]
    pages = {page.code: page for page in EntryPage.objects.filter(code__in=codes).defer("summary")}
    for row in rows:
        entry = planned.get(row.pk)
        if entry is None:
            continue
        row.said = " ".join(entry.warnings)
        page = pages.get(entry.code)
        if row.action == Action.SKIP or page is None:
            row.outcome = Outcome.SKIPPED
            continue
        row.page = page
        if row.action == Action.CREATE:
            row.outcome = Outcome.CREATED
        elif row.action == Action.MERGE:
            row.outcome = Outcome.JOINED
        else:
            row.outcome = Outcome.SKIPPED if entry.action == SKIP else Outcome.UPDATED
        if entry.action == SKIP:
            row.said = f"{page.code} says all of it already."
            continue
        row.revision_id = page.latest_revision_id
        if entry.action == UPDATE:
            row.revision_before_id, row.live_before_id = before[page.pk]
