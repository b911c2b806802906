"""The one table of what may happen to a submission: from which states, to which state, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class State(models.TextChoices):
    """Where a submission stands, in the words its contributor reads."""

    RECEIVED = "received", "Received"
    CLAIMED = "claimed", "In review"
    CHANGES_REQUESTED = "changes-requested", "Changes requested"
    ACCEPTED = "accepted", "Accepted"
    PUBLISHED = "published", "Published"
    MERGED = "merged", "Merged into an entry"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SPAM = "spam", "Spam"


class Role(models.TextChoices):
    """As whom somebody acts on a submission; one person may be several."""

    CONTRIBUTOR = "contributor", "Contributor"
    MODERATOR = "moderator", "Moderator"
    EDITOR = "editor", "Editor"
    SYSTEM = "system", "The hub"


class Action(models.TextChoices):
    """What can be done with a submission."""

    SUBMIT = "submit", "Sent"
    CLAIM = "claim", "Taken into review"
    RELEASE = "release", "Given back to the queue"
    EXPIRE = "expire", "Review timed out"
    REQUEST_CHANGES = "request-changes", "Changes requested"
    REVISE = "revise", "Sent again"
    ACCEPT = "accept", "Accepted"
    MERGE = "merge", "Merged into an entry"
    DECLINE = "decline", "Declined"
    SPAM = "spam", "Marked as spam"
    ESCALATE = "escalate", "Handed to an editor"
    WITHDRAW = "withdraw", "Withdrawn"
    PUBLISH = "publish", "Published"
    UNDO = "undo", "Decision taken back"


OPEN = frozenset({State.RECEIVED, State.CLAIMED, State.CHANGES_REQUESTED})
# Ended states: nothing is waited for. An accepted submission still waits for its publication.
ENDED = frozenset({State.PUBLISHED, State.MERGED, State.DECLINED, State.WITHDRAWN, State.SPAM})
DESK = frozenset({Role.MODERATOR, Role.EDITOR})


@dataclass(frozen=True)
class Transition:
    """An action's row in the table.

    Arguments:
        sources: the states it may start from.
        target: the state it leads to.
        roles: who may do it.
        holder_only: whether a claimed submission may only be acted on by who claimed it.
        reason_needed: whether it must be said why.
    """

    sources: frozenset[State]
    target: State
    roles: frozenset[Role]
    holder_only: bool = False
    reason_needed: bool = False


_QUEUED = frozenset({State.RECEIVED, State.CLAIMED})

TRANSITIONS: dict[Action, Transition] = {
    Action.CLAIM: Transition(_QUEUED, State.CLAIMED, DESK),
    Action.RELEASE: Transition(frozenset({State.CLAIMED}), State.RECEIVED, DESK, holder_only=True),
    Action.EXPIRE: Transition(frozenset({State.CLAIMED}), State.RECEIVED, frozenset({Role.SYSTEM})),
    Action.REQUEST_CHANGES: Transition(
        frozenset({State.CLAIMED}), State.CHANGES_REQUESTED, DESK, holder_only=True, reason_needed=True
    ),
    Action.REVISE: Transition(
        frozenset({State.CHANGES_REQUESTED}), State.RECEIVED, frozenset({Role.CONTRIBUTOR})
    ),
    Action.ACCEPT: Transition(frozenset({State.CLAIMED}), State.ACCEPTED, DESK, holder_only=True),
    Action.MERGE: Transition(frozenset({State.CLAIMED}), State.MERGED, DESK, holder_only=True),
    Action.DECLINE: Transition(_QUEUED, State.DECLINED, DESK, holder_only=True, reason_needed=True),
    Action.SPAM: Transition(_QUEUED, State.SPAM, DESK, holder_only=True),
    Action.ESCALATE: Transition(
        frozenset({State.CLAIMED}), State.RECEIVED, DESK, holder_only=True, reason_needed=True
    ),
    # Spam is told to nobody, so its sender may do with it what may be done with something received.
    Action.WITHDRAW: Transition(OPEN | {State.SPAM}, State.WITHDRAWN, frozenset({Role.CONTRIBUTOR})),
    Action.PUBLISH: Transition(frozenset({State.ACCEPTED}), State.PUBLISHED, frozenset({Role.SYSTEM})),
    Action.UNDO: Transition(
        frozenset({State.ACCEPTED, State.MERGED, State.DECLINED, State.SPAM, State.CHANGES_REQUESTED}),
        State.CLAIMED,
        DESK,
    ),
}
