"""Every way around a second factor that somebody with the password, a link or an old session might try."""

from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings as configured
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import get_resolver
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from tests.accounts.conftest import PASSWORD, account, is_signed_in, link_in, newest_mail, sign_in
from tests.accounts.passkeys import Passkey, challenge_of
from tests.accounts.test_second_factor import code_of

pytestmark = pytest.mark.django_db

SIGNS_IN = {
    "LoginView",
    "PasswordResetConfirmView",
    "LogoutThenLoginView",
}  # Django's, and what others make of them
SENSITIVE = [
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/recovery-codes/download/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/keys/KEY/remove/",
    "/accounts/2fa/webauthn/keys/KEY/edit/",
    "/accounts/email/",
    "/me/export/",
    "/me/delete/",
]


@pytest.fixture(autouse=True)
def slow_clock(settings):
    settings.MFA_TOTP_TOLERANCE = 1


@pytest.fixture
def secret() -> str:
    return generate_totp_secret()


@pytest.fixture
def protected(db, secret):
    """An editor with an app, a passkey and recovery codes."""
    editor = account(email="grace@example.org")
    editor.groups.add(Group.objects.get(name="Editors"))
    TOTP.activate(editor, secret)
    RecoveryCodes.activate(editor)
    Passkey(editor)
    return editor


def session_of(user) -> Client:
    """A browser whose session says who it is, as one from before there was a second factor; no page made it."""
    store = import_module(configured.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = configured.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    visitor = Client()
    visitor.cookies["sessionid"] = store.session_key
    return visitor


def addresses(patterns, prefix=""):
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from addresses(one.url_patterns, prefix + str(one.pattern))
        else:
            yield prefix + str(one.pattern), one.callback


# --- Other doors -----------------------------------------------------------------------------------


def test_no_other_page_can_sign_anybody_in(client, protected):
    """Whatever Django, Wagtail or an app brings: those of their pages that sign in are behind ours or gone."""
    known = {
        "accounts/login/",
        "accounts/password/reset/key/",  # sets a password and signs nobody in
        "accounts/2fa/webauthn/login/",
    }
    found = set()
    for path, view in addresses(get_resolver().url_patterns):
        kind = getattr(view, "view_class", None)
        bases = {base.__name__ for base in kind.__mro__} if kind else set()
        if bases & SIGNS_IN:
            found.add(path.lstrip("^"))
    others = {path for path in found if not any(path.startswith(own) for own in known)}
    # Wagtail's are named here, and answered before it comes to them.
    assert others <= {
        "admin/login/",
        "_util/login/",
        "admin/password_reset/confirm/<uidb64>/<token>/",
    }
    for path in ("/admin/login/", "/_util/login/"):
        answer = client.post(path, {"username": protected.email, "password": PASSWORD, "next": "/admin/"})
        assert answer["Location"].startswith("/accounts/login/")
    assert not is_signed_in(client)


def test_djangos_own_admin_is_nowhere():
    assert "django.contrib.admin" not in configured.INSTALLED_APPS
    assert not [
        path for path, view in addresses(get_resolver().url_patterns) if "contrib.admin" in view.__module__
    ]


def test_one_backend_alone_knows_passwords():
    assert configured.AUTHENTICATION_BACKENDS == ["allauth.account.auth_backends.AuthenticationBackend"]


def test_wagtails_link_to_a_new_password_opens_nothing(client, protected):
    uid = urlsafe_base64_encode(force_bytes(protected.pk))
    token = default_token_generator.make_token(protected)
    for path in (
        f"/admin/password_reset/confirm/{uid}/{token}/",
        "/admin/password_reset/confirm/x/set-password/",
    ):
        form = {"new_password1": "a wholly different thing", "new_password2": "a wholly different thing"}
        assert client.get(path).status_code == 404
        assert client.post(path, form).status_code == 404
    protected.refresh_from_db()
    assert protected.check_password(PASSWORD)


def test_the_password_of_a_page_signs_nobody_in(client, protected):
    client.post("/_util/authenticate_with_password/1/1/", {"password": PASSWORD, "return_url": "/"})
    assert not is_signed_in(client)


# --- Half signed in --------------------------------------------------------------------------------


@pytest.mark.parametrize("remember", ["", "on"])
def test_a_password_leaves_no_cookie_that_remembers_anything(client, protected, secret, remember):
    """Having been here once with the second factor spares it no second time."""
    sign_in(client, protected, remember=remember)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_signed_in(client)
    assert set(client.cookies) <= {"sessionid", "csrftoken", "messages"}
    client.post("/accounts/logout/")
    assert sign_in(client, protected, remember=remember)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/me/", "/accounts/email/", "/accounts/2fa/", "/accounts/password/change/", *SENSITIVE],
)
def test_between_password_and_second_factor_nothing_opens(client, protected, path):
    sign_in(client, protected)
    for answer in (client.get(path.replace("KEY", "1")), client.post(path.replace("KEY", "1"))):
        assert answer.status_code in {302, 405}
        assert answer.get("Location", "/accounts/login/").startswith(("/accounts/login/", "/admin/login/"))


