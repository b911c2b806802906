"""A second factor is asked for wherever somebody comes in, and cannot be walked around."""

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from hub.core.models import OutgoingMail
from tests.accounts.conftest import PASSWORD, account, is_signed_in, link_in, newest_mail, sign_in

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    steps = list(counters())
    return format_hotp_value(hotp_value(secret, steps[len(steps) // 2]))


@pytest.fixture(autouse=True)
def slow_clock(settings):
    """No test fails because half a minute ended between making a code and sending it."""
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def secret() -> str:
    return generate_totp_secret()


@pytest.fixture
def protected(db, secret):
    """An editor with an authenticator app and recovery codes."""
    editor = account(email="grace@example.org")
    editor.groups.add(Group.objects.get(name="Editors"))
    TOTP.activate(editor, secret)
    RecoveryCodes.activate(editor)
    return editor


def test_a_password_alone_opens_neither_the_site_nor_the_admin(client, protected):
    assert sign_in(client, protected, next="/admin/")["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)
    assert client.get("/admin/").status_code == 302
    for door in ("/admin/login/", "/_util/login/"):
        client.post(door, {"username": protected.email, "password": PASSWORD, "next": "/admin/"})
        assert client.get("/admin/").status_code == 302
        assert not is_signed_in(client)


def test_a_code_of_the_app_opens_both(client, protected, secret):
    sign_in(client, protected, next="/admin/")
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code" in wrong.text
    right = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert right["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_is_used_once(client, protected, secret):
    code = code_of(secret)
    sign_in(client, protected)
    assert client.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    other = Client()
    sign_in(other, protected)
    assert other.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert not is_signed_in(other)


def test_a_recovery_code_opens_once(client, protected):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        visitor = Client()
        sign_in(visitor, protected)
        visitor.post("/accounts/2fa/authenticate/", {"code": code})
        assert is_signed_in(visitor) is expected


def test_codes_cannot_be_guessed(client, protected):
    sign_in(client, protected)
    for number in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": f"{number:06}"})
    assert "Too many" in client.post("/accounts/2fa/authenticate/", {"code": "000009"}).text


def test_a_forgotten_password_does_not_replace_the_second_factor(client, protected):
    client.post("/accounts/password/reset/", {"email": protected.email})
    form = client.get(link_in(newest_mail(protected.email)), follow=True)
    new = "a wholly different thing"
    done = client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True)
    assert "Your password is changed" in done.text
    assert not is_signed_in(client)
    assert sign_in(client, protected, new)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


def test_an_app_is_set_up_with_its_picture_in_the_page(client, person, django_capture_on_commit_callbacks):
    sign_in(client, person)
    page = client.get("/accounts/2fa/totp/activate/").text
    assert "data:" not in page
    assert re.search(r'<svg viewBox="0 0 \d+ \d+" role="img"', page)
    secret = re.search(r'class="secret">(\w+)<', page)[1]
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    assert "Recovery codes" in done.text
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    assert all(code in done.text for code in codes)
    assert "authenticator app was set up" in newest_mail(person.email).subject
    client.post("/accounts/logout/")
    assert sign_in(client, person)["Location"] == "/accounts/2fa/authenticate/"


def test_secrets_are_unreadable_in_the_database(protected, secret):
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    codes = Authenticator.objects.get(type="recovery_codes").wrap()
    assert codes.get_unused_codes()[0] not in stored


def test_secrets_survive_a_new_key_while_the_old_one_is_known(client, protected, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" + "9876543210" * 5
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_signed_in(client)


@pytest.mark.parametrize("path", ["totp/activate/", "webauthn/add/", "recovery-codes/generate/"])
def test_setting_one_up_needs_a_fresh_password(client, person, path):
    client.force_login(person)
    assert "/accounts/reauthenticate/" in client.get(f"/accounts/2fa/{path}")["Location"]


def test_it_cannot_be_removed_without_showing_again_who_one_is(client, protected):
    client.force_login(protected)
    answer = client.post("/accounts/2fa/totp/deactivate/")
    assert "/reauthenticate/" in answer["Location"]
    assert Authenticator.objects.filter(type="totp").exists()


def test_the_address_of_a_protected_account_can_be_changed(client, protected, secret):
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": "hopper@example.org"})
    protected.refresh_from_db()
    assert protected.email == "grace@example.org", "the old address counts until the new one is confirmed"
    client.post(link_in(newest_mail("hopper@example.org")))
    protected.refresh_from_db()
    assert protected.email == "hopper@example.org"
    assert "belongs to another address" in newest_mail("grace@example.org").text


class TestWhereTheAdminAsksForIt:
    @pytest.fixture(autouse=True)
    def asked(self, settings):
        settings.ADMIN_REQUIRES_MFA = True

    @pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/account/", "/admin/reports/"])
    def test_no_page_opens_before_it_is_set_up(self, client, administrator, path):
        client.force_login(administrator)
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")
        assert client.post(path).status_code == 302
        assert "with a second factor" in client.get("/accounts/2fa/").text

    def test_whoever_has_one_goes_in(self, client, protected, secret):
        sign_in(client, protected, next="/admin/")
        client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
        assert client.get("/admin/").status_code == 200

    def test_recovery_codes_alone_do_not_count(self, client, administrator):
        RecoveryCodes.activate(administrator)
        client.force_login(administrator)
        assert client.get("/admin/").status_code == 302

    def test_others_are_not_bothered(self, client, person):
        client.force_login(person)
        assert is_signed_in(client)
        assert client.get("/admin/", follow=True).status_code == 403

    def test_signing_out_stays_possible(self, client, administrator):
        client.force_login(administrator)
        assert client.post("/admin/logout/").status_code == 302
        assert not is_signed_in(client)


@pytest.mark.django_db(transaction=True)
def test_an_administrator_of_the_command_line_can_set_one_up(client, administrator, settings):
    settings.ADMIN_REQUIRES_MFA = True
    sign_in(client, administrator, next="/admin/")
    page = client.get("/accounts/2fa/totp/activate/").text
    secret = re.search(r'class="secret">(\w+)<', page)[1]
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert client.get("/admin/").status_code == 200


def test_whoever_runs_the_hub_helps_who_has_lost_everything(client, protected):
    call_command("remove_second_factor", "Grace@example.org", stdout=io.StringIO())
    sign_in(client, protected)
    assert is_signed_in(client)


def test_what_was_lost_is_signed_out_and_its_owner_told(client, protected, secret):
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_signed_in(client)
    call_command("remove_second_factor", protected.email, stdout=io.StringIO())
    assert not is_signed_in(client), "the lost telephone may have been signed in"
    assert "removed" in newest_mail(protected.email).subject


def test_where_there_was_none_nothing_happens(client, person):
    client.force_login(person)
    call_command("remove_second_factor", person.email, stdout=io.StringIO())
    assert is_signed_in(client)
    assert not OutgoingMail.objects.exists()


def test_an_address_without_an_account_is_told_so():
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        call_command("remove_second_factor", "nobody@example.org")
