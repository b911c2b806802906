"""Prints mail for people to read: who, what about, and the plain text."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as DjangoBackend

HEADERS = ("From", "To", "Reply-To", "Subject", "List-Unsubscribe")


class EmailBackend(DjangoBackend):
    """Django's, without the HTML and with every letter as it is."""

    def write_message(self, message: EmailMessage) -> None:
        given = {
            "From": message.from_email,
            "To": ", ".join(message.to),
            "Reply-To": ", ".join(message.reply_to),
            "Subject": message.subject,
            **message.extra_headers,
        }
        lines = [f"{name}: {given[name]}" for name in HEADERS if given.get(name)]
        rule = "=" * 76
        self.stream.write("\n".join([rule, *lines, "", message.body.rstrip(), rule, ""]))
