"""What the index is asked at once: its numbers agree with each other, and say so when they end early."""

import pytest
from wagtail.models import PageViewRestriction

from knowledge.search.expressions import Lexeme
from knowledge.search.searching import search
from knowledge.search.survey import survey
from tests.factories import CodeSnippetPageFactory, QuestionPageFactory, TechnologyFactory, domain_page

pytestmark = pytest.mark.django_db

NOTHING_IN_THE_BACKGROUND = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def archive():
    flask = TechnologyFactory(name="Flask", slug="flask", prefix="FL")
    for subject in ("Steering", "Landing", "Housing"):
        QuestionPageFactory(
            title=f"{subject} zeppelins", technology=flask, level="mid", tags=["airships"], live=True
        )
    CodeSnippetPageFactory(title="Folding zeppelins", tags=["airships", "paper"], live=True)


def test_numbers_of_each_facet_add_up_to_the_total(archive):
    found = survey(Lexeme("zeppelin"), with_facets=True)
    assert (found.total, found.more) == (4, False)
    assert sorted(found.numbers["kind"].values()) == [1, 3]
    assert sorted(found.numbers["tag"].values()) == [1, 4]
    assert sum(found.numbers["technology"].values()) == 4
    assert found.numbers["level"]["mid"] == 3


def test_a_value_nothing_has_leaves_nothing_and_its_own_facet_as_it_was(archive):
    found = survey(Lexeme("zeppelin"), chosen={"level": ["architect"]}, with_facets=True)
    assert found.total == 0
    assert found.numbers["level"]["mid"] == 3
    assert "kind" not in found.numbers


def test_what_is_counted_no_further_is_said_to_be_more(archive):
    found = survey(Lexeme("zeppelin"), with_facets=True, most=2)
    assert (found.total, found.more) == (2, True)
    assert sum(found.numbers["kind"].values()) == 2


def test_what_becomes_private_is_not_counted_before_the_background_gets_to_it(archive, settings):
    settings.TASKS = NOTHING_IN_THE_BACKGROUND
    PageViewRestriction.objects.create(
        page=domain_page("question"), restriction_type=PageViewRestriction.LOGIN
    )
    answer = search("zeppelins")
    assert answer.total == len(answer.rows) == 1
    assert [value.number for group in answer.facets if group.key == "kind" for value in group.values] == [1]


def test_what_is_taken_down_is_not_counted_before_the_background_gets_to_it(archive, settings):
    settings.TASKS = NOTHING_IN_THE_BACKGROUND
    search("folding zeppelins").rows[0].entry.unpublish()
    assert search("zeppelins").total == 3
