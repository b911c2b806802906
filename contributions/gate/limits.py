"""How much is too much: attempts are counted in the cache, what was let through in the database.

Attempts are many under attack and worth nothing afterwards, so they cost no query; each process may keep its
own count of them. What was let through is counted in rows, so that the limits on it hold for all processes.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from contributions.gate.digests import sender_digest
from contributions.gate.models import Passage

MINUTE = 60  # seconds
HOUR = timedelta(hours=1)
EVERYBODY = "everybody"


def count_attempt(who: str) -> int:
    """Counts an attempt and returns how many there were in this minute of the clock, this one included."""
    key = _key(who)
    cache.add(key, 0, timeout=2 * MINUTE)
    try:
        return cache.incr(key)
    except ValueError:  # culled between the two calls
        return 1


def is_flood(attempts: int | None = None) -> bool:
    """Says whether more forms are sent this minute than people send.

    Arguments:
        attempts: of everybody, where they have just been counted.
    """
    number = cache.get(_key(EVERYBODY), 0) if attempts is None else attempts
    return number > settings.GATE_A_MINUTE["everybody"]


def _key(who: str) -> str:
    return f"gate:{who}:{int(time.time() // MINUTE)}"


@dataclass(frozen=True)
class Passed:
    """How many were let through in the last hour.

    Arguments:
        by_sender, by_email, by_account: from the same.
        by_guests, waited: by everybody without an account, and those of them that had waited instead of working.
        lately: by guests within the last minute.
        repeated: with the same text, for as long as it is remembered.
    """

    by_sender: int = 0
    by_email: int = 0
    by_account: int = 0
    by_guests: int = 0
    waited: int = 0
    lately: int = 0
    repeated: int = 0

    @property
    def is_busy(self) -> bool:
        """Whether so much came from guests that each of them is asked for an effort."""
        return (
            self.by_guests >= settings.GATE_AN_HOUR["guests_free"]
            or self.lately >= settings.GATE_A_MINUTE["guests_free"]
        )

    @property
    def is_over(self) -> str:
        """Which limit is reached that no effort lifts: a key of `settings.GATE_AN_HOUR`, or nothing."""
        counts = {
            "account": self.by_account,
            "email": self.by_email,
            "sender": self.by_sender,
            "guests": self.by_guests,
        }
        return next((name for name, number in counts.items() if number >= settings.GATE_AN_HOUR[name]), "")


def passed(*, form: str, sender: str, email: str, account: str, text: str) -> Passed:
    """Returns what was let through already, in two queries over bounded stretches of indexes.

    Arguments:
        form: the number of the one that is judged, which does not repeat itself.
        sender, email, account, text: digests, each may be empty. Who has an account is counted by it and not
            by the address, which a whole school may share.
    """
    now = timezone.now()
    lately = Q(at__gt=now - timedelta(seconds=MINUTE))
    hour = Q(at__gt=now - HOUR)
    rows = Passage.objects.order_by()
    guests = (
        {}
        if account
        else rows.filter(hour, account="").aggregate(
            by_guests=Count("pk"),
            waited=Count("pk", filter=Q(effort="wait")),
            lately=Count("pk", filter=lately),
        )
    )
    same = {
        "by_sender": hour & Q(sender=sender) if sender and not account else None,
        "by_email": hour & Q(email=email) if email and not account else None,
        "by_account": hour & Q(account=account) if account else None,
        "repeated": Q(text=text) & ~Q(form=form) if text else None,
    }
    known = {name: condition for name, condition in same.items() if condition is not None}
    if not known:
        return Passed(**guests)
    any_of = Q()
    for condition in known.values():
        any_of |= condition
    counts = {name: Count("pk", filter=condition) for name, condition in known.items()}
    return Passed(**guests, **rows.filter(any_of).aggregate(**counts))


def asks_too_often(request: HttpRequest) -> bool:
    """Says whether an address asks what is like its text more often than anybody types; no query."""
    sender = sender_digest(request)
    return bool(sender) and count_attempt(f"asks:{sender}") > settings.GATE_A_MINUTE["asks"]
