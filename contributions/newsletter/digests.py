"""Digests: what changed since somebody was told last, composed by the machine; nobody gets an empty one.

Composing asks the database a number of questions that does not depend on how many subscribers there are. What
is written afterwards is written in transactions of AT_ONCE subscribers each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from contributions.newsletter import mailing
from contributions.newsletter.models import Subscriber
from contributions.newsletter.news import Piece, concerning, news
from contributions.newsletter.periods import told_until
from contributions.newsletter.wishes import Rhythm, Wishes
from hub.core.addresses import absolute_url
from hub.core.mail import Content
from hub.core.mail.identity import identity

AT_ONCE = 500  # subscribers of one transaction
MOST = 25  # entries one mail names; the rest is counted
KEPT = 200  # rendered digests; most readers get one of a few


@dataclass(frozen=True)
class Digest:
    """What one subscriber is told; nothing at all where nothing concerns them."""

    subscriber: int
    pieces: tuple[Piece, ...]


def send_soon() -> None:
    """Has the digests that are due made by the background worker, unless it is about to."""
    if not DBTaskResult.objects.filter(task_path=make.module_path).ready().exists():
        make.enqueue()


@task()
def make() -> None:
    """Makes the digests that are due."""
    send_due()


def send_due(now: datetime | None = None) -> int:
    """Composes the digests that are due and puts them into the mail queue. Returns how many.

    Run it as often as wished: who was told is noted in the transaction that queues the mail, and the mail's
    key is its subscriber and period, so nobody is told twice.
    """
    now = now or timezone.now()
    return sum(_send_rhythm(rhythm, told_until(rhythm, now)) for rhythm in Rhythm.values)


def _send_rhythm(rhythm: str, until: datetime) -> int:
    digests = compose(rhythm, until)
    who = identity() if any(one.pieces for one in digests) else None
    content = lru_cache(maxsize=KEPT)(lambda pieces: _rendered(pieces, who))
    return sum(_queue(some, until, content) for some in _in_turns(digests))


def compose(rhythm: str, until: datetime) -> list[Digest]:
    """Returns what each subscriber of a rhythm is told up to a moment, in at most seven queries.

    Those whom nothing concerns are among them, so that it is noted that they were told. Whoever pauses is not:
    they are told when the pause ends, of everything since.
    """
    due = _due(rhythm, until)
    people = list(due.order_by("pk").values_list("pk", "news", "kinds", "told_until"))
    if not people:
        return []
    pieces = news(min(since for *_, since in people), until)
    if not pieces:
        return [Digest(pk, ()) for pk, *_ in people]
    technologies = _chosen(Subscriber.technologies.through, due, "technology__slug")
    entries = _chosen(Subscriber.entries.through, due, "entrypage_id")

    @cache  # many chose the same and were told at the same moment
    def told(wishes: Wishes, watched: frozenset[int], since: datetime) -> tuple[Piece, ...]:
        return concerning(pieces, wishes, watched, since)

    return [
        Digest(
            pk,
            told(
                Wishes(
                    news=wants_news, technologies=tuple(sorted(technologies[pk])), kinds=tuple(sorted(kinds))
                ),
                frozenset(entries[pk]),
                since,
            ),
        )
        for pk, wants_news, kinds, since in people
    ]


def _due(rhythm: str, until: datetime) -> QuerySet[Subscriber]:
    return Subscriber.objects.active().filter(rhythm=rhythm, told_until__lt=until)


def _chosen(through, due: QuerySet[Subscriber], name: str) -> dict[int, list]:
    """Returns what subscribers chose of technologies or entries, by their primary keys."""
    found: dict[int, list] = defaultdict(list)
    for pk, value in through.objects.filter(subscriber__in=due.order_by().values("pk")).values_list(
        "subscriber_id", name
    ):
        found[pk].append(value)
    return found


def _in_turns(digests: list[Digest]) -> Iterator[list[Digest]]:
    for start in range(0, len(digests), AT_ONCE):
        yield digests[start : start + AT_ONCE]


@transaction.atomic
def _queue(digests: list[Digest], until: datetime, content) -> int:
    """Queues the mails of some subscribers and notes what they were told; returns how many are mails.

    Whoever left in the meantime, or is being told by another process, is left out.
    """
    told = {one.subscriber: one.pieces for one in digests}
    people = list(
        Subscriber.objects.active()
        .filter(pk__in=told, told_until__lt=until)
        .order_by("pk")
        .select_for_update(skip_locked=True)
        .only("pk", "email")
    )
    readers = [one for one in people if told[one.pk]]
    if readers:
        mailing.queue_each(
            ((content(told[one.pk]), one) for one in readers),
            list_="alerts",
            key=lambda one: f"digest:{one.pk}:{until:%Y%m%d%H%M}",
        )
    Subscriber.objects.filter(pk__in=[one.pk for one in people]).update(told_until=until)
    return len(readers)


def _rendered(pieces: tuple[Piece, ...], who) -> Content:
    shown = pieces[:MOST]
    context = {
        "fresh": [piece for piece in shown if piece.is_new],
        "changed": [piece for piece in shown if not piece.is_new],
        "more": len(pieces) - len(shown),
        "count": len(pieces),
        "first": pieces[0],
        "everything": absolute_url("/"),
    }
    return mailing.render("digest", context, list_="alerts", who=who)
