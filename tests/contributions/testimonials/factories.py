"""Testimonials in any state, made the way people make them."""

import itertools
import re

from contributions.submissions.states import Role
from contributions.testimonials import services
from contributions.testimonials.lifetime import expire_overdue
from contributions.testimonials.models import Testimonial
from contributions.testimonials.services import Words
from contributions.testimonials.states import State
from hub.core.models import OutgoingMail
from tests.factories import UserFactory

DESK = {Role.MODERATOR}
WORDS = "The cause was one line above where I was looking, and the before and after made it obvious"
_numbers = itertools.count()


def words(**changes) -> Words:
    changes.setdefault("text", f"{WORDS}, for the {next(_numbers)}th time.")
    return Words(**changes)


def note_in(state: State = State.PUBLISHED, *, email: str = "", author=None, **written) -> Testimonial:
    """Returns a testimonial that was led to a state by its usual way."""
    one = services.send(words(**written), email=email or f"reader{next(_numbers)}@example.org", author=author)
    assert one is not None
    if state == State.UNCONFIRMED:
        return fresh(one)
    services.confirm(one)
    one = fresh(one)
    by = {"user": UserFactory(), "roles": DESK, "version": one.version}
    if state == State.DECLINED:
        services.decline(one, reason="It praises us, and says nothing else.", **by)
    elif state == State.WITHDRAWN:
        services.withdraw(one)
    elif state in {State.PUBLISHED, State.EXPIRED}:
        services.publish(one, **by)
    if state == State.EXPIRED:
        Testimonial.objects.filter(pk=one.pk).update(expires_at=one.created_at)
        expire_overdue()
    return fresh(one)


def featured(position: int, **written) -> Testimonial:
    one = note_in(**written)
    services.feature(one, user=UserFactory(), roles=DESK, version=one.version, position=position)
    return fresh(one)


def fresh(one: Testimonial) -> Testimonial:
    return Testimonial.objects.get(pk=one.pk)


def mails_to(one_or_address) -> list[OutgoingMail]:
    """Returns the mails queued for an author, the oldest first."""
    address = getattr(one_or_address, "email", one_or_address)
    return list(OutgoingMail.objects.filter(recipient=address).order_by("pk"))


def link_in(mail: OutgoingMail) -> str:
    """Returns the path of the link in a mail."""
    found = re.search(r"https?://[^/\s]+(/testimonials/[^/\s]+/)", mail.text)
    assert found, mail.text
    return found[1]
