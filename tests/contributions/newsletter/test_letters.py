"""A letter is written once, sent once to everybody who wants it, and can be stopped on the way."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from contributions.newsletter import services
from contributions.newsletter.letters import sending
from contributions.newsletter.letters.composing import compose
from contributions.newsletter.letters.models import Letter
from contributions.newsletter.letters.sending import NotNow
from hub.core.mail.delivery import due
from hub.core.models import HubImage, OutgoingMail
from tests.contributions.newsletter.factories import queued, subscriber
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db

State = Letter.State


@pytest.fixture(autouse=True)
def queue_only(settings):
    """Background work waits until a test asks for it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def letter(*blocks, **fields) -> Letter:
    blocks = blocks or (("text", "Dear readers, **it is done**."),)
    return Letter.objects.create(**{"subject": "Ten errors of deploy day", "body": list(blocks)} | fields)


def sent(one: Letter) -> Letter:
    """Returns a letter whose mails are all in the queue."""
    sending.start(one)
    while sending._feed_some(one.pk):
        pass
    one.refresh_from_db()
    return one


class TestWhatItSays:
    def test_text_is_markdown_with_links_by_code(self):
        subscriber()
        entry = DebugEntryPageFactory(live=True)

        sent(letter(("text", f"Read [this]({entry.code}).")))

        (mail,) = queued("reader@example.org")
        assert f"/e/{entry.code}/" in mail.html
        assert 'href="/' not in mail.html

    def test_a_picture_has_a_whole_address_and_its_words_also_in_plain_text(self):
        subscriber()
        HubImage.objects.create(title="Plan", key="plan", file=get_test_image_file(filename="plan.png"))

        sent(letter(("text", "## Look\n\n![Two boxes and an arrow](image:plan)")))

        (mail,) = queued("reader@example.org")
        (picture,) = re.findall(r"<img[^>]*>", mail.html)
        assert 'src="http://testserver/media/' in picture
        assert 'alt="Two boxes and an arrow"' in picture
        assert "srcset" not in picture
        assert "Two boxes and an arrow" in mail.text
        assert "<h2" in mail.html  # right below the subject

    def test_chosen_entries_stand_with_their_note_and_private_ones_do_not(self):
        shown = DebugEntryPageFactory(live=True, title="The port is taken")
        draft = QuestionPageFactory(title="Nobody may read this")

        text = compose(
            letter(
                ("entries", {"heading": "Read these", "entries": [
                    {"entry": shown, "note": "It bites on Mondays."}, {"entry": draft, "note": ""}]}),
            )
        )  # fmt: skip

        assert "## Read these" in text
        assert "The port is taken" in text
        assert "It bites on Mondays" in text
        assert "Nobody" not in text

    def test_what_is_new_is_what_the_letter_before_did_not_tell(self):
        news = ("news", {"heading": "New", "most": 10})
        DebugEntryPageFactory(live=True, title="Told before")
        sent(letter(news))
        DebugEntryPageFactory(live=True, title="Not told yet")

        text = compose(letter(news))

        assert "Not told yet" in text
        assert "Told before" not in text

    def test_the_archive_is_linked_from_public_letters_only(self):
        subscriber()

        sent(letter(subject="Open", public=True))
        sent(letter(subject="Closed", public=False))

        opened, closed = queued("reader@example.org")
        assert "/newsletter/letters/open/" in opened.text
        assert "/newsletter/letters/" not in closed.text

    def test_it_is_composed_with_as_many_queries_for_many_entries_as_for_few(self):
        counts = []
        for number in (1, 2, 6):  # the first also fills caches
            chosen = [{"entry": DebugEntryPageFactory(live=True), "note": ""} for _ in range(number)]
            one = letter(
                ("entries", {"heading": "", "entries": chosen}), ("news", {"heading": "New", "most": 3})
            )
            one = Letter.objects.get(pk=one.pk)
            with CaptureQueriesContext(connection) as asked:
                compose(one)
            counts.append(len(asked))
        assert counts[1] == counts[2]


