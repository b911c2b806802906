"""Addresses that get no mail, or not every sort of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hub.core.mail.addresses import digests
from hub.core.mail.categories import Category
from hub.core.models import SuppressedAddress

CHUNK = 500  # parameters of one query


def suppress(address: str, reason: str) -> None:
    """Remembers that an address gets no mail, for one of `SuppressedAddress.Reason`; twice does no harm.

    Raises:
        InvalidAddress: it is none.
    """
    SuppressedAddress.objects.bulk_create(
        [SuppressedAddress(digest=digests(address)[0], reason=reason)], ignore_conflicts=True
    )


def allow(address: str, reason: str | None = None) -> int:
    """Forgets one reason or all of them; returns how many there were.

    Raises:
        InvalidAddress: it is none.
    """
    found = SuppressedAddress.objects.filter(digest__in=digests(address))
    return (found.filter(reason=reason) if reason else found).delete()[0]


def reasons(address: str) -> list[SuppressedAddress]:
    """Returns what is remembered of an address, the oldest first.

    Raises:
        InvalidAddress: it is none.
    """
    return list(SuppressedAddress.objects.filter(digest__in=digests(address)).order_by("created_at"))


def stopped(addresses: Iterable[str], category: Category) -> set[str]:
    """Returns those of some addresses, all in normal form, that get no mail of this category."""
    by_digest: dict[str, set[str]] = defaultdict(set)
    for address in addresses:
        for one in digests(address):
            by_digest[one].add(address)
    known = list(by_digest)
    found: set[str] = set()
    for start in range(0, len(known), CHUNK):
        rows = SuppressedAddress.objects.filter(
            digest__in=known[start : start + CHUNK], reason__in=category.stopped_by
        )
        for one in rows.values_list("digest", flat=True):
            found |= by_digest[one]
    return found
