"""A deck is the published entries of a filter, and its pages are the same for everybody."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.models import EntryRendering
from tests.factories import (
    CategoryFactory,
    CodeSnippetPageFactory,
    DebugEntryPageFactory,
    LearningPathPageFactory,
    ModulePageFactory,
    QuestionPageFactory,
    TechnologyFactory,
)
from tests.pages.archive import fill_archive
from tests.pages.crawling import ReadPage

pytestmark = pytest.mark.django_db

CHOICES = [
    ("item", {"text": "`yes`", "correct": True, "explanation": "It is."}),
    ("item", {"text": "`no`", "correct": False, "explanation": "It is not."}),
]


def codes(client, query: str) -> list[str]:
    response = client.get(f"/practice/deck/?{query}")
    assert response.status_code == 200
    return response.json()["codes"]


def hide(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


# --- What a deck holds -----------------------------------------------------------------------------


@pytest.fixture
def entries():
    flask, react = TechnologyFactory(slug="flask", name="Flask"), TechnologyFactory(slug="react")
    security = CategoryFactory(slug="security")
    return {
        "asked": QuestionPageFactory(
            technology=flask, level="mid", category=security, tags=["cookies"], live=True
        ),
        "junior": QuestionPageFactory(technology=react, level="junior", live=True),
        "error": DebugEntryPageFactory(technology=flask, level="", live=True),
        "draft": QuestionPageFactory(technology=flask),
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"asked", "junior", "error"}),
        ("technology=flask", {"asked", "error"}),
        ("technology=flask&technology=react", {"asked", "junior", "error"}),
        ("level=junior", {"junior"}),
        ("kind=debug", {"error"}),
        ("kind=question&technology=flask", {"asked"}),
        ("category=security", {"asked"}),
        ("tag=cookies", {"asked"}),
        ("technology=nobody", set()),
        ("level=nonsense&kind=path&module=%27&page=7", {"asked", "junior", "error"}),
    ],
)
def test_a_deck_holds_the_published_entries_of_its_filter(client, entries, query, found):
    assert set(codes(client, query)) == {entries[name].code for name in found}


def test_entries_for_some_readers_only_are_in_no_deck(client, entries):
    hide(entries["asked"])
    code = entries["asked"].code

    assert code not in codes(client, "")
    assert code not in codes(client, f"code={code}")
    assert client.get(f"/practice/cards/?code={code}").json() == {"cards": []}
    assert client.get(f"/practice/interview/answer/{code}/").status_code == 404


def test_named_entries_keep_the_order_of_their_names(client, entries):
    named = [entries[name].code for name in ("error", "asked", "junior")]

    assert codes(client, "&".join(f"code={code}" for code in named)) == named
    assert codes(client, f"code={named[0].lower()}") == named[:1]


def test_a_path_is_learnt_in_the_order_of_its_modules(client, entries):
    path = LearningPathPageFactory(stages=[("item", {"title": "One"}), ("item", {"title": "Two"})], live=True)

    def module(stage, *names):
        linked = [("item", {"code": entries[name].code}) for name in names]
        return ModulePageFactory(parent=path, stage=stage, entries=linked, live=True)

    late = module(2, "error", "draft")
    module(1, "junior", "asked")

    assert codes(client, f"path={path.code}") == [entries[name].code for name in ("junior", "asked", "error")]
    assert codes(client, f"module={late.code}") == [entries["error"].code]
    assert codes(client, f"path={path.code}&level=mid") == [entries["asked"].code]
    path.unpublish()
    assert codes(client, f"path={path.code}") == []


def test_a_deck_without_an_order_of_its_own_is_mixed_the_same_way_each_time(client):
    technology = TechnologyFactory()
    made = [QuestionPageFactory(technology=technology, live=True).code for _ in range(12)]

    first = codes(client, f"technology={technology.slug}")

    assert sorted(first) == sorted(made)
    assert first != sorted(first)
    assert codes(client, f"technology={technology.slug}") == first


def test_a_choice_is_told_in_words_each_with_a_way_out(client, entries):
    page = client.get("/practice/?technology=flask&level=mid&tag=cookies")

    assert "Flashcards: Flask, Mid-level, cookies" in page.text
    assert "?level=mid&amp;tag=cookies" in page.text


# --- What a card shows -----------------------------------------------------------------------------


def card(client, entry) -> dict:
    return client.get(f"/practice/cards/?code={entry.code}").json()["cards"][0]


def test_a_question_asks_its_title_and_prompt_and_answers_with_its_summary(client):
    entry = QuestionPageFactory(
        title="What & why?",
        summary="Said aloud.",
        body=[("prompt", "Read this."), ("deep_dive", "Deep.")],
        live=True,
    )
    shown = card(client, entry)

    assert shown["question"] == "What & why?"
    assert "Read this." in shown["front"]
    assert "Said aloud." in shown["back"]
    assert "Deep." not in shown["front"] + shown["back"]


def test_an_error_shows_its_message_and_keeps_its_title_for_the_answer(client):
    entry = DebugEntryPageFactory(
        title="The wrong environment", messages=[("item", "No module <x>")], live=True
    )
    shown = card(client, entry)

    assert "No module &lt;x&gt;" in shown["front"]
    assert "The wrong environment" not in shown["front"] + shown["question"]
    assert "The wrong environment" in shown["back"]


def test_an_entry_without_its_short_answer_shows_its_first_required_section(client):
    entry = DebugEntryPageFactory(summary="", body=[("root_cause", "The cause."), ("fix", " ")], live=False)
    entry.body = [("root_cause", "The cause."), ("fix", "```python\nx\n```")]
    entry.save_revision().publish()
    EntryRendering.objects.filter(entry=entry.pk).update(
        parts=[part for part in EntryRendering.objects.get(entry=entry.pk).parts if part["key"] != "fix"]
    )

    assert "The cause." in card(client, entry)["back"]


def test_a_choice_offers_on_the_front_and_judges_on_the_back(client):
    entry = QuestionPageFactory(form="choice", choices=CHOICES, live=True)
    shown = card(client, entry)

    assert "<code>yes</code>" in shown["front"]
    assert "It is." not in shown["front"]
    assert "It is." in shown["back"]
    assert "It is not." not in shown["back"]


def test_cards_beside_each_other_share_no_identifier_and_their_code_is_left_alone(client):
    text = '### Again\n\nWrite `id="main"` or:\n\n```html\n<p id="main">\n```\n\nNote[^1]\n\n[^1]: Here.'
    technology = TechnologyFactory()
    for _ in range(3):
        QuestionPageFactory(technology=technology, summary=text, live=True)
    page = client.get(f"/practice/?technology={technology.slug}").text

    regions = [name for name in ReadPage(page).named_regions if "HTML code" in name]
    assert len(regions) == len(set(regions)) == 3
    ids = ReadPage(page).ids
    assert len(ids) == len(set(ids))
    assert page.count('id="main"') == 1 + 3  # the page's own, and the three in words
    hashes = {link.removeprefix("#") for link in ReadPage(page).links if link.startswith("#")}
    assert hashes <= set(ids)


def test_cards_are_made_from_what_was_rendered_on_publish_even_after_an_upgrade(client):
    entry = QuestionPageFactory(summary="Fresh.", live=True)
    EntryRendering.objects.filter(entry=entry.pk).update(renderer_version=0, parts=[])

    assert "Fresh." in card(client, entry)["back"]


# --- What holds for every page ---------------------------------------------------------------------

PAGES = (
    "/practice/",
    "/practice/?kind=debug",
    "/practice/quiz/?seed=a",
    "/practice/interview/",
    "/practice/interview/?start=1&seed=a&n=20",
    "/practice/interview/links/?seed=a&n=20",
    "/practice/anki/",
    "/practice/deck/?level=senior",
    "/practice/anki/deck.apkg",
    "/practice/anki/deck.csv",
)


@pytest.mark.parametrize("address", PAGES)
def test_pages_know_nobody_and_may_be_kept_by_anybody(client, address):
    fill_archive(1)
    response = client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(address).status_code == 405


def test_pages_ask_the_database_the_same_at_three_times_the_size(client):
    def asked() -> dict[str, int]:
        counts = {}
        named = "&".join(f"code={code}" for code in codes(client, ""))
        for address in (*PAGES, f"/practice/cards/?{named}", f"/practice/?path={path.code}"):
            client.get(address)
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts[address.split("code=")[0]] = len(captured)
        return counts

    path = LearningPathPageFactory(live=True)
    last = fill_archive(2)

    def walk(number):
        for _ in range(number):
            linked = [("item", {"code": entry.code}) for entry in last.values()]
            ModulePageFactory(parent=path, entries=linked, live=True)

    walk(2)
    before = asked()
    fill_archive(4)
    walk(4)

    assert asked() == before
    assert max(before.values()) <= 16, before


def test_a_list_leads_to_practice_with_its_filter(client):
    technology = TechnologyFactory(slug="flask")
    QuestionPageFactory(technology=technology, level="mid", live=True)
    CodeSnippetPageFactory(technology=technology, live=True)

    page = client.get("/questions/?technology=flask&level=mid")

    assert "/practice/?kind=question&amp;technology=flask&amp;level=mid" in page.text
