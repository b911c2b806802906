"""Subscribers, made the way people become some."""

from contributions.newsletter import links, services
from contributions.newsletter.models import Subscriber
from contributions.newsletter.wishes import Wishes
from hub.core.models import OutgoingMail


def subscriber(email: str = "reader@example.org", **wishes) -> Subscriber:
    """Returns a confirmed subscriber; of the letter, unless told otherwise."""
    request = requested(email, Wishes(**(wishes or {"letters": True})))
    return services.confirm(request)


def requested(email: str, wishes: Wishes, *, form: str = "footer", wording: str = "2026-11") -> links.Request:
    """Returns what the link in the mail to an address asks for."""
    return links.request_of(token(links.confirm_link(email, wishes, form=form, wording=wording)))


def token(link: str) -> str:
    """Returns the signed value in a link."""
    return link.rstrip("/").rpartition("/")[2]


def queued(address: str) -> list[OutgoingMail]:
    """Returns the mails that wait for an address."""
    return list(OutgoingMail.objects.filter(recipient=address).order_by("pk"))
