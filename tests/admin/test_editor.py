"""The editor's form: what a draft may lack, what publishing needs, and bad input answered at its field."""

import json

import pytest
from wagtail.test.utils.form_data import streamfield

from knowledge import kinds
from knowledge.models import EntryChange, EntryPage
from tests.admin.forms import add_url, edit_url, entry_form, errors_of
from tests.factories import ENTRY_FACTORIES, QuestionPageFactory

pytestmark = pytest.mark.django_db
KINDS = list(ENTRY_FACTORIES)

# For each kind: what to leave out, and where the editor says so.
LACKING = {
    "question": [
        ({"category": ""}, "category"),
        ({"difficulty": ""}, "difficulty"),
        ({"summary": "  "}, "summary"),
    ],
    "debug": [
        ({"error_kind": ""}, "error_kind"),
        ({"messages": streamfield([])}, "messages"),
        ({"body": streamfield([("fix", "Set it.")])}, "body"),
    ],
    "snippet": [({"pattern": ""}, "pattern"), ({"body": streamfield([])}, "body")],
    "design": [({"body": streamfield([("problem", "Readers."), ("architecture", " ")])}, "body")],
    "security": [({"body": streamfield([("prevention", "- Parameters")])}, "body")],
    "path": [({"level": ""}, "level"), ({"body": streamfield([])}, "body")],
    "module": [({"objective": ""}, "objective"), ({"body": streamfield([])}, "body")],
}
CASES = [(kind, *case) for kind, cases in LACKING.items() for case in cases]


@pytest.mark.parametrize("kind", KINDS)
def test_a_complete_new_entry_is_published(editor_client, kind):
    response = editor_client.post(add_url(kind), entry_form(kind) | {"action-publish": "1"})
    assert response.status_code == 302
    entry = EntryPage.objects.get(slug="how-does-it-work")
    assert entry.live
    assert entry.code
    assert [change.kind for change in entry.changes.all()] == ["new"]


@pytest.mark.parametrize(("kind", "changes", "field"), CASES)
def test_publishing_an_incomplete_entry_says_at_the_field_what_is_missing(
    editor_client, kind, changes, field
):
    form = entry_form(kind, **changes)
    response = editor_client.post(add_url(kind), form | {"action-publish": "1"})
    assert response.status_code == 200
    assert "is needed to publish." in errors_of(response)[field][0]
    assert not kinds.page_model(kind).objects.exists()
    assert response.context["form"]["title"].value() == "How does it work?"


@pytest.mark.parametrize(("kind", "changes", "field"), CASES)
def test_an_incomplete_entry_is_saved_as_a_draft(editor_client, kind, changes, field):
    response = editor_client.post(add_url(kind), entry_form(kind, **changes))
    assert response.status_code == 302
    assert not kinds.page_model(kind).objects.get().live


@pytest.mark.parametrize("kind", KINDS)
def test_an_incomplete_draft_is_not_submitted_for_review(author_client, kind):
    _, changes, field = next(case for case in CASES if case[0] == kind)
    form = entry_form(kind, **changes)
    response = author_client.post(add_url(kind), form | {"action-submit": "1"})
    assert field in errors_of(response)


@pytest.mark.parametrize(
    ("kind", "field"),
    [("question", "technology"), ("question", "level"), ("debug", "technology"), ("snippet", "technology")],
)
@pytest.mark.parametrize("autosave", [False, True])
def test_a_draft_needs_what_its_code_is_made_of(editor_client, kind, field, autosave):
    headers = {"accept": "application/json"} if autosave else {}
    response = editor_client.post(add_url(kind), entry_form(kind, **{field: ""}), headers=headers)
    if autosave:
        assert response.status_code == 400
        assert json.loads(response.content)["error_code"] == "validation_error"
    else:
        assert errors_of(response)[field][0].startswith("Choose a ")
    assert not EntryPage.objects.exists()


@pytest.mark.parametrize("kind", ["design", "security"])
def test_kinds_with_one_sequence_need_no_technology(editor_client, kind):
    editor_client.post(add_url(kind), entry_form(kind, technology="") | {"action-publish": "1"})
    assert EntryPage.objects.get().live


def test_a_live_entry_asks_what_changes_and_starts_empty_again(editor_client):
    entry = QuestionPageFactory(live=True)
    form = entry_form("question", title=entry.title, slug=entry.slug) | {"action-publish": "1"}

    refused = editor_client.post(edit_url(entry), form)
    assert set(errors_of(refused)) == {"change_kind", "change_note"}

    said = {"change_kind": "answer corrected", "change_note": "The index is used now."}
    assert editor_client.post(edit_url(entry), form | said).status_code == 302
    latest = EntryChange.objects.filter(entry=entry).first()
    assert (latest.kind, latest.note) == ("answer corrected", "The index is used now.")

    shown = editor_client.get(edit_url(entry)).context["form"]
    assert (shown["change_kind"].value(), shown["change_note"].value()) == ("", "")
    assert set(errors_of(editor_client.post(edit_url(entry), form))) == {"change_kind", "change_note"}


