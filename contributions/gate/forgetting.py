"""What the gate forgets: whom it let through after two days, from which network something came after ninety."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from contributions.gate.models import Passage
from contributions.submissions.models import Submission

PASSAGES_LAST = timedelta(days=2)
SENDERS_LAST = timedelta(days=90)


def forget() -> int:
    """Deletes old passages and takes senders' digests off old submissions. Returns how many rows changed."""
    now = timezone.now()
    gone, _ = Passage.objects.filter(at__lt=now - PASSAGES_LAST).delete()
    old = Submission.objects.filter(created_at__lt=now - SENDERS_LAST).exclude(sender_digest="")
    return gone + old.update(sender_digest="")
