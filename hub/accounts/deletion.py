"""Deletes one's own account: the person goes, what others rely on stays (see `receivers.forget`)."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.urls import reverse

from hub.core import mail
from hub.core.addresses import absolute_url
from hub.core.models import OutgoingMail, User

LAST_MAIL = "account-deleted:"  # how the keys of these mails begin


class LastAdministrator(Exception):
    """Without this account nobody could run the hub any more."""


def delete_account(user: User) -> None:
    """Deletes an account with all that says who it was, and tells its address so.

    Raises:
        LastAdministrator: the only active superuser, who first has to make another.
    """
    with transaction.atomic():
        administrators = User.objects.select_for_update().filter(is_superuser=True, is_active=True)
        if user.is_superuser and not any(other.pk != user.pk for other in administrators):
            raise LastAdministrator
        address = user.email
        user.delete()
        contact = absolute_url(reverse("contact"))
        key = f"{LAST_MAIL}{uuid4()}"
        mail.send("account-deleted", address, {"contact_url": contact}, category="account", key=key)


def forget_last_mails() -> int:
    """Takes the addresses of deleted accounts out of the log when their last mail has gone. Returns how many."""
    ended = OutgoingMail.objects.exclude(state__in=[OutgoingMail.State.QUEUED, OutgoingMail.State.SENDING])
    known = ended.filter(key__startswith=LAST_MAIL).exclude(recipient="")
    return known.update(recipient="", subject="", text="", html="", error="")
