"""How long people wait for an answer, and what is before them; from what happened, not from hope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from django.core.cache import cache
from django.db.models import Exists, Min, OuterRef, Q
from django.utils import timezone

from contributions.submissions.models import Decision, Submission
from contributions.submissions.querysets import SUSPECTED, WAITS
from contributions.submissions.states import Action, State

ANSWERS = (Action.ACCEPT, Action.MERGE, Action.DECLINE, Action.REQUEST_CHANGES)
LATELY = timedelta(days=90)
ENOUGH = 5  # answers before anything is said about them
AT_MOST = 2000  # answers that are looked at, the latest
REMEMBERED = 600  # seconds
CACHE_KEY = "contributions.waiting"

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class WaitingTimes:
    """From receiving a submission to its first answer.

    Arguments:
        count: how many were answered in the last 90 days.
        median, ninetieth: half and nine of ten of them had their answer within this time.
    """

    count: int
    median: timedelta
    ninetieth: timedelta

    def __str__(self) -> str:
        if self.count < ENOUGH:
            return "Too few were answered lately to say how long it takes."
        half, most = in_words(self.median), in_words(self.ninetieth)
        if half == most:
            return f"Nine of ten were answered within {half} lately."
        return f"Half were answered within {half} lately, nine of ten within {most}."


def waiting_times() -> WaitingTimes:
    """Returns how long people waited in the last 90 days, as it was at most ten minutes ago."""
    found = cache.get(CACHE_KEY)
    if found is None:
        found = _measured()
        cache.set(CACHE_KEY, found, REMEMBERED)
    return found


def _measured() -> WaitingTimes:
    answers = Decision.objects.filter(action__in=ANSWERS)
    since = timezone.now() - LATELY
    earlier = answers.filter(submission=OuterRef("submission"), at__lt=since)
    rows = (
        answers.filter(~Exists(earlier), at__gte=since)
        .order_by()
        .values_list("submission", "submission__created_at")
        .annotate(answered=Min("at"))
        .order_by("-answered")[:AT_MOST]
    )
    waits = sorted(answered - received for _, received, answered in rows)
    return WaitingTimes(len(waits), _nearest(waits, 0.5), _nearest(waits, 0.9))


def _nearest(waits: list[timedelta], share: float) -> timedelta:
    """Returns the shortest time within which at least this share was answered."""
    return waits[max(0, ceil(share * len(waits)) - 1)] if waits else timedelta(0)


def in_words(time: timedelta) -> str:
    """Returns a length of time as people say it: about an hour, about 5 hours, about 3 days, about 2 weeks."""
    for unit, name, until in ((HOUR, "hour", DAY), (DAY, "day", 3 * WEEK), (WEEK, "week", None)):
        number = max(1, round(time / unit))
        if until is None or number * unit < until:
            one = "an" if name == "hour" else "a"
            return f"about {one} {name}" if number == 1 else f"about {number} {name}s"
    raise AssertionError("Weeks hold any time.")


def place_in_queue(submission: Submission) -> int:
    """Returns how many queued submissions come up until this one, itself included.

    Spam, and what looks like it, is told to nobody: it keeps a place for its sender, in front of what they sent
    later, and for nobody else.
    """
    before = Q(created_at__lt=submission.created_at) | Q(
        created_at=submission.created_at, pk__lt=submission.pk
    )
    return 1 + Submission.objects.filter(before, WAITS | _spam_of_same(submission)).order_by().count()


def _spam_of_same(submission: Submission) -> Q:
    same = Q(pk__in=())
    if submission.contributor_id:
        same |= Q(contributor=submission.contributor_id)
    if submission.email:
        same |= Q(email=submission.email)
    if submission.sender_digest:
        same |= Q(sender_digest=submission.sender_digest)
    return (Q(state=State.SPAM) | SUSPECTED) & same
