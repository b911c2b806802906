"""The editors' side: promoted results, and what was searched and not found."""

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Promotion, SearchCount
from knowledge.search.counting import SHOWN_FROM
from tests.admin.conftest import person, signed_in
from tests.factories import QuestionPageFactory

pytestmark = pytest.mark.django_db

REPORT = "searched_and_not_found"


@pytest.fixture
def desk():
    return signed_in(person("Editors"))


def searched(query: str, number: int, *, found: bool = False) -> None:
    SearchCount.objects.create(query=query, day=timezone.localdate(), found=found, number=number)


def test_an_editor_promotes_an_entry_for_a_query(desk, client):
    entry = QuestionPageFactory(live=True)

    desk.post(reverse("promotion:add"), {"query": "The Lamp", "entry": entry.pk, "position": "1"})

    promotion = Promotion.objects.get()
    assert promotion.entry_id == entry.pk
    assert "Chosen by the editors" in client.get("/search/?q=lamp").text
    assert "The Lamp" in desk.get(reverse("promotion:index")).text


def test_an_entry_is_promoted_once_for_a_query(desk):
    entry = QuestionPageFactory(live=True)
    Promotion.objects.create(query="lamp", entry=entry)

    response = desk.post(reverse("promotion:add"), {"query": "the lamp", "entry": entry.pk, "position": "2"})

    assert response.status_code == 200
    assert Promotion.objects.count() == 1


def test_the_list_of_promotions_asks_the_same_however_many_there_are(desk, django_assert_max_num_queries):
    for number in range(12):
        Promotion.objects.create(query=f"lamp {number}", entry=QuestionPageFactory(live=True))
    with django_assert_max_num_queries(20):
        desk.get(reverse("promotion:index"))


def test_the_report_groups_what_asks_for_the_same(desk):
    searched("kafka rebalance", 7)
    searched("kafka rebalance storm", 5)

    response = desk.get(reverse(REPORT))

    assert response.status_code == 200
    assert "kafka rebalance" in response.text
    assert "kafka rebalance storm (5)" in response.text
    assert ">12<" in "".join(response.text.split())


def test_what_few_people_searched_is_not_shown(desk):
    searched("very private words", SHOWN_FROM - 1)
    searched("found by everybody", 90, found=True)

    response = desk.get(reverse(REPORT))

    assert "very private words" not in response.text
    assert "found by everybody" not in response.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_report_can_be_taken_along(desk, kind):
    searched("kafka rebalance", 7)

    response = desk.get(reverse(REPORT), {"export": kind})

    assert response.status_code == 200
    assert f"searched-and-not-found.{kind}" in response["Content-Disposition"]


@pytest.mark.parametrize(
    ("group", "allowed"), [("Editors", True), ("Authors", False), ("Moderators", False), (None, False)]
)
@pytest.mark.parametrize("address", [REPORT, f"{REPORT}_results", "promotion:index", "promotion:add"])
def test_only_editors_see_it(group, allowed, address):
    assert (signed_in(person(group)).get(reverse(address)).status_code == 200) is allowed


def test_the_menu_of_reports_names_it_to_those_who_may_see_it(desk):
    assert reverse(REPORT) in desk.get(reverse("wagtailadmin_home")).text
    assert reverse(REPORT) not in signed_in(person("Authors")).get(reverse("wagtailadmin_home")).text
