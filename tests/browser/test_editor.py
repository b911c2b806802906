"""An editor at work in a real browser: write, be refused, mend, preview, publish and correct."""

import re

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from knowledge.models import EntryPage
from tests.admin.conftest import person
from tests.factories import CategoryFactory, DebugEntryPageFactory, TechnologyFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "How do you stop two workers from taking the same job?"
AUTOSAVE_BASELINE = 3000  # ms; what is typed earlier starts no autosave


@pytest.fixture
def page(chromium, live_server):
    """A signed-in editor's browser."""
    editor = person("Editors", email="editor@example.com")
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    expect.set_options(timeout=20_000)  # the editor is slow on a busy machine
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, base_url=live_server.url)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto("/admin/login/")
    page.get_by_label("E-mail address").fill(editor.email)
    page.get_by_label("Password").fill("correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    yield page
    context.close()
    assert problems == []


def press(page: Page, action: str) -> None:
    """Presses a button of the action menu at the foot of the form."""
    footer = page.locator("footer").last
    button = footer.locator(f"[name='{action}']")
    if not button.is_visible():
        footer.locator("[data-w-dropdown-target='toggle']").click()
    button.click()


def toolbar_of(area: Locator) -> Locator:
    return area.locator("xpath=preceding-sibling::div[@role='toolbar']")


def new_question(page: Page) -> None:
    page.goto("/admin/entries/question/choose_parent/")
    page.wait_for_timeout(AUTOSAVE_BASELINE)
    page.locator("#id_title").press_sequentially(TITLE)
    page.locator("#id_technology").select_option(label="PostgreSQL")
    page.locator("#id_level").select_option("senior")


def test_an_editor_writes_publishes_and_corrects_a_question(page):
    TechnologyFactory(name="PostgreSQL", slug="postgresql", prefix="PG")
    CategoryFactory(name="Concurrency")
    new_question(page)
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    draft = EntryPage.objects.get()
    assert (draft.code, draft.live) == ("PG-SEN-001", False)

    press(page, "action-publish")
    expect(page.get_by_text("Category is needed to publish.")).to_be_visible()
    expect(page.get_by_text("30-second answer is needed to publish.")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value(TITLE)
    assert not EntryPage.objects.get().live

    page.locator("#id_difficulty").fill("6")
    page.locator("#id_category").select_option(label="Concurrency")
    summary = page.locator("#id_summary")
    summary.fill("Take the row with ")
    summary.press("End")
    toolbar_of(summary).get_by_role("button", name="Code", exact=True).click()
    page.keyboard.type("for update skip locked")
    toolbar_of(summary).get_by_role("button", name="Preview").click()
    framed = page.frame_locator("iframe[title='Preview of this text']")
    expect(framed.locator("code")).to_have_text("for update skip locked")

    press(page, "action-publish")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    page.goto("/questions/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("for update skip locked")

    page.goto(f"/admin/pages/{draft.pk}/edit/")
    page.wait_for_timeout(AUTOSAVE_BASELINE)
    page.locator("#id_summary").fill("Take the row with `FOR UPDATE SKIP LOCKED`.")
    press(page, "action-publish")
    # The tab that lacks something is marked; its note is asked for there.
    page.get_by_role("tab", name="Change").click()
    expect(page.get_by_text("Say in one line what changed.")).to_be_visible()
    page.locator("#id_change_kind").select_option("typo")
    page.locator("#id_change_note").fill("Keywords in capitals.")
    press(page, "action-publish")
    page.wait_for_url(re.compile(r"/admin/pages/\d+/$"))
    page.goto(EntryPage.objects.get().url)
    page.reload()  # a browser keeps a page for a minute
    expect(page.locator("main")).to_contain_text("FOR UPDATE SKIP LOCKED")
    expect(page.locator("main")).to_contain_text("Keywords in capitals.")


def test_an_entry_is_linked_with_the_keyboard_alone(page):
    linked = DebugEntryPageFactory(title="Deadlock detected", live=True)
    DebugEntryPageFactory(title="Something else", live=True)
    page.goto("/admin/entries/question/choose_parent/")
    area = page.locator("#id_summary")
    area.click()
    page.keyboard.type("See [](deadl")
    option = page.get_by_role("option", name=re.compile("Deadlock detected"))
    expect(option).to_be_visible()
    expect(area).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert area.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("Enter")
    expect(area).to_have_value(f"See [Deadlock detected]({linked.code})")
    expect(page.get_by_role("listbox")).to_be_hidden()

    page.keyboard.type(" and [](deadl")
    expect(option).to_be_visible()
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()


def test_the_toolbar_is_one_stop_and_works_by_arrow_keys(page):
    page.goto("/admin/entries/debug/choose_parent/")
    area = page.locator("#id_summary")
    area.fill("word")
    area.select_text()
    page.keyboard.press("Control+b")
    expect(area).to_have_value("**word**")
    page.keyboard.press("Control+z")
    expect(area).to_have_value("word")
    area.focus()
    page.keyboard.press("Shift+Tab")
    expect(toolbar_of(area).get_by_role("button", name="Heading")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(toolbar_of(area).get_by_role("button", name="Preview")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("iframe[title='Preview of this text']")).to_be_visible()


def test_sections_in_the_stream_have_the_editor_too(page):
    page.goto("/admin/entries/debug/choose_parent/")
    section = page.locator("#body-1-value")
    section.fill("### Before\n\n```python\na = 1\n```\n\n### After\n\n```python\na = 2\n```")
    toolbar_of(section).get_by_role("button", name="Preview").click()
    framed = page.frame_locator("iframe[title='Preview of this text']")
    expect(framed.locator(".diff ins")).to_have_text("a = 2")


def test_our_own_widgets_are_accessible(page):
    page.goto("/admin/entries/debug/choose_parent/")
    area = page.locator("#id_summary")
    toolbar_of(area).get_by_role("button", name="Preview").click()
    DebugEntryPageFactory(live=True)
    area.click()
    page.keyboard.type("[](")
    expect(page.get_by_role("listbox")).to_be_visible()
    for selector in (".hub-toolbar", ".markdown-input", ".hub-completion"):
        found = Axe().run(page, context=selector, options={"iframes": False})
        assert found.response["violations"] == [], selector
