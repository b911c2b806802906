"""The words people agree to. A wording that was ever shown stays here: consent is to words, not to a box."""

from __future__ import annotations

from contributions.newsletter.models import Consent, Subscriber
from contributions.newsletter.wishes import Wishes
from hub.core.mail.addresses import digests

WORDINGS = {
    "2026-11": (
        "Send me what I chose by e-mail. I can change or end this at any time with the link in each mail. "
        "My address is used for nothing else and given to nobody."
    ),
}
CURRENT = "2026-11"


def record(
    subscriber: Subscriber, what: str, *, form: str, wishes: Wishes | None = None, wording: str = "", **more
) -> Consent:
    """Writes down what a subscriber agreed to, or took back.

    Arguments:
        what: one of `Consent.What`.
        form: where, such as `footer` or `preferences`.
        wording: a key of WORDINGS, where words were agreed to.
        more: further fields.
    """
    return Consent.objects.create(
        subscriber=subscriber,
        email_digest=digests(subscriber.email)[0],
        what=what,
        form=form[:80],
        wording=WORDINGS.get(wording, ""),
        wishes=wishes.packed() if wishes is not None else {},
        **more,
    )
