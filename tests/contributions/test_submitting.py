"""Sending an entry by the public forms."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from contributions.submissions.links import submission_of
from contributions.submissions.models import Submission
from contributions.submissions.states import State
from knowledge import kinds
from tests.contributions.typing import BROWSER, fill_in, read_form, send_again, typed
from tests.factories import (
    CategoryFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TITLE = "Why does a list keep its old default?"
QUESTION = {"title": TITLE, "summary": "Defaults are made once, when the function is."}
DEBUG = {
    "title": "A dictionary lacks the key",
    "messages-0": "KeyError: 'token'",
    "section-root_cause": "Nothing had set it.",
    "section-fix": "Set it first.",
}
TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD1fG3hJ5"


def address(kind="question"):
    return reverse("contributions:submit", args=(kind,))


def stored() -> Submission:
    return Submission.objects.get()


# --- Sending -------------------------------------------------------------------------------------------


def test_a_guest_sends_a_question_and_is_led_to_its_page(client):
    response = fill_in(client, address(), QUESTION)
    assert response.status_code == 303
    assert (stored().kind, stored().title, stored().state) == ("question", TITLE, State.RECEIVED)
    assert stored().document.summary == QUESTION["summary"]
    assert stored().contributor is None
    assert client.get(response["Location"], **BROWSER).status_code == 200


def test_what_is_chosen_and_added_is_in_the_document(client):
    technology, category = TechnologyFactory(), CategoryFactory()
    more = {
        "technology": technology.slug,
        "level": "mid",
        "difficulty": "4",
        "category": category.slug,
        "tags": "Lists, defaults,, lists",
        "also_asked": "What is a mutable default?\r\n\r\nWhy is my list not empty?",
        "choices-0-text": "It is made once",
        "choices-0-correct": "on",
        "choices-1-text": "It is made twice",
        "source-title": "The reference",
        "source-url": "https://example.org/reference",
        "section-deep_dive": "    indented code\r\n\r\nand prose",
    }
    fill_in(client, address(), {**QUESTION, **more})
    document = stored().document
    assert document.attributes == {
        "technology": technology.slug,
        "level": "mid",
        "difficulty": 4,
        "category": category.slug,
        "tags": ["defaults", "lists"],
        "also_asked": ["What is a mutable default?", "Why is my list not empty?"],
        "choices": [
            {"text": "It is made once", "correct": True},
            {"text": "It is made twice", "correct": False},
        ],
        "source": {"title": "The reference", "url": "https://example.org/reference"},
    }
    assert document.text_of("deep_dive") == "    indented code\n\nand prose"
    assert stored().technology == technology


def test_a_debug_entry_keeps_its_message_word_for_word(client):
    message = "Traceback (most recent call last):\r\n  File \"app.py\"\r\nKeyError: 'token'"
    assert fill_in(client, address("debug"), {**DEBUG, "messages-0": message}).status_code == 303
    assert stored().document.attributes["messages"] == [message.replace("\r\n", "\n")]


@pytest.mark.parametrize("kind", [kind.key for kind in kinds.all_kinds() if kind.from_readers])
def test_every_kind_says_what_only_its_sender_can_say_and_takes_it(client, kind):
    answer = fill_in(client, address(kind))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert form["title"].errors
    needed = dict.fromkeys(form.errors, "Some words of mine")
    if "messages" in needed:
        needed["messages-0"] = needed.pop("messages")
    assert send_again(client, answer, needed).status_code == 303
    assert stored().kind == kind


def test_an_editor_fills_in_what_can_be_chosen(client):
    assert fill_in(client, address("debug"), DEBUG).status_code == 303
    assert "error_kind" not in stored().document.attributes


def test_whoever_is_signed_in_sends_under_their_account(client):
    link = "https://ada.example.org/"
    person = UserFactory(last_name="Inside", display_name="Ada Reader", link=link, credited=True)
    client.force_login(person)
    response = client.get(address())
    assert "by-email" not in read_form(response).fields
    assert "Inside" not in response.text
    fill_in(client, address(), QUESTION)
    assert stored().contributor == person
    assert (stored().email, stored().name, stored().link) == (person.email, "Ada Reader", link)
    assert stored().named, "as they chose on their page"
    assert stored().email_confirmed_at


def test_a_guest_may_leave_an_address_and_a_name(client):
    more = {
        "by-email": "ada@EXAMPLE.org",
        "by-name": "Ada",
        "by-link": "https://example.org/",
        "by-named": "on",
    }
    fill_in(client, address(), {**QUESTION, **more})
    sent = stored()
    assert (sent.email, sent.name, sent.link, sent.named) == (
        "ada@example.org",
        "Ada",
        "https://example.org/",
        True,
    )
    assert not sent.email_confirmed_at
    assert sent.sender_digest


# --- What is wrong is said where it is -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "name", "words"),
    [
        ({"title": ""}, "title", "Write a title"),
        ({"summary": ""}, "summary", "30-second answer is needed"),
        ({"title": "x" * 256}, "title", "at most 255"),
        ({"title": "a\x00b"}, "title", "control character U+0000"),
        (
            {"section-code": "```python\nopen"},
            "section-code",
            "line 1, a code fence is opened and never closed",
        ),
        ({"section-code": "one\n\n## two"}, "section-code", "line 3, holds a heading of level 2"),
        ({"summary": "# big"}, "summary", "heading of level 1"),
        ({"difficulty": "11"}, "difficulty", "expected 1 to 10"),
        ({"difficulty": "many"}, "difficulty", "expected a whole number"),
        ({"level": "wizard"}, "level", "use one of"),
        ({"form": "riddle"}, "form", "use one of"),
        ({"technology": "No Slug"}, "technology", "slug"),
        ({"technology": "nobody-knows"}, "technology", "is not known here"),
        ({"category": "nobody-knows"}, "category", "is not known here"),
        ({"source-url": "javascript:alert(1)"}, "source", "http"),
        ({"choices-0-correct": "on"}, "choices", "lacks text"),
        ({"by-email": "not an address"}, "email", "no e-mail address"),
        ({"by-link": "javascript:alert(1)"}, "link", "http"),
        ({"by-named": "on"}, "name", "known by"),
        ({"by-agreed": None}, "agreed", "may share"),
    ],
)
def test_a_fault_is_said_at_its_field_and_above_the_form(client, changes, name, words):
    response = fill_in(client, address(), {**QUESTION, **changes})
    assert response.status_code == 422
    form = next(one for one in response.context["forms"] if name in one.fields)
    assert words in " ".join(form[name].errors)
    target = form[name].id_for_label
    assert f'href="#{target}"' in response.content.decode()
    assert f'id="{target}"' in response.content.decode()
    assert not Submission.objects.exists()


def test_what_was_typed_is_still_there(client):
    more = {
        "section-code": "```\nopen",
        "also_asked": "One\r\nTwo",
        "choices-0-text": "Yes",
        "by-name": "Ada",
    }
    again = read_form(fill_in(client, address(), {**QUESTION, **more})).fields
    assert again["section-code"] == ["```\r\nopen"]
    assert again["also_asked"] == ["One\r\nTwo"]
    assert (again["choices-0-text"], again["choices-1-text"]) == (["Yes"], [""])
    assert again["by-name"] == ["Ada"]


def test_more_than_fits_is_refused_and_kept_in_the_form(client):
    response = fill_in(client, address(), {**QUESTION, "section-deep_dive": "words " * 11_500})
    assert response.status_code == 422
    assert "too long" in response.content.decode()
    huge = fill_in(client, address(), {**QUESTION, "section-deep_dive": "words " * 100_000})
    assert huge.status_code == 422
    assert "too long" in huge.content.decode()


def test_a_kind_nobody_registered_is_not_found(client):
    assert client.get("/contribute/poem/").status_code == 404
    assert client.post("/contribute/poem/").status_code == 404


def test_a_form_needs_its_token():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(), {**QUESTION, "by-agreed": "on"}, **BROWSER).status_code == 403


# --- Secrets ---------------------------------------------------------------------------------------------


def test_a_secret_is_shown_marked_and_only_its_stand_in_is_kept(client):
    message = f"Error: bad credentials {TOKEN}"
    response = fill_in(client, address("debug"), {**DEBUG, "messages-0": message})
    assert response.status_code == 422
    assert not Submission.objects.exists()
    page = response.content.decode()
    assert "<mark" in page
    assert TOKEN not in read_form(response).fields["messages-0"][0]
    assert send_again(client, response).status_code == 303
    assert TOKEN not in stored().text
    assert "bad credentials" in stored().text


def test_a_secret_is_not_in_what_a_preview_shows(client):
    response = fill_in(
        client, address("debug"), {**DEBUG, "section-fix": f"Use {TOKEN}.", "action": "preview"}
    )
    assert TOKEN not in read_form(response).fields["section-fix"][0]
    assert TOKEN not in "".join(part.html for part in response.context["reading"].parts)


# --- Preview ---------------------------------------------------------------------------------------------


def test_the_preview_is_rendered_as_the_site_does_and_stores_nothing(client):
    fix = "### Before\n\n```python\nrows = None\n```\n\n### After\n\n```python\nrows = []\n```"
    response = fill_in(client, address("debug"), {**DEBUG, "section-fix": fix, "action": "preview"})
    assert response.status_code == 200
    assert 'class="diff"' in response.content.decode()
    assert not Submission.objects.exists()


def test_the_preview_needs_nothing_to_be_complete(client):
    response = fill_in(client, address(), {"section-code": "`x`", "by-agreed": None, "action": "preview"})
    assert response.status_code == 200
    assert "<code>x</code>" in response.content.decode()
    assert "error-summary" not in response.content.decode()


def test_the_preview_says_what_cannot_be_shown(client):
    response = fill_in(client, address(), {**QUESTION, "section-code": "```\nopen", "action": "preview"})
    assert "It cannot be shown yet" in response.content.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "</textarea><script>alert(1)</script>",
        '"><svg onload=alert(1)>',
    ],
)
def test_nothing_typed_becomes_markup(client, hostile):
    changes = {
        "title": hostile,
        "summary": hostile,
        "section-code": hostile,
        "by-name": hostile,
        "by-link": hostile,
    }
    for action in ("preview", "send"):
        page = fill_in(client, address(), {**changes, "action": action, "by-agreed": None}).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<svg onload" not in page
        assert 'href="javascript:' not in page


# --- Twice -----------------------------------------------------------------------------------------------


def test_a_second_click_sends_nothing_twice(client):
    form = read_form(client.get(address(), **BROWSER))
    data = typed(form, {**QUESTION, "by-agreed": "on", "action": "send"}, purpose="submission")
    first, second = (client.post(form.action, data, **BROWSER) for _ in range(2))
    led_to = [submission_of(answer["Location"].rstrip("/").rpartition("/")[2]) for answer in (first, second)]
    assert led_to[0] == led_to[1] == (Submission.objects.get(), False)


def test_two_tabs_send_two(client):
    fill_in(client, address(), QUESTION)
    fill_in(client, address(), {**QUESTION, "title": "Why is the second call different?"})
    assert Submission.objects.count() == 2


def test_another_text_in_a_form_that_was_sent_is_not_lost(client):
    form = read_form(client.get(address(), **BROWSER))
    said = {**QUESTION, "by-agreed": "on", "action": "send"}
    for title in (TITLE, "Why is the second call different?"):
        data = typed(form, {**said, "title": title}, purpose="submission")
        assert client.post(form.action, data, **BROWSER).status_code == 303
    assert Submission.objects.count() == 2


def test_a_machine_is_thanked_and_nothing_is_kept(client):
    response = fill_in(client, address(), {**QUESTION, "subject": "Buy now"})
    assert response.status_code == 303
    assert client.get(response["Location"], **BROWSER).status_code == 200
    assert not Submission.objects.exists()


# --- Filled in by a link -----------------------------------------------------------------------------------


def test_a_link_fills_in_short_facts_only(client):
    technology = TechnologyFactory()
    asked = {
        "title": TITLE,
        "technology": technology.slug,
        "level": "mid",
        "summary": "No",
        "section-code": "No",
    }
    fields = read_form(client.get(address(), asked)).fields
    assert (fields["title"], fields["technology"], fields["level"]) == ([TITLE], [technology.slug], ["mid"])
    assert (fields["summary"], fields["section-code"]) == ([""], [""])


@pytest.mark.parametrize(
    "asked", [{"title": "x" * 5000}, {"title": "a\x1bb"}, {"technology": "nobody"}, {"level": "<b>"}]
)
def test_a_link_cannot_fill_in_anything_strange(client, asked):
    response = client.get(address(), asked)
    assert response.status_code == 200
    fields = read_form(response).fields
    assert len(fields["title"][0]) <= 255
    assert (fields["technology"], fields["level"]) == ([""], [""])


# --- The pages -----------------------------------------------------------------------------------------------


def test_the_start_page_leads_to_every_kind(client):
    page = client.get("/contribute/").content.decode()
    for kind in kinds.all_kinds():
        if not kind.from_readers:
            assert f'href="{address(kind.key)}"' not in page
            continue
        assert f'href="{address(kind.key)}"' in page


def test_a_form_is_in_no_cache(client):
    assert "no-store" in client.get(address())["Cache-Control"]
    assert "public" in client.get("/contribute/")["Cache-Control"]
    assert not client.get("/contribute/").cookies


def test_the_number_of_queries_does_not_grow_with_what_can_be_chosen(client, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        cache.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(address())
        return len(asked)

    client.get(address())
    before = count()
    TechnologyFactory.create_batch(6)
    CategoryFactory.create_batch(6)
    assert count() == before
