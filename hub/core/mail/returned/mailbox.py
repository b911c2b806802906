"""Reads the mailbox that undeliverable mail comes back to, over IMAP or POP3; it should hold nothing else.

What was understood is deleted. On an IMAP server the rest stays, marked as read, for somebody to look at; POP3
has no such mark, so there it is deleted too. Whatever stops in the middle is read again, and counts once.
"""

from __future__ import annotations

import imaplib
import logging
import poplib
import ssl
from collections import Counter
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from hub.core.mail.returned.handling import MOST_BYTES, Taken, take

logger = logging.getLogger(__name__)

MOST = 500  # mails of one visit; the rest has its turn at the next
_UNDERSTOOD = {Taken.HARD, Taken.SOFT, Taken.COMPLAINT, Taken.LEFT, Taken.NOTHING}


class MailboxError(RuntimeError):
    """The mailbox cannot be read; the message says why, without the password."""


def read_soon() -> None:
    """Has the mailbox read by the background worker, unless there is none or it is about to be."""
    if not settings.MAIL_BOUNCE_MAILBOX:
        return
    waiting = DBTaskResult.objects.filter(task_path=read_mailbox.module_path)
    if not waiting.ready().exists():
        read_mailbox.enqueue()


@task()
def read_mailbox() -> None:
    """Reads what has come, once."""
    collect(settings.MAIL_BOUNCE_MAILBOX)


def collect(url: str) -> Counter[Taken]:
    """Reads a mailbox; returns how many mails were taken as what.

    Arguments:
        url: `imaps://USER:PASSWORD@HOST:PORT/FOLDER`, `pop3s://…`; `imap+tls://` and `pop3+tls://` begin in
            clear text and change to TLS.
    Raises:
        MailboxError: the server is away, refuses the password, or has no such folder.
    """
    parts = urlsplit(url)
    try:
        return _imap(parts) if parts.scheme.startswith("imap") else _pop(parts)
    except (OSError, imaplib.IMAP4.error, poplib.error_proto) as error:
        raise MailboxError(f"{parts.hostname}: {type(error).__name__}: {error}") from None


def _imap(parts: SplitResult) -> Counter[Taken]:
    host, timeout = parts.hostname or "", settings.EMAIL_TIMEOUT
    server: imaplib.IMAP4
    if parts.scheme == "imaps":
        server = imaplib.IMAP4_SSL(
            host, parts.port or 993, timeout=timeout, ssl_context=ssl.create_default_context()
        )
    else:
        server = imaplib.IMAP4(host, parts.port or 143, timeout=timeout)
    taken: Counter[Taken] = Counter()
    with server:
        if parts.scheme == "imap+tls":
            server.starttls(ssl.create_default_context())
        server.login(unquote(parts.username or ""), unquote(parts.password or ""))
        folder = unquote(parts.path.strip("/")) or "INBOX"
        answer, _ = server.select(f'"{folder}"')
        if answer != "OK":
            raise MailboxError(f"{host}: the folder {folder} cannot be opened.")
        _, found = server.uid("SEARCH", "UNSEEN", "UNDELETED")
        for uid in (found[0] or b"").split()[:MOST]:
            _, answer_parts = server.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
            raw = next((part[1] for part in answer_parts if isinstance(part, tuple)), None)
            if raw is None:
                continue
            result = take(raw)
            taken[result] += 1
            flag = r"(\Deleted)" if result in _UNDERSTOOD else r"(\Seen)"
            server.uid("STORE", uid.decode(), "+FLAGS", flag)
        server.expunge()
    return taken


def _pop(parts: SplitResult) -> Counter[Taken]:
    host, timeout = parts.hostname or "", settings.EMAIL_TIMEOUT
    server: poplib.POP3
    if parts.scheme == "pop3s":
        server = poplib.POP3_SSL(
            host, parts.port or 995, timeout=timeout, context=ssl.create_default_context()
        )
    else:
        server = poplib.POP3(host, parts.port or 110, timeout=timeout)
    taken: Counter[Taken] = Counter()
    try:
        if parts.scheme == "pop3+tls":
            server.stls(ssl.create_default_context())
        server.user(unquote(parts.username or ""))
        server.pass_(unquote(parts.password or ""))
        number, _ = server.stat()
        for position in range(1, min(number, MOST) + 1):
            _, lines, _ = server.retr(position)
            taken[take(b"\r\n".join(lines))] += 1
            server.dele(position)
        server.quit()  # only now is anything deleted
    finally:
        server.close()
    return taken
