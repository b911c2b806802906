"""While somebody types: the last word counts as begun, titles come first, and nothing private shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.models import Technology
from knowledge.search.suggesting import suggest
from tests.factories import QuestionPageFactory, TechnologyFactory, domain_page
from tests.search.test_search import HOSTILE
from tests.search.test_survey import NOTHING_IN_THE_BACKGROUND

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive():
    flask = TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK", aliases="flask")
    make = QuestionPageFactory
    make(
        title="How do you handle database migrations in Flask?",
        technology=flask,
        tags=["migrations"],
        live=True,
    )
    make(title="Migrate without downtime", technology=flask, tags=["sqlalchemy"], live=True)
    make(title="What is useEffect for?", technology=TechnologyFactory(), live=True)
    make(title="Migraines of a maintainer", technology=flask, tags=["migraine"])


def titles(text: str) -> list[str]:
    return [one.text for one in suggest(text) if one.what == "title"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("mig", ["Migrate without downtime", "How do you handle database migrations in Flask?"]),
        ("Migrate with", ["Migrate without downtime"]),
        ("database mig", ["How do you handle database migrations in Flask?"]),
        ("flask mig", ["How do you handle database migrations in Flask?"]),
        ("useEff", ["What is useEffect for?"]),
        ("migrain", []),
        ("zzz", []),
        ("", []),
    ],
)
def test_titles_by_any_of_their_words(archive, typed, expected):
    assert titles(typed) == expected


def test_codes_technologies_and_tags(archive):
    found = {one.what: one for one in suggest("flsk-mid-1")}
    assert found["code"].entry.code == "FLSK-MID-001"
    assert [one.value for one in suggest("fla") if one.what == "technology"] == ["python-flask"]
    assert [one.value for one in suggest("migr") if one.what == "tag"] == ["migrations"]


def test_a_code_written_out_stands_before_those_that_begin_with_it(archive):
    QuestionPageFactory(
        title="How do blueprints nest?",
        technology=Technology.objects.get(slug="python-flask"),
        level="mid",
        code="FLSK-MID-0010",
        live=True,
    )
    for typed in ("flsk-mid-1", "FLSK-MID-001", "flsk mid 001"):
        codes = [one.entry.code for one in suggest(typed) if one.what == "code"]
        assert codes == ["FLSK-MID-001", "FLSK-MID-0010"], typed


def test_tags_of_what_becomes_private_are_no_longer_offered(archive, settings):
    settings.TASKS = NOTHING_IN_THE_BACKGROUND
    PageViewRestriction.objects.create(
        page=domain_page("question"), restriction_type=PageViewRestriction.LOGIN
    )
    assert not [one for one in suggest("migr") if one.what in {"title", "tag"}]


def test_titles_stand_before_everything_else(archive):
    kinds = [one.what for one in suggest("migr")]
    assert kinds == ["title", "title", "tag"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_input_is_an_error(archive, text):
    suggest(text)
    suggest(f"migr {text}", limit=10**9)


def test_the_number_of_queries_is_small_and_does_not_grow(archive):
    QuestionPageFactory.create_batch(10, live=True)
    suggest("what")  # from now on technologies are kept
    for typed, most in (("w", 2), ("what", 2), ("what does q", 3), ("flsk-mid-1", 3)):
        with CaptureQueriesContext(connection) as asked:
            assert suggest(typed)
        assert len(asked) <= most
