"""How many decks one address may have made. Counted in the cache under a keyed hash, for minutes."""

from __future__ import annotations

import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac

WINDOW = 600  # seconds
DECKS = 20  # in a window; each is up to a second of work


def is_too_fast(address: str) -> bool:
    """Counts a deck, and says whether the address has had more of them than a person takes home."""
    sender = f"{address} {int(time.time() // WINDOW)}"
    mark = salted_hmac("learning.anki.pace", sender, algorithm="sha256").hexdigest()
    key = f"anki-pace:{mark}"
    cache.add(key, 0, timeout=2 * WINDOW)
    try:
        return cache.incr(key) > DECKS
    except ValueError:  # culled between the two calls
        return False


def wait() -> int:
    """Returns the seconds until the next window begins, at least one."""
    return max(1, int(WINDOW - time.time() % WINDOW))
