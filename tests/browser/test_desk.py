"""A moderator at the desk in a real browser: through the queue by keyboard, past hostile text, in either theme."""

from functools import partial

import pytest
from playwright.sync_api import Page, expect

from contributions.submissions import services
from contributions.submissions.models import DecisionReason
from contributions.submissions.states import Action, Role, State
from tests.admin.conftest import person
from tests.browser.conftest import faults_of
from tests.contributions.desk.conftest import claimed, corrected, edited
from tests.contributions.desk.test_review import HOSTILE
from tests.contributions.factories import debug_document, fresh, submission
from tests.factories import DebugEntryPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def moderator():
    return person("Moderators", first_name="Ada")


@pytest.fixture
def open_page(pages_of, moderator):
    """Opens a moderator's pages; none may complain."""
    return partial(pages_of, moderator)


@pytest.fixture
def page(open_page):
    return open_page()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_moderator_walks_the_queue_with_the_keyboard_alone(page, moderator):
    first, second = (submission(document=debug_document(title=f"Number {n}")) for n in (1, 2))
    DecisionReason.objects.create(action=Action.DECLINE, title="Old", text="It is too old.", position=0)
    page.goto("/admin/submissions/")
    page.get_by_role("button", name="Take the next one").focus()
    press(page, "Enter")
    page.wait_for_url(f"**/admin/submissions/{first.pk}/")
    expect(page.get_by_text("In review by Ada")).to_be_visible()

    press(page, "j")
    page.wait_for_url(f"**/admin/submissions/{second.pk}/")
    press(page, "k")
    page.wait_for_url(f"**/admin/submissions/{first.pk}/")

    press(page, "a")
    expect(page.get_by_role("button", name="Accept", exact=True)).to_be_focused()
    press(page, "d")
    ready = page.locator("#decline-template")
    expect(ready).to_be_focused()
    ready.select_option(label="Old")
    reason = page.locator("#decline-reason")
    expect(reason).to_have_value("It is too old.")
    expect(reason).to_be_focused()
    press(page, "End")
    page.keyboard.type(" And d, j and k are letters here.")
    expect(reason).to_have_value("It is too old. And d, j and k are letters here.")
    press(page, "Tab", "Enter")

    page.wait_for_url(f"**/admin/submissions/{second.pk}/")
    assert fresh(first).decisions.last().reason == "It is too old. And d, j and k are letters here."
    page.get_by_role("button", name="Undo").focus()
    press(page, "Enter")
    page.wait_for_url(f"**/admin/submissions/{first.pk}/")
    assert (fresh(first).state, fresh(first).claimed_by) == (State.CLAIMED, moderator)


def test_single_keys_are_told_and_can_be_switched_off(page):
    one, two = submission(), submission()
    page.goto(f"/admin/submissions/{one.pk}/")
    press(page, "?")
    expect(page.locator("#desk-keys-list")).to_be_visible()
    press(page, "?")
    expect(page.locator("#desk-keys-list")).to_be_hidden()
    page.get_by_label("Single keys work on this page").uncheck()
    page.reload()
    expect(page.get_by_label("Single keys work on this page")).not_to_be_checked()
    press(page, "j")
    page.wait_for_timeout(300)
    assert page.url.endswith(f"/{one.pk}/")
    page.get_by_label("Single keys work on this page").check()
    press(page, "j")
    page.wait_for_url(f"**/{two.pk}/")


def test_hostile_text_runs_nowhere(page, moderator):
    hostile = debug_document(title=HOSTILE, summary=HOSTILE, attributes={"messages": [HOSTILE]})
    one = claimed(submission(document=hostile, name=HOSTILE[:100], named=True), moderator)
    services.say(one, HOSTILE, role=Role.CONTRIBUTOR)
    page.goto("/admin/submissions/")
    assert page.evaluate("window.hit") is None
    page.goto(f"/admin/submissions/{one.pk}/")
    frame = page.frame_locator("[data-desk-frame]")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("<script>")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("document.querySelector('[data-desk-frame]').contentWindow.hit") is None
    assert frame.locator("script, img").count() == 0


def test_a_conflict_is_settled_on_the_page(page, moderator):
    entry = DebugEntryPageFactory(live=True, title="Before", summary="Before.")
    one = claimed(corrected(entry, title="After", summary="The contributor's."), moderator)
    edited(entry, summary="The editor's.")
    page.goto(f"/admin/submissions/{one.pk}/")
    page.get_by_label("As I write it here").check()
    page.get_by_label("your text").fill("Of both.")
    page.get_by_role("button", name="Accept", exact=True).click()
    page.wait_for_url("**/admin/submissions/")
    entry.refresh_from_db()
    draft = entry.get_latest_revision_as_object()
    assert (draft.title, draft.summary) == ("After", "Of both.")


def test_without_script_a_decision_is_the_same(open_page, moderator):
    ready = DecisionReason.objects.create(action=Action.DECLINE, title="Old", text="It is too old.")
    one = claimed(submission(), moderator)
    page = open_page(java_script_enabled=False)
    page.goto(f"/admin/submissions/{one.pk}/")
    page.locator("#decline-template").select_option(str(ready.pk))
    page.locator("#decline-reason").fill("Sorry.")
    page.get_by_role("button", name="Decline").click()
    assert fresh(one).decisions.last().reason == "It is too old.\n\nSorry."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, moderator, scheme, width):
    entry = DebugEntryPageFactory(live=True, title="Before", summary="Before.")
    conflict = claimed(corrected(entry, title="After", summary="The contributor's."), moderator)
    edited(entry, summary="The editor's.")
    held, waiting = claimed(submission(name="Grace", named=True), moderator), submission()
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    pages = [f"{one.pk}/" for one in (conflict, held, waiting)]
    addresses = ["", "?state=spam", *pages, "decisions/", "reasons/", "blocked/"]
    assert faults_of(page, [f"/admin/submissions/{address}" for address in addresses]) == {}
