"""Flashcards by mouse and by keyboard, taken back, reloaded, after a pause."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

pytestmark = pytest.mark.browser

DECK = "/practice/?technology=lamps"


def begun(page, address: str = DECK):
    page.goto(address)
    page.locator(".flashcard h2").wait_for()
    page.wait_for_function("() => document.querySelector('#card-question').textContent !== ''")
    return page


def code(page) -> str:
    return page.locator("[data-code]").text_content()


def rate(page, words: str) -> None:
    """Shows the answer and rates it, and waits for the next card or the summary."""
    before = reviews(page)
    if page.locator("[data-show]").is_visible():
        page.locator("[data-show]").click()
    page.get_by_role("button", name=words).click()
    page.wait_for_function(f"() => hub.learner.events().length > {before}")
    settled(page)


def settled(page) -> None:
    page.wait_for_function(
        "() => document.querySelector('section.summary').hidden === false"
        " || document.querySelector('[data-answer]').hidden"
    )


def reviews(page) -> int:
    return page.evaluate("hub.learner.events().length")


def known(page) -> dict:
    return page.evaluate("Object.fromEntries(hub.learner.cards())")


def test_a_card_is_turned_and_rated_with_the_mouse(page):
    begun(page)
    first = code(page)
    assert page.locator(".plain-deck").is_hidden()
    assert page.locator("[data-answer]").is_hidden()

    page.get_by_role("button", name="Show answer").click()
    page.get_by_role("button", name=re.compile("Good.*10 min")).wait_for()
    assert page.get_by_role("button", name=re.compile("Easy.*8 days")).is_visible()
    rate(page, "Easy")

    assert code(page) != first
    card = known(page)[first]
    assert card["rating"] == 4
    due = datetime.fromisoformat(card["card"]["due"])
    assert timedelta(days=7, hours=23) < due - datetime.now(UTC) < timedelta(days=8, minutes=1)
    assert "Card 2 of 10" in page.locator("[data-progress]").text_content()
    assert "1 easy" in page.locator("[data-session]").text_content()


def test_a_session_needs_no_mouse(page):
    begun(page)
    first = code(page)
    page.locator(".flashcard").focus()
    page.keyboard.press(" ")
    assert page.locator("[data-answer]").is_visible()
    assert page.evaluate("document.activeElement.value") == "3"

    before = reviews(page)
    page.keyboard.press("4")
    page.wait_for_function(f"() => hub.learner.events().length > {before}")
    settled(page)
    assert known(page)[first]["rating"] == 4
    assert page.evaluate("document.activeElement.className") == "flashcard"

    page.keyboard.press("u")
    page.wait_for_function(f"() => document.querySelector('[data-code]').textContent === '{first}'")
    assert known(page) == {}


def test_keys_can_be_switched_off_and_stay_off(page):
    begun(page)
    page.get_by_text("How much, and how").click()
    page.get_by_label("Keys: space, 1 to 4, u").uncheck()
    page.reload()
    begun(page)
    page.locator(".flashcard").focus()
    page.keyboard.press("1")
    page.keyboard.press("u")

    assert page.locator("[data-answer]").is_hidden()
    assert page.locator("[data-keys]").is_hidden()
    assert page.locator(".rating kbd").first.is_hidden()


def test_keys_mean_nothing_outside_the_session_or_in_a_field(page):
    begun(page)
    page.locator("#choose-technology").focus()
    page.keyboard.press("1")
    page.locator("h1").click()
    page.keyboard.press("1")

    assert page.locator("[data-answer]").is_hidden()


def test_a_rating_is_taken_back_even_after_a_reload(page):
    begun(page)
    first = code(page)
    rate(page, "Easy")
    second = code(page)
    page.reload()
    begun(page)
    assert code(page) == second

    page.locator("section.review [data-undo]").click()
    page.wait_for_function(f"() => document.querySelector('[data-code]').textContent === '{first}'")

    assert known(page) == {}
    assert page.locator("section.review [data-undo]").is_disabled()


def test_a_reload_goes_on_where_it_was(page):
    begun(page)
    for _ in range(3):
        rate(page, "Easy")
    shown, label = code(page), page.locator("[data-progress] label").text_content()
    page.reload()
    begun(page)

    assert code(page) == shown
    assert page.locator("[data-progress] label").text_content() == label == "Card 4 of 10"


def test_new_cards_end_at_the_days_cap_and_more_can_be_asked_for(page):
    begun(page)
    page.get_by_text("How much, and how").click()
    page.get_by_label("New cards a day").fill("2")
    page.get_by_label("New cards a day").press("Tab")
    page.wait_for_function(
        "() => document.querySelector('[data-progress] label').textContent === 'Card 1 of 2'"
    )
    rate(page, "Easy")
    rate(page, "Easy")

    summary = page.locator("section.summary")
    assert "Done for today" in summary.text_content()
    assert "2 cards today: 2 easy" in summary.text_content()
    assert "Tomorrow: new cards" in summary.text_content()
    summary.get_by_role("button", name="Ten more new cards").click()
    page.locator(".flashcard").wait_for()
    assert len(known(page)) == 2


def test_a_card_forgotten_comes_back_in_the_same_session_and_is_named_at_its_end(page, entries):
    begun(page, f"/practice/?code={entries[4].code}")
    rate(page, "Again")
    assert code(page) == entries[4].code
    rate(page, "Easy")

    summary = page.locator("section.summary")
    assert "1 easy, 1 again" in summary.text_content()
    link = summary.get_by_role("link", name="Why does lamp 4 burn?")
    assert link.get_attribute("href") == f"/e/{entries[4].code}/"


def test_a_skipped_card_stays_for_another_time(page, entries):
    begun(page, f"/practice/?code={entries[4].code}&code={entries[5].code}")
    page.get_by_role("button", name="Skip card").click()
    page.wait_for_function(f"() => document.querySelector('[data-code]').textContent === '{entries[5].code}'")
    rate(page, "Easy")

    assert page.locator("section.summary").is_visible()
    assert list(known(page)) == [entries[5].code]


def merge(page, reviewed: dict[str, datetime]) -> None:
    """Puts old reviews into the learner's log; each card was due at its moment."""
    events = [
        {
            "id": f"{number:022d}",
            "what": "review",
            "code": one,
            "at": "2026-01-01T08:00:00.000Z",
            "data": {
                "rating": 3,
                "took": 3,
                "card": {
                    "state": 2,
                    "step": None,
                    "stability": 4.0,
                    "difficulty": 5.0,
                    "due": due.isoformat(),
                    "last_review": "2026-01-01T08:00:00+00:00",
                },
            },
        }
        for number, (one, due) in enumerate(reviewed.items())
    ]
    page.evaluate("events => hub.learner.merge(events)", events)


