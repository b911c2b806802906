"""Whatever the mail server does, each mail is delivered at most once, and nothing is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.core.mail.delivery import deliver_due
from hub.core.mail.outcome import MOST_ATTEMPTS, wait_after
from hub.core.mail.suppression import reasons, suppress
from hub.core.models import OutgoingMail

pytestmark = pytest.mark.django_db
State = OutgoingMail.State
A = "a@example.com"


def again() -> int:
    """Delivers once all waiting is over."""
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    return deliver_due()


class TestAServerThatWorks:
    def test_gets_each_mail_once_over_one_connection(self, inbox, queued):
        queued(*(f"p{n}@example.com" for n in range(45)))
        assert deliver_due() == 45
        assert deliver_due() == 0
        assert sorted(inbox.recipients) == sorted(f"p{n}@example.com" for n in range(45))
        assert inbox.connections == 1

    def test_afterwards_the_mail_is_sent_and_what_it_said_is_forgotten(self, inbox, queued):
        mail = queued(A)
        deliver_due()
        mail.refresh_from_db()
        assert (mail.state, mail.text, mail.html, mail.headers) == (State.SENT, "", "", {})

    def test_few_queries_are_made_for_each(self, inbox, queued, django_assert_max_num_queries):
        queued(*(f"p{n}@example.com" for n in range(20)))
        with django_assert_max_num_queries(2 * 20 + 10):
            assert deliver_due() == 20

    def test_no_more_are_tried_than_asked_for(self, inbox, queued):
        queued(*(f"p{n}@example.com" for n in range(5)))
        assert deliver_due(limit=3) == 3

    def test_a_letter_waits_until_everything_else_has_left(self, inbox, queued):
        queued("letter@example.com", category="letters")
        queued(A, category="account")
        deliver_due(limit=1)
        assert inbox.recipients == [A]


class TestAServerThatCannotBeReached:
    def test_costs_no_mail(self, inbox, queued, settings):
        mail = queued(A)
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        assert deliver_due() == 0
        mail.refresh_from_db()
        assert mail.state == State.QUEUED
        assert mail.next_attempt_at > timezone.now() + timedelta(seconds=30)
        assert "Refused" in mail.error
        settings.EMAIL_PORT = port
        assert again() == 1

    def test_is_given_up_in_the_end(self, inbox, queued, settings):
        mail = queued(A)
        settings.EMAIL_PORT = 1
        for _ in range(MOST_ATTEMPTS + 2):
            again()
        mail.refresh_from_db()
        assert mail.state == State.FAILED

    def test_is_asked_less_and_less_often_for_about_two_days(self):
        waits = [wait_after(n) for n in range(1, MOST_ATTEMPTS)]
        assert waits[0] < timedelta(minutes=2)
        assert max(waits) <= timedelta(hours=7.5)
        assert timedelta(days=1.5) < sum(waits, timedelta()) < timedelta(days=2.7)


class TestAServerThatAsksToComeBack:
    @pytest.mark.parametrize("reply", ["450 greylisted", "421 closing", "451 4.3.0 no room"])
    def test_gets_the_mail_later(self, inbox, queued, reply):
        mail = queued(A)
        inbox.at_recipient = [reply]
        assert deliver_due() == 0
        mail.refresh_from_db()
        assert (mail.state, mail.attempts) == (State.QUEUED, 1)
        assert reply[:3] in mail.error
        assert again() == 1
        assert inbox.recipients == [A]

    def test_after_the_data_gets_it_later_too(self, inbox, queued):
        queued(A, category="letters")
        inbox.after_data = ["452 4.2.2 full"]
        assert deliver_due() == 0
        assert again() == 1
        assert inbox.recipients == [A]

    def test_a_connection_lost_before_the_mail_was_handed_over_is_no_doubt(self, inbox, queued):
        queued(A, category="letters")
        inbox.at_recipient = ["drop"]
        assert deliver_due() == 0
        assert again() == 1
        assert inbox.recipients == [A]


class TestAServerThatRefuses:
    def test_is_not_asked_again(self, inbox, queued):
        mail = queued(A)
        inbox.at_recipient = ["554 5.7.1 no spam here"]
        deliver_due()
        again()
        mail.refresh_from_db()
        assert mail.state == State.FAILED
        assert inbox.recipients == []
        assert reasons(A) == []
        assert mail.text != ""

    def test_an_address_that_does_not_exist_gets_no_mail_any_more(self, inbox, queued):
        queued(A)
        inbox.at_recipient = ["550 5.1.1 no such user"]
        deliver_due()
        assert [one.reason for one in reasons(A)] == ["bounce"]
        assert queued(A, category="account").state == State.SUPPRESSED

    def test_one_refused_mail_does_not_keep_the_others_back(self, inbox, queued):
        queued(A, "b@example.com", "c@example.com")
        inbox.at_recipient = ["250 fine", "550 5.1.1 no such user"]
        assert deliver_due() == 2
        assert inbox.connections == 1


class TestSilenceAfterTheMailWasHandedOver:
    @pytest.mark.parametrize("silence", ["drop", "slow"])
    def test_a_letter_is_never_sent_again(self, inbox, queued, silence):
        mail = queued(A, category="letters")
        inbox.after_data = [silence]
        assert deliver_due() == 0
        mail.refresh_from_db()
        assert (mail.state, mail.text) == (State.UNKNOWN, "")
        assert again() == 0
        assert inbox.recipients == [A]

    def test_a_status_mail_is_sent_once_more_under_the_same_name_and_no_more(self, inbox, queued):
        mail = queued(A)
        inbox.after_data = ["drop", "drop"]
        deliver_due()
        mail.refresh_from_db()
        assert mail.state == State.QUEUED
        again()
        again()
        mail.refresh_from_db()
        assert mail.state == State.UNKNOWN
        assert inbox.recipients == [A, A]
        assert all(mail.message_id.encode() in content for _, content in inbox.taken)

    def test_the_next_mail_gets_a_new_connection(self, inbox, queued):
        queued(A, "b@example.com", category="letters")
        inbox.after_data = ["drop"]
        assert deliver_due() == 1
        assert inbox.recipients == [A, "b@example.com"]


class TestSuppression:
    def test_it_is_looked_at_again_before_a_mail_leaves(self, inbox, queued):
        mail = queued(A)
        suppress(A, "complaint")
        assert deliver_due() == 0
        mail.refresh_from_db()
        assert (mail.state, mail.text) == (State.SUPPRESSED, "")


class TestRate:
    def test_no_more_leave_in_a_minute_than_allowed(self, inbox, queued, settings):
        settings.MAIL_RATE_PER_MINUTE = 20
        queued(*(f"p{n}@example.com" for n in range(30)))
        first = deliver_due()
        assert 1 <= first <= 20
        assert deliver_due() == 0
        assert len(inbox.taken) == first

    def test_a_server_too_slow_for_a_turn_keeps_the_rest_for_the_next(self, inbox, queued):
        queued(A, "b@example.com", "c@example.com", category="letters")
        inbox.after_data = ["slow"]
        deliver_due(patience=timedelta(seconds=0.5))
        assert deliver_due() == 2


def test_what_cannot_be_written_down_stops_nothing_else(inbox, queued):
    broken = queued(A)
    OutgoingMail.objects.filter(pk=broken.pk).update(subject="two\nlines")
    queued("b@example.com")
    assert deliver_due() == 1
    broken.refresh_from_db()
    assert broken.state == State.FAILED
