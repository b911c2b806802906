"""A quiz asks what its address says; answers and reasons are on the page for whoever has no script."""

import pytest

from knowledge.choices import choice_list, read_choices
from knowledge.models import QuestionPage
from tests.factories import QuestionPageFactory, TechnologyFactory
from tests.learning.practice.test_decks import CHOICES
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def technology():
    return TechnologyFactory(slug="quizzed")


@pytest.fixture
def questions(technology):
    """Multiple-choice questions, and beside them ones that nobody can be asked that way."""
    QuestionPageFactory(technology=technology, live=True)
    QuestionPageFactory(technology=technology, form="choice", choices=[], live=True)
    nothing_right = [("item", {"text": "one", "correct": False, "explanation": ""})]
    QuestionPageFactory(technology=technology, form="choice", choices=nothing_right, live=True)
    QuestionPageFactory(technology=technology, form="choice", choices=CHOICES)
    return [
        QuestionPageFactory(technology=technology, form="choice", choices=CHOICES, live=True)
        for _ in range(6)
    ]


def asked(client, query: str) -> list[str]:
    page = client.get(f"/practice/quiz/?technology=quizzed&{query}")
    assert page.status_code == 200
    return [card.code for card in page.context["quiz"].cards]


def test_only_published_multiple_choice_with_a_right_answer_is_asked(client, questions):
    assert sorted(asked(client, "seed=a&n=30")) == sorted(one.code for one in questions)


def test_the_seed_in_the_address_asks_the_same_again_and_another_seed_something_else(client, questions):
    first = asked(client, "seed=a&n=4")

    assert asked(client, "seed=a&n=4") == first
    assert any(asked(client, f"seed={seed}&n=4") != first for seed in "bcdef")


def test_a_question_that_cannot_be_asked_takes_nobodys_place(client, questions):
    assert [len(asked(client, f"seed={seed}&n=1")) for seed in "abcdefghijkl"] == [1] * 12


def test_one_more_entry_changes_a_set_by_at_most_itself(client, questions, technology):
    before = asked(client, "seed=a&n=4")
    QuestionPageFactory(technology=technology, form="choice", choices=CHOICES, live=True)
    after = asked(client, "seed=a&n=4")

    assert len(set(before) - set(after)) <= 1
    kept = [code for code in before if code in after]
    assert kept == [code for code in after if code in before]


def test_without_a_seed_everybody_gets_the_set_of_the_day(client, questions):
    assert asked(client, "n=3") == asked(client, "n=3&seed=%20bad%20")


def test_the_page_holds_choices_verdicts_reasons_and_a_key(client, questions):
    page = client.get("/practice/quiz/?technology=quizzed&seed=a&n=1").text

    assert page.count('type="radio"') == 2
    assert "It is not." in page
    assert "<details" in page
    assert '<section class="answer-key"' in page
    assert ReadPage(page).forbidden == []


def test_several_right_answers_are_told_and_chosen_with_boxes(client, technology):
    choices = [*CHOICES, ("item", {"text": "also", "correct": True, "explanation": "Too."})]
    entry = QuestionPageFactory(technology=technology, form="choice", choices=choices, live=True)

    page = client.get("/practice/quiz/?technology=quizzed").text

    assert "Choose all that are right" in page
    assert page.count(f'<input type="checkbox" name="{entry.code}"') == 3
    assert "A, C" in page


def test_a_choice_without_questions_says_what_else_there_is(client):
    page = client.get("/practice/quiz/?technology=nobody")

    assert page.status_code == 200
    assert "No multiple-choice question fits" in page.text


# --- Reading back what was rendered ----------------------------------------------------------------

HARD = [
    (
        "item",
        {"text": "- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |", "correct": False, "explanation": ""},
    ),
    (
        "item",
        {
            "text": "```html\n</div></li>\n<li><div></ol>\n<details\n```",
            "correct": True,
            "explanation": "</details>",
        },
    ),
    (
        "item",
        {
            "text": '<p class="verdict right">',
            "correct": False,
            "explanation": '<p class="verdict right">x</p>',
        },
    ),
]


@pytest.mark.parametrize("choices", [CHOICES, HARD, HARD[:1]])
def test_choices_are_read_back_as_they_were_written(choices):
    page = QuestionPage(choices=choices)
    read = read_choices(choice_list(page.choices))

    assert [one.is_right for one in read] == [value["correct"] for _, value in choices]
    assert all(one.text and one.words for one in read)
    assert all("verdict" not in one.words or "&lt;p" in one.words for one in read)


@pytest.mark.parametrize("html", ["", "<p>nothing</p>", '<ol class="choices"></ol>'])
def test_anything_else_holds_no_choices(html):
    assert read_choices(html) == []
