"""A learner without an account: a path remembers where they are, by keyboard and by pointer, and sets no cookie."""

import pytest
from playwright.sync_api import expect

from tests.browser.learning.learner import publish_again
from tests.factories import QuestionPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_path_remembers_where_somebody_is(browser, path, modules):
    learner = browser()
    page = learner.go(path.url)
    resume = page.locator(".resume")
    expect(resume).to_contain_text("Nothing done yet")
    expect(page.get_by_role("button", name="Start again")).to_be_hidden()
    resume.get_by_role("link", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("First step")

    learner.press("Done")
    expect(page.get_by_role("status")).to_have_text("Marked as done")
    expect(page.locator(".finish")).to_contain_text("1 of 3 done on this road.")
    page.get_by_role("link", name="Go on: Second step").click()
    learner.press("Skip it")
    learner.mark(modules[2], "In progress")

    page = learner.go(path.url)
    expect(resume).to_contain_text("1 of 3 done, 1 skipped")
    expect(resume).to_contain_text("Next: Third step.")
    lamps = page.locator(".road .lamps li")
    expect(lamps.nth(0)).to_contain_text("Done · 30 minutes")
    expect(lamps.nth(1)).to_contain_text("Skipped · 30 minutes")
    expect(lamps.nth(2)).to_contain_text("In progress · 30 minutes")
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 1)
    resume.get_by_role("link", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Third step")
    assert learner.cookies == set()


def test_starting_again_can_be_taken_back_and_keeps_what_was_done(browser, path, modules):
    learner = browser()
    learner.mark(modules[0])
    page = learner.go(path.url)
    resume = page.locator(".resume")
    page.get_by_role("button", name="Start again").click()
    expect(resume).to_contain_text("Nothing done yet")
    resume.get_by_role("button", name="Undo").click()
    expect(resume).to_contain_text("1 of 3 done")

    page.get_by_role("button", name="Start again").click()
    learner.mark(modules[1])
    page = learner.go(f"/practice/record/?path={path.code}")
    expect(page.get_by_role("heading", name="Round 1")).to_be_visible()
    expect(page.locator("[data-earlier]")).to_contain_text("First step")
    expect(page.locator(f'tr[data-code="{modules[0].code}"]')).to_contain_text("To do")
    expect(page.locator(f'tr[data-code="{modules[1].code}"]')).to_contain_text("Done")


def test_everything_is_done_by_keyboard(browser, modules):
    learner = browser()
    page = learner.go(modules[0].url)
    page.locator(".states button").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Marked as in progress")
    assert page.evaluate("document.activeElement.dataset.state") == "doing"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert learner.state(modules[0].code) == "done"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # Undo stands before the buttons
    assert learner.state(modules[0].code) == "doing"
    assert page.evaluate("document.activeElement.dataset.state") == "doing"


def test_what_was_read_is_marked_where_it_is_linked(browser, modules, entry):
    learner = browser()
    page = learner.go(entry.url)
    page.get_by_role("button", name="Mark as read").click()
    page = learner.go(modules[0].url)
    mark = page.locator(".linked").get_by_role("button", name="Read")
    expect(mark).to_have_attribute("aria-pressed", "true")
    mark.click()
    page = learner.go(entry.url)
    expect(page.get_by_role("button", name="Mark as read")).to_have_attribute("aria-pressed", "false")


def test_bookmarks_have_notes_and_outlive_their_entries(browser, modules, entry):
    gone = QuestionPageFactory(title="Soon deleted", live=True)
    learner = browser()
    for one, note in ((entry, "Read <b>twice</b>"), (gone, "Why?"), (modules[0], "")):
        page = learner.go(one.url)
        page.get_by_role("button", name="Bookmark", exact=True).click()
        if note:
            page.get_by_label("Your note").fill(note)
            page.get_by_role("button", name="Save note").click()
            expect(page.get_by_role("status")).to_have_text("Note saved")
    publish_again(entry, title="Why is it so, really?")
    gone.delete()

    page = learner.go("/practice/bookmarks/")
    expect(page.locator("[data-count]")).to_have_text("3 bookmarks")
    rows = page.locator(".bookmarks > li")
    expect(rows.nth(0)).to_contain_text("First step")
    expect(rows.nth(1)).to_contain_text("Soon deleted")
    expect(rows.nth(1)).to_contain_text("This entry is gone.")
    expect(rows.nth(1).get_by_role("link")).to_have_count(0)
    expect(rows.nth(2).get_by_role("link")).to_have_text("Why is it so, really?")
    expect(rows.nth(2)).to_contain_text("Read <b>twice</b>")

    rows.nth(2).get_by_role("button", name="Change note").click()
    rows.nth(2).get_by_label("Your note").fill("Understood")
    rows.nth(2).get_by_role("button", name="Save note").click()
    expect(rows.nth(0)).to_contain_text("Understood")
    rows.nth(0).get_by_role("button", name="Remove").click()
    expect(page.locator("[data-count]")).to_have_text("2 bookmarks")
    page.get_by_role("button", name="Undo").click()
    expect(rows.nth(0)).to_contain_text("Understood")
    assert learner.cookies == set()


def test_other_tabs_are_told(browser, path, modules):
    learner = browser()
    page = learner.go(path.url)
    other = learner.visit.context.new_page()
    other.goto(modules[0].url)
    other.locator(".states").get_by_role("button", name="Done").click()
    expect(page.locator(".resume")).to_contain_text("1 of 3 done")


def test_a_browser_that_keeps_nothing_says_so(browser, path, modules):
    learner = browser()
    learner.page.add_init_script("indexedDB.open = () => { throw new DOMException('', 'SecurityError'); };")
    page = learner.go(modules[0].url)
    learner.press("Done")
    expect(page.locator(".finish")).to_contain_text("This browser keeps nothing between pages.")


def test_without_scripts_pages_read_well_and_promise_nothing(browser, path, modules):
    page = browser(java_script_enabled=False).page
    page.goto(modules[0].url)
    expect(page.get_by_role("link", name="Why is it so?")).to_be_visible()
    expect(page.get_by_role("button", name="Done")).to_be_hidden()
    expect(page.get_by_role("button", name="Bookmark")).to_be_hidden()
    page.goto(f"/practice/record/?path={path.code}")
    expect(page.get_by_role("row")).to_have_count(4)
    page.goto("/practice/bookmarks/")
    assert "kept by a script in your browser, which is switched off" in page.locator("noscript").inner_text()
