"""Ready texts, who is kept out, and the record of decisions: who may see and change them, and what they give away."""

import csv
import datetime as dt
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from contributions.submissions import services
from contributions.submissions.models import Blocked, Decision, DecisionReason
from contributions.submissions.services.blocking import is_blocked
from contributions.submissions.states import Action, State
from tests.contributions.desk.conftest import QUEUE
from tests.contributions.desk.test_table import AT_THE_DESK, NOBODY_AT_THE_DESK, browser_of, somebody
from tests.contributions.factories import DESK, debug_document, submission, submission_in
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

DECISIONS, REASONS, BLOCKED = f"{QUEUE}decisions/", f"{QUEUE}reasons/", f"{QUEUE}blocked/"


@pytest.mark.parametrize("role", [*NOBODY_AT_THE_DESK, *AT_THE_DESK])
def test_only_the_desk_sees_its_lists(role):
    submission_in(State.DECLINED)
    reason = DecisionReason.objects.first()
    block = Blocked.objects.create(digest="ab" * 32, what="sender")
    browser = browser_of(somebody(role))
    addresses = [
        DECISIONS,
        f"{DECISIONS}results/",
        *(f"{DECISIONS}?export={form}" for form in ("csv", "xlsx", "json")),
        REASONS,
        f"{REASONS}new/",
        f"{REASONS}edit/{reason.pk}/",
        BLOCKED,
        f"{BLOCKED}delete/{block.pk}/",
    ]
    for address in addresses:
        assert (browser.get(address).status_code == 200) == (role in AT_THE_DESK), address


@pytest.mark.parametrize("role", [*NOBODY_AT_THE_DESK, *AT_THE_DESK])
def test_only_the_desk_changes_its_lists(role):
    browser, allowed = browser_of(somebody(role)), role in AT_THE_DESK
    posted = {"action": "decline", "title": "Mine", "text": "Words.", "position": "3"}
    browser.post(f"{REASONS}new/", posted)
    assert DecisionReason.objects.filter(title="Mine").exists() == allowed
    other = DecisionReason.objects.create(action=Action.DECLINE, title="Other", text="Words.")
    browser.post(f"{REASONS}edit/{other.pk}/", {**posted, "title": "Changed"})
    assert DecisionReason.objects.filter(title="Changed").exists() == allowed
    browser.post(f"{REASONS}delete/{other.pk}/")
    assert DecisionReason.objects.filter(pk=other.pk).exists() != allowed
    block = Blocked.objects.create(digest="ab" * 32, what="sender")
    browser.post(f"{BLOCKED}delete/{block.pk}/")
    assert is_blocked(sender_digest="ab" * 32) != allowed


def test_a_block_is_neither_made_nor_changed_by_hand():
    browser = browser_of(somebody("superuser"))
    block = Blocked.objects.create(digest="ab" * 32, what="sender", reason="Spam")
    browser.post(f"{BLOCKED}new/", {"digest": "cd" * 32, "what": "sender", "reason": "X"})
    browser.post(f"{BLOCKED}edit/{block.pk}/", {"reason": "Changed"})
    assert list(Blocked.objects.values_list("digest", "reason")) == [("ab" * 32, "Spam")]


def exported(client, form: str, **query):
    response = client.get(DECISIONS, {"export": form, **query})
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content).decode()


def test_the_record_says_who_when_what_and_why(desk, moderator):
    one = submission(document=debug_document(title="It breaks"))
    services.decline(one, user=moderator, roles=DESK, version=one.version, reason="It is no error.")
    page = desk.get(DECISIONS).content.decode()
    for shown in ("It breaks", "Ada", "It is no error.", "Received", "Declined"):
        assert shown in page

    rows = list(csv.DictReader(io.StringIO(exported(desk, "csv"))))
    assert [row["What"] for row in rows] == ["Declined", "Sent"]
    assert (rows[0]["From state"], rows[0]["To state"]) == ("Received", "Declined")
    assert (rows[0]["Who"], rows[0]["Why"], rows[0]["As whom"]) == ("Ada", "It is no error.", "Moderator")
    assert dt.datetime.fromisoformat(rows[0]["When"]).tzinfo

    found = json.loads(exported(desk, "json"))
    assert [row["action"] for row in found] == ["decline", "submit"]
    assert found[0]["reason"] == "It is no error."


def test_nothing_exported_is_a_formula_and_no_address_is_given_away(desk, moderator):
    for title in ("=HYPERLINK(1)", "+1", "-1", "@SUM(1)", " =1+1", "＝1"):
        one = submission(document=debug_document(title=title), email="secret@example.org")
        services.decline(one, user=moderator, roles=DESK, version=one.version, reason="=cmd|' /C calc'!A0")
    text = exported(desk, "csv")
    for row in csv.DictReader(io.StringIO(text)):
        for cell in row.values():
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert "secret@example.org" not in text
    assert "secret@example.org" not in exported(desk, "json")


def test_the_record_is_narrowed_by_period_and_person(desk, moderator):
    old = submission_in(State.DECLINED).decisions.last()
    Decision.plain.filter(pk=old.pk).update(at=timezone.now() - dt.timedelta(days=40))
    other = UserFactory()
    submission_in(State.SPAM, holder=other)
    today = timezone.localdate()
    lately = {"at_from": (today - dt.timedelta(days=30)).isoformat(), "at_to": today.isoformat()}
    assert old.pk not in {one.pk for one in desk.get(DECISIONS, lately).context["object_list"]}
    assert {row["action"] for row in json.loads(exported(desk, "json", actor=other.pk))} == {"claim", "spam"}
    assert json.loads(exported(desk, "json", action="publish")) == []


def test_the_record_takes_the_same_queries_for_more_rows(desk):
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            response = desk.get(address)
            if response.streaming:
                b"".join(response.streaming_content)
        return len(captured)

    Blocked.objects.create(digest="x" * 64, what="sender", blocked_by=UserFactory())
    for _ in range(2):
        submission_in(State.DECLINED)
    queries(DECISIONS)
    addresses = [DECISIONS, f"{DECISIONS}?export=csv", f"{DECISIONS}?export=json", BLOCKED, REASONS]
    few = [queries(one) for one in addresses]
    for number in range(6):
        submission_in(State.DECLINED)
        Blocked.objects.create(digest=f"{number}" * 64, what="sender", blocked_by=UserFactory())
        DecisionReason.objects.create(action=Action.DECLINE, title=f"No. {number}", text="Words.")
    assert [queries(one) for one in addresses] == few


def test_two_ready_texts_do_not_share_a_title(desk):
    posted = {"action": "decline", "title": "Same", "text": "Words.", "position": "3"}
    desk.post(reverse("reasons:add"), posted)
    assert desk.post(reverse("reasons:add"), posted).status_code == 200
    assert DecisionReason.objects.filter(title="Same").count() == 1
