"""Entries to read next: the editor's choice first, then what shares most."""

import pytest

from knowledge.related import related_entries
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


def test_curated_codes_come_first_in_their_own_order_then_the_computed_ones():
    flask = TechnologyFactory()
    second = QuestionPageFactory(live=True)
    first = DebugEntryPageFactory(live=True)
    sibling = QuestionPageFactory(technology=flask, tags=["sessions", "cookies"], live=True)
    entry = QuestionPageFactory(
        technology=flask,
        tags=["sessions", "cookies"],
        related=[("item", first.code), ("item", second.code), ("item", "GONE-001")],
        live=True,
    )
    assert [one.code for one in related_entries(entry)] == [first.code, second.code, sibling.code]


def test_more_shared_tags_weigh_more_than_the_same_technology():
    flask = TechnologyFactory()
    same_technology = QuestionPageFactory(technology=flask, live=True)
    one_tag = DebugEntryPageFactory(tags=["cookies"], live=True)
    two_tags = DebugEntryPageFactory(tags=["sessions", "cookies"], live=True)
    QuestionPageFactory(live=True, title="Unrelated", level="junior")
    entry = QuestionPageFactory(technology=flask, tags=["sessions", "cookies"], live=True)
    assert [one.code for one in related_entries(entry)] == [
        two_tags.code,
        *sorted([one_tag.code, same_technology.code]),
    ]


def test_drafts_and_the_entry_itself_are_never_suggested():
    flask = TechnologyFactory()
    QuestionPageFactory(technology=flask, tags=["cookies"])
    entry = QuestionPageFactory(technology=flask, tags=["cookies"], live=True)
    assert related_entries(entry) == []


def test_one_query_for_the_list_whatever_the_archive_holds(django_assert_max_num_queries):
    flask = TechnologyFactory()
    entry = QuestionPageFactory(technology=flask, tags=["cookies"], live=True)
    for _ in range(6):
        QuestionPageFactory(technology=flask, tags=["cookies"], live=True)
    with django_assert_max_num_queries(3):  # the entry's tags, view restrictions, the entries
        assert len(related_entries(entry)) == 5
