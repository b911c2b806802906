"""Accounts in a real browser: from signing up to a passkey, with and without scripts, on every page."""

import json
import re
from functools import partial
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, expect

from hub.core.models import User
from tests.accounts.conftest import PASSWORD, account
from tests.browser.mailbox import newest_to
from tests.core.mail.conftest import inbox, queue_only  # noqa: F401 - fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENTRANCE = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/nobody/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-none/",
    "/accounts/password/reset/key/done/",
    "/accounts/inactive/",
    "/me/deleted/",
]
OWN = [
    "/me/",
    "/me/profile/",
    "/me/delete/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/admin/login/",
]


@pytest.fixture
def site(live_server, settings) -> str:
    """The site by a name: a browser makes no passkey for a bare number. Links in mail lead to it."""
    settings.SITE_URL = live_server.url.replace("127.0.0.1", "localhost")
    return settings.SITE_URL


@pytest.fixture
def mailbox(inbox):  # noqa: F811 - the fixture of that name
    """Returns subject and text of the newest mail to somebody, delivered by SMTP."""
    return partial(newest_to, inbox)


@pytest.fixture
def browse(chromium, site):
    """Opens pages that must not complain."""
    contexts, complaints = [], []

    def open_page(**options) -> Page:
        context = chromium.new_context(base_url=site, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(said) -> bool:
    # 401 is how a browser learns that its account went while it was carrying something to it.
    expected = re.search(r"status of 40[134]", said.text)
    return said.type == "error" and not expected


def sign_in(page: Page, address: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def link_in(text: str, site: str) -> str:
    return re.search(rf"{re.escape(site)}/accounts/\S+", text)[0]


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()


def stands_at(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def set_up_an_app(page: Page) -> tuple[str, list[str]]:
    """Returns the key of the app and the recovery codes, as the pages show them."""
    page.get_by_role("link", name="Second factor and passkeys").click()
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Use this app").click()
    stands_at(page, "Recovery codes")
    return secret, page.locator(".codes code").all_inner_texts()


@pytest.mark.parametrize("scripts", [True, False])
def test_from_signing_up_to_a_second_factor(browse, settings, site, mailbox, scripts):
    settings.MFA_TOTP_TOLERANCE = 1
    page = browse(java_script_enabled=scripts, viewport={"width": 390, "height": 800})
    page.goto("/")
    page.locator("header").get_by_role("link", name="Your page").click()
    page.get_by_role("link", name="Make an account").click()
    page.get_by_label("E-mail address").fill("grace@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Make an account").click()
    stands_at(page, "Look into your mailbox")
    page.goto("/me/")
    stands_at(page, "Sign in")

    subject, text = mailbox("grace@example.org")
    assert "Confirm your address" in subject
    page.goto(link_in(text, site))
    page.get_by_role("button", name="Yes, confirm it").click()
    sign_in(page, "grace@example.org")
    stands_at(page, "Your page")
    secret, codes = set_up_an_app(page)
    assert "authenticator app was set up" in mailbox("grace@example.org")[0]

    for code in (code_of(secret), codes[0]):
        sign_out(page)
        Authenticator.objects.filter(type="totp").update(last_used_at=None)
        cache.clear()  # a code counts once; half a minute later there would be another
        sign_in(page, "grace@example.org")
        stands_at(page, "One more step")
        page.get_by_label("Code").fill("000000")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_text("Incorrect code")).to_be_visible()
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Sign in").click()
        stands_at(page, "Your page")

    sign_out(page)
    sign_in(page, "grace@example.org")
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    stands_at(page, "One more step")  # a recovery code opens once


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(browse, site, mailbox):
    person = account(email="ada@example.org")
    page = browse()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/accounts/password/reset/done/"))
    link = link_in(mailbox(person.email)[1], site)
    page.goto(link)
    stands_at(page, "Choose a new password")
    page.get_by_label("The new password").fill("a wholly different thing")
    page.get_by_label("The same once more").fill("a wholly different thing")
    page.get_by_role("main").get_by_role("button").click()
    stands_at(page, "Your password is changed")
    page.goto("/me/")
    stands_at(page, "Sign in")  # the link alone lets nobody in

    sign_in(page, person.email)
    expect(page.get_by_role("alert").first).to_be_visible()  # the old one
    page.get_by_label("Password").fill("a wholly different thing")
    page.get_by_role("button", name="Sign in", exact=True).click()
    stands_at(page, "Your page")
    assert "password" in mailbox(person.email)[0]
    page.goto(link)
    expect(page.get_by_role("main")).to_contain_text("leads no further")


def test_another_place_is_seen_and_signed_out(browse):
    person = account(email="ada@example.org")
    here, there = browse(), browse(user_agent="Mozilla/5.0 (a telephone that was lost)")
    for page in (here, there):
        sign_in(page, person.email)
        stands_at(page, "Your page")
    here.get_by_role("link", name="Where you are signed in").click()
    expect(here.get_by_text("a telephone that was lost")).to_be_visible()
    here.get_by_role("button", name="Sign out at 127.0.0.1").click()
    expect(here.get_by_text("Signed out there.")).to_be_visible()
    expect(here.get_by_text("a telephone that was lost")).to_have_count(0)
    there.goto("/me/")
    stands_at(there, "Sign in")
    here.goto("/me/")
    stands_at(here, "Your page")


def test_a_passkey_is_added_and_opens_the_account_by_itself(browse):
    person = account(email="ada@example.org")
    page = browse()
    key = page.context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    abilities = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key.send("WebAuthn.addVirtualAuthenticator", {"options": abilities})

    sign_in(page, person.email)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Name").fill("My telephone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    assert str(Authenticator.objects.get(type="webauthn")) == "My telephone"

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your page")

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, person.email)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your page")

    Authenticator.objects.filter(type="recovery_codes").delete()
    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    sign_out(page)
    sign_in(page, person.email)
    stands_at(page, "Your page")


def test_a_passkey_that_fails_says_so(browse):
    page = browse()
    page.goto("/accounts/login/")
    refuse = "navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    page.evaluate(f"() => {{ {refuse} }}")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_have_text(
        "Nothing was chosen, or it took too long. Please try again."
    )


