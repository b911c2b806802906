"""Administrators see the log and the list; nobody else does, and nobody sees addresses or contents."""

import pytest
from django.test import Client
from django.urls import reverse

from hub.core.mail.suppression import reasons, suppress
from hub.core.models import OutgoingMail
from tests.admin.conftest import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue_only")]
State = OutgoingMail.State
A = "ada@example.com"
OTHERS = ["anonymous", "nobody", "Authors", "Moderators", "Editors"]


def client_of(role: str) -> Client:
    if role == "anonymous":
        return Client()
    return signed_in(person(role if role != "nobody" else None))


@pytest.fixture
def admin(administrator):
    return signed_in(administrator)


def failed(queued) -> OutgoingMail:
    mail = queued(A)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=State.FAILED, attempts=16, error="554 no")
    return mail


def state(mail) -> str:
    return OutgoingMail.objects.get(pk=mail.pk).state


class TestLog:
    def test_shows_states_and_masked_recipients_only(self, admin, queued):
        failed(queued)
        page = admin.get(reverse("mail_log")).text
        assert "a…@example.com" in page
        assert "554 no" in page
        assert A not in page
        assert "A text." not in page

    def test_a_failed_mail_is_tried_again_once_asked(self, admin, queued):
        mail = failed(queued)
        assert reverse("mail_retry", args=(mail.pk,)) in admin.get(reverse("mail_log")).text
        admin.post(reverse("mail_retry", args=(mail.pk,)))
        assert state(mail) == State.QUEUED

    @pytest.mark.parametrize("other", [State.SENT, State.UNKNOWN, State.SENDING, State.SUPPRESSED])
    def test_no_other_is(self, admin, queued, other):
        mail = queued(A)
        OutgoingMail.objects.update(state=other)
        admin.post(reverse("mail_retry", args=(mail.pk,)))
        assert state(mail) == other

    def test_a_mail_that_is_not_there_gets_a_plain_answer(self, admin):
        assert admin.post(reverse("mail_retry", args=(10**6,))).status_code == 302

    def test_it_can_be_narrowed_by_state(self, admin, queued):
        failed(queued)
        assert "a…@example.com" not in admin.get(reverse("mail_log"), {"state": "sent"}).text

    def test_it_is_linked_from_the_settings(self, admin):
        assert reverse("mail_log") in admin.get(reverse("wagtailadmin_home")).text

    def test_the_number_of_queries_does_not_grow_with_it(self, admin, queued, django_assert_max_num_queries):
        queued(*(f"p{n}@example.com" for n in range(40)))
        with django_assert_max_num_queries(25):
            admin.get(reverse("mail_log"))


class TestList:
    def ask(self, client, action="look", address=A, **more):
        return client.post(reverse("mail_suppression"), {"action": action, "address": address, **more})

    def test_an_address_is_looked_up_by_typing_it(self, admin):
        assert "This address gets mail." in self.ask(admin).text
        suppress(A, "bounce")
        assert "it does not exist, since" in self.ask(admin, address=" ADA@EXAMPLE.COM ").text

    def test_it_is_added_and_removed(self, admin):
        self.ask(admin, "add", reason="complaint")
        assert [one.reason for one in reasons(A)] == ["complaint"]
        self.ask(admin, "remove")
        assert reasons(A) == []

    @pytest.mark.parametrize(
        "address", ["", "nobody", "a@b@c", "\x00@example.com", "ü" * 300, "a@" + "x" * 250]
    )
    def test_what_is_no_address_gets_a_clear_answer(self, admin, address):
        answer = self.ask(admin, "add", address)
        assert answer.status_code in {200, 400}

    def test_an_unknown_reason_is_refused(self, admin):
        self.ask(admin, "add", reason="because")
        assert reasons(A) == []

    def test_the_form_is_shown(self, admin):
        assert admin.get(reverse("mail_suppression")).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
class TestEverybodyElse:
    def test_sees_nothing(self, role, queued):
        failed(queued)
        client = client_of(role)
        for name in ("mail_log", "mail_log_results", "mail_suppression"):
            assert client.get(reverse(name)).status_code != 200

    def test_changes_nothing(self, role, queued):
        mail = failed(queued)
        client = client_of(role)
        client.post(reverse("mail_retry", args=(mail.pk,)))
        client.post(reverse("mail_suppression"), {"action": "add", "address": A})
        assert state(mail) == State.FAILED
        assert reasons(A) == []
