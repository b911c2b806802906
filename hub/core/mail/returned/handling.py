"""What is done about a mail that came back: it is noted, and an address that cannot get mail gets none."""

from __future__ import annotations

import logging
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum
from itertools import chain

from django.db import transaction
from django.db.models import Count, Max, Min
from django.dispatch import Signal
from django.utils import timezone

from hub.core.mail.addresses import InvalidAddress, digests
from hub.core.mail.outcome import FORGOTTEN
from hub.core.mail.returned import reports, tags
from hub.core.mail.suppression import suppress
from hub.core.models import MailReport, OutgoingMail, SuppressedAddress

logger = logging.getLogger(__name__)

# Mail that comes back for a full mailbox or a server out of order is sent again next time, up to this often.
SOFT_LIMIT, SOFT_WITHIN, SOFT_OVER = 5, timedelta(days=60), timedelta(days=7)
MOST_BYTES = 512 * 1024  # of one mail; what is behind is its attachment
RECIPIENT_HEADERS = ("Delivered-To", "X-Original-To", "X-Delivered-To", "Envelope-To", "X-Envelope-To", "To",
                     "X-Forwarded-To", "Cc", "Apparently-To", "Original-Recipient")  # fmt: skip

# Sent with `value` when somebody writes to an address made by `tags.address(tags.LEAVE, value)`.
leave_asked = Signal()

State, Kind, Reason = OutgoingMail.State, MailReport.Kind, SuppressedAddress.Reason


class Taken(StrEnum):
    """What was made of a mail."""

    HARD = "hard"
    SOFT = "soft"
    COMPLAINT = "complaint"
    LEFT = "left"
    NOTHING = "nothing"  # ours, but no report: a holiday reply
    UNSIGNED = "unsigned"  # names no mail of ours; forged, or for a person


def take(raw: bytes) -> Taken:
    """Takes a mail as it arrived; whatever it is, it is answered by a `Taken` and by no error.

    A report counts for the one mail whose signed address it names: that it came to, else the return path in
    what it quotes. Twice is once.
    """
    message = message_from_bytes(raw[:MOST_BYTES], policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - for the type checker
    to = _recipients(message)
    for one in tags.find(to):
        if one.purpose == tags.LEAVE:
            leave_asked.send(sender=None, value=one.value)
            return Taken.LEFT
    everything = raw[:MOST_BYTES].decode("latin-1").replace("=\r\n", "").replace("=\n", "")
    tag = next(
        (one for one in chain(tags.find(to), tags.find(everything)) if one.purpose == tags.BOUNCE), None
    )
    if tag is None:
        return Taken.UNSIGNED
    try:
        report = reports.read(message)
    except Exception:  # a mail may be broken in any way there is
        logger.warning("A mail that came back could not be read.", exc_info=True)
        report = None
    if report is None:
        return Taken.NOTHING
    mail = OutgoingMail.objects.filter(pk=int(tag.value)).first() if tag.value.isdigit() else None
    if mail is not None and mail.recipient:
        note(report, mail.recipient, mail=mail)
    return Taken(report.kind)


def note(report: reports.Report, address: str, *, mail: OutgoingMail | None, event: str = "") -> bool:
    """Notes a report and does what follows from it; says whether it was new.

    Arguments:
        address: of who did not get the mail, or complained.
        event: the provider's name for what it reports, where no mail of ours is known.
    """
    try:
        digest = digests(address)[0]
    except InvalidAddress:
        return False
    key = (
        f"{report.kind}:mail:{mail.pk}"
        if mail
        else f"{report.kind}:{event or timezone.now().date()}:{digest}"
    )
    with transaction.atomic():
        _, new = MailReport.objects.get_or_create(
            key=key[:200],
            defaults={
                "mail": mail,
                "digest": digest,
                "kind": report.kind,
                "status": report.status[:12],
                "said": report.said[: reports.MOST_SAID].replace("\x00", ""),
            },
        )
        if mail is not None and report.kind != Kind.COMPLAINT:
            _mark_returned(mail, report)
        if report.kind == Kind.HARD:
            suppress(address, Reason.BOUNCE)
        elif report.kind == Kind.COMPLAINT:
            suppress(address, Reason.COMPLAINT)
        elif _comes_back_always(address):
            suppress(address, Reason.REFUSES)
    return new


def _mark_returned(mail: OutgoingMail, report: reports.Report) -> None:
    """What a server took and gave back was not delivered; one that waits or is being sent stays what it is."""
    OutgoingMail.objects.filter(pk=mail.pk, state__in=[State.SENT, State.UNKNOWN]).update(
        state=State.RETURNED,
        error=f"{report.status} {report.said}".strip()[:500].replace("\x00", ""),
        changed_at=timezone.now(),
        **FORGOTTEN,
    )


def _comes_back_always(address: str) -> bool:
    """Several mails over more than a few days came back: not an outage, but nobody who reads."""
    soft = MailReport.objects.filter(
        digest__in=digests(address), kind=Kind.SOFT, at__gt=timezone.now() - SOFT_WITHIN
    ).aggregate(number=Count("pk"), first=Min("at"), last=Max("at"))
    return soft["number"] >= SOFT_LIMIT and soft["last"] - soft["first"] >= SOFT_OVER


def _recipients(message: EmailMessage) -> str:
    """Returns where a mail was sent to, the innermost delivery first."""
    found = [text for name in RECIPIENT_HEADERS for text in _raw(message, name)]
    return " ".join(found)


def _raw(message: EmailMessage, name: str) -> list[str]:
    """Returns headers as they stand there: the parser refuses some that servers really send."""
    return [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
