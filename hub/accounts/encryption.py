"""Encrypts the secrets of second factors: whoever copies the database alone cannot make codes from it."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def _keys() -> MultiFernet:
    """Today's key, and earlier ones for reading, made from SECRET_KEY and SECRET_KEY_FALLBACKS."""
    return MultiFernet(
        Fernet(urlsafe_b64encode(sha256(b"hub.accounts.encryption:" + force_bytes(key)).digest()))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def encrypt(text: str) -> str:
    return _keys().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """Returns the text.

    Raises:
        cryptography.fernet.InvalidToken: it was encrypted with a key that is no longer among the fallbacks.
    """
    return _keys().decrypt(encrypted.encode()).decode()
