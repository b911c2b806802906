"""The one table of what may happen to a testimonial: from which states, to which state, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from contributions.submissions.states import DESK, Role


class State(models.TextChoices):
    """Where a testimonial stands, in the words its author reads."""

    UNCONFIRMED = "unconfirmed", "Not confirmed yet"
    WAITING = "waiting", "Waiting to be read"
    PUBLISHED = "published", "Published"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    EXPIRED = "expired", "Expired"


class Action(models.TextChoices):
    """What can be done with a testimonial."""

    SEND = "send", "Sent"
    CONFIRM = "confirm", "Confirmed"
    EDIT = "edit", "Changed by its author"
    PUBLISH = "publish", "Published"
    DECLINE = "decline", "Declined"
    FEATURE = "feature", "Put on the home page"
    UNFEATURE = "unfeature", "Taken off the home page"
    RENEW = "renew", "Renewed"
    WITHDRAW = "withdraw", "Withdrawn"
    EXPIRE = "expire", "Expired"


@dataclass(frozen=True)
class Transition:
    """An action's row in the table.

    Arguments:
        sources: the states it may start from.
        target: the state it leads to.
        roles: who may do it.
        reason_needed: whether it must be said why.
    """

    sources: frozenset[State]
    target: State
    roles: frozenset[Role]
    reason_needed: bool = False


_AUTHOR = frozenset({Role.CONTRIBUTOR})
_SYSTEM = frozenset({Role.SYSTEM})
_PUBLIC = frozenset({State.PUBLISHED})
_READ = frozenset({State.WAITING, State.PUBLISHED, State.DECLINED, State.EXPIRED})

TRANSITIONS: dict[Action, Transition] = {
    Action.CONFIRM: Transition(frozenset({State.UNCONFIRMED}), State.WAITING, _AUTHOR),
    Action.EDIT: Transition(_READ, State.WAITING, _AUTHOR),
    Action.PUBLISH: Transition(frozenset({State.WAITING, State.DECLINED}), State.PUBLISHED, DESK),
    Action.DECLINE: Transition(
        frozenset({State.WAITING, State.PUBLISHED}), State.DECLINED, DESK, reason_needed=True
    ),
    Action.FEATURE: Transition(_PUBLIC, State.PUBLISHED, DESK),
    Action.UNFEATURE: Transition(_PUBLIC, State.PUBLISHED, DESK),
    Action.RENEW: Transition(_PUBLIC, State.PUBLISHED, _AUTHOR),
    Action.WITHDRAW: Transition(_READ | {State.UNCONFIRMED}, State.WITHDRAWN, _AUTHOR),
    Action.EXPIRE: Transition(_PUBLIC, State.EXPIRED, _SYSTEM),
}


def possible(state: str, roles: set[Role]) -> set[Action]:
    """Returns what somebody in some roles may do with a testimonial in a state."""
    return {
        action
        for action, transition in TRANSITIONS.items()
        if state in transition.sources and transition.roles & roles
    }
