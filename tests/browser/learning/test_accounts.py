"""With an account in two browsers: merged both ways, made offline, taken back, forgotten, of nobody else."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.accounts.conftest import account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ada(path):
    return account(email="ada@example.org")


def test_two_browsers_are_merged_both_ways(browser, path, modules, entry, ada):
    first, second, third = modules
    here, there = browser(), browser()
    here.mark(first)
    here.go(entry.url).get_by_role("button", name="Bookmark", exact=True).click()
    there.mark(second)
    here.sign_in(ada)
    there.sign_in(ada)

    assert there.states(first, second) == ["done", "done"]
    here.go(path.url)
    here.synchronise()
    expect(here.page.locator(".resume")).to_contain_text("2 of 3 done")
    expect(there.go("/practice/bookmarks/").locator(".bookmarks > li")).to_contain_text("Why is it so?")
    there.mark(third)
    there.synchronise()
    here.go("/me/learning/")
    expect(here.page.locator(".walk")).to_contain_text("3 of 3 done")


def test_ticks_made_offline_on_both_sides_meet_and_the_last_word_counts(browser, path, modules, ada):
    first, second, third = modules
    here, there = browser(), browser()
    for learner, module in ((here, first), (there, second)):
        learner.sign_in(ada)
        learner.go(module.url)
        learner.offline()
    here.at(datetime(2026, 11, 1, 10, 0, tzinfo=UTC))
    there.at(datetime(2026, 11, 1, 10, 30, tzinfo=UTC))
    here.press("Done")
    there.press("In progress")
    # Both say something of the third one; what was said last in the evening counts.
    here.page.evaluate("code => { hub.learner.add('progress', code, {state: 'skipped'}) }", third.code)
    there.page.evaluate("code => { hub.learner.add('progress', code, {state: 'done'}) }", third.code)
    here.at(datetime(2026, 11, 1, 18, 0, tzinfo=UTC))
    here.press("Skip it")

    for learner in (there, here, there):
        learner.offline(False)
        learner.synchronise()
    assert here.states(*modules) == there.states(*modules) == ["skipped", "doing", "done"]


def test_taking_back_reaches_the_other_browser(browser, modules, ada):
    here, there = browser(), browser()
    here.sign_in(ada)
    there.sign_in(ada)
    here.mark(modules[0], "In progress")
    here.press("Done")
    here.synchronise()
    there.go(modules[0].url)
    there.synchronise()
    assert there.state(modules[0].code) == "done"
    here.page.locator(".finish").get_by_role("button", name="Undo").click()
    here.synchronise()
    there.synchronise()
    pressed = there.page.locator('.states [aria-pressed="true"]')
    expect(pressed).to_have_text("In progress")


def test_a_clock_that_is_ahead_does_not_have_the_last_word_for_ever(browser, modules, ada):
    here, there = browser(), browser()
    here.sign_in(ada)
    there.sign_in(ada)
    here.go(modules[0].url)
    here.at(datetime(2031, 1, 1, tzinfo=UTC))
    here.press("Done")
    here.synchronise()
    there.go(modules[0].url)
    there.synchronise()
    there.press("To do")
    there.synchronise()
    here.synchronise()
    assert here.state(modules[0].code) == there.state(modules[0].code) == "todo"


def test_another_person_at_the_same_browser_gets_nothing_of_it(browser, path, modules, ada):
    grace = account(email="grace@example.org")
    learner = browser()
    learner.sign_in(ada)
    learner.mark(modules[0])
    learner.synchronise()
    learner.page.goto("/accounts/logout/")
    learner.page.get_by_role("button", name="Sign out").click()
    learner.sign_in(grace)
    learner.mark(modules[1])
    learner.synchronise()
    assert learner.states(*modules) == ["todo", "done", "todo"]

    elsewhere = browser()
    elsewhere.sign_in(ada)
    assert elsewhere.states(*modules) == ["done", "todo", "todo"]


def test_signing_out_of_a_shared_computer_can_leave_nothing_behind(browser, path, modules, ada):
    learner = browser()
    learner.sign_in(ada)
    learner.mark(modules[0])
    page = learner.go("/me/")
    page.get_by_label("Others use this computer").check()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{learner.visit.base}/")
    assert learner.go(path.url).locator(".resume").inner_text().count("Nothing done yet") == 1
    # It was carried to the account before it went.
    learner.sign_in(ada)
    expect(learner.go(path.url).locator(".resume")).to_contain_text("1 of 3 done")


def test_signing_out_without_more_ado_keeps_the_copy(browser, path, modules, ada):
    learner = browser()
    learner.sign_in(ada)
    learner.mark(modules[0])
    page = learner.go("/accounts/logout/")
    expect(page.get_by_label("Others use this computer")).not_to_be_checked()
    page.get_by_role("button", name="Sign out").click()
    expect(learner.go(path.url).locator(".resume")).to_contain_text("1 of 3 done")


def test_what_is_forgotten_everywhere_does_not_come_back(browser, path, modules, ada):
    here, there = browser(), browser()
    for learner, module in ((here, modules[0]), (there, modules[1])):
        learner.sign_in(ada)
        learner.mark(module)
        learner.synchronise()
    page = here.go("/me/learning/")
    page.get_by_text("Forget it everywhere").first.click()
    page.get_by_role("button", name="Forget it everywhere").click()
    expect(page.get_by_text("Your account has forgotten")).to_be_visible()
    for learner in (there, here, there):
        learner.synchronise()
    assert here.states(*modules) == there.states(*modules) == ["todo", "todo", "todo"]
