"""What is kept of the people who left a note: shown to them, given to them, and forgotten with them."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower

from contributions.testimonials.links import link_of
from contributions.testimonials.models import Testimonial
from contributions.testimonials.querysets import TestimonialQuerySet
from contributions.testimonials.states import State
from hub.core.personal import PersonalData

AT_MOST = 200  # on the page, the newest; the exported file has all


def of_person(user) -> TestimonialQuerySet:
    """Returns what an account sent, and what was sent with an address it has shown to be its own."""
    addresses = EmailAddress.objects.filter(user=user, verified=True).values(address=Lower("email"))
    by_address = Testimonial.objects.annotate(address=Lower("email")).exclude(email="")
    mine = Q(author=user) | Q(pk__in=by_address.filter(address__in=addresses).values("pk"))
    return Testimonial.objects.filter(mine).exclude(state=State.WITHDRAWN)


def context(user) -> dict[str, Any]:
    """Returns a person's notes with the links by which they are changed."""
    notes = of_person(user).for_rows()[:AT_MOST]
    return {"notes": [{"note": one, "link": _own_link(one, user)} for one in notes]}


def _own_link(testimonial: Testimonial, user) -> str:
    """A note that was never confirmed may carry a stranger's address; only who opens that mailbox may confirm it."""
    return "" if testimonial.state == State.UNCONFIRMED else link_of(testimonial)


def export(user) -> list[dict[str, Any]]:
    """Returns everything a person wrote, with what was decided about it."""
    mine = of_person(user).for_rows().prefetch_related("decisions")
    return [_exported(one) for one in mine]


def _exported(one: Testimonial) -> dict[str, Any]:
    return {
        "text": one.text,
        "name": one.name,
        "role": one.role,
        "link": one.link,
        "email": one.email,
        "entry": one.entry.code if one.entry else None,
        "agreed_to": one.consent,
        "agreed_at": one.consented_at.isoformat(),
        "sent_at": one.created_at.isoformat(),
        "state": one.get_state_display(),
        "shown_until": one.expires_at.isoformat() if one.expires_at else None,
        "history": [
            {"at": step.at.isoformat(), "what": step.get_action_display(), "reason": step.reason}
            for step in one.decisions.all()
        ],
    }


@transaction.atomic
def erase(user) -> None:
    """Deletes what a person wrote: without them there is nobody who agrees to its being shown."""
    Testimonial.objects.filter(pk__in=list(of_person(user).values_list("pk", flat=True))).delete()


DATA = PersonalData(
    key="testimonials",
    label="Notes you left",
    template="contributions/testimonials/me.html",
    context=context,
    export=export,
    erase=erase,
    position=60,
)
