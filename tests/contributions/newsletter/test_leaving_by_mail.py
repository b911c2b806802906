"""Lists are left by an empty mail too, as `List-Unsubscribe` offers, and nobody can do it for somebody else."""

import re

import pytest

from contributions.newsletter import links, mailing, services
from contributions.newsletter.models import Consent, Subscriber
from hub.core.mail.message import build
from hub.core.mail.returned import tags
from hub.core.mail.returned.handling import Taken, take
from tests.contributions.newsletter.factories import queued, subscriber
from tests.contributions.newsletter.test_letters import letter, sent

pytestmark = pytest.mark.django_db
MAIL = "From: {by}\r\nTo: {to}\r\nSubject: unsubscribe\r\n\r\n"


@pytest.fixture(autouse=True)
def with_return_path(settings):
    settings.MAIL_BOUNCE_ADDRESS = "bounces@hub.example.org"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def written_to(address: str, by: str = "reader@example.org") -> Taken:
    return take(MAIL.format(by=by, to=address).encode())


def fresh(one: Subscriber) -> Subscriber:
    return Subscriber.objects.get(pk=one.pk)


def test_the_header_offers_both_ways_and_the_mail_address_works():
    one = subscriber(letters=True, news=True)
    sent(letter())
    (mail,) = queued(one.email)
    web, by_mail = re.fullmatch(
        r"<(https?://[^>]+)>, <mailto:([^>?]+)\?subject=unsubscribe>", mail.headers["List-Unsubscribe"]
    ).groups()

    assert "/newsletter/unsubscribe/" in web
    assert len(by_mail.partition("@")[0]) <= 64
    assert written_to(by_mail) == Taken.LEFT
    assert (fresh(one).letters, fresh(one).news) == (False, True)


def test_without_a_mailbox_no_mail_address_is_offered(settings):
    settings.MAIL_BOUNCE_ADDRESS = ""
    assert "mailto" not in mailing.list_headers("letters")["List-Unsubscribe"]


@pytest.mark.parametrize("times", [1, 3])
def test_again_is_harmless_and_from_any_address(times):
    one = subscriber(letters=True, news=True)
    address = links.unsubscribe_address(one, "letters")

    for _ in range(times):
        assert written_to(address.upper(), by="another.address@example.org") == Taken.LEFT

    assert (fresh(one).letters, fresh(one).left_at) == (False, None)
    assert [consent.form for consent in Consent.objects.filter(what="left")] == ["mail"] * times
    services.leave(fresh(one), form="test")
    assert written_to(address) == Taken.LEFT
    assert fresh(one).left_at


def test_nobody_can_sign_another_off():
    one, other = subscriber("one@example.org"), subscriber("other@example.org")
    address = links.unsubscribe_address(one, "letters")

    for forged in (
        address.replace(f"-{one.pk}-", f"-{other.pk}-"),
        address.replace("-letters-", "-alerts-"),
        address.replace("+u-", "+b-"),
        "bounces@hub.example.org",
        f"bounces+u-{other.pk}-letters-{'a' * 16}@hub.example.org",
    ):
        assert written_to(forged) == Taken.UNSIGNED

    assert fresh(other).letters
    assert fresh(one).letters


def test_the_link_outlives_its_mail_and_its_subscriber():
    one = subscriber()
    address = links.unsubscribe_address(one, "letters")
    services.forget(one, form="test")

    assert written_to(address) == Taken.LEFT
    assert not Subscriber.objects.exists()


def test_a_holiday_reply_to_the_return_path_ends_nothing():
    one = subscriber()
    sent(letter())
    (mail,) = queued(one.email)

    reply = f"From: reader@example.org\nTo: {build(mail).from_email}\nAuto-Submitted: auto-replied\nSubject: Away\n\n"
    assert take(reply.encode()) == Taken.NOTHING
    assert take(reply.replace("Away", "unsubscribe").encode()) == Taken.NOTHING
    assert fresh(one).letters


def test_the_value_of_an_address_that_means_nothing_is_passed_over():
    assert written_to(tags.address(tags.LEAVE, "x-letters")) == Taken.LEFT
    assert written_to(tags.address(tags.LEAVE, "999999")) == Taken.LEFT
