"""Searching: what is found, in which order, how it is shown, and what nobody may see."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from knowledge.models import Promotion
from knowledge.search.searching import search
from tests.factories import (
    CodeSnippetPageFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
    domain_page,
)

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"', "'", "a\x00b", "%", "\\", "\\'", "')--", "((((", "a AND (b OR", "* ^ NEAR(a b)", "-", "--", '-"', ":", "tech:",
    "🙂", "🙂" * 200, "x" * 65536, "a " * 32768, "\ud800", "!?.,;", "<script>alert(1)</script>", "' OR 1=1 --",
    "foo:bar", "rowid:1", "a NOT b", "{}[]|&~", "\u202e", "%s %d %(x)s", "&:*", "!!", "<->", "'a' <-> 'b'",
]  # fmt: skip


def found(query: str, **options) -> list[str]:
    return [row.entry.title for row in search(query, **options).rows]


@pytest.fixture
def archive():
    flask = TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK", aliases="flask")
    script = TechnologyFactory(name="JavaScript", slug="javascript", prefix="JS", aliases="js, es6")
    QuestionPageFactory(
        title="How are migrations rolled back?", technology=flask, level="mid", tags=["alembic", "rollback"],
        body=[("deep_dive", "Run `flask db downgrade` and keep the row level security on.")], live=True,
    )  # fmt: skip
    QuestionPageFactory(
        title="What does an effect do?", technology=script, level="senior", tags=["hooks"],
        body=[("deep_dive", "Call `useEffect` after painting. The level of the row does not matter.")], live=True,
    )  # fmt: skip
    CodeSnippetPageFactory(
        title="Debounce", technology=script, tags=["hooks", "timers"],
        body=[("files", "```javascript d.js\nitems.map(use).effect(__init__); a === b; c++\n```")], live=True,
    )  # fmt: skip
    DebugEntryPageFactory(
        title="A module is missing", technology=script, tags=["imports"],
        messages=[("item", "Error [ERR_MODULE_NOT_FOUND]: Cannot find module")], live=True,
    )  # fmt: skip
    QuestionPageFactory(title="An unpublished migration", technology=flask)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("migration", ["How are migrations rolled back?"]),
        ("How do I roll back a migration?", ["How are migrations rolled back?"]),
        ("MIGRÁTION", ["How are migrations rolled back?"]),
        ('"row level security"', ["How are migrations rolled back?"]),
        ('"level row"', []),
        ("useEffect", ["What does an effect do?"]),
        ("__init__", ["Debounce"]),
        (".map", ["Debounce"]),
        ("===", ["Debounce"]),
        ("==", []),
        ("ERR_MODULE_NOT_FOUND", ["A module is missing"]),
        ("err_module_not_found js", ["A module is missing"]),
        ("hooks -debounce", ["What does an effect do?"]),
        ("tech:flask", ["How are migrations rolled back?"]),
        ("tech:js kind:debug", ["A module is missing"]),
        ("level:sr", ["What does an effect do?"]),
        ("tag:timers", ["Debounce"]),
        ("tech:cobol migration", []),
        ("unpublished", []),
    ],
)
def test_what_a_query_finds(archive, query, expected):
    assert found(query) == expected


def test_a_title_stands_before_a_passing_mention(archive):
    assert found("effect")[0] == "What does an effect do?"


def test_half_of_the_words_are_enough_and_an_entry_with_more_of_them_stands_first(archive):
    answer = search("row level secrets of effects")
    assert answer.relaxed
    assert [row.entry.title for row in answer.rows] == [
        "What does an effect do?",
        "How are migrations rolled back?",
    ]


def test_a_line_like_the_question_outweighs_its_words_here_and_there(archive):
    QuestionPageFactory(
        title="Timers",
        also_asked=[("item", "Why do hooks see an old level?")],
        body=[("deep_dive", "Text.")],
        live=True,
    )
    QuestionPageFactory(
        title="Hooks", body=[("deep_dive", "An old row. " + "Level. Hooks see more. " * 20)], live=True
    )
    assert found("hooks see old level")[0] == "Timers"


def test_words_for_much_the_same_lead_to_each_other(archive):
    answer = search("absent")
    assert answer.only_related
    assert [row.entry.title for row in answer.rows] == ["A module is missing"]


def test_where_nothing_has_all_words_those_with_most_come(archive):
    answer = search("roll back alembic migrations zeppelin")
    assert answer.relaxed
    assert answer.unknown == ["zeppelin"]
    assert [row.entry.title for row in answer.rows] == ["How are migrations rolled back?"]


def test_where_facets_leave_nothing_the_closest_are_offered(archive):
    answer = search("migrations", technology=["javascript"])
    assert answer.total == 0
    assert answer.rows == []
    assert [row.entry.title for row in answer.closest] == ["How are migrations rolled back?"]


def test_a_mistyped_word_is_corrected(archive):
    answer = search("mirgation")
    assert [(one.written, one.read_as) for one in answer.corrected] == [("mirgation", "migrations")]
    assert answer.total == 1
    assert search("mirgation", correct=False).total == 0


def test_a_mistyped_name_is_only_suggested_where_something_else_is_found(archive):
    answer = search("useEfect migrations")
    assert answer.corrected == []
    assert answer.did_you_mean == "useEffect migrations"


def test_a_mistyped_name_that_finds_nothing_is_read_as_the_one_it_resembles(archive):
    answer = search("useEfect")
    assert [(one.written, one.read_as) for one in answer.corrected] == [("useefect", "useEffect")]
    assert answer.rows
    assert search("useEfect", correct=False).total == 0


def test_passages_and_titles_are_safe_and_marked(archive):
    QuestionPageFactory(
        title="Is <b>bold</b> & a zeppelin?",
        body=[("deep_dive", "A `<script>` & a zeppelin <img>.")],
        live=True,
    )
    row = search("zeppelin").rows[0]
    assert row.title == "Is &lt;b&gt;bold&lt;/b&gt; &amp; a <mark>zeppelin</mark>?"
    assert "<mark>zeppelin</mark>" in row.passage
    assert "<script" not in row.passage
    assert "<img" not in row.passage


def test_every_facet_count_is_what_choosing_it_gives(archive):
    for query in ("hooks", "row OR effect", "module", "migration effect", "level:mid"):
        answer = search(query, level=[])
        for group in answer.facets:
            for value in (*group.values, *group.more):
                if not any(one.selected for one in group.values):
                    chosen = {group.key: [value.value]}
                    assert search(query, **chosen).total == value.number, (query, group.key, value)


def test_chosen_values_are_selected_and_those_without_entries_stay(archive):
    answer = search("hooks", technology=["javascript"], level=["junior"])
    selected = {(group.key, one.value) for group in answer.facets for one in group.values if one.selected}
    assert selected == {("technology", "javascript"), ("level", "junior")}


def test_pages_and_sorts(archive):
    whole = [row.entry.pk for row in search("tech:js hooks effect module", sort="relevance").rows]
    assert whole
    paged = [row.entry.pk for page in (1, 2, 3) for row in search("tech:js", page=page, page_size=1).rows]
    assert len(paged) == len(set(paged)) == 3
    assert search("tech:js", page=99, page_size=1).page == 3
    assert search("tech:js", sort="upside-down").sort == "relevance"
    assert len(search("tech:js", sort="most-read").rows) == 3


def test_editors_put_entries_on_top_of_a_query(archive):
    entry = search("debounce").rows[0].entry
    Promotion.objects.create(query="How do I find Modules?", entry=entry)
    assert [row.entry.pk for row in search("find module?").promoted] == [entry.pk]
    assert search("modules").promoted == []
    entry.unpublish()
    assert search("find modules").promoted == []


def test_related_searches_are_what_the_results_share(archive):
    assert "hooks" in search("effect").related
    assert "hooks" not in search("hooks").related


def test_what_is_private_is_found_by_nobody(archive):
    PageViewRestriction.objects.create(
        page=domain_page("question"), restriction_type=PageViewRestriction.LOGIN
    )
    assert found("migration") == []
    answer = search("mirgation")
    assert (answer.total, answer.corrected, answer.closest) == (0, [], [])
    PageViewRestriction.objects.all().delete()
    assert found("mirgation") == ["How are migrations rolled back?"]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_input_is_an_error(archive, query):
    for text in (query, f"migration {query}", f'"{query}"', f"tech:{query}", f"-{query}"):
        answer = search(text, technology=[query], tag=[query], sort=query)
        assert answer.total >= 0
        search(text)


@given(text=st.text("ab\"'\\()%*:-&|!<>~^{}[]\x00🙂é =+#.@_ ", max_size=30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_arrangement_of_signs_is_an_error(db, text):
    search(text)


def test_the_number_of_queries_does_not_grow_with_the_archive(archive):
    def queries() -> int:
        cache.clear()
        with CaptureQueriesContext(connection) as asked:
            assert search("question").total
        return len(asked)

    QuestionPageFactory.create_batch(3, live=True)
    few = queries()
    QuestionPageFactory.create_batch(6, live=True)
    assert queries() == few <= 12
