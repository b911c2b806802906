"""What accepting a submission would make of it, shown before and settled when somebody does."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from contributions.submissions.models import Submission
from contributions.submissions.services import Conflicting
from knowledge import drafting
from knowledge.entrydocs import DocumentError, EntryDocument, document_from_page
from knowledge.entrydocs.merging import Change, Conflict, merge
from knowledge.entrydocs.merging.comparing import applied, changes
from knowledge.entrydocs.merging.parts import parts_of

THEIRS, OURS, OWN = "theirs", "ours", "own"


@dataclass(frozen=True)
class Proposal:
    """A submission beside the entry it is about.

    Arguments:
        submission: what was sent.
        document: what accepting all of it would make; fields in conflict are as the entry has them.
        base: what a correction was made from; None for a new entry.
        current: the entry's newest version, drafts included; None for a new entry and where it is gone.
        against: id of the revision `current` is from.
        changes: what would become of `current`, field by field.
        conflicts: what both sides changed in ways that do not go together.
        already: changes that the entry has by now.
        unreadable: why the text is no document any more, after the rules of its kind have changed; then
            `document` has nothing but its title.
    """

    submission: Submission
    document: EntryDocument
    base: EntryDocument | None = None
    current: EntryDocument | None = None
    against: int | None = None
    changes: list[Change] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    already: list[Change] = field(default_factory=list)
    unreadable: str = ""

    @property
    def moved_on(self) -> list[Change]:
        """What has changed in the entry since the correction was made from it."""
        if self.base is None or self.current is None:
            return []
        return changes(parts_of(self.base), parts_of(self.current, self.base))

    def settled(self, only: Collection[str], choices: Mapping[str, str]) -> EntryDocument:
        """Returns the entry with chosen changes, and with each conflict as somebody settled it.

        Arguments:
            only: paths of the changes to take.
            choices: for the path of a conflict `THEIRS`, `OURS`, or `OWN` and a colon before a text.
        Raises:
            Conflicting: when one is not settled.
            DocumentError: when all together are no document.
        """
        assert self.base is not None  # noqa: S101 - asked of corrections only
        assert self.current is not None  # noqa: S101
        taken = {path for path, choice in choices.items() if choice != THEIRS}
        merged = merge(self.base, self.submission.document, self.current, only={*only, *taken})
        open_ones = [one for one in merged.conflicts if one.path not in choices]
        if open_ones:
            raise Conflicting(open_ones)
        order = parts_of(self.submission.document, self.base).order
        chosen = [
            Change(one.path, one.label, one.theirs, _chosen(one, choices[one.path]), order)
            for one in merged.conflicts
        ]
        return applied(chosen, parts_of(merged.document, self.base)).document()


def _chosen(conflict: Conflict, choice: str):
    if choice.startswith(f"{OWN}:"):
        return choice.removeprefix(f"{OWN}:").strip() or None
    return conflict.ours


def proposal_of(submission: Submission) -> Proposal:
    """Returns what accepting it would make; with the entry a correction is about, as it is now."""
    try:
        document = submission.document
    except DocumentError as error:
        bare = EntryDocument(kind=submission.kind, title=submission.title)
        return Proposal(submission, bare, unreadable=str(error))
    if not submission.is_correction:
        return Proposal(submission, document)
    entry = submission.corrects
    if entry is None:
        base = submission.base_document or document
        return Proposal(
            submission, document, base=base, changes=changes(parts_of(base), parts_of(document, base))
        )
    current = (
        drafting.latest_document(entry) if entry.latest_revision_id else document_from_page(entry.specific)
    )
    base = submission.base_document or current
    merged = merge(base, document, current)
    return Proposal(
        submission,
        merged.document,
        base=base,
        current=current,
        against=entry.latest_revision_id,
        changes=changes(parts_of(current, base), parts_of(merged.document, base)),
        conflicts=merged.conflicts,
        already=merged.already,
    )
