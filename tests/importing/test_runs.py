"""Imports in the admin: brought in, read, corrected, decided in parts, undone."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.entrydocs import read
from knowledge.models import EntryPage, Import, ImportedEntry, QuestionPage, RetiredCode
from learning.models import LearningPathPage
from tests.factories import ModulePageFactory, QuestionPageFactory, TechnologyFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

BANK = """# Flask questions

[Home](/) | [Next](/next)

## 1. What is an application context?

It holds what belongs to the application while a request is handled.

```python
from flask import current_app
```

## 2. How do you roll a migration back?

With `flask db downgrade`.

## 3. When is a blueprint worth its file?

Answer here
"""


def bring(client, *files, **fields) -> Import:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    values = {"on_duplicate": "skip", "technology": "python-flask", "level": "mid", **fields}
    response = client.post(reverse("imports:add"), values | ({"uploads": uploads} if uploads else {}))
    assert response.status_code == 302, response.context["form"].errors
    return Import.objects.latest("pk")


def decide(client, run, do, *rows, query="", **fields):
    if do == "undo":
        return client.post(reverse("imports:undo", args=[run.pk]), follow=True)
    values = {"do": do, "which": "ticked" if rows else "all", "row": [row.pk for row in rows], **fields}
    return client.post(f"{reverse('imports:decide', args=[run.pk])}{query}", values, follow=True)


def save(client, row, do, **fields):
    """Saves one entry as its page shows it, with some fields changed."""
    page = client.get(reverse("imports:row", args=[row.pk])).context
    shown = {name: value for name, value in page["facts"].initial.items() if value is not None}
    text = {"document": page["entry"].document}
    values = {"do": do, "mark": page["mark"], **(shown if do == "facts" else text), **fields}
    return client.post(reverse("imports:row", args=[row.pk]), values, follow=True)


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.fixture(autouse=True)
def technology():
    return TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK")


@pytest.fixture
def run(editor_client):
    return bring(editor_client, ("bank.md", BANK.encode()))


# --- Reading -------------------------------------------------------------------------------------------


def test_what_is_found_is_a_table_and_nothing_is_made(run, editor_client):
    assert run.state == Import.State.PLANNED
    assert [row.title for row in run.entries.all()] == [
        "What is an application context?",
        "How do you roll a migration back?",
        "When is a blueprint worth its file?",
    ]
    page = editor_client.get(reverse("imports:one", args=[run.pk])).content.decode()
    assert "What is an application context?" in page
    assert not EntryPage.objects.exists()


def test_every_line_says_what_became_of_it(run, editor_client):
    source = run.sources.get()
    page = editor_client.get(reverse("imports:source", args=[source.pk])).content.decode()
    assert page.count('id="line-') == len(source.text.split("\n"))
    assert "from flask import current_app" in page
    assert "No entry:" in page


def test_a_pasted_text_and_an_archive_are_read_too(editor_client):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one/bank.md", BANK)
    run = bring(
        editor_client, ("banks.zip", packed.getvalue()), text="## What is a hook?\n\nA place to act.\n"
    )
    assert run.total == 4
    assert {source.path for source in run.sources.exclude(entries=None)} == {
        "banks.zip/one/bank.md",
        "pasted.md",
    }


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bank.exe", b"MZ", "files ending in .exe are not read"),
        ("bank.md", b"\x00\x01", "holds NUL bytes"),
        ("bank.zip", b"no archive", "is no zip archive"),
        ("empty.md", b" \n", "empty.md is empty"),
    ],
)
def test_what_is_no_text_is_refused_whatever_its_name(editor_client, name, data, words):
    values = {"on_duplicate": "skip", "uploads": [SimpleUploadedFile(name, data)]}
    response = editor_client.post(reverse("imports:add"), values)
    assert words in str(response.context["form"].errors)
    assert not Import.objects.exists()


def test_nothing_at_all_is_told(editor_client):
    response = editor_client.post(reverse("imports:add"), {"on_duplicate": "skip"})
    assert "Choose a file" in str(response.context["form"].errors)


def test_a_text_without_entries_says_so(editor_client):
    run = bring(
        editor_client, ("links.md", b"- [One](https://example.org/1)\n- [Two](https://example.org/2)\n")
    )
    assert run.total == 0
    assert "Nothing in it was understood" in run.problem


# --- Correcting ----------------------------------------------------------------------------------------


def test_many_rows_are_changed_at_once(run, editor_client):
    response = decide(editor_client, run, "change", level="senior", difficulty="7", category="frameworks")
    assert "3 entries were changed." in said(response)
    for row in run.entries.all():
        attributes = read(row.document).attributes
        assert (attributes["level"], attributes["difficulty"], attributes["category"]) == (
            "senior",
            7,
            "frameworks",
        )


def test_only_what_the_filter_shows_is_changed(run, editor_client):
    decide(editor_client, run, "change", query="?q=blueprint", action="skip")
    assert [row.action for row in run.entries.order_by("pk")] == ["create", "create", "skip"]


def test_one_row_is_corrected_as_text(run, editor_client):
    row = run.entries.first()
    text = row.document.replace("What is an application context?", "What does an application context hold?")
    save(editor_client, row, "text", document=text)
    row.refresh_from_db()
    assert row.title == "What does an application context hold?"


def test_a_fault_in_a_correction_is_told_and_changes_nothing(run, editor_client):
    row = run.entries.first()
    before = row.document
    response = save(editor_client, row, "text", document=before + "\n```python\nx")
    assert response.context["text"].errors["document"]
    row.refresh_from_db()
    assert row.document == before


# --- Deciding ------------------------------------------------------------------------------------------


def test_a_part_is_approved_and_the_rest_waits(run, editor_client):
    first = run.entries.first()
    response = decide(editor_client, run, "import", first)
    assert "1 entry is being imported." in said(response)
    page = QuestionPage.objects.get()
    assert (page.title, page.live, page.code) == (first.title, False, "FLSK-MID-001")
    first.refresh_from_db()
    run.refresh_from_db()
    assert (first.outcome, first.page_id, run.state) == ("created", page.pk, Import.State.PLANNED)
    assert page.owner_id == run.created_by_id


def test_all_is_approved_once_however_often_it_is_asked(run, editor_client):
    decide(editor_client, run, "import")
    run.refresh_from_db()
    assert run.state == Import.State.DONE
    response = decide(editor_client, run, "import")
    assert "Not now: the import is imported." in said(response)
    assert QuestionPage.objects.count() == 3


def test_an_update_is_shown_as_a_difference_and_done_field_by_field(editor_client):
    stored = QuestionPageFactory(title="How do you roll a migration back?", summary="Old words.", live=True)
    run = bring(editor_client, ("bank.md", BANK.encode()), on_duplicate="update")
    row = run.entries.get(title=stored.title)
    assert row.action == "update"
    page = editor_client.get(reverse("imports:row", args=[row.pk])).content.decode()
    assert "Old" in page
    decide(editor_client, run, "import", row)
    draft = QuestionPage.objects.get(pk=stored.pk).get_latest_revision_as_object()
    assert "flask db downgrade" in draft.summary
    assert QuestionPage.objects.get(pk=stored.pk).summary == "Old words."


def test_a_row_that_cannot_be_imported_says_why_and_leaves_nothing(run, editor_client):
    RetiredCode.objects.create(code="FLSK-MID-009", title="Gone")
    row = run.entries.first()
    row.document = row.document.replace("kind: question\n", "kind: question\ncode: FLSK-MID-009\n")
    row.save()
    decide(editor_client, run, "import", row)
    row.refresh_from_db()
    assert row.outcome == "refused"
    assert "never used again" in row.said
    assert not QuestionPage.objects.exists()


def test_closing_skips_what_still_waits(run, editor_client):
    decide(editor_client, run, "close")
    run.refresh_from_db()
    assert run.state == Import.State.DONE
    assert set(run.entries.values_list("outcome", flat=True)) == {"skipped"}
    assert not run.files.exists()


# --- Undoing -------------------------------------------------------------------------------------------


def test_an_import_is_undone_whole_and_its_codes_are_free_again(run, editor_client):
    decide(editor_client, run, "import")
    decide(editor_client, run, "undo")
    run.refresh_from_db()
    assert run.state == Import.State.UNDONE
    assert not EntryPage.objects.exists()
    assert not RetiredCode.objects.exists()
    assert set(run.entries.values_list("outcome", flat=True)) == {"undone"}


def test_an_updated_entry_says_again_what_it_said(editor_client):
    stored = QuestionPageFactory(title="How do you roll a migration back?", summary="Old words.", live=True)
    run = bring(editor_client, ("bank.md", BANK.encode()), on_duplicate="update")
    decide(editor_client, run, "import")
    decide(editor_client, run, "undo")
    page = QuestionPage.objects.get(pk=stored.pk)
    assert page.get_latest_revision_as_object().summary == "Old words."
    assert QuestionPage.objects.count() == 1


def test_what_somebody_has_edited_since_is_not_undone(run, editor_client):
    decide(editor_client, run, "import")
    page = QuestionPage.objects.first()
    page.title = "Edited by hand"
    page.save_revision()
    response = decide(editor_client, run, "undo")
    assert "It cannot be undone" in said(response)
    assert QuestionPage.objects.count() == 3


# --- Who may ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["Authors", "Moderators", ""])
def test_only_editors_import(client, run, group):
    person = UserFactory()
    if group:
        person.groups.add(Group.objects.get(name=group))
    client.force_login(person)
    row = ImportedEntry.objects.first()
    pages = [
        reverse("imports:add"),
        reverse("imports:one", args=[run.pk]),
        reverse("imports:row", args=[row.pk]),
        reverse("imports:source", args=[row.source_id]),
        reverse("imports:progress", args=[run.pk]),
        reverse("imports:index"),
    ]
    assert all(client.get(page).status_code in {302, 403} for page in pages)
    assert client.post(
        reverse("imports:decide", args=[run.pk]), {"do": "import", "which": "all"}
    ).status_code in {
        302,
        403,
    }
    assert not EntryPage.objects.exists()


def test_nothing_happens_on_get(run, editor_client):
    assert editor_client.get(reverse("imports:decide", args=[run.pk]) + "?do=import").status_code == 405


# --- How little is asked ---------------------------------------------------------------------------------


def test_the_table_asks_the_same_at_three_times_the_rows(run, editor_client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert editor_client.get(reverse("imports:one", args=[run.pk])).status_code == 200
        return len(captured)

    asked()
    before = asked()
    for row in list(run.entries.all()) * 3:
        row.pk = None
        row.save()
    assert asked() == before


# --- The command -------------------------------------------------------------------------------------------


def test_what_the_command_imports_is_recorded_and_can_be_undone_in_the_admin(editor_client, tmp_path):
    bank = tmp_path / "bank.md"
    bank.write_text(BANK)
    call_command(
        "import_entries", str(bank), technology="python-flask", stdout=io.StringIO(), stderr=io.StringIO()
    )
    run = Import.objects.get()
    assert (run.state, run.created_by, run.entries.filter(outcome="created").count()) == ("done", None, 3)
    decide(editor_client, run, "undo")
    assert not EntryPage.objects.exists()


def test_a_dry_run_is_not_recorded(tmp_path):
    bank = tmp_path / "bank.md"
    bank.write_text(BANK)
    call_command("import_entries", str(bank), dry_run=True, stdout=io.StringIO(), stderr=io.StringIO())
    assert not Import.objects.exists()


def test_what_somebody_added_below_a_new_path_keeps_it(editor_client):
    text = "---\nkind: path\ntitle: A road\nlevel: mid\n---\n\nShort.\n\n## Overview\n\nLong.\n"
    run = bring(editor_client, ("path.md", text.encode()), technology="", level="")
    decide(editor_client, run, "import")
    module = ModulePageFactory(parent=LearningPathPage.objects.get(), title="Written by hand")
    response = decide(editor_client, run, "undo")
    assert "Written by hand" in said(response)
    assert LearningPathPage.objects.get().get_children().get().pk == module.pk
