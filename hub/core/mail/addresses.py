"""One spelling for each mail address, and the keyed hash by which one that gets no mail is remembered."""

from __future__ import annotations

import hmac
import unicodedata
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.encoding import force_bytes

LONGEST = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets


class InvalidAddress(ValueError):
    """No mail can be sent there."""


def normalise(address: str) -> str:
    """Returns the one spelling of a mail address: NFC, the domain in lower case and in ASCII.

    What stands before the at sign keeps its case: it is the receiver's own. It has to be ASCII, for few
    mail servers take anything else (RFC 6531).

    Raises:
        InvalidAddress: whatever was given, if it is no address.
    """
    if len(address) > LONGEST:
        raise InvalidAddress("This address is too long.")
    local, _, domain = unicodedata.normalize("NFC", address.strip()).rpartition("@")
    try:
        normal = f"{local}@{domain.encode('idna').decode('ascii').lower()}"
        validate_email(normal)
    except (UnicodeError, ValidationError) as error:
        raise InvalidAddress("This is not a mail address.") from error
    if len(normal) > LONGEST:
        raise InvalidAddress("This address is too long.")
    return normal


def digests(address: str) -> list[str]:
    """Returns the keyed hashes an address may be stored under, today's first.

    The keys follow from SECRET_KEY and SECRET_KEY_FALLBACKS, so that nobody who has the database alone can
    try addresses. Case is not told apart: who asked as Ada@ means ada@ as well.
    """
    plain = normalise(address).lower().encode()
    return [
        hmac.new(sha256(b"hub.core.mail:" + force_bytes(key)).digest(), plain, sha256).hexdigest()
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
