"""What two documents of one kind differ in, field by field, and applying some of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.entrydocs.document import EntryDocument
from knowledge.entrydocs.merging.parts import (
    ATTRIBUTE,
    CODE,
    ORDER,
    SECTION,
    SUMMARY,
    TITLE,
    Parts,
    arranged,
    label_of,
    parts_of,
)


@dataclass(frozen=True)
class Change:
    """A field that differs.

    `path` names the field for machines, `label` for people. `before` and `after` are its values, None
    where it is missing; those of `order` are paths of sections. `order` is the order of all sections
    afterwards, from which an added one gets its place.
    """

    path: str
    label: str
    before: Any
    after: Any
    order: tuple[str, ...] = field(default=(), repr=False)

    @property
    def action(self) -> str:
        """Returns `added`, `removed`, `moved` or `edited`."""
        if self.path == ORDER:
            return "moved"
        return "added" if self.before is None else "removed" if self.after is None else "edited"

    @property
    def added(self) -> list[Any]:
        """Returns the items of a list that are new."""
        return _without(self.after, self.before)

    @property
    def removed(self) -> list[Any]:
        """Returns the items of a list that are gone."""
        return _without(self.before, self.after)


def _without(items: Any, others: Any) -> list[Any]:
    if not isinstance(items, list):
        return []
    left = Counter(repr(one) for one in others or ())
    found = []
    for item in items:
        if left[repr(item)]:
            left[repr(item)] -= 1
        else:
            found.append(item)
    return found


def differences(before: EntryDocument, after: EntryDocument) -> list[Change]:
    """Returns the fields that differ, in the order in which a document writes them.

    Raises:
        ValueError: when the documents are of two kinds.
    """
    same_kind(before, after)
    return changes(parts_of(before), parts_of(after, before))


def apply(chosen: Iterable[Change], document: EntryDocument) -> EntryDocument:
    """Returns the document with the changes made to it; a field that differs from a change's `before` is
    overwritten, for anything gentler there is `merge`.

    Raises:
        DocumentError: when the changed fields together are no document.
    """
    return applied(chosen, parts_of(document)).document()


def same_kind(*documents: EntryDocument) -> None:
    if len({document.kind for document in documents}) > 1:
        raise ValueError("Only documents of one kind can be compared.")


def changes(before: Parts, after: Parts) -> list[Change]:
    """Returns what differs between two documents' fields; sections are numbered alike in both."""
    kind = before.kind
    found = [
        Change(path, label_of(kind, path), before.values.get(path), after.values.get(path), after.order)
        for path in _in_order(before, after)
        if before.values.get(path) != after.values.get(path)
    ]
    if common(before.order, after.order) != common(after.order, before.order):
        found.append(Change(ORDER, label_of(kind, ORDER), before.order, after.order, after.order))
    return found


def common(order: Iterable[str], *others: Iterable[str]) -> list[str]:
    """Returns the paths that are in the others too, in the order of the first."""
    both = set.intersection(*(set(other) for other in others))
    return [path for path in order if path in both]


def _in_order(before: Parts, after: Parts) -> list[str]:
    own = [CODE, TITLE, *(ATTRIBUTE + one.key for one in before.kind.all_attributes), SUMMARY]
    return [*own, *arranged(before.kind, after.order, before.order)]


def applied(chosen: Iterable[Change], parts: Parts) -> Parts:
    """Returns the fields with the changes made."""
    values, lead, places = dict(parts.values), parts.order, tuple[str, ...]()
    for change in chosen:
        if change.path == ORDER:
            lead = change.after
        elif change.after is None:
            values.pop(change.path, None)
        else:
            values[change.path] = change.after
        if change.path.startswith(SECTION):
            places = change.order
    skeleton = present(common(lead, parts.order), values)
    order = arranged(parts.kind, skeleton, present(parts.order, values), present(places, values))
    return Parts(parts.kind, values, order)


def present(order: Iterable[str], values: Mapping[str, Any]) -> list[str]:
    """Returns the paths that have a value."""
    return [path for path in order if path in values]
