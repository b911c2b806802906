"""Two browsers at once: one decides, the other is told, and nothing is decided twice."""

import pytest
from django.db import connection

from contributions.submissions.models import Decision, Submission
from contributions.submissions.states import Action, State
from knowledge.models import EntryPage
from tests.admin.conftest import person, signed_in
from tests.contributions.desk.conftest import QUEUE, decide_url, review_url
from tests.contributions.factories import fresh, submission, submission_in
from tests.together import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def browsers(number: int) -> list:
    return [signed_in(person("Moderators")) for _ in range(number)]


def test_of_many_who_take_the_same_one_one_holds_it():
    one = submission()
    run_together(lambda browser: browser.post(f"{review_url(one)}claim/").status_code, browsers(4))
    assert fresh(one).decisions.filter(action=Action.CLAIM).count() == 1


def test_many_who_take_the_next_one_get_different_ones():
    waiting = {submission().pk for _ in range(4)}
    answers = run_together(lambda browser: browser.post(f"{QUEUE}next/").url, browsers(4))
    taken = set(Submission.objects.filter(state=State.CLAIMED).values_list("pk", flat=True))
    assert {answer for answer in answers if answer != QUEUE} == {f"{QUEUE}{pk}/" for pk in taken}
    if connection.vendor == "postgresql":
        assert taken == waiting


def test_accepting_in_two_windows_makes_one_draft():
    user = person("Moderators")
    one = submission_in(State.CLAIMED, holder=user)
    posted = {"version": one.version, "take": "fields"}
    windows = [signed_in(user) for _ in range(3)]
    answers = run_together(lambda window: window.post(decide_url(one, "accept"), posted).status_code, windows)
    assert sorted(answers) == [302, 409, 409]
    assert EntryPage.objects.count() == 1
    assert Decision.objects.filter(action=Action.ACCEPT).count() == 1


def test_accepting_and_declining_at_once_gives_one_decision():
    user = person("Moderators")
    one = submission_in(State.CLAIMED, holder=user)
    posted = {"version": one.version, "take": "fields", "reason": "It is no error."}
    windows = [(signed_in(user), action) for action in ("accept", "decline", "spam")]

    def decide(window) -> int:
        browser, action = window
        return browser.post(decide_url(one, action), posted).status_code

    assert sorted(run_together(decide, windows)) == [302, 409, 409]
    ended = (Action.ACCEPT, Action.DECLINE, Action.SPAM)
    assert Decision.objects.filter(action__in=ended).count() == 1
