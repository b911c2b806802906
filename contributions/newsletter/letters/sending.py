"""Sends a letter: frozen once, then queued some readers at a time, so that whatever stops it can go on.

Where it stands is written in the transaction that queues the mails, and each reader's mail has a key; so a
reader gets a letter once, whoever crashes and however often this runs.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django_tasks import task

from contributions.newsletter import mailing
from contributions.newsletter.letters.composing import compose, rendered
from contributions.newsletter.letters.models import Letter
from contributions.newsletter.models import Consent, Subscriber
from hub.core.mail.delivery import deliver
from hub.core.models import MailReport, OutgoingMail

AT_ONCE = 500  # readers of one transaction
TURN = timedelta(seconds=40)  # of the background task; then others have theirs
NEVER = timedelta(days=36500)
State, Mail = Letter.State, OutgoingMail.State


class NotNow(Exception):
    """What was asked for does not fit where the letter stands; the message says why."""


def audience(letter: Letter) -> QuerySet[Subscriber]:
    """Returns who gets a letter: those who want it and, where it is about some technologies, chose one of
    them or did not choose at all."""
    readers = Subscriber.objects.for_letters()
    wanted = [technology.pk for technology in letter.technologies.all()]
    if wanted:
        chosen = Subscriber.technologies.through.objects.filter(technology__in=wanted).values("subscriber")
        readers = readers.filter(Q(technologies__isnull=True) | Q(pk__in=chosen))
    return readers


@transaction.atomic
def schedule(letter: Letter, at: datetime | None) -> None:
    """Sets when a letter leaves; None makes it a draft again.

    Raises:
        NotNow: it has left already, says nothing, or the moment is past.
    """
    letter = _locked(letter)
    if not letter.is_editable:
        raise NotNow(f"This letter is {letter.get_state_display().lower()}.")
    if at is not None and at <= timezone.now():
        raise NotNow("Choose a moment that is still to come, or send the letter now.")
    if at is not None and not compose(letter).strip():
        raise NotNow("The letter is empty.")
    letter.state, letter.scheduled_for = (State.SCHEDULED, at) if at else (State.DRAFT, None)
    letter.save()


@transaction.atomic
def start(letter: Letter) -> None:
    """Freezes a letter and begins to send it.

    Raises:
        NotNow: it has left already, or says nothing.
    """
    letter = _locked(letter)
    if not letter.is_editable:
        raise NotNow(f"This letter is {letter.get_state_display().lower()}.")
    now = timezone.now()
    letter.markdown = compose(letter, now)
    if not letter.markdown.strip():
        raise NotNow("The letter is empty.")
    letter.state, letter.started_at, letter.scheduled_for = State.SENDING, now, None
    if any(block.block_type == "news" for block in letter.body):
        letter.news_until = now
    letter.save()
    transaction.on_commit(lambda: feed.enqueue(letter.pk), robust=True)


@transaction.atomic
def pause(letter: Letter) -> None:
    """Stops a letter that is being sent; what is in the queue waits too.

    Raises:
        NotNow: it is not being sent.
    """
    letter = _locked(letter)
    if letter.state != State.SENDING:
        raise NotNow("Only a letter that is being sent can be paused.")
    letter.state = State.PAUSED
    letter.save(update_fields=["state"])
    _waiting(letter).update(next_attempt_at=timezone.now() + NEVER)


@transaction.atomic
def resume(letter: Letter) -> None:
    """Goes on with a paused letter.

    Raises:
        NotNow: it is not paused.
    """
    letter = _locked(letter)
    if letter.state != State.PAUSED:
        raise NotNow("Only a paused letter can go on.")
    letter.state = State.SENDING
    letter.save(update_fields=["state"])
    _waiting(letter).filter(next_attempt_at__gt=timezone.now()).update(next_attempt_at=timezone.now())
    transaction.on_commit(lambda: feed.enqueue(letter.pk), robust=True)
    transaction.on_commit(deliver.enqueue, robust=True)


@task()
def feed(letter_id: int) -> None:
    """Queues a letter's mails for one turn; the recurring job goes on where it stopped."""
    until = time.monotonic() + TURN.total_seconds()
    while _feed_some(letter_id) and time.monotonic() < until:
        pass


def send_due() -> None:
    """Starts letters whose time has come, goes on with those being sent, and closes those that are done."""
    for letter in Letter.objects.filter(state=State.SCHEDULED, scheduled_for__lte=timezone.now()):
        try:
            start(letter)
        except NotNow:
            continue  # somebody was faster
    for letter_id in Letter.objects.filter(state=State.SENDING).values_list("pk", flat=True):
        feed.enqueue(letter_id)


@transaction.atomic
def _feed_some(letter_id: int) -> bool:
    """Queues the next readers' mails; says whether there may be more."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id, state=State.SENDING).first()
    if letter is None:
        return False
    readers = list(audience(letter).filter(pk__gt=letter.queued_up_to).distinct().order_by("pk")[:AT_ONCE])
    if readers:
        mailing.queue(
            rendered(letter, letter.markdown),
            readers,
            list_="letters",
            key=lambda one: key(letter, one),
            source=source(letter),
        )
        letter.queued_up_to = readers[-1].pk
        letter.queued += len(readers)
        letter.save(update_fields=["queued_up_to", "queued"])
        return len(readers) == AT_ONCE
    if not mails(letter).filter(state__in=(Mail.QUEUED, Mail.SENDING)).exists():
        letter.state, letter.finished_at = State.SENT, timezone.now()
        letter.save(update_fields=["state", "finished_at"])
    return False


def key(letter: Letter, reader: Subscriber) -> str:
    """Returns under which name a reader's mail of a letter is queued."""
    return f"letter:{letter.pk}:{reader.pk}"


def source(letter: Letter) -> str:
    """Returns what the record of consent says of those who left by a letter's links."""
    return f"letter {letter.pk}"


def mails(letter: Letter) -> QuerySet[OutgoingMail]:
    """Returns the mails of a letter."""
    return OutgoingMail.objects.filter(key__startswith=f"letter:{letter.pk}:").order_by()


def report(letter: Letter) -> dict[str, int]:
    """Returns how many mails of a letter are in which state; one query."""
    rows = mails(letter).values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def left(letter: Letter) -> int:
    """Returns how many readers ended a list or were deleted by a link of this letter."""
    took_back = Consent.objects.filter(
        form=source(letter), what__in=(Consent.What.LEFT, Consent.What.DELETED)
    )
    return took_back.filter(at__gte=letter.started_at).values("email_digest").distinct().order_by().count()


def complained(letter: Letter) -> int:
    """Returns how many readers told their mail service that they do not want this letter."""
    return MailReport.objects.filter(mail__in=mails(letter), kind=MailReport.Kind.COMPLAINT).count()


def _waiting(letter: Letter) -> QuerySet[OutgoingMail]:
    return mails(letter).filter(state=Mail.QUEUED)


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update().get(pk=letter.pk)
