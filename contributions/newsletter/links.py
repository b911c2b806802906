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
from hub.core.mail.returned import tags
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


def preferences_link(subscriber: Subscriber, source: str = "") -> str:
    """Returns the address of a subscriber's choice.

    Arguments:
        source: the mail it stands in, such as `letter 12`, for the record of who left by which.
    """
    value = [subscriber.pk, source] if source else subscriber.pk
    return _absolute("newsletter_preferences", sign("newsletter.preferences", value))


def unsubscribe_link(subscriber: Subscriber, list_: str, source: str = "") -> str:
    """Returns the address that ends one of LISTS, by a button or by RFC 8058's one click."""
    value = [subscriber.pk, list_, *([source] if source else [])]
    return _absolute("newsletter_unsubscribe", sign("newsletter.unsubscribe", value))


def unsubscribe_address(subscriber: Subscriber, list_: str) -> str:
    """Returns the mail address to which an empty mail ends one of LISTS, nothing where no mail can arrive."""
    return tags.address(tags.LEAVE, f"{subscriber.pk}-{list_}")


def subscriber_of(token: str) -> tuple[Subscriber, str]:
    """Returns whose preferences a link opens, and in which mail it stood.

    Raises:
        BadToken: not ours, or its subscriber is deleted.
    """
    value = unsign("newsletter.preferences", token)
    pk, source = value if isinstance(value, list) else (value, "")
    return _stored(pk), source


def leaving(token: str) -> tuple[Subscriber, str, str]:
    """Returns who leaves which of LISTS, and in which mail the link stood.

    Raises:
        BadToken: not ours, or its subscriber is deleted.
    """
    pk, list_, *source = unsign("newsletter.unsubscribe", token)
    return _stored(pk), list_, source[0] if source else ""


def leaving_by_mail(value: str) -> tuple[Subscriber, str] | None:
    """Returns who leaves which of LISTS by an `unsubscribe_address`, nothing where they are deleted."""
    pk, _, list_ = value.partition("-")
    subscriber = Subscriber.objects.filter(pk=int(pk)).first() if pk.isdigit() else None
    return (subscriber, list_) if subscriber is not None else None


def _stored(pk: int) -> Subscriber:
    subscriber = Subscriber.objects.filter(pk=pk).first()
    if subscriber is None:
        raise BadToken("deleted")
    return subscriber


def _absolute(name: str, token: str) -> str:
    return absolute_url(reverse(f"contributions:{name}", args=[token]))
