"""Editors write, look at, send, hold and schedule letters; nobody else does."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from contributions.newsletter import links
from contributions.newsletter.letters.models import Letter
from hub.core.mail.returned.handling import note
from hub.core.mail.returned.reports import Report
from hub.core.models import OutgoingMail
from tests.admin.conftest import person, signed_in
from tests.contributions.newsletter.factories import subscriber
from tests.contributions.newsletter.test_letters import letter, sent

pytestmark = pytest.mark.django_db

State = Letter.State
OTHERS = ["anonymous", "nobody", "Authors", "Moderators"]
ACTIONS = ["test", "send", "schedule", "unschedule", "pause", "resume"]


@pytest.fixture(autouse=True)
def queue_only(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def editor():
    return person("Editors")


@pytest.fixture
def client(editor):
    return signed_in(editor)


def client_of(role: str) -> Client:
    if role == "anonymous":
        return Client()
    return signed_in(person(role if role != "nobody" else None))


def act(client, one: Letter, action: str, **fields):
    return client.post(reverse("letters:act", args=[one.pk, action]), fields, follow=True)


class TestRights:
    @pytest.mark.parametrize("role", OTHERS)
    def test_only_editors_see_letters(self, role):
        one = letter()
        client = client_of(role)

        for name, arguments in (
            ("index", []),
            ("add", []),
            ("edit", [one.pk]),
            ("one", [one.pk]),
            ("html", [one.pk]),
        ):
            answer = client.get(reverse(f"letters:{name}", args=arguments))
            assert answer.status_code in {302, 403}, name

    @pytest.mark.parametrize("role", OTHERS)
    @pytest.mark.parametrize("action", ACTIONS)
    def test_only_editors_send_them(self, role, action):
        one = letter()

        client_of(role).post(reverse("letters:act", args=[one.pk, action]))

        one.refresh_from_db()
        assert one.state == State.DRAFT
        assert not OutgoingMail.objects.exists()

    @pytest.mark.parametrize("action", ACTIONS)
    def test_nothing_happens_by_being_opened(self, client, action):
        assert client.get(reverse("letters:act", args=[letter().pk, action])).status_code == 405


class TestWriting:
    def test_the_list_leads_to_each_letter(self, client):
        one = letter()

        page = client.get(reverse("letters:index")).content.decode()

        assert "Ten errors of deploy day" in page
        assert reverse("letters:one", args=[one.pk]) in page

    def test_an_editor_writes_a_letter_from_blocks(self, client, editor):
        page = client.get(reverse("letters:add"))
        assert page.status_code == 200

        client.post(
            reverse("letters:add"),
            {
                "subject": "Hello",
                "body-count": "1",
                "body-0-deleted": "",
                "body-0-order": "0",
                "body-0-type": "text",
                "body-0-value": "Dear **readers**",
                "public": "on",
            },
        )

        one = Letter.objects.get()
        assert (one.subject, one.slug, one.written_by) == ("Hello", "hello", editor)
        assert one.body[0].value == "Dear **readers**"

    def test_a_letter_that_readers_have_stays_as_it_is(self, client):
        one = letter(state=State.SENT)

        for name in ("edit", "delete"):
            client.post(reverse(f"letters:{name}", args=[one.pk]), {"subject": "Another"})

        one.refresh_from_db()
        assert one.subject == "Ten errors of deploy day"

    def test_two_letters_of_one_name_have_two_addresses(self):
        assert letter().slug == "ten-errors-of-deploy-day"
        assert letter().slug == "ten-errors-of-deploy-day-2"


class TestBeforeItLeaves:
    def test_an_editor_sees_audience_text_and_html(self, client):
        subscriber()
        one = letter()

        page = client.get(reverse("letters:one", args=[one.pk])).content.decode()
        html = client.get(reverse("letters:html", args=[one.pk])).content.decode()

        assert "1 reader would get it now" in page
        assert "Dear readers" in page
        assert "<strong>it is done</strong>" in html

    def test_the_frame_runs_nothing(self, client):
        page = client.get(reverse("letters:one", args=[letter(("text", "<script>alert(1)</script>")).pk]))

        assert re.search(r"<iframe[^>]* sandbox[ >]", page.content.decode())
        assert b"<script>alert(1)" not in page.content

    @pytest.mark.parametrize(
        ("subject", "text", "said"),
        [
            ("BUY THIS NOW", "Words.", "shouts"),
            ("Great!", "Words.", "advertising"),
            ("A" * 90, "Words.", "90 characters"),
            ("Hello", "word " * 30_000, "cut off"),
            ("Hello", "[a](https://a.example.org) " * 10, "links among"),
        ],
    )
    def test_what_looks_like_advertising_is_said(self, client, subject, text, said):
        page = client.get(reverse("letters:one", args=[letter(("text", text), subject=subject).pk]))

        assert said in page.content.decode()

    def test_a_test_goes_to_oneself_only(self, client, editor):
        subscriber()
        one = letter()

        act(client, one, "test")

        (mail,) = OutgoingMail.objects.all()
        assert (mail.recipient, mail.subject) == (editor.email, "[Test] Ten errors of deploy day")
        one.refresh_from_db()
        assert one.state == State.DRAFT


class TestSending:
    def test_it_is_sent_held_and_goes_on(self, client):
        subscriber()
        one = letter()

        assert "on its way" in act(client, one, "send").content.decode()
        sent_state = []
        for action in ("pause", "resume"):
            act(client, one, action)
            one.refresh_from_db()
            sent_state.append(one.state)

        assert sent_state == [State.PAUSED, State.SENDING]

    def test_twice_is_once_and_is_said(self, client):
        one = letter()
        act(client, one, "send")

        assert "This letter is being sent." in act(client, one, "send").content.decode()

    def test_a_time_is_set_and_taken_back(self, client):
        one = letter()

        act(client, one, "schedule", scheduled_for="2099-01-01 07:00")
        one.refresh_from_db()
        assert one.state == State.SCHEDULED

        act(client, one, "unschedule")
        one.refresh_from_db()
        assert (one.state, one.scheduled_for) == (State.DRAFT, None)

    def test_no_time_is_an_error_at_its_field(self, client):
        response = act(client, letter(), "schedule", scheduled_for="never")

        assert response.status_code == 422
        assert "Enter a valid date" in response.content.decode()

    def test_the_report_counts_what_became_of_its_mails(self, client):
        for name in ("ada", "bob", "eve"):
            subscriber(f"{name}@example.org")
        one = sent(letter())
        mails = list(OutgoingMail.objects.filter(key__startswith="letter:"))
        OutgoingMail.objects.filter(pk=mails[0].pk).update(state="failed")
        OutgoingMail.objects.filter(pk=mails[1].pk).update(state="sent")

        page = client.get(reverse("letters:one", args=[one.pk])).content.decode()

        assert "2 of 3 mails done" in page
        assert "Failed" in page

    def test_the_report_counts_who_left_complained_and_did_not_get_it(self, client):
        people = [
            subscriber(f"{name}@example.org", letters=True, news=True)
            for name in ("ada", "bob", "eve", "max")
        ]
        before = sent(letter(subject="Another letter"))
        one = sent(letter())
        OutgoingMail.objects.update(state=OutgoingMail.State.SENT)
        ada, bob = (OutgoingMail.objects.get(key=f"letter:{one.pk}:{person.pk}") for person in people[:2])
        note(Report("hard", "5.1.1", "no such user"), ada.recipient, mail=ada)
        note(Report("complaint"), bob.recipient, mail=bob)
        leave = links.unsubscribe_link(people[2], "letters", f"letter {one.pk}")
        for _ in range(2):
            Client().post(urlsplit(leave).path, {"List-Unsubscribe": "One-Click"})
        choice = links.preferences_link(people[3], f"letter {one.pk}")
        Client().post(urlsplit(choice).path + "leave/")

        page = client.get(reverse("letters:one", args=[one.pk])).text
        other = client.get(reverse("letters:one", args=[before.pk])).text

        row = r"{}</td>\s*<td>{}<"
        for label, number in (
            ("Sent", 3), ("Came back: it was not delivered", 1),
            ("Readers who complained to their mail service", 1), ("Readers who left by its links", 2),
        ):  # fmt: skip
            assert re.search(row.format(label, number), page), label
        assert re.search(row.format("Readers who left by its links", 0), other)


class TestArchive:
    def test_a_letter_that_was_sent_can_be_read_by_everybody(self):
        subscriber()
        one = sent(letter(subject="Open"))
        Letter.objects.filter(pk=one.pk).update(state=State.SENT, finished_at=one.started_at)

        visitor = Client()
        assert "Open" in visitor.get("/newsletter/letters/").content.decode()
        page = visitor.get("/newsletter/letters/open/")
        assert "<strong>it is done</strong>" in page.content.decode()
        assert "public" in page["Cache-Control"]
        assert not page.cookies
        assert "Open" in visitor.get("/newsletter/letters.atom").content.decode()
        assert "HUBSTOPLINK" not in page.content.decode()

    @pytest.mark.parametrize(
        "fields", [{"state": "draft"}, {"state": "sending"}, {"state": "sent", "public": False}]
    )
    def test_no_other_letter_can(self, fields):
        letter(subject="Hidden", **fields)

        visitor = Client()
        assert visitor.get("/newsletter/letters/hidden/").status_code == 404
        assert b"Hidden" not in visitor.get("/newsletter/letters/").content
        assert b"Hidden" not in visitor.get("/newsletter/letters.atom").content

    def test_nothing_sent_yet_says_so(self):
        assert b"No letter has been sent yet" in Client().get("/newsletter/letters/").content
