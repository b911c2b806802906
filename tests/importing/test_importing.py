"""Importing canonical documents: what becomes of each, and that nothing is ever half done."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.entrydocs import document_from_page, write
from knowledge.importing.plan import Options, make_plan
from knowledge.importing.sources import collect
from knowledge.models import (
    Category,
    CodeSequence,
    DebugEntryPage,
    EntryChange,
    EntryKeyword,
    EntryPage,
    QuestionPage,
    RetiredCode,
    Technology,
)
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory
from tests.importing.conftest import QUESTION, question

pytestmark = pytest.mark.django_db


def entries_of(report) -> list[dict]:
    return [entry for source in report["sources"] for entry in source["entries"]]


def problems_of(report) -> list[str]:
    return [
        f"{one['line']} {one['field']} {one['message']}" for s in report["sources"] for one in s["problems"]
    ]


def test_an_entry_becomes_a_draft_that_says_what_the_file_said(run, folder):
    (folder / "a.md").write_text(QUESTION)
    status, report, _ = run(folder)
    page = QuestionPage.objects.get()
    assert status == 0
    assert not page.live
    assert page.get_parent().slug == "questions"
    assert write(document_from_page(page)) == QUESTION
    assert write(document_from_page(page.get_latest_revision_as_object())) == QUESTION
    assert report["totals"] == {
        "entries": 1, "answered": 1, "code_blocks": 1, "created": 1, "merged": 0, "updated": 0, "skipped": 0,
    }  # fmt: skip


def test_the_report_tells_every_field(run, folder):
    (folder / "a.md").write_text(QUESTION)
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    _, report, _ = run(folder / "a.md")
    [source] = report["sources"]
    [entry] = source["entries"]
    assert (source["dialect"], source["encoding_repaired"], source["licence"]) == (
        "canonical",
        False,
        "CC-BY-4.0",
    )
    assert source["ignored"] == []
    assert source["path"].endswith("a.md")
    assert entry["warnings"] == ["The category “databases” does not exist yet: it is made."]
    del entry["warnings"]
    assert entry == {
        "kind": "question", "form": "choice", "code": "FLSK-MID-004",
        "title": "How do you roll a migration back?",
        "line": 1, "level": "mid", "priority": False, "category": "databases", "technology": "python-flask",
        "answered": True, "summary": "With `flask db downgrade`.",
        "sections": {
            "deep_dive": "Each revision has a way back.\n\n```python\nx = 1\n```",
            "follow_ups": "- And in production? → FLSK-SEN-001",
        },
        "choices": [{"text": "downgrade", "correct": True}], "follow_ups": ["And in production?"],
        "code_blocks": 1, "duplicate_of": None, "action": "create",
        "end_line": 33, "difficulty": 5, "tags": ["alembic"], "evidence": {}, "assumed": {},
    }  # fmt: skip


def test_importing_twice_is_harmless(run, folder):
    (folder / "a.md").write_text(QUESTION)
    for options in (
        {},
        {"publish": True},
        {"on_duplicate": "update"},
        {"on_duplicate": "update", "publish": True},
    ):
        run(folder, **options)
    revisions = QuestionPage.objects.get().revisions.count()
    status, report, _ = run(folder, publish=True, on_duplicate="update")
    assert (status, report["totals"]["skipped"]) == (0, 1)
    page = QuestionPage.objects.get()
    assert page.live
    assert page.revisions.count() == revisions
    assert page.changes.count() == 1


def test_a_dry_run_says_the_same_and_changes_nothing(run, folder):
    (folder / "a.md").write_text(QUESTION)
    (folder / "b.md").write_text(question(code="", title="Another"))
    _, foretold, _ = run(folder, dry_run=True)
    for model in (EntryPage, Technology, Category, EntryKeyword, CodeSequence):
        assert not model.objects.exists()
    _, done, _ = run(folder)
    assert foretold["totals"] == done["totals"]
    assert [one["action"] for one in entries_of(foretold)] == ["create", "create"]
    assert [one["code"] for one in entries_of(done)] == ["FLSK-MID-004", "FLSK-MID-005"]


# --- Publishing ------------------------------------------------------------------------------------


def test_what_is_complete_is_published_and_what_is_not_stays_a_draft(run, folder):
    (folder / "a.md").write_text(question(difficulty=""))
    (folder / "b.md").write_text(question(code="FLSK-MID-005", title="Another"))
    status, report, said = run(folder, publish=True)
    assert status == 0
    assert {page.code: page.live for page in EntryPage.objects.all()} == {
        "FLSK-MID-004": False,
        "FLSK-MID-005": True,
    }
    assert any(one.startswith("Stays a draft: Difficulty") for one in entries_of(report)[0]["warnings"])
    assert "Difficulty is needed to publish." in said
    assert EntryChange.objects.count() == 1


def test_a_dry_run_foretells_what_cannot_be_published(run, folder):
    (folder / "a.md").write_text(question(difficulty=""))
    _, report, _ = run(folder, publish=True, dry_run=True)
    assert any("Difficulty is needed" in one for one in entries_of(report)[0]["warnings"])


def test_an_update_of_a_live_entry_says_what_it_was(run, folder):
    (folder / "a.md").write_text(QUESTION)
    run(folder, publish=True)
    (folder / "a.md").write_text(QUESTION.replace("Each revision", "Every revision"))
    _, report, _ = run(folder, publish=True, on_duplicate="update")
    page = QuestionPage.objects.get()
    assert report["totals"]["updated"] == 1
    assert "Every revision" in page.body[0].value
    assert page.changes.values_list("kind", "note").first() == (
        "answer corrected",
        "Updated by import.",
    )


def test_what_was_imported_can_be_restored_from_the_history(run, folder, admin_client):
    (folder / "a.md").write_text(QUESTION)
    run(folder, publish=True)
    page = QuestionPage.objects.get()
    imported = page.latest_revision
    page.save_revision(log_action=True)
    history = admin_client.get(reverse("wagtailadmin_pages:history", args=(page.pk,)))
    restore = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, imported.pk))
    assert restore in history.content.decode()


def test_an_update_that_is_not_published_waits_as_a_draft(run, folder):
    (folder / "a.md").write_text(QUESTION)
    run(folder, publish=True)
    (folder / "a.md").write_text(QUESTION.replace("Each revision", "Every revision"))
    run(folder, on_duplicate="update")
    page = QuestionPage.objects.get()
    assert "Each revision" in page.body[0].value
    assert page.has_unpublished_changes
    assert "Every revision" in page.get_latest_revision_as_object().body[0].value


# --- Duplicates ------------------------------------------------------------------------------------


def test_the_archive_s_entry_is_found_by_code_and_else_by_kind_and_title(run, folder):
    flask = TechnologyFactory(slug="python-flask", prefix="FLSK")
    by_code = QuestionPageFactory(technology=flask, level="mid", title="Another title")
    by_title = QuestionPageFactory(technology=flask, level="mid", title="Wie  GEHT das?")
    DebugEntryPageFactory(title="Other kind")
    (folder / "a.md").write_text(question(code=by_code.code))
    (folder / "b.md").write_text(question(code="", title="wie geht das?"))
    (folder / "c.md").write_text(question(code="", title="Other kind"))
    _, report, _ = run(folder)
    assert [entry["duplicate_of"] for entry in entries_of(report)] == [
        {"title": by_code.title, "where": by_code.code, "score": 1.0},
        {"title": by_title.title, "where": by_title.code, "score": 1.0},
        None,
    ]
    assert [entry["action"] for entry in entries_of(report)] == ["skip", "skip", "create"]


def test_create_makes_a_second_entry_with_a_code_of_its_own(run, folder):
    (folder / "a.md").write_text(QUESTION)
    run(folder)
    _, report, _ = run(folder, on_duplicate="create")
    assert sorted(EntryPage.objects.values_list("code", flat=True)) == ["FLSK-MID-004", "FLSK-MID-005"]
    assert "FLSK-MID-004 is taken" in entries_of(report)[0]["warnings"][0]


def test_a_repetition_within_one_import_is_left_out(run, folder):
    (folder / "a.md").write_text(question(code=""))
    (folder / "b.md").write_text(question(code="", title="HOW do you roll a migration back?"))
    _, report, _ = run(folder)
    assert [entry["action"] for entry in entries_of(report)] == ["create", "skip"]
    assert entries_of(report)[1]["duplicate_of"]["where"].endswith("a.md, line 1")


def test_two_codes_are_two_entries_whatever_their_title(run, folder):
    (folder / "a.md").write_text(QUESTION)
    (folder / "b.md").write_text(question(code="FLSK-MID-009"))
    run(folder / "a.md")
    _, report, _ = run(folder)
    assert [entry["action"] for entry in entries_of(report)] == ["skip", "create"]


# --- Codes -----------------------------------------------------------------------------------------


def test_an_explicit_code_moves_the_counter_on(run, folder):
    (folder / "a.md").write_text(question(code="FLSK-MID-041"))
    run(folder)
    flask = Technology.objects.get()
    assert flask.prefix == "FLSK"
    assert QuestionPageFactory(technology=flask, level="mid").code == "FLSK-MID-042"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("PY-MID-001", "is PY-MID-001; codes of this entry look like FLSK-MID-001"),
        ("FLSK-SEN-001", "is FLSK-SEN-001; codes of this entry look like FLSK-MID-001"),
        ("FLSK-MID-009", "FLSK-MID-009 was retired; a code is never used again"),
        ("TAKEN-001", "TAKEN-001 belongs to a debug in this hub"),
    ],
)
def test_a_code_that_cannot_be_had_is_told_and_nothing_is_imported(run, folder, code, message):
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    RetiredCode.objects.create(code="FLSK-MID-009", title="Gone")
    DebugEntryPageFactory(technology=TechnologyFactory(prefix="TAKEN"), code="TAKEN-001")
    (folder / "a.md").write_text(question(code=code))
    for options in ({"dry_run": True}, {}):
        status, report, _ = run(folder, **options)
        assert status == 1
        assert f"1 code {message}" in problems_of(report)
    assert not QuestionPage.objects.exists()


def test_an_entry_without_what_its_code_is_made_of_is_told(run, folder):
    (folder / "a.md").write_text(question(technology="", code=""))
    status, report, _ = run(folder)
    assert status == 1
    assert problems_of(report)[0].startswith("1 technology Choose a technology")
    status, _, _ = run(folder, technology="python-flask")
    assert status == 0


# --- Taxonomy --------------------------------------------------------------------------------------

TAXONOMY = """technologies:
  - name: Python (Flask)
    slug: python-flask
    prefix: FLSK
    parent: python
    aliases: [flask, c++]
  - name: Python
    slug: python
    prefix: PY
