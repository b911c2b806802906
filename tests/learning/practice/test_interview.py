"""A mock interview, alone or for two: who sees which answers, and what happens when an entry changes."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, Revision

from knowledge.models import EntryPage
from tests.factories import (
    CategoryFactory,
    DebugEntryPageFactory,
    DesignNotePageFactory,
    QuestionPageFactory,
    SecurityTopicPageFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db

# What a candidate may read is marked ASKED, everything else in an entry is marked SECRET.
QUESTION = {
    "title": "ASKED1?",
    "summary": "SECRET-summary",
    "form": "choice",
    "choices": [
        ("item", {"text": "ASKED2", "correct": True, "explanation": "SECRET-why-right"}),
        ("item", {"text": "ASKED3", "correct": False, "explanation": "SECRET-why-wrong"}),
    ],
    "also_asked": [("item", "SECRET-also-asked")],
    "body": [
        ("prompt", "ASKED4"),
        *((key, f"SECRET-{key}") for key in ("plain_words", "deep_dive", "code", "real_projects")),
        ("common_mistakes", "- SECRET-mistake"),
        ("production_scenario", "SECRET-production"),
        ("follow_ups", "- SECRET-follow-up"),
        ("other", {"heading": "Key points", "text": "SECRET-key-points"}),
    ],
}
DEBUG = {
    "title": "SECRET-title",
    "summary": "SECRET-summary",
    "messages": [("item", "ASKED5"), ("item", "SECRET-other-message")],
    "affects": [("item", "SECRET-affects")],
    "body": [
        (key, f"SECRET-{key}") for key in ("symptoms", "root_cause", "fix", "prevention", "look_alikes")
    ],
}
DESIGN = {
    "title": "ASKED6",
    "summary": "SECRET-summary",
    "scale": "SECRET-scale",
    "components": [("item", "SECRET-component")],
    "body": [
        ("problem", "ASKED7"),
        *(
            (key, f"SECRET-{key}")
            for key in (
                "requirements",
                "estimates",
                "architecture",
                "trade_offs",
                "failure_modes",
                "evolution",
            )
        ),
    ],
}
SECURITY = {
    "title": "ASKED8",
    "summary": "SECRET-summary",
    "owasp": "SECRET-owasp",
    "cwe": [("item", "SECRET-cwe")],
    "severity": "critical",
    "body": [
        (key, f"SECRET-{key}")
        for key in ("what_it_is", "vulnerable_code", "attack", "fixed_code", "detection", "prevention")
    ],
}
SHARED = {
    "tags": ["SECRET-tag"],
    "credit": [("item", {"name": "SECRET-author", "url": "https://example.org/SECRET", "for": "wrote"})],
    "source_title": "SECRET-source",
    "source_url": "https://example.org/SECRET-source",
    "verified_with": [("item", "SECRET-version")],
    "live": True,
}


@pytest.fixture
def technology():
    return TechnologyFactory(slug="held", name="Held")


@pytest.fixture
def entries(technology):
    shared = {**SHARED, "technology": technology}
    return {
        "question": QuestionPageFactory(**QUESTION, **shared, category=CategoryFactory(slug="topic")),
        "debug": DebugEntryPageFactory(**DEBUG, **shared),
        "design": DesignNotePageFactory(**DESIGN, **shared),
        "security": SecurityTopicPageFactory(**SECURITY, **shared),
    }


def links(client, query: str = "technology=held&seed=a&n=20&minutes=5") -> tuple[str, str]:
    """Returns the candidate's and the interviewer's address."""
    page = client.get(f"/practice/interview/links/?{query}").text
    found = [re.search(rf'href="(/practice/interview/{side}/[^"]+)"', page)[1] for side in ("sit", "hold")]
    return found[0], found[1]


def publish(entry, **changes) -> None:
    page = EntryPage.objects.get(pk=entry.pk).specific
    for name, value in changes.items():
        setattr(page, name, value)
    page.change_kind, page.change_note = "answer corrected", "Says more."
    page.save_revision().publish()


# --- Who sees what ---------------------------------------------------------------------------------


def test_the_candidates_page_asks_everything_and_answers_nothing_in_any_field(client, entries):
    page = client.get(links(client)[0])

    assert page.status_code == 200
    assert sorted(re.findall(r"ASKED\d", page.text)) == [f"ASKED{number}" for number in range(1, 9)]
    assert "SECRET" not in page.text
    assert "verdict" not in page.text
    assert not any(entry.slug in page.text for entry in entries.values())
    assert "/e/" not in page.text
    assert "/hold/" not in page.text
    assert "noindex" in page.text


def test_the_page_before_the_answers_carries_none_either(client, entries):
    page = client.get("/practice/interview/?start=1&technology=held&seed=a&n=20").text

    assert len(re.findall(r"ASKED\d", page)) >= 8
    assert "SECRET" not in page


def test_the_interviewers_page_has_answers_mistakes_and_follow_ups(client, entries):
    page = client.get(links(client)[1]).text

    for words in (
        "summary",
        "deep_dive",
        "mistake",
        "follow-up",
        "key-points",
        "why-right",
        "title",
        "root_cause",
    ):
        assert f"SECRET-{words}" in page
    assert "What a good answer says" in page
    assert "What goes wrong" in page
    assert "What to ask next" in page


def test_an_answer_is_fetched_by_itself(client, entries):
    answer = client.get(f"/practice/interview/answer/{entries['question'].code}/")

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "SECRET-key-points" in answer.text
    assert "SECRET-mistake" in answer.text
    assert not answer.cookies


def test_a_link_for_one_side_opens_nothing_on_the_other(client, entries):
    candidate, interviewer = links(client)

    for address in (
        candidate.replace("/sit/", "/hold/"),
        interviewer.replace("/hold/", "/sit/"),
        candidate[:-3] + "/",
        candidate.replace("/sit/", "/sit/x"),
        "/practice/interview/hold/" + "x" * 5000 + "/",
    ):
        page = client.get(address)
        assert page.status_code == 404
        assert "ASKED" not in page.text
        assert "SECRET" not in page.text


def test_both_sides_hold_the_same_set_in_the_same_order(client, entries):
    candidate, interviewer = (client.get(address).context["held"] for address in links(client))

    assert [card.code for card in candidate.cards] == [card.code for card in interviewer.cards]
    assert candidate.minutes == interviewer.minutes == 5


# --- The set ---------------------------------------------------------------------------------------


def test_a_seed_decides_the_set_and_the_number_its_size(client, technology):
    for _ in range(9):
        QuestionPageFactory(technology=technology, live=True)

    def drawn(query):
        page = client.get(f"/practice/interview/?start=1&technology=held&{query}")
        return [card.code for card in page.context["interview"].cards]

    assert len(drawn("seed=a&n=5")) == 5
    assert drawn("seed=a&n=5") == drawn("seed=a&n=5")
    assert drawn("seed=a&n=3") == drawn("seed=a&n=5")[:3]
    assert any(drawn(f"seed={seed}&n=5") != drawn("seed=a&n=5") for seed in "bcdef")
    assert len(drawn("n=999")) == 9
    assert len(drawn("n=-5")) == 1
    assert len(drawn("n=abc")) == 8


def test_no_clock_can_be_asked_for(client, entries):
    page = client.get("/practice/interview/?start=1&technology=held&minutes=0").text

    assert 'data-minutes="0"' in page


def test_a_choice_without_questions_leads_back_to_the_form(client):
    for address in ("?start=1&technology=nobody", "links/?technology=nobody"):
        page = client.get(f"/practice/interview/{address}")
        assert page.status_code == 200
        assert "No question fits this choice" in page.text


# --- What editors do afterwards --------------------------------------------------------------------


def test_a_later_edit_leaves_a_pinned_interview_as_it_was(client, entries):
    addresses = links(client)
    publish(
        entries["question"],
        title="NEWER-title",
        summary="NEWER-summary",
        body=[("prompt", "NEWER-prompt"), ("deep_dive", "NEWER-deep")],
        choices=[("item", {"text": "NEWER-choice", "correct": True, "explanation": ""})],
    )
    publish(entries["debug"], messages=[("item", "NEWER-message")], title="NEWER-cause")

    for _ in range(2):  # rendered, and then remembered
        candidate, interviewer = (client.get(address).text for address in addresses)
        assert "NEWER" not in candidate + interviewer
        assert len(re.findall(r"ASKED\d", candidate)) == 8
        assert "SECRET" not in candidate
        assert "SECRET-deep_dive" in interviewer
    assert "NEWER-title" in client.get(links(client)[0]).text


def test_a_draft_changes_nothing(client, entries):
    page = EntryPage.objects.get(pk=entries["question"].pk).specific
    page.title = "NEWER"
    page.save_revision()

    assert "NEWER" not in "".join(client.get(address).text for address in links(client))


def test_a_revision_that_was_purged_shows_what_is_published_now(client, entries):
    addresses = links(client)
    publish(entries["question"], title="NEWER")
    entry = EntryPage.objects.get(pk=entries["question"].pk)
    Revision.objects.for_instance(entries["question"]).exclude(
        pk__in=[entry.live_revision_id, entry.latest_revision_id]
    ).delete()

    assert "NEWER" in client.get(addresses[0]).text


@pytest.mark.parametrize("gone", ["unpublished", "deleted", "private", "private domain"])
def test_what_is_not_public_any_more_is_never_shown_and_its_absence_is_told(client, entries, gone):
    addresses = links(client)
    for address in addresses:
        client.get(address)  # the cache may know it
    entry = EntryPage.objects.get(pk=entries["question"].pk)
    publish(entry, title="ASKED1? again")  # so that its old text is looked up by its revision
    for address in addresses:
        client.get(address)
    if gone == "unpublished":
        entry.refresh_from_db()
        entry.specific.unpublish()
    elif gone == "deleted":
        entry.specific.delete()
    else:
        page = entry if gone == "private" else entry.get_parent()
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    for address in addresses:
        page = client.get(address).text
        assert "ASKED1" not in page
        assert "SECRET-mistake" not in page
        assert "One question of this interview is not public any more" in page
        assert "ASKED5" in page


def test_both_pages_ask_the_database_the_same_for_three_times_the_questions(client, technology):
    def asked(number, changed) -> list[int]:
        made = [QuestionPageFactory(technology=technology, live=True) for _ in range(number)]
        addresses = links(client, "technology=held&n=20")
        for entry in made if changed else []:
            publish(entry, summary="Newer.")
        counts = []
        for address in addresses:
            client.get(address)
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    assert asked(3, False) == asked(6, False)
    EntryPage.objects.filter(technology=technology).update(live=False)
    assert asked(3, True) == asked(6, True)
