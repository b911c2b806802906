"""The table of transitions holds for every state, action and role."""

from contextlib import suppress

import pytest

from contributions.submissions import services
from contributions.submissions.models import Decision
from contributions.submissions.services import Late, NotAllowed
from contributions.submissions.states import TRANSITIONS, Action, Role, State
from tests.contributions.factories import DESK, debug_document, fresh, submission, submission_in
from tests.factories import DebugEntryPageFactory, UserFactory

pytestmark = pytest.mark.django_db

BY_CONTRIBUTOR = {Action.REVISE, Action.WITHDRAW}
BY_THE_DESK = [
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


def act(action: Action, one, *, user, roles):
    """Does an action by the function people reach it through."""
    by = {"user": user, "roles": roles, "version": one.version}
    if action == Action.CLAIM:
        return services.claim(one, user=user, roles=roles)
    if action == Action.MERGE:
        return services.merge_as_variant(one, DebugEntryPageFactory(live=True), **by)
    if action in {Action.DECLINE, Action.REQUEST_CHANGES, Action.ESCALATE}:
        return getattr(services, action.name.lower())(one, reason="Because.", **by)
    if action == Action.SPAM:
        return services.mark_spam(one, **by)
    return getattr(services, action.name.lower())(one, **by)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("action", BY_THE_DESK)
@pytest.mark.parametrize("roles", [DESK, {Role.EDITOR}, {Role.CONTRIBUTOR}, set()], ids=str)
def test_the_desk_acts_only_where_the_table_says(state, action, roles):
    holder = UserFactory()
    one = submission_in(state, holder=holder)
    decisions = one.decisions.count()
    transition = TRANSITIONS[action]
    allowed = state in transition.sources and bool(roles & transition.roles)

    if allowed:
        act(action, one, user=holder, roles=roles)
        after = fresh(one)
        assert after.state == transition.target
        assert after.decisions.count() == decisions + 1
        last = after.decisions.last()
        assert (last.from_state, last.to_state, last.action) == (state, transition.target, action)
        assert last.actor == holder
    else:
        with pytest.raises(NotAllowed):
            act(action, one, user=holder, roles=roles)
        assert fresh(one).state == state
        assert one.decisions.count() == decisions


@pytest.mark.parametrize("state", State)
def test_its_contributor_may_withdraw_what_is_open_and_revise_what_was_asked_for(state):
    one = submission_in(state)
    for action, do in {
        Action.REVISE: lambda: services.revise(one, debug_document(title="Said better")),
        Action.WITHDRAW: lambda: services.withdraw(fresh(one)),
    }.items():
        expected = state in TRANSITIONS[action].sources
        with suppress(NotAllowed):
            assert do().to_state == TRANSITIONS[action].target
            assert expected or action == Action.WITHDRAW  # what was revised can be withdrawn
            continue
        assert not expected


def test_a_decision_without_its_reason_is_refused():
    holder = UserFactory()
    one = submission_in(State.CLAIMED, holder=holder)
    for decide in (services.decline, services.request_changes, services.escalate):
        with pytest.raises(NotAllowed, match="Say why"):
            decide(one, user=holder, roles=DESK, version=one.version, reason="  ")


def test_the_second_moderator_is_told_and_nothing_is_decided_twice():
    first, second = UserFactory(first_name="Ada"), UserFactory()
    one = submission()
    services.claim(one, user=first, roles=DESK)
    seen = fresh(one)
    with pytest.raises(Late, match="Ada"):
        services.claim(seen, user=second, roles=DESK)
    with pytest.raises(Late, match="Ada"):
        services.decline(seen, user=second, roles=DESK, version=seen.version, reason="No.")
    services.decline(seen, user=first, roles=DESK, version=seen.version, reason="No.")
    with pytest.raises(Late, match="Ada"):
        services.accept(seen, user=first, roles=DESK, version=seen.version)
    assert fresh(one).state == State.DECLINED


def test_a_decision_is_never_rewritten():
    decision = submission().decisions.get()
    decision.reason = "Another story"
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        Decision.objects.update(reason="Another story")
    with pytest.raises(TypeError):
        decision.delete()
    with pytest.raises(TypeError):
        Decision.objects.all().delete()
    with pytest.raises(TypeError):
        decision.submission.decisions.all().delete()
    assert Decision.objects.get().reason == ""


def test_the_record_goes_with_its_submission():
    submission().delete()
    assert not Decision.objects.exists()


def test_a_claim_runs_out(monkeypatch):
    holder, other = UserFactory(), UserFactory()
    one = submission_in(State.CLAIMED, holder=holder)
    type(one).objects.filter(pk=one.pk).update(claimed_until=one.created_at)
    services.claim(fresh(one), user=other, roles=DESK)
    assert fresh(one).claimed_by == other
    type(one).objects.filter(pk=one.pk).update(claimed_until=one.created_at)
    assert services.expire_claims() == 1
    assert fresh(one).state == State.RECEIVED
    assert services.expire_claims() == 0
