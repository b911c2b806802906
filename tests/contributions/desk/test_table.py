"""Every page and action of the desk over HTTP: each state, each action, each person."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import reverse

from contributions.submissions.models import Submission
from contributions.submissions.states import TRANSITIONS, Action, Role, State
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


@contextmanager
def as_if_never():
    """Takes back everything that happens within."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def sent_by(one: Submission, user) -> Submission:
    """A submission whose contributor somebody is."""
    Submission.objects.filter(pk=one.pk).update(contributor=user)
    return fresh(one)


@pytest.mark.parametrize("role", [*NOBODY_AT_THE_DESK, *AT_THE_DESK])
@pytest.mark.parametrize("state", State)
def test_everybody_does_exactly_what_the_table_gives_them(state, role):
    user = somebody(role)
    one = submission_in(state, holder=None if user.is_anonymous else user)
    if role == "contributor":
        one = sent_by(one, user)
    browser = browser_of(user)
    done = {}
    for action in ACTIONS:
        with as_if_never():
            response = browser.post(decide_url(one, action), posted(action, one))
            after = fresh(one)
            if after.version == one.version:
                assert (after.state, after.entry_id) == (one.state, one.entry_id), action
                # Told what stands in the way, or sent to the sign-in or out of the admin.
                assert response.status_code in {302, 403, 409, 422}, action
            else:
                assert (response.status_code, after.version) == (302, one.version + 1), action
                last = after.decisions.last()
                assert (last.action, last.from_state, last.actor) == (action, state, user)
                assert last.role == (Role.MODERATOR if role == "Moderators" else Role.EDITOR)
                done[action] = after.state
    may = {action for action in ACTIONS if role in AT_THE_DESK and state in TRANSITIONS[action].sources}
    assert done == {action: TRANSITIONS[action].target for action in may}


@pytest.mark.parametrize("role", AT_THE_DESK)
@pytest.mark.parametrize("action", [action for action in ACTIONS if TRANSITIONS[action].holder_only])
def test_what_somebody_else_holds_is_theirs_whoever_asks(role, action):
    one = submission_in(State.CLAIMED)
    response = browser_of(somebody(role)).post(decide_url(one, action), posted(action, one))
    assert response.status_code == 409
    assert "has it in review." in response.content.decode()
    assert fresh(one).version == one.version


@pytest.mark.parametrize("role", [*NOBODY_AT_THE_DESK, *AT_THE_DESK])
@pytest.mark.parametrize("state", State)
def test_only_the_desk_writes_as_the_desk(state, role):
    user = somebody(role)
    one = submission_in(state)
    if role == "contributor":
        one = sent_by(one, user)
    browser_of(user).post(f"{review_url(one)}message/", {"text": "Which version?"})
    talks = state in {State.RECEIVED, State.CLAIMED, State.CHANGES_REQUESTED, State.ACCEPTED, State.SPAM}
    assert one.messages.exists() == (role in AT_THE_DESK and talks)


@pytest.mark.parametrize("role", AT_THE_DESK)
@pytest.mark.parametrize("state", State)
def test_the_page_offers_exactly_what_can_be_done(state, role):
    user = somebody(role)
    one = submission_in(state, holder=user)
    page = browser_of(user).get(review_url(one)).content.decode()
    may = {action for action in ACTIONS if state in TRANSITIONS[action].sources}
    if state == State.CLAIMED:
        assert "Two hours more" in page
    offered = {action for action in ACTIONS if f'action="{decide_url(one, action)}"' in page}
    assert offered == may


@pytest.mark.parametrize("role", [*NOBODY_AT_THE_DESK, *AT_THE_DESK])
@pytest.mark.parametrize("action", ["decline", "spam"])
@pytest.mark.parametrize("state", State)
def test_many_at_once_obey_the_same_table(state, action, role):
    one = submission_in(state)
    Submission.objects.filter(pk=one.pk, state=State.CLAIMED).update(claimed_until=None)  # it ran out
    address = reverse("wagtail_bulk_action", args=("contributions", "submission", action))
    browser_of(somebody(role)).post(f"{address}?next={QUEUE}&id={one.pk}", {"reason": "All the same."})
    may = role in AT_THE_DESK and state in TRANSITIONS[Action(action)].sources
    assert fresh(one).state == (TRANSITIONS[Action(action)].target if may else state)


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
