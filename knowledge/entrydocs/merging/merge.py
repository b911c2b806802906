"""Three-way merge of entry documents: a correction onto what the entry has become since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from knowledge.attributes import Items, ShapeError, Tags, is_empty
from knowledge.entrydocs.document import DocumentError, EntryDocument
from knowledge.entrydocs.merging.comparing import Change, applied, changes, common, present, same_kind
from knowledge.entrydocs.merging.items import merge_items
from knowledge.entrydocs.merging.matching import Effort
from knowledge.entrydocs.merging.parts import ATTRIBUTE, ORDER, SECTION, SUMMARY, Parts, arranged, parts_of
from knowledge.entrydocs.merging.texts import merge_text


@dataclass(frozen=True)
class Conflict:
    """A field that both sides changed in ways that do not go together; its values, None where missing."""

    path: str
    label: str
    base: Any
    ours: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """The outcome: the merged document, where fields in conflict are as theirs has them.

    Every change of ours is in one of the lists: `applied`, `already` in theirs, or `conflicts`.
    """

    document: EntryDocument
    applied: list[Change] = field(default_factory=list)
    already: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


class _Clash(Exception):
    """Two changes do not go together."""


def merge(
    base: EntryDocument, ours: EntryDocument, theirs: EntryDocument, only: Collection[str] | None = None
) -> Merge:
    """Merges what leads from base to ours into theirs.

    Arguments:
        base: the document the correction was made from.
        ours: the corrected document.
        theirs: the document as it is now.
        only: paths of the changes to take, as `differences(base, ours)` names them; all when left out.
    Raises:
        ValueError: when the documents are of different kinds.
    """
    same_kind(base, ours, theirs)
    old, new, now = parts_of(base), parts_of(ours, base), parts_of(theirs, base)
    chosen = [change for change in changes(old, new) if only is None or change.path in only]
    if not chosen:
        return Merge(theirs)
    new = applied(chosen, old)
    effort, values, clashing = Effort(), dict(now.values), set[str]()
    for change in chosen:
        if change.path == ORDER:
            continue
        try:
            value = _merged(change, now, effort)
        except _Clash:
            clashing.add(change.path)
            continue
        values[change.path] = value
        if is_empty(value):
            del values[change.path]
    order, agreed = _order(old, new, now, values)
    if not agreed:
        clashing.add(ORDER)
    try:
        document = Parts(now.kind, values, order).document()
    except DocumentError:  # each field fits, all together do not: one of the limits of a document
        document, values, clashing = theirs, dict(now.values), {change.path for change in chosen}
    return _told(document, chosen, now, values, clashing)


def _told(
    document: EntryDocument, chosen: list[Change], now: Parts, values: dict[str, Any], clashing: set[str]
) -> Merge:
    told = Merge(document)
    for change in chosen:
        theirs = now.order if change.path == ORDER else now.values.get(change.path)
        if change.path in clashing:
            told.conflicts.append(Conflict(change.path, change.label, change.before, change.after, theirs))
        elif _is_there(change, now, values):
            told.already.append(change)
        else:
            told.applied.append(change)
    return told


def _is_there(change: Change, now: Parts, values: dict[str, Any]) -> bool:
    if change.path == ORDER:
        return common(now.order, change.after) == common(change.after, now.order)
    return values.get(change.path) == now.values.get(change.path)


def _merged(change: Change, now: Parts, effort: Effort) -> Any:
    """Returns a field's merged value, empty where it is to go; raises `_Clash`."""
    base, ours, theirs = change.before, change.after, now.values.get(change.path)
    if theirs in (base, ours):
        return ours
    if change.path == SUMMARY or (change.path.startswith(SECTION) and None not in (ours, theirs)):
        text = merge_text(base or "", ours or "", theirs or "", effort)
        if text is None:
            raise _Clash
        return text
    attribute = now.kind.attribute(change.path.removeprefix(ATTRIBUTE))
    # A mapping such as `verified` is one statement: half of ours and half of theirs would be neither's.
    if not change.path.startswith(ATTRIBUTE) or attribute is None or not isinstance(attribute.shape, Items):
        raise _Clash
    items = merge_items(base or [], ours or [], theirs or [], ordered=not isinstance(attribute.shape, Tags))
    if items is None:
        raise _Clash
    try:
        return attribute.shape.parse(attribute.shape.dump(items))
    except ShapeError:  # more items than fit
        raise _Clash from None


def _order(old: Parts, new: Parts, now: Parts, values: dict[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Returns the order of the merged sections, and whether both sides agree on it.

    Who moved sections decides; where both did and differ, theirs stays.
    """
    moved = [common(old.order, side.order) != common(side.order, old.order) for side in (new, now)]
    lead = new if moved == [True, False] else now
    agreed = not all(moved) or (
        common(new.order, old.order, now.order) == common(now.order, old.order, new.order)
    )
    skeleton = [path for path in common(lead.order, old.order) if path in values]
    return arranged(now.kind, skeleton, present(now.order, values), present(new.order, values)), agreed
