"""After editors deleted, unpublished, moved and replaced modules: no record breaks, resume leads to what is live."""

import pytest
from playwright.sync_api import expect

from knowledge.models import RetiredCode
from tests.browser.learning.learner import publish_again
from tests.factories import LearningPathPageFactory, ModulePageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_editors_take_away_never_breaks_a_record(browser, path, modules):
    first, second, _ = modules
    learner = browser()
    for module in modules:
        learner.mark(module)
    first.delete()
    second.unpublish()
    fresh = ModulePageFactory(parent=path, title="A new step", live=True)

    page = learner.go(path.url)
    expect(page.locator(".resume")).to_contain_text("1 of 2 done")
    expect(page.locator(".resume")).to_contain_text("Next: A new step.")
    expect(page.locator(".resume")).to_contain_text("2 modules you did are not on this road any more")
    page.locator(".resume").get_by_role("link", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(fresh.title)

    page = learner.go(f"/practice/record/?path={path.code}")
    earlier = page.locator("[data-earlier]")
    expect(earlier.get_by_role("heading")).to_have_text("No longer on this path")
    expect(earlier).to_contain_text("First step")
    expect(earlier).to_contain_text("Second step")
    publish_again(second)
    page = learner.go(path.url)
    page.reload()  # a public page may be a minute old
    expect(page.locator(".resume")).to_contain_text("2 of 3 done")


def test_a_module_that_moves_takes_its_tick_along(browser, path, modules):
    learner = browser()
    learner.mark(modules[0])
    other = LearningPathPageFactory(title="Another road", live=True)
    modules[0].move(other, "last-child")
    expect(learner.go(other.url).locator(".resume")).to_contain_text("1 of 1 done")
    page = learner.go(path.url)
    expect(page.locator(".resume")).to_contain_text("Nothing done yet")
    expect(page.locator(".resume")).to_contain_text("Next: Second step.")


def test_a_tick_counts_for_what_replaced_the_module(browser, path, modules):
    learner = browser()
    learner.mark(modules[0])
    code = modules[0].code
    modules[0].delete()
    RetiredCode.objects.filter(code=code).update(successor=modules[1].code)
    page = learner.go(path.url)
    expect(page.locator(".resume")).to_contain_text("1 of 2 done")
    expect(page.locator(".resume")).to_contain_text("Next: Third step.")
    page = learner.go(modules[1].url)
    expect(page.locator(".finish")).to_contain_text(f"Done as {code}, which this replaces")
    learner.press("To do")
    expect(learner.go(path.url).locator(".resume")).to_contain_text("Nothing done yet")


def test_the_record_of_a_path_that_is_gone_is_still_there(browser, path, modules):
    learner = browser()
    learner.mark(modules[0])
    code = path.code
    path.delete()
    page = learner.go("/me/learning/")
    row = page.locator(".walk")
    expect(row).to_contain_text("From zero")
    expect(row).to_contain_text("This path is gone. Your record of it stays.")
    row.get_by_role("link", name="Record").click()
    expect(page).to_have_url(f"{learner.visit.base}/practice/record/?path={code}")
    expect(page.locator("[data-earlier]")).to_contain_text("First step")


def test_a_finished_path_has_a_record_to_print(browser, path, modules):
    learner = browser()
    for module in modules:
        learner.mark(module)
    learner.page.get_by_role("link", name="The end of the road: your record").click()
    page = learner.page
    expect(page.locator("[data-tally]")).to_contain_text("3 of 3 modules done. Finished on")
    page.get_by_label("Name on the record").fill("Ada Lovelace")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.get_by_label("Name on the record")).to_be_visible()
