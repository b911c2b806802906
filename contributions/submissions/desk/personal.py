"""What is kept of somebody for sitting at the desk: how they wish to be told, and what they decided and wrote."""

from __future__ import annotations

from typing import Any

from contributions.newsletter.letters.models import Letter
from contributions.submissions import services
from contributions.submissions.desk.models import DeskPreference
from contributions.submissions.models import Blocked, Decision, Message, Submission
from contributions.submissions.states import DESK
from contributions.testimonials.models import TestimonialDecision
from hub.core.personal import PersonalData


def _export(user) -> dict[str, Any]:
    return {
        "mail": _wish(user),
        "decided": [
            {
                "what": one.submission.reference,
                "did": one.get_action_display(),
                "reason": one.reason,
                "at": one.at,
            }
            for one in Decision.objects.filter(actor=user, role__in=DESK).select_related("submission")
        ],
        "decided_about_notes": [
            {"did": one.get_action_display(), "reason": one.reason, "at": one.at}
            for one in TestimonialDecision.objects.filter(actor=user, role__in=DESK)
        ],
        "wrote": [
            {"to": one.submission.reference, "text": one.text, "at": one.at}
            for one in Message.objects.filter(author=user, role__in=DESK).select_related("submission")
        ],
        "blocked": list(Blocked.objects.filter(blocked_by=user).values("what", "reason", "at")),
        "letters": list(
            Letter.objects.filter(written_by=user).order_by("pk").values("subject", "state", "created_at")
        ),
    }


def _wish(user) -> dict[str, Any] | None:
    wish = DeskPreference.objects.filter(user=user).first()
    if wish is None:
        return None
    return {"how often": wish.rhythm, "technologies": [one.slug for one in wish.technologies.all()]}


def _erase(user) -> None:
    """Gives back what they hold; what they decided stays, for others rely on it, without who did it."""
    for one in Submission.objects.held_by(user):
        services.release(one, user=user, roles=set(DESK), version=one.version)
    DeskPreference.objects.filter(user=user).delete()


DATA = PersonalData("desk", "Your work at the desk", export=_export, erase=_erase)
