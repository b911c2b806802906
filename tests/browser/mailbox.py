"""Reads what came to somebody by SMTP."""

from __future__ import annotations

from email import message_from_bytes, policy

from hub.core.mail.delivery import deliver_due
from tests.core.mail.servers import Inbox


def newest_to(inbox: Inbox, address: str) -> tuple[str, str]:
    """Delivers what is queued and returns subject and text of the newest mail to an address."""
    deliver_due()
    newest = [content for recipient, content in inbox.taken if recipient == address][-1]
    message = message_from_bytes(newest, policy=policy.default)
    return message["Subject"].strip(), message.get_body(("plain",)).get_content()
