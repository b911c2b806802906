"""There is one place where people sign in, for the site and for the admin."""

import io

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from hub.core.models import User
from tests.accounts.conftest import PASSWORD, account, is_signed_in, sign_in
from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("door", ["/admin/login/", "/_util/login/"])
def test_other_doors_lead_to_the_one(client, person, door):
    answer = client.get(door, {"next": "/admin/pages/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=%2Fadmin%2Fpages%2F"
    form = {"username": person.email, "password": PASSWORD, "next": "/admin/"}
    assert client.post(door, form)["Location"].startswith("/accounts/login/")
    assert not is_signed_in(client)


def test_the_admin_is_entered_by_the_sites_own_sign_in(client):
    editor = account()
    editor.groups.add(Group.objects.get(name="Editors"))
    asked = client.get("/admin/", follow=True)
    assert asked.redirect_chain[-1] == ("/accounts/login/?next=%2Fadmin%2F", 302)
    answer = sign_in(client, editor, next="/admin/")
    assert answer["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_an_administrator_from_the_command_line_can_sign_in_at_once(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", email="root@example.org", interactive=False, stdout=io.StringIO())
    answer = sign_in(client, User.objects.get(), next="/admin/")
    assert answer["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert EmailAddress.objects.get().verified


def test_an_account_that_an_administrator_made_shows_first_that_its_address_is_its_own(client):
    user = User.objects.create_user("new@example.org", PASSWORD, is_staff=True)
    assert sign_in(client, user)["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "path",
    ["/admin/password_reset/", "/admin/password_reset/confirm/MQ/set-password/"],
)
def test_the_admin_resets_no_password(client, path):
    assert client.get(path).status_code == 404
    assert client.post(path, {"email": "ada@example.org"}).status_code == 404


def test_the_admins_account_page_changes_neither_password_nor_address(client, administrator):
    client.force_login(administrator)
    page = client.get("/admin/account/").text
    assert "old_password" not in page
    assert f'value="{administrator.email}"' not in page


def test_who_may_not_open_a_page_is_told_so_instead_of_sent_in_circles(client, person):
    sign_in(client, person)
    refused = client.get("/admin/", follow=True)
    assert refused.status_code == 403
    assert "Your account may not open this" in refused.text
    assert len(refused.redirect_chain) == 1


def test_who_is_in_already_is_let_through(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/login/")["Location"] == "/admin/"


def test_a_page_for_a_group_is_refused_to_others_without_going_in_circles(client, administrator, person):
    entry = QuestionPageFactory(title="The merger question", live=True)
    restriction = PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name="Editors"))
    client.force_login(person)
    refused = client.get(entry.get_url(), follow=True)
    assert refused.status_code == 403
    assert "The merger question" not in refused.text


def test_a_private_page_opens_after_signing_in(client, person):
    entry = QuestionPageFactory(title="The merger question", live=True)
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    asked = client.get(entry.get_url(), follow=True)
    assert "Sign in" in asked.text
    assert "The merger question" not in asked.text
    assert sign_in(client, person, next=entry.get_url())["Location"] == entry.get_url()
    assert "The merger question" in client.get(entry.get_url()).text


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:///evil"],
)
def test_nobody_is_led_elsewhere_by_signing_in_or_out(client, person, target):
    assert sign_in(client, person, next=target)["Location"] == "/me/"
    assert client.post("/accounts/logout/", {"next": target})["Location"] == "/"
    assert (
        "evil"
        not in client.get("/admin/login/", {"next": target}, follow=True)
        .redirect_chain[-1][0]
        .partition("?")[0]
    )


def test_looking_at_the_page_that_signs_out_does_not_sign_out(client, person):
    sign_in(client, person)
    client.get("/accounts/logout/")
    assert is_signed_in(client)
    client.post("/accounts/logout/")
    assert not is_signed_in(client)


def test_an_inactive_person_is_not_let_in(client):
    gone = account(is_active=False)
    answer = sign_in(client, gone)
    assert answer["Location"] == "/accounts/inactive/"
    assert not is_signed_in(client)


def test_signing_in_changes_the_session(client, person):
    client.get("/accounts/login/")
    client.session["planted"] = "1"
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, person)
    assert client.cookies["sessionid"].value != before


def test_guessing_is_slowed_down(client, person):
    for _ in range(5):
        sign_in(client, person, password="wrong")
    answer = sign_in(client, person)
    assert "Too many failed login attempts" in answer.text
    assert not is_signed_in(client)