def test_without_scripts_no_button_promises_what_it_cannot_do(browse):
    page = browse(java_script_enabled=False)
    page.goto("/accounts/login/")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


def test_all_data_is_saved_and_the_account_deleted(browse, mailbox):
    person = account(email="ada@example.org")
    page = browse(java_script_enabled=False)
    sign_in(page, person.email)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Take everything along").click()
    assert saved.value.suggested_filename == "my-data.json"
    known = json.loads(Path(saved.value.path()).read_text())
    assert known["account"]["address"] == person.email
    assert set(known) >= {"account", "mail", "work", "submissions", "newsletter", "testimonials", "desk"}

    page.get_by_role("link", name="Delete your account").click()
    page.get_by_label("Type the address of your account").fill("somebody@example.org")
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_text("This is not the address of your account.")).to_be_visible()
    page.get_by_label("Type the address of your account").fill(person.email)
    page.get_by_role("button", name="Delete my account").click()
    stands_at(page, "Your account is deleted")
    assert not EmailAddress.objects.exists()
    assert not User.objects.exists()
    assert "is deleted" in mailbox(person.email)[0]
    sign_in(page, person.email)
    stands_at(page, "Sign in")


@pytest.fixture
def cookie(site) -> dict:
    """The session of somebody with an authenticator app, a passkey and a changed address."""
    person = account(email="ada@example.org")
    EmailAddress.objects.create(user=person, email="new@example.org")
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_any_page(browse, cookie, scheme, width):
    page = browse(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = {}

    def look(address: str) -> None:
        page.goto(address)
        for violation in Axe().run(page).response["violations"]:
            found[f"{address} {violation['id']}"] = [node["target"] for node in violation["nodes"]]
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found[f"{address} is too wide"] = [width]

    for address in ENTRANCE:
        look(address)
    page.context.add_cookies([cookie])
    for address in OWN:
        look(address)
    assert found == {}


@pytest.mark.parametrize("width", [320, 640])
def test_errors_stand_at_their_fields(browse, width):
    page = browse(viewport={"width": width, "height": 800})
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail address").fill("grace@example.org")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Make an account").click()
    field = page.get_by_label("Password")
    expect(field).to_have_attribute("aria-invalid", "true")
    named = field.get_attribute("aria-describedby").split()
    assert any("too short" in page.locator(f"#{name}").inner_text() for name in named)
    assert not page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
    assert Axe().run(page).response["violations"] == []
