"""What an entry page shows beside the entry's own fields; each thing at most one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.safestring import SafeString, mark_safe

from hub.core.rendering import RENDERER_VERSION, plain_text
from knowledge.models import EntryChange, EntryCount, EntryKeyword, EntryPage, EntryRendering
from knowledge.related import Surroundings, surroundings
from knowledge.rendering import CHOICES, PROMPT, SUMMARY, reading_minutes, render_parts

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
        rendering = self._beside("rendering", EntryRendering)
        return rendering if rendering and rendering.renderer_version == RENDERER_VERSION else None

    def _beside(self, name: str, model: type[Model]) -> Any:
        """What is kept beside the entry, without asking where it was read in one query with it."""
        known = self.entry._state.fields_cache
        return known[name] if name in known else model.objects.filter(pk=self.entry.pk).first()

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
    def opening(self) -> list[ShownPart]:
        """What belongs to the question and so precedes its answer: the situation, answers to choose from."""
        return [part for key in (PROMPT, CHOICES) for part in self.parts if part.key == key]

    @property
    def sections(self) -> list[ShownPart]:
        """Every part but the opening and the summary."""
        return [part for part in self.parts if part.key not in (SUMMARY, PROMPT, CHOICES)]

    @property
    def contents(self) -> list[ShownPart]:
        """The parts in the order of the page, for its table of contents."""
        return [*self.opening, *([self.summary] if self.summary else []), *self.sections]

    def section(self, key: str) -> ShownPart | None:
        return next((part for part in self.parts if part.key == key), None)

    @property
    def summary_text(self) -> str:
        """The summary without markup, in one line."""
        return self._stored.summary_text if self._stored else plain_text(self.entry.summary, limit=300)

    @property
    def minutes(self) -> int:
        words = self._stored.words if self._stored else len(self.entry.summary.split()) + 200
        return reading_minutes(words)

    @cached_property
    def count(self) -> EntryCount:
        """The entry's counts, zero where nothing was counted yet."""
        return self._beside("count", EntryCount) or EntryCount(entry_id=self.entry.pk)

    @cached_property
    def history(self) -> list[EntryChange]:
        """The latest publishes, newest first."""
        return list(self.entry.changes.all()[:HISTORY_SHOWN]) if self.entry.pk else []

    @cached_property
    def tags(self) -> list[EntryKeyword]:
        """The entry's tags by name."""
        stored = EntryKeyword.objects.filter(entry_tags__content_object=self.entry.pk)
        tags = self.entry.tags.all() if self.preview else stored
        return sorted(tags, key=lambda tag: tag.name.casefold())

    @cached_property
    def _surroundings(self) -> Surroundings:
        return surroundings(self.entry, tag_ids=[tag.pk for tag in self.tags if tag.pk])

    @property
    def related(self) -> list[EntryPage]:
        """Entries to read next: the editor's choice first, then what shares tags and technology."""
        return self._surroundings.related

    @property
    def previous(self) -> EntryPage | None:
        """The entry before, in the order of codes within kind and technology."""
        return self._surroundings.previous

    @property
    def next(self) -> EntryPage | None:
        """The entry after, in the order of codes within kind and technology."""
        return self._surroundings.next


__all__ = ["EntryReading", "ShownPart"]
