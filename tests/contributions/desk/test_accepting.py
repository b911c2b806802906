"""Accepting a tidied text, or a correction field by field with its conflicts settled."""

from dataclasses import replace

import pytest
from django.urls import reverse

from contributions.submissions.models import Submission
from contributions.submissions.states import Action, State
from knowledge import drafting
from knowledge.entrydocs import write
from knowledge.models import EntryPage
from tests.contributions.desk.conftest import (
    claimed,
    corrected,
    decide,
    decide_url,
    edited,
    review_url,
)
from tests.contributions.factories import (
    correction,
    debug_document,
    fresh,
    question_document,
    submission,
)
from tests.factories import (
    DebugEntryPageFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db


def test_a_text_is_tidied_before_it_is_accepted(desk, moderator):
    one = claimed(submission(), moderator)
    text = write(replace(one.document, title="Said better"))
    decide(desk, one, Action.ACCEPT, take="text", text=text.replace("\n", "\r\n"))
    assert fresh(one).entry.title == "Said better"
    assert fresh(one).title == one.title


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1"),
        ("---\nkind: question\ntitle: X\n---\n", "Leave it as it is"),
        ("---\nkind: debug\ntitle: X\nunknown: 1\n---\n", "line 4"),
        ("---\nkind: debug\ntitle: X\n---\n" + "x" * 400_000, "300,000"),
    ],
)
def test_a_text_that_is_no_document_is_answered_by_its_line(desk, moderator, text, told):
    one = claimed(submission(), moderator)
    response = decide(desk, one, Action.ACCEPT, take="text", text=text)
    assert response.status_code == 422
    form = response.context["forms"]["accept"]
    assert told in str(form.errors)
    assert fresh(one).state == State.CLAIMED


@pytest.mark.parametrize("name", ["technology", "category"])
def test_what_nobody_has_made_yet_is_chosen_from_what_exists(desk, moderator, name):
    known = question_document()
    one = claimed(
        submission(document=replace(known, attributes={**known.attributes, name: "not-here"})), moderator
    )
    response = decide(desk, one, Action.ACCEPT)
    assert response.status_code == 422
    assert f"There is no {name} “not-here” here." in response.content.decode()
    decide(desk, one, Action.ACCEPT, **{name: known.attributes[name]})
    made = fresh(one).entry.specific
    assert getattr(made, name).slug == known.attributes[name]


def test_a_technology_by_its_other_name_is_known(desk, moderator):
    TechnologyFactory(name="PostgreSQL", slug="postgresql", aliases="postgres")
    document = debug_document(attributes={"technology": "postgres"})
    one = claimed(submission(document=document), moderator)
    assert decide(desk, one, Action.ACCEPT).status_code == 302


def test_a_correction_is_accepted_field_by_field(desk, moderator):
    entry = DebugEntryPageFactory(live=True, title="Before", summary="Before.")
    one = claimed(corrected(entry, title="After", summary="After."), moderator)
    page = desk.get(review_url(one)).content.decode()
    assert 'name="only" value="title" form="accept-form" checked' in page
    decide(desk, one, Action.ACCEPT, only=["summary"])
    latest = drafting.latest_document(EntryPage.objects.get(pk=entry.pk))
    assert (latest.title, latest.summary) == ("Before", "After.")
    assert latest.attributes["credit"][0]["for"] == "corrected"
    assert fresh(one).decisions.last().details["only"] == ["summary"]
    assert EntryPage.objects.get(pk=entry.pk).title == "Before"  # until an editor publishes it


def test_choosing_nothing_of_a_correction_is_refused_and_stays_unchosen(desk, moderator):
    one = claimed(correction(), moderator)
    response = decide(desk, one, Action.ACCEPT)
    assert response.status_code == 422
    assert "Choose at least one change to take" in response.content.decode()
    assert 'form="accept-form" checked' not in response.content.decode()


