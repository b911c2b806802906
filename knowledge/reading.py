"""What an entry page shows beside the entry's own fields; each thing at most one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from hub.core.rendering import RENDERER_VERSION
from knowledge.models import EntryChange, EntryCount, EntryPage, EntryRendering
from knowledge.related import related_entries
from knowledge.rendering import SUMMARY, reading_minutes, render_parts

if TYPE_CHECKING:
    from knowledge.rendering import Part

HISTORY_SHOWN = 20


@dataclass(frozen=True)
class ShownPart:
    """A section as the template prints it."""

    key: str
    heading: str
    id: str
    html: SafeString


@dataclass(frozen=True)
class Neighbour:
    """The entry before or after, in the order of codes within the technology."""

    title: str
    code: str
    url_path: str


class EntryReading:
    """An entry as it is read.

    Arguments:
        entry: a specific page.
        preview: whether the entry's unsaved fields are shown; then nothing stored is used.
    """

    def __init__(self, entry: EntryPage, *, preview: bool = False) -> None:
        self.entry = entry
        self.preview = preview

    @cached_property
    def _stored(self) -> EntryRendering | None:
        if self.preview:
            return None
        rendering = EntryRendering.objects.filter(pk=self.entry.pk).first()
        return rendering if rendering and rendering.renderer_version == RENDERER_VERSION else None

    @cached_property
    def parts(self) -> Sequence[ShownPart]:
        """Every part, the summary first. Rendered here only for a preview or after an upgrade."""
        stored: list[Part] = self._stored.parts if self._stored else render_parts(self.entry)
        return [
            ShownPart(part["key"], part["heading"], part["id"], mark_safe(part["html"])) for part in stored
        ]

    @property
    def summary(self) -> ShownPart | None:
        return next((part for part in self.parts if part.key == SUMMARY), None)

    @property
    def sections(self) -> list[ShownPart]:
        """Every part but the summary."""
        return [part for part in self.parts if part.key != SUMMARY]

    def section(self, key: str) -> ShownPart | None:
        return next((part for part in self.parts if part.key == key), None)

    @property
    def minutes(self) -> int:
        words = self._stored.words if self._stored else len(self.entry.summary.split()) + 200
        return reading_minutes(words)

    @cached_property
    def count(self) -> EntryCount:
        """The entry's counts, zero where nothing was counted yet."""
        return EntryCount.objects.filter(pk=self.entry.pk).first() or EntryCount(entry_id=self.entry.pk)

    @cached_property
    def history(self) -> list[EntryChange]:
        """The latest publishes, newest first."""
        return list(self.entry.changes.all()[:HISTORY_SHOWN]) if self.entry.pk else []

    @cached_property
    def related(self) -> list[EntryPage]:
        """Entries to read next: the editor's choice first, then what shares tags and technology."""
        return related_entries(self.entry)

    @cached_property
    def _neighbours(self) -> tuple[Neighbour | None, Neighbour | None]:
        """The two entries around this one in one query: the last before and the first after its code."""
        if not self.entry.code:
            return None, None
        same = EntryPage.objects.sibling_of(self.entry, inclusive=False).published()
        if self.entry.technology_id:
            same = same.filter(technology_id=self.entry.technology_id)
        fields = ("title", "code", "url_path")
        before = same.filter(code__lt=self.entry.code).order_by("-code").values_list(*fields)[:1]
        after = same.filter(code__gt=self.entry.code).order_by("code").values_list(*fields)[:1]
        found = [Neighbour(*row) for row in before.union(after)]
        previous = next((one for one in found if one.code < self.entry.code), None)
        following = next((one for one in found if one.code > self.entry.code), None)
        return previous, following

    @property
    def previous(self) -> Neighbour | None:
        return self._neighbours[0]

    @property
    def next(self) -> Neighbour | None:
        return self._neighbours[1]


__all__ = ["EntryReading", "Neighbour", "ShownPart"]
