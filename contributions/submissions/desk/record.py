"""What is known of who sent a submission: what else they sent, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from contributions.submissions.models import Submission
from contributions.submissions.states import State


@dataclass(frozen=True)
class Record:
    """How many submissions of one person there are; none is counted of somebody who proved nothing.

    `known_by` says what ties them together: `account`, `address`, or nothing.
    """

    known_by: str = ""
    sent: int = 0
    accepted: int = 0
    declined: int = 0
    spam: int = 0


def record_of(submission: Submission) -> Record:
    """Returns the record of a submission's contributor, this submission included, in one query."""
    same = Q()
    if submission.contributor_id:
        same |= Q(contributor_id=submission.contributor_id)
    if submission.email and submission.email_confirmed_at:
        same |= Q(email__iexact=submission.email, email_confirmed_at__isnull=False)
    if not same:
        return Record()
    states = {
        "accepted": (State.ACCEPTED, State.PUBLISHED, State.MERGED),
        "declined": (State.DECLINED,),
        "spam": (State.SPAM,),
    }
    numbers = (
        Submission.objects.filter(same)
        .order_by()
        .aggregate(
            sent=Count("pk"),
            **{name: Count("pk", filter=Q(state__in=some)) for name, some in states.items()},
        )
    )
    return Record(known_by="account" if submission.contributor_id else "address", **numbers)
