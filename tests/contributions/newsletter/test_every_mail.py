"""Every mail the product sends: programs that open its links change nothing, and it can be read everywhere.

The mails are made the way they are made on the site; one whose template is new and that nobody makes here is
missed by the first test.
"""

import hashlib
import html
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings as django_settings
from django.core.mail import send_mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from contributions.newsletter import services as newsletter
from contributions.newsletter import watch
from contributions.newsletter.digests import send_due
from contributions.newsletter.models import Subscriber
from contributions.newsletter.wishes import Wishes
from contributions.submissions import services
from contributions.submissions.desk.digests import send_digests
from contributions.submissions.lost import of_address, send_lost_links
from contributions.submissions.states import Role
from contributions.testimonials.notifications import ask_to_stay
from contributions.testimonials.states import State as NoteState
from hub.core import mail
from hub.core.mail import rendering
from hub.core.mail.message import build
from hub.core.models import OutgoingMail
from hub.home.models import SiteIdentity, SiteTexts
from tests.accounts.conftest import account
from tests.accounts.test_mail import PREFIXES, TOLD
from tests.admin.conftest import person
from tests.contributions.desk.test_digests import WEDNESDAY
from tests.contributions.factories import correction, fresh, submission
from tests.contributions.newsletter.factories import subscriber
from tests.contributions.newsletter.test_letters import letter, sent
from tests.contributions.newsletter.test_watch import asked
from tests.contributions.test_notifications import decided
from tests.contributions.testimonials.factories import note_in
from tests.factories import DebugEntryPageFactory, UserFactory

pytestmark = pytest.mark.django_db
TEMPLATES = {path.stem for path in (django_settings.BASE_DIR / "templates" / "mail").glob("*.md")}
LINK = re.compile(r"https?://[^\s<>\"')]+")
FIRST = re.compile(r"http://testserver(/accounts/\S+)")
PASSWORD = "correct horse battery"


@pytest.fixture
def used(monkeypatch) -> set[str]:
    """The templates that mails were made from."""
    names: set[str] = set()
    original = rendering.render_source

    def noted(name: str, context: dict) -> tuple[str, str]:
        names.add(name)
        return original(name, context)

    monkeypatch.setattr(rendering, "render_source", noted)
    return names


