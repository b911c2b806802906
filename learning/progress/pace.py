"""How often one account may ask about its log or add to it, counted in the cache: no query."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache

WINDOW = 60  # seconds


def is_too_fast(user_id: int) -> bool:
    """Counts a request, and says whether there were more of them this minute than any browser makes."""
    key = f"learner:{user_id}:{int(time.time() // WINDOW)}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key) > settings.LEARNER_REQUESTS_A_MINUTE
    except ValueError:  # culled between the two calls
        return False


def wait() -> int:
    """Returns the seconds until the next minute begins, at least one."""
    return max(1, int(WINDOW - time.time() % WINDOW))
