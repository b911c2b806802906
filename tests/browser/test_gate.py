"""The gate in a browser: work that people hardly notice, a way without scripts, and what is like a text."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from contributions.gate import visits
from contributions.submissions.models import Submission
from tests.factories import QuestionPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PERSON = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
PROGRAM = "python-requests/2.32"
FORM = "/contribute/question/"
TITLE = "Why does a list keep its old default?"


@pytest.fixture
def browse(chromium, live_server):
    """Opens pages that must not complain, of the content policy least of all."""
    contexts, complaints = [], []

    def open_page(agent: str = PERSON, **options) -> Page:
        context = chromium.new_context(
            base_url=live_server.url, reduced_motion="reduce", user_agent=agent, **options
        )
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
    return said.type == "error" and not re.search(r"status of 422", said.text)


def fill_in(page: Page) -> None:
    page.goto(FORM)
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill("Defaults are made once.")
    page.locator("[name=by-agreed]").check()


def send(page: Page) -> None:
    page.get_by_role("button", name="Send for review").click()


def look(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_the_browser_works_and_what_was_typed_is_sent(browse):
    page = browse(PROGRAM)
    fill_in(page)
    send(page)
    expect(page.get_by_text("small calculation")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    expect(page.get_by_text("Without JavaScript")).not_to_be_visible()
    expect(page.get_by_text("Done. You can send it now.")).to_be_visible()
    send(page)
    page.wait_for_url("**/contribute/status/**")
    assert Submission.objects.get().title == TITLE


def test_send_waits_for_the_work(browse):
    page = browse(PROGRAM)
    fill_in(page)
    send(page)
    page.get_by_text("small calculation").wait_for()
    # Pressed as soon as the page is there, whether or not the work is done.
    send(page)
    page.wait_for_url("**/contribute/status/**")
    assert Submission.objects.count() == 1


def test_where_workers_do_not_run_waiting_is_offered(browse, monkeypatch):
    monkeypatch.setattr(visits, "PATIENCE", 1)
    page = browse(PROGRAM)
    page.route("**/proof-worker*.js", lambda route: route.abort())
    fill_in(page)
    send(page)
    expect(page.get_by_text("wait 1 second,")).to_be_visible()


def test_without_a_script_somebody_waits_and_presses_send_again(browse, monkeypatch):
    monkeypatch.setattr(visits, "PATIENCE", 1)
    page = browse(PROGRAM, java_script_enabled=False)
    fill_in(page)
    send(page)
    expect(page.get_by_text("press Send again")).to_be_visible()
    page.get_by_role("link", name="one more step").click()
    assert page.url.endswith("#gate-asks")
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    page.wait_for_timeout(1100)
    page.locator("[name=by-agreed]").check()
    send(page)
    page.wait_for_url("**/contribute/status/**")
    assert Submission.objects.count() == 1


def test_the_trap_is_out_of_sight_and_out_of_the_way(browse):
    page = browse()
    page.goto(FORM)
    trap = page.locator("[name=subject]")
    assert not trap.is_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") != "subject"
    assert "Leave this empty" not in page.locator("form.contribute").aria_snapshot()


def test_what_is_like_a_title_appears_while_it_is_typed(browse):
    entry = QuestionPageFactory(title="How do you undo the last commit in Git?", live=True)
    page = browse()
    page.goto(FORM)
    page.locator("[name=title]").press_sequentially("How can I revert my last commit with Git?")
    section = page.get_by_role("region", name="Already in the archive?")
    expect(section.get_by_role("link", name=entry.title)).to_be_visible()
    expect(page.get_by_text("1 like yours is listed below the title.")).to_be_attached()
    assert page.evaluate("document.activeElement.name") == "title"
    look(page, "similar")
    section.get_by_role("radio", name=f"Yes, add it as a variant to {entry.code}").check()
    page.locator("[name=by-agreed]").check()
    page.wait_for_timeout(3000)
    send(page)
    page.wait_for_url("**/contribute/status/**")
    assert Submission.objects.get().variant_of_id == entry.pk


def test_without_a_script_the_preview_shows_it(browse):
    entry = QuestionPageFactory(title="How do you undo the last commit in Git?", live=True)
    page = browse(java_script_enabled=False)
    page.goto(FORM)
    page.locator("[name=title]").fill("How can I revert my last commit with Git?")
    page.get_by_role("button", name="Preview").click()
    section = page.get_by_role("region", name="Already in the archive?")
    expect(section.get_by_role("link", name=entry.title)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_nothing_on_what_is_asked(browse, scheme, width):
    QuestionPageFactory(title=f"{TITLE[:-1]} in Python?", live=True)
    page = browse(PROGRAM, viewport={"width": width, "height": 900}, color_scheme=scheme)
    fill_in(page)
    send(page)
    page.get_by_text("Done.").wait_for()
    page.locator("[name=title]").press_sequentially(" ")
    page.get_by_role("region", name="Already in the archive?").wait_for()
    look(page, f"asked-{scheme}-{width}")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert not page.evaluate("document.scrollingElement.scrollWidth > innerWidth")
