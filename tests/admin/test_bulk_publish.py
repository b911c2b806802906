"""Bulk publishing: what may go live does, what may not is named with its reasons."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from knowledge.models import EntryPage
from tests.factories import ENTRY_FACTORIES, QuestionPageFactory, domain_page
from tests.knowledge.test_publishing import edited, incomplete

pytestmark = pytest.mark.django_db


def url(*pages) -> str:
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    query = [("id", page.pk) for page in pages] + [("next", reverse("wagtailadmin_home"))]
    return f"{address}?{urlencode(query)}"


def live(*entries) -> list[bool]:
    return [EntryPage.objects.get(pk=entry.pk).live for entry in entries]


def messages(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("kind", list(ENTRY_FACTORIES))
def test_refused_entries_do_not_stop_the_others(editor_client, kind):
    bad, good = incomplete(kind), ENTRY_FACTORIES[kind]()
    response = editor_client.post(url(bad, good), follow=True)
    assert live(bad, good) == [False, True]
    said = messages(response)
    assert "Not published" in said
    assert bad.title in said
    assert "is needed to publish." in said
    assert "1 page has been published" in said


def test_the_change_is_asked_once_and_used_where_an_entry_says_nothing_itself(editor_client):
    silent, telling, new = (
        QuestionPageFactory(live=True),
        QuestionPageFactory(live=True),
        QuestionPageFactory(),
    )
    edited(silent, summary="Changed.")
    edited(telling, summary="Changed.", change_kind="fix changed", change_note="Its own note.")
    form = editor_client.get(url(silent, telling, new))
    assert b"change_note" in form.content

    editor_client.post(
        url(silent, telling, new), {"change_kind": "typo", "change_note": "Checked with Flask 3.1."}
    )
    notes = [entry.changes.first().note for entry in (silent, telling, new)]
    assert notes == ["Checked with Flask 3.1.", "Its own note.", ""]


def test_without_an_answer_live_entries_are_refused_and_drafts_are_published(editor_client):
    changed, draft = QuestionPageFactory(live=True), QuestionPageFactory()
    edited(changed, summary="Changed.")
    response = editor_client.post(url(changed, draft), follow=True)
    assert "Say in one line what changed." in messages(response)
    assert changed.changes.count() == 1
    assert live(draft) == [True]


def test_nothing_is_asked_for_drafts_only(editor_client):
    assert b"change_note" not in editor_client.get(url(QuestionPageFactory())).content


def test_what_is_live_unchanged_is_left_alone(editor_client):
    entry = QuestionPageFactory(live=True)
    editor_client.post(url(entry), {"change_kind": "typo", "change_note": "Nothing."})
    assert entry.changes.count() == 1


def test_drafts_below_a_domain_page_are_published_where_asked(editor_client):
    good, bad = QuestionPageFactory(), incomplete("question")
    domain = domain_page("question")
    domain.intro = "Another."
    domain.save_revision()
    editor_client.post(url(domain))
    assert live(good, bad) == [False, False]
    response = editor_client.post(url(domain), {"include_descendants": "on"}, follow=True)
    assert live(good, bad) == [True, False]
    assert bad.title in messages(response)


def test_markup_in_a_title_stays_text(editor_client):
    bad = incomplete("question", title="<script>alert(1)</script>")
    response = editor_client.post(url(bad), follow=True)
    assert b"<script>alert(1)" not in response.content
    assert b"&lt;script&gt;alert(1)" in response.content


def test_those_who_may_not_publish_do_not(author_client, author):
    entry = QuestionPageFactory(owner=author)
    author_client.post(url(entry))
    assert live(entry) == [False]
