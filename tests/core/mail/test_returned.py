"""What comes back is understood whatever server wrote it, counts once, and only for the mail it was about."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from hub.core.mail.delivery import deliver_due
from hub.core.mail.message import build
from hub.core.mail.recovery import ADDRESS_KEPT, forget_old
from hub.core.mail.returned import tags
from hub.core.mail.returned.handling import SOFT_LIMIT, Taken, leave_asked, take
from hub.core.mail.suppression import reasons
from hub.core.models import MailReport, OutgoingMail

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).parent / "data" / "returned"
A = "reader@example.net"
State, Kind = OutgoingMail.State, MailReport.Kind

# The mails in the folder are written after what each of these servers sends.
SHAPES = {
    "postfix-unknown-user": (Taken.HARD, "5.1.1"),
    "postfix-no-such-domain": (Taken.HARD, "5.4.4"),
    "postfix-mailbox-full": (Taken.SOFT, "5.2.2"),
    "postfix-expired": (Taken.SOFT, "4.4.1"),
    "postfix-spam": (Taken.SOFT, "5.7.1"),
    "postfix-too-large": (Taken.SOFT, "5.3.4"),
    "postfix-delayed": (Taken.NOTHING, ""),
    "postfix-delivered": (Taken.NOTHING, ""),
    "exim-unknown-user": (Taken.HARD, "5.0.0"),
    "exim-without-report": (Taken.HARD, ""),
    "exim-quota-without-report": (Taken.SOFT, ""),
    "exchange-unknown-user": (Taken.HARD, "5.1.10"),
    "exchange-mailbox-full": (Taken.SOFT, "5.2.2"),
    "exchange-not-allowed": (Taken.SOFT, "5.7.133"),
    "gmail-unknown-user": (Taken.HARD, "5.1.1"),
    "gmail-disabled": (Taken.HARD, "5.2.1"),
    "gmail-over-quota": (Taken.SOFT, "4.2.2"),
    "gmail-delayed": (Taken.NOTHING, ""),
    "qmail-unknown-user": (Taken.HARD, "5.1.1"),
    "qmail-remote": (Taken.HARD, ""),
    "qmail-full": (Taken.SOFT, ""),
    "sendmail-old": (Taken.HARD, "5.1.1"),
    "text-german": (Taken.HARD, ""),
    "text-null-sender-full": (Taken.SOFT, ""),
    "text-unclear": (Taken.SOFT, ""),
    "text-html-only": (Taken.HARD, ""),
    "arf-abuse": (Taken.COMPLAINT, ""),
    "arf-headers-only": (Taken.COMPLAINT, ""),
    "arf-not-spam": (Taken.NOTHING, ""),
    "arf-auth-failure": (Taken.NOTHING, ""),
    "holiday-reply": (Taken.NOTHING, ""),
    "person-replies": (Taken.NOTHING, ""),
    "broken-no-groups": (Taken.NOTHING, ""),
    "broken-cut-off": (Taken.HARD, "5.1.1"),
    "broken-base64-status": (Taken.HARD, "5.1.1"),
}


@pytest.fixture(autouse=True)
def with_return_path(settings, queue_only):
    settings.MAIL_BOUNCE_ADDRESS = "bounces@hub.example.org"


@pytest.fixture
def sent(queued) -> OutgoingMail:
    """A mail the server has taken."""
    return delivered(queued())


@pytest.fixture
def queued(queued):
    return lambda address=A, category="letters": queued(address, category=category)


def delivered(mail: OutgoingMail) -> OutgoingMail:
    deliver_due()
    mail.refresh_from_db()
    assert mail.state == State.SENT
    return mail


def returned(name: str, mail: OutgoingMail, *, path: str = "", leave: str = "") -> bytes:
    """Returns a mail of the folder that is about one of ours."""
    text = (FOLDER / f"{name}.eml").read_text()
    path = path or tags.address(tags.BOUNCE, mail.pk)
    return text.replace("RETURN-PATH", path).replace("LEAVE-ADDRESS", leave or "x@example.org").encode()


class TestReturnPath:
    def test_each_mail_has_one_of_its_own_that_readers_do_not_see(self, queued, settings):
        first, second = queued(), queued("b@example.net")
        one, other = build(first), build(second)
        assert one.from_email != other.from_email
        assert one.from_email.startswith("bounces+b-")
        assert one.message()["From"] == settings.DEFAULT_FROM_EMAIL
        assert len(one.from_email.partition("@")[0]) <= 64
        assert list(tags.find(one.from_email.upper())) == [tags.Tag(tags.BOUNCE, str(first.pk))]

    def test_the_server_gets_it_in_the_envelope(self, inbox, queued):
        mail = queued()
        deliver_due()
        ((_, content),) = inbox.taken
        assert inbox.senders == [tags.address(tags.BOUNCE, mail.pk)]
        assert b"bounces+b" not in content

    def test_without_an_address_for_it_mail_leaves_as_before(self, queued, settings):
        settings.MAIL_BOUNCE_ADDRESS = ""
        assert build(queued()).from_email == settings.DEFAULT_FROM_EMAIL

    def test_with_a_provider_it_is_the_provider_s(self, queued, settings):
        settings.MAIL_PROVIDER = "postmark"
        assert build(queued()).from_email == settings.DEFAULT_FROM_EMAIL

    def test_an_earlier_key_is_believed(self, settings):
        path = tags.address(tags.BOUNCE, 7)
        first, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 10
        assert not list(tags.find(path))
        settings.SECRET_KEY_FALLBACKS = [first]
        assert list(tags.find(path)) == [tags.Tag(tags.BOUNCE, "7")]


class TestShapes:
    def test_every_shape_of_the_folder_is_expected_to_be_something(self):
        assert {path.stem for path in FOLDER.glob("*.eml")} == {*SHAPES, "leave"}

    @pytest.mark.parametrize(("name", "expected"), SHAPES.items(), ids=SHAPES)
    def test_is_understood(self, name, expected, sent):
        taken, status = expected
        assert take(returned(name, sent)) == taken
        report = MailReport.objects.first()
        assert (report.status if report else "") == status
        sent.refresh_from_db()
        assert sent.state == (State.RETURNED if taken in {Taken.HARD, Taken.SOFT} else State.SENT)
        expected_reason = {Taken.HARD: ["bounce"], Taken.COMPLAINT: ["complaint"]}.get(taken, [])
        assert [one.reason for one in reasons(A)] == expected_reason

    @pytest.mark.parametrize("name", SHAPES)
    def test_says_what_it_says_with_the_line_ends_of_mail_too(self, name, sent):
        assert take(returned(name, sent).replace(b"\n", b"\r\n")) == SHAPES[name][0]

    @pytest.mark.parametrize("name", SHAPES)
    def test_nothing_that_is_kept_names_the_reader(self, name, sent):
        take(returned(name, sent))
        sent.refresh_from_db()
        assert A not in str(list(MailReport.objects.values())) + sent.error

    @pytest.mark.parametrize("size", [0, 1, 60, 300, 700, 1500])
    @pytest.mark.parametrize("name", ["postfix-unknown-user", "gmail-over-quota", "arf-abuse", "qmail-full"])
    def test_one_that_is_cut_off_anywhere_stops_nothing(self, name, size, sent):
        assert take(returned(name, sent)[:size]) in set(Taken)

    def test_one_that_is_no_mail_at_all_stops_nothing(self, sent):
        path = tags.address(tags.BOUNCE, sent.pk).encode()
        for raw in (b"\x00\xff" * 1000, b"To: " + path + b"\nContent-Type: text/plain; charset=nothing\n\n\xff",
                    b"From: mailer-daemon@x\nTo: =?x?q?=?=" + path + b"\nContent-Type: multipart/report; boundary\n\n--\n",
                    b"Content-Type: " + b"multipart/mixed; boundary=a\n\n--a\n" * 200 + path):  # fmt: skip
            assert take(raw) in set(Taken)


class TestForgery:
    @pytest.mark.parametrize("name", ["postfix-unknown-user", "arf-abuse", "text-unclear"])
    def test_a_report_without_our_signature_is_refused(self, name, sent):
        real = tags.address(tags.BOUNCE, sent.pk)
        local, _, domain = real.partition("@")
        for path in ("bounces@hub.example.org", f"bounces+b-{sent.pk}-{'a' * 16}@{domain}",
                     f"{local}@elsewhere.example", local.replace(f"-{sent.pk}-", f"-{sent.pk + 1}-") + f"@{domain}",
                     local.replace("+b-", "+u-") + f"@{domain}", A):  # fmt: skip
            assert take(returned(name, sent, path=path)) == Taken.UNSIGNED
        assert reasons(A) == []
        assert not MailReport.objects.exists()

    def test_a_report_about_a_mail_that_is_forgotten_stops_nothing(self, sent):
        raw = returned("postfix-unknown-user", sent)
        OutgoingMail.objects.update(recipient="")
        assert take(raw) == Taken.HARD
        OutgoingMail.objects.all().delete()
        assert take(raw) == Taken.HARD
        assert not MailReport.objects.exists()

    def test_the_address_to_leave_by_in_a_quoted_mail_ends_nothing(self, sent):
        asked = []
        leave_asked.connect(lambda value, **_: asked.append(value), weak=False, dispatch_uid="test")
        try:
            take(returned("postfix-unknown-user", sent, leave=tags.address(tags.LEAVE, "7-letters")))
        finally:
            leave_asked.disconnect(dispatch_uid="test")
        assert asked == []


class TestCounting:
    def test_the_same_report_counts_once(self, sent):
        for _ in range(2 * SOFT_LIMIT):
            take(returned("postfix-mailbox-full", sent))
        assert MailReport.objects.count() == 1
        assert reasons(A) == []

    def soft(self, queued, days: list[float]) -> None:
        for day in days:
            mail = delivered(queued())
            take(returned("postfix-mailbox-full", mail))
            MailReport.objects.filter(mail=mail).update(at=timezone.now() - timedelta(days=day))

    def test_mails_that_come_back_over_weeks_end_in_silence_except_for_accounts(self, queued):
        self.soft(queued, [30, 20, 15, 8])
        assert reasons(A) == []
        self.soft(queued, [0])
        assert [one.reason for one in reasons(A)] == ["refuses"]
        assert queued().state == State.SUPPRESSED
        assert queued(category="account").state == State.QUEUED

    def test_an_outage_of_a_few_days_does_not(self, queued):
        self.soft(queued, [3, 2, 2, 1, 1, 0, 0])
        assert reasons(A) == []

    def test_a_mail_that_still_waits_is_not_called_returned(self, queued):
        mail = queued()
        take(returned("postfix-mailbox-full", mail))
        mail.refresh_from_db()
        assert mail.state == State.QUEUED

    def test_reports_are_forgotten_with_the_address(self, sent):
        take(returned("postfix-unknown-user", sent))
        MailReport.objects.update(at=timezone.now() - ADDRESS_KEPT - timedelta(days=1))
        forget_old()
        assert not MailReport.objects.exists()
        assert [one.reason for one in reasons(A)] == ["bounce"]
