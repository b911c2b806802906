"""Notes of readers and the page of contributors in a browser: small and large, in both themes, without scripts."""

from urllib.parse import urlsplit

import pytest

from contributions.testimonials import models
from contributions.testimonials.links import link_of
from contributions.testimonials.states import State
from tests.browser.conftest import LONG, Visit
from tests.contributions.gate import BROWSER
from tests.contributions.testimonials.factories import WORDS, featured, note_in
from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def look(chromium, live_server, transactional_db):
    """Opens visits that must end without a complaint; forms give these pages a cookie of their own."""
    opened = []

    def open_visit(**options) -> Visit:
        opened.append(Visit(chromium, live_server.url, **options))
        return opened[-1]

    yield open_visit
    for one in opened:
        names = {cookie["name"] for cookie in one.context.cookies()}
        complaints = [words for words in one.complaints if "status of 422" not in words]  # a form refused
        one.close()
        assert complaints == []
        assert names <= {"csrftoken"}


@pytest.fixture
def addresses(transactional_db) -> list[str]:
    """One address of every sort of page of notes and contributors, some with words that do not break."""
    credit = [
        ("item", {"name": LONG[:120], "url": "https://example.org/", "for": "wrote"}),
        ("item", {"name": "Bo", "url": "", "for": "corrected"}),
    ]
    entry = QuestionPageFactory(credit=credit, live=True)
    featured(1, text=LONG[:300], name=LONG[:80], role=LONG[:120], link="https://example.org/", entry=entry)
    own = [urlsplit(link_of(note_in(state))).path for state in State]
    waiting = urlsplit(link_of(note_in(State.WAITING))).path
    public = ["/", "/testimonials/", "/contributors/", "/contributors/entries/?who=bo", entry.url]
    return [*public, "/testimonials/new/", "/testimonials/sent/", *own, f"{waiting}edit/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(look, addresses, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = look(viewport={"width": width, "height": 900}, color_scheme=scheme).page
    found = {}
    for address in addresses:
        page.goto(address)
        for violation in Axe().run(page).response["violations"]:
            found[f"{address} {violation['id']}"] = [node["target"] for node in violation["nodes"]]

    assert found == {}


def test_nothing_scrolls_sideways(look, addresses):
    for width in (320, 640, 1024):
        page = look(viewport={"width": width, "height": 800}).page
        for address in addresses:
            page.goto(address)
            assert not page.evaluate("document.scrollingElement.scrollWidth > innerWidth"), (width, address)


def test_sending_confirming_and_taking_back_without_a_script(look):
    page = look(java_script_enabled=False, user_agent=BROWSER, viewport={"width": 390, "height": 800}).page
    page.goto("/testimonials/")
    page.get_by_role("link", name="Leave the first note").click()
    page.get_by_label("What did it help you do?").fill("Too short.")
    page.get_by_role("button", name="Send note").click()
    assert page.get_by_role("alert").get_by_text("Say a little more").is_visible()

    page.get_by_label("What did it help you do?").fill(WORDS)
    page.get_by_label("Your e-mail address").fill("ada@example.org")
    page.get_by_label("My words may be shown").check()
    page.wait_for_timeout(3000)  # nobody fills in a form faster, says the gate
    page.get_by_role("button", name="Send note").click()
    assert page.get_by_role("heading", name="Look into your mailbox").is_visible()

    page.goto(urlsplit(link_of(models.Testimonial.objects.get())).path)
    page.get_by_role("button", name="Confirm my note").click()
    assert page.get_by_text("It waits for an editor").is_visible()
    assert models.Testimonial.objects.get().state == State.WAITING

    page.get_by_role("button", name="Take it back").click()
    assert page.get_by_text("You have taken it back").is_visible()
    assert models.Testimonial.objects.get().text == ""


def test_what_is_wrong_leads_to_its_field_by_keyboard(look):
    page = look().page
    page.goto("/testimonials/new/")
    page.get_by_role("button", name="Send note").press("Enter")
    page.get_by_role("alert").get_by_role("link", name="Give your e-mail address").press("Enter")

    assert page.evaluate("document.activeElement.id") == "id_email"