@pytest.mark.parametrize(
    ("choice", "own", "expected"),
    [("ours", "", "The contributor's."), ("theirs", "", "The editor's."), ("own", "Of both.", "Of both.")],
)
def test_a_conflict_is_settled_by_a_person(desk, moderator, choice, own, expected):
    entry = DebugEntryPageFactory(live=True, title="Before", summary="Before.")
    one = claimed(corrected(entry, title="After", summary="The contributor's."), moderator)
    entry = edited(entry, summary="The editor's.")
    page = desk.get(review_url(one)).content.decode()
    for text in ("Before.", "The editor&#x27;s.", "The contributor&#x27;s."):
        assert text in page

    unsettled = decide(desk, one, Action.ACCEPT, only=["title"], against=entry.latest_revision_id)
    assert unsettled.status_code == 422
    assert "Choose what shall stand." in unsettled.content.decode()

    settled = {"settle-0": choice, "own-0": own, "against": entry.latest_revision_id}
    assert decide(desk, one, Action.ACCEPT, only=["title"], **settled).status_code == 302
    latest = drafting.latest_document(EntryPage.objects.get(pk=entry.pk))
    assert (latest.title, latest.summary) == ("After", expected)


def test_an_entry_edited_while_somebody_settles_is_not_overwritten(desk, moderator):
    entry = DebugEntryPageFactory(live=True, summary="Before.")
    one = claimed(corrected(entry, summary="The contributor's."), moderator)
    seen = edited(entry, summary="The editor's.").latest_revision_id
    edited(entry, summary="The editor's, again.")
    response = decide(desk, one, Action.ACCEPT, against=seen, **{"settle-0": "own", "own-0": "My own words."})
    assert response.status_code == 409
    assert "The entry was edited while you read this." in response.content.decode()
    assert "My own words." in response.content.decode()
    assert drafting.latest_document(EntryPage.objects.get(pk=entry.pk)).summary == "The editor's, again."


def test_a_correction_that_is_there_by_now_says_so(desk, moderator):
    entry = DebugEntryPageFactory(live=True, summary="Before.")
    one = claimed(corrected(entry, summary="After."), moderator)
    edited(entry, summary="After.")
    page = desk.get(review_url(one)).content.decode()
    assert "the entry says all of this by now" in page
    assert decide(desk, one, Action.ACCEPT, only=["summary"]).status_code == 422


def test_a_correction_of_an_entry_that_is_gone_can_only_be_declined(desk, moderator):
    entry = DebugEntryPageFactory(live=True)
    one = claimed(corrected(entry, summary="After."), moderator)
    entry.delete()
    assert "which is gone" in desk.get(review_url(one)).content.decode()
    assert decide(desk, one, Action.ACCEPT, only=["summary"]).status_code == 422
    assert decide(desk, one, Action.DECLINE, reason="The entry is gone.").status_code == 302


def test_an_unknown_submission_or_action_is_not_found(desk):
    assert desk.get(reverse("submissions:review", args=(999_999,))).status_code == 404
    one = submission()
    for action in ("publish", "expire", "withdraw", "revise", "nonsense"):
        assert desk.post(decide_url(one, action), {"version": 1}).status_code == 404


def test_a_post_without_its_token_is_refused(moderator):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    one = submission()
    assert client.post(decide_url(one, Action.DECLINE), {"version": 1, "reason": "No."}).status_code == 403
    assert client.post(f"{review_url(one)}claim/").status_code == 403
    assert fresh(one).state == State.RECEIVED


def test_a_text_that_no_longer_fits_its_kind_is_shown_mended_and_accepted(desk, moderator):
    one = claimed(submission(), moderator)
    Submission.objects.filter(pk=one.pk).update(text=one.text.replace("error_kind:", "kind_of_old:"))
    for address in (review_url(one), f"{review_url(one)}entry/"):
        assert desk.get(address).status_code == 200
    assert "cannot be read as an entry any more" in desk.get(review_url(one)).content.decode()
    assert decide(desk, one, Action.ACCEPT).status_code == 422
    assert decide(desk, one, Action.MERGE, entry=DebugEntryPageFactory(live=True).code).status_code == 422
    decide(desk, one, Action.ACCEPT, take="text", text=one.text)
    assert fresh(one).state == State.ACCEPTED
