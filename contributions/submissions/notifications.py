"""What contributors hear by mail, when it is decided and when somebody writes to them. Of spam they hear nothing.

An address nobody has confirmed may be a stranger's. It gets the mail with the link, and of everything decided
at most one mail a day, and none repeats what nobody has read yet: nobody writes to others through us.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from contributions.submissions.links import mailed_link
from contributions.submissions.models import Decision, Message, Submission
from contributions.submissions.states import DESK, Action
from hub.core.addresses import page_url
from hub.core.mail import InvalidAddress, send
from hub.core.mail.addresses import digests

TEMPLATES: dict[str, str] = {
    Action.SUBMIT: "submission-received",
    Action.REQUEST_CHANGES: "submission-changes-requested",
    Action.ACCEPT: "submission-accepted",
    Action.PUBLISH: "submission-published",
    Action.MERGE: "submission-merged",
    Action.DECLINE: "submission-declined",
}
FIRST_A_DAY = 5  # mails with a link to an address that is not confirmed
MOST_OF_TITLE = 80  # characters


def tell_decision(sender, *, submission: Submission, decision: Decision, **kwargs) -> None:
    """Mails what was decided, if it is something for its contributor."""
    template = TEMPLATES.get(decision.action)
    if template is None or not submission.email:
        return
    key = f"submission:{submission.pk}:{decision.pk}"
    with suppress(InvalidAddress):
        if not submission.email_confirmed_at:
            if decision.action == Action.SUBMIT:
                if _sent_lately(submission) >= FIRST_A_DAY:
                    return
            else:
                key = f"submission:{digests(submission.email)[0]}:{timezone.now():%Y%m%d}"
        _send(template, submission, key, reason=decision.reason, entry=_entry(submission))


def tell_message(sender, *, submission: Submission, message: Message, **kwargs) -> None:
    """Mails what the desk wrote, to a confirmed address."""
    if message.role in DESK and submission.email and submission.email_confirmed_at:
        with suppress(InvalidAddress):
            key = f"submission:{submission.pk}:said:{message.pk}"
            _send("submission-message", submission, key, text=message.text)


def called(submission: Submission) -> str:
    """Returns how a mail names a submission: by its title to who sent it, by its number to an unknown address."""
    if not submission.email_confirmed_at:
        return f"what you sent ({submission.reference})"
    return f"“{Truncator(submission.title).chars(MOST_OF_TITLE)}”"


def _send(template: str, submission: Submission, key: str, **context: Any) -> None:
    context |= {
        "what": called(submission),
        "link": mailed_link(submission),
        "is_confirmed": bool(submission.email_confirmed_at),
        "is_correction": submission.is_correction,
    }
    send(template, submission.email, context, category="status", key=key)


def _sent_lately(submission: Submission) -> int:
    """How often a link was mailed to this unconfirmed address within a day."""
    return Submission.objects.filter(
        email__iexact=submission.email,
        email_confirmed_at=None,
        created_at__gt=timezone.now() - timedelta(days=1),
        pk__lt=submission.pk,
    ).count()


def _entry(submission: Submission) -> dict[str, str]:
    """What a mail says about the entry it became part of; without an address while it is not public."""
    entry = submission.entry
    if entry is None:
        return {"code": "", "name": "", "url": ""}
    return {
        "code": entry.code or "another entry",
        "name": " ".join(filter(None, (entry.code, entry.title))),
        "url": page_url(entry) if entry.live else "",
    }
