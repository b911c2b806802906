"""Where a submission stands, as its contributor is told: in plain words, with all that was said and decided.

Everything here follows from the public state. Spam is told to nobody, so it must look received for ever,
in words, in what can be done and in what is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from contributions.submissions.models import Decision, Message, Submission
from contributions.submissions.states import ENDED, OPEN, Action, Role, State
from contributions.submissions.waiting import place_in_queue

TOLD: dict[State, tuple[str, str]] = {
    State.RECEIVED: (
        "It waits for its turn.",
        "Somebody reads everything that is sent, in the order it came.",
    ),
    State.CLAIMED: ("Somebody is reading it.", "The answer appears here as soon as there is one."),
    State.CHANGES_REQUESTED: (
        "We ask you for something.",
        "Review is paused until you send it again. There is no deadline.",
    ),
    State.ACCEPTED: ("It was accepted.", "It becomes public after an editor has had a last look at it."),
    State.PUBLISHED: ("It is public.", "Thank you: others can read it now."),
    State.MERGED: (
        "It became part of an entry.",
        "What you sent was added to an entry about the same thing.",
    ),
    State.DECLINED: ("It was declined.", "The reason is below. You may send another one at any time."),
    State.WITHDRAWN: ("You withdrew it.", "Nobody will decide about it any more."),
}
NEXT: dict[State, str] = {
    State.RECEIVED: "Somebody reads it",
    State.CLAIMED: "The answer",
    State.CHANGES_REQUESTED: "Your changes",
    State.ACCEPTED: "It becomes public",
}
CORRECTION_PUBLISHED = "Thank you: the entry says it now."


@dataclass(frozen=True)
class Step:
    """Something that happened.

    Arguments:
        title: what it was.
        text: the reason, the note or the message; plain text.
    """

    at: datetime
    title: str
    text: str = ""


class Standing:
    """A submission through the eyes of its contributor."""

    def __init__(self, submission: Submission) -> None:
        self.submission = submission
        self.state = submission.public_state

    @property
    def title(self) -> str:
        return TOLD[self.state][0]

    @property
    def text(self) -> str:
        if self.state == State.PUBLISHED and self.submission.is_correction:
            return CORRECTION_PUBLISHED
        return TOLD[self.state][1]

    @property
    def comes_next(self) -> str:
        """The next step, empty at the end."""
        return NEXT.get(self.state, "")

    @property
    def asks(self) -> bool:
        """Whether the next step is its contributor's."""
        return self.state == State.CHANGES_REQUESTED

    @property
    def may_say(self) -> bool:
        return self.state not in ENDED

    @property
    def may_revise(self) -> bool:
        return self.state == State.CHANGES_REQUESTED

    @property
    def may_withdraw(self) -> bool:
        return self.state in OPEN

    @property
    def may_set_credit(self) -> bool:
        return self.state in OPEN

    @property
    def is_waiting(self) -> bool:
        return self.state == State.RECEIVED

    @cached_property
    def place(self) -> int:
        return place_in_queue(self.submission)

    @cached_property
    def steps(self) -> list[Step]:
        """Everything that happened, in its order, in two queries."""
        decisions = [self._decided(one) for one in self.submission.decisions.all() if _is_told(one)]
        return sorted([*decisions, *map(_said, self.submission.messages.all())], key=lambda step: step.at)

    def _decided(self, decision: Decision) -> Step:
        title, entry = decision.get_action_display(), self.submission.entry
        if decision.action == Action.MERGE and entry is not None:
            title = f"Merged into {entry.code}"
        return Step(decision.at, title, decision.reason)


def _is_told(decision: Decision) -> bool:
    if decision.action == Action.CLAIM:
        return decision.from_state != State.CLAIMED  # not when who holds it goes on holding it
    if decision.action == Action.UNDO and decision.from_state == State.SPAM:
        return False
    return decision.public


def _said(message: Message) -> Step:
    who = "You" if message.role == Role.CONTRIBUTOR else "The reviewer"
    return Step(message.at, f"{who} wrote", message.text)
