"""The sorts of mail there are, and what may be done with each."""

from __future__ import annotations

from dataclasses import dataclass

from hub.core.models import SuppressedAddress

Reason = SuppressedAddress.Reason


@dataclass(frozen=True)
class Category:
    """A sort of mail.

    Arguments:
        name: stored with each mail.
        why: told to its readers in the foot of the mail.
        repeatable: whether one that was perhaps delivered is sent once more. Then somebody may get it
            twice; otherwise somebody may not get it at all.
        stopped_by: the reasons for which an address gets none of it.
        automatic: whether a machine wrote it, which other machines are told so that they do not answer.
    """

    name: str
    why: str
    repeatable: bool
    stopped_by: frozenset[str]
    automatic: bool = True


CATEGORIES = {
    category.name: category
    for category in (
        Category(
            "account",
            "You get this because somebody, probably you, used this address for an account here.",
            repeatable=True,
            stopped_by=frozenset({Reason.BOUNCE}),
        ),
        Category(
            "status",
            "You get this because of something you sent us with this address.",
            repeatable=True,
            stopped_by=frozenset({Reason.BOUNCE, Reason.REFUSES, Reason.COMPLAINT}),
        ),
        Category(
            "digest",
            "You get this because you help to run this site.",
            repeatable=False,
            stopped_by=frozenset({Reason.BOUNCE, Reason.REFUSES, Reason.COMPLAINT}),
        ),
        Category(
            "letters",
            "You get this because you subscribed to our letters.",
            repeatable=False,
            stopped_by=frozenset(Reason.values),
            automatic=False,
        ),
    )
}
