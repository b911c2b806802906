"""Taking the next submission from the queue, so that two people who do it at once get two of them."""

from __future__ import annotations

from django.db import connection, transaction

from contributions.submissions.models import Decision, Submission
from contributions.submissions.querysets import SubmissionQuerySet
from contributions.submissions.services.deciding import claim
from contributions.submissions.states import Role


def free_for(roles: set[Role]) -> SubmissionQuerySet:
    """Returns what somebody with these roles may take, the oldest first: what waits for an editor waits."""
    free = Submission.objects.unclaimed()
    return free if Role.EDITOR in roles else free.filter(for_editor=False)


@transaction.atomic
def claim_next(*, user, roles: set[Role]) -> Decision | None:
    """Takes the oldest submission that nobody holds into review; None when there is none."""
    free = free_for(roles)
    if connection.features.has_select_for_update_skip_locked:
        free = free.select_for_update(skip_locked=True, of=("self",))
    first = free.first()
    return claim(first, user=user, roles=roles) if first else None
