"""What the desk, and the hub by itself, decide about a submission as it is."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from contributions.submissions.models import CLAIM_LASTS, Decision, Submission
from contributions.submissions.services.ledger import Late, check, decide, locked
from contributions.submissions.states import TRANSITIONS, Action, Role, State


@transaction.atomic
def claim(submission: Submission, *, user, roles: set[Role]) -> Decision:
    """Takes a submission into review for two hours; again, for two hours more.

    Raises:
        Late: while somebody else holds it.
    """
    submission = locked(submission)
    role = check(submission, Action.CLAIM, roles, user=user)
    if submission.is_held_by_other(user):
        raise Late(f"{submission.claimed_by} has it in review.")
    submission.claimed_by = user
    submission.claimed_until = timezone.now() + CLAIM_LASTS
    return decide(submission, Action.CLAIM, to_state=State.CLAIMED, role=role, actor=user)


def release(submission: Submission, *, user, roles: set[Role], version: int) -> Decision:
    """Gives a claimed submission back to the queue."""
    return _judge(submission, Action.RELEASE, user=user, roles=roles, version=version)


def request_changes(submission: Submission, *, user, roles: set[Role], version: int, reason: str) -> Decision:
    """Asks its contributor for changes; review pauses until they answer."""
    return _judge(submission, Action.REQUEST_CHANGES, user=user, roles=roles, version=version, reason=reason)


def decline(submission: Submission, *, user, roles: set[Role], version: int, reason: str) -> Decision:
    """Ends a submission with a reason its contributor reads."""
    return _judge(submission, Action.DECLINE, user=user, roles=roles, version=version, reason=reason)


def mark_spam(submission: Submission, *, user, roles: set[Role], version: int) -> Decision:
    """Ends a submission without a word to its sender."""
    return _judge(submission, Action.SPAM, user=user, roles=roles, version=version)


@transaction.atomic
def escalate(submission: Submission, *, user, roles: set[Role], version: int, reason: str) -> Decision:
    """Hands a submission to the editors, with what they should know."""
    submission = locked(submission)
    role = check(submission, Action.ESCALATE, roles, user=user, version=version, reason=reason)
    submission.for_editor = True
    return decide(submission, Action.ESCALATE, to_state=State.RECEIVED, role=role, actor=user, reason=reason)


@transaction.atomic
def _judge(
    submission: Submission, action: Action, *, user, roles, version: int, reason: str = ""
) -> Decision:
    submission = locked(submission)
    role = check(submission, action, roles, user=user, version=version, reason=reason)
    return decide(
        submission, action, to_state=TRANSITIONS[action].target, role=role, actor=user, reason=reason
    )


@transaction.atomic
def publish(submission: Submission) -> Decision:
    """Notes that what was made of an accepted submission is public."""
    submission = locked(submission)
    check(submission, Action.PUBLISH, {Role.SYSTEM})
    return decide(submission, Action.PUBLISH, to_state=State.PUBLISHED, role=Role.SYSTEM)


def expire_claims() -> int:
    """Gives submissions back to the queue whose claims have run out. Returns how many."""
    expired = 0
    for row in Submission.objects.expired_claims():
        with transaction.atomic():
            submission = locked(row)
            if submission.state == State.CLAIMED and not submission.is_held():
                decide(submission, Action.EXPIRE, to_state=State.RECEIVED, role=Role.SYSTEM)
                expired += 1
    return expired
