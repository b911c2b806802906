"""Many at once: each by itself, and what was refused is named."""

import pytest
from django.urls import reverse

from contributions.submissions import services
from contributions.submissions.models import DecisionReason, Submission
from contributions.submissions.services import Screening, Sender
from contributions.submissions.states import Action, State
from tests.admin.conftest import person, signed_in
from tests.contributions.desk.conftest import said
from tests.contributions.factories import debug_document, fresh, submission, submission_in

pytestmark = pytest.mark.django_db


def bulk(client, action: str, ids, follow=True, filters="", **data):
    address = reverse("wagtail_bulk_action", args=("contributions", "submission", action))
    query = "&".join(f"id={one}" for one in ids)
    return client.post(f"{address}?next=/admin/submissions/&{query}{filters}", data, follow=follow)


def states(*many: Submission) -> list[str]:
    return [fresh(one).state for one in many]


def test_many_are_declined_with_one_reason_and_what_was_refused_is_named(desk, other_moderator):
    first, second = submission(), submission()
    held = submission_in(State.CLAIMED, holder=other_moderator)
    done = submission_in(State.WITHDRAWN)
    response = bulk(desk, "decline", [one.pk for one in (first, held, done, second)], reason="All the same.")
    assert states(first, second, held, done) == ["declined", "declined", "claimed", "withdrawn"]
    assert fresh(first).decisions.last().reason == "All the same."
    assert "2 submissions declined." in said(response)
    assert "Grace has it in review." in said(response)
    assert done.reference in said(response)


def test_a_ready_text_will_do_for_all_and_none_will_not(desk):
    ready = DecisionReason.objects.create(action=Action.DECLINE, title="Ready", text="A ready text.")
    one, other = submission(), submission()
    assert bulk(desk, "decline", [one.pk, other.pk], reason="").status_code == 200
    assert states(one, other) == ["received", "received"]
    bulk(desk, "decline", [one.pk, other.pk], template=ready.pk)
    assert fresh(other).decisions.last().reason == "A ready text."


def test_many_are_marked_as_spam(desk):
    one, other = submission(), submission()
    bulk(desk, "spam", [one.pk, other.pk])
    assert states(one, other) == ["spam", "spam"]


def test_all_means_all_of_the_list_as_it_is_filtered(desk):
    spam = [services.submit(debug_document(), sender=Sender(), screening=Screening(spam_score=0.9)) for _ in range(3)]  # fmt: skip
    plain = submission()
    bulk(desk, "spam", ["all"], filters="&signs=spam")
    assert states(*spam) == ["spam"] * 3
    assert states(plain) == ["received"]


def test_asking_first_changes_nothing(desk):
    one = submission()
    address = reverse("wagtail_bulk_action", args=("contributions", "submission", "decline"))
    page = desk.get(f"{address}?id={one.pk}").content.decode()
    assert one.title in page
    assert states(one) == ["received"]


@pytest.mark.parametrize("group", [None, "Authors"])
@pytest.mark.parametrize("action", ["decline", "spam"])
def test_nobody_else_decides_many(group, action):
    one = submission()
    bulk(signed_in(person(group)), action, [one.pk], follow=False, reason="No.")
    bulk(signed_in(person(group)), action, ["all"], follow=False, reason="No.")
    assert states(one) == ["received"]


def test_there_is_no_other_bulk_action():
    browser = signed_in(person(is_superuser=True))
    one = submission()
    address = reverse("wagtail_bulk_action", args=("contributions", "submission", "delete"))
    assert browser.post(f"{address}?id={one.pk}").status_code == 404
    assert states(one) == ["received"]
