"""What becomes of a mail after an attempt. Each change holds only while the mail is still in our hands."""

from __future__ import annotations

import random
from datetime import timedelta

from django.utils import timezone

from hub.core.mail.categories import CATEGORIES
from hub.core.models import OutgoingMail

State = OutgoingMail.State
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
MOST_ATTEMPTS = 16  # a little more than two days
MOST_REPEATS = 1  # of a mail that was perhaps delivered
FORGOTTEN = {"text": "", "html": "", "headers": {}}  # links in them open things
_RELEASED = {"claimed_by": "", "claimed_until": None}


def wait_after(attempts: int) -> timedelta:
    """Returns how long to wait: doubled with each attempt up to LONGEST_WAIT, a quarter more or less."""
    whole = min(FIRST_WAIT * 2 ** min(max(attempts - 1, 0), 20), LONGEST_WAIT)
    return whole * random.uniform(0.75, 1.25)  # noqa: S311 - spreads load, hides nothing


def succeeded(mail: OutgoingMail, *, provider_id: str = "") -> None:
    """The server took it; its content is forgotten at once."""
    _change(mail, state=State.SENT, error="", provider_id=provider_id, **FORGOTTEN)


def refuse(mail: OutgoingMail, error: str, state: str = State.FAILED) -> None:
    """It will not be sent. A failed mail keeps its content for a while, to be tried again by hand."""
    _change(mail, state=state, error=error, **(FORGOTTEN if state == State.SUPPRESSED else {}))


def postpone(mail: OutgoingMail, error: str) -> None:
    """It is tried again later, or given up after MOST_ATTEMPTS. A server out of reach is an attempt too."""
    attempts = mail.attempts + (mail.state == State.QUEUED)  # a claim has counted itself
    if attempts >= MOST_ATTEMPTS:
        refuse(mail, error)
        return
    _change(
        mail,
        state=State.QUEUED,
        attempts=attempts,
        next_attempt_at=timezone.now() + wait_after(attempts),
        error=error,
    )


def lost(mail: OutgoingMail, error: str) -> None:
    """Nobody knows whether it arrived. Where its category allows it is sent once more, else never again."""
    again = CATEGORIES[mail.category].repeatable and mail.repeats < MOST_REPEATS
    if not again:
        _change(mail, state=State.UNKNOWN, error=error, **FORGOTTEN)
        return
    _change(
        mail,
        state=State.QUEUED,
        repeats=mail.repeats + 1,
        next_attempt_at=timezone.now() + wait_after(mail.attempts),
        error=f"perhaps delivered: {error}",
    )


def _change(mail: OutgoingMail, *, error: str, **values) -> None:
    OutgoingMail.objects.filter(
        pk=mail.pk, claimed_by=mail.claimed_by, state__in=[State.QUEUED, State.SENDING]
    ).update(error=error[:500], changed_at=timezone.now(), **_RELEASED, **values)
