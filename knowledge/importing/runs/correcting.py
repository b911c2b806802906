"""Corrections of what an import found: facts of many rows at once, one row fact by fact or as text.

Corrections are made to documents, so that each passes the checks every other door has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from knowledge import kinds
from knowledge.attributes import ShapeError
from knowledge.entrydocs import DocumentError, EntryDocument, read, with_attributes, write
from knowledge.entrydocs.merging.parts import ATTRIBUTE
from knowledge.importing.identity import fold_title, is_answered
from knowledge.importing.plan import ASSUMED
from knowledge.importing.taxonomy import Vocabulary
from knowledge.models import Category, ImportedEntry
from knowledge.models.imports import OPEN

Action = ImportedEntry.Action
TAKEN_AWAY = "none"  # asked for as a value, it takes the attribute away
BY_HAND = "Corrected by hand."
NOTHING = "Nothing tells it: it is assumed."
NEW_TERM = "The {} “{}” does not exist yet: it is made."
SLOW = 1_000  # rows whose whole documents are read again while somebody waits
BATCH = 500
COLUMNS = ("technology", "level", "category", "difficulty", "form", "priority")
FIELDS = [*COLUMNS, "kind", "title", "answered", "document", "because", "warnings", "left_out", "action",
          "is_corrected", "outcome", "said"]  # fmt: skip


class TooMany(Exception):
    """More rows than can be changed like this while somebody waits."""


@dataclass
class Changed:
    """How many rows were changed, and why others were not: titles by reason."""

    number: int = 0
    refused: dict[str, list[str]] = field(default_factory=dict)

    def refuse(self, row: ImportedEntry, why: str) -> None:
        self.refused.setdefault(why, []).append(row.title)


@dataclass(frozen=True)
class _Wanted:
    action: str
    kind: str
    tags: Sequence[str]
    values: Mapping[str, Any]


def describe(row: ImportedEntry, document: EntryDocument) -> None:
    """Writes a document into a row, with the facts its table is filtered by."""
    row.document = write(document)
    row.kind, row.title, row.answered = document.kind, document.title, is_answered(document)
    for key in COLUMNS:
        setattr(row, key, document.attributes.get(key, _empty(key)))


def _empty(key: str) -> Any:
    return None if key == "difficulty" else ""


def mark_of(row: ImportedEntry) -> str:
    """Returns a word that is another one as soon as somebody corrects the row."""
    said = json.dumps([row.document, row.action, row.left_out, row.duplicate, row.outcome], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


# --- Many rows -------------------------------------------------------------------------------------------


def change(
    rows: QuerySet[ImportedEntry],
    *,
    action: str = "",
    kind: str = "",
    tags: Sequence[str] = (),
    **attributes: Any,
) -> Changed:
    """Changes many rows that are still open: what becomes of them, and facts of their documents.

    Arguments:
        action, kind: empty to leave them.
        tags: added to those that are there.
        attributes: by key; empty values leave what is there, `TAKEN_AWAY` takes it away.
    Raises:
        TooMany: when more documents would have to be read again than somebody waits for.
    """
    values = {
        key: "" if value == TAKEN_AWAY else value
        for key, value in attributes.items()
        if value not in ("", None)
    }
    wanted, changed, terms = _Wanted(action, kind, tags, values), Changed(), _Terms()
    with transaction.atomic():
        keys = list(rows.filter(outcome__in=OPEN).order_by("pk").values_list("pk", flat=True))
        if (kind or tags) and len(keys) > SLOW:
            raise TooMany(
                f"At most {SLOW:,} entries at once get another kind or tags: narrow the table first."
            )
        for start in range(0, len(keys), BATCH):
            batch = rows.model.objects.filter(pk__in=keys[start : start + BATCH], outcome__in=OPEN)
            found = list(batch.order_by("pk").select_for_update(of=("self",)))
            apart = [row for row in found if row.action == Action.MERGE and action not in ("", Action.MERGE)]
            done = [row for row in found if _change(row, wanted, changed, terms)]
            # One statement, whose size is that of the rows: `bulk_update` writes a condition for each value.
            ImportedEntry.objects.bulk_create(
                done, update_conflicts=True, unique_fields=["pk"], update_fields=FIELDS
            )
            changed.number += len(done)
            take_wordings_back(apart)
    return changed


def _change(row: ImportedEntry, wanted: _Wanted, changed: Changed, terms: _Terms) -> bool:
    why = _cannot(row, wanted.action)
    if why:
        changed.refuse(row, why)
        return False
    try:
        if wanted.kind not in ("", row.kind) or wanted.tags:
            document, _ = as_kind(read(row.document), wanted.kind or row.kind)
            tags = [*document.attributes.get("tags", []), *wanted.tags]
            describe(row, replace(document, attributes={**document.attributes, "tags": tags}))
        _set(row, wanted.values)
    except (DocumentError, ShapeError) as error:
        changed.refuse(row, str(error))
        return False
    _note(row, [*wanted.values, *(["tags"] if wanted.tags else [])], terms)
    row.is_corrected |= bool(wanted.values or wanted.kind or wanted.tags)
    row.action = wanted.action or row.action
    row.outcome, row.said = ImportedEntry.Outcome.WAITING, ""
    return True


def _set(row: ImportedEntry, values: Mapping[str, Any]) -> None:
    kind, clean = kinds.get(row.kind), {}
    for key, value in values.items():
        attribute = kind.attribute(key)
        if attribute is None:
            raise ShapeError(f"a {kind.label.lower()} has no {key}")
        try:
            clean[key] = attribute.shape.parse(value)
        except ShapeError as error:
            raise ShapeError(f"{attribute.name} {error}") from None
    row.document = with_attributes(row.document, kind, clean)
    for key in COLUMNS:
        if key in clean:
            setattr(row, key, clean[key] or _empty(key))


def _cannot(row: ImportedEntry, action: str) -> str:
    known = (row.duplicate or {}).get("pk")
    if action == Action.UPDATE and not known:
        return "there is no entry in the hub to update"
    if action == Action.MERGE and not known and row.same_as_id is None:
        return "there is no entry to join"
    return ""


# --- One row ---------------------------------------------------------------------------------------------


def correct(row: ImportedEntry, document: EntryDocument, *, action: str) -> None:
    """Writes a corrected document into a row that the caller has locked, and saves it.

    Raises:
        ShapeError: when the action cannot be, such as an update of nothing.
    """
    if why := _cannot(row, action):
        raise ShapeError(why)
    before = read(row.document)
    was_joined = row.action == Action.MERGE
    touched = {
        key
        for key in {*before.attributes, *document.attributes}
        if before.attributes.get(key) != document.attributes.get(key)
    }
    if document != before:
        row.is_corrected = True
    describe(row, document)
    _note(row, touched, _Terms())
    row.action, row.outcome, row.said = action, ImportedEntry.Outcome.WAITING, ""
    row.save()
    if was_joined and action != Action.MERGE:
        take_wordings_back([row])


def as_kind(document: EntryDocument, kind: str) -> tuple[EntryDocument, list[str]]:
    """Returns a document as one of another kind, and the names of what that kind has no place for.

    Sections keep their text under their heading; what the code of a draft needs is assumed where it lacks.

    Raises:
        DocumentError: when it cannot be one.
    """
    if kind == document.kind:
        return document, []
    target, lost, values = kinds.get(kind), [], {}
    for key, value in document.attributes.items():
        attribute = target.attribute(key)
        try:
            if attribute is None:
                raise ShapeError("unknown")
            values[key] = attribute.shape.parse(attribute.shape.dump(value))
        except ShapeError:
            lost.append(kinds.get(document.kind).attribute(key).name)
    needed: Mapping[str, str] = {}
    try:
        target.code_stem(kinds.page_model(kind)())
    except kinds.CodeStemError:
        needed = ASSUMED if kind == "question" else {"technology": ASSUMED["technology"]}
    return replace(document, kind=kind, code="", attributes={**needed, **values}), lost


def take_wordings_back(rows: Iterable[ImportedEntry]) -> None:
    """Has the entries that rows were to join no longer be asked in their words too."""
    titles: dict[int, set[str]] = {}
    for row in rows:
        if row.same_as_id:
            titles.setdefault(row.same_as_id, set()).add(fold_title(row.title))
    for keeper in ImportedEntry.objects.filter(pk__in=titles, outcome__in=OPEN).select_for_update(
        of=("self",)
    ):
        document = read(keeper.document)
        wordings = document.attributes.get("also_asked", [])
        left = [one for one in wordings if fold_title(one) not in titles[keeper.pk]]
        if len(left) < len(wordings):
            describe(keeper, replace(document, attributes={**document.attributes, "also_asked": left}))
            keeper.save(update_fields=["document"])


# --- What is said about a correction -----------------------------------------------------------------------


class _Terms:
    """The technologies and categories the hub has, asked when first needed."""

    def __init__(self) -> None:
        self._vocabulary: Vocabulary | None = None
        self._categories: set[str] | None = None

    def lacks(self, key: str, slug: str) -> bool:
        if key == "technology":
            self._vocabulary = self._vocabulary or Vocabulary()
            return self._vocabulary.find_technology(slug) is None
        if self._categories is None:
            self._categories = set(Category.objects.values_list("slug", flat=True))
        return slug not in self._categories


def _note(row: ImportedEntry, keys: Iterable[str], terms: _Terms) -> None:
    """Notes that facts were corrected by hand: what was said against them is said no more."""
    for key in keys:
        row.because = {**row.because, key: BY_HAND}
        row.left_out = [path for path in row.left_out if path != ATTRIBUTE + key]
        row.warnings = [one for one in row.warnings if not one.startswith(f"The {key} “")]
        if key in ("technology", "category"):
            slug = getattr(row, key)
            if slug and terms.lacks(key, slug):
                row.warnings = [*row.warnings, NEW_TERM.format(key, slug)]
