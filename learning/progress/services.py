"""Adds to a learner's log, reads from it, erases it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from hub.core.models import User
from learning.progress.events import Event, clamp
from learning.progress.models import LearnerEvent, LearnerLog

MOST_EVENTS = 100_000  # of one account: fifty cards a day for more than five years
MOST_BYTES = 20_000_000  # of their data together, where notes are the largest part
AT_ONCE = 1000  # events in one answer


class LogFull(Exception):
    """No more events fit into this log."""


@dataclass(frozen=True)
class News:
    """What a browser does not know yet.

    Arguments:
        key: of the log; empty while there is none.
        cursor: where the next question goes on.
        is_more: whether there is more behind it.
    """

    key: str
    events: list[Event]
    cursor: int
    is_more: bool


@transaction.atomic
def take(user: User, events: Iterable[Event]) -> int:
    """Adds the events that the log does not have; of two with one id the first that came stays.

    Returns how many were new.

    Raises:
        LogFull: they would be more than MOST_EVENTS or MOST_BYTES; then none is taken.
    """
    log = _locked(user)
    offered = {event.uid: event for event in reversed(list(events))}
    known = set(log.events.filter(uid__in=offered).values_list("uid", flat=True))
    new = clamp([event for uid, event in offered.items() if uid not in known], timezone.now())
    log.data_bytes += sum(event.data_bytes for event in new)
    if log.last_sequence + len(new) > MOST_EVENTS or log.data_bytes > MOST_BYTES:
        raise LogFull
    LearnerEvent.objects.bulk_create(
        [
            LearnerEvent(
                log=log,
                sequence=sequence,
                uid=event.uid,
                what=event.what,
                code=event.code,
                at=event.at,
                data=event.data,
            )
            for sequence, event in enumerate(new, start=log.last_sequence + 1)
        ]
    )
    log.last_sequence += len(new)
    log.save(update_fields=["last_sequence", "data_bytes"])
    return len(new)


def since(user: User, cursor: int, most: int = AT_ONCE) -> News:
    """Returns the events behind a cursor, the oldest first.

    Arguments:
        cursor: of an earlier answer; 0 for the beginning.
        most: events in the answer.
    """
    log = LearnerLog.objects.filter(user=user).first()
    if log is None:
        return News("", [], 0, False)
    rows = list(log.events.filter(sequence__gt=cursor).order_by("sequence")[: most + 1])
    shown = rows[:most]
    end = shown[-1].sequence if shown else min(cursor, log.last_sequence)
    return News(log.key, [row.event for row in shown], end, len(rows) > most)


def of_kinds(user: User, *kinds: str, most: int | None = None) -> list[Event]:
    """Returns an account's events of some kinds, in no order that means anything.

    Arguments:
        most: only so many, the newest; all of them when left out.
    """
    rows = LearnerEvent.objects.filter(log__user=user)
    rows = rows.filter(what__in=kinds) if kinds else rows
    return [row.event for row in (rows if most is None else rows.order_by("-at", "-uid")[:most])]


def erase(user: User) -> None:
    """Deletes an account's log; browsers that hold a copy give it up when they ask next."""
    LearnerLog.objects.filter(user=user).delete()


def _locked(user: User) -> LearnerLog:
    """Returns the log with its row held: sequence numbers become visible in their order, with no gap."""
    LearnerLog.objects.get_or_create(user=user)
    return LearnerLog.objects.select_for_update().get(user=user)
