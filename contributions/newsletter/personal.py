"""What is kept of subscribers who have an account, found by the addresses they have shown to be theirs."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.db.models.functions import Lower

from contributions.newsletter import export as exporting
from contributions.newsletter import services
from contributions.newsletter.links import preferences_link
from contributions.newsletter.models import Subscriber
from hub.core.personal import PersonalData


def of_person(user) -> QuerySet[Subscriber]:
    """Returns the subscribers whose address an account has verified."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values(address=Lower("email"))
    return Subscriber.objects.annotate(address=Lower("email")).filter(address__in=addresses)


def context(user) -> dict[str, Any]:
    """Returns what `/me/` shows: each address with the link to its choice."""
    return {
        "subscriptions": [
            {
                "email": one.email,
                "wishes": services.described(one.wishes),
                "link": preferences_link(one),
                "has_left": one.left_at is not None,
            }
            for one in of_person(user).prefetch_related("technologies", "entries")
        ]
    }


def export(user) -> list[dict[str, Any]]:
    """Returns all there is of a person's subscriptions."""
    people = of_person(user).prefetch_related("technologies", "entries", "consents")
    return [exporting.of_subscriber(one) for one in people]


def erase(user) -> None:
    """Deletes a person's subscriptions; the record of what was agreed to stays without the address."""
    for one in of_person(user):
        services.forget(one, form="account deleted")


DATA = PersonalData(
    key="newsletter",
    label="Mail you get",
    template="contributions/newsletter/me.html",
    context=context,
    export=export,
    erase=erase,
    position=60,
)
