"""Where somebody is signed in, and how to end it elsewhere."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

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


def test_one_other_place_is_ended_and_the_rest_goes_on(client, person):
    lost, other = Client(HTTP_USER_AGENT="Lynx/2.9"), Client(HTTP_USER_AGENT="Dillo/3.1")
    for visitor in (lost, other, client):
        sign_in(visitor, person)
    place = UserSession.objects.get(user_agent="Lynx/2.9")
    assert f'name="place" value="{place.pk}"' in client.get("/accounts/sessions/").text
    client.post("/accounts/sessions/", {"place": place.pk})
    assert not is_signed_in(lost)
    assert is_signed_in(other)
    assert is_signed_in(client)
    assert "Lynx/2.9" not in client.get("/accounts/sessions/").text


def test_by_its_number_nobody_ends_what_is_not_theirs(client, person):
    other = Client()
    sign_in(other, account())
    theirs = UserSession.objects.get()
    sign_in(client, person)
    client.post("/accounts/sessions/", {"place": theirs.pk})
    assert is_signed_in(other)
    assert "Sign out at" not in client.get("/accounts/sessions/").text, "one does not end where one is"
    client.post("/accounts/sessions/", {"place": UserSession.objects.get(user=person).pk})
    assert is_signed_in(client)


@pytest.mark.parametrize("place", ["x", "-1", "9" * 30, "\u0661"])
def test_a_place_that_is_no_number_is_not_found(client, person, place):
    sign_in(client, person)
    assert client.post("/accounts/sessions/", {"place": place}).status_code == 404


def test_looking_changes_nothing_and_costs_the_same_for_many(client, person):
    sign_in(client, person)
    for _ in range(2):  # says once that one has signed in; what all pages need is remembered
        client.get("/accounts/sessions/")
    counts = []
    for number in (2, 6):
        for _ in range(number):
            sign_in(Client(), person)
        with CaptureQueriesContext(connection) as queries:
            client.get("/accounts/sessions/")
        counts.append(len(queries))
        assert not any(one["sql"].startswith(("DELETE", "UPDATE", "INSERT")) for one in queries)
    assert counts[0] == counts[1]


def test_a_place_whose_password_was_changed_meanwhile_is_none(client, person):
    sign_in(Client(HTTP_USER_AGENT="Lynx/2.9"), person)
    person.set_password("a wholly different thing")
    person.save()
    sign_in(client, person, "a wholly different thing")
    assert "Lynx" not in client.get("/accounts/sessions/").text


def test_what_ended_by_itself_is_not_listed(client, person):
    gone = Client(HTTP_USER_AGENT="Lynx/2.9")
    sign_in(gone, person)
    Session.objects.filter(pk=gone.session.session_key).update(expire_date=timezone.now() - timedelta(days=1))
    sign_in(client, person)
    assert "Lynx" not in client.get("/accounts/sessions/").text


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
