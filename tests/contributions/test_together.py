"""Two moderators at once: one decides, the other is told, and nothing is decided twice."""

import pytest

from contributions.submissions import services
from contributions.submissions.models import Decision, Submission
from contributions.submissions.permissions import desk_roles
from contributions.submissions.services import NotAllowed
from contributions.submissions.states import Action, Role, State
from knowledge.models import EntryPage
from tests.contributions.factories import DESK, fresh, submission, submission_in
from tests.factories import UserFactory
from tests.together import run_together


@pytest.mark.django_db(transaction=True)
def test_accepting_and_declining_at_once_gives_one_decision():
    holder = UserFactory()
    one = submission_in(State.CLAIMED, holder=holder)
    by = {"user": holder, "roles": DESK, "version": one.version}

    def decide(accepting: bool) -> str:
        try:
            if accepting:
                services.accept(one, **by)
            else:
                services.decline(one, reason="It is no error.", **by)
        except NotAllowed as refused:
            return str(refused)
        return ""

    refusals = [refusal for refusal in run_together(decide, [True, False]) if refusal]

    assert len(refusals) == 1
    after = fresh(one)
    assert after.state in {State.ACCEPTED, State.DECLINED}
    assert Decision.objects.filter(action__in=(Action.ACCEPT, Action.DECLINE)).count() == 1
    assert EntryPage.objects.count() == (after.state == State.ACCEPTED)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_at_once_one_holds_it():
    one = submission()
    people = [UserFactory() for _ in range(6)]

    def claim(user) -> bool:
        try:
            services.claim(one, user=user, roles=DESK)
        except NotAllowed:
            return False
        return True

    assert run_together(claim, people).count(True) == 1
    assert Submission.objects.get().decisions.filter(action=Action.CLAIM).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("group", "roles"),
    [
        ("Moderators", {Role.MODERATOR}),
        ("Editors", {Role.MODERATOR, Role.EDITOR}),
        ("Authors", set()),
        (None, set()),
    ],
)
def test_who_sits_at_the_desk(group, roles):
    from django.contrib.auth.models import Group

    user = UserFactory()
    if group:
        user.groups.add(Group.objects.get(name=group))
    assert desk_roles(user) == roles
