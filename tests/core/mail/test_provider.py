"""A provider instead of a mail server: what it answers is understood, and what it reports by webhook."""

import hashlib
import hmac
import json
import socketserver
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from hub.core.mail.delivery import deliver_due
from hub.core.mail.suppression import reasons
from hub.core.models import MailReport, OutgoingMail
from hub.settings.mail import provider_from

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("queue_only")]
A = "reader@example.net"
SECRET = "hub:a-long-password-of-ours"  # the provider shows it at the webhook
State, Kind = OutgoingMail.State, MailReport.Kind
WEBHOOK = "/mail/events/"


class _Api(BaseHTTPRequestHandler):
    """Answers as told; `hang up` says nothing after it has read the mail."""

    answers: list = []
    asked: list = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        answer = self.answers.pop(0) if self.answers else 200
        if answer == "hang up":
            self.connection.close()
            return
        said = {"ErrorCode": 0 if answer == 200 else 300, "Message": "OK", "MessageID": f"pm-{len(self.asked)}",
                "To": A, "SubmittedAt": "2026-11-20T07:00:00Z"}  # fmt: skip
        self.send_response(answer)
        self.end_headers()
        self.wfile.write(json.dumps(said if answer == 200 else {"ErrorCode": 10, "Message": "No"}).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    """`provider("postmark", SERVER_TOKEN="x")` chooses one as the environment would."""

    def choose(name: str, **own) -> None:
        environment = {"MAIL_PROVIDER": name, "MAIL_WEBHOOK_SECRET": SECRET}
        environment |= {f"MAIL_PROVIDER_{key}": text for key, text in (own or {"API_KEY": "x"}).items()}
        settings.MAIL_PROVIDER, settings.ANYMAIL = provider_from(environment)
        settings.MAIL_BACKEND = f"anymail.backends.{name}.EmailBackend"

    return choose


@pytest.fixture
def api(provider):
    handler = type("Handler", (_Api,), {"answers": [], "asked": []})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        provider("postmark", SERVER_TOKEN="x", API_URL=f"http://127.0.0.1:{server.server_address[1]}/")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield handler
        server.shutdown()


def again() -> int:
    OutgoingMail.objects.update(next_attempt_at=timezone.now())
    return deliver_due()


class TestSending:
    def test_it_gets_the_whole_mail_once_and_its_name_for_it_is_kept(self, api, queued, settings):
        settings.MAIL_BOUNCE_ADDRESS = "bounces@hub.example.org"
        mail = queued(A, category="letters")
        assert deliver_due() == 1
        assert deliver_due() == 0
        (asked,) = api.asked
        assert asked["To"] == A
        assert asked["From"] == settings.DEFAULT_FROM_EMAIL
        assert {"Name": "Message-ID", "Value": mail.message_id} in asked["Headers"]
        assert (asked.get("TrackOpens"), asked.get("TrackLinks")) == (False, "None")
        mail.refresh_from_db()
        assert (mail.state, mail.provider_id) == (State.SENT, "pm-1")

    @pytest.mark.parametrize("answer", [401, 403, 429, 503])
    def test_one_that_took_nothing_is_asked_later(self, api, queued, answer):
        queued(A, category="letters")
        api.answers[:] = [answer]
        assert deliver_due() == 0
        assert again() == 1
        assert len(api.asked) == 2

    def test_one_that_refuses_a_mail_is_not_asked_again(self, api, queued):
        mail = queued(A, category="letters")
        api.answers[:] = [422]
        deliver_due()
        again()
        mail.refresh_from_db()
        assert mail.state == State.FAILED
        assert len(api.asked) == 1

    @pytest.mark.parametrize("answer", [500, 502, "hang up"])
    def test_a_letter_it_perhaps_took_is_never_sent_again(self, api, queued, answer):
        mail = queued(A, category="letters")
        api.answers[:] = [answer]
        deliver_due()
        again()
        mail.refresh_from_db()
        assert mail.state == State.UNKNOWN
        assert len(api.asked) == 1

    def test_one_that_cannot_be_reached_costs_no_letter(self, api, queued, settings):
        mail = queued(A, category="letters")
        url = settings.ANYMAIL["POSTMARK_API_URL"]
        settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": "http://127.0.0.1:1/"}
        assert deliver_due() == 0
        mail.refresh_from_db()
        assert mail.state == State.QUEUED
        settings.ANYMAIL = {**settings.ANYMAIL, "POSTMARK_API_URL": url}
        assert again() == 1


def postmark(sort: str, **more) -> dict:
    return {"RecordType": "Bounce", "ID": 90154, "Type": sort, "MessageID": "pm-7", "Email": A,
            "Description": "", "Details": "", "BouncedAt": "2026-11-20T07:00:00-04:00", **more}  # fmt: skip


def mailgun(**event) -> dict:
    stamp, number = "1763622000", "651869375b9df3c98fc15c4889b102119add1235c38fc92824"
    signature = hmac.new(b"key", f"{stamp}{number}".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"timestamp": stamp, "token": number, "signature": signature},
        "event-data": {
            "timestamp": 1763622000.5, "recipient": A, "message": {"headers": {"message-id": "pm-7"}}, **event,
        },
    }  # fmt: skip


