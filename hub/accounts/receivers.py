"""What follows when an address is confirmed, somebody signs in, gets a second factor, or an account is deleted."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.http import HttpRequest

from contributions.submissions.personal import claim_guest_submissions
from hub.accounts.middleware import SECOND_FACTORS
from hub.accounts.places import end_places
from hub.core import personal
from hub.core.models import User


@receiver(email_confirmed)
def claim_after_confirming(email_address: EmailAddress, **kwargs: Any) -> None:
    _claim(email_address.user)


@receiver(user_logged_in)
def claim_after_signing_in(user: User, **kwargs: Any) -> None:
    """Once more: something may have been sent without signing in."""
    _claim(user)


def _claim(user: User) -> None:
    if EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists():
        claim_guest_submissions(user)


@receiver(authenticator_added)
def count_second_factor(
    request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Ends what was opened before there was a second factor, and lets go on who has just shown the new one."""
    others = Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exclude(pk=authenticator.pk)
    if authenticator.type in SECOND_FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
        if not others.exists():
            end_places(user, but=request.session.session_key or "")


@receiver(pre_delete, sender=User)
def forget(instance: User, **kwargs: Any) -> None:
    """Lets every app forget a person, whoever deletes the account: they, an administrator, a program.

    Within the transaction of the deletion: an account is never half deleted. The account and its mail come
    last, because what the others do may still need the one and add to the other.
    """
    for data in reversed(list(personal.registered())):
        data.erase(instance)
