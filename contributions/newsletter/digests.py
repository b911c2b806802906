"""Digests: what changed since somebody was told last, composed by the machine; nobody gets an empty one."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from contributions.newsletter import mailing
from contributions.newsletter.models import Subscriber
from contributions.newsletter.news import Piece, concerning, news
from contributions.newsletter.periods import told_until
from contributions.newsletter.wishes import Rhythm
from hub.core.addresses import absolute_url

logger = logging.getLogger(__name__)

AT_ONCE = 500  # subscribers of one transaction
MOST = 25  # entries one mail names; the rest is counted


def send_due(now: datetime | None = None) -> int:
    """Composes the digests that are due and puts them into the mail queue. Returns how many.

    Run it as often as wished: who was told is noted in the transaction that queues the mail, and the mail's
    key is its subscriber and period, so nobody is told twice.
    """
    now = now or timezone.now()
    return sum(_send_rhythm(rhythm, told_until(rhythm, now)) for rhythm in Rhythm.values)


def _send_rhythm(rhythm: str, until: datetime) -> int:
    due = Subscriber.objects.for_alerts(rhythm).filter(told_until__lt=until)
    since = due.aggregate(first=Min("told_until"))["first"]
    if since is None:
        return 0
    pieces = news(since, until)
    if not pieces:
        return _nothing_new(rhythm, until)
    queued, after = 0, 0
    while True:
        count, after = _send_some(rhythm, until, pieces, after)
        queued += count
        if not after:
            return queued


def _nothing_new(rhythm: str, until: datetime) -> int:
    Subscriber.objects.active().filter(rhythm=rhythm, told_until__lt=until).update(told_until=until)
    return 0


@transaction.atomic
def _send_some(rhythm: str, until: datetime, pieces: list[Piece], after: int) -> tuple[int, int]:
    """Tells the next subscribers; returns how many were told, and after whom to go on, 0 at the end.

    Whoever pauses is told when the pause ends, of everything since.
    """
    people = list(
        Subscriber.objects.active()
        .filter(rhythm=rhythm, told_until__lt=until, pk__gt=after)
        .order_by("pk")
        .select_for_update(skip_locked=True)
        .prefetch_related("technologies", "entries")[:AT_ONCE]
    )
    groups: dict[tuple[Piece, ...], list[Subscriber]] = defaultdict(list)
    for one in people:
        watched = frozenset(entry.pk for entry in one.entries.all())
        found = concerning(pieces, one.wishes, watched, one.told_until)
        if found:
            groups[found].append(one)
    for found, readers in groups.items():
        _queue(found, readers, until)
    Subscriber.objects.filter(pk__in=[one.pk for one in people]).update(told_until=until)
    return sum(map(len, groups.values())), people[-1].pk if len(people) == AT_ONCE else 0


def _queue(pieces: tuple[Piece, ...], readers: Iterable[Subscriber], until: datetime) -> None:
    shown = pieces[:MOST]
    context = {
        "fresh": [piece for piece in shown if piece.is_new],
        "changed": [piece for piece in shown if not piece.is_new],
        "more": len(pieces) - len(shown),
        "count": len(pieces),
        "first": pieces[0],
        "everything": absolute_url("/"),
    }
    content = mailing.render("digest", context, list_="alerts")
    mailing.queue(content, readers, list_="alerts", key=lambda one: f"digest:{one.pk}:{until:%Y%m%d%H%M}")