@pytest.fixture
def mails(settings, used, django_capture_on_commit_callbacks) -> list[OutgoingMail]:
    """One mail at least of every sort."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    settings.EMAIL_BACKEND = "hub.core.mail.catching.EmailBackend"
    settings.MAIL_BOUNCE_ADDRESS = "bounces@hub.example.org"
    for make in (of_accounts, of_submissions, of_testimonials, of_the_newsletter):
        with django_capture_on_commit_callbacks(execute=True):
            make()
    asked(watch.AT_LEAST)
    UserFactory(is_superuser=True)
    assert watch.alert() >= 1
    assert send_digests(WEDNESDAY) >= 1
    mail.send("test", "ada@example.org", {}, category="account")
    send_mail("A page waits", "It waits here: http://testserver/admin/\n\nBye.", None, ["desk@example.org"])
    return list(OutgoingMail.objects.exclude(text="").order_by("pk"))


def of_accounts() -> None:
    user = account(email="ada@example.org")
    visitor = Client()
    form = {"password1": PASSWORD}
    visitor.post("/accounts/signup/", {**form, "email": "new@example.org"})
    Client().post("/accounts/signup/", {**form, "email": user.email})
    for email in (user.email, "nobody@example.org"):
        Client().post("/accounts/password/reset/", {"email": email})
    activate = FIRST.search(OutgoingMail.objects.filter(recipient="new@example.org").latest("pk").text)[1]
    told = {**TOLD, "activate_url": activate}
    made_by_forms = (
        "email_confirmation_signup",
        "account_already_exists",
        "password_reset_key",
        "unknown_account",
    )
    for prefix in PREFIXES:
        if not prefix.endswith(made_by_forms):
            get_adapter().send_mail(prefix, user.email, told)
    for name in ("account-deleted", "account-second-factor-removed"):
        mail.send(name, user.email, {**told, "contact_url": "http://testserver/contact/",
                                     "recover_url": "http://testserver/accounts/password/reset/"}, category="account")  # fmt: skip


def of_submissions() -> None:
    person("Moderators")
    for action, words in (
        ("request_changes", {"reason": "Which version?"}), ("decline", {"reason": "It is no error."}), ("accept", {}),
    ):  # fmt: skip
        one = submission(email=f"{action}@example.org".replace("_", "-"))
        services.confirm_email(one)
        decided(fresh(one), action, **words)
        if action == "accept":
            fresh(one).entry.get_latest_revision().publish()
    merged = submission(email="merged@example.org")
    services.confirm_email(merged)
    holder = UserFactory()
    services.claim(merged, user=holder, roles={Role.MODERATOR})
    merged = fresh(merged)
    services.merge_as_variant(
        merged, DebugEntryPageFactory(live=True), user=holder, roles={Role.MODERATOR}, version=merged.version
    )
    open_one = submission(email="open@example.org")
    services.confirm_email(open_one)
    services.say(fresh(open_one), "Which version?", role=Role.MODERATOR)
    correction()
    send_lost_links.func([one.pk for one in of_address("open@example.org")])


def of_testimonials() -> None:
    for state in (NoteState.UNCONFIRMED, NoteState.DECLINED, NoteState.PUBLISHED):
        one = note_in(state)
    ask_to_stay(one)


def of_the_newsletter() -> None:
    one = subscriber(letters=True, news=True, rhythm="at-once")
    Subscriber.objects.filter(pk=one.pk).update(told_until=timezone.now() - timedelta(days=1))
    DebugEntryPageFactory(live=True)
    newsletter.ask(one.email, Wishes(news=True), form="footer")
    newsletter.ask("new@example.org", Wishes(news=True), form="footer")
    assert send_due(timezone.now() + timedelta(hours=1)) == 1
    sent(letter())


def links(mails: list[OutgoingMail]) -> list[str]:
    texts = (one.text + html.unescape(one.html) + str(one.headers) for one in mails)
    return sorted({link.rstrip(".,") for text in texts for link in LINK.findall(text)})


def everything() -> dict[str, str]:
    """Returns a hash of all rows of every table, by its model.

    Sessions are left out: a visitor's is their own cookie, and no other's.
    """
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed or model._meta.label == "sessions.Session":
            continue
        rows = sorted(map(repr, model._default_manager.order_by().values_list()))
        found[model._meta.label] = f"{len(rows)} {hashlib.sha256(''.join(rows).encode()).hexdigest()}"
    return found


def paths(mails: list[OutgoingMail]) -> Iterator[str]:
    for link in links(mails):
        parts = urlsplit(link)
        yield parts.path + (f"?{parts.query}" if parts.query else "")


def test_programs_that_open_every_link_of_every_mail_change_nothing(mails, used):
    assert used == TEMPLATES, "each mail has to be made above, so that its links are opened here"
    opened = list(paths(mails))
    for setting in (SiteIdentity, SiteTexts):  # Wagtail makes their rows when they are first asked for
        setting.for_site(Site.objects.get())
    before = everything()

    for path in opened:
        for method in ("get", "head"):
            answer = getattr(Client(headers={"user-agent": "LinkScanner/1.0"}), method)(path, follow=True)
            assert answer.status_code in {200, 404}, path

    assert len(opened) > 30
    assert {label: rows for label, rows in everything().items() if before[label] != rows} == {}
    the_links_still_do_what_they_are_for(mails)


def the_links_still_do_what_they_are_for(mails: list[OutgoingMail]) -> None:
    text = "".join(one.text for one in mails if one.recipient == "new@example.org")
    activate = re.search(r"http://testserver(/accounts/confirm-email/\S+)", text)[1]
    assert Client().post(activate).status_code == 302
    assert EmailAddress.objects.get(email="new@example.org").verified
    confirm = re.search(r"http://testserver(/newsletter/confirm/\S+)", text)[1]
    assert Client().post(confirm).status_code == 302
    assert Subscriber.objects.filter(email="new@example.org").exists()
    reset = re.search(
        r"http://testserver(/accounts/password/reset/key/\S+)", "".join(one.text for one in mails)
    )[1]
    assert 'name="password1"' in Client().get(reset, follow=True).text


def test_each_is_light_says_the_same_in_text_and_needs_no_picture(mails):
    for one in mails:
        it_says_who_writes_why_and_that_a_machine_did(one)
        assert len(one.html.encode()) < 100 * 1024
        assert '<meta name="color-scheme" content="light dark">' in one.html
        assert "prefers-color-scheme: dark" in one.html
        assert 'lang="' in one.html
        for picture in re.findall(r"<img[^>]*>", one.html):
            assert re.search(r'alt="[^"]+"', picture)
        assert "http" not in re.sub(r'(href="|>)https?://[^"<]*', "", one.html)  # nothing is fetched
        words = len(re.sub(r"https?://\S+", "", one.text).split())
        assert words > 15, one.text
        assert max(len(line) for line in one.text.splitlines() if "://" not in line) <= 78
        assert "None" not in one.text
        assert "-- \n" in one.text


def it_says_who_writes_why_and_that_a_machine_did(one: OutgoingMail) -> None:
    message = build(one).message()
    assert message["From"] == django_settings.DEFAULT_FROM_EMAIL
    assert message["Message-ID"].startswith("<")
    assert message["Date"]
    assert message["Return-Path"] is None
    assert "You get this" in " ".join(one.text.split())
    is_list = one.category == "letters"
    assert (message["List-Id"] is not None) == is_list
    assert (message["List-Unsubscribe"] is not None) == is_list
    assert (message["Auto-Submitted"] == "auto-generated") != is_list
