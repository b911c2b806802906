"""The page of a submission in a browser: with and without scripts, by keyboard, small and large."""

from urllib.parse import urlsplit

import pytest

from contributions.submissions import services
from contributions.submissions.links import mailed_link, status_link
from contributions.submissions.states import Role, State
from tests.browser.conftest import LONG, Visit
from tests.contributions.factories import DESK, correction, debug_document, fresh, submission, submission_in
from tests.factories import UserFactory

pytestmark = pytest.mark.browser

WITHOUT_SCRIPT = {"java_script_enabled": False}


def path_of(link: str) -> str:
    return urlsplit(link).path


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
        complaints = one.complaints
        one.close()
        assert complaints == []
        assert names <= {"csrftoken"}


@pytest.mark.parametrize("options", [{}, WITHOUT_SCRIPT], ids=["with scripts", "without"])
def test_confirming_replying_and_withdrawing_by_the_mailed_link(look, options):
    one = submission()
    page = look(**options).page
    page.goto(path_of(mailed_link(one)))
    page.get_by_role("button", name="Yes, this is my address").click()
    assert "Your address is confirmed" in page.get_by_role("status").first.inner_text()

    page.get_by_label("Your message").fill("It was version 3.")
    page.get_by_role("button", name="Send the message").click()
    assert page.get_by_text("It was version 3.").is_visible()

    page.get_by_role("link", name="Withdraw it").click()
    assert fresh(one).state == State.RECEIVED
    page.get_by_role("button", name="Withdraw it").click()
    assert page.get_by_text("You withdrew it.").is_visible()
    assert fresh(one).state == State.WITHDRAWN
    assert fresh(one).email_confirmed_at


@pytest.mark.parametrize("options", [{}, WITHOUT_SCRIPT], ids=["with scripts", "without"])
def test_what_was_asked_for_is_changed_and_sent_again(look, options):
    one = submission_in(State.CHANGES_REQUESTED)
    page = look(**options).page
    page.goto(path_of(status_link(one)))
    page.get_by_role("link", name="Change it").click()
    assert page.get_by_text("Which version?").is_visible()
    page.get_by_label("Title", exact=False).first.fill("Said better")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("heading", name="Preview").wait_for()
    assert fresh(one).state == State.CHANGES_REQUESTED
    page.get_by_role("button", name="Send the changes").click()
    page.get_by_text("it is back in the queue").wait_for()
    assert fresh(one).title == "Said better"


def test_the_name_is_set_by_keyboard_alone(look):
    one = submission()
    page = look().page
    page.goto(path_of(status_link(one)))
    page.locator("summary", has_text="How you are named").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Ada Example")
    page.keyboard.press("Enter")
    page.get_by_text("This is how you are named now.").wait_for()
    assert (fresh(one).named, fresh(one).name) == (True, "Ada Example")


def test_other_sites_do_not_learn_the_link(look):
    one = submission()
    visit = look()
    visit.page.goto(path_of(status_link(one)))
    assert visit.page.evaluate("document.referrer") == ""
    policy = visit.page.request.get(path_of(status_link(one))).headers["referrer-policy"]
    assert policy == "same-origin"


def every_page() -> list[str]:
    """Returns an address of every page there is, with words that do not break."""
    holder = UserFactory()
    long = submission(document=debug_document(title=LONG[:255], summary=LONG), name=LONG[:120], named=True)
    services.say(long, LONG, role=Role.CONTRIBUTOR)
    services.claim(long, user=holder, roles=DESK)
    services.request_changes(fresh(long), user=holder, roles=DESK, version=fresh(long).version, reason=LONG)
    asked, fixed = path_of(mailed_link(long)), path_of(status_link(correction()))
    merged = path_of(status_link(submission_in(State.MERGED)))
    return [
        asked,
        f"{asked}edit/",
        f"{asked}withdraw/",
        fixed,
        merged,
        "/contribute/status/",
        "/contribute/status/no/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(look, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = look(viewport={"width": width, "height": 800}, color_scheme=scheme).page
    found = {}
    for address in every_page():
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found[f"{address} is too wide"] = width
        for violation in Axe().run(page).response["violations"]:
            found[f"{address} {violation['id']}"] = [node["target"] for node in violation["nodes"]]

    assert found == {}
