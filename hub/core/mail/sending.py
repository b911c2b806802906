"""Puts mail into the queue, within the caller's transaction: what is rolled back is never sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail.message import forbid_multi_line_headers
from django.db import transaction

from hub.core.mail.addresses import normalise
from hub.core.mail.categories import CATEGORIES
from hub.core.mail.delivery import deliver
from hub.core.mail.rendering import Content, render_mail
from hub.core.mail.suppression import stopped
from hub.core.models import OutgoingMail

ROWS = 500  # of one insert
OURS = frozenset({"from", "to", "cc", "bcc", "subject", "date", "message-id", "sender", "return-path", "reply-to",
                  "auto-submitted", "content-type", "content-transfer-encoding", "mime-version", "received"})  # fmt: skip


@dataclass(frozen=True)
class Recipient:
    """One of many who get the same mail.

    Arguments:
        address: in any spelling.
        key: under which this mail is never queued twice.
        personal: what differs between recipients: placeholders by their values.
    """

    address: str
    key: str | None = None
    personal: Mapping[str, str] = field(default_factory=dict)


def send(
    template: str,
    to: str,
    context: dict,
    *,
    category: str,
    key: str | None = None,
    reply_to: str | None = None,
    headers: Mapping[str, str] | None = None,
    language: str | None = None,
    stop_url: str = "",
    why: str = "",
) -> None:
    """Queues a mail, which a background task delivers after the transaction is committed.

    Arguments:
        template: `NAME` of `templates/mail/NAME.md`; `context` is what it prints. Values are escaped.
        to: one address in any spelling.
        category: a name from `CATEGORIES`.
        key: a mail with a key that was queued before is left out silently.
        reply_to: where answers go, if not to the sender.
        headers: further ones, such as List-Unsubscribe.
        language, stop_url, why: as for `render_mail`.
    Raises:
        InvalidAddress: no mail can be sent to `to` or `reply_to`.
        BadHeaderError, ValueError: a header with several lines, or one that is ours to set.
        LookupError, TemplateSyntaxError, UnsafeLink: as for `render_source`.
    """
    kind = CATEGORIES[category]
    content = render_mail(template, context, category=kind, language=language, stop_url=stop_url, why=why)
    send_many(content, [Recipient(to, key)], category=category, reply_to=reply_to, headers=headers)


def send_many(
    content: Content,
    recipients: Iterable[Recipient],
    *,
    category: str,
    reply_to: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Queues one mail, rendered once with `render_mail`, for many; as `send_each`."""
    send_each(((content, one) for one in recipients), category=category, reply_to=reply_to, headers=headers)


def send_each(
    written: Iterable[tuple[Content, Recipient]],
    *,
    category: str,
    reply_to: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Queues a mail for each of many. A statement holds up to ROWS of them, on SQLite as many as its parameters
    allow.

    Each recipient's placeholders are replaced in text, HTML and the values of headers. A placeholder should
    be a word that cannot occur otherwise, and its value the address of a link.

    Raises:
        as `send`; then nothing is queued.
    """
    kind = CATEGORIES[category]
    given = _checked(headers or {})
    answer = normalise(reply_to) if reply_to else ""
    people = {(one.key, normalise(one.address)): (content, one) for content, one in written}
    refused = stopped({address for _, address in people}, kind)
    mails = []
    for (key, address), (content, one) in people.items():
        mail = OutgoingMail(
            key=key, category=category, recipient=address, reply_to=answer, message_id=_message_id()
        )
        if address in refused:
            mail.state = OutgoingMail.State.SUPPRESSED
        else:
            mail.subject = content.subject
            mail.text = _filled(content.text, one.personal)
            mail.html = _filled(content.html, one.personal)
            mail.headers = _checked({name: _filled(text, one.personal) for name, text in given.items()})
        mails.append(mail)
    OutgoingMail.objects.bulk_create(mails, batch_size=ROWS, ignore_conflicts=True)
    transaction.on_commit(deliver.enqueue, robust=True)  # a job asks again each minute


def _filled(text: str, personal: Mapping[str, str]) -> str:
    for placeholder, value in personal.items():
        text = text.replace(placeholder, value)
    return text


def _checked(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if name.lower() in OURS or not name.replace("-", "").isalnum() or not name.isascii():
            raise ValueError(f"The header {name!r} is not the caller's to set.")
        forbid_multi_line_headers(name, value, "utf-8")
    return dict(headers)


def _message_id() -> str:
    """The same for each attempt, so that mailboxes recognise a mail that arrives twice."""
    host = (urlsplit(settings.SITE_URL).hostname or "localhost").encode("idna").decode("ascii")
    return f"<{secrets.token_hex(16)}@{host}>"
