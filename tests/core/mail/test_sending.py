"""What goes into the queue, and what does not."""

import pytest
from django.core import mail as outbox
from django.core.mail import BadHeaderError
from django.db import transaction

from hub.core.mail import Content, InvalidAddress, Recipient, normalise, send, send_many
from hub.core.mail.delivery import deliver_due
from hub.core.mail.suppression import suppress
from hub.core.models import OutgoingMail, SuppressedAddress

State = OutgoingMail.State
A = "ada@example.com"


def send_test(**options) -> None:
    """Queues the mail that administrators test their settings with."""
    send("test", options.pop("to", A), {}, **{"category": "status", **options})


@pytest.mark.django_db(transaction=True)
class TestWithTheTransaction:
    def test_it_is_delivered_after_the_commit_and_not_before(self):
        with transaction.atomic():
            send_test()
            assert outbox.outbox == []
        assert [one.to for one in outbox.outbox] == [[A]]
        assert OutgoingMail.objects.get().state == State.SENT

    def test_what_is_rolled_back_is_never_sent(self):
        with transaction.atomic():
            send_test()
            transaction.set_rollback(True)
        assert not OutgoingMail.objects.exists()
        assert outbox.outbox == []


@pytest.mark.django_db
@pytest.mark.usefixtures("queue_only")
class TestQueue:
    def test_the_same_key_is_queued_once(self):
        for _ in range(3):
            send_test(key="confirm:7")
        assert OutgoingMail.objects.count() == 1

    def test_it_stays_so_after_the_mail_was_sent(self):
        send_test(key="confirm:7")
        deliver_due()
        send_test(key="confirm:7")
        assert deliver_due() == 0

    def test_mails_without_a_key_are_all_sent(self):
        send_test()
        send_test()
        assert deliver_due() == 2

    @pytest.mark.parametrize(
        "to", ["", "nobody", "a@b@c", "a b@example.com", "a@example.com\nBcc: b@example.com", "ü@example.com",
               "a@" + "x" * 300, "\ud800@example.com", "a@example..com", "a,b@example.com"]
    )  # fmt: skip
    def test_what_is_no_address_is_refused(self, to):
        with pytest.raises(InvalidAddress):
            send_test(to=to)
        with pytest.raises(InvalidAddress):
            send_test(reply_to=to or " ")

    def test_an_international_domain_is_sent_as_ascii(self):
        send_test(to="ada@MÜLLER.example")
        deliver_due()
        assert outbox.outbox[0].to == ["ada@xn--mller-kva.example"]

    @pytest.mark.parametrize("headers", [{"X-A": "b\nBcc: c@example.com"}, {"X-A": "b\r\nc"}, {"X-A\n": "b"},
                                         {"X A": "b"}, {"X:": "b"}, {"Bcc": A}, {"from": A}, {"Subject": "x"}])  # fmt: skip
    def test_a_header_that_would_become_another_is_refused(self, headers):
        with pytest.raises((BadHeaderError, ValueError)):
            send_test(headers=headers)
        assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("queue_only")
class TestHeaders:
    def sent(self, **options):
        send_test(**options)
        deliver_due()
        return outbox.outbox[0].message()

    def test_each_mail_says_when_and_where_it_was_made_and_by_what(self, settings):
        settings.SITE_URL = "https://hub.example.org"
        message = self.sent()
        assert message["Message-ID"].endswith("@hub.example.org>")
        assert message["Date"]
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["From"] == settings.DEFAULT_FROM_EMAIL

    def test_it_has_the_same_words_as_text_and_as_html(self):
        text, html = self.sent().get_payload()
        assert text.get_content_type() == "text/plain"
        assert html.get_content_type() == "text/html"
        for part in (text, html):
            assert "to see whether mail arrives" in " ".join(part.get_payload(decode=True).decode().split())

    def test_a_letter_is_not_called_automatic_and_has_list_headers_when_asked(self):
        message = self.sent(category="letters", headers={"List-Unsubscribe": "<https://example.com/stop>"})
        assert message["Auto-Submitted"] is None
        assert message["List-Unsubscribe"] == "<https://example.com/stop>"

    def test_answers_go_where_the_caller_says(self):
        assert self.sent(reply_to="desk@example.com")["Reply-To"] == "desk@example.com"


@pytest.mark.django_db
@pytest.mark.usefixtures("queue_only")
class TestSuppression:
    @pytest.mark.parametrize(
        ("reason", "stopped"),
        [
            ("bounce", {"account", "status", "digest", "letters"}),
            ("complaint", {"status", "digest", "letters"}),
            ("asked", {"letters"}),
        ],
    )
    def test_a_reason_stops_some_mails(self, reason, stopped):
        suppress("ADA@example.COM", reason)
        for category in ("account", "status", "digest", "letters"):
            send_test(category=category)
        held = OutgoingMail.objects.filter(state=State.SUPPRESSED)
        assert {mail.category for mail in held} == stopped
        assert all(mail.text == "" for mail in held)

    def test_the_address_itself_is_not_stored(self):
        suppress(A, "asked")
        assert "ada" not in str(SuppressedAddress.objects.values().get())

    def test_another_secret_key_makes_another_hash_and_earlier_keys_are_believed(self, settings):
        suppress(A, "bounce")
        first, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
        send_test(key="1")
        settings.SECRET_KEY_FALLBACKS = [first]
        send_test(key="2")
        assert OutgoingMail.objects.get(key="1").state == State.QUEUED
        assert OutgoingMail.objects.get(key="2").state == State.SUPPRESSED


@pytest.mark.django_db
@pytest.mark.usefixtures("queue_only")
class TestMany:
    CONTENT = Content("News", "Stop: STOP-HERE\n", '<a href="STOP-HERE">Stop</a>')

    def people(self, number):
        return [
            Recipient(f"p{n}@example.com", f"letter-1:{n}", {"STOP-HERE": f"https://example.com/stop/{n}"})
            for n in range(number)
        ]

    def test_thousands_are_queued_in_a_few_statements(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(50):  # SQLite takes fewer rows in one statement
            send_many(self.CONTENT, self.people(2000), category="letters")
        assert OutgoingMail.objects.count() == 2000

    def test_each_gets_what_is_theirs(self):
        headers = {"List-Unsubscribe": "<STOP-HERE>"}
        send_many(self.CONTENT, self.people(3), category="letters", headers=headers)
        mail = OutgoingMail.objects.get(recipient="p2@example.com")
        assert "https://example.com/stop/2" in mail.text
        assert 'href="https://example.com/stop/2"' in mail.html
        assert mail.headers == {"List-Unsubscribe": "<https://example.com/stop/2>"}

    def test_queued_again_nobody_gets_it_twice(self):
        send_many(self.CONTENT, self.people(3), category="letters")
        send_many(self.CONTENT, self.people(5), category="letters")
        assert OutgoingMail.objects.count() == 5


class TestOneSpelling:
    @pytest.mark.parametrize(
        ("given", "normal"),
        [
            (" Ada@Example.COM ", "Ada@example.com"),
            ("ada@MU\u0308LLER.example", "ada@xn--mller-kva.example"),
            ("ada@xn--mller-kva.example", "ada@xn--mller-kva.example"),
        ],
    )
    def test_each_address_has_one(self, given, normal):
        assert normalise(given) == normal
        assert normalise(normal) == normal