def brevo(event: str, **more) -> dict:
    return {"event": event, "email": A, "ts_epoch": 1763622000000, "message-id": "pm-7", **more}


# The shapes in which these providers tell: (provider, what it posts, why its address gets no mail then)
TOLD = {
    "postmark hard": ("postmark", postmark("HardBounce", Details="smtp;550 5.1.1 no such user"), "bounce"),
    "postmark hard without code": ("postmark", postmark("HardBounce"), "bounce"),
    "postmark soft": ("postmark", postmark("SoftBounce", Description="Unable to deliver"), None),
    "postmark full": ("postmark", postmark("HardBounce", Details="smtp;552 5.2.2 mailbox full"), None),
    "postmark bad address": ("postmark", postmark("BadEmailAddress"), "bounce"),
    "postmark complaint": ("postmark", {**postmark("SpamComplaint"), "RecordType": "SpamComplaint"}, "complaint"),
    "postmark left": ("postmark", {"RecordType": "SubscriptionChange", "MessageID": "pm-7", "Recipient": A,
        "ChangedAt": "2026-11-20T07:00:00Z", "SuppressSending": True, "SuppressionReason": "ManualSuppression"},
        "asked"),
    "postmark delivered": ("postmark", {"RecordType": "Delivery", "MessageID": "pm-7", "Recipient": A,
        "DeliveredAt": "2026-11-20T07:00:00Z", "Details": "ok"}, None),
    "postmark opened": ("postmark", {"RecordType": "Open", "MessageID": "pm-7", "Recipient": A,
        "ReceivedAt": "2026-11-20T07:00:00Z"}, None),
    "mailgun permanent": ("mailgun", mailgun(event="failed", severity="permanent", reason="bounce",
        **{"delivery-status": {"code": 550, "message": "5.1.1 does not exist", "description": ""}}), "bounce"),
    "mailgun temporary": ("mailgun", mailgun(event="failed", severity="temporary", reason="generic",
        **{"delivery-status": {"code": 450, "message": "Greylisted", "description": ""}}), None),
    "mailgun complaint": ("mailgun", mailgun(event="complained"), "complaint"),
    "brevo hard": ("brevo", brevo("hard_bounce", reason="550 5.5.0 mailbox unavailable."), "bounce"),
    "brevo soft": ("brevo", brevo("soft_bounce", reason="undefined Unable to find MX of domain"), None),
    "brevo blocked": ("brevo", brevo("blocked", reason="blocked : due to blacklist user"), None),
    "brevo left": ("brevo", brevo("unsubscribe"), "asked"),
    "brevo complaint": ("brevo", brevo("complaint"), "complaint"),
}  # fmt: skip
OWN = {"mailgun": {"API_KEY": "x", "WEBHOOK_SIGNING_KEY": "key"}, "postmark": {"SERVER_TOKEN": "x"}}


