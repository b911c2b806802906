"""The archive in the database: kept in step with what is published, found by one bounded query."""

import pytest
from wagtail.models import PageViewRestriction

from knowledge.models import EntrySignature
from knowledge.models.changes import ChangeKind
from knowledge.traces import indexing
from tests.factories import DebugEntryPageFactory, TechnologyFactory

pytestmark = pytest.mark.django_db
PASTE = "Traceback (most recent call last):\nSpindleError: spindle 7 is jammed"


def _entry(message="SpindleError: spindle 1 is jammed", **kwargs):
    return DebugEntryPageFactory(messages=[("item", message)], live=True, **kwargs)


def _publish_again(entry):
    entry.change_kind, entry.change_note = ChangeKind.FIX_CHANGED, "Another message."
    entry.save_revision().publish()


def test_a_published_entry_is_found_at_once():
    entry = _entry()
    result = indexing.match(PASTE)
    assert result.confident
    assert [one.code for one in result.matches] == [entry.code]


def test_a_draft_is_not_found():
    DebugEntryPageFactory(messages=[("item", "SpindleError: spindle 1 is jammed")])
    assert indexing.match(PASTE).matches == []


def test_what_is_taken_down_or_deleted_or_private_is_not_found():
    entry = _entry()
    PageViewRestriction.objects.create(page=entry, restriction_type=PageViewRestriction.LOGIN)
    assert indexing.match(PASTE).matches == []
    entry.unpublish()
    assert EntrySignature.objects.count() == 0
    _publish_again(entry)
    assert EntrySignature.objects.count() == 1
    entry.delete()
    assert EntrySignature.objects.count() == 0


def test_a_changed_message_replaces_the_signature():
    entry = _entry()
    entry.messages = [("item", "GearError: gear 3 has lost a tooth")]
    _publish_again(entry)
    assert indexing.match(PASTE).matches == []
    assert indexing.match("GearError: gear 9 has lost a tooth").confident


def test_the_job_indexes_what_an_older_version_left(monkeypatch):
    _entry()
    assert indexing.reindex_stale() == 0
    EntrySignature.objects.update(version=0)
    assert indexing.reindex_stale() == 1
    assert EntrySignature.objects.get().version == indexing.SIGNATURE_VERSION


def test_the_technology_tells_where_a_message_comes_from():
    technology = TechnologyFactory(name="Shell", slug="shell")
    entry = _entry("Permission denied", technology=technology)
    assert indexing.match("bash: ./a: Permission denied").matches[0].code == entry.code
    assert not indexing.match("cp: cannot open 'a': Permission denied").confident


def test_queries_do_not_grow_with_the_archive(django_assert_num_queries):
    def add(many):
        for number in range(many):
            _entry(f"SpindleError: spindle {number} is jammed")

    add(2)
    with django_assert_num_queries(1):
        indexing.match(PASTE)
    add(4)
    with django_assert_num_queries(1):
        indexing.match(PASTE)


def test_a_paste_is_never_logged_or_stored(caplog):
    _entry()
    with caplog.at_level(0):
        indexing.match(f"{PASTE}\npassword=hunter2")
    assert "hunter2" not in caplog.text
    assert "spindle 7" not in caplog.text
