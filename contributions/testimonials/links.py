"""The link in the mail: who has it confirms, changes and takes back a testimonial. Signed, stored nowhere."""

from __future__ import annotations

from django.urls import reverse

from contributions.testimonials.models import Testimonial
from hub.core.addresses import absolute_url
from hub.core.tokens import BadToken, sign, unsign

PURPOSE = "contributions.testimonial"


def link_of(testimonial: Testimonial) -> str:
    """Returns the absolute address of its author's page; it goes only to the author's mail address."""
    return absolute_url(reverse("contributions:testimonial", args=(sign(PURPOSE, testimonial.pk),)))


def testimonial_of(token: str) -> Testimonial:
    """Returns the testimonial a link leads to.

    Raises:
        BadToken: it is no link of ours, or what it led to is gone.
    """
    found = Testimonial.objects.for_rows().filter(pk=unsign(PURPOSE, token)).first()
    if found is None:
        raise BadToken("gone")
    return found