def tell(data, secret: str = SECRET):
    """Posts what a provider would."""
    login = {"Authorization": f"Basic {b64encode(secret.encode()).decode()}"} if secret else {}
    return Client(enforce_csrf_checks=True).post(
        WEBHOOK, json.dumps(data), content_type="application/json", headers=login
    )


class TestWebhook:
    @pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
    @pytest.mark.parametrize("known", [True, False], ids=["a mail of ours", "a mail we do not know"])
    def test_what_it_tells_is_understood_and_twice_is_once(self, provider, queued, told, known):
        name, data, reason = told
        names = {"postmark": "pm-7", "brevo": "pm-7", "mailgun": "<pm-7>"}
        provider(name, **OWN.get(name, {}))
        mail = queued(A if known else "somebody@example.net", category="letters")
        OutgoingMail.objects.update(state=State.SENT, provider_id=names[name] if known else "other")
        for _ in range(2):
            answer = tell(data)
            assert answer.status_code == 200
            assert not answer.cookies
        assert [one.reason for one in reasons(A)] == ([reason] if reason else [])
        assert MailReport.objects.count() <= 1
        assert {report.mail for report in MailReport.objects.all()} <= {mail if known else None}

    def test_a_mail_that_came_back_is_called_so(self, provider, queued):
        provider("postmark", SERVER_TOKEN="x")
        mail = queued(A, category="letters")
        OutgoingMail.objects.update(state=State.SENT, provider_id="pm-7")
        tell(postmark("HardBounce", Details="smtp;550 5.1.1 no such user"))
        mail.refresh_from_db()
        assert (mail.state, mail.error) == (State.RETURNED, "5.1.1 smtp;550 5.1.1 no such user")

    @pytest.mark.parametrize("secret", ["", "hub:another-long-password-x", "hub:"])
    def test_who_does_not_know_the_secret_changes_nothing(self, provider, secret):
        provider("postmark", SERVER_TOKEN="x")
        assert tell(postmark("HardBounce"), secret).status_code == 400
        assert reasons(A) == []

    def test_without_a_secret_or_a_provider_there_is_no_webhook(self, provider, settings):
        provider("postmark", SERVER_TOKEN="x")
        settings.ANYMAIL = {**settings.ANYMAIL, "WEBHOOK_SECRET": ""}
        assert tell(postmark("HardBounce")).status_code == 404
        settings.MAIL_PROVIDER = ""
        assert tell(postmark("HardBounce")).status_code == 404
        assert reasons(A) == []

    def test_opening_it_does_nothing(self, provider):
        provider("postmark", SERVER_TOKEN="x")
        assert Client().get(WEBHOOK).status_code == 405


class TestChoosing:
    def test_no_provider_is_the_usual(self):
        assert provider_from({}) == ("", {})

    def test_its_settings_are_those_of_the_environment(self):
        name, found = provider_from({"MAIL_PROVIDER": "Mailgun", "MAIL_PROVIDER_API_KEY": "k", "X": "y"})
        assert name == "mailgun"
        assert found["MAILGUN_API_KEY"] == "k"
        assert found["SEND_DEFAULTS"] == {"track_opens": False, "track_clicks": False}

    @pytest.mark.parametrize(
        "environment",
        [
            {"MAIL_PROVIDER": "pigeon", "MAIL_PROVIDER_API_KEY": "k"},
            {"MAIL_PROVIDER": "postmark"},
            {
                "MAIL_PROVIDER": "postmark",
                "MAIL_PROVIDER_SERVER_TOKEN": "k",
                "MAIL_WEBHOOK_SECRET": "short:x",
            },
            {"MAIL_PROVIDER": "postmark", "MAIL_PROVIDER_SERVER_TOKEN": "k", "MAIL_WEBHOOK_SECRET": "x" * 30},
        ],
    )
    def test_what_is_wrong_is_said_at_the_start(self, environment):
        with pytest.raises(ImproperlyConfigured):
            provider_from(environment)