categories:
  - name: Data at rest
    slug: databases
    description: Queries and migrations.
"""


def test_what_does_not_exist_yet_is_made_with_a_free_prefix_and_a_warning(run, folder):
    TechnologyFactory(prefix="RBYN", name="Taken", slug="taken")
    (folder / "a.md").write_text(question(code="", technology="ruby-on-rails"))
    _, report, _ = run(folder)
    made = Technology.objects.get(slug="ruby-on-rails")
    assert (made.name, Category.objects.get().name) == ("Ruby on rails", "Databases")
    assert made.prefix not in {"RBYN", "SD", "SEC", "LP"}
    assert f"it is made, with the prefix {made.prefix}." in entries_of(report)[0]["warnings"][0]


def test_an_alias_leads_to_the_technology_it_means(run, folder):
    flask = TechnologyFactory(slug="python-flask", prefix="FLSK", aliases="flask, microframework")
    (folder / "a.md").write_text(question(technology="flask"))
    run(folder)
    assert QuestionPage.objects.get().technology == flask


def test_a_taxonomy_file_gives_names_prefixes_parents_and_aliases(run, folder):
    (folder / "taxonomy.yaml").write_text(TAXONOMY)
    (folder / "a.md").write_text(QUESTION)
    _, report, _ = run(folder)
    flask = Technology.objects.get(slug="python-flask")
    assert (flask.name, flask.prefix, flask.parent.prefix, flask.aliases) == (
        "Python (Flask)", "FLSK", "PY", "flask, c++",
    )  # fmt: skip
    assert Category.objects.get().name == "Data at rest"
    assert entries_of(report)[0]["warnings"] == []


def test_the_hub_s_own_technology_stays_as_it_is(run, folder):
    TechnologyFactory(slug="python-flask", prefix="FK", name="Flask here")
    (folder / "taxonomy.yaml").write_text(TAXONOMY)
    _, report, _ = run(folder)
    assert Technology.objects.get(slug="python-flask").name == "Flask here"
    assert report["sources"][0]["warnings"] == ["“Flask here” has the prefix FK here, not FLSK."]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("technologies:\n  - name: a\n", 2, "lacks slug"),
        ("technologies:\n  - name: a\n    slug: A b\n    prefix: AB\n", 3, "small letters"),
        ("colours: []\n", 1, "is unknown"),
        ("technologies: [", 1, "no valid YAML"),
    ],
)
def test_a_broken_taxonomy_file_is_told_by_line(run, folder, text, line, message):
    (folder / "taxonomy.yaml").write_text(text)
    _, report, _ = run(folder)
    assert report["sources"][0]["problems"][0]["line"] == line
    assert message in report["sources"][0]["problems"][0]["message"]


# --- Never half done -------------------------------------------------------------------------------


def test_a_broken_document_is_told_by_line_and_the_others_go_on(run, folder):
    (folder / "a.md").write_text(question(difficulty="eleven"))
    (folder / "b.md").write_text(question(code="FLSK-MID-005", title="Another"))
    (folder / "c.md").write_bytes(QUESTION.replace("Each", "\xc9ach").encode("latin-1", "replace"))
    (folder / "d.txt").write_text("Some notes.\nNo more.\n")
    status, report, _ = run(folder)
    assert status == 0
    assert problems_of(report) == [
        "7 difficulty is 'eleven'; expected a whole number",
        "0  is not UTF-8: byte 0xC9 on line 25",
    ]
    assert report["sources"][3]["ignored"] == [
        {"line": 1, "end_line": 2, "reason": "text about the file, not an entry"}
    ]
    assert [page.code for page in EntryPage.objects.all()] == ["FLSK-MID-005"]


def test_nothing_usable_is_exit_status_one_and_a_wrong_call_two(run, folder, tmp_path):
    (folder / "a.txt").write_text("Only notes.")
    assert run(folder)[0] == 1
    for call in (
        ["import_entries", str(tmp_path / "nowhere")],
        ["import_entries", str(folder), "--technology", "No slug"],
        ["export_entries", str(tmp_path / "out"), "--technology", "nothing"],
        ["export_entries", str(folder / "a.txt" / "out")],
    ):
        with pytest.raises(CommandError) as caught:
            call_command(*call)
        assert caught.value.returncode == 2


def test_only_the_kind_asked_for_is_imported(run, folder):
    (folder / "a.md").write_text(QUESTION)
    debug = "---\nkind: debug\ntitle: Broken\ntechnology: python\n---\n"
    (folder / "b.md").write_text(debug)
    _, report, _ = run(folder, kind="debug")
    assert [entry["kind"] for entry in entries_of(report)] == ["debug"]
    assert (
        report["sources"][0]["ignored"][0]["reason"] == "a question, where only debug entries were asked for"
    )
    assert DebugEntryPage.objects.get().code == "PYTH-001" or DebugEntryPage.objects.get().code.endswith(
        "-001"
    )


def test_a_title_that_gives_no_address_gets_one(run, folder):
    (folder / "a.md").write_text(question(title="'???'"))
    run(folder)
    assert QuestionPage.objects.get().slug == "flsk-mid-004"


def test_many_entries_are_looked_up_at_once(folder):
    """Planning asks the archive the same few questions for one entry and for thirty."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            make_plan(collect([folder]), Options(publish=True))
        return len(captured)

    (folder / "0.md").write_text(QUESTION)
    queries()
    before = queries()
    for number in range(1, 30):
        (folder / f"{number}.md").write_text(question(code="", title=f"Question {number}", technology="go"))
    assert queries() == before
