"""Mail people asked for, in a real browser and through a real mail server: subscribing, leaving, and writing letters."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from contributions.newsletter import links
from contributions.newsletter.letters import sending
from contributions.newsletter.letters.models import Letter
from contributions.newsletter.models import Subscriber
from contributions.newsletter.wishes import Wishes
from hub.core.mail.delivery import deliver_due
from hub.core.models import OutgoingMail
from tests.admin.conftest import person, signed_in
from tests.browser.conftest import LONG, Visit
from tests.contributions.newsletter.factories import subscriber
from tests.contributions.newsletter.test_every_mail import of_the_newsletter
from tests.contributions.newsletter.test_letters import letter, sent
from tests.contributions.newsletter.test_pages import BROWSER
from tests.core.mail.servers import Inbox, running
from tests.factories import DebugEntryPageFactory, TechnologyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE = 3.2  # seconds; who is faster is asked for an effort
READER = "reader@example.org"


@pytest.fixture
def inbox(settings):
    """A mail server; nothing leaves before a test says so."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with running(Inbox()) as server:
        settings.MAIL_BACKEND = "hub.core.mail.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def look(chromium, live_server, transactional_db):
    """Opens visits that must end without a complaint; forms give these pages a cookie of their own."""
    opened = []

    def open_visit(**options) -> Visit:
        opened.append(Visit(chromium, live_server.url, user_agent=BROWSER, **options))
        return opened[-1]

    yield open_visit
    for one in opened:
        names = {cookie["name"] for cookie in one.context.cookies()}
        complaints = one.complaints
        one.close()
        assert complaints == []
        assert names <= {"csrftoken"}


@pytest.fixture
def desk(chromium, live_server, transactional_db):
    """An editor's page; none may complain."""
    editor, problems = person("Editors", email="editor@example.org"), []
    context = chromium.new_context(
        base_url=live_server.url, reduced_motion="reduce", viewport={"width": 1280, "height": 1000}
    )
    cookie = signed_in(editor).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    expect.set_options(timeout=15_000)
    yield page
    context.close()
    assert problems == []


def arrived(inbox: Inbox, address: str = READER) -> EmailMessage:
    """Returns the newest mail to an address, after everything that waits has been delivered."""
    deliver_due()
    raw = [content for to, content in inbox.taken if to == address][-1]
    return message_from_bytes(raw, policy=policy.default)


def path_in(message: EmailMessage, part: str) -> str:
    text = message.get_body(("plain",)).get_content()
    return urlsplit(re.search(rf"https?://\S+{part}\S+", text)[0]).path


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}], ids=["without scripts", "with"])
def test_from_the_foot_of_a_page_to_leaving(look, inbox, options):
    page = look(**options).page
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="What changes, by mail").click()
    page.get_by_label("E-mail").fill(READER)
    time.sleep(PATIENCE)
    page.get_by_role("button", name="Send me the confirming mail").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    assert not Subscriber.objects.exists()

    page.goto(path_in(arrived(inbox), "/confirm/"))
    assert not Subscriber.objects.exists()
    page.get_by_role("button", name="Yes, send it to me").click()
    expect(page.get_by_text("Your address is confirmed.")).to_be_visible()

    page.get_by_label("Once a month").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Subscriber.objects.get().rhythm == "monthly"
    choice = urlsplit(page.url).path

    sent(letter())
    header = arrived(inbox)["List-Unsubscribe"]
    one_click = urlsplit(re.search(r"<(http[^>]+)>", header)[1]).path
    answer = page.request.post(one_click, form={"List-Unsubscribe": "One-Click"})
    assert answer.status == 200
    page.goto(choice)
    expect(page.get_by_label("The editor's letter")).not_to_be_checked()
    expect(page.get_by_label("New and corrected entries")).to_be_checked()

    page.get_by_role("button", name="Stop all mail").click()
    expect(page.get_by_text("You get no mail any more.")).to_be_visible()
    page.get_by_role("button", name="Delete my address now").click()
    expect(page.get_by_role("heading", name="Your address is deleted")).to_be_visible()
    assert not Subscriber.objects.exists()


def test_an_entry_and_a_technology_lead_to_a_form_that_is_filled_in(look, inbox):
    technology = TechnologyFactory(name="Made-up")
    entry = DebugEntryPageFactory(live=True, title="The port is taken", technology=technology)
    page = look(java_script_enabled=False).page
    page.goto(entry.url)
    page.get_by_role("link", name="Tell me when this changes").click()
    expect(page.get_by_label(f"{entry.code}: The port is taken")).to_be_checked()
    expect(page.get_by_label("The editor's letter")).not_to_be_checked()

    page.goto(f"/debug/?technology={technology.slug}")
    page.get_by_role("link", name="Get mail about new ones like these").click()
    expect(page.get_by_label("Made-up")).to_be_checked()
    expect(page.get_by_label("Debug entries", exact=True)).to_be_checked()
    page.get_by_label("E-mail").fill(READER)
    time.sleep(PATIENCE)
    page.get_by_role("button", name="Send me the confirming mail").click()
    assert (
        "New and corrected debug entries about Made-up" in arrived(inbox).get_body(("plain",)).get_content()
    )


