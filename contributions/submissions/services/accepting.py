"""What accepting a submission makes of it, and how that is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from contributions.submissions.models import CLAIM_LASTS, Decision, Submission
from contributions.submissions.services.ledger import NotAllowed, check, decide, locked
from contributions.submissions.states import Action, Role, State
from knowledge import drafting
from knowledge.entrydocs import EntryDocument
from knowledge.entrydocs.merging import Conflict, merge
from knowledge.models import DebugEntryPage, EntryPage, QuestionPage
from knowledge.models.changes import ChangeKind

MADE = (State.ACCEPTED, State.MERGED)


class Conflicting(NotAllowed):
    """A correction cannot be merged by itself; `conflicts` are to be decided by a person."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__("The entry was changed in the same places since. Choose what shall stand.")
        self.conflicts = conflicts


@transaction.atomic
def accept(
    submission: Submission,
    *,
    user,
    roles: set[Role],
    version: int,
    only: Iterable[str] | None = None,
    resolved: EntryDocument | None = None,
    note: str = "",
) -> Decision:
    """Makes a draft of a new entry, or a draft revision of a corrected one, and hands it to the workflow.

    Arguments:
        only: paths of the fields of a correction to take; all of them by default.
        resolved: the document to take instead, where the desk tidied it or settled conflicts.
        note: to the contributor.
    Raises:
        Conflicting: when the entry was changed in the same places since.
        ValidationError, knowledge.kinds.CodeStemError: when it cannot become a page.
    """
    submission = locked(submission)
    role = check(submission, Action.ACCEPT, roles, user=user, version=version)
    if submission.is_correction:
        entry, revision, before = _accept_correction(submission, user=user, only=only, resolved=resolved)
    else:
        entry = drafting.create_draft(
            credited(resolved or submission.document, submission, "wrote"), user=user
        )
        revision, before = entry.latest_revision, None
    submission.entry, submission.entry_revision = entry, revision
    return decide(
        submission,
        Action.ACCEPT,
        to_state=State.ACCEPTED,
        role=role,
        actor=user,
        reason=note,
        details={"only": sorted(only) if only is not None else None, "before_revision": before},
    )


def _accept_correction(submission: Submission, *, user, only, resolved):
    entry = EntryPage.objects.select_for_update().filter(pk=submission.corrects_id).first()
    if entry is None:
        raise NotAllowed("The entry is gone.")
    theirs = drafting.latest_document(entry)
    if resolved is None:
        base = submission.base_document or theirs
        merged = merge(base, submission.document, theirs, only=only)
        if merged.conflicts:
            raise Conflicting(merged.conflicts)
        resolved = merged.document
    if resolved == theirs:
        raise NotAllowed("The entry says all of this already. Decline it with a word of thanks.")
    before = entry.latest_revision_id
    revision = drafting.revise(
        entry,
        credited(resolved, submission, "corrected"),
        user=user,
        change_kind=ChangeKind.FIX_CHANGED if submission.kind == "debug" else ChangeKind.ANSWER_CORRECTED,
        change_note=submission.reason,
    )
    return entry, revision, before


@transaction.atomic
def merge_as_variant(
    submission: Submission, entry: EntryPage, *, user, roles: set[Role], version: int, note: str = ""
) -> Decision:
    """Adds what a submission says to an entry it duplicates: another message, or another wording.

    Raises:
        NotAllowed: when the entry is of a kind that has no variants, or knows this one already.
    """
    submission = locked(submission)
    role = check(submission, Action.MERGE, roles, user=user, version=version)
    entry = EntryPage.objects.select_for_update().get(pk=entry.pk).specific
    theirs = drafting.latest_document(entry)
    changed = credited(with_variant(theirs, submission.document, entry), submission, "corrected")
    before = entry.latest_revision_id
    revision = drafting.revise(
        entry,
        changed,
        user=user,
        change_kind=ChangeKind.TYPO,
        change_note=f"Another {'message' if isinstance(entry, DebugEntryPage) else 'wording'} was added.",
    )
    submission.entry, submission.entry_revision = entry, revision
    return decide(
        submission,
        Action.MERGE,
        to_state=State.MERGED,
        role=role,
        actor=user,
        reason=note,
        details={"before_revision": before},
    )


def with_variant(theirs: EntryDocument, sent: EntryDocument, entry: EntryPage) -> EntryDocument:
    """Returns an entry's document with the messages or the wording of another.

    Raises:
        NotAllowed: when its kind has no variants, or nothing is new.
    """
    attributes = dict(theirs.attributes)
    if isinstance(entry, DebugEntryPage) and sent.kind == "debug":
        key, new = "messages", list(sent.attributes.get("messages", []))
    elif isinstance(entry, QuestionPage) and sent.kind == "question":
        key, new = "also_asked", [sent.title]
    else:
        raise NotAllowed("Only another message of an error, or another wording of a question, can be merged.")
    known = list(attributes.get(key, []))
    new = [one for one in new if one not in known and one != theirs.title]
    if not new:
        raise NotAllowed(f"{entry.code} knows this already.")
    attributes[key] = known + new
    return replace(theirs, attributes=attributes)


def credited(document: EntryDocument, submission: Submission, for_: str) -> EntryDocument:
    """Returns a document that names its contributor, if they wished to be named, once."""
    if not (submission.named and submission.name.strip()):
        return document
    entry = {"name": submission.name.strip(), "for": for_}
    if submission.link:
        entry["url"] = submission.link
    known = list(document.attributes.get("credit", []))
    if any(one["name"] == entry["name"] and one.get("for") == for_ for one in known):
        return document
    return replace(document, attributes={**document.attributes, "credit": [*known, entry]})


@transaction.atomic
def undo(submission: Submission, *, user, roles: set[Role], version: int) -> Decision:
    """Takes a decision back; the submission is in review again, held by who undid it.

    Raises:
        NotAllowed: when what was made of it has been published or edited since.
    """
    submission = locked(submission)
    role = check(submission, Action.UNDO, roles, user=user, version=version)
    if submission.state in MADE:
        _unmake(submission, user)
        submission.entry = submission.entry_revision = None
    submission.claimed_by = user
    submission.claimed_until = timezone.now() + CLAIM_LASTS
    return decide(submission, Action.UNDO, to_state=State.CLAIMED, role=role, actor=user)


def _unmake(submission: Submission, user) -> None:
    entry = EntryPage.objects.select_for_update().filter(pk=submission.entry_id).first()
    if entry is None:
        return
    if entry.latest_revision_id != submission.entry_revision_id:
        raise NotAllowed("The draft has been edited since; change it in the editor.")
    if submission.state == State.ACCEPTED and not submission.is_correction:
        if entry.first_published_at:
            raise NotAllowed("It has been published already.")
        entry.specific.delete()  # a moderator may take back what they made, whatever the page tree allows
        return
    accepted = submission.decisions.filter(action__in=(Action.ACCEPT, Action.MERGE)).last()
    before = entry.revisions.filter(pk=accepted.details.get("before_revision")).first() if accepted else None
    if before is None:
        raise NotAllowed("The version from before is gone; change it in the editor.")
    page = before.as_object()
    if entry.workflow_in_progress:
        entry.specific.current_workflow_state.cancel(user=user)
    page.save_revision(user=user, log_action=True)
