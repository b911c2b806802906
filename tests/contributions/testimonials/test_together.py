"""Two at once: one note is made, one decision is taken, one mail is sent."""

import pytest

from contributions.submissions.services import NotAllowed
from contributions.testimonials import lifetime, models, services
from contributions.testimonials.states import State
from tests.contributions.testimonials.factories import DESK, fresh, mails_to, note_in, words
from tests.factories import UserFactory
from tests.together import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_note_sent_twice_at_once_is_one():
    written = words()

    run_together(lambda _: services.send(written, email="ada@example.org"), range(4))

    assert models.Testimonial.objects.count() == 1
    assert models.Testimonial.objects.get().decisions.count() == 1
    assert len(mails_to("ada@example.org")) == 1


def test_publishing_and_declining_at_once_is_one_decision():
    one = note_in(State.WAITING)
    people = [UserFactory(), UserFactory()]

    def decide(number: int) -> bool:
        by = {"user": people[number], "roles": DESK, "version": one.version}
        try:
            services.publish(one, **by) if number else services.decline(one, reason="No.", **by)
        except NotAllowed:
            return False
        return True

    assert run_together(decide, range(2)).count(True) == 1
    assert fresh(one).version == one.version + 1


def test_withdrawing_while_it_is_published_leaves_nothing_shown():
    one = note_in(State.WAITING)
    moderator = UserFactory()

    def act(withdrawing: bool) -> None:
        try:
            if withdrawing:
                services.withdraw(one)
            else:
                services.publish(one, user=moderator, roles=DESK, version=one.version)
        except NotAllowed:
            assert not withdrawing

    run_together(act, [True, False])

    assert fresh(one).state == State.WITHDRAWN
    assert fresh(one).text == ""


def test_the_job_in_two_processes_expires_a_note_once():
    one = note_in()
    models.Testimonial.objects.filter(pk=one.pk).update(expires_at=one.created_at)

    run_together(lambda _: lifetime.expire_overdue(), range(2))

    assert fresh(one).decisions.filter(action="expire").count() == 1
