"""Delivers what waits in the queue, each mail at most once however many work on it and whatever crashes.

A worker first reserves a few mails for itself. Each of them it claims on its own, in a committed statement,
right before it is handed over, and marks it afterwards. If it dies in between, the mail stays `sending`, and
`recovery` decides; those it had only reserved are free again when the reservation expires.
"""

from __future__ import annotations

import logging
import secrets
import time
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django_tasks import task

from hub.core.mail.categories import CATEGORIES
from hub.core.mail.message import build
from hub.core.mail.outcome import lost, postpone, refuse, succeeded
from hub.core.mail.suppression import stopped, suppress
from hub.core.mail.verdicts import judge
from hub.core.models import MailPace, OutgoingMail, SuppressedAddress

logger = logging.getLogger(__name__)

BATCH = 20  # mails reserved at a time
RESERVED_FOR = timedelta(minutes=15)  # more than 20 mails and one silent server take
TURN = timedelta(seconds=45)  # of the background task; then others have theirs
PAUSE = 1.0  # seconds between two looks when mails may not leave yet
LETTERS_LAST = Case(When(category="letters", then=Value(1)), default=Value(0), output_field=IntegerField())


def due() -> QuerySet[OutgoingMail]:
    """Returns the mails that may be sent now and that nobody has reserved."""
    now = timezone.now()
    return OutgoingMail.objects.filter(
        Q(claimed_until__isnull=True) | Q(claimed_until__lte=now),
        state=OutgoingMail.State.QUEUED,
        next_attempt_at__lte=now,
    )


@task()
def deliver() -> None:
    """Delivers for one turn; what is left is taken up by the next task, at most a minute later."""
    deliver_due(patience=TURN)


def deliver_due(limit: int | None = None, *, patience: timedelta = timedelta(0)) -> int:
    """Tries to deliver what is due, over one connection; returns how many mails the server took.

    Call it outside a transaction: each claim is committed before its mail leaves.

    Arguments:
        limit: of attempts.
        patience: how long it may take and wait for the rate limit; none for a single pass over what may
            leave now.
    """
    until = time.monotonic() + patience.total_seconds()
    connection = get_connection(settings.MAIL_BACKEND)
    sent = tried = 0
    try:
        while limit is None or tried < limit:
            mails, paced = _reserve(min(BATCH, limit - tried if limit is not None else BATCH))
            if mails:
                taken = _deliver_batch(connection, mails, until if patience else None)
                if taken is None:
                    break
                sent += taken
                tried += len(mails)
            elif not paced or time.monotonic() + PAUSE > until:
                break
            else:
                time.sleep(PAUSE)
            if patience and time.monotonic() > until:
                break
    finally:
        _hang_up(connection)
    return sent


@transaction.atomic(durable=True)
def _reserve(most: int) -> tuple[list[OutgoingMail], bool]:
    """Reserves mails for this worker; also says whether some wait for the rate limit only."""
    waiting: QuerySet[OutgoingMail] = (
        due().annotate(turn=LETTERS_LAST).order_by("turn", "next_attempt_at", "id")
    )
    if settings.MAIL_RATE_PER_MINUTE:
        now = timezone.now()
        MailPace.objects.bulk_create([MailPace(pk=1, free_at=now)], ignore_conflicts=True)
        pace = MailPace.objects.select_for_update().get(pk=1)
        most = min(most, due()[:most].count())
        places = pace.allow(most, now=timezone.now(), per_minute=settings.MAIL_RATE_PER_MINUTE) if most else 0
        if not places:
            return [], bool(most)
        pace.save()
        most = places
    mails = list(waiting.select_for_update(skip_locked=True)[:most])
    name, end = secrets.token_hex(8), timezone.now() + RESERVED_FOR
    OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails]).update(claimed_by=name, claimed_until=end)
    for mail in mails:
        mail.claimed_by, mail.claimed_until = name, end
    return mails, False


def _deliver_batch(
    connection: BaseEmailBackend, mails: list[OutgoingMail], until: float | None
) -> int | None:
    """Returns how many of the reserved mails were taken, or None when the server cannot be reached."""
    wanted = _without_suppressed(mails)
    sent = 0
    for position, mail in enumerate(wanted):
        if until is not None and time.monotonic() > until:
            _release(wanted[position:])
            break
        try:
            message = build(mail, connection)
            message.message()  # what cannot be written down fails here, before the claim
        except Exception as error:
            logger.exception("Mail %s cannot be written down.", mail.pk)
            refuse(mail, f"{type(error).__name__}: {error}")
            continue
        try:
            connection.open()
        except Exception as error:
            logger.warning("The mail server does not answer: %s", error)
            for one in wanted[position:]:
                postpone(one, f"{type(error).__name__}: {error}")
            return None
        if _claim(mail):
            sent += _hand_over(connection, mail, message)
    return sent


def _release(mails: list[OutgoingMail]) -> None:
    """Gives back what is only reserved."""
    OutgoingMail.objects.filter(
        pk__in=[mail.pk for mail in mails], state=OutgoingMail.State.QUEUED, claimed_by=mails[0].claimed_by
    ).update(claimed_by="", claimed_until=None)


def _without_suppressed(mails: list[OutgoingMail]) -> list[OutgoingMail]:
    """Stops the mails to addresses that have come to get none since they were queued."""
    refused = {
        (name, address)
        for name in {mail.category for mail in mails}
        for address in stopped({mail.recipient for mail in mails if mail.category == name}, CATEGORIES[name])
    }
    for mail in mails:
        if (mail.category, mail.recipient) in refused:
            refuse(mail, "", OutgoingMail.State.SUPPRESSED)
    return [mail for mail in mails if (mail.category, mail.recipient) not in refused]


def _claim(mail: OutgoingMail) -> bool:
    """Takes a reserved mail in one committed statement; from here on it may have been delivered."""
    now = timezone.now()
    mine = OutgoingMail.objects.filter(
        pk=mail.pk, state=OutgoingMail.State.QUEUED, claimed_by=mail.claimed_by, claimed_until__gt=now
    )
    mail.state, mail.attempts = OutgoingMail.State.SENDING, mail.attempts + 1
    claim = {"state": mail.state, "attempts": mail.attempts, "claimed_until": now + RESERVED_FOR}
    return bool(mine.update(**claim, changed_at=now))


def _hand_over(connection: BaseEmailBackend, mail: OutgoingMail, message) -> bool:
    try:
        connection.send_messages([message])
    except Exception as error:
        verdict = judge(error)
        if verdict.hang_up:
            _hang_up(connection)
        if verdict.unknown:
            logger.warning("Mail %s was perhaps delivered: %s", mail.pk, verdict.text)
            lost(mail, verdict.text)
        elif verdict.final:
            refuse(mail, verdict.text)
            if verdict.nobody_there:
                suppress(mail.recipient, SuppressedAddress.Reason.BOUNCE)
        else:
            postpone(mail, verdict.text)
        return False
    succeeded(mail, provider_id=_provider_id(message))
    return True


def _provider_id(message) -> str:
    """What a provider calls the mail it took, by which it tells later what became of it."""
    status = getattr(message, "anymail_status", None)
    return str(getattr(status, "message_id", None) or "")[:200]


def _hang_up(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except Exception:
        logger.debug("The mail server did not say goodbye.", exc_info=True)
