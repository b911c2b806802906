"""The signed links of subscriptions. Whoever has one may do what it is for, without an account."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from contributions.newsletter.models import Subscriber
from contributions.newsletter.wishes import Wishes
from hub.core.addresses import absolute_url
from hub.core.tokens import BadToken, sign, unsign

CONFIRMABLE = timedelta(days=7)
LISTS = {"letters": "the editor's letter", "alerts": "mail about changes"}


@dataclass(frozen=True)
class Request:
    """What somebody asked for with an address that nobody has confirmed yet; stored nowhere.

    Arguments:
        id: random; a link works once.
        email: in normal form.
        form: where it was asked for, such as `footer` or `entry PY-007`.
        wording: the version of the words agreed to, a key of `consent.WORDINGS`.
    """

    id: str
    email: str
    wishes: Wishes
    form: str
    wording: str
    asked_at: datetime


def confirm_link(email: str, wishes: Wishes, *, form: str, wording: str) -> str:
    """Returns the address that the mail to an unconfirmed address carries."""
    packed = {
        "i": secrets.token_hex(8),
        "m": email,
        "w": wishes.packed(),
        "f": form[:80],
        "v": wording,
        "a": int(timezone.now().timestamp()),
    }
    return _absolute("newsletter_confirm", sign("newsletter.confirm", packed))


def request_of(token: str) -> Request:
    """Returns what a confirming link asks for.

    Raises:
        BadToken: not ours, or older than a week.
    """
    packed = unsign("newsletter.confirm", token, CONFIRMABLE)
    return Request(
        id=packed["i"],
        email=packed["m"],
        wishes=Wishes.unpacked(packed["w"]),
        form=packed["f"],
        wording=packed["v"],
        asked_at=datetime.fromtimestamp(packed["a"], tz=timezone.get_current_timezone()),
    )


def preferences_link(subscriber: Subscriber) -> str:
    return _absolute("newsletter_preferences", sign("newsletter.preferences", subscriber.pk))


def unsubscribe_link(subscriber: Subscriber, list_: str) -> str:
    """Returns the address that ends one of LISTS, by a button or by RFC 8058's one click."""
    return _absolute("newsletter_unsubscribe", sign("newsletter.unsubscribe", [subscriber.pk, list_]))


def subscriber_of(token: str) -> Subscriber:
    """Returns whose preferences a link opens.

    Raises:
        BadToken: not ours, or its subscriber is deleted.
    """
    return _stored(unsign("newsletter.preferences", token))


def leaving(token: str) -> tuple[Subscriber, str]:
    """Returns who leaves which of LISTS.

    Raises:
        BadToken: not ours, or its subscriber is deleted.
    """
    pk, list_ = unsign("newsletter.unsubscribe", token)
    return _stored(pk), list_


def _stored(pk: int) -> Subscriber:
    subscriber = Subscriber.objects.filter(pk=pk).first()
    if subscriber is None:
        raise BadToken("deleted")
    return subscriber


def _absolute(name: str, token: str) -> str:
    return absolute_url(reverse(f"contributions:{name}", args=[token]))
