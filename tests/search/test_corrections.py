"""Mistyped words: what they are read as, what that costs, and that a hidden entry's words are nobody's correction."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.search import vocabulary
from knowledge.search.searching import search
from tests.factories import CodeSnippetPageFactory, QuestionPageFactory, domain_page

pytestmark = pytest.mark.django_db

NOTHING_IN_THE_BACKGROUND = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def archive():
    CodeSnippetPageFactory(title="Mooring lanterns", level="mid", tags=["harbour", "light"], live=True)
    CodeSnippetPageFactory(title="A lantern for the mooring mast", level="mid", tags=["harbour"], live=True)
    QuestionPageFactory(
        title="Which zeppelins float?", body=[("deep_dive", "Call `useZeppelin` twice.")], live=True
    )


@pytest.fixture
def hidden(archive, settings):
    hide_questions(settings)


def hide_questions(settings):
    """The questions become private: the index knows at once, and the vocabulary not yet."""
    settings.TASKS = NOTHING_IN_THE_BACKGROUND
    page = domain_page("question")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert vocabulary.look_up({"zeppelin"}, set())[0]


def read_as(answer) -> list[tuple[str, str]]:
    return [(one.written, one.read_as) for one in answer.corrected]


def test_a_corrected_word_finds_and_scores_what_it_would_have_as_meant(archive):
    meant, mistyped = search("lanterns"), search("lantrens")
    assert read_as(mistyped) == [("lantrens", "lanterns")]
    assert [(row.entry.pk, row.score) for row in mistyped.rows] == [
        (row.entry.pk, row.score) for row in meant.rows
    ]
    assert mistyped.related == meant.related == ["harbour", "light"]


def test_what_is_corrected_takes_no_more_queries_than_what_is_not(archive):
    search("lanterns")  # what all searches need is kept from here on
    numbers = []
    for query in ("lanterns", "lantrens"):
        with CaptureQueriesContext(connection) as asked:
            search(query)
        numbers.append(len(asked))
    assert numbers == [3, 3]  # the words, what matches, and what is shown


def test_a_known_word_gives_way_to_one_very_much_more_frequent_only(archive, monkeypatch):
    CodeSnippetPageFactory(title="Lantren", live=True)
    assert read_as(search("lantren")) == []
    monkeypatch.setattr(vocabulary, "MUCH_RARER", 2)
    for place in ("Bow", "Stern"):
        CodeSnippetPageFactory(title=f"{place} lantern", live=True)
    assert read_as(search("lantren")) == [("lantren", "lantern")]


def test_facets_that_leave_nothing_leave_the_correction(archive):
    answer = search("lantrens", level=["architect"])
    assert (answer.total, read_as(answer)) == (0, [("lantrens", "lanterns")])


def test_a_short_word_is_nobody_s_correction(archive):
    QuestionPageFactory(title="Fog in fogs", live=True)
    assert read_as(search("fogss")) == [("fogss", "fogs")]
    assert read_as(search("foog")) == []


@pytest.mark.parametrize("correct", [True, False])
@pytest.mark.parametrize(
    "query",
    [
        "zepelins",
        "zepelins lanterns",
        "zepelins qwortplugh",
        "useZepelin",
        "useZepelin lanterns",
        "zepelins -fog",
    ],
)
def test_a_hidden_entry_s_words_correct_nothing_and_are_not_shown(hidden, query, correct):
    answer = search(query, correct=correct)
    assert (answer.corrected, answer.suggested, answer.did_you_mean) == ([], [], "")
    assert query.split()[0] in answer.unknown
    assert "zepp" not in repr(answer.query)
    assert all("anter" in row.entry.title for row in (*answer.rows, *answer.closest))


def test_beside_a_hidden_entry_s_word_others_are_still_corrected(hidden):
    answer = search("zepelins lantrens")
    assert read_as(answer) == [("lantrens", "lanterns")]
    assert answer.relaxed
    assert len(answer.rows) == 2


def test_what_a_public_entry_says_too_is_still_corrected_to(archive, settings):
    CodeSnippetPageFactory(title="Zeppelins in fog", live=True)
    hide_questions(settings)
    assert read_as(search("zepelins")) == [("zepelins", "zeppelins")]
    assert read_as(search("zepelins lanterns")) == [("zepelins", "zeppelins")]
