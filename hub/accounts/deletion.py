"""Deletes one's own account: the person goes, what others rely on stays (see `receivers.forget`)."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from hub.core import mail
from hub.core.addresses import absolute_url
from hub.core.models import User


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
        mail.send("account-deleted", address, {"contact_url": contact}, category="account")