def test_an_entry_that_was_never_live_is_not_asked_what_changes(editor_client):
    page = editor_client.get(edit_url(QuestionPageFactory())).content.decode()
    assert 'name="change_note"' not in page
    live = editor_client.get(edit_url(QuestionPageFactory(live=True))).content.decode()
    assert 'name="change_note"' in live
    assert '<option value="new"' not in live


def test_a_restored_version_says_so_and_never_repeats_its_old_note(editor_client):
    entry = QuestionPageFactory(live=True)
    first = entry.latest_revision
    entry.title, entry.change_kind, entry.change_note = "Changed", "typo", "A comma."
    entry.save_revision().publish()
    url = f"/admin/pages/{entry.pk}/revisions/{first.pk}/revert/"
    form = editor_client.get(url).context["form"]
    assert form["change_kind"].value() == "answer corrected"
    assert form["change_note"].value().startswith("The version of ")
    posted = entry_form(
        "question",
        slug=entry.slug,
        change_kind=form["change_kind"].value(),
        change_note=form["change_note"].value(),
    )
    assert editor_client.post(url, posted | {"action-publish": "1"}).status_code == 302
    notes = list(EntryChange.objects.filter(entry=entry).values_list("note", flat=True))
    assert notes[0] == form["change_note"].value()
    assert notes.count("A comma.") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_form_begins_with_the_required_sections(editor_client, kind):
    form = editor_client.get(add_url(kind)).context["form"]
    required = [section.key for section in form.instance.kind.sections if section.required]
    assert [block.block_type for block in form["body"].value()] == required


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x" * 5000),
        ("title", "a\x00b"),
        ("slug", "a\x00b"),
        ("slug", "not a slug"),
        ("tags", "a\x00b"),
        ("tags", "x" * 300),
        ("tags", ",".join(f"tag{n}" for n in range(40))),
        ("summary", "a\x00b"),
        ("difficulty", "11"),
        ("difficulty", "0"),
        ("difficulty", "999999999999"),
        ("level", "wizard"),
        ("technology", "999999"),
        ("technology", "x"),
        ("category", "a\x00b"),
        ("source_url", "javascript:alert(1)"),
        ("verified_on", "yesterday"),
        ("body", streamfield([("deep_dive", "a\x00b")])),
        ("also_asked", streamfield([("item", "a\x00b")])),
        ("choices", streamfield([("item", {"text": "a\x00b", "explanation": ""})])),
        ("also_asked", streamfield([("item", "x" * 600)])),
        ("change_note", "x" * 300),
    ],
)
def test_bad_input_is_answered_at_its_field(editor_client, field, value, button):
    response = editor_client.post(add_url("question"), entry_form("question", **{field: value}) | button)
    assert response.status_code == 200
    assert field in errors_of(response)
    assert not EntryPage.objects.exists()


def test_a_nul_in_a_hidden_part_of_the_form_is_refused(editor_client):
    form = entry_form("question") | {"body-0-id": "a\x00b"}
    response = editor_client.post(add_url("question"), form)
    assert "NUL" in errors_of(response)["__all__"][0]


@pytest.mark.parametrize(
    ("text", "said"),
    [("## A heading of its own", "Deep dive"), ("```python\nprint(1)", "Deep dive"), ("a\x07b", "Deep dive")],
)
def test_what_no_document_may_hold_is_not_published(editor_client, text, said):
    form = entry_form("question", body=streamfield([("deep_dive", text)]))
    response = editor_client.post(add_url("question"), form | {"action-publish": "1"})
    assert errors_of(response)["body"][0].startswith(said)
    assert editor_client.post(add_url("question"), form).status_code == 302


def test_a_title_of_signs_only_still_gets_an_address(editor_client):
    response = editor_client.post(add_url("question"), entry_form("question", title="???", slug=""))
    assert response.status_code in {200, 302}
    if response.status_code == 200:
        assert "slug" in errors_of(response)


def test_a_pasted_title_gives_the_address_where_the_script_had_no_time_to(editor_client):
    editor_client.post(add_url("debug"), entry_form("debug", title="Pasted and saved", slug=""))
    entry = EntryPage.objects.get()
    assert entry.slug == "pasted-and-saved"

    editor_client.post(edit_url(entry), entry_form("debug", slug="") | {"action-publish": "1"})
    assert EntryPage.objects.get().live

    response = editor_client.post(edit_url(entry), entry_form("debug", slug=""))
    assert "slug" in errors_of(response)  # an address that readers know is not changed by an empty field


def test_a_copy_is_a_draft_with_its_own_code(editor_client):
    entry = QuestionPageFactory(live=True)
    url = f"/admin/pages/{entry.pk}/copy/"
    assert {"alias", "publish_copies"}.isdisjoint(editor_client.get(url).context["form"].fields)
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": entry.get_parent().pk}
    editor_client.post(url, data | {"publish_copies": "on", "alias": "on"})
    copy = EntryPage.objects.get(slug="copy")
    assert not copy.live
    assert copy.alias_of_id is None
    assert copy.code != entry.code