def test_who_is_too_fast_is_let_through_by_work_of_the_browser(look, inbox):
    page = look().page
    page.goto("/newsletter/")
    page.get_by_label("E-mail").fill(READER)
    page.get_by_role("button", name="Send me the confirming mail").click()
    expect(page.get_by_label("E-mail")).to_have_value(READER)
    expect(page.locator("[name=altcha]")).not_to_have_value("", timeout=60_000)
    page.get_by_role("button", name="Send me the confirming mail").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    assert arrived(inbox)["Subject"].startswith("Do you want mail from")


def test_an_editor_writes_a_letter_and_follows_it_to_the_archive(desk: Page, look, inbox):
    for number in range(5):
        subscriber(f"p{number}@example.org")
    DebugEntryPageFactory(live=True, title="The port is taken")
    write(desk)
    one = Letter.objects.get()

    frame = desk.frame_locator("iframe[title='The letter as HTML']")
    expect(frame.get_by_role("heading", name="Ten errors of deploy day")).to_be_visible()
    expect(frame.get_by_role("link", name="The port is taken")).to_be_visible()
    expect(desk.locator("pre")).to_contain_text("Dear readers, it is done.")
    expect(desk.get_by_text("5 readers would get it now.")).to_be_visible()

    desk.get_by_role("button", name="Send a test to me").click()
    expect(desk.get_by_text("A test is on its way to editor@example.org")).to_be_visible()
    assert arrived(inbox, "editor@example.org")["Subject"] == "[Test] Ten errors of deploy day"

    desk.get_by_label("Send it at").fill("2099-01-01 07:00")
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Schedule").click()
    expect(desk.get_by_text("Scheduled for 1 January 2099")).to_be_visible()

    Letter.objects.update(scheduled_for=timezone.now())
    sending.send_due()
    sending.feed.func(one.pk)
    deliver_due(limit=2)
    desk.reload()
    expect(desk.get_by_text("2 of 5 mails done")).to_be_visible()
    desk.get_by_role("button", name="Hold it").click()
    expect(desk.get_by_text("The letter is held.")).to_be_visible()
    assert deliver_due() == 0
    desk.get_by_role("button", name="Go on").click()
    expect(desk.get_by_text("The letter goes on.")).to_be_visible()
    assert deliver_due() == 3
    sending.feed.func(one.pk)
    desk.reload()
    expect(desk.get_by_text("5 of 5 mails done")).to_be_visible()
    expect(desk.get_by_role("row", name="Sent 5")).to_be_visible()
    expect(desk.get_by_role("row", name="Readers who left by its links 0")).to_be_visible()

    page = look(java_script_enabled=False).page
    page.goto("/newsletter/letters/")
    page.get_by_role("link", name="Ten errors of deploy day").click()
    expect(page.get_by_text("Dear readers, it is done.")).to_be_visible()
    assert len(inbox.taken) == 6
    assert len({to for to, _ in inbox.taken}) == 6


def write(page: Page) -> None:
    """Writes a letter of two blocks in the admin's form."""
    page.goto("/admin/letters/new/")
    page.get_by_role("textbox", name="Subject").fill("Ten errors of deploy day")
    for block in ("Text", "New since last time"):
        page.get_by_title("Insert a block").last.click()
        page.get_by_role("option", name=block).click()
    expect(page.locator("[name='body-1-value-heading']")).to_have_value("New since the last letter")
    text = page.locator("[name='body-0-value']")
    text.fill("Dear readers, **it is done**.")
    expect(text).to_have_value("Dear readers, **it is done**.")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=re.compile(r"^(Save|Create)$")).click()
    page.wait_for_url(re.compile(r"/admin/letters/\d+/$"))


def every_page() -> list[str]:
    """Returns an address of every page there is, with words that do not break."""
    entry = DebugEntryPageFactory(live=True, title=LONG[:255])
    one = subscriber(f"{'r' * 60}@{'long' * 12}.example.org", letters=True, entries=(entry.code,))
    wishes = Wishes(letters=True, entries=(entry.code,))
    asked = links.confirm_link(one.email, wishes, form="footer", wording="2026-11")
    Letter.objects.filter(pk=sent(letter(("text", f"## {LONG}\n\n`{LONG}`"), subject=LONG[:150])).pk).update(
        state=Letter.State.SENT, finished_at=timezone.now()
    )
    found = [asked, links.preferences_link(one), links.unsubscribe_link(one, "letters")]
    return [
        f"/newsletter/?entry={entry.code}",
        "/newsletter/asked/",
        *(urlsplit(link).path for link in found),
        "/newsletter/letters/",
        f"/newsletter/letters/{Letter.objects.get().slug}/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_narrow_screen_and_can_be_used_by_everybody(look, inbox, scheme):
    page = look(viewport={"width": 320, "height": 700}, color_scheme=scheme).page
    for path in every_page():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], path


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_list_mail_can_be_read_in_either_light_on_any_screen(chromium, inbox, scheme, width):
    of_the_newsletter()
    sent(
        letter(
            (
                "text",
                "# One\n\n## Two\n\n```python\nprint('" + "x" * 120 + "')\n```\n\n> Quoted\n\n- [a](PY-001)",
            )
        )
    )
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})
    page = context.new_page()
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    for mail in OutgoingMail.objects.all():
        page.set_content(mail.html)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, mail.subject
        found = Axe().run(page).response["violations"]
        # A mail has no landmarks: it is shown within the page of the program that reads it.
        assert {one["id"] for one in found} <= {"region", "landmark-one-main"}, mail.subject
    context.close()
    assert [url for url in fetched if url.startswith("http")] == []
