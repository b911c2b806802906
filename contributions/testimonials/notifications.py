"""The mails an author gets. None repeats the words: they could be used to write to strangers through us."""

from __future__ import annotations

from django.utils import timezone

from contributions.testimonials.links import link_of
from contributions.testimonials.models import Testimonial
from hub.core import mail


def ask_to_confirm(testimonial: Testimonial) -> None:
    """Asks whether the address is its author's; at most once a day."""
    _send("testimonial-confirm", testimonial, f"confirm-{timezone.now():%Y%m%d}")


def tell_published(testimonial: Testimonial) -> None:
    """Says that it is shown, until when, and how it is taken back."""
    _send("testimonial-published", testimonial, f"published-{testimonial.version}")


def tell_declined(testimonial: Testimonial, reason: str) -> None:
    """Says why it is not shown."""
    _send("testimonial-declined", testimonial, f"declined-{testimonial.version}", reason=reason)


def ask_to_stay(testimonial: Testimonial) -> None:
    """Asks, before it ends, whether it shall stay."""
    _send("testimonial-expiring", testimonial, f"expiring-{testimonial.expires_at:%Y%m%d}")


def _send(template: str, testimonial: Testimonial, occasion: str, **context) -> None:
    mail.send(
        template,
        testimonial.email,
        {"link": link_of(testimonial), "expires_at": testimonial.expires_at, **context},
        category="status",
        key=f"testimonial-{testimonial.pk}-{occasion}",
    )
