"""The gate before the public: what an entry must have to be published, and what each publish was.

`EntryPage.save` asks the gate whenever a row is about to go live, because not every door of Wagtail
leads through `EntryPage.publish`; forms and bulk actions ask it earlier to say what is missing, and where.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone
from wagtail.models import Revision

from knowledge.attributes import is_empty
from knowledge.blocks import OTHER
from knowledge.entrydocs import DocumentError, document_from_page
from knowledge.models.changes import ChangeKind, EntryChange

if TYPE_CHECKING:
    from knowledge.models import EntryPage

# Sent inside the transaction of every publish, with `published`: pairs of an entry as it was published and its
# revision. Wagtail's own signal tells of one page at a time, and not of those that an import publishes.
entries_published = Signal()

# Attributes of a document that stand in a page field of another name.
FIELDS_OF = {"verified": "verified_on", "source": "source_title"}


class PublicationRefused(ValidationError):
    """An entry lacks what its kind requires; the messages stand at their fields."""

    def __init__(self, entry: EntryPage, problems: dict[str, list[str]]) -> None:
        super().__init__({field: list(messages) for field, messages in problems.items()})
        self.entry = entry
        self.problems = problems

    def reasons(self) -> str:
        """Returns all messages as one line."""
        return " ".join(message for messages in self.problems.values() for message in messages)

    def sentence(self) -> str:
        """Returns all messages as one line that names the entry."""
        return f"{self.entry}: {self.reasons()}"


def problems(entry: EntryPage) -> dict[str, list[str]]:
    """Returns what keeps an entry from being published: messages by page field, empty when it may go.

    Arguments:
        entry: a specific page, saved or not, with the content that would go live.
    """
    found = missing(entry)
    for field, messages in _document_problems(entry).items():
        found.setdefault(field, messages)
    hindrance = entry.hindrance()
    if hindrance:
        found.setdefault("title", []).append(hindrance)
    return found


def missing(entry: EntryPage) -> dict[str, list[str]]:
    """Returns what the kind requires and the entry lacks, as `problems` does; asks nothing of the database
    but the technology and category, where they are not loaded."""
    found: dict[str, list[str]] = {}
    written = {block.block_type for block in entry.body if block.block_type != OTHER and block.value.strip()}
    for needed in entry.kind.requirements:
        if needed.part == "section":
            field, lacks = "body", needed.key not in written
        elif needed.part == "summary":
            field, lacks = "summary", not entry.summary.strip()
        else:
            field = entry.kind.attribute(needed.key).field_name
            lacks = _lacks(getattr(entry, field))
        if lacks:
            found.setdefault(field, []).append(needed.message)
    return found


def _document_problems(entry: EntryPage) -> dict[str, list[str]]:
    """What no entry document may hold could be published, but never exported, corrected or restored."""
    found: dict[str, list[str]] = {}
    try:
        document_from_page(entry)
    except DocumentError as error:
        for problem in error.problems:
            attribute = entry.kind.attribute(problem.field)
            if attribute is not None:
                field = FIELDS_OF.get(attribute.key, attribute.field_name)
                found.setdefault(field, []).append(f"{attribute.name} {problem.message}.")
            elif problem.field in {"title", "summary"}:
                found.setdefault(problem.field, []).append(f"{problem.message}.".capitalize())
            else:
                found.setdefault("body", []).append(f"{problem.field}: {problem.message}.")
    return found


def change_problems(entry: EntryPage) -> dict[str, list[str]]:
    """Returns what is missing to say what the publish of an entry that has been live changes."""
    found: dict[str, list[str]] = {}
    if not has_been_live(entry):
        return found
    if not entry.change_kind or entry.change_kind == ChangeKind.NEW:
        found["change_kind"] = ["Say what kind of change this is: readers who rely on the entry are told."]
    if not entry.change_note.strip():
        found["change_note"] = ["Say in one line what changed."]
    return found


def has_been_live(entry: EntryPage) -> bool:
    """Says whether anybody can have read the entry, by what is stored and not by the page in memory."""
    if entry.pk is None:
        return False
    return type(entry).objects.filter(pk=entry.pk, first_published_at__isnull=False).exists()


def check(entry: EntryPage) -> None:
    """Refuses an entry that must not go live.

    Arguments:
        entry: the page as the revision would make it.
    Raises:
        PublicationRefused
    """
    found = problems(entry) | change_problems(entry)
    if found:
        raise PublicationRefused(entry, found)


def record_changes(published: Sequence[tuple[EntryPage, Revision | None]]) -> None:
    """Writes publishes into the public history of their entries and takes the notes off the pages.

    Called for every publish, also of one that waits for its date; that one is recorded when it goes live.

    Arguments:
        published: the specific pages as they were published, each with its revision; an alias has none.
    """
    live = [
        (entry, one) for entry, one in published if one and entry.live and entry.live_revision_id == one.pk
    ]
    changes = EntryChange.objects.filter(entry__in=[entry.pk for entry, _ in live])
    known = set(changes.order_by().values_list("entry_id", flat=True))
    EntryChange.objects.bulk_create(
        EntryChange(
            entry_id=entry.pk,
            revision=revision,
            kind=entry.change_kind if entry.pk in known else ChangeKind.NEW,
            note=entry.change_note,
            published_at=timezone.now(),
        )
        for entry, revision in live
    )
    for entry, revision in live:
        if entry.change_kind or entry.change_note:
            _spend_note(entry, revision)


def _spend_note(entry: EntryPage, revision: Revision) -> None:
    """Empties the note where the next publish would find it: on the page, in what was published, and in a
    later draft that carried it on. So the next edit starts empty and no old revision repeats an old note."""
    spent = {"change_kind": entry.change_kind, "change_note": entry.change_note}
    entry.change_kind = entry.change_note = ""
    row = type(entry).objects.filter(pk=entry.pk)
    row.update(change_kind="", change_note="")
    latest = row.values("latest_revision_id")
    for one in Revision.objects.filter(Q(pk=revision.pk) | Q(pk__in=latest)):
        if {key: one.content.get(key, "") for key in spent} == spent:
            content = {**one.content, "change_kind": "", "change_note": ""}
            Revision.objects.filter(pk=one.pk).update(content=content)
            if one.pk == revision.pk:
                revision.content = content


def _lacks(value) -> bool:
    if hasattr(value, "stream_block"):
        return len(value) == 0
    return is_empty(value) or (isinstance(value, str) and not value.strip())
