"""How many requests a minute one address may send. Kept for two minutes at most, under a keyed hash."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from ninja.throttling import BaseThrottle

from hub.core.senders import client_address

WINDOW = 60  # seconds


class AddressThrottle(BaseThrottle):
    """At most so many requests in each minute of the clock.

    Arguments:
        scope: a key of `settings.API_REQUESTS_A_MINUTE`.
    """

    def __init__(self, scope: str) -> None:
        self.scope = scope

    def allow_request(self, request: HttpRequest) -> bool:
        # The minute is part of what is hashed, so that two minutes of one address do not look alike.
        sender = f"{client_address(request)} {int(time.time() // WINDOW)}"
        mark = salted_hmac(f"hub.api.throttles.{self.scope}", sender, algorithm="sha256").hexdigest()
        key = f"api-pace:{mark}"
        cache.add(key, 0, timeout=2 * WINDOW)
        try:
            return cache.incr(key) <= settings.API_REQUESTS_A_MINUTE[self.scope]
        except ValueError:  # culled between the two calls
            return True

    def wait(self) -> float:
        """Returns the seconds until the next minute begins, at least one."""
        return max(1.0, WINDOW - time.time() % WINDOW)


READ, SEARCH, MATCH = AddressThrottle("read"), AddressThrottle("search"), AddressThrottle("match")
