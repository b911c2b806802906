"""Forgets in time: from where people were signed in, and accounts whose address nobody ever confirmed."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from hub.core.models import User

UNCONFIRMED = timedelta(days=30)
AT_ONCE = 500  # accounts; the rest follows the next day


def forget_places() -> int:
    """Deletes where somebody was signed in when that has ended. Returns how many."""
    lasting = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    count, _ = UserSession.objects.exclude(Exists(lasting)).delete()
    return count


def forget_unconfirmed() -> int:
    """Deletes accounts whose address was not confirmed within UNCONFIRMED. Returns how many.

    Only such as somebody made by the form: an account an administrator made waits for its owner.
    """
    abandoned = User.objects.filter(
        date_joined__lt=timezone.now() - UNCONFIRMED,
        last_login=None,
        is_staff=False,
        is_superuser=False,
        groups=None,
        emailaddress__verified=False,
    ).exclude(emailaddress__verified=True)
    found = list(abandoned.distinct()[:AT_ONCE])
    for user in found:
        user.delete()
    return len(found)
