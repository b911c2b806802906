"""The gate before the public, at every door below the editor: code, schedule, copies; and what it records."""

import datetime as dt
import logging

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry, Revision

from knowledge import publishing
from knowledge.models import EntryPage
from knowledge.publishing import PublicationRefused
from knowledge.scheduling import REFUSED, publish_due
from tests.factories import ENTRY_FACTORIES, DesignNotePageFactory, QuestionPageFactory, domain_page

pytestmark = pytest.mark.django_db
KINDS = list(ENTRY_FACTORIES)

# A value that takes from a complete entry something its kind requires, and the field that says so.
SPOILED = {
    "question": ("category", None),
    "debug": ("messages", []),
    "snippet": ("pattern", ""),
    "design": ("body", [("problem", "Too many readers.")]),
    "security": ("body", []),
    "path": ("level", ""),
    "module": ("objective", ""),
}


def incomplete(kind: str, **fields):
    field, value = SPOILED[kind]
    return ENTRY_FACTORIES[kind](**{field: value}, **fields)


def schedule(entry, *, ago=dt.timedelta(minutes=5)):
    """Schedules the entry's latest revision as an editor did some time ago."""
    draft = EntryPage.objects.get(pk=entry.pk).get_latest_revision_as_object()
    draft.go_live_at = timezone.now() - ago
    revision = draft.save_revision(clean=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=draft.go_live_at)
    return revision


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_entry_passes(kind):
    entry = ENTRY_FACTORIES[kind]()
    assert publishing.problems(entry) == {}
    entry.latest_revision.publish()
    assert EntryPage.objects.get(pk=entry.pk).live


@pytest.mark.parametrize("kind", KINDS)
def test_every_door_of_the_code_refuses_an_incomplete_entry(kind):
    entry = incomplete(kind)
    revision = entry.latest_revision
    doors = [
        revision.publish,
        lambda: entry.publish(revision),
        PublishPageRevisionAction(revision).execute,
        lambda: go_live(entry),
    ]
    for door in doors:
        with pytest.raises(PublicationRefused) as refused:
            door()
        assert SPOILED[kind][0] in refused.value.problems
        assert not EntryPage.objects.get(pk=entry.pk).live


def go_live(entry):
    page = type(entry).objects.get(pk=entry.pk)
    page.live = True
    page.save()


def test_an_incomplete_entry_is_not_added_live():
    page = DesignNotePageFactory._meta.model(title="Live at once", live=True)
    with pytest.raises(PublicationRefused):
        domain_page("design").add_child(instance=page)


def test_a_refusal_names_the_entry_and_every_reason():
    entry = QuestionPageFactory(category=None, difficulty=None, title="Why?")
    with pytest.raises(PublicationRefused) as refused:
        entry.latest_revision.publish()
    sentence = refused.value.sentence()
    assert sentence.startswith(f"{entry.code} Why?: ")
    assert "Difficulty is needed to publish. Category is needed to publish." in sentence


def test_a_live_copy_of_a_live_entry_passes_the_gate_and_begins_its_own_history():
    entry = QuestionPageFactory(live=True)
    copy = CopyPageAction(entry, update_attrs={"slug": "copy"}, keep_live=True).execute()
    assert copy.live
    assert copy.code != entry.code
    assert [change.kind for change in copy.changes.all()] == ["new"]


def test_saving_a_live_entry_without_publishing_asks_nothing():
    entry = QuestionPageFactory(live=True)
    entry.review_due = dt.date(2030, 1, 1)
    entry.save()


# --- What a publish was ------------------------------------------------------------------------------


def edited(entry, **fields):
    draft = EntryPage.objects.get(pk=entry.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(clean=False)


def test_each_publish_of_a_live_entry_is_recorded_with_its_note():
    entry = QuestionPageFactory(live=True)
    edited(entry, summary="Better.", change_kind="fix changed", change_note="The index helps.").publish()
    edited(entry, summary="Best.", change_kind="typo", change_note="Commas.").publish()
    history = entry.changes.values_list("kind", "note")
    assert list(history) == [("typo", "Commas."), ("fix changed", "The index helps."), ("new", "")]


@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({}, {"change_kind", "change_note"}),
        ({"change_kind": "typo"}, {"change_note"}),
        ({"change_note": "Commas."}, {"change_kind"}),
        ({"change_kind": "new", "change_note": "Commas."}, {"change_kind"}),
        ({"change_kind": "typo", "change_note": "  "}, {"change_note"}),
    ],
)
def test_a_live_entry_is_not_published_again_without_a_word(said, lacking):
    entry = QuestionPageFactory(live=True)
    with pytest.raises(PublicationRefused) as refused:
        edited(entry, **said).publish()
    assert set(refused.value.problems) == lacking


