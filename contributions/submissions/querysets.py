"""Which submissions somebody may see, and which wait for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from contributions.submissions.states import State

LIKELY_SPAM = 0.5  # a spam score from which a submission is kept apart, until somebody looks
SUSPECTED = Q(state=State.RECEIVED, spam_score__gte=LIKELY_SPAM)
WAITS = Q(state=State.CLAIMED) | Q(state=State.RECEIVED, spam_score__lt=LIKELY_SPAM)

if TYPE_CHECKING:
    from contributions.submissions.models import Submission


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """The rules of visibility and waiting."""

    def queued(self) -> SubmissionQuerySet:
        """Those that wait for the desk, oldest first; what looks like spam waits apart, in nobody's way."""
        return self.filter(WAITS).order_by("created_at", "pk")

    def suspected(self) -> SubmissionQuerySet:
        """Those that look like spam and that nobody has taken yet, oldest first."""
        return self.filter(SUSPECTED).order_by("created_at", "pk")

    def unclaimed(self) -> SubmissionQuerySet:
        """Queued ones nobody holds at the moment."""
        return self.queued().filter(
            Q(state=State.RECEIVED) | Q(claimed_until__isnull=True) | Q(claimed_until__lte=timezone.now())
        )

    def held_by(self, user) -> SubmissionQuerySet:
        return self.filter(state=State.CLAIMED, claimed_by=user, claimed_until__gt=timezone.now())

    def expired_claims(self) -> SubmissionQuerySet:
        return self.filter(state=State.CLAIMED, claimed_until__lte=timezone.now())

    def of_person(self, user) -> SubmissionQuerySet:
        """What a signed-in person sent, newest first."""
        return self.filter(contributor=user).order_by("-created_at", "-pk")

    def waiting_for_entries(self, entry_ids: Iterable[int]) -> SubmissionQuerySet:
        """Accepted ones that become public with the next publish of some entries."""
        return self.filter(state=State.ACCEPTED, entry_id__in=entry_ids)

    def ahead_of(self, submission: Submission) -> SubmissionQuerySet:
        """Queued ones that were sent before it."""
        return self.queued().filter(
            Q(created_at__lt=submission.created_at)
            | Q(created_at=submission.created_at, pk__lt=submission.pk)
        )

    def behind(self, submission: Submission) -> SubmissionQuerySet:
        """Queued ones that were sent after it."""
        return self.queued().filter(
            Q(created_at__gt=submission.created_at)
            | Q(created_at=submission.created_at, pk__gt=submission.pk)
        )

    def pending_like(self, kind: str) -> SubmissionQuerySet:
        """What is under way and may ask the same as somebody is writing; never spam."""
        return self.filter(
            kind=kind,
            corrected_code="",
            state__in=(State.RECEIVED, State.CLAIMED, State.CHANGES_REQUESTED, State.ACCEPTED),
        )

    def decided_lately(self, days: int = 90) -> SubmissionQuerySet:
        """Those that were accepted, merged or declined in the last days."""
        return self.filter(
            state__in=(State.ACCEPTED, State.PUBLISHED, State.MERGED, State.DECLINED),
            decisions__at__gte=timezone.now() - timedelta(days=days),
        ).distinct()
