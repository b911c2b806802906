"""Every page and action of the desk over HTTP: each state, each action, each person."""

import pytest
from django.contrib.auth.models import AnonymousUser

from contributions.submissions.models import Submission
from contributions.submissions.states import TRANSITIONS, Action, State
from tests.admin.conftest import person, signed_in
from tests.contributions.desk.conftest import QUEUE, decide_url, review_url
from tests.contributions.factories import fresh, submission_in
from tests.factories import DebugEntryPageFactory, UserFactory

pytestmark = pytest.mark.django_db

ACTIONS = [
    Action.CLAIM,
    Action.RELEASE,
    Action.REQUEST_CHANGES,
    Action.ACCEPT,
    Action.MERGE,
    Action.DECLINE,
    Action.SPAM,
    Action.ESCALATE,
    Action.UNDO,
]
NOBODY_AT_THE_DESK = ["guest", "account", "contributor", "Authors"]
AT_THE_DESK = ["Moderators", "Editors", "superuser"]


def somebody(role: str):
    if role == "guest":
        return AnonymousUser()
    if role == "superuser":
        return UserFactory(is_superuser=True, is_staff=True)
    return person(role if role in {"Authors", "Moderators", "Editors"} else None)


def browser_of(user):
    from django.test import Client

    return Client() if user.is_anonymous else signed_in(user)


def posted(action: Action, one: Submission) -> dict:
    return {
        "version": one.version,
        "reason": "Because of this.",
        "entry": DebugEntryPageFactory(live=True).code if action == Action.MERGE else "",
        "take": "fields",
    }


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_happens_only_where_the_table_says(state, action):
    user = somebody("Moderators")
    one = submission_in(state, holder=user)
    decisions = one.decisions.count()

    response = signed_in(user).post(decide_url(one, action), posted(action, one))

    after = fresh(one)
    if state in TRANSITIONS[action].sources:
        assert response.status_code == 302
        assert after.state == TRANSITIONS[action].target
        last = after.decisions.last()
        assert (last.action, last.actor) == (action, user)
        assert after.decisions.count() == decisions + 1
    else:
        assert response.status_code in {302, 409, 422}
        assert (after.state, after.version) == (one.state, one.version)
        assert after.decisions.count() == decisions


@pytest.mark.parametrize("role", [*NOBODY_AT_THE_DESK, *AT_THE_DESK])
@pytest.mark.parametrize("action", ACTIONS)
def test_only_the_desk_decides(role, action):
    user = somebody(role)
    state = next(iter(sorted(TRANSITIONS[action].sources)))
    one = submission_in(State.CLAIMED if State.CLAIMED in TRANSITIONS[action].sources else state, holder=None)
    if role == "contributor":
        Submission.objects.filter(pk=one.pk).update(contributor=user)
    Submission.objects.filter(pk=one.pk, state=State.CLAIMED).update(
        claimed_by=None if user.is_anonymous else user
    )
    before = fresh(one)

    browser_of(user).post(decide_url(one, action), posted(action, before))

    decided = fresh(one).version > before.version
    assert decided == (role in AT_THE_DESK)


@pytest.mark.parametrize("role", [*NOBODY_AT_THE_DESK, *AT_THE_DESK])
def test_only_the_desk_looks(role):
    one = submission_in(State.RECEIVED)
    browser = browser_of(somebody(role))
    for address in (QUEUE, f"{QUEUE}results/", review_url(one), f"{review_url(one)}entry/"):
        response = browser.get(address)
        assert (response.status_code == 200) == (role in AT_THE_DESK), address
        assert (one.title in response.content.decode()) == (role in AT_THE_DESK), address
    browser.post(f"{QUEUE}next/")
    assert (fresh(one).state == State.CLAIMED) == (role in AT_THE_DESK)


@pytest.mark.parametrize("state", State)
def test_looking_changes_nothing(state, desk):
    one = submission_in(state)
    decisions = one.decisions.count()
    for address in (QUEUE, f"{QUEUE}?state=any", review_url(one), f"{review_url(one)}entry/"):
        assert desk.get(address).status_code == 200
    assert (fresh(one).state, fresh(one).version, one.decisions.count()) == (state, one.version, decisions)
    for action in ACTIONS:
        assert desk.get(decide_url(one, action)).status_code == 405
    assert desk.get(f"{QUEUE}next/").status_code == 405
