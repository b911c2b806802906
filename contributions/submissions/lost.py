"""Lost links, sent again to the address they belong to; whether there are any is told to nobody else."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from contributions.submissions.links import mailed_link
from contributions.submissions.models import Submission
from contributions.submissions.notifications import called
from contributions.submissions.states import ENDED, State
from hub.core.mail import InvalidAddress, send
from hub.core.mail.addresses import digests
from hub.core.models import OutgoingMail

RECENT = timedelta(days=90)  # so long after its end a submission is still listed
ONCE_IN = timedelta(hours=1)
ONCE_IN_UNCONFIRMED = timedelta(days=1)  # where the address may be a stranger's
AT_MOST = 50  # links in a mail, the newest


def of_address(email: str) -> QuerySet[Submission]:
    """Returns what was sent with an address and is open, or ended lately, newest first.

    Spam waits for ever, as far as its sender knows.
    """
    ended = [state for state in ENDED if state != State.SPAM]
    recent = Q(state_since__gte=timezone.now() - RECENT)
    return (
        Submission.objects.filter(recent | ~Q(state__in=ended), email__iexact=email)
        .exclude(email="")
        .order_by("-created_at", "-pk")
    )


def ask_for_links(email: str) -> None:
    """Has all links of an address mailed to it, soon; the same is done where there are none.

    Arguments:
        email: as anybody typed it. It is stored nowhere.
    """
    send_lost_links.enqueue(list(of_address(email).values_list("pk", flat=True)[:AT_MOST]))


@task()
def send_lost_links(keys: list[int]) -> None:
    """Mails the links of some submissions of one address in one mail, unless it got them a short while ago."""
    found = list(Submission.objects.filter(pk__in=keys).exclude(email="").order_by("-created_at", "-pk"))
    if not found:
        return
    with suppress(InvalidAddress):
        start = f"submission-links:{digests(found[0].email)[0]}:"
        is_known = any(one.email_confirmed_at for one in found)
        since = timezone.now() - (ONCE_IN if is_known else ONCE_IN_UNCONFIRMED)
        if OutgoingMail.objects.filter(key__startswith=start, created_at__gt=since).exists():
            return
        listed = [{"what": called(one), "link": mailed_link(one), "at": one.created_at} for one in found]
        key = f"{start}{timezone.now():%Y%m%d%H}"
        send("submission-links", found[0].email, {"submissions": listed}, category="status", key=key)
