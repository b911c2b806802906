"""The words of an error's message, where no entry explains the error."""

import pytest

from knowledge.models import SearchWord
from knowledge.search.messages import search_message
from knowledge.search.terms import TELLING
from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    return {
        title: QuestionPageFactory(title=title, live=True).pk
        for title in ("Why does the flywheel jam?", "What jams a spindle?", "How is a spindle oiled?")
    }


def found(words: str, **options) -> list[str]:
    return [row.entry.title for row in search_message(words, **{"limit": 6, **options})]


def test_who_has_most_of_the_words_comes_first(archive):
    titles = found("the spindle jams")
    assert titles[0] == "What jams a spindle?"
    assert set(titles) == set(archive)


def test_a_word_that_nobody_has_keeps_nothing_from_being_found(archive):
    assert found("SpindleJammedError: spindle frobnicated")[0] in {
        "What jams a spindle?",
        "How is a spindle oiled?",
    }
    assert found("frobnicated") == []
    assert found("") == []


def test_what_is_shown_already_is_left_out(archive):
    assert "What jams a spindle?" not in found("spindle jams", without=[archive["What jams a spindle?"]])


def test_no_more_rows_than_are_wanted(archive):
    assert len(found("spindle jam", limit=1)) == 1


def test_the_words_found_are_marked(archive):
    assert "<mark>spindle</mark>" in search_message("spindle oiled", limit=1)[0].title


def test_words_that_together_lead_to_too_many_are_left_out_the_commonest_first(archive):
    SearchWord.objects.filter(stem="spindl").update(entries=TELLING - 1)
    SearchWord.objects.filter(stem="flywheel").update(entries=2)

    assert found("spindle flywheel") == ["Why does the flywheel jam?"]


def test_a_draft_is_not_found(archive):
    QuestionPageFactory(title="A draft about spindles")
    assert not any("draft" in title for title in found("spindle draft"))
