"""Keyed hashes by which the same sender is known again; nobody without the site's key comes back from them."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from hub.core.mail.addresses import InvalidAddress, digests
from hub.core.senders import client_address


def sender_digest(request: HttpRequest) -> str:
    """Returns the digest of the network address a request came from, `""` where it is unknown."""
    return _digest("sender", client_address(request))


def email_digest(email: str) -> str:
    """Returns the digest of an e-mail address in any letter case, `""` where it is none."""
    try:
        return digests(email)[0]
    except InvalidAddress:
        return ""


def account_digest(user) -> str:
    """Returns the digest of a signed-in person's account, `""` of a guest's."""
    return _digest("account", str(user.pk) if user is not None and user.is_authenticated else "")


def _digest(what: str, value: str) -> str:
    if not value:
        return ""
    return salted_hmac(f"contributions.gate.{what}", value, algorithm="sha256").hexdigest()