def test_after_a_pause_the_most_overdue_come_first_and_the_rest_is_spread_in_words(page, entries):
    begun(page)
    now = timezone.now()
    merge(page, {one.code: now - timedelta(days=40 - number) for number, one in enumerate(entries[:12])})
    page.evaluate("localStorage.setItem('practice', JSON.stringify({fresh: 0, most: 5, keys: true}))")
    page.reload()
    begun(page)

    assert code(page) == entries[0].code
    told = page.locator("[data-told]").text_content()
    assert "12 cards are waiting. Today you get the 5 that have waited longest" in told
    assert "the other 7 follow over the next 2 days, so nothing piles up" in told
    assert "Card 1 of 5" in page.locator("[data-progress]").text_content()
    for number in range(5):
        assert code(page) == entries[number].code
        rate(page, "Good")
    assert "Tomorrow: 5 cards again" in page.locator("section.summary").text_content()


def test_what_is_due_and_what_went_wrong_are_decks_of_ones_own(page, entries):
    begun(page)
    merge(page, {entries[7].code: timezone.now() - timedelta(days=2)})
    page.evaluate(f"hub.learner.add('answer', '{entries[8].code}', {{right: false, chosen: [0]}})")
    page.evaluate(f"hub.learner.add('bookmark', '{entries[9].code}', {{on: true}})")
    for mine, number in (("due", 7), ("wrong", 8), ("bookmarks", 9)):
        page.goto(f"/practice/?mine={mine}")
        page.wait_for_function("() => document.querySelector('#card-question').textContent !== ''")
        assert code(page) == entries[number].code
    page.goto("/practice/anki/?mine=bookmarks")
    page.wait_for_url(f"**/practice/anki/?code={entries[9].code}")
    assert "1 card" in page.locator("h2").first.text_content()


def test_what_an_editor_takes_away_leaves_the_session_without_a_trace(page, entries):
    begun(page)
    merge(page, {"GONE-MID-001": timezone.now() - timedelta(days=9), entries[3].code: timezone.now()})
    page.goto("/practice/?mine=due")
    page.wait_for_function("() => document.querySelector('#card-question').textContent !== ''")

    assert code(page) == entries[3].code
    assert "Card 1 of 1" in page.locator("[data-progress]").text_content()


def test_the_plan_counts_as_it_says(page):
    begun(page)
    plan = page.evaluate(
        """() => {
          const day = 864e5, now = new Date(2026, 10, 21, 12).getTime();
          const card = (due, state = 2) => ({card: {state, due: new Date(due).toISOString()}, rating: 3});
          const cards = new Map([["A", card(now - 3 * day)], ["B", card(now - 5 * day)], ["C", card(now + day)],
            ["D", card(now + 5 * 60e3, 1)], ["E", card(now - day)], ["F", card(now + 9 * day)]]);
          const codes = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
          return hub.practice.plan({codes, cards, events: [], settings: {fresh: 2, most: 2}, now});
        }"""
    )

    assert plan["due"] == ["B", "A"]
    assert plan["later"] == ["E"]
    assert plan["spread"] == [1]
    assert plan["fresh"] == ["G", "H"]
    assert plan["unseen"] == 1
    assert plan["tomorrow"] == 2  # C returns by itself, E had to wait
    assert plan["next"] == "B"
    assert plan["left"] == 5  # with D, which returns within minutes


def test_cards_without_a_script_are_a_list_to_read(visit):
    page = visit(java_script_enabled=False, viewport={"width": 390, "height": 800}).page
    page.goto(DECK)

    assert page.locator(".plain-card").count() == 13
    assert page.locator("section.review").is_hidden()
    page.locator(".plain-card summary").first.click()
    assert page.locator(".plain-card .disclosed").first.is_visible()


def test_a_rating_in_another_deck_is_not_taken_back_from_this_one(page, entries):
    begun(page, f"/practice/?code={entries[4].code}")
    rate(page, "Easy")
    begun(page, f"/practice/?code={entries[5].code}")

    assert page.locator("section.review [data-undo]").is_disabled()
    assert list(known(page)) == [entries[4].code]


def test_a_card_rated_in_another_tab_is_scheduled_from_what_it_is_by_then(page, entries):
    begun(page, f"/practice/?code={entries[4].code}")
    page.locator("[data-show]").click()
    page.get_by_role("button", name="8 days").wait_for()
    merge(page, {entries[4].code: timezone.now() - timedelta(days=1)})
    rate(page, "Good")

    after = known(page)[entries[4].code]["card"]
    assert after["state"] == 2
    assert after["stability"] > 4  # what the other tab left, and more; a new card rated Good has 2.3
