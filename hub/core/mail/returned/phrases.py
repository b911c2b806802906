"""The words by which mail servers say why they did not deliver, where their codes do not."""

from __future__ import annotations

import re

# RFC 3463 and the registry of IANA: the mailbox, its domain or its system does not exist.
NOBODY = {"5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.2.1", "5.4.4"}
VAGUE = re.compile(r"[245]\.0\.0|[25]\.[0-9]\.0|5\.5\.\d")  # says no more than "an error"

_ENHANCED = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)")
_SMTP = re.compile(r"(?<![\d.])([45]\d\d)[ -]")

# More than one language, for the texts that servers add to their codes are for their own people.
_NOBODY_SAYS = (
    "user unknown", "unknown user", "no such user", "no such recipient", "no such address", "no such mailbox",
    "user not found", "recipient not found", "address not found", "mailbox not found", "recipientnotfound",
    "does not exist", "doesn't exist", "doesn t have a", "not a valid mailbox", "invalid recipient",
    "invalid mailbox", "unknown recipient", "recipient unknown", "no mailbox here", "account has been disabled",
    "account is disabled", "account disabled", "mailbox disabled", "mailbox unavailable", "mailbox is inactive",
    "no longer with", "unrouteable address", "unroutable", "domain not found", "host not found",
    "host or domain name not found", "couldn't find any host", "isn't in my list of allowed rcpthosts",
    "address rejected", "wasn't found at", "unbekannter empf", "existiert nicht", "utilisateur inconnu",
    "n'existe pas", "usuario desconocido", "no existe",
)  # fmt: skip
_NOT_NOW_SAYS = (
    "mailbox full", "mailbox is full", "over quota", "quota exceeded", "out of storage", "insufficient storage",
    "greylist", "try again later", "temporarily", "timed out", "timeout", "too many", "rate limit", "throttl",
    "message size", "too large", "too big", "spam", "blocked", "blacklist", "blocklist", "reputation", "policy",
    "dmarc", "dkim", "spf", "not authorized", "relay", "loop", "postfach ist voll",
)  # fmt: skip


def codes(text: str) -> list[str]:
    """Returns the enhanced status codes in a text."""
    return _ENHANCED.findall(text)


def replies(text: str) -> list[str]:
    """Returns the plain replies of servers in a text: 550, 421."""
    return _SMTP.findall(text)


def says_nobody(text: str) -> bool:
    """Says whether a text means that the address does not exist."""
    low = " ".join(text.lower().split())
    return any(phrase in low for phrase in _NOBODY_SAYS)


def says_not_now(text: str) -> bool:
    """Says whether a text means something else than that: full, too large, not wanted, later."""
    low = " ".join(text.lower().split())
    return any(phrase in low for phrase in _NOT_NOW_SAYS)
