"""Time: authors are asked before the end, notes expire, and what has ended is deleted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contributions.testimonials import lifetime, models, services
from contributions.testimonials.states import State
from tests.contributions.testimonials.factories import fresh, link_in, mails_to, note_in

pytestmark = pytest.mark.django_db


def ends_in(one, **time):
    models.Testimonial.objects.filter(pk=one.pk).update(expires_at=timezone.now() + timedelta(**time))
    return fresh(one)


def test_its_author_is_asked_once_a_month_before_the_end_and_may_let_it_stay(client):
    one = ends_in(note_in(), days=29)

    assert lifetime.ask_before_expiry() == 1
    assert lifetime.ask_before_expiry() == 0
    mail = mails_to(one)[-1]
    assert "stay" in mail.subject

    link = link_in(mail)
    assert "three more years" in client.get(link).text
    client.post(f"{link}renew/")
    assert fresh(one).expires_at > timezone.now() + timedelta(days=1000)
    assert fresh(one).reminded_at is None
    assert "three more years" not in client.get(link).text


def test_nobody_is_asked_too_early():
    ends_in(note_in(), days=31)

    assert lifetime.ask_before_expiry() == 0


def test_a_note_expires_once(client):
    one = ends_in(note_in(name="Ada L."), days=-1)
    assert "Ada L." not in client.get("/testimonials/").text  # before the job comes

    assert lifetime.expire_overdue() == 1
    assert lifetime.expire_overdue() == 0

    assert fresh(one).state == State.EXPIRED
    assert fresh(one).decisions.filter(action="expire").count() == 1


def test_a_note_that_cannot_be_mailed_holds_up_no_other(caplog):
    bad, good = ends_in(note_in(), days=5), ends_in(note_in(), days=5)
    models.Testimonial.objects.filter(pk=bad.pk).update(email="nowhere")

    assert lifetime.ask_before_expiry() == 1
    assert fresh(good).reminded_at


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("days", [13, 15, 366])
def test_what_ended_or_was_never_confirmed_is_deleted_in_time(state, days):
    one = note_in(state)
    models.Testimonial.objects.filter(pk=one.pk).update(state_since=timezone.now() - timedelta(days=days))

    deleted = lifetime.forget_ended()

    kept = {State.UNCONFIRMED: 14, State.DECLINED: 365, State.WITHDRAWN: 365, State.EXPIRED: 365}
    assert deleted == (days > kept.get(state, 10_000))
    assert lifetime.forget_ended() == 0


def test_the_job_does_everything():
    one = ends_in(note_in(), days=-1)

    lifetime.pass_time()

    assert fresh(one).state == State.EXPIRED


def test_an_expired_note_may_be_sent_again():
    one = note_in(State.EXPIRED)

    from tests.contributions.testimonials.factories import words

    services.edit(one, words())

    assert fresh(one).state == State.WAITING
