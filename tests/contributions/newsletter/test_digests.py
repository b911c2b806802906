"""Digests: everybody is told what they asked for, once, in their rhythm, and nothing at all if nothing is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from contributions.newsletter import services
from contributions.newsletter.digests import AT_ONCE, compose, send_due, send_soon
from contributions.newsletter.models import Subscriber
from contributions.newsletter.periods import told_until
from hub.core.models import OutgoingMail
from knowledge.models.changes import ChangeKind, EntryChange
from tests.contributions.newsletter.factories import queued, subscriber
from tests.factories import (
    CodeSnippetPageFactory,
    DebugEntryPageFactory,
    QuestionPageFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=8)


def some_time_ago(**wishes) -> Subscriber:
    """Returns a subscriber who was told everything up to a day ago."""
    email = wishes.pop("email", "reader@example.org")
    one = subscriber(email, **({"news": True, "rhythm": "at-once"} | wishes))
    Subscriber.objects.filter(pk=one.pk).update(told_until=timezone.now() - timedelta(days=1))
    return one


def changed(entry, kind=ChangeKind.FIX_CHANGED, note="The flag was renamed.") -> None:
    EntryChange.objects.create(entry=entry, kind=kind, note=note, published_at=timezone.now())


def flat(text: str) -> str:
    """Returns a text without its line breaks."""
    return " ".join(text.split())


def later(minutes: int = 15) -> datetime:
    return timezone.now() + timedelta(minutes=minutes)


class TestWhatIsTold:
    def test_new_and_changed_entries_are_named_with_their_note(self):
        some_time_ago()
        DebugEntryPageFactory(live=True, title="The port is taken")
        old = QuestionPageFactory(live=True, title="Why does it wait?")
        EntryChange.objects.filter(entry=old).update(published_at=timezone.now() - timedelta(days=9))
        changed(old)

        assert send_due(later()) == 1

        (mail,) = queued("reader@example.org")
        assert mail.subject == "2 entries are new or have changed"
        assert "The port is taken" in mail.text
        assert "Why does it wait?" in mail.text
        assert "The flag was renamed." in flat(mail.text)

    def test_a_typing_error_is_no_news(self):
        some_time_ago()
        entry = DebugEntryPageFactory(live=True)
        EntryChange.objects.all().delete()
        changed(entry, ChangeKind.TYPO)

        assert send_due(later()) == 0
        assert not OutgoingMail.objects.exists()

    def test_one_new_entry_gives_its_title_to_the_mail(self):
        some_time_ago()
        DebugEntryPageFactory(live=True, title="The port is taken")

        send_due(later())

        assert queued("reader@example.org")[0].subject == "New: The port is taken"

    def test_technologies_and_kinds_narrow_and_a_technology_brings_what_is_below_it(self):
        python = TechnologyFactory()
        flask = TechnologyFactory(parent=python)
        some_time_ago(technologies=(python.slug,), kinds=("debug",))
        DebugEntryPageFactory(live=True, technology=flask, title="Told of")
        DebugEntryPageFactory(live=True, title="Another technology")
        CodeSnippetPageFactory(live=True, technology=flask, title="Another kind")

        send_due(later())

        text = queued("reader@example.org")[0].text
        assert "Told of" in text
        assert "Another" not in text

    def test_a_single_entry_is_told_of_without_news_of_others(self):
        entry, other = DebugEntryPageFactory(live=True), DebugEntryPageFactory(live=True)
        EntryChange.objects.all().delete()
        some_time_ago(news=False, entries=(entry.code,))
        changed(other)
        assert send_due(later(0)) == 0
        changed(entry)

        assert send_due(later()) == 1

        assert "The flag was renamed." in flat(queued("reader@example.org")[0].text)

    def test_an_entry_that_changed_twice_is_named_once_with_the_newest_note(self):
        entry = DebugEntryPageFactory(live=True)
        EntryChange.objects.all().delete()
        some_time_ago()
        changed(entry, note="First.")
        changed(entry, note="Second.")

        send_due(later())

        text = queued("reader@example.org")[0].text
        assert "Second." in text
        assert "First." not in text

    def test_what_nobody_may_read_any_more_is_not_told(self):
        some_time_ago()
        gone = DebugEntryPageFactory(live=True, title="Taken back")
        gone.unpublish()
        hidden = DebugEntryPageFactory(live=True, title="For members")
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)

        assert send_due(later()) == 0

    def test_of_very_much_the_rest_is_counted(self):
        some_time_ago()
        for _ in range(28):
            DebugEntryPageFactory(live=True)

        send_due(later())

        assert "And 3 more" in queued("reader@example.org")[0].text

    def test_a_hostile_title_stays_text(self):
        some_time_ago()
        DebugEntryPageFactory(live=True, title="](https://evil.example.com) <script>alert(1)</script>")

        send_due(later())

        mail = queued("reader@example.org")[0]
        assert "<script>" not in mail.html
        assert 'href="https://evil' not in mail.html


class TestOnce:
    def test_nobody_is_told_twice(self):
        some_time_ago()
        DebugEntryPageFactory(live=True)

        assert send_due(later()) == 1
        assert send_due(later(30)) == 0
        assert len(queued("reader@example.org")) == 1

    def test_a_period_whose_note_was_lost_is_still_not_told_twice(self):
        one = some_time_ago(rhythm="weekly")
        DebugEntryPageFactory(live=True)
        send_due(timezone.now() + WEEK)
        Subscriber.objects.filter(pk=one.pk).update(told_until=timezone.now() - timedelta(days=1))

        send_due(timezone.now() + WEEK)

        assert len(queued("reader@example.org")) == 1

    def test_whoever_left_or_pauses_is_told_nothing_and_a_pause_loses_nothing(self):
        gone, away = some_time_ago(email="gone@example.org"), some_time_ago(email="away@example.org")
        services.leave(gone, form="test")
        Subscriber.objects.filter(pk=away.pk).update(paused_until=timezone.localdate() + timedelta(days=9))
        DebugEntryPageFactory(live=True)
        assert send_due(later()) == 0

        Subscriber.objects.filter(pk=away.pk).update(paused_until=None)

        assert send_due(later()) == 1
        assert not queued("gone@example.org")


class TestRhythm:
    @pytest.mark.parametrize(
        ("rhythm", "now", "end"),
        [
            ("weekly", "2026-11-18T12:00", "2026-11-16T07:00"),
            ("weekly", "2026-11-16T06:59", "2026-11-09T07:00"),
            ("weekly", "2026-11-16T07:00", "2026-11-16T07:00"),
            ("monthly", "2026-11-18T12:00", "2026-11-01T07:00"),
            ("monthly", "2026-11-01T06:59", "2026-10-01T07:00"),
            ("monthly", "2026-01-01T00:00", "2025-12-01T07:00"),
            ("at-once", "2026-11-18T12:00", "2026-11-18T11:50"),
        ],
    )
    def test_a_period_ends_where_people_expect(self, rhythm, now, end):
        moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

        assert told_until(rhythm, moment) == datetime.fromisoformat(end).replace(tzinfo=UTC)

    def test_a_weekly_digest_waits_for_the_week_s_end(self):
        monday = told_until("weekly", timezone.now() + timedelta(days=30))
        one = some_time_ago(rhythm="weekly")
        DebugEntryPageFactory(live=True)
        Subscriber.objects.filter(pk=one.pk).update(told_until=monday - timedelta(days=7))
        EntryChange.objects.update(published_at=monday - timedelta(days=2))

        assert send_due(monday - timedelta(hours=1)) == 0
        assert send_due(monday) == 1


def test_each_mail_carries_its_own_links_and_can_be_left_with_one_click():
    for name in ("ada", "bob"):
        some_time_ago(email=f"{name}@example.org")
    DebugEntryPageFactory(live=True)

    send_due(later())

    (ada,), (bob,) = queued("ada@example.org"), queued("bob@example.org")
    assert ada.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert ada.headers["List-Unsubscribe"] != bob.headers["List-Unsubscribe"]
    assert ada.headers["List-Unsubscribe"].strip("<>") in ada.html
    assert "invalid" not in ada.text + ada.html + str(ada.headers)


def various(number: int) -> None:
    """Makes subscribers of whom no two wish for the same, in a few statements."""
    entries = [DebugEntryPageFactory(live=True).pk for _ in range(3)]
    technologies = [TechnologyFactory().pk for _ in range(3)]
    told = timezone.now() - timedelta(days=1)
    people = Subscriber.objects.bulk_create(
        Subscriber(email=f"reader{number}-{n}@example.org", news=bool(n % 2), rhythm="at-once",
                   told_until=told - timedelta(seconds=n), kinds=["debug"] if n % 3 else [])
        for n in range(number)
    )  # fmt: skip
    Subscriber.entries.through.objects.bulk_create(
        Subscriber.entries.through(subscriber_id=one.pk, entrypage_id=entries[n % 3])
        for n, one in enumerate(people)
    )
    Subscriber.technologies.through.objects.bulk_create(
        Subscriber.technologies.through(subscriber_id=one.pk, technology_id=technologies[n % 3])
        for n, one in enumerate(people)
    )


@pytest.fixture
def queue_only(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def test_composing_asks_as_many_questions_for_thousands_as_for_few(queue_only):
    """The largest number is several times what one transaction writes."""
    counts = []
    for number in (3, AT_ONCE, 3 * AT_ONCE):
        various(number)
        until = timezone.now() + timedelta(minutes=1)
        with CaptureQueriesContext(connection) as asked:
            composed = compose("at-once", until)
        assert len(composed) == number
        assert all(one.pieces for one in composed)
        counts.append(len(asked))
        Subscriber.objects.all().delete()
    assert counts[0] >= counts[1] == counts[2]


def test_queueing_asks_no_question_for_each_reader_whatever_they_wish_for(queue_only):
    counts = []
    for number in (
        2,
        10,
        30,
    ):  # the first also fills caches; rows are written in statements of at least forty
        various(number)
        with CaptureQueriesContext(connection) as asked:
            assert send_due(later(15 * number)) == number
        counts.append(len(asked))
    assert counts[1] == counts[2]


def test_more_than_one_transaction_holds_are_all_told_once(queue_only):
    various(AT_ONCE + 7)
    assert send_due(later()) == AT_ONCE + 7
    assert send_due(later(30)) == 0
    assert OutgoingMail.objects.values("recipient").distinct().count() == AT_ONCE + 7


def test_the_background_worker_makes_them(django_capture_on_commit_callbacks):
    some_time_ago()
    DebugEntryPageFactory(live=True)
    EntryChange.objects.update(published_at=timezone.now() - timedelta(hours=1))
    send_soon()
    assert len(queued("reader@example.org")) == 1
