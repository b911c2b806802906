"""The table of transitions, applied: who may do what now, and the decision that is left behind."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from contributions.submissions import signals
from contributions.submissions.models import Decision, Submission
from contributions.submissions.states import TRANSITIONS, Action, Role, State
from hub.core.redaction import redact


class NotAllowed(Exception):
    """The action is not in the table for this state and role, or lacks its reason."""


class Late(NotAllowed):
    """Somebody else decided, or holds the submission; the message says who and what."""


def locked(submission: Submission) -> Submission:
    """Returns the stored row, held for this transaction."""
    return (
        Submission.objects.select_for_update(of=("self",)).select_related("claimed_by").get(pk=submission.pk)
    )


def check(
    submission: Submission,
    action: Action,
    roles: set[Role],
    *,
    user=None,
    version: int | None = None,
    reason: str = "",
) -> Role:
    """Returns the role in which the action is allowed, or raises what keeps it from happening."""
    transition = TRANSITIONS[action]
    if not transition.roles & roles:
        raise NotAllowed("You may not do this.")
    if version is not None and submission.version != version:
        last = submission.decisions.select_related("actor").last()
        who = last.actor if last and last.actor else "Its contributor" if last else "Somebody"
        raise Late(f"{who} was faster: {last.get_action_display().lower() if last else 'changed'}.")
    if submission.state not in transition.sources:
        raise NotAllowed(f"It is {submission.get_state_display().lower()}; this cannot be done now.")
    if transition.holder_only and submission.is_held_by_other(user):
        raise Late(f"{submission.claimed_by} has it in review.")
    if transition.reason_needed and not reason.strip():
        raise NotAllowed("Say why: the contributor reads it.")
    return next(role for role in (Role.EDITOR, *Role) if role in transition.roles & roles)


def decide(
    submission: Submission,
    action: Action,
    *,
    to_state: State,
    role: Role,
    actor=None,
    reason: str = "",
    details: dict | None = None,
) -> Decision:
    """Moves a locked submission to a state and writes down what happened."""
    from_state = "" if action == Action.SUBMIT else submission.state
    if to_state != State.CLAIMED:
        submission.claimed_by = submission.claimed_until = None
    submission.state = to_state
    submission.state_since = timezone.now()
    submission.version += 1
    submission.save()
    decision = Decision.objects.create(
        submission=submission,
        action=action,
        from_state=from_state,
        to_state=to_state,
        role=role,
        actor=actor,
        reason=redact(reason.strip()),
        details=details or {},
    )
    transaction.on_commit(
        lambda: signals.decided.send_robust(Submission, submission=submission, decision=decision)
    )
    return decision
