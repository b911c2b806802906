"""The gate before the public: what an entry must have to be published, and what each publish was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.attributes import is_empty
from knowledge.models.changes import ChangeKind, EntryChange

if TYPE_CHECKING:
    from wagtail.models import Revision

    from knowledge.models import EntryPage


class PublicationRefused(ValidationError):
    """An entry lacks what its kind requires; the messages stand at their fields."""

    def __init__(self, entry: EntryPage, problems: dict[str, list[str]]) -> None:
        super().__init__({field: list(messages) for field, messages in problems.items()})
        self.entry = entry
        self.problems = problems

    def sentence(self) -> str:
        """Returns all messages as one line that names the entry."""
        messages = " ".join(message for messages in self.problems.values() for message in messages)
        return f"{self.entry}: {messages}"


def problems(entry: EntryPage) -> dict[str, list[str]]:
    """Returns what keeps an entry from being published: messages by page field, empty when it may go.

    Arguments:
        entry: a specific page, saved or not, with the content that would go live.
    """
    kind = entry.kind
    found: dict[str, list[str]] = {}
    for attribute in kind.all_attributes:
        if attribute.key in kind.required_keys and _lacks(getattr(entry, attribute.field_name)):
            found.setdefault(attribute.field_name, []).append(f"{attribute.name} is needed to publish.")
    if "summary" in kind.required_keys and not entry.summary.strip():
        found.setdefault("summary", []).append(f"{kind.summary_label} is needed to publish.")
    written = {
        block.block_type for block in entry.body if block.block_type != "other" and block.value.strip()
    }
    for section in kind.sections:
        if section.required and section.key not in written:
            found.setdefault("body", []).append(f"The section “{section.heading}” is needed to publish.")
    if entry.level and entry.level not in kind.levels:
        found.setdefault("level", []).append(f"{entry.level} is not a level of this kind.")
    return found


def change_problems(entry: EntryPage) -> dict[str, list[str]]:
    """Returns what is missing to say what the publish of a live entry changes; messages by field."""
    found: dict[str, list[str]] = {}
    if entry.first_published_at is None:
        return found
    if not entry.change_kind or entry.change_kind == ChangeKind.NEW:
        found["change_kind"] = ["Say what kind of change this is: readers who rely on the entry are told."]
    if not entry.change_note.strip():
        found["change_note"] = ["Say in one line what changed."]
    return found


def check(entry: EntryPage, *, previous_revision: Revision | None = None) -> None:
    """Refuses an entry that must not go live.

    Arguments:
        entry: the page as the revision would make it.
        previous_revision: the revision being restored, where that is what happens; it needs no note.
    Raises:
        PublicationRefused
    """
    found = problems(entry)
    if previous_revision is None:
        found |= change_problems(entry)
    if found:
        raise PublicationRefused(entry, found)


def record_change(entry_id: int, revision: Revision, *, previous_revision: Revision | None = None) -> None:
    """Writes a publish into the entry's public history, once for each time a revision goes live."""
    from knowledge.models import EntryPage  # noqa: PLC0415 - models import this module

    entry = EntryPage.objects.get(pk=entry_id)
    if not entry.live or entry.live_revision_id != revision.pk:
        return  # scheduled: the note is recorded when it goes live
    if not EntryChange.objects.filter(entry=entry).exists():
        kind, note = ChangeKind.NEW, ""
    elif previous_revision is not None:
        day = previous_revision.created_at.date().isoformat()
        kind, note = ChangeKind.ANSWER_CORRECTED, f"The version of {day} was restored."
    else:
        kind, note = entry.change_kind, entry.change_note
    EntryChange.objects.create(
        entry=entry, revision=revision, kind=kind, note=note, published_at=timezone.now()
    )


def _lacks(value) -> bool:
    if hasattr(value, "stream_block"):
        return len(value) == 0
    return is_empty(value) or (isinstance(value, str) and not value.strip())