class TestWhoGetsIt:
    def test_those_who_want_it_and_nobody_else(self):
        subscriber("wants@example.org", letters=True)
        subscriber("alerts@example.org", news=True)
        services.leave(subscriber("left@example.org"), form="test")

        sent(letter())

        assert [mail.recipient for mail in OutgoingMail.objects.filter(key__startswith="letter:")] == [
            "wants@example.org"
        ]

    def test_a_letter_about_a_technology_goes_to_those_who_chose_it_or_chose_nothing(self):
        flask, rust = TechnologyFactory(), TechnologyFactory()
        subscriber("flask@example.org", letters=True, technologies=(flask.slug,))
        subscriber("rust@example.org", letters=True, technologies=(rust.slug,))
        subscriber("all@example.org", letters=True)
        one = letter()
        one.technologies.set([flask])

        assert {reader.email for reader in sending.audience(one)} == {"flask@example.org", "all@example.org"}

    def test_each_mail_has_its_own_links(self):
        for name in ("ada", "bob"):
            subscriber(f"{name}@example.org")

        sent(letter())

        (ada,), (bob,) = queued("ada@example.org"), queued("bob@example.org")
        assert ada.headers["List-Unsubscribe"] != bob.headers["List-Unsubscribe"]
        assert "letters." in ada.headers["List-Id"]
        assert ".invalid" not in ada.text + ada.html


class TestSending:
    def test_everybody_gets_it_once_however_often_it_is_fed(self, monkeypatch):
        monkeypatch.setattr(sending, "AT_ONCE", 2)
        for number in range(5):
            subscriber(f"reader{number}@example.org")
        one = letter()

        sent(one)
        Letter.objects.update(queued_up_to=0)  # as if it had not been written down
        while sending._feed_some(one.pk):
            pass

        assert OutgoingMail.objects.filter(key__startswith="letter:").count() == 5

    def test_what_was_begun_is_not_changed_any_more(self):
        subscriber("first@example.org")
        one = letter()
        sent(one)
        Letter.objects.filter(pk=one.pk).update(body=[("text", "Something else")])
        subscriber("second@example.org")

        sending._feed_some(one.pk)

        assert "it is done" in queued("second@example.org")[0].text

    def test_it_is_sent_when_the_last_mail_has_left(self):
        subscriber()
        one = sent(letter())
        assert one.state == State.SENDING

        OutgoingMail.objects.update(state="sent")
        sending._feed_some(one.pk)

        one.refresh_from_db()
        assert one.state == State.SENT
        assert sending.report(one) == {"sent": 1}

    def test_a_letter_is_started_once(self):
        one = letter()
        sending.start(one)

        with pytest.raises(NotNow, match="being sent"):
            sending.start(one)

    def test_an_empty_letter_does_not_leave(self):
        with pytest.raises(NotNow, match="empty"):
            sending.start(letter(("text", " ")))

    def test_a_pause_holds_what_waits_and_an_end_of_it_lets_it_go(self):
        subscriber()
        one = sent(letter())

        sending.pause(one)
        assert not due().exists()
        assert not sending._feed_some(one.pk)

        sending.resume(one)
        assert due().count() == 1
        with pytest.raises(NotNow):
            sending.resume(one)

    def test_a_scheduled_letter_leaves_at_its_time(self):
        one = letter()
        sending.schedule(one, timezone.now() + timedelta(hours=1))
        sending.send_due()
        one.refresh_from_db()
        assert one.state == State.SCHEDULED

        Letter.objects.update(scheduled_for=timezone.now() - timedelta(seconds=1))
        sending.send_due()

        one.refresh_from_db()
        assert one.state == State.SENDING

    @pytest.mark.parametrize("state", [State.SENDING, State.PAUSED, State.SENT])
    def test_what_has_left_is_not_scheduled_again(self, state):
        one = letter(state=state)

        with pytest.raises(NotNow):
            sending.schedule(one, timezone.now() + timedelta(hours=1))

    def test_the_past_is_no_time_to_send(self):
        with pytest.raises(NotNow, match="still to come"):
            sending.schedule(letter(), timezone.now() - timedelta(minutes=1))
