"""A stranger does not learn who has an account: not from words, status, time taken or how mail goes out."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from hub.core.models import OutgoingMail, User
from tests.accounts.conftest import PASSWORD, account, is_signed_in, link_in, newest_mail, sign_in
from tests.accounts.hashers import work_of

pytestmark = pytest.mark.django_db
NOBODY = "nobody@example.org"


def shown(answer, address: str) -> str:
    """A page without what differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.text).replace(address, "ADDRESS")


@pytest.fixture(autouse=True)
def counted(settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]


@pytest.fixture
def known(counted):
    """Addresses of accounts of every sort."""
    unusable = account(email="social@example.org")
    unusable.set_unusable_password()
    unusable.save()
    people = [
        account(email="ada@example.org"),
        account(email="unconfirmed@example.org", verified=False),
        account(email="gone@example.org", is_active=False),
        account(email="root@example.org", is_superuser=True),
        unusable,
    ]
    for person in people[:-1]:
        person.set_password(PASSWORD)
        person.save()
    return [person.email for person in people]


def test_a_wrong_password_takes_as_long_as_an_unknown_address(known):
    def attempt(address):
        Client().post("/accounts/login/", {"login": address, "password": "wrong"})

    work = {address: work_of(lambda one=address: attempt(one)) for address in [*known, NOBODY]}
    assert work == dict.fromkeys([*known, NOBODY], 1)


def test_an_address_that_has_an_account_takes_as_long_to_sign_up(known):
    def attempt(address):
        Client().post("/accounts/signup/", {"email": address, "password1": "a wholly different thing"})

    work = {address: work_of(lambda one=address: attempt(one)) for address in [*known, NOBODY]}
    assert work == dict.fromkeys([*known, NOBODY], 1)


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/"])
def test_one_mail_is_queued_for_everybody_in_the_same_way(known, path):
    """Which words it has only its reader sees; it waits in one queue, so no answer waits for a mail server."""
    queued = []
    for address in [*known, NOBODY]:
        before = OutgoingMail.objects.count()
        Client().post(path, {"email": address, "password1": PASSWORD})
        [mail] = OutgoingMail.objects.order_by("pk")[before:]
        assert mail.recipient == address
        waits = mail.next_attempt_at - mail.created_at
        queued.append((mail.category, mail.attempts, waits < timedelta(seconds=1)))
    assert set(queued) == {("account", 0, True)}


@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/password/reset/"])
def test_every_sort_of_account_is_answered_alike(known, path):
    answers = set()
    for address in [*known, NOBODY]:
        visitor = Client()
        answer = visitor.post(path, {"email": address, "password1": PASSWORD}, follow=True)
        cookies = {name for name, morsel in visitor.cookies.items() if morsel.value}
        text = shown(answer, address)
        answers.add((answer.status_code, tuple(answer.redirect_chain), text, frozenset(cookies)))
    assert len(answers) == 1


def test_a_taken_address_is_no_news_to_who_changes_theirs(client, known):
    """The mailbox of a taken address learns of it; the account that asked does not."""
    person = account(email="grace@example.org")
    sign_in(client, person)
    seen = []
    for address in ("ada@example.org", NOBODY):
        answer = client.post("/accounts/email/", {"action_add": "", "email": address}, follow=True)
        seen.append((answer.status_code, tuple(answer.redirect_chain), shown(answer, address)))
        EmailAddress.objects.filter(user=person, verified=False).delete()
    assert seen[0] == seen[1]


def test_a_taken_address_stays_with_its_owner(client, known):
    person = account(email="grace@example.org")
    sign_in(client, person)
    client.post("/accounts/email/", {"action_add": "", "email": "ada@example.org"})
    text = newest_mail("ada@example.org").text
    if "/accounts/confirm-email/" in text:
        Client().post(link_in(newest_mail("ada@example.org")))
    person.refresh_from_db()
    assert person.email == "grace@example.org"
    assert User.objects.get(email="ada@example.org").pk != person.pk


def test_a_right_password_of_an_inactive_account_is_the_only_thing_that_tells_so(known):
    wrong = Client().post("/accounts/login/", {"login": "gone@example.org", "password": "wrong"})
    nobody = Client().post("/accounts/login/", {"login": NOBODY, "password": "wrong"})
    assert shown(wrong, "gone@example.org") == shown(nobody, NOBODY)


def test_many_tries_at_one_address_are_slowed_down_whoever_it_is(known):
    """Five in five minutes for one address, from wherever they come, whether it has an account or not."""
    for address in ("ada@example.org", NOBODY):
        answers = [
            Client(REMOTE_ADDR=f"192.0.2.{number}").post(
                "/accounts/login/", {"login": address, "password": "wrong"}
            )
            for number in range(7)
        ]
        assert ["Too many" in answer.text for answer in answers] == [False] * 5 + [True] * 2


def test_ten_tries_a_minute_from_one_address_are_all(client, known):
    answers = [
        client.post("/accounts/login/", {"login": f"n{number}@example.org", "password": "wrong"}).text
        for number in range(12)
    ]
    assert ["Too many" in text for text in answers] == [False] * 10 + [True] * 2
    assert not is_signed_in(client)


def test_links_for_a_new_password_are_not_sent_by_the_dozen(known):
    for _ in range(12):
        Client().post("/accounts/password/reset/", {"email": "ada@example.org"})
    assert OutgoingMail.objects.filter(recipient="ada@example.org").count() <= 5
