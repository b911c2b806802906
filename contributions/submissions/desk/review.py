"""Everything the review page of one submission shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from contributions.submissions.desk.accept_form import AcceptForm
from contributions.submissions.desk.forms import (
    DecisionForm,
    DeclineForm,
    EscalateForm,
    MergeForm,
    MessageForm,
    ReleaseForm,
    RequestChangesForm,
    SpamForm,
    UndoForm,
)
from contributions.submissions.desk.proposals import Proposal, proposal_of
from contributions.submissions.desk.queue import contributor_of, signs_of, standing_of
from contributions.submissions.desk.record import Record, record_of
from contributions.submissions.desk.secrets import Secrets, secrets_in
from contributions.submissions.models import Decision, Message, Submission
from contributions.submissions.similar import WITH_VARIANTS, Similar, similar_to_document
from contributions.submissions.states import DESK, OPEN, TRANSITIONS, Action, Role, State
from knowledge.checking import Finding, check
from knowledge.entrydocs import DocumentError, read
from knowledge.entrydocs.merging import Change, differences
from knowledge.entrydocs.merging.showing import Shown, as_text, shown

FORMS: dict[Action, type[DecisionForm]] = {
    form.action: form
    for form in (
        AcceptForm,
        RequestChangesForm,
        DeclineForm,
        MergeForm,
        EscalateForm,
        SpamForm,
        ReleaseForm,
        UndoForm,
    )
}


OTHERS = 10
UNDER_WAY = OPEN | {State.ACCEPTED}


@dataclass(frozen=True)
class Step:
    """A line of what happened: a decision or a message, with what was changed by it."""

    at: datetime
    who: str
    role: str
    what: str
    words: str
    moved: str = ""
    changes: list[Shown] = field(default_factory=list)
    prefix: str = ""  # of the ids of its changes


class Review:
    """A submission on somebody's screen.

    Arguments:
        submission: with its relations.
        user: who looks at it.
        roles: theirs at the desk.
        failed: the form that was sent and refused, shown again as it was.
    """

    def __init__(
        self, submission: Submission, user, roles: set[Role], failed: DecisionForm | None = None
    ) -> None:
        self.submission = submission
        self.user = user
        self.roles = roles
        self.failed = failed
        self.proposal: Proposal = failed.proposal if failed else proposal_of(submission)

    @cached_property
    def forms(self) -> dict[str, DecisionForm]:
        """The forms of what can be done now, and the one that was refused, by name."""
        offered = [action for action in FORMS if self.allows(action)]
        if self.failed and self.failed.action not in offered:
            offered.append(self.failed.action)
        return {
            action.value.replace("-", "_"): self.failed
            if self.failed and self.failed.action == action
            else FORMS[action](proposal=self.proposal)
            for action in offered
        }

    def allows(self, action: Action) -> bool:
        """Says whether the table lets this person do something now; the service says it again."""
        row, submission = TRANSITIONS[action], self.submission
        if submission.state not in row.sources or not row.roles & self.roles & DESK:
            return False
        if action == Action.CLAIM:
            return not submission.is_held()
        if action == Action.MERGE and not self._can_be_merged():
            return False
        return not (row.holder_only and submission.is_held_by_other(self.user))

    def _can_be_merged(self) -> bool:
        """Says whether it is another message of an error or wording of a question."""
        one = self.submission
        return not (one.is_correction or self.proposal.unreadable) and one.kind in WITH_VARIANTS

    @cached_property
    def message(self) -> MessageForm | None:
        """The form for a word to the contributor, while the conversation lasts."""
        return None if self.submission.is_ended else MessageForm()

    @property
    def can_claim(self) -> bool:
        return self.allows(Action.CLAIM)

    @property
    def held_by_me(self) -> bool:
        return self.submission.is_held() and self.submission.claimed_by_id == self.user.pk

    @cached_property
    def before(self) -> int | None:
        """The submission that waits just before this one, if there is one."""
        earlier = Submission.objects.ahead_of(self.submission)
        return earlier.order_by("-created_at", "-pk").values_list("pk", flat=True).first()

    @cached_property
    def after(self) -> int | None:
        """The one that waits just behind it."""
        return Submission.objects.behind(self.submission).values_list("pk", flat=True).first()

    @property
    def standing(self) -> str:
        return standing_of(self.submission)

    @property
    def signs(self) -> list[str]:
        return signs_of(self.submission)

    @property
    def contributor(self) -> str:
        return contributor_of(self.submission)

    @cached_property
    def record(self) -> Record:
        return record_of(self.submission)

    @cached_property
    def findings(self) -> list[Finding]:
        return check(self.proposal.document)

    @cached_property
    def secrets(self) -> Secrets:
        return secrets_in(self.submission.text)

    @cached_property
    def other_corrections(self) -> list[Submission]:
        """What else is under way for the entry a correction is about, the oldest first."""
        one = self.submission
        if one.corrects_id is None:
            return []
        others = Submission.objects.filter(corrects=one.corrects_id, state__in=UNDER_WAY).exclude(pk=one.pk)
        return list(others.only("title", "reason", "state")[:OTHERS])

    @cached_property
    def similar(self) -> list[Similar]:
        """What is like it in the archive and in the queue, as of now; of a correction nothing is asked."""
        if self.submission.is_correction:
            return []
        return similar_to_document(self.proposal.document, leave_out=self.submission.pk)

    @property
    def changes(self) -> list[Shown]:
        return shown(self.proposal.changes, self.submission.kind)

    @property
    def choose(self) -> str:
        """The name of the boxes beside changes; none where nothing can be accepted now."""
        return "only" if "accept" in self.forms else ""

    @property
    def conflicts(self) -> list[dict[str, Any]]:
        """Each conflict with its three texts, and the fields that settle it where it can be accepted now."""
        fields = self.forms["accept"].settling if "accept" in self.forms else []  # type: ignore[attr-defined]
        return [
            {
                "label": one.label,
                **{
                    side: as_text(getattr(one, side), one.path, self.submission.kind)
                    for side in ("base", "theirs", "ours")
                },
                "fields": fields[number] if fields else [],
            }
            for number, one in enumerate(self.proposal.conflicts)
        ]

    @property
    def moved_on(self) -> list[Shown]:
        return shown(self.proposal.moved_on, self.submission.kind)

    @property
    def source(self) -> str:
        """The document as it was sent."""
        return self.submission.text

    @cached_property
    def steps(self) -> list[Step]:
        """What happened and what was said, the oldest first; two queries."""
        decisions = list(self.submission.decisions.select_related("actor"))
        messages = self.submission.messages.select_related("author")
        versions = [one.details["before"] for one in decisions if one.details.get("before")]
        versions.append(self.submission.text)
        found = [self._said(one) for one in messages]
        for one in decisions:
            before = one.details.get("before")
            after = versions[versions.index(before) + 1] if before else ""
            found.append(self._decided(one, before, after))
        return sorted(found, key=lambda step: step.at)

    def _decided(self, one: Decision, before: str | None, after: str) -> Step:
        changes = _changes(before, after) if before else []
        moved = f"{one.get_from_state_display()} to {one.get_to_state_display()}" if one.from_state else ""
        return Step(
            one.at,
            self._who(one.actor, one.role),
            one.get_role_display(),
            one.get_action_display(),
            one.reason,
            moved,
            shown(changes, self.submission.kind),
            f"step-{one.pk}-",
        )

    def _said(self, one: Message) -> Step:
        return Step(one.at, self._who(one.author, one.role), one.get_role_display(), "Wrote", one.text)

    def _who(self, person, role: str) -> str:
        return str(person or (self.contributor if role == Role.CONTRIBUTOR else Role(role).label))


def _changes(before: str, after: str) -> list[Change]:
    """Returns what two texts differ in; nothing where one is no document any more."""
    try:
        return differences(read(before), read(after))
    except (DocumentError, ValueError):
        return []
