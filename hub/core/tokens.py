"""Secrets that travel in links: random ones of which only a hash is stored, and signed values."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.crypto import constant_time_compare

BYTES = 24  # 192 bits; 128 would do
MOST_CHARACTERS = 2000  # of what somebody claims to be a signed value; longer is not looked at


class BadToken(ValueError):
    """What was sent is not a value we signed for this purpose, or it is too old."""


def make_token() -> str:
    """Returns a new random token of 32 characters that may stand in an address."""
    return secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """Returns what is stored instead of a token: 64 hexadecimal characters, useless without it.

    A row is found by this digest in an index. What the time of such a search could tell is about the
    digest, from which nobody comes back to the token. The token is random, so no salt is needed.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def matches(token: str, stored: str) -> bool:
    """Says in constant time whether a token is the one whose digest was stored."""
    return constant_time_compare(digest(token), stored)


def sign(purpose: str, value: Any) -> str:
    """Returns a value that can be read by everybody and written by nobody but us.

    Arguments:
        purpose: of the link, such as `newsletter.confirm`; what is signed for one purpose is worth nothing
            for another.
        value: anything JSON can hold.
    """
    return signing.dumps(
        value, salt=_salt(purpose), compress=True
    )  # what is long, so that it can be read again


def unsign(purpose: str, token: str, max_age: timedelta | None = None) -> Any:
    """Returns the value of a signed token.

    Arguments:
        max_age: since it was signed; None for ever.
    Raises:
        BadToken: it is not ours, was signed for another purpose or is too old; whatever was sent.
    """
    if len(token) > MOST_CHARACTERS:
        raise BadToken("too long")
    try:
        return signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except (signing.BadSignature, ValueError, OverflowError) as error:
        raise BadToken(type(error).__name__) from error


def _salt(purpose: str) -> str:
    return f"hub.core.tokens:{purpose}"