def test_an_entry_taken_down_says_what_changed_when_it_returns():
    entry = QuestionPageFactory(live=True)
    entry.unpublish()
    with pytest.raises(PublicationRefused):
        edited(entry).publish()


def test_a_note_is_spent_by_its_publish():
    entry = QuestionPageFactory(live=True)
    first = edited(entry, change_kind="typo", change_note="Commas.")
    later = edited(entry, summary="A draft that carried the note on.")
    Revision.objects.get(pk=first.pk).publish()
    assert EntryPage.objects.get(pk=entry.pk).change_note == ""
    for revision in (first, later):
        with pytest.raises(PublicationRefused):
            Revision.objects.get(pk=revision.pk).publish()


def test_a_note_written_for_a_later_draft_stays_with_it():
    entry = QuestionPageFactory(live=True)
    first = edited(entry, change_kind="typo", change_note="Commas.")
    later = edited(entry, change_kind="fix changed", change_note="Another index.")
    for revision in (first, later):
        Revision.objects.get(pk=revision.pk).publish()
    assert entry.changes.first().note == "Another index."


# --- The schedule ------------------------------------------------------------------------------------


def test_what_is_due_goes_live_with_the_note_of_its_revision():
    entry = QuestionPageFactory(live=True)
    edited(entry, change_kind="typo", change_note="Commas.")
    schedule(entry)
    report = publish_due()
    assert len(report.published) == 1
    assert entry.changes.first().note == "Commas."


def test_scheduling_records_nothing_before_its_time():
    entry = QuestionPageFactory()
    draft = entry.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + dt.timedelta(days=1)
    draft.save_revision().publish()
    assert not entry.changes.exists()
    assert publish_due().published == []


def test_a_change_of_a_live_entry_is_not_scheduled_without_a_note():
    entry = QuestionPageFactory(live=True)
    revision = edited(entry, go_live_at=timezone.now() + dt.timedelta(days=1))
    with pytest.raises(PublicationRefused):
        revision.publish()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_one_refusal_never_stops_the_others(caplog):
    entries = [QuestionPageFactory(), incomplete("debug"), incomplete("design"), QuestionPageFactory()]
    for number, entry in enumerate(entries):
        schedule(entry, ago=dt.timedelta(minutes=10 - number))
    with caplog.at_level(logging.WARNING, logger="knowledge.scheduling"):
        report = publish_due()
    assert len(report.published) == 2
    assert len(report.refused) == 2
    assert [EntryPage.objects.get(pk=entry.pk).live for entry in entries] == [True, False, False, True]
    assert "is needed to publish." in caplog.text
    assert publish_due().refused == []


def test_a_refused_revision_leaves_the_schedule_with_its_reasons_in_the_history():
    entry = incomplete("snippet")
    schedule(entry)
    publish_due()
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    log = PageLogEntry.objects.get(page=entry.pk, action=REFUSED)
    assert log.data["reasons"] == "Type is needed to publish."


def test_an_unexpected_error_does_not_stop_the_others_and_is_tried_again():
    broken, sound = QuestionPageFactory(), QuestionPageFactory()
    revision = schedule(broken, ago=dt.timedelta(hours=1))
    schedule(sound)
    Revision.objects.filter(pk=revision.pk).update(content={"pk": broken.pk, "body": 1, "live": "x"})
    report = publish_due()
    assert len(report.failed) == 1
    assert EntryPage.objects.get(pk=sound.pk).live
    assert Revision.objects.get(pk=revision.pk).approved_go_live_at is not None


def test_what_has_expired_is_taken_down():
    entry, kept = QuestionPageFactory(live=True), QuestionPageFactory(live=True)
    EntryPage.objects.filter(pk=entry.pk).update(expire_at=timezone.now() - dt.timedelta(minutes=1))
    assert len(publish_due().expired) == 1
    entry = EntryPage.objects.get(pk=entry.pk)
    assert not entry.live
    assert entry.expired
    assert EntryPage.objects.get(pk=kept.pk).live


def test_the_command_publishes_and_names_refusals(capsys):
    schedule(QuestionPageFactory())
    schedule(incomplete("security", title="Injection"))
    call_command("publish_scheduled", "--dry-run")
    assert "goes live: " in capsys.readouterr().out
    call_command("publish_scheduled")
    printed = capsys.readouterr()
    assert "1 published, 0 expired" in printed.out
    assert "refused: " in printed.err
    assert "Injection" in printed.err
