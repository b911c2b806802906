"""Every list mail has the headers of RFC 2369, RFC 2919 and RFC 8058, and they do what they say."""

import re
from collections import defaultdict
from datetime import timedelta
from email import message_from_bytes, policy
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from contributions.newsletter import services
from contributions.newsletter.digests import send_due
from contributions.newsletter.models import Subscriber
from contributions.newsletter.wishes import Wishes
from hub.core.mail.message import build
from hub.core.models import OutgoingMail
from tests.contributions.newsletter.factories import subscriber
from tests.contributions.newsletter.test_letters import letter, sent
from tests.factories import DebugEntryPageFactory

pytestmark = pytest.mark.django_db


def headers(mail: OutgoingMail) -> dict[str, str]:
    """Returns the headers of a mail as a program reads them that got it; None for one that is not there."""
    message = message_from_bytes(build(mail).message().as_bytes(), policy=policy.default)
    found: dict[str, str] = defaultdict(lambda: None)
    for name, value in message.items():
        assert name not in found, f"{name} is there twice"
        found[name] = " ".join(value.split())
    return found


@pytest.fixture
def mails(settings) -> list[OutgoingMail]:
    """One mail of every sort the newsletter sends."""
    settings.SITE_URL = "https://hub.example.org"
    settings.MAIL_BOUNCE_ADDRESS = "bounces@hub.example.org"
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


def test_every_list_mail_can_be_left_as_rfc_8058_says(mails):
    lists = [mail for mail in mails if mail.category == "letters"]
    assert len(lists) == 2

    for mail in lists:
        message = headers(mail)
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        web, by_mail = re.fullmatch(r"<([^<>\s]+)>, <([^<>\s]+)>", message["List-Unsubscribe"]).groups()
        assert urlsplit(web).scheme == "https"
        assert by_mail.startswith("mailto:bounces+u-")
        assert "?" not in web  # a program may add its own

        before = Subscriber.objects.get(email=mail.recipient)
        client = Client(enforce_csrf_checks=True)
        for _ in range(2):
            response = client.post(
                urlsplit(web).path,
                b"List-Unsubscribe=One-Click",
                content_type="application/x-www-form-urlencoded",
            )
            assert response.status_code == 200  # and no redirect, which programs do not follow
            assert not response.cookies
        after = Subscriber.objects.get(pk=before.pk)
        assert (after.letters, after.news) != (before.letters, before.news) or after.left_at


def test_the_link_works_as_a_form_with_parts_too(mails):
    """RFC 8058, section 3.1, allows both ways to write the body."""
    web = re.match(r"<([^>]+)>", headers(mails[-1])["List-Unsubscribe"])[1]
    Client().post(urlsplit(web).path, {"List-Unsubscribe": "One-Click"})
    assert not Subscriber.objects.get().letters


def test_every_list_mail_names_its_list_as_rfc_2369_and_2919_say(mails):
    for mail in mails:
        message = headers(mail)
        if mail.category != "letters":
            assert not [name for name in message if name.lower().startswith("list-")]
            continue
        assert re.fullmatch(r".+ <(letters|alerts)\.hub\.example\.org>", message["List-Id"])
        assert message["Precedence"] == "bulk"
        assert message["Message-ID"].endswith("@hub.example.org>")
        for name in ("List-Unsubscribe", "List-Archive"):
            for part in filter(None, (message[name] or "").split(", ")):
                assert re.fullmatch(r"<(https://|mailto:)[!-~]+>", part), part


def test_no_line_is_too_long_to_be_signed_and_delivered(mails):
    for mail in mails:
        raw = build(mail).message().as_bytes().split(b"\n\n", 1)[0]
        assert max(map(len, raw.splitlines())) <= 998


def test_the_archive_named_in_a_letter_is_there(mails):
    found = {headers(mail)["List-Archive"] for mail in mails}
    assert found == {None, "<https://hub.example.org/newsletter/letters/>"}
    assert Client().get("/newsletter/letters/").status_code == 200
