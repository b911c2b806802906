"""What was searched: numbers alone, nothing private, and nothing shown before five searches."""

import datetime as dt

import pytest
from django.utils import timezone

from hub.core.search_query import parse
from knowledge.models import SearchCount
from knowledge.search.counting import (
    SearchNumber,
    buffer,
    cluster,
    count_search,
    countable,
    forget_old,
    most_searched,
    unanswered,
    wanted_entries,
)

pytestmark = pytest.mark.django_db


def searched(query: str, times: int, *, found: bool = False) -> None:
    for _ in range(times):
        count_search(parse(query), found=found)
    buffer.flush()


def test_wordings_that_differ_in_little_words_are_counted_together():
    searched("How do I use Zeppelins?", 3)
    searched("zeppelins", 2)
    assert list(SearchCount.objects.values_list("query", "number", "found")) == [("zeppelins", 5, False)]


@pytest.mark.parametrize(
    "text",
    [
        "mail from jane@example.com",
        "password=hunter2",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "4111 1111 1111 1111",
        "https://intranet.example.com/a",
        "/home/jane/project/app.py",
        "traceback most recent call last file line module returned nothing at all here today",
        "x" * 300,
        "tech:flask",
        "",
    ],
)
def test_what_may_be_private_or_is_no_question_is_not_counted(text):
    assert countable(parse(text)) == ""


@pytest.mark.parametrize("text", ["__init__", "c++", "err_module_not_found", "utf-8", "reset password form"])
def test_ordinary_words_are_counted(text):
    assert countable(parse(text))


def test_nothing_is_shown_before_five_searches():
    searched("airships", 4)
    searched("balloons", 5)
    searched("kites", 9, found=True)
    assert unanswered() == [SearchNumber("balloons", 5)]
    assert most_searched() == [SearchNumber("kites", 9), SearchNumber("balloons", 5)]


def test_unanswered_searches_become_wanted_entries():
    groups = cluster(
        [
            SearchNumber("deploy zeppelin kubernetes", 9),
            SearchNumber("zeppelin kubernetes deployment", 6),
            SearchNumber("airship moorings", 12),
        ]
    )
    assert [(one.query, one.number, len(one.wordings)) for one in groups] == [
        ("deploy zeppelin kubernetes", 15, 2),
        ("airship moorings", 12, 1),
    ]
    searched("airship moorings", 5)
    assert [one.query for one in wanted_entries()] == ["airship moorings"]


def test_counts_are_forgotten_after_half_a_year():
    today = timezone.localdate()
    for age in (10, 181):
        SearchCount.objects.create(query="kites", day=today - dt.timedelta(days=age), found=False, number=9)
    assert forget_old() == 1
    assert SearchCount.objects.count() == 1


def test_a_search_is_written_once_and_its_buffer_is_empty_then():
    count_search(parse("kites"), found=True)
    assert not SearchCount.objects.exists()
    assert buffer.flush() == 1
    assert buffer.flush() == 0
