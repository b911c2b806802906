"""Addresses that say what a mail sent to them is about: `bounces+b-1234-SIGNATURE@hub.example.com`.

As the return path of a mail such an address tells which mail came back (VERP), whatever the report about it
looks like. Only we can make one, so nobody else's mail is suppressed by a forged report.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.encoding import force_bytes

BOUNCE, LEAVE = "b", "u"  # purposes
_SIGNED = 16  # characters of base32, 80 bits
_TAG = r"\+([a-z])-([0-9a-z]{1,20}(?:-[a-z]{1,10})?)-([a-z2-7]{16})"


@dataclass(frozen=True)
class Tag:
    """What an address is about.

    Arguments:
        purpose: BOUNCE, of the mail with the number `value`, or LEAVE, of whatever `value` means to the sender.
    """

    purpose: str
    value: str


def address(purpose: str, value: str | int) -> str:
    """Returns an address for a purpose, nothing where no mail can come back.

    Arguments:
        value: letters, digits and one hyphen; mail servers may change the case of an address.
    """
    local, at, domain = settings.MAIL_BOUNCE_ADDRESS.partition("@")
    if not at:
        return ""
    return f"{local}+{purpose}-{value}-{_signatures(purpose, str(value))[0]}@{domain}"


def find(text: str) -> Iterator[Tag]:
    """Yields what the signed addresses in a text are about, in their order; forged ones are passed over."""
    local, at, domain = settings.MAIL_BOUNCE_ADDRESS.partition("@")
    if not at:
        return
    ours = re.compile(re.escape(local) + _TAG + "@" + re.escape(domain), re.IGNORECASE)
    for found in ours.finditer(text):
        purpose, value, signature = (part.lower() for part in found.groups())
        if any(constant_time_compare(signature, one) for one in _signatures(purpose, value)):
            yield Tag(purpose, value)


def _signatures(purpose: str, value: str) -> list[str]:
    """Returns what signs a value, today's key first."""
    return [
        b32encode(
            hmac.new(
                sha256(b"hub.core.mail.returned:" + force_bytes(key)).digest(),
                f"{purpose}-{value}".encode(),
                sha256,
            ).digest()
        )
        .decode()
        .lower()[:_SIGNED]
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
