"""Links in mail: looking at one changes nothing, and an old one says so."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from tests.accounts.conftest import account, is_signed_in, link_in, newest_mail, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmation(client) -> str:
    """The link by which somebody else would confirm their address."""
    sign_in(client, account(verified=False, email="other@example.org"))
    client.cookies.clear()
    return link_in(newest_mail("other@example.org"))


def test_somebody_elses_link_signs_nobody_out_before_it_is_used(client, person, confirmation):
    sign_in(client, person)
    assert client.get(confirmation).status_code == 200
    assert is_signed_in(client)
    client.post(confirmation)
    assert not is_signed_in(client)
    assert EmailAddress.objects.get(email="other@example.org").verified


def test_somebody_elses_new_password_signs_nobody_out_before_it_is_set(client, person):
    other = account(email="other@example.org")
    client.post("/accounts/password/reset/", {"email": other.email})
    link = link_in(newest_mail(other.email))
    sign_in(client, person)
    form = client.get(link, follow=True)
    assert "Choose a new password" in form.text
    assert is_signed_in(client)
    new = {"password1": "a wholly different thing", "password2": "a wholly different thing"}
    assert client.post(form.redirect_chain[-1][0], new).status_code == 302
    assert not is_signed_in(client)
    other.refresh_from_db()
    assert other.check_password("a wholly different thing")


def test_a_link_to_a_new_password_works_once(client, person):
    client.post("/accounts/password/reset/", {"email": person.email})
    link = link_in(newest_mail(person.email))
    form = client.get(link, follow=True).redirect_chain[-1][0]
    new = {"password1": "a wholly different thing", "password2": "a wholly different thing"}
    client.post(form, new)
    client.cookies.clear()
    assert "leads no further" in client.get(link).text


@pytest.mark.parametrize(
    "link", ["/accounts/confirm-email/MQ:abc:def/", "/accounts/password/reset/key/1-c0ffee-123/"]
)
def test_a_link_nobody_sent_says_so(client, link):
    answer = client.get(link)
    assert answer.status_code == 200
    assert "link" in answer.text


def test_a_new_password_signs_out_everywhere(client, person):
    sign_in(client, person)
    other = Client()
    other.post("/accounts/password/reset/", {"email": person.email})
    form = other.get(link_in(newest_mail(person.email)), follow=True).redirect_chain[-1][0]
    other.post(form, {"password1": "a wholly different thing", "password2": "a wholly different thing"})
    assert not is_signed_in(client)


def test_the_link_is_nowhere_after_it_was_opened(client, person):
    client.post("/accounts/password/reset/", {"email": person.email})
    link = link_in(newest_mail(person.email))
    assert client.get(link)["Location"].endswith("-set-password/"), "no other site is told the secret"
