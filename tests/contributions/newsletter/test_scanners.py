"""Programs that open every link of a mail before its reader does change nothing, and no list mail lacks its headers."""

import re
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from contributions.newsletter import services
from contributions.newsletter.digests import send_due
from contributions.newsletter.models import Consent, Subscriber
from contributions.newsletter.wishes import Wishes
from hub.core.mail.message import build
from hub.core.models import OutgoingMail, SuppressedAddress
from tests.contributions.newsletter.factories import subscriber
from tests.contributions.newsletter.test_letters import letter, sent
from tests.factories import DebugEntryPageFactory

pytestmark = pytest.mark.django_db

LINK = re.compile(r"https?://[^\s<>\"')]+")


@pytest.fixture
def mails(settings) -> list[OutgoingMail]:
    """One mail of every sort the newsletter sends."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    one = subscriber(letters=True, news=True, rhythm="at-once")
    Subscriber.objects.filter(pk=one.pk).update(told_until=timezone.now() - timedelta(days=1))
    DebugEntryPageFactory(live=True)
    services.ask(one.email, Wishes(news=True), form="footer")
    services.ask("new@example.org", Wishes(news=True), form="footer")
    assert send_due(timezone.now() + timedelta(hours=1)) == 1
    sent(letter())
    found = list(OutgoingMail.objects.order_by("pk"))
    assert len(found) == 4
    return found


def state() -> tuple:
    rows = Subscriber.objects.order_by("pk").values()
    return (
        list(rows),
        Consent.objects.count(),
        SuppressedAddress.objects.count(),
        OutgoingMail.objects.count(),
    )


def test_opening_every_link_of_every_mail_changes_nothing(mails):
    links = {
        link.rstrip(".,")
        for mail in mails
        for link in LINK.findall(mail.text + mail.html + mail.headers.get("List-Unsubscribe", ""))
    }
    before = state()

    scanner = Client()
    for link in sorted(links):
        parts = urlsplit(link)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        for ask in (scanner.get, scanner.head):
            assert ask(path, follow=True).status_code in {200, 404}

    assert len(links) >= 8
    assert state() == before


def test_every_list_mail_can_be_left_as_rfc_8058_says(mails):
    lists = [mail for mail in mails if mail.category == "letters"]
    assert len(lists) == 2

    for mail in lists:
        message = message_from_bytes(build(mail).message().as_bytes(), policy=policy.default)
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        addresses = re.findall(r"<([^>]+)>", message["List-Unsubscribe"])
        assert next(urlsplit(one).scheme for one in addresses) in {"http", "https"}
        assert re.fullmatch(r".+ <[a-z]+\.[a-z0-9.-]+>", message["List-Id"])
        assert message["Precedence"] == "bulk"
        assert message["Message-ID"]
        # One line each, whatever the mail program folds.
        raw = build(mail).message().as_bytes().split(b"\n\n", 1)[0]
        assert max(map(len, raw.splitlines())) <= 998

        before = Subscriber.objects.get(email=mail.recipient)
        client = Client(enforce_csrf_checks=True)
        response = client.post(urlsplit(addresses[0]).path, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200
        after = Subscriber.objects.get(pk=before.pk)
        assert (after.letters, after.news) != (before.letters, before.news) or after.left_at


def test_list_mail_is_light_and_says_the_same_in_text(mails):
    for mail in mails:
        assert len(mail.html.encode()) < 100 * 1024
        assert "<img" not in mail.html
        assert "color-scheme" in mail.html
        assert len(mail.text.split()) > 20
