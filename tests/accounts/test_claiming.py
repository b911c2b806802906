"""What somebody sent as a guest becomes theirs with the address they have shown to be their own."""

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from contributions.submissions.models import Submission
from tests.accounts.conftest import account, link_in, newest_mail, sign_in
from tests.contributions.factories import submission

pytestmark = pytest.mark.django_db


def sent_by(address: str, confirmed: bool = True) -> Submission:
    sent = submission(email=address)
    Submission.objects.filter(pk=sent.pk).update(email_confirmed_at=timezone.now() if confirmed else None)
    return sent


def owner(sent: Submission):
    sent.refresh_from_db()
    return sent.contributor


def test_it_is_theirs_when_the_address_is_confirmed(client):
    sent = sent_by("ada@example.org")
    user = account(verified=False, email="ada@example.org")
    sign_in(client, user)
    assert owner(sent) is None
    client.post(link_in(newest_mail("ada@example.org")))
    assert owner(sent) == user


def test_what_was_sent_later_is_theirs_at_the_next_sign_in(client, person):
    sent = sent_by(person.email)
    others = sent_by("other@example.org")
    unconfirmed = sent_by(person.email, confirmed=False)
    sign_in(client, person)
    assert owner(sent) == person
    assert owner(others) is None
    assert owner(unconfirmed) is None


def test_an_address_somebody_else_wrote_into_the_account_takes_nothing(client, person):
    sent = sent_by("victim@example.org")
    type(person).objects.filter(pk=person.pk).update(email="victim@example.org")
    assert EmailAddress.objects.get().email == "ada@example.org"
    sign_in(client, person)  # by the address that is still confirmed
    assert owner(sent) is None


def test_what_was_sent_is_on_the_page_in_the_file_and_loses_its_name(client, person):
    sent = sent_by(person.email)
    sign_in(client, person)
    assert sent.title in client.get("/me/").text
    assert sent.title in client.post("/me/export/").text
    client.post("/me/delete/", {"address": person.email})
    sent.refresh_from_db()
    assert (sent.contributor, sent.email, sent.name) == (None, "", "")
