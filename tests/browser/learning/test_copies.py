"""Copies: saved in one browser, taken in by another, refused by entry when they are bad."""

import json

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_copy_saved_here_is_taken_in_there(browser, tmp_path, path, modules, entry):
    here, there = browser(), browser()
    here.mark(modules[0])
    here.go(entry.url).get_by_role("button", name="Bookmark", exact=True).click()
    there.mark(modules[1])
    page = here.go("/me/learning/")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save a copy").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)

    page = there.go("/me/learning/")
    page.get_by_label("Take in a copy").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("[data-imported]")).to_have_text("2 things taken in.")
    expect(page.locator(".walk")).to_contain_text("2 of 3 done")
    page.get_by_label("Take in a copy").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("[data-imported]")).to_have_text("You had everything in this copy already.")


def test_a_bad_copy_is_refused_by_entry_and_nothing_of_it_is_taken_in(browser, tmp_path, path, modules):
    learner = browser()
    page = learner.go("/me/learning/")

    def take_in(content: str) -> None:
        file = tmp_path / "copy.json"
        file.write_text(content)
        page.get_by_label("Take in a copy").set_input_files(file)
        page.get_by_role("button", name="Take it in").click()

    said = page.locator("[data-imported]")
    take_in("{")
    expect(said).to_have_text("Nothing was taken in. This is no JSON file.")
    take_in('{"events": []}')
    expect(said).to_contain_text("This file was not made by")

    good = {"id": "a" * 22, "what": "progress", "code": modules[0].code, "at": "2026-03-01T09:00:00.000Z"}
    good["data"] = {"state": "done"}
    bad = [{**good, "id": "short"}, {**good, "code": "<img src=x onerror=alert(1)>"}]
    take_in(json.dumps({"hub-learner": 1, "events": [bad[0], good, bad[1]]}))
    expect(said).to_contain_text("Nothing was taken in: 2 entries of this copy cannot be read.")
    items = said.get_by_role("listitem")
    expect(items.nth(0)).to_contain_text("Entry 1 (" + modules[0].code + "): Its id is not 22 letters")
    expect(items.nth(1)).to_contain_text("Entry 3 (<img src=x")
    assert learner.state(modules[0].code) == "todo"
    said.get_by_role("button", name="Take in the other 1").click()
    expect(said).to_have_text("1 thing taken in.")
    assert learner.state(modules[0].code) == "done"


def test_the_data_of_an_account_is_taken_in_like_a_copy(browser, tmp_path, modules):
    done = {"id": "a" * 22, "what": "progress", "code": modules[0].code, "at": "2026-03-01T09:00:00.000Z"}
    file = tmp_path / "my-data.json"
    file.write_text(json.dumps({"made": "2026-03-02", "learning": [{**done, "data": {"state": "done"}}]}))
    learner = browser()
    page = learner.go("/me/learning/")
    page.get_by_label("Take in a copy").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("[data-imported]")).to_have_text("1 thing taken in.")
    assert learner.state(modules[0].code) == "done"
