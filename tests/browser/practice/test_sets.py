"""A quiz with and without a script; an interview alone, and for two in two browsers."""

import re

import pytest

from tests.browser.conftest import Visit
from tests.browser.practice.conftest import WIDE

pytestmark = pytest.mark.browser


# --- Quiz ------------------------------------------------------------------------------------------


def test_a_quiz_gives_its_verdict_at_once_and_its_mistakes_at_the_end(page):
    page.goto("/practice/quiz/?technology=lamps&seed=a")
    for number in range(3):
        question = page.locator(".quiz-question:visible")
        assert question.count() == 1
        assert f"Question {number + 1} of 3" in page.locator("[data-progress]").text_content()
        assert not question.get_by_text("because").first.is_visible()
        question.locator("label", has_text="right" if number else "wrong").click()
        question.get_by_role("button", name="Check").click()
        assert ("Right." if number else "Not quite. Right: B.") in question.locator(".said").text_content()
        assert question.get_by_text("Right because").is_visible()
        page.keyboard.press("Enter")  # the focus waits on the next step

    summary = page.locator("section.summary")
    assert "2 of 3 right." in summary.text_content()
    assert summary.locator(".quiz-question").count() == 1
    answers = page.evaluate("hub.learner.events().map(one => [one.what, one.data.right])")
    assert sorted(answers) == [["answer", False], ["answer", True], ["answer", True]]
    assert page.evaluate("hub.learner.wrong().length") == 1


def test_a_quiz_without_a_choice_waits_for_one(page):
    page.goto("/practice/quiz/?technology=lamps&seed=a")
    page.locator(".quiz-question:visible [data-check]").click()

    assert page.locator(".said").count() == 0
    assert page.locator(".quiz-question:visible details").is_hidden()


def test_a_quiz_without_a_script_has_everything_and_prints_its_key(visit):
    page = visit(java_script_enabled=False, viewport=WIDE).page
    page.goto("/practice/quiz/?technology=lamps&seed=a")

    assert page.locator(".quiz-question:visible").count() == 3
    assert page.locator("[data-check]:visible").count() == 0
    assert not page.get_by_text("Right because").first.is_visible()
    page.locator(".quiz-question summary").first.click()
    assert page.get_by_text("Right because").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator(".answer-key").is_visible()
    assert page.locator(".answer-key li").count() == 3
    assert not page.locator(".choose").is_visible()


# --- Interview -------------------------------------------------------------------------------------


def test_an_interview_alone_hides_answers_until_asked_and_sums_up_by_topic(page):
    fetched = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/practice/interview/?technology=lamps&kind=question")
    page.get_by_label("Questions").fill("4")
    page.get_by_role("textbox", name="Set").fill("evening")
    page.get_by_role("button", name="Start the interview").click()
    page.locator(".interview-question:visible").wait_for()
    assert "Because of" not in page.content()
    assert not [url for url in fetched if "/answer/" in url]

    topics = []
    for _ in range(4):
        question = page.locator(".interview-question:visible")
        assert question.count() == 1
        question.locator("[data-answer]").click()
        question.get_by_text("Because of").wait_for()
        assert question.get_by_text("What goes wrong").is_visible()
        topics.append(question.get_attribute("data-topic"))
        question.get_by_label("Very well" if topics[-1] == "Light" else "Not at all").check()
        page.locator("[data-next]").click()

    summary = page.locator("section.summary")
    assert summary.is_visible()
    good = topics.count("Light")
    assert f"{good} of 4 answered well." in summary.text_content()
    if good < 4:
        assert "Weak: Oil." in summary.text_content()
        assert (
            summary.get_by_role("link", name="More on Oil").get_attribute("href") == "/practice/?category=oil"
        )
        assert summary.get_by_role("link", name=re.compile("Why does lamp")).count() == 4 - good
    (event,) = page.evaluate("hub.learner.events()")
    assert event["what"] == "interview"
    assert event["data"]["seed"] == "evening"
    assert len(event["data"]["marks"]) == 4
    page.goto("/practice/interview/")
    assert f"{good} of 4" in page.locator("[data-earlier]").text_content()


def test_the_clock_can_be_paused_lengthened_and_left_out(page):
    page.goto("/practice/interview/?start=1&technology=lamps&seed=a&n=2&minutes=2")
    left = page.locator("[data-left]")
    page.wait_for_function("() => document.querySelector('[data-left]').textContent < '2:00'")
    page.get_by_role("button", name="Pause").click()
    stopped = left.text_content()
    page.wait_for_timeout(1500)
    assert left.text_content() == stopped
    page.get_by_role("button", name="One minute more").click()
    assert left.text_content() > stopped
    page.get_by_role("button", name="No clock").click()
    assert left.is_hidden()

    page.goto("/practice/interview/?start=1&technology=lamps&seed=a&n=2&minutes=0")
    assert page.locator("[data-clock]").is_hidden()


def test_interviewer_and_candidate_hold_the_same_set_in_two_browsers(chromium, visit, server, entries):
    interviewer = visit(viewport=WIDE).page
    interviewer.goto("/practice/interview/?technology=lamps&kind=question")
    interviewer.get_by_label("Questions").fill("3")
    interviewer.get_by_role("button", name="Interview somebody").click()
    theirs = interviewer.get_by_role("link", name="Open the candidate’s page").get_attribute("href")
    interviewer.get_by_role("link", name="Open your page").click()
    interviewer.locator(".interview-question").first.wait_for()

    other = Visit(chromium, server, viewport=WIDE)
    candidate = other.page
    candidate.goto(theirs)
    asked = []
    for _ in range(3):
        asked.append(candidate.locator(".interview-question:visible h2").text_content())
        if candidate.locator("[data-next]").is_visible():
            candidate.locator("[data-next]").click()
    content = candidate.content()
    assert other.complaints == []
    assert other.context.cookies() == []
    other.close()

    assert [one.text_content() for one in interviewer.locator(".interview-question h2").all()] == asked
    assert "Because of" not in content
    assert "Blowing" not in content
    assert interviewer.get_by_text("Because of").first.is_visible()
    interviewer.locator("[data-marks]").first.get_by_label("Well", exact=True).check()
    interviewer.get_by_role("button", name="Sum up").click()
    assert "1 of 1 answered well." in interviewer.locator("section.summary").text_content()
    assert interviewer.evaluate("hub.learner.events().length") == 0


def test_an_interview_without_a_script_asks_everything_and_links_the_entries(visit):
    page = visit(java_script_enabled=False, viewport=WIDE).page
    page.goto("/practice/interview/?start=1&technology=lamps&kind=question&seed=a&n=3")

    assert page.locator(".interview-question:visible").count() == 3
    assert page.locator("[data-clock]").is_hidden()
    page.get_by_role("link", name="Show the answer to question 1").click()
    assert page.get_by_text("Because of").first.is_visible()
