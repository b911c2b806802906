"""A row of the queue as a mail with its headers."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from hub.core.mail.categories import CATEGORIES
from hub.core.mail.returned import tags
from hub.core.models import OutgoingMail


def return_path(mail: OutgoingMail) -> str:
    """Returns where a mail comes back to if it cannot be delivered: an address that says which one it is.

    A provider has a return path of its own and tells by its webhook what came back.
    """
    own = "" if settings.MAIL_PROVIDER else tags.address(tags.BOUNCE, mail.pk)
    return own or settings.DEFAULT_FROM_EMAIL


def build(mail: OutgoingMail, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """Returns the mail as it leaves.

    Raises:
        BadHeaderError: a header has several lines; `message()` of what is returned raises it too.
    """
    headers = {**mail.headers, "Message-ID": mail.message_id, "From": settings.DEFAULT_FROM_EMAIL}
    if CATEGORIES[mail.category].automatic:
        headers["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday reply, please
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=return_path(mail),  # of the envelope; readers see the header
        to=[mail.recipient],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
        connection=connection,
    )
    message.attach_alternative(mail.html, "text/html")
    return message
