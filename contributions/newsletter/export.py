"""What is known about a subscriber, for themselves."""

from __future__ import annotations

from typing import Any

from contributions.newsletter.models import Subscriber


def of_subscriber(subscriber: Subscriber) -> dict[str, Any]:
    """Returns all there is, under names people understand, for JSON."""
    wishes = subscriber.wishes
    return {
        "email": subscriber.email,
        "confirmed": subscriber.confirmed_at.isoformat(),
        "left": subscriber.left_at.isoformat() if subscriber.left_at else None,
        "paused until": subscriber.paused_until.isoformat() if subscriber.paused_until else None,
        "how often": wishes.rhythm,
        "editor's letter": wishes.letters,
        "new and corrected entries": wishes.news,
        "technologies": list(wishes.technologies),
        "kinds": list(wishes.kinds),
        "single entries": list(wishes.entries),
        "consent": [
            {
                "what": consent.what,
                "form": consent.form,
                "words": consent.wording,
                "asked": consent.asked_at.isoformat() if consent.asked_at else None,
                "at": consent.at.isoformat(),
            }
            for consent in subscriber.consents.all()
        ],
    }
