"""Mail that packages of others send by themselves, such as Wagtail's about reviews, goes into the queue too.

`settings.EMAIL_BACKEND` names this, so that whoever calls Django's functions for mail comes here; the queue
itself delivers by `settings.MAIL_BACKEND`. The text is taken and set in the site's own template.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.safestring import SafeString, mark_safe

from hub.core.mail.addresses import InvalidAddress
from hub.core.mail.escaping import MOST_CHARACTERS, escape_markdown, readable, url
from hub.core.mail.sending import send

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


class EmailBackend(BaseEmailBackend):
    """Queues what it is given; the background worker delivers it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Returns how many mails have an address that mail can be sent to."""
        return sum([self._queued(message) for message in email_messages])

    def _queued(self, message: EmailMessage) -> bool:
        context = {"subject": message.subject, "body": as_markdown(str(message.body))}
        number = 0
        for address in message.recipients():
            try:
                send("notice", _bare(address), context, category="digest")
            except InvalidAddress:
                if not self.fail_silently:
                    raise
            else:
                number += 1
        return bool(number)


def as_markdown(text: str) -> SafeString:
    """Returns a plain text as Markdown that shows it: its paragraphs and lines, and addresses of this site as
    links; those of others stay words."""
    paragraphs = re.split(r"\n\s*\n", readable(text)[:MOST_CHARACTERS].strip())
    shown = ["  \n".join(_line(line) for line in one.splitlines() if line.strip()) for one in paragraphs]
    return mark_safe("\n\n".join(filter(None, shown)))


def _line(line: str) -> str:
    parts, at = [], 0
    for found in _ADDRESS.finditer(line):
        address = found[0]
        if address == settings.SITE_URL or address.startswith(f"{settings.SITE_URL}/"):
            parts += [escape_markdown(line[at : found.start()]), f"<{url(address)}>"]
            at = found.end()
    parts.append(escape_markdown(line[at:]))
    return " ".join(filter(None, parts))


def _bare(address: str) -> str:
    """`Ada <ada@example.com>` without the name."""
    name, _, rest = address.rpartition("<")
    return rest.rstrip("> ") if name or address.startswith("<") else address
