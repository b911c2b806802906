"""The whole life of a reader's note, by a guest and a moderator in their browsers, with real mail."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from contributions.testimonials import models
from contributions.testimonials.lifetime import pass_time
from contributions.testimonials.states import State
from tests.accounts.conftest import PASSWORD, account
from tests.admin.conftest import person
from tests.browser.conftest import Visit
from tests.browser.mailbox import newest_to
from tests.contributions.gate import BROWSER
from tests.contributions.testimonials.factories import WORDS
from tests.core.mail.conftest import inbox, queue_only  # noqa: F401 - fixtures
from tests.factories import QuestionPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

GUEST = "ada@example.org"
READING = 3200  # milliseconds, more than a machine takes to fill in a form


@pytest.fixture
def browse(chromium, live_server, settings):
    """Opens a person's browser; none may complain."""
    settings.SITE_URL = live_server.url
    opened = []

    def open_visit(**options) -> Page:
        opened.append(Visit(chromium, live_server.url, user_agent=BROWSER, **options))
        return opened[-1].page

    yield open_visit
    complaints = [said for one in opened for said in one.complaints]
    for one in opened:
        one.close()
    assert complaints == []


def link_in(text: str) -> str:
    return urlsplit(re.search(r"https?://\S+/testimonials/\S+", text)[0]).path


def write_a_note(page: Page, code: str) -> None:
    page.goto("/testimonials/new/")
    page.get_by_label("What did it help you do?").fill(WORDS)
    page.get_by_label("Which entry helped?").fill(code)
    page.get_by_label("Sign with your name").fill("Ada")
    page.get_by_label("Your e-mail address").fill(GUEST)
    page.get_by_label("My words may be shown").check()
    page.wait_for_timeout(READING)
    page.get_by_role("button", name="Send note").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()


def at_the_desk(page: Page) -> Page:
    moderator = person("Moderators", email="mo@example.org")
    moderator.emailaddress_set.create(email=moderator.email, verified=True, primary=True)
    page.goto("/accounts/login/?next=/admin/")
    page.get_by_label("E-mail address").fill(moderator.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    return page


def is_read(page: Page, address: str) -> bool:
    """Whether somebody reads the note who comes for the first time; browsers keep a page for a minute."""
    page.goto(address)
    return page.get_by_text(WORDS).count() == 1


def open_note(page: Page) -> None:
    page.goto("/admin/testimonials/?state=waiting&state=published")
    page.get_by_role("link", name=WORDS[:40]).click()


def test_from_the_form_to_the_home_page_and_back(browse, inbox):  # noqa: F811 - the fixture
    entry = QuestionPageFactory(title="Why is my list not empty?", live=True)
    guest = browse(java_script_enabled=False)
    desk = at_the_desk(browse(viewport={"width": 1280, "height": 1000}))

    write_a_note(guest, entry.code)
    link = link_in(newest_to(inbox, GUEST)[1])
    guest.goto(link)
    assert models.Testimonial.objects.get().state == State.UNCONFIRMED  # looking changes nothing
    guest.get_by_role("button", name="Confirm my note").click()
    expect(guest.get_by_text("It waits for an editor")).to_be_visible()
    assert not is_read(browse(), "/testimonials/")

    open_note(desk)
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("The note is published.")).to_be_visible()
    text = newest_to(inbox, GUEST)[1]
    assert WORDS not in text
    link = link_in(text)
    reader = browse()
    assert is_read(reader, "/testimonials/")
    expect(reader.locator("figcaption").get_by_role("link", name=entry.code)).to_be_visible()
    assert not is_read(browse(), "/")

    open_note(desk)
    desk.get_by_label("Position").fill("1")
    desk.get_by_role("button", name=re.compile("home page", re.IGNORECASE)).click()
    expect(desk.get_by_text("The note stands on the home page.")).to_be_visible()
    assert is_read(browse(), "/")

    guest.goto(link)
    guest.get_by_role("button", name="Take it back").click()
    expect(guest.get_by_text("You have taken it back")).to_be_visible()
    assert not any(is_read(browse(), address) for address in ("/", "/testimonials/"))
    kept = models.Testimonial.objects.get()
    assert (kept.text, kept.name, kept.email, kept.position) == ("", "", "", None)


def test_a_declined_note_is_told_why_and_can_be_changed(browse, inbox):  # noqa: F811 - the fixture
    entry = QuestionPageFactory(live=True)
    guest, desk = browse(), at_the_desk(browse(viewport={"width": 1280, "height": 1000}))
    write_a_note(guest, entry.code)
    link = link_in(newest_to(inbox, GUEST)[1])
    guest.goto(link)
    guest.get_by_role("button", name="Confirm my note").click()

    open_note(desk)
    desk.get_by_label("Reason").fill("Say which line it was.")
    desk.get_by_role("button", name="Decline").click()
    expect(desk.get_by_text("The note is declined")).to_be_visible()
    assert "Say which line it was." in newest_to(inbox, GUEST)[1]
    guest.goto(link)
    expect(guest.get_by_text("Say which line it was.")).to_be_visible()
    guest.get_by_role("link", name=re.compile("Change")).click()
    guest.get_by_label("What did it help you do?").fill(f"{WORDS}: line 7 of the loop.")
    guest.get_by_label("My words may be shown").check()
    guest.get_by_role("main").get_by_role("button").first.click()
    expect(guest.get_by_text("It waits for an editor")).to_be_visible()


def test_before_it_ends_its_author_is_asked_and_lets_it_stay(browse, inbox):  # noqa: F811 - the fixture
    guest, desk = (
        browse(java_script_enabled=False),
        at_the_desk(browse(viewport={"width": 1280, "height": 1000})),
    )
    write_a_note(guest, QuestionPageFactory(live=True).code)
    link = link_in(newest_to(inbox, GUEST)[1])
    guest.goto(link)
    guest.get_by_role("button", name="Confirm my note").click()
    open_note(desk)
    desk.get_by_role("button", name="Publish").click()
    expect(desk.get_by_text("The note is published.")).to_be_visible()

    models.Testimonial.objects.update(expires_at=timezone.now() + timedelta(days=20))
    pass_time()
    asked = newest_to(inbox, GUEST)[1]
    guest.goto(link_in(asked))
    guest.get_by_role("button", name=re.compile("stay|keep", re.IGNORECASE)).click()
    assert models.Testimonial.objects.get().expires_at > timezone.now() + timedelta(days=1000)

    models.Testimonial.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert not is_read(browse(), "/testimonials/")  # before the daily job has come
    pass_time()
    assert models.Testimonial.objects.get().state == State.EXPIRED
    guest.goto(link)
    expect(guest.get_by_role("main")).to_contain_text(re.compile("time is over", re.IGNORECASE))


def test_whoever_is_signed_in_finds_their_notes_on_their_page(browse, inbox):  # noqa: F811 - the fixture
    account(email=GUEST)
    page = browse(java_script_enabled=False)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(GUEST)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    write_a_note(page, QuestionPageFactory(live=True).code)
    page.goto(link_in(newest_to(inbox, GUEST)[1]))
    page.get_by_role("button", name="Confirm my note").click()
    page.goto("/me/")
    page.get_by_role("link", name=WORDS[:40]).click()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
