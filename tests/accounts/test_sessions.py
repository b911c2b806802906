"""Where somebody is signed in, and how to end it elsewhere."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tests.accounts.conftest import account, is_signed_in, sign_in

pytestmark = pytest.mark.django_db


def test_other_places_are_listed_and_signed_out(client, person):
    elsewhere = Client(HTTP_USER_AGENT="Lynx/2.9", REMOTE_ADDR="192.0.2.9")
    sign_in(elsewhere, person)
    sign_in(client, person)
    page = client.get("/accounts/sessions/").text
    assert "Lynx/2.9" in page
    assert "192.0.2.9" in page
    client.post("/accounts/sessions/")
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_nobody_sees_or_ends_what_is_not_theirs(client, person):
    other = Client(HTTP_USER_AGENT="Lynx/2.9")
    sign_in(other, account())
    sign_in(client, person)
    assert "Lynx" not in client.get("/accounts/sessions/").text
    client.post("/accounts/sessions/")
    assert is_signed_in(other)


@pytest.mark.parametrize(
    ("sent_from", "kept"),
    [
        ({"REMOTE_ADDR": "192.0.2.9"}, "192.0.2.9"),
        ({"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::"),
        ({"REMOTE_ADDR": ""}, "::"),
        ({"REMOTE_ADDR": "192.0.2.9", "HTTP_X_FORWARDED_FOR": "198.51.100.1"}, "192.0.2.9"),
    ],
)
def test_the_address_kept_is_the_one_that_can_be_believed(person, sent_from, kept):
    sign_in(Client(**sent_from), person)
    assert UserSession.objects.get().ip == kept


def test_the_limits_count_who_really_sent_it(person, settings):
    """Whoever writes a new address into each request gains no more tries."""
    for number in range(10):
        visitor = Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
        sign_in(visitor, account(email=f"victim{number}@example.org"), password="wrong")
    last = sign_in(Client(HTTP_X_FORWARDED_FOR="198.51.100.77"), person, password="wrong")
    assert "Too many" in last.text


@pytest.mark.parametrize("path", ["/", "/questions/", "/about/"])
def test_public_pages_are_the_same_for_who_is_signed_in(client, person, path):
    stranger = Client().get(path)
    sign_in(client, person)
    known = client.get(path)
    assert known.content == stranger.content
    assert "public" in known["Cache-Control"]
    assert not known.cookies
