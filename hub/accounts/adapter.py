"""How allauth fits this hub: its mail, the visitor's address, and who is trusted from the start."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings as ACCOUNT
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hub.accounts import encryption
from hub.core import mail
from hub.core.addresses import absolute_url
from hub.core.mail.identity import identity
from hub.core.models import User
from hub.core.senders import client_address

NOWHERE = "::"  # the sender of a request that tells no address


class AccountAdapter(DefaultAccountAdapter):
    """Accounts as allauth makes them, with the hub's own mail and addresses."""

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queues `templates/mail/account-….md`; addresses in it are the site's, not the visitor's."""
        told = {
            key: absolute_url(urlsplit(value).path) if key.endswith("_url") else value
            for key, value in context.items()
        }
        ways_out = {
            "recover_url": absolute_url(reverse("account_reset_password")),
            "contact_url": absolute_url(reverse("contact")),
        }
        mail.send(
            mail_template(template_prefix), email, {**told, **ways_out, "email": email}, category="account"
        )

    def clean_email(self, email: str) -> str:
        """Takes only addresses that mail can be sent to, in the one spelling of the queue."""
        try:
            return mail.normalise(email).lower()
        except mail.InvalidAddress as error:
            raise ValidationError(str(error)) from error

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address limits are counted for: of an IPv6 household the first address of its network."""
        return client_address(request).partition("/")[0] or NOWHERE

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who signed in minutes ago need not show again who they are."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = time.time() - ACCOUNT.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > fresh for record in records)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_OPEN

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Lets administrators in whose account was made before any address was confirmed.

        Whoever could make a superuser on the command line need not show that the address is theirs; and
        at the first start there may be no mail server yet.
        """
        theirs, confirmed = Q(user=user), Q(email__iexact=user.email, verified=True)
        if user.is_superuser and not EmailAddress.objects.filter(theirs | confirmed).exists():
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return super().pre_login(request, user, **kwargs)


def mail_template(prefix: str) -> str:
    """Returns our template for allauth's: `account-totp-activated` for `mfa/email/totp_activated`."""
    return "account-" + prefix.rpartition("/")[2].removeprefix("account_").replace("_", "-")


class MFAAdapter(DefaultMFAAdapter):
    """Second factors under the site's name, their secrets encrypted."""

    def _get_site_name(self) -> str:
        return identity().name

    def generate_authenticator_name(self, user: User, type: str) -> str:
        count = user.authenticator_set.filter(type=type).count()  # type: ignore[attr-defined]
        return f"Passkey {count + 1}"

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)
