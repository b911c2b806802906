"""The desk's lists, taxonomy and home page: what they show, narrow by, refuse, and cost."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hub.core.models import User
from knowledge.models import EntryKeyword, RetiredCode, Technology
from tests.admin.conftest import person, signed_in
from tests.factories import (
    ENTRY_FACTORIES,
    CategoryFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
)
from tests.knowledge.test_publishing import edited, incomplete, schedule

pytestmark = pytest.mark.django_db


def listed(client, kind="question", **query) -> set[int]:
    response = client.get(reverse(f"entries_{kind}:index"), query)
    assert response.status_code == 200
    return {page.pk for page in response.context["object_list"]}


def queries(client, url) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("kind", list(ENTRY_FACTORIES))
def test_each_kind_has_a_list_with_what_an_editor_looks_for(editor_client, kind):
    entry = ENTRY_FACTORIES[kind](live=True, review_due=dt.date(2031, 2, 3))
    page = editor_client.get(reverse(f"entries_{kind}:index")).content.decode()
    for heading in ("Code and title", "Technology", "Level", "Status", "Review due", "Updated"):
        assert heading in page
    assert entry.code in page
    assert "3 Feb" in page or "Feb. 3" in page


def test_a_list_narrows_by_technology_level_and_owner(editor_client, editor):
    mine = QuestionPageFactory(owner=editor, level="senior")
    other = QuestionPageFactory(level="junior", owner=person("Authors"))
    assert listed(editor_client) == {mine.pk, other.pk}
    assert listed(editor_client, technology=mine.technology_id) == {mine.pk}
    assert listed(editor_client, level="junior") == {other.pk}
    assert listed(editor_client, owner=editor.pk) == {mine.pk}
    assert listed(editor_client, level=["junior", "senior"]) == {mine.pk, other.pk}


def test_a_list_narrows_by_how_far_entries_are(editor_client, author):
    live, changed = QuestionPageFactory(live=True), QuestionPageFactory(live=True)
    edited(changed, summary="Changed.")
    draft, waiting, planned = QuestionPageFactory(), QuestionPageFactory(), QuestionPageFactory()
    waiting.specific.get_workflow().start(waiting.specific, author)
    schedule(planned)
    assert listed(editor_client, state="live") == {live.pk, changed.pk}
    assert listed(editor_client, state="changed") == {changed.pk}
    assert listed(editor_client, state="review") == {waiting.pk}
    assert listed(editor_client, state="scheduled") == {planned.pk}
    assert listed(editor_client, state="draft") == {draft.pk, waiting.pk, planned.pk}


def test_a_list_narrows_by_review(editor_client):
    today = timezone.localdate()
    overdue = QuestionPageFactory(live=True, review_due=today - dt.timedelta(days=1))
    soon = QuestionPageFactory(live=True, review_due=today)
    later = QuestionPageFactory(live=True, review_due=today + dt.timedelta(days=40))
    never = QuestionPageFactory(live=True)
    assert listed(editor_client, review="overdue") == {overdue.pk}
    assert listed(editor_client, review="month") == {soon.pk}
    assert listed(editor_client, review="none") == {never.pk}
    assert later.pk in listed(editor_client)


def test_a_list_is_searched_and_survives_what_people_type(editor_client):
    found = QuestionPageFactory(title="Migrations without downtime")
    QuestionPageFactory(title="Sessions")
    assert listed(editor_client, q="downtime") == {found.pk}
    assert listed(editor_client, q=found.code[:5].lower()) == {found.pk}
    for typed in ('"', "'; --", "x" * 3000):
        listed(editor_client, q=typed)
    for nonsense in ({"state": "x"}, {"review": "x"}, {"technology": "x"}, {"p": "10000000000"}):
        assert editor_client.get(reverse("entries_question:index"), nonsense).status_code in {200, 404}


def test_authors_see_only_what_they_may_edit(author_client, author):
    mine, _ = QuestionPageFactory(owner=author), QuestionPageFactory()
    assert mine.pk in listed(author_client)


def test_a_list_takes_the_same_queries_for_more_entries(editor_client):
    for _ in range(3):
        QuestionPageFactory(live=True)
    url = reverse("entries_question:index")
    queries(editor_client, url)
    few = queries(editor_client, url)
    for _ in range(6):
        QuestionPageFactory(live=True)
    assert queries(editor_client, url) == few


# --- Taxonomy ----------------------------------------------------------------------------------------


def test_a_technology_in_use_is_not_deleted_and_says_by_what(editor_client):
    entry = QuestionPageFactory()
    url = reverse("technology:delete", args=(entry.technology_id,))
    response = editor_client.post(url, follow=True)
    said = " ".join(str(message) for message in response.context["messages"])
    assert entry.code in said
    assert Technology.objects.filter(pk=entry.technology_id).exists()


def test_a_technology_that_others_belong_to_is_not_deleted(editor_client):
    parent = TechnologyFactory()
    TechnologyFactory(parent=parent)
    editor_client.post(reverse("technology:delete", args=(parent.pk,)))
    assert Technology.objects.filter(pk=parent.pk).exists()


def test_an_unused_technology_and_category_are_deleted(editor_client):
    technology, category = TechnologyFactory(), CategoryFactory()
    editor_client.post(reverse("technology:delete", args=(technology.pk,)))
    editor_client.post(reverse("category:delete", args=(category.pk,)))
    assert not Technology.objects.filter(pk=technology.pk).exists()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"name": "A\x00B", "slug": "ab", "prefix": "AB"}, "name"),
        ({"name": "x" * 5000, "slug": "ab", "prefix": "AB"}, "name"),
        ({"name": "Go", "slug": "go", "prefix": "SEC"}, "prefix"),
        ({"name": "Go", "slug": "go", "prefix": "go!"}, "prefix"),
        ({"name": "Go", "slug": "go", "prefix": "GO", "parent": "999999"}, "parent"),
    ],
)
def test_bad_taxonomy_is_answered_at_its_field(editor_client, form, field):
    response = editor_client.post(reverse("technology:add"), form)
    assert response.status_code == 200
    assert field in response.context["form"].errors


def test_nobody_adds_or_deletes_a_retired_code(administrator):
    client = signed_in(administrator)
    RetiredCode.objects.create(code="PY-001", title="Gone")
    client.post(reverse("retiredcode:delete", args=("PY-001",)))
    client.post(reverse("retiredcode:add"), {"successor": "PY-002"})
    assert list(RetiredCode.objects.values_list("code", flat=True)) == ["PY-001"]


def test_tags_can_be_renamed(editor_client):
    tag = EntryKeyword.objects.create(name="databse", slug="databse")
    editor_client.post(reverse("tags:edit", args=(tag.pk,)), {"name": "database", "slug": "database"})
    assert EntryKeyword.objects.get().name == "database"


# --- The home page -----------------------------------------------------------------------------------


def test_the_home_page_names_what_needs_attention(editor_client):
    overdue = QuestionPageFactory(live=True, review_due=dt.date(2020, 1, 1))
    lacking = incomplete("debug", title="Half an answer")
    DebugEntryPageFactory()
    page = editor_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Reviews overdue" in page
    assert overdue.code in page
    assert "Drafts that cannot be published yet" in page
    assert "Half an answer" in page
    assert "Messages" in page
    assert lacking.code in page
    assert "1 Question" in page
    assert "0 Debug entries, 2 in draft" in page


def test_the_home_page_says_nothing_of_new_versions_of_the_software(administrator):
    page = signed_in(administrator).get(reverse("wagtailadmin_home")).content.decode()
    assert "whats_new_in_wagtail" not in page
    assert "releases.wagtail.org" not in page


def test_authors_see_their_own_drafts_only(author_client, author):
    incomplete("design", title="Mine", owner=author)
    incomplete("design", title="Somebody's", owner=User.objects.create_user("other@example.com"))
    page = author_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Mine" in page
    assert "Somebody" not in page


def test_the_home_page_takes_the_same_queries_for_more_entries(editor_client):
    def work(number: int) -> None:
        for _ in range(number):
            QuestionPageFactory(live=True, review_due=dt.date(2020, 1, 1))
            incomplete("question")

    url = reverse("wagtailadmin_home")
    work(2)
    queries(editor_client, url)
    few = queries(editor_client, url)
    work(4)
    assert queries(editor_client, url) == few
