"""A correction is stored against the text it was made from, and survives later edits of other passages."""

from dataclasses import replace

import pytest

from contributions.submissions import services
from contributions.submissions.services import Conflicting, NotAllowed, NothingChanged, Sender
from contributions.submissions.states import State
from knowledge.drafting import latest_document
from knowledge.entrydocs import Section, document_from_page
from knowledge.models import EntryPage
from tests.contributions.factories import (
    DESK,
    correction,
    debug_document,
    fresh,
    question_document,
    submission,
)
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def accepted(one, **how):
    moderator = UserFactory()
    services.claim(one, user=moderator, roles=DESK)
    one = fresh(one)
    services.accept(one, user=moderator, roles=DESK, version=one.version, **how)
    return fresh(one)


def edited(entry, **texts):
    """Publishes an editor's change of some sections."""
    page = EntryPage.objects.get(pk=entry.pk).specific
    page.body = [(block.block_type, texts.get(block.block_type, block.value)) for block in page.body]
    page.change_kind, page.change_note = "typo", "Said better."
    page.save_revision().publish()


def text_of(entry, heading: str) -> str:
    document = latest_document(EntryPage.objects.get(pk=entry.pk))
    return next(one.text for one in document.sections if one.heading == heading)


def test_a_correction_that_changes_nothing_is_refused():
    entry = DebugEntryPageFactory(live=True)
    with pytest.raises(NothingChanged):
        services.submit_correction(
            entry, document_from_page(entry), reason="None.", sender=Sender(email="guest@example.org")
        )


def test_it_becomes_a_draft_revision_and_is_published_by_an_editor():
    entry = DebugEntryPageFactory(live=True)
    one = accepted(correction(entry, fix="Use `dict.get`.", reason="Shorter."))

    assert text_of(entry, "Fix") == "Use `dict.get`."
    live = document_from_page(EntryPage.objects.get(pk=entry.pk).specific)
    assert "dict.get" not in str(live.sections)
    assert one.state == State.ACCEPTED

    one.entry_revision.publish()
    assert fresh(one).state == State.PUBLISHED
    assert EntryPage.objects.get(pk=entry.pk).changes.first().note == "Shorter."


def test_it_survives_a_later_edit_of_another_passage():
    entry = DebugEntryPageFactory(live=True)
    one = correction(entry, fix="Use `dict.get`.")
    edited(entry, root_cause="An editor found the cause.")

    accepted(one)

    assert text_of(entry, "Fix") == "Use `dict.get`."
    assert text_of(entry, "Root cause") == "An editor found the cause."


def test_a_real_conflict_is_shown_and_settled_by_a_person():
    entry = DebugEntryPageFactory(live=True)
    one = correction(entry, fix="Use `dict.get`.")
    edited(entry, fix="Use a `defaultdict`.")

    with pytest.raises(Conflicting) as refused:
        accepted(one)
    assert refused.value.conflicts
    assert fresh(one).state == State.CLAIMED

    theirs = latest_document(EntryPage.objects.get(pk=entry.pk))
    sections = tuple(
        Section(part.heading, "Use either.") if part.heading == "Fix" else part for part in theirs.sections
    )
    one = fresh(one)
    services.accept(
        one,
        user=one.claimed_by,
        roles=DESK,
        version=one.version,
        resolved=replace(theirs, sections=sections),
    )
    assert text_of(entry, "Fix") == "Use either."


def test_undoing_brings_the_text_from_before_back():
    entry = DebugEntryPageFactory(live=True)
    before = text_of(entry, "Fix")
    one = accepted(correction(entry))

    services.undo(one, user=UserFactory(), roles=DESK, version=one.version)

    assert text_of(entry, "Fix") == before
    assert fresh(one).state == State.CLAIMED


def test_what_has_been_edited_since_is_not_undone():
    entry = DebugEntryPageFactory(live=True)
    one = accepted(correction(entry))
    edited(entry, root_cause="Edited meanwhile.")
    one = fresh(one)

    with pytest.raises(NotAllowed):
        services.undo(one, user=UserFactory(), roles=DESK, version=one.version)


def test_another_message_joins_the_entry_it_belongs_to():
    entry = DebugEntryPageFactory(live=True)
    one = submission(document=debug_document(attributes={"messages": ["KeyError: 'session'"]}))
    moderator = UserFactory()
    services.claim(one, user=moderator, roles=DESK)
    one = fresh(one)
    services.merge_as_variant(one, entry, user=moderator, roles=DESK, version=one.version)

    messages = latest_document(EntryPage.objects.get(pk=entry.pk)).attributes["messages"]
    assert messages == ["ValueError: it broke", "KeyError: 'session'"]
    assert fresh(one).state == State.MERGED


def test_another_wording_joins_the_question_it_asks():
    entry = QuestionPageFactory(live=True)
    one = submission(document=question_document(title="Why is a default list shared?"))
    moderator = UserFactory()
    services.claim(one, user=moderator, roles=DESK)
    one = fresh(one)
    services.merge_as_variant(one, entry, user=moderator, roles=DESK, version=one.version)

    assert latest_document(EntryPage.objects.get(pk=entry.pk)).attributes["also_asked"] == [
        "Why is a default list shared?"
    ]


def test_who_wishes_to_be_named_is_credited():
    one = submission(name="Ayse K.", link="https://example.org/ayse", named=True)
    one = accepted(one)
    credit = document_from_page(one.entry.specific).attributes["credit"]
    assert credit == [{"name": "Ayse K.", "url": "https://example.org/ayse", "for": "wrote"}]


def test_secrets_are_taken_out_before_anything_is_kept():
    document = debug_document(
        summary='It had `password = "Hk3!mmQ7z"` in it.',
        attributes={"messages": ["OperationalError: postgres://app:Hk3!mmQ7z@db/shop is away"]},
    )
    one = submission(document=document)
    assert "Hk3!mmQ7z" not in one.text
    assert "REDACTED" in one.document.summary
