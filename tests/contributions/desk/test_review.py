"""The review page of one submission: what it shows, and that nothing on it runs."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contributions.submissions import services
from contributions.submissions.models import Submission
from contributions.submissions.services import Sender
from contributions.submissions.states import Role
from knowledge.entrydocs import Section, document_from_page
from tests.contributions.desk.conftest import (
    QUEUE,
    claimed,
    edited,
    review_url,
)
from tests.contributions.factories import (
    DESK,
    correction,
    debug_document,
    fresh,
    submission,
)
from tests.factories import DebugEntryPageFactory, UserFactory

pytestmark = pytest.mark.django_db

HOSTILE = '<script>window.hit = 1</script><img src=x onerror="window.hit = 1">[go](javascript:alert(1))'


def test_it_shows_who_what_and_what_a_machine_found(desk):
    one = submission(
        document=debug_document(title="It breaks", sections=(Section("Root cause", "Nothing."),)),
        name="Grace",
    )
    page = desk.get(review_url(one)).content.decode()
    for shown in ("It breaks", "Grace", "guest@example.org", "(not confirmed)", "Fix", "Spam score 0.00"):
        assert shown in page


def test_hostile_text_is_shown_and_never_markup(desk):
    hostile = debug_document(
        title=HOSTILE, summary=HOSTILE, sections=(Section("Root cause", HOSTILE), Section("Fix", HOSTILE)),
        attributes={"messages": [HOSTILE]},
    )  # fmt: skip
    one = submission(document=hostile, name=HOSTILE[:100], named=True)
    services.say(one, HOSTILE, role=Role.CONTRIBUTOR)
    for address in (QUEUE, review_url(one), f"{review_url(one)}entry/"):
        page = desk.get(address).content.decode()
        assert "<script>window.hit" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page


def test_the_frame_may_run_nothing(desk):
    one = submission()
    response = desk.get(f"{review_url(one)}entry/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-same-origin allow-popups" in policy
    assert "script" not in policy
    assert 'sandbox="allow-same-origin allow-popups"' in desk.get(review_url(one)).content.decode()


@pytest.mark.parametrize("known_by", ["account", "address", ""])
def test_the_contributors_record_is_that_of_who_proved_to_be_the_same(desk, known_by):
    user = UserFactory() if known_by == "account" else None
    sender = {"user": user, "email": "same@example.org"}
    for action in (services.decline, services.mark_spam):
        other = submission(**sender)
        reason = {"reason": "No."} if action is services.decline else {}
        action(other, user=UserFactory(), roles=DESK, version=other.version, **reason)
    one = submission(**sender)
    if known_by == "address":
        for each in Submission.objects.all():
            services.confirm_email(each)
    page = desk.get(review_url(one)).content.decode()
    if known_by:
        assert f"3 in all by this {known_by}: 0 accepted, 1 declined, 1 spam" in page
    else:
        assert "Not known: no account, and the address is not confirmed" in page


def test_every_decision_and_message_is_there_with_what_was_changed(desk, moderator):
    one = claimed(submission(), moderator)
    services.request_changes(
        one, user=moderator, roles=DESK, version=one.version, reason="Which version is it?"
    )
    services.revise(fresh(one), debug_document(summary="Seen with version 3."), note="With version 3.")
    page = desk.get(review_url(one)).content.decode()
    for shown in ("Taken into review", "by Ada", "Which version is it?", "With version 3.", "What changed"):
        assert shown in page
    assert "In review to Changes requested" in page
    assert "<ins>" in page


def test_it_takes_the_same_queries_however_much_happened(desk, moderator):
    def happen(number: int) -> None:
        for turn in range(number):
            services.claim(fresh(one), user=moderator, roles=DESK)
            held = fresh(one)
            services.request_changes(
                held, user=moderator, roles=DESK, version=held.version, reason=f"More, {turn}."
            )
            services.revise(fresh(one), debug_document(summary=f"Turn {turn} of {number}."), note="Done.")
            submission(email="same@example.org")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(review_url(one)).status_code == 200
        return len(captured)

    one = submission(email="same@example.org")
    happen(2)
    queries()
    few = queries()
    happen(4)
    queries()
    assert queries() == few


def test_it_says_what_was_taken_out_and_what_is_left(desk):
    secret = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bD1fG3hJ5"
    one = submission(document=debug_document(summary=f"It was {secret} all along."))
    page = desk.get(review_url(one)).content.decode()
    assert secret not in page
    assert "1 stand-in such as “REDACTED” holds its place" in page

    clean = submission()
    assert "No key, password or private address is in it." in desk.get(review_url(clean)).content.decode()
    # As if the rules had learnt this shape after it was stored.
    text = clean.text.replace("The key was never set.", f"The key was {secret}.")
    Submission.objects.filter(pk=clean.pk).update(text=text)
    assert "of the document looks like" in desk.get(review_url(clean)).content.decode()


def test_what_is_like_it_and_waits_is_a_click_away(desk):
    first = submission(document=debug_document(title="A dictionary lacks the key it needs"))
    second = submission(document=debug_document(title="A dictionary lacks the key it needs"))
    assert f'href="{review_url(first)}"' in desk.get(review_url(second)).content.decode()


def test_other_corrections_of_the_same_entry_are_named(desk):
    entry = DebugEntryPageFactory(live=True)
    first, second = correction(entry, reason="It was outdated."), correction(entry, fix="Or this.")
    ended = correction(entry, reason="It was nonsense.", fix="Nothing.")
    services.withdraw(ended)
    page = desk.get(review_url(second)).content.decode()
    assert "Also under way for this entry" in page
    assert f"{first.reference}</a>, received: It was outdated." in page
    assert "It was nonsense." not in page


def test_a_correction_takes_the_same_queries_however_much_it_changes(desk, moderator):
    def asked(number: int) -> int:
        more = [("other", {"heading": f"Part {one}", "text": "Old."}) for one in range(number)]
        entry = DebugEntryPageFactory(
            live=True, title=f"Before {number}", tags=["one", "two"],
            body=[("root_cause", "It was."), ("fix", "Do."), *more],
        )  # fmt: skip
        document = document_from_page(entry)
        sections = tuple(replace(one, text=f"{one.text} More.") for one in document.sections)
        sender = Sender(email="same@example.org")
        one = services.submit_correction(
            entry,
            replace(document, title="After", sections=sections),
            reason="It was outdated.",
            sender=sender,
        )
        edited(entry, title="Another")  # a conflict
        for _ in range(number):
            correction(entry)
        address = review_url(claimed(one, moderator))
        desk.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert "Changed by both" in desk.get(address).content.decode()
        return len(captured)

    assert asked(2) == asked(6)
