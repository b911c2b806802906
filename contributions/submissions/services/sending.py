"""What its contributor does with a submission."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from contributions.submissions import signals
from contributions.submissions.models import Decision, Message, Submission
from contributions.submissions.services.ledger import NotAllowed, check, decide, locked
from contributions.submissions.states import ENDED, Action, Role, State
from hub.core.redaction import Redactor, redact
from knowledge.entrydocs import EntryDocument, document_from_page, read, write
from knowledge.entrydocs.document import MAX_TITLE, Section
from knowledge.models import EntryPage, Technology


class NothingChanged(ValueError):
    """A correction that says what the entry says already."""


@dataclass(frozen=True)
class Sender:
    """Who sends: a signed-in person, or a guest with an address or none.

    Arguments:
        user: the account; None for a guest.
        email: where the answer goes.
        name, link, named: how the published entry may credit them.
        digest: of the network address, for limits; never the address itself.
    """

    user: Any = None
    email: str = ""
    name: str = ""
    link: str = ""
    named: bool = False
    digest: str = ""


@dataclass(frozen=True)
class Screening:
    """What the machine thinks of a text before a person sees it."""

    spam_score: float = 0
    spam_signs: list[str] = field(default_factory=list)
    likely_duplicates: list[dict] = field(default_factory=list)


@transaction.atomic
def submit(
    document: EntryDocument,
    *,
    sender: Sender,
    variant_of: EntryPage | None = None,
    screening: Screening | None = None,
) -> Submission:
    """Takes a new entry into the queue.

    Arguments:
        document: what was sent; secrets in it are taken out before it is stored.
        variant_of: the entry its sender thinks it belongs to.
    """
    return _receive(document, sender=sender, variant_of=variant_of, screening=screening)


@transaction.atomic
def submit_correction(
    entry: EntryPage,
    document: EntryDocument,
    *,
    base_text: str = "",
    reason: str,
    sender: Sender,
    screening: Screening | None = None,
) -> Submission:
    """Takes a correction of a live entry into the queue, against the text it was made from.

    Arguments:
        entry: as it is live.
        document: what it should say.
        base_text: the canonical text the sender saw, empty for that of now.
        reason: one line.
    Raises:
        NothingChanged: when it says the same as the text it was made from.
    """
    base = read(base_text) if base_text else document_from_page(entry.specific)
    # Both alike: what an entry shows as an example is no change of its reader's.
    shared = Redactor(write(base))
    base, document = redacted(base, shared), redacted(replace(document, code=base.code), shared)
    if document == base:
        raise NothingChanged("Nothing differs from the entry. Change what is wrong, then send it.")
    return _receive(
        document,
        sender=sender,
        screening=screening,
        corrects=entry,
        corrected_code=entry.code or "",
        base_revision=entry.live_revision,
        base_text=write(base),
        reason=redact(reason)[:255],
    )


def _receive(document, *, sender: Sender, screening: Screening | None, **correction) -> Submission:
    document = redacted(document)
    screening = screening or Screening()
    text = write(document)
    user = sender.user
    submission = Submission.objects.create(
        **_described(document, text),
        **correction,
        contributor=user,
        email=sender.email or (user.email if user else ""),
        email_confirmed_at=timezone.now() if user and _owns(user, sender.email) else None,
        name=sender.name[:120],
        link=sender.link[:500],
        named=sender.named,
        sender_digest=sender.digest,
        spam_score=screening.spam_score,
        spam_signs=screening.spam_signs,
        likely_duplicates=screening.likely_duplicates,
    )
    decide(submission, Action.SUBMIT, to_state=State.RECEIVED, role=Role.CONTRIBUTOR, actor=user)
    return submission


def _owns(user, email: str) -> bool:
    return not email or email.casefold() == user.email.casefold()


def _described(document: EntryDocument, text: str) -> dict[str, Any]:
    slug = document.attributes.get("technology", "")
    return {
        "kind": document.kind,
        "title": document.title,
        "technology": Technology.objects.filter(slug=slug).first() if slug else None,
        "text": text,
        "fingerprint": fingerprint(text),
    }


def redacted(document: EntryDocument, redactor: Redactor | None = None) -> EntryDocument:
    """Returns a document without the secrets in its texts; names and structure stay.

    Arguments:
        redactor: of documents that are compared, so that the same value has the same stand-in in both.
    """
    redactor = redactor or Redactor(write(document))
    redact = redactor.redact
    return replace(
        document,
        title=redact(document.title)[:MAX_TITLE],
        summary=redact(document.summary),
        sections=tuple(Section(redact(one.heading), redact(one.text)) for one in document.sections),
        attributes={key: _redacted(value, redact) for key, value in document.attributes.items()},
    )


def _redacted(value: Any, redact: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, Mapping):
        return {key: _redacted(one, redact) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(one, redact) for one in value]
    return value


def fingerprint(text: str) -> str:
    """Returns what two texts share that differ in spacing and letter case only."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


@transaction.atomic
def revise(submission: Submission, document: EntryDocument, *, note: str = "", user=None) -> Decision:
    """Sends a submission again after changes were requested.

    Raises:
        NotAllowed: in any other state.
        NothingChanged: when nothing was changed and nothing said, or a correction corrects nothing any more.
    """
    submission = locked(submission)
    check(submission, Action.REVISE, {Role.CONTRIBUTOR})
    document = redacted(document)
    if document == submission.base_document:
        raise NothingChanged("This is what the entry said before. Change what is wrong, or withdraw it.")
    text = write(document)
    if text == submission.text and not note.strip():
        raise NothingChanged("Nothing was changed. Edit what was asked for, or say why it should stay.")
    before = submission.text
    for name, value in _described(document, text).items():
        setattr(submission, name, value)
    if note.strip():
        _say(submission, note, role=Role.CONTRIBUTOR, author=user)
    return decide(
        submission,
        Action.REVISE,
        to_state=State.RECEIVED,
        role=Role.CONTRIBUTOR,
        actor=user,
        details={"before": before},
    )


@transaction.atomic
def withdraw(submission: Submission, *, user=None, reason: str = "") -> Decision:
    """Takes a submission back, for its contributor."""
    submission = locked(submission)
    check(submission, Action.WITHDRAW, {Role.CONTRIBUTOR})
    return decide(
        submission,
        Action.WITHDRAW,
        to_state=State.WITHDRAWN,
        role=Role.CONTRIBUTOR,
        actor=user,
        reason=reason,
    )


@transaction.atomic
def say(submission: Submission, text: str, *, role: Role, author=None) -> Message:
    """Adds a line to the conversation.

    Raises:
        NotAllowed: once the submission has ended, or without words.
    """
    submission = locked(submission)
    if submission.public_state in ENDED:
        raise NotAllowed("This conversation has ended.")
    if not text.strip():
        raise NotAllowed("Write a message first.")
    return _say(submission, text, role=role, author=author)


def _say(submission: Submission, text: str, *, role: Role, author) -> Message:
    message = Message.objects.create(
        submission=submission, text=redact(text.strip())[:10_000], role=role, author=author
    )
    if submission.state != State.SPAM:  # its sender may go on talking, to nobody
        transaction.on_commit(
            lambda: signals.said.send_robust(Submission, submission=submission, message=message)
        )
    return message


@transaction.atomic
def confirm_email(submission: Submission) -> bool:
    """Notes that whoever has the address opened the link sent to it. Says whether that was news."""
    submission = locked(submission)
    if submission.email_confirmed_at or not submission.email:
        return False
    submission.email_confirmed_at = timezone.now()
    submission.save(update_fields=["email_confirmed_at"])
    return True
