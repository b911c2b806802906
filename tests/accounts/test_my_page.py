"""A person's own page: how they are named, all their data as a file, and the end of the account."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page
from wagtail.users.models import UserProfile

from hub.core import mail, personal
from hub.core.models import OutgoingMail, User
from hub.core.personal import PersonalData
from tests.accounts.conftest import PASSWORD, account, is_signed_in, newest_mail, sign_in
from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, person):
    """The browser of somebody who has just given their password."""
    sign_in(client, person)
    return client


@pytest.fixture
def app():
    """An app that keeps something about people, and what became of it."""
    told: list[str] = []
    data = PersonalData(
        key="bookmarks",
        label="Bookmarks",
        export=lambda user: [{"entry": "FLSK-MID-004"}],
        erase=lambda user: told.append(user.email),
        template="accounts/deleted.html",
    )
    personal.register(data)
    yield told
    personal._registered.pop("bookmarks")


@pytest.mark.parametrize("path", ["/me/", "/me/profile/", "/me/delete/"])
def test_it_is_for_who_is_signed_in_and_kept_by_nobody_else(client, person, path):
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
    sign_in(client, person)
    answer = client.get(path)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer.text


def test_what_apps_keep_is_shown(mine, app):
    assert '<section id="bookmarks">' in mine.get("/me/").text


def test_how_somebody_is_named_is_theirs_to_say(mine, person):
    form = {"display_name": "Ada L.", "link": "https://ada.example/", "credited": "on"}
    assert mine.post("/me/profile/", form)["Location"] == "/me/"
    person.refresh_from_db()
    assert (person.display_name, person.link, person.credited) == ("Ada L.", "https://ada.example/", True)
    assert "Ada L." in mine.get("/me/").text


@pytest.mark.parametrize(
    "form",
    [
        {"credited": "on"},
        {"display_name": "x" * 121},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://ada.example/"},
        {"link": "https://ada.example/" + "x" * 500},
    ],
)
def test_what_cannot_be_shown_is_refused(mine, person, form):
    assert mine.post("/me/profile/", form).status_code == 200
    person.refresh_from_db()
    assert (person.display_name, person.link, person.credited) == ("", "", False)


def test_nobody_gives_themselves_rights_by_the_form(mine, person):
    mine.post("/me/profile/", {"display_name": "Ada", "is_superuser": "on", "email": "x@example.org"})
    person.refresh_from_db()
    assert (person.is_superuser, person.email) == (False, "ada@example.org")


class TestExport:
    def test_everything_is_in_one_file(self, mine, person, app):
        RecoveryCodes.activate(person)
        SocialAccount.objects.create(user=person, provider="github", uid="77", extra_data={"login": "ada"})
        mail.send("test", person.email, {}, category="account")
        QuestionPageFactory(owner=person, title="Mine")

        answer = mine.post("/me/export/")
        assert answer["Content-Disposition"] == 'attachment; filename="my-data.json"'
        assert "no-store" in answer["Cache-Control"]
        known = json.loads(answer.content)
        assert set(known) >= {data.key for data in personal.registered()}
        assert known["bookmarks"] == [{"entry": "FLSK-MID-004"}]
        assert known["account"]["address"] == person.email
        assert known["account"]["second_factors"][0]["kind"] == "Recovery codes"
        assert known["account"]["signed_in_by"][0]["uid"] == "77"
        assert len(known["account"]["signed_in_at"]) == 1
        assert known["mail"][0]["category"] == "account"
        assert [page["title"] for page in known["work"]["pages"]] == ["Mine"]

    def test_no_secret_and_nobody_else_is_in_it(self, mine, person):
        RecoveryCodes.activate(person)
        other = account(email="other@example.org")
        QuestionPageFactory(owner=other, title="Theirs")
        mail.send("test", other.email, {}, category="account")
        text = mine.post("/me/export/").text
        assert person.password not in text
        assert "seed" not in text
        assert "other@example.org" not in text
        assert "Theirs" not in text

    def test_it_takes_a_fresh_password(self, client, person):
        client.force_login(person)
        asked = client.post("/me/export/")
        assert asked["Location"] == "/accounts/reauthenticate/?next=%2Fme%2Fexport%2F"
        given = client.post(asked["Location"], {"password": PASSWORD, "next": "/me/export/"})
        assert json.loads(given.content)["account"]["address"] == person.email

    def test_a_link_takes_nothing(self, mine):
        assert mine.get("/me/export/").status_code == 405

    def test_it_takes_no_more_queries_for_more_data(self, mine, person):
        counts = []
        for number in (1, 3):
            for _ in range(number):
                mail.send("test", person.email, {}, category="account")
                QuestionPageFactory(owner=person)
            with CaptureQueriesContext(connection) as queries:
                mine.post("/me/export/")
            counts.append(len(queries))
        assert counts[0] == counts[1]


class TestDeletion:
    def delete(self, client, address: str = "ada@example.org"):
        return client.post("/me/delete/", {"address": address})

    def test_the_person_goes_and_a_last_mail_says_so(self, mine, person, app):
        answer = self.delete(mine)
        assert answer["Location"] == "/me/deleted/"
        assert not User.objects.filter(pk=person.pk).exists()
        assert app == ["ada@example.org"], "each app was asked to forget"
        assert not is_signed_in(mine)
        assert "is deleted" in newest_mail("ada@example.org").text

    def test_entries_stay_without_their_owner(self, mine, person):
        entry = QuestionPageFactory(owner=person, live=True)
        entry.save_revision(user=person)
        self.delete(mine)
        entry.refresh_from_db()
        assert entry.live
        assert entry.owner is None
        assert entry.latest_revision.user is None
        assert mine.get(entry.url).status_code == 200

    def test_everything_that_says_who_it_was_goes(self, mine, person, django_capture_on_commit_callbacks):
        RecoveryCodes.activate(person)
        SocialAccount.objects.create(user=person, provider="github", uid="77")
        profile = UserProfile.get_for_user(person)
        profile.avatar.save("ada.png", ContentFile(b"picture"))
        storage, name = profile.avatar.storage, profile.avatar.name
        ModelLogEntry.objects.log_action(person, "wagtail.edit", user=person)
        mail.send("test", person.email, {}, category="status")
        Page.objects.first().save_revision(user=person)

        with django_capture_on_commit_callbacks(execute=True):
            self.delete(mine)
        for model in (EmailAddress, UserSession, SocialAccount, UserProfile):
            assert not model.objects.exists()
        assert not storage.exists(name)
        assert person.get_full_name() not in str(list(ModelLogEntry.objects.values()))
        sent = OutgoingMail.objects.order_by("pk").values_list("recipient", "state")
        assert list(sent) == [("", "suppressed"), ("ada@example.org", "sent")], (
            "only the last mail still went"
        )

    def test_other_places_are_signed_out(self, mine, person):
        elsewhere = Client()
        sign_in(elsewhere, person)
        self.delete(mine)
        assert not is_signed_in(elsewhere)

    def test_the_address_may_be_used_for_a_new_account(self, mine, person):
        self.delete(mine)
        mine.post("/accounts/signup/", {"email": person.email, "password1": PASSWORD})
        assert User.objects.filter(email=person.email).exists()

    @pytest.mark.parametrize("typed", ["", "delete", "other@example.org"])
    def test_a_slip_deletes_nothing(self, mine, person, typed):
        assert self.delete(mine, typed).status_code == 200
        assert User.objects.filter(pk=person.pk).exists()

    def test_looking_deletes_nothing(self, mine, person):
        mine.get("/me/delete/", {"address": person.email})
        assert User.objects.filter(pk=person.pk).exists()

    def test_it_takes_a_fresh_password(self, client, person):
        client.force_login(person)
        assert "/reauthenticate/" in self.delete(client)["Location"]
        assert User.objects.filter(pk=person.pk).exists()

    def test_an_old_password_is_not_fresh(self, mine, person, monkeypatch):
        later = timezone.now() + timedelta(minutes=11)
        monkeypatch.setattr("time.time", later.timestamp)
        assert "/reauthenticate/" in self.delete(mine)["Location"]

    def test_the_only_administrator_cannot_go(self, client, administrator):
        sign_in(client, administrator)
        assert "only administrator" in self.delete(client, administrator.email).text
        assert User.objects.filter(pk=administrator.pk).exists()

        account(is_superuser=True, is_active=False)
        assert "only administrator" in self.delete(client, administrator.email).text

        account(is_superuser=True)
        assert self.delete(client, administrator.email).status_code == 302

    def test_what_one_app_cannot_do_leaves_everything_as_it_was(self, mine, person):
        def refuse(user):
            raise RuntimeError("not today")

        personal.register(PersonalData("last", "Last", lambda user: None, refuse, position=999))
        try:
            with pytest.raises(RuntimeError):
                self.delete(mine)
        finally:
            personal._registered.pop("last")
        assert is_signed_in(mine)
        assert OutgoingMail.objects.filter(recipient=person.email).count() == 0


def test_an_account_that_an_administrator_deletes_is_forgotten_alike(client, administrator, person, app):
    ModelLogEntry.objects.log_action(person, "wagtail.edit", user=administrator)
    client.force_login(administrator)
    assert client.post(f"/admin/users/delete/{person.pk}/").status_code == 302
    assert not User.objects.filter(pk=person.pk).exists()
    assert app == ["ada@example.org"]
    assert person.get_full_name() not in str(list(ModelLogEntry.objects.values()))
