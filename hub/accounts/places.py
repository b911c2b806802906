"""Where somebody is signed in, and how that is ended."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from hub.core.models import User


def places_of(user: User, current: str = "") -> list[UserSession]:
    """Returns where a person is signed in, the oldest first, in two queries; it changes nothing.

    Arguments:
        current: the key of the session that asks; its place gets `is_here`.
    """
    places = list(UserSession.objects.filter(user=user).order_by("created_at", "pk"))
    lasting = Session.objects.filter(
        session_key__in=[place.session_key for place in places], expire_date__gt=timezone.now()
    )
    opened = {one.session_key: one.get_decoded().get(HASH_SESSION_KEY, "") for one in lasting}
    # A session from before the password was changed is still stored, but opens nothing any more.
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    for place in places:
        place.is_here = place.session_key == current  # type: ignore[attr-defined]
    return [
        place
        for place in places
        if place.session_key in opened
        and any(constant_time_compare(opened[place.session_key], known) for known in hashes)
    ]


def end_places(user: User, *, but: str = "", only: int | None = None) -> int:
    """Signs a person out where they are signed in. Returns in how many places.

    Arguments:
        but: the key of a session that goes on.
        only: the number of one place of theirs; all of them when left out.
    """
    places = UserSession.objects.filter(user=user).exclude(session_key=but)
    if only is not None:
        places = places.filter(pk=only)
    keys = list(places.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return len(keys)
