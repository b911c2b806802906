"""What becomes of mails whose worker died, and how soon what was sent is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from hub.core.mail.delivery import deliver, due
from hub.core.mail.outcome import FORGOTTEN, lost
from hub.core.models import MailReport, OutgoingMail

State = OutgoingMail.State
CONTENT_KEPT = timedelta(days=7)  # of a failed mail, to be tried again by hand
ADDRESS_KEPT = timedelta(days=90)
AT_ONCE = 500


def recover_lost() -> None:
    """Decides about the mails that a dead worker left in mid-sending, and has what is due delivered."""
    dead = OutgoingMail.objects.filter(state=State.SENDING, claimed_until__lt=timezone.now())
    for mail in dead.order_by("claimed_until")[:AT_ONCE]:
        lost(mail, "the worker ended while it was sending")
    if due().exists():
        deliver.enqueue()


def forget_old() -> None:
    """Forgets the content of ended mails after a week and the address after three months.

    A row with a key stays, without address and subject, so that its mail is never queued again.
    """
    now = timezone.now()
    ended = OutgoingMail.objects.exclude(state__in=[State.QUEUED, State.SENDING])
    ended.filter(changed_at__lt=now - CONTENT_KEPT).exclude(text="").update(**FORGOTTEN)
    old = ended.filter(changed_at__lt=now - ADDRESS_KEPT)
    MailReport.objects.filter(at__lt=now - ADDRESS_KEPT).delete()
    old.filter(key__isnull=True).delete()
    old.exclude(recipient="").update(recipient="", subject="", reply_to="", error="", **FORGOTTEN)
