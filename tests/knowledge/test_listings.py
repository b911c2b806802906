"""A domain's list: filters, facet counts that agree with results, orders, pages and ways out."""

import pytest
from django.http import QueryDict

from knowledge import kinds
from knowledge.listings import PAGE_SIZE, EntryList
from tests.factories import (
    CategoryFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    SecurityTopicPageFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db


def listed(query: str = "", kind: str = "question") -> EntryList:
    return EntryList(kinds.get(kind), QueryDict(query))


def titles(query: str = "", kind: str = "question") -> list[str]:
    return [entry.title for entry in listed(query, kind).rows]


@pytest.fixture
def bank():
    flask = TechnologyFactory(name="Flask", slug="flask")
    django = TechnologyFactory(name="Django", slug="django")
    security = CategoryFactory(name="Security", slug="security")
    databases = CategoryFactory(name="Databases", slug="databases")
    make = QuestionPageFactory
    make(
        title="A",
        technology=flask,
        level="mid",
        difficulty=3,
        category=security,
        tags=["xss", "csrf"],
        live=True,
    )
    make(
        title="B",
        technology=flask,
        level="senior",
        difficulty=8,
        category=databases,
        tags=["csrf"],
        live=True,
    )
    make(
        title="C", technology=django, level="mid", difficulty=5, category=databases, form="choice", live=True
    )
    make(title="Draft", technology=django, level="mid", difficulty=5, category=databases)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"A", "B", "C"}),
        ("technology=flask", {"A", "B"}),
        ("technology=flask&technology=django", {"A", "B", "C"}),
        ("technology=flask&level=mid", {"A"}),
        ("category=databases", {"B", "C"}),
        ("form=choice", {"C"}),
        ("tag=csrf&tag=xss", {"A", "B"}),
        ("difficulty_min=4", {"B", "C"}),
        ("difficulty_min=4&difficulty_max=6", {"C"}),
        ("technology=cobol", set()),
        ("difficulty_min=ninety&page=zwei&sort=upside-down&colour=blue", {"A", "B", "C"}),
    ],
)
def test_repeated_keys_widen_and_different_keys_narrow(bank, query, expected):
    assert set(titles(query)) == expected


def test_every_facet_count_is_what_choosing_it_gives(bank):
    for base in ("", "level=mid", "technology=flask&tag=csrf"):
        for group in listed(base).facets:
            for value in (*group.values, *group.more):
                chosen = QueryDict(base, mutable=True)
                chosen.setlist(group.key, [value.value])
                assert listed(chosen.urlencode()).count == value.number, (base, group.key, value.value)


def test_values_nobody_has_are_left_out_and_a_chosen_one_stays_visible(bank):
    groups = {group.key: group for group in listed("level=architect").facets}
    assert [(value.value, value.number, value.selected) for value in groups["level"].values] == [
        ("mid", 2, False),
        ("senior", 1, False),
        ("architect", 0, True),
    ]


def test_chips_remove_one_filter_each_and_keep_the_rest(bank):
    chips = {
        chip.label: chip.query for chip in listed("technology=flask&level=mid&difficulty_min=2&page=3").chips
    }
    assert chips == {
        "Flask": "technology=&level=mid&difficulty_min=2".replace("technology=&", ""),
        "Mid-level": "technology=flask&difficulty_min=2",
        "Difficulty 2 to 10": "technology=flask&level=mid",
    }


def test_an_empty_list_names_the_filter_whose_removal_helps_most(bank):
    chip, number = listed("technology=django&level=senior").way_out
    assert (chip.label, number) in {("Django", 1), ("Senior", 1)}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("easiest", ["A", "C", "B"]), ("hardest", ["B", "C", "A"])],
)
def test_orders(bank, sort, expected):
    assert titles(f"sort={sort}") == expected


def test_a_page_beyond_the_end_does_not_exist(bank):
    assert listed("page=1000000000").page is None
    assert listed("page=0").page is None
    assert listed("page=-1").page is None


def test_long_lists_are_cut_into_pages():
    technology, category = TechnologyFactory(), CategoryFactory()
    for _ in range(PAGE_SIZE + 1):
        QuestionPageFactory(technology=technology, category=category, live=True)
    assert (len(listed().rows), len(listed("page=2").rows), listed().count) == (PAGE_SIZE, 1, PAGE_SIZE + 1)


def test_each_kind_declares_its_own_facets():
    DebugEntryPageFactory(severity="fatal", live=True)
    SecurityTopicPageFactory(severity="critical", live=True)
    assert {group.key for group in listed(kind="debug").facets} == {"technology", "error_kind", "severity"}
    assert {group.key for group in listed(kind="security").facets} == {"severity", "owasp"}


def test_restricted_entries_are_not_listed(bank):
    from wagtail.models import PageViewRestriction

    from knowledge.models import QuestionPage

    hidden = QuestionPage.objects.get(title="A")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    assert set(titles()) == {"B", "C"}
    assert listed().total == 2
