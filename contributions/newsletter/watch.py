"""How many addresses are asked whether they subscribe: limits for one mail domain, and an alarm about a flood.

Counted are the confirming mails in the queue, of which an address gets one a day at most.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from hub.core.addresses import absolute_url
from hub.core.mail import send
from hub.core.models import OutgoingMail

ASKED = "newsletter-confirm:"  # with which the keys of confirming mails begin
HOUR = timedelta(hours=1)
COMPARED_WITH = timedelta(days=14)
AT_LEAST = 30  # in an hour; fewer are no flood on any site
TIMES = 8  # as many as usual
QUIET = timedelta(hours=12)  # between two alarms


def is_full(domain: str) -> bool:
    """Says whether so many addresses of a mail domain were entered within an hour that no more are written to."""
    lately = _asked(timezone.now() - HOUR).filter(recipient__endswith=f"@{domain}")
    return lately.count() >= settings.GATE_AN_HOUR["domain"]


@transaction.atomic
def alert(now: datetime | None = None) -> int:
    """Writes to the administrators when far more people subscribe than usual; returns to how many.

    Usual is the mean of the two weeks before; after an alarm there is none for QUIET, whatever comes.
    """
    now = now or timezone.now()
    lately = _asked(now - HOUR).filter(created_at__lte=now).count()
    if lately < AT_LEAST:
        return 0
    before = _asked(now - COMPARED_WITH).filter(created_at__lte=now - HOUR).count()
    usual = before / (COMPARED_WITH / HOUR)
    if lately < usual * TIMES:
        return 0
    alarms = OutgoingMail.objects.filter(key__startswith="newsletter-spike:", created_at__gt=now - QUIET)
    if alarms.exists():
        return 0
    people = list(get_user_model().objects.filter(is_superuser=True, is_active=True).exclude(email=""))
    context = {
        "number": lately,
        "usual": f"{usual:.1f}",
        "hours": int(QUIET / HOUR),
        "log": absolute_url(reverse("mail_log")),
    }
    for person in people:
        key = f"newsletter-spike:{int(now.timestamp() // QUIET.total_seconds())}:{person.pk}"
        send("newsletter-spike", person.email, context, category="digest", key=key)
    return len(people)


def _asked(since: datetime) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(key__startswith=ASKED, created_at__gt=since).order_by()
