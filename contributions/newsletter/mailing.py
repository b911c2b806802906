"""One mail to many subscribers: rendered once, with each reader's own links and the headers of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from contributions.newsletter.links import LISTS, preferences_link, unsubscribe_address, unsubscribe_link
from contributions.newsletter.models import Subscriber
from hub.core.addresses import absolute_url
from hub.core.mail import CATEGORIES, Content, Recipient, render_mail, send_each
from hub.core.mail.identity import Identity

# Addresses that stand in a rendered mail until each recipient's own take their place.
STOP, CHOICE = "https://stop.invalid/HUBSTOPLINK", "https://choice.invalid/HUBCHOICELINK"
STOP_BY_MAIL = "HUBSTOPADDRESS@stop.invalid"
WHY = {
    "alerts": "You get this because you asked to be told when entries change.",
    "letters": "You get this because you asked for the editor's letter.",
}


def render(template: str, context: dict, *, list_: str, who: Identity | None = None) -> Content:
    """Returns a mail of one of LISTS; its template may link to `choice`.

    Arguments:
        who: writes it; for those who render many.
    """
    context = {**context, "choice": CHOICE}
    return render_mail(
        template, context, category=CATEGORIES["letters"], stop_url=STOP, why=WHY[list_], who=who
    )


def queue(
    content: Content,
    readers: Iterable[Subscriber],
    *,
    list_: str,
    key: Callable[[Subscriber], str],
    source: str = "",
) -> None:
    """Puts a rendered mail into the queue for some subscribers; as `queue_each`."""
    queue_each(((content, one) for one in readers), list_=list_, key=key, source=source)


def queue_each(
    written: Iterable[tuple[Content, Subscriber]],
    *,
    list_: str,
    key: Callable[[Subscriber], str],
    source: str = "",
) -> None:
    """Puts a mail into the queue for each of some subscribers.

    Arguments:
        key: under which a reader's mail is queued once and never again.
        source: what is noted of who leaves by this mail.
    """
    mails = [
        (
            content,
            Recipient(
                one.email,
                key=key(one),
                personal={
                    STOP: unsubscribe_link(one, list_, source),
                    CHOICE: preferences_link(one, source),
                    STOP_BY_MAIL: unsubscribe_address(one, list_),
                },
            ),
        )
        for content, one in written
    ]
    send_each(mails, category="letters", headers=list_headers(list_))


def list_headers(list_: str) -> dict[str, str]:
    """Returns the headers of RFC 2919, RFC 2369 and RFC 8058 for one of LISTS, with STOP as the address.

    By them mail programs know a list, and let their user leave it with one click or by a mail.
    """
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    by_mail = f", <mailto:{STOP_BY_MAIL}?subject=unsubscribe>" if settings.MAIL_BOUNCE_ADDRESS else ""
    archive = {"List-Archive": f"<{absolute_url(reverse('contributions:letters'))}>"}
    return {
        **(archive if list_ == "letters" else {}),
        "List-Id": f"{LISTS[list_].capitalize()} <{list_}.{host}>",
        "List-Unsubscribe": f"<{STOP}>{by_mail}",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }
