"""What deciding on the review page makes, refuses, and keeps of what was typed."""

import pytest

from contributions.submissions.models import Blocked, DecisionReason
from contributions.submissions.services.blocking import is_blocked
from contributions.submissions.states import Action, Role, State
from knowledge import drafting
from knowledge.models import EntryPage
from tests.contributions.desk.conftest import claimed, decide, decide_url, review_url, said
from tests.contributions.factories import (
    correction,
    fresh,
    question_document,
    submission,
    submission_in,
)
from tests.factories import (
    DebugEntryPageFactory,
    QuestionPageFactory,
)

pytestmark = pytest.mark.django_db


def test_accepting_makes_a_draft_with_credit_that_editors_publish(desk, moderator):
    one = claimed(submission(name="Grace", named=True, link="https://example.org/g"), moderator)
    response = decide(desk, one, Action.ACCEPT, note="Thank you.")
    assert response.status_code == 302
    after = fresh(one)
    entry = after.entry.specific
    assert (after.state, entry.live, entry.workflow_in_progress) == (State.ACCEPTED, False, True)
    assert entry.credit[0].value["name"] == "Grace"
    assert after.decisions.last().reason == "Thank you."
    assert not entry.permissions_for_user(moderator).can_publish()


def test_after_a_decision_the_next_one_comes_with_a_way_back(desk, moderator):
    one, following = claimed(submission(), moderator), submission()
    response = desk.post(
        decide_url(one, Action.DECLINE), {"version": one.version, "reason": "It is no error."}, follow=True
    )
    assert response.redirect_chain[-1][0] == review_url(following)
    assert f"{one.reference}: declined." in said(response)
    assert decide_url(one, Action.UNDO) in said(response)
    decide(desk, fresh(one), Action.UNDO)
    assert (fresh(one).state, fresh(one).claimed_by) == (State.CLAIMED, moderator)


def test_undoing_an_acceptance_takes_the_draft_away(desk, moderator):
    one = claimed(submission(), moderator)
    decide(desk, one, Action.ACCEPT)
    assert EntryPage.objects.count() == 1
    decide(desk, fresh(one), Action.UNDO)
    assert EntryPage.objects.count() == 0


def test_a_decision_from_an_old_page_is_refused_and_keeps_what_was_typed(desk, moderator, other_desk):
    one = submission()
    old = one.version
    claimed(one, moderator)
    response = desk.post(decide_url(one, Action.DECLINE), {"version": old, "reason": "My careful words."})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Ada was faster" in page
    assert "My careful words." in page
    assert fresh(one).state == State.CLAIMED


def test_the_second_moderator_is_told_who_holds_it(desk, moderator, other_desk):
    one = claimed(submission(), moderator)
    response = other_desk.post(f"{review_url(one)}claim/", follow=True)
    assert "Ada has it in review." in said(response)
    page = other_desk.get(review_url(one)).content.decode()
    assert "Ada has it in review." in page
    assert decide_url(one, Action.ACCEPT) not in page
    response = decide(other_desk, one, Action.ACCEPT)
    assert response.status_code == 409
    assert fresh(one).claimed_by == moderator


@pytest.mark.parametrize("action", [Action.DECLINE, Action.REQUEST_CHANGES])
def test_a_ready_text_is_combined_with_ones_own_words(desk, moderator, action):
    ready = DecisionReason.objects.create(action=action, title="Ready", text="A ready text.")
    one = claimed(submission(), moderator)
    decide(desk, one, action, template=ready.pk, reason="And a word of mine.")
    assert fresh(one).decisions.last().reason == "A ready text.\n\nAnd a word of mine."


def test_a_ready_text_alone_will_do_and_stands_there_once(desk, moderator):
    ready = DecisionReason.objects.create(action=Action.DECLINE, title="Ready", text="A ready text.")
    for typed in ("", "A ready text."):
        one = claimed(submission(), moderator)
        decide(desk, one, Action.DECLINE, template=ready.pk, reason=typed)
        assert fresh(one).decisions.last().reason == "A ready text."


