"""People with accounts, and the mail they get."""

import re

import pytest
from allauth.account.models import EmailAddress

from hub.core.models import OutgoingMail
from tests.factories import UserFactory

PASSWORD = "correct horse battery"


def account(verified: bool = True, **fields):
    """A person with an account; its address confirmed unless said otherwise."""
    user = UserFactory(**fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    return user


def sign_in(client, user, password: str = PASSWORD, **more):
    """Sends the form where people sign in."""
    return client.post("/accounts/login/", {"login": user.email, "password": password, **more})


def is_signed_in(client) -> bool:
    return client.get("/me/").status_code == 200


def newest_mail(address: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(recipient=address).latest("pk")


def link_in(mail: OutgoingMail) -> str:
    """The path of the first link to the site in a mail."""
    return re.search(r"http://testserver(/accounts/\S+)", mail.text)[1]


@pytest.fixture
def person(db):
    return account(email="ada@example.org")
