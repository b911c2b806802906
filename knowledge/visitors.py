"""Tells whether the same visitor did the same thing earlier today, without keeping who that was.

A visitor is a keyed hash of address and browser. The key is random, belongs to one day and lives in the
cache beside the hashes; both expire when the day ends, and then nobody, the operator included, can say
whether two hits of different days came from the same person. Neither ever reaches the database or a log.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

EVENTS_A_MINUTE = 60  # from one address; a person reads more slowly


def is_first_today(*, address: str, agent: str, entry_id: int, event: str) -> bool:
    """Says whether a visitor's event is new today, and remembers it until the day is over."""
    day = timezone.localdate()
    mark = _digest(day, "event", address, agent, str(entry_id), event)
    return cache.add(f"seen:{mark}", 1, timeout=_seconds_left(day))


def is_too_fast(*, address: str) -> bool:
    """Says whether an address has sent more this minute than any reader does."""
    now = timezone.now()
    mark = _digest(timezone.localdate(), "pace", address)
    key = f"pace:{mark}:{now:%H%M}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > EVENTS_A_MINUTE
    except ValueError:  # culled between the two calls
        return False


def salt_key(day: date) -> str:
    return f"salt:{day.isoformat()}"


def _salt(day: date) -> bytes:
    """Returns the day's key, made by whichever process needs it first."""
    salt = cache.get(salt_key(day))
    if salt is None:
        cache.delete(salt_key(day - timedelta(days=1)))  # expired; a memory cache would still hold it
        cache.add(salt_key(day), secrets.token_bytes(32), timeout=_seconds_left(day))
        salt = cache.get(salt_key(day)) or secrets.token_bytes(32)
    return salt


def _digest(day: date, *parts: str) -> str:
    message = b"\0".join(part.encode("utf-8", "surrogateescape") for part in parts)
    return hmac.new(_salt(day), message, hashlib.sha256).hexdigest()


def _seconds_left(day: date) -> int:
    """Returns the seconds until a day ends, at least one."""
    midnight = datetime.combine(day + timedelta(days=1), datetime.min.time(), timezone.get_current_timezone())
    return max(1, int((midnight - timezone.now()).total_seconds()))