@pytest.mark.parametrize("action", [Action.DECLINE, Action.REQUEST_CHANGES, Action.ESCALATE])
def test_without_a_reason_nothing_is_decided(desk, moderator, action):
    one = claimed(submission(), moderator)
    assert decide(desk, one, action, reason="  ").status_code == 422
    assert fresh(one).state == State.CLAIMED


def test_ready_texts_come_with_the_hub():
    for action in (Action.DECLINE, Action.REQUEST_CHANGES):
        assert DecisionReason.objects.filter(action=action).count() >= 3


def test_a_message_is_sent_without_deciding(desk, moderator):
    one = submission()
    assert desk.post(f"{review_url(one)}message/", {"text": "Which version?"}).status_code == 302
    message = one.messages.get()
    assert (message.text, message.role, message.author) == ("Which version?", Role.MODERATOR, moderator)
    assert fresh(one).version == one.version
    assert desk.post(f"{review_url(one)}message/", {"text": " "}).status_code == 422
    ended = submission_in(State.DECLINED)
    response = desk.post(f"{review_url(ended)}message/", {"text": "One more thing"})
    assert response.status_code == 422
    assert "This conversation has ended." in response.content.decode()


def test_spam_can_keep_out_who_sent_it(desk, moderator):
    one = claimed(submission(email="spammer@example.org", digest="ab" * 32), moderator)
    decide(desk, one, Action.SPAM, block=["email", "sender"])
    assert fresh(one).state == State.SPAM
    assert is_blocked(email="Spammer@example.org")
    assert is_blocked(sender_digest="ab" * 32)
    assert not is_blocked(email="other@example.org")
    assert set(Blocked.objects.values_list("blocked_by", flat=True)) == {moderator.pk}


def test_a_spam_mark_that_came_too_late_keeps_nobody_out(desk, moderator):
    one = submission_in(State.DECLINED)
    assert decide(desk, one, Action.SPAM, block=["email"]).status_code == 422
    assert not Blocked.objects.exists()


def test_escalating_marks_it_for_editors(desk, moderator):
    one = claimed(submission(), moderator)
    decide(desk, one, Action.ESCALATE, reason="Whose licence is it?")
    assert fresh(one).for_editor


def test_another_message_is_merged_into_its_entry(desk, moderator):
    entry = DebugEntryPageFactory(live=True, messages=[("item", "ValueError: it broke")])
    one = claimed(submission(), moderator)
    decide(desk, one, Action.MERGE, entry=entry.code.lower())
    assert fresh(one).state == State.MERGED
    latest = drafting.latest_document(EntryPage.objects.get(pk=entry.pk))
    assert latest.attributes["messages"] == ["ValueError: it broke", "KeyError: 'token'"]


def test_another_wording_is_merged_into_its_question(desk, moderator):
    entry = QuestionPageFactory(live=True)
    one = claimed(submission(document=question_document(title="Asked in other words?")), moderator)
    decide(desk, one, Action.MERGE, entry=entry.code)
    latest = drafting.latest_document(EntryPage.objects.get(pk=entry.pk))
    assert latest.attributes["also_asked"] == ["Asked in other words?"]


@pytest.mark.parametrize("code", ["", "XX-999", "a" * 40])
def test_what_cannot_be_merged_is_told(desk, moderator, code):
    one = claimed(submission(), moderator)
    assert decide(desk, one, Action.MERGE, entry=code).status_code == 422
    assert fresh(one).state == State.CLAIMED


def test_who_needs_longer_holds_it_longer(desk, moderator):
    one = claimed(submission(), moderator)
    assert "Two hours more" in desk.get(review_url(one)).content.decode()
    desk.post(f"{review_url(one)}claim/")
    assert fresh(one).claimed_until > one.claimed_until


def test_a_correction_is_no_variant_of_anything(desk, moderator):
    one = claimed(correction(), moderator)
    assert decide_url(one, Action.MERGE) not in desk.get(review_url(one)).content.decode()
