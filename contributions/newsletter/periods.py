"""When a digest is due, and up to when it tells."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from contributions.newsletter.wishes import Rhythm

HOUR = 7  # of the site's day at which weekly and monthly digests are made
# A change is told only when every transaction that could still write an earlier one is surely over.
SETTLED = timedelta(minutes=10)


def told_until(rhythm: str, now: datetime) -> datetime:
    """Returns the end of the newest complete period of a rhythm: whoever was told less is due.

    Arguments:
        now: aware; weeks end on Monday, months on the first, at HOUR in the site's time zone.
    """
    if rhythm == Rhythm.AT_ONCE:
        return now - SETTLED
    today = timezone.localtime(now).replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if rhythm == Rhythm.WEEKLY:
        end = today - timedelta(days=today.weekday())
        if end > now:
            end -= timedelta(days=7)
    else:
        end = today.replace(day=1)
        if end > now:
            end = (end - timedelta(days=1)).replace(day=1)
    return end
