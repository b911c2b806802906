"""From no account to one's own page, and what strangers learn about accounts on the way: nothing."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from hub.core.models import OutgoingMail, User
from tests.accounts.conftest import PASSWORD, account, is_signed_in, link_in, newest_mail, sign_in

pytestmark = pytest.mark.django_db
FORM = {"email": "grace@example.org", "password1": PASSWORD}


def without_token(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)


@pytest.mark.django_db(transaction=True)
def test_an_account_is_made_confirmed_by_mail_and_used(client):
    assert client.get("/me/").status_code == 302

    sent = client.post("/accounts/signup/", FORM, follow=True)
    assert "Look into your mailbox" in sent.text
    assert not is_signed_in(client)
    [message] = mail.outbox  # it went through the queue
    assert message.to == ["grace@example.org"]
    assert message.subject == "Confirm your address for Knowledge Hub"

    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", message.body)[1]
    assert "Is <strong>grace@example.org</strong>" in client.get(link).text
    assert not EmailAddress.objects.get().verified, "looking at a link changes nothing"
    assert client.post(link).status_code == 302
    assert EmailAddress.objects.get().verified

    assert not is_signed_in(client)
    answer = sign_in(client, User.objects.get(email="grace@example.org"))
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    assert "grace@example.org" in client.get("/me/").text


def test_before_the_address_is_confirmed_nobody_is_signed_in_and_a_new_link_is_sent(client):
    user = account(verified=False)
    answer = sign_in(client, user)
    assert answer["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    assert link_in(newest_mail(user.email)).startswith("/accounts/confirm-email/")


def test_an_address_with_an_account_is_answered_like_one_without(client, person):
    new = client.post("/accounts/signup/", FORM, follow=True)
    client.cookies.clear()
    taken = client.post("/accounts/signup/", {**FORM, "email": person.email}, follow=True)

    assert (new.status_code, new.redirect_chain) == (taken.status_code, taken.redirect_chain)
    shown = (without_token(answer) for answer in (new, taken))
    assert next(shown).replace("grace@", "ada@") == next(shown)
    assert User.objects.filter(email=person.email).count() == 1
    assert "already" in newest_mail(person.email).subject


def test_a_forgotten_password_is_answered_alike_for_everybody(client, person):
    known = client.post("/accounts/password/reset/", {"email": person.email}, follow=True)
    client.cookies.clear()
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)
    assert (known.status_code, known.redirect_chain) == (unknown.status_code, unknown.redirect_chain)
    assert without_token(known) == without_token(unknown)
    assert "/accounts/password/reset/key/" in newest_mail(person.email).text
    assert "There is no account" in newest_mail("nobody@example.org").text


def test_a_wrong_password_is_answered_like_an_unknown_address(client, person):
    wrong = client.post("/accounts/login/", {"login": person.email, "password": "wrong"})
    unknown = client.post("/accounts/login/", {"login": "ida@example.org", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 200
    assert without_token(wrong) == without_token(unknown).replace("ida@", "ada@")


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "é@example.org", "a" * 300 + "@example.org"])
def test_what_is_no_address_makes_no_account_and_no_mail(client, address):
    assert client.post("/accounts/signup/", {**FORM, "email": address}).status_code == 200
    assert not User.objects.exists()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("password", ["", "short", "0123456789", "password123", "grace@example.org"])
def test_a_weak_password_is_refused(client, password):
    assert client.post("/accounts/signup/", {**FORM, "password1": password}).status_code == 200
    assert not User.objects.exists()


def test_a_hub_can_keep_its_accounts_to_itself(client, settings):
    settings.SIGNUP_OPEN = False
    assert "Make an account" not in client.get("/accounts/login/").text
    assert client.post("/accounts/signup/", FORM).status_code in {200, 403}
    assert not User.objects.exists()


def test_links_in_mail_lead_to_the_site_whatever_host_was_asked(client):
    client.post("/accounts/signup/", FORM, HTTP_HOST="evil.example")
    text = newest_mail("grace@example.org").text
    assert "evil.example" not in text
    assert "http://testserver/accounts/confirm-email/" in text


def test_accounts_are_not_made_by_the_dozen(client):
    for number in range(20):
        assert (
            client.post("/accounts/signup/", {**FORM, "email": f"n{number}@example.org"}).status_code == 302
        )
        client.cookies.clear()
    answer = client.post("/accounts/signup/", FORM)
    assert answer.status_code == 429
    assert "Too many tries" in answer.text
    assert User.objects.count() == 20
