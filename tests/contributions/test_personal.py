"""What is kept of people who sent something: shown to them, given to them, forgotten with them."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contributions.submissions import services
from contributions.submissions.models import Submission
from contributions.submissions.personal import DATA, claim_guest_submissions
from contributions.submissions.states import Role, State
from hub.core.personal import registered
from tests.contributions.factories import DESK, fresh, submission
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def sent_by(user, *states: State) -> list[Submission]:
    """Returns submissions of somebody with an account, one in each state."""
    holder, found = UserFactory(), []
    for state in states:
        one = submission(user=user, email="", name="Ada Example", named=True, digest="5e4d")
        if state not in {State.RECEIVED, State.WITHDRAWN}:
            services.claim(one, user=holder, roles=DESK)
        by = {"user": holder, "roles": DESK, "version": fresh(one).version}
        if state == State.DECLINED:
            services.decline(one, reason="It is no error.", **by)
        elif state == State.SPAM:
            services.mark_spam(one, **by)
        elif state == State.CHANGES_REQUESTED:
            services.request_changes(one, reason="Which version?", **by)
        elif state == State.PUBLISHED:
            services.accept(one, **by)
            fresh(one).entry.get_latest_revision().publish()
        found.append(fresh(one))
    return found


class TestTheirPage:
    def test_everything_they_sent_stands_there_by_state_with_a_link_that_works(self, client):
        user = UserFactory()
        several = sent_by(user, State.RECEIVED, State.CHANGES_REQUESTED, State.DECLINED, State.PUBLISHED)
        submission(email="other@example.org")
        client.force_login(user)
        page = client.get("/me/").content.decode()
        for one in several:
            assert one.reference in page
        assert page.count('class="code">SUB-') == 4
        assert page.index("Changes requested") < page.index("Declined")
        groups = DATA.context(user)["groups"]
        assert client.get(groups[0][1][0]["link"]).status_code == 200

    def test_spam_stands_among_what_was_received(self):
        user = UserFactory()
        sent_by(user, State.SPAM)
        assert [state for state, _ in DATA.context(user)["groups"]] == [State.RECEIVED]

    def test_an_empty_one_says_what_to_do_next(self, client):
        client.force_login(UserFactory())
        assert 'href="/contribute/"' in client.get("/me/").content.decode().split("What you sent")[1]

    def test_more_submissions_need_no_more_queries(self):
        user = UserFactory()
        numbers = []
        for _ in range(2):
            sent_by(user, State.RECEIVED, State.DECLINED, State.PUBLISHED)
            for read in (DATA.context, DATA.export):
                with CaptureQueriesContext(connection) as queries:
                    read(user)
                numbers.append(len(queries))
        assert numbers[:2] == numbers[2:]


class TestTheirFile:
    def test_it_holds_all_they_sent_and_all_they_were_told(self):
        user = UserFactory()
        (one,) = sent_by(user, State.CHANGES_REQUESTED)
        services.say(one, "Version 3.", role=Role.CONTRIBUTOR, author=user)
        (found,) = json.loads(json.dumps(DATA.export(user)))
        assert found["text"] == one.text
        assert found["email"] == user.email
        assert found["name"] == "Ada Example"
        assert [step["text"] for step in found["history"]][-2:] == ["Which version?", "Version 3."]

    def test_it_tells_no_more_than_their_page(self):
        user = UserFactory()
        (one,) = sent_by(user, State.SPAM)
        Submission.objects.filter(pk=one.pk).update(spam_score=0.9, spam_signs=["links"])
        assert "pam" not in json.dumps(DATA.export(user))

    def test_it_is_registered(self):
        assert DATA in registered()


class TestForgetting:
    def test_the_person_goes_and_the_archive_stays(self):
        user = UserFactory()
        published, declined, received = sent_by(user, State.PUBLISHED, State.DECLINED, State.RECEIVED)
        services.say(received, "It is urgent.", role=Role.CONTRIBUTOR, author=user)
        DATA.erase(user)
        for one in map(fresh, (published, declined, received)):
            assert one.contributor is None
            assert (one.email, one.name, one.link, one.sender_digest, one.named) == ("", "", "", "", False)
            assert one.email_confirmed_at is None
        assert fresh(published).entry.live
        assert fresh(published).state == State.PUBLISHED
        assert fresh(received).state == State.WITHDRAWN
        assert received.messages.get().author is None

    def test_their_name_leaves_what_was_published(self):
        user = UserFactory()
        (one,) = sent_by(user, State.PUBLISHED)
        assert "Ada Example" in str(one.entry.credit)
        DATA.erase(user)
        assert "Ada Example" not in str(fresh(one).entry.credit)

    def test_then_the_account_itself_can_go(self):
        user = UserFactory()
        (one,) = sent_by(user, State.CHANGES_REQUESTED)
        key = user.pk
        DATA.erase(user)
        user.delete()
        assert fresh(one).decisions.exists()
        assert not fresh(one).decisions.filter(actor=key).exists()

    def test_others_keep_what_is_theirs(self):
        other = UserFactory()
        (one,) = sent_by(other, State.RECEIVED)
        DATA.erase(UserFactory())
        assert fresh(one).contributor == other


class TestGuestsWithAnAccountLater:
    def test_what_was_sent_with_the_same_confirmed_address_becomes_theirs(self):
        one = submission(email="Ada@example.org")
        services.confirm_email(one)
        user = UserFactory(email="ada@example.org")
        assert claim_guest_submissions(user) == 1
        assert fresh(one).contributor == user

    def test_what_anybody_may_have_sent_does_not(self):
        unconfirmed = submission(email="ada@example.org")
        theirs = submission(user=UserFactory(), email="")
        nobodys = submission(email="")
        user = UserFactory(email="ada@example.org")
        assert claim_guest_submissions(user) == 0
        assert fresh(unconfirmed).contributor is None
        assert fresh(theirs).contributor != user
        assert fresh(nobodys).contributor is None