def test_a_sign_in_is_finished_or_left_before_another_begins(client, protected, secret):
    """So nobody gets past one password and finishes as somebody else."""
    other = account(email="other@example.org")
    sign_in(client, protected)
    assert sign_in(client, other)["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client)
    client.post("/accounts/logout/")
    sign_in(client, other)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert "other@example.org" in client.get("/me/").text


def test_the_code_of_one_account_opens_no_other(client, protected):
    mine = generate_totp_secret()
    attacker = account(email="mallory@example.org")
    TOTP.activate(attacker, mine)
    sign_in(client, protected)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(mine)})
    assert not is_signed_in(client)


def test_a_planted_session_is_left_behind_at_the_second_factor(client, protected, secret):
    session = client.session
    session["planted"] = "1"
    session.save()
    planted = client.cookies["sessionid"] = session.session_key
    sign_in(client, protected)
    half = client.cookies["sessionid"].value
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    whole = client.cookies["sessionid"].value
    assert whole not in {planted, half}
    for old in {planted, half}:
        thief = Client()
        thief.cookies["sessionid"] = old
        assert not is_signed_in(thief)


# --- A session from before, or from nowhere --------------------------------------------------------


def test_a_session_without_the_second_factor_opens_no_page_of_the_admin(protected, secret):
    visitor = session_of(protected)
    assert is_signed_in(visitor), "the session itself is good"
    answer = visitor.get("/admin/pages/?x=1")
    assert answer["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Fpages%2F%3Fx%3D1"
    assert visitor.post("/admin/account/").status_code == 302
    given = visitor.post(answer["Location"], {"code": code_of(secret), "next": "/admin/pages/?x=1"})
    assert given["Location"] == "/admin/pages/?x=1"
    assert visitor.get("/admin/").status_code == 200


def test_the_password_alone_does_not_mend_that(protected):
    visitor = session_of(protected)
    visitor.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/admin/"})
    assert visitor.get("/admin/")["Location"].startswith("/accounts/2fa/reauthenticate/")


@pytest.mark.django_db(transaction=True)
def test_setting_one_up_ends_what_a_password_alone_had_opened(client):
    """Otherwise a thief of the password, already in, would stay."""
    person = account(email="ada@example.org")
    thief = Client()
    sign_in(thief, person)
    sign_in(client, person)
    set_up(client)
    assert is_signed_in(client)
    assert not is_signed_in(thief)
    assert UserSession.objects.filter(user=person).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_one_ends_nothing(client, protected, secret):
    """Whoever is in has shown a second factor already."""
    protected.authenticator_set.filter(type="totp").delete()
    sign_in(client, protected)
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    client.post("/accounts/2fa/authenticate/", {"code": code})
    elsewhere = session_of(protected)
    set_up(client)
    assert is_signed_in(elsewhere)


def set_up(client):
    client.get("/accounts/2fa/totp/activate/")
    done = client.post(
        "/accounts/2fa/totp/activate/", {"code": code_of(client.session["mfa.totp.secret"])}, follow=True
    )
    assert "Recovery codes" in done.text


# --- Taking it away --------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SENSITIVE)
def test_an_unlocked_browser_is_not_enough_to_take_it_away_or_let_others_in(protected, path):
    """Somebody at a browser left signed in has to show again who they are, whatever they send."""
    path = path.replace("KEY", str(Authenticator.objects.get(type="webauthn").pk))
    form = {"email": "mallory@example.org", "action_add": "", "address": protected.email, "name": "Mine"}
    answers = [session_of(protected).post(path, form), session_of(protected).get(path)]
    looking = (
        405 if path not in {"/accounts/email/", "/me/delete/"} else 200
    )  # these two only ask what one wants
    asked = [answer for answer in answers if answer.status_code not in {405, looking}]
    assert asked
    assert all("/reauthenticate/" in answer["Location"] for answer in asked)
    assert Authenticator.objects.filter(user=protected).count() == 3
    protected.refresh_from_db()
    assert protected.email == "grace@example.org"
    assert not protected.emailaddress_set.filter(email="mallory@example.org").exists()


def test_a_key_of_somebody_else_is_not_found(client, protected):
    mallory = account(email="mallory@example.org")
    sign_in(client, mallory)
    key = Authenticator.objects.get(type="webauthn").pk
    for what in ("remove", "edit"):
        assert client.post(f"/accounts/2fa/webauthn/keys/{key}/{what}/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.get(pk=key).wrap().name == "Key"


def test_a_changed_password_takes_the_old_one(protected):
    visitor = session_of(protected)
    new = "a wholly different thing"
    visitor.post("/accounts/password/change/", {"oldpassword": "wrong", "password1": new, "password2": new})
    protected.refresh_from_db()
    assert protected.check_password(PASSWORD)


# --- Passkeys --------------------------------------------------------------------------------------


def use(client, credential: str) -> bool:
    client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
    return is_signed_in(client)


@pytest.fixture
def key(person) -> Passkey:
    return Passkey(person)


def test_a_passkey_opens_its_account_and_counts_as_second_factor(client, protected):
    key = Passkey(protected)
    assert use(client, key.answer(challenge_of(client)))
    assert client.get("/admin/").status_code == 200


def test_a_stolen_key_without_its_owners_finger_opens_nothing_by_itself(client, key):
    assert not use(client, key.answer(challenge_of(client), verified=False))


def test_an_answer_counts_once_and_only_for_who_was_asked(client, key):
    answer = key.answer(challenge_of(client))
    other = Client()
    challenge_of(other)
    assert not use(other, answer)
    assert not use(Client(), answer)
    assert use(client, answer)
    client.post("/accounts/logout/")
    assert not use(client, answer)


def test_a_key_of_one_account_opens_no_other(client, key, protected):
    key.user = protected
    assert not use(client, key.answer(challenge_of(client)))


def test_a_removed_key_opens_nothing(client, key):
    challenge = challenge_of(client)
    key.row.delete()
    assert not use(client, key.answer(challenge))


@pytest.mark.parametrize("credential", ["{}", "null", "x", "[]", '{"response": {"userHandle": "MQ"}}', ""])
def test_what_is_no_answer_opens_nothing_and_breaks_nothing(client, key, credential):
    challenge_of(client)
    assert client.post("/accounts/2fa/webauthn/login/", {"credential": credential}).status_code < 500
    assert not is_signed_in(client)


def test_an_inactive_account_is_not_opened_by_its_key(client, key, person):
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert not use(client, key.answer(challenge_of(client)))


# --- A new password --------------------------------------------------------------------------------


def test_a_new_password_by_mail_keeps_the_second_factor_and_ends_what_was_open(client, protected, secret):
    inside = Client()
    sign_in(inside, protected)
    inside.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert is_signed_in(inside)
    client.post("/accounts/password/reset/", {"email": protected.email})
    form = client.get(link_in(newest_mail(protected.email)), follow=True).redirect_chain[-1][0]
    new = "a wholly different thing"
    client.post(form, {"password1": new, "password2": new})
    assert not is_signed_in(client)
    assert not is_signed_in(inside)
    assert Authenticator.objects.filter(user=protected).count() == 3
    assert sign_in(client, protected, new)["Location"] == "/accounts/2fa/authenticate/"
