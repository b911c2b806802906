"""The table of transitions, applied to testimonials: who may do what now, and the decision left behind."""

from __future__ import annotations

from django.utils import timezone

from contributions.submissions.services import Late, NotAllowed
from contributions.submissions.states import DESK, Role
from contributions.testimonials.models import Testimonial, TestimonialDecision
from contributions.testimonials.states import TRANSITIONS, Action, State
from hub.core.redaction import redact


def locked(testimonial: Testimonial) -> Testimonial:
    """Returns the stored row, held for this transaction."""
    return Testimonial.objects.select_for_update(of=("self",)).get(pk=testimonial.pk)


def check(
    testimonial: Testimonial,
    action: Action,
    roles: set[Role],
    *,
    user=None,
    version: int | None = None,
    reason: str = "",
) -> Role:
    """Returns the role in which the action is allowed.

    Raises:
        Late: when the testimonial has changed since the version somebody decided about.
        NotAllowed: for any other reason, which the message says.
    """
    transition = TRANSITIONS[action]
    if not transition.roles & roles:
        raise NotAllowed("You may not do this.")
    if version is not None and testimonial.version != version:
        last = testimonial.decisions.select_related("actor").last()
        who = last.actor if last and last.actor else "Its author"
        raise Late(f"{who} was faster: {last.get_action_display().lower() if last else 'changed'}.")
    if testimonial.state not in transition.sources:
        raise NotAllowed(f"It is {testimonial.get_state_display().lower()}; this cannot be done now.")
    if roles & DESK and testimonial.author_id is not None and testimonial.author_id == user.pk:
        raise NotAllowed("These are your own words; somebody else decides about them.")
    if transition.reason_needed and not reason.strip():
        raise NotAllowed("Say why: the author reads it.")
    return next(role for role in (Role.EDITOR, *Role) if role in transition.roles & roles)


def decide(
    testimonial: Testimonial, action: Action, *, to_state: State, role: Role, actor=None, reason: str = ""
) -> TestimonialDecision:
    """Moves a locked testimonial to a state and writes down what happened."""
    from_state = "" if action == Action.SEND else testimonial.state
    if to_state != from_state:
        testimonial.state_since = timezone.now()
    if to_state != State.PUBLISHED:
        testimonial.position = None
    testimonial.state = to_state
    testimonial.version += 1
    testimonial.save()
    return TestimonialDecision.objects.create(
        testimonial=testimonial,
        action=action,
        from_state=from_state,
        to_state=to_state,
        role=role,
        actor=actor,
        reason=redact(reason.strip())[:2000],
    )
