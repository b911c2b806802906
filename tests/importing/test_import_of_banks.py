"""Banks from outside through the command: drafts, duplicates, updates, folders, and what is assumed."""

import zipfile

import pytest

from knowledge.entrydocs import document_from_page
from knowledge.models import EntryPage, QuestionPage, SecurityTopicPage
from tests.factories import QuestionPageFactory, TechnologyFactory
from tests.importing.shapes import BOLD, CHOICE

pytestmark = pytest.mark.django_db

BANK = """# Flask questions

## 1. How do you handle database migrations in a Flask application?

With Alembic.

## 2. What is a blueprint?

A part of an application.
"""


def entries_of(report) -> list[dict]:
    return [entry for source in report["sources"] for entry in source["entries"]]


def test_a_bank_becomes_drafts_with_what_was_assumed_told(run, folder):
    (folder / "flask.md").write_text(BANK)
    status, report, said = run(folder)
    assert status == 0
    assert [page.title for page in QuestionPage.objects.order_by("pk")] == [
        "How do you handle database migrations in a Flask application?", "What is a blueprint?",
    ]  # fmt: skip
    assert not QuestionPage.objects.live().exists()
    [source] = report["sources"]
    assert (source["dialect"], source["confidence"]) == ("headings", 0.8)
    assert [entry["level"] for entry in source["entries"]] == [None, None]
    assert source["entries"][0]["assumed"] == {"level": "mid"}
    assert source["entries"][0]["technology"] == "flask"
    assert "“mid” is assumed. (2 times)" in said
    assert {page.level for page in QuestionPage.objects.all()} == {"mid"}


def test_a_file_that_cannot_be_an_entry_leaves_the_others_alone(run, folder):
    (folder / "a.md").write_text("## 1. What is A?\n\n" + "x" * 400_000)
    (folder / "b.md").write_text(BANK)
    status, report, _ = run(folder)
    assert status == 0
    assert "at most 300,000 fit" in report["sources"][0]["ignored"][0]["reason"]
    assert QuestionPage.objects.count() == 2


def test_questions_that_ask_the_same_are_told_within_a_file_and_between_files(run, folder):
    (folder / "a.md").write_text(
        BANK + "\n## 3. How do you perform DB migrations in Flask?\n\nAlso with Alembic.\n"
    )
    (folder / "b.md").write_text(
        "1. What is a blueprint in Flask?\n2. What is a session?\n3. What is a cookie?\n"
    )
    _, report, _ = run(folder)
    first, blueprint, other, listed, *rest = entries_of(report)
    assert {first["action"], other["action"]} == {"create", "skip"}
    skipped = first if first["action"] == "skip" else other
    assert skipped["duplicate_of"]["where"] in {"line 3", "line 11"}
    assert listed["action"] == "merge"
    assert listed["duplicate_of"]["title"] == "What is a blueprint?"
    assert listed["duplicate_of"]["where"].endswith("a.md, line 7")
    assert [one["action"] for one in rest] == ["create", "create"]
    assert report["totals"]["merged"] == 1
    page = QuestionPage.objects.get(title="What is a blueprint?")
    assert document_from_page(page).attributes["also_asked"] == ["What is a blueprint in Flask?"]
    assert blueprint["action"] == "create"


def test_the_hub_s_own_questions_are_found_in_other_words(run, folder):
    flask = TechnologyFactory(slug="flask", prefix="FLSK")
    stored = QuestionPageFactory(
        technology=flask, level="mid", title="How do you perform DB migrations in Flask?"
    )
    (folder / "a.md").write_text(BANK)
    _, report, _ = run(folder)
    first, second = entries_of(report)
    assert first["duplicate_of"]["where"] == stored.code
    assert (first["action"], second["action"]) == ("skip", "create")


def test_an_update_changes_what_the_source_says_and_keeps_the_rest(run, folder):
    flask = TechnologyFactory(slug="flask", prefix="FLSK")
    stored = QuestionPageFactory(
        technology=flask, level="senior", title="How do you perform DB migrations in Flask?"
    )
    before = document_from_page(stored)
    (folder / "a.md").write_text(BANK)
    run(folder, on_duplicate="update")
    after = document_from_page(EntryPage.objects.get(pk=stored.pk).specific.get_latest_revision_as_object())
    assert after.summary == "With Alembic."
    assert after.title == before.title
    assert after.attributes["level"] == "senior"
    assert after.attributes["also_asked"] == ["How do you handle database migrations in a Flask application?"]
    assert [one.heading for one in before.sections] == [one.heading for one in after.sections]


def test_choice_questions_of_one_title_are_told_apart_by_code_and_options(run, folder):
    (folder / "a.md").write_text(CHOICE.text)
    _, report, _ = run(folder)
    assert [entry["action"] for entry in entries_of(report)] == ["create", "create"]
    _, again, _ = run(folder)
    assert [entry["action"] for entry in entries_of(again)] == ["skip", "skip"]
    assert [entry["duplicate_of"]["score"] > 0.6 for entry in entries_of(again)] == [True, True]
    assert QuestionPage.objects.count() == 2


def test_importing_a_bank_again_changes_nothing(run, folder):
    (folder / "theory.md").write_text(BOLD.text)
    run(folder)
    revisions = sum(page.revisions.count() for page in EntryPage.objects.all())
    _, report, _ = run(folder)
    assert {entry["action"] for entry in entries_of(report)} == {"skip"}
    assert sum(page.revisions.count() for page in EntryPage.objects.all()) == revisions


def test_a_folder_of_wrong_and_right_code_is_one_entry(run, tmp_path):
    path = tmp_path / "security.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sql-injection/bad.php", '<?php\nquery("… $id");\n')
        archive.writestr("sql-injection/good.php", '<?php\nprepare("… ?");\n')
        archive.writestr(
            "sql-injection/details.md",
            "# SQL injection\n\nInput becomes code.\n\n## Prevention\n\nBind it.\n",
        )
        archive.writestr("other/tool.py", "print()\n")
    status, report, _ = run(path)
    assert status == 0
    page = SecurityTopicPage.objects.get()
    document = document_from_page(page)
    assert page.title == "SQL injection"
    assert document.summary == "Input becomes code."
    assert document.text_of("vulnerable_code") == '```php bad.php\n<?php\nquery("… $id");\n```'
    assert document.text_of("fixed_code") == '```php good.php\n<?php\nprepare("… ?");\n```'
    assert document.text_of("prevention") == "Bind it."
    assert [one["ignored"][0]["reason"] for one in report["sources"] if one["path"].endswith("tool.py")] == [
        "files ending in .py are not read"
    ]


def test_files_of_a_folder_with_one_heading_each_are_one_entry_each(run, folder):
    for name in ("Activity", "Fragment", "Service", "Intent"):
        (folder / f"{name}.md").write_text(
            f"# {name}\n\nA part of a program.\n\n## What is it for?\n\nFor much.\n"
        )
    _, report, _ = run(folder)
    assert sorted(entry["title"] for entry in entries_of(report)) == [
        "Activity",
        "Fragment",
        "Intent",
        "Service",
    ]


def test_a_wrong_dialect_or_column_is_a_wrong_call(run, folder):
    from django.core.management.base import CommandError

    (folder / "a.csv").write_text("a,b\n")
    with pytest.raises(CommandError, match="NAME=FIELD"):
        run(folder, column=["Question"])


def test_links_and_next_questions_below_do_not_hide_that_a_file_is_one_entry(run, folder):
    for name in ("Activity", "Fragment", "Service", "Intent"):
        (folder / f"{name}.md").write_text(
            f"# {name}\n\nA part of a program.\n\n# Links\n\n[Site](https://example.com)\n\n# Next questions\n\n- What is a {name}?\n"
        )
    _, report, _ = run(folder)
    assert sorted(entry["title"] for entry in entries_of(report)) == [
        "Activity",
        "Fragment",
        "Intent",
        "Service",
    ]
    assert entries_of(report)[0]["follow_ups"] == ["What is a Activity?"]


def test_a_folder_of_titled_files_is_one_entry_each_whatever_they_ask_within(run, folder):
    for name in ("kettle", "teapot", "cup", "spoon", "saucer"):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: The {name}\n---\n\n## What is a {name}?\n\nA thing.\n\n## Options\n\n```sh\n{name} --hot\n```\n"
        )
    (folder / "questions.md").write_text(BANK)
    (folder / "README.md").write_text("# Tableware\n\n- [Kettle](kettle.md)\n- [Cup](cup.md)\n")
    _, report, _ = run(folder, dry_run=True)
    titles = sorted(entry["title"] for entry in entries_of(report))
    assert titles == [
        "How do you handle database migrations in a Flask application?",
        "The cup", "The kettle", "The saucer", "The spoon", "The teapot", "What is a blueprint?",
    ]  # fmt: skip


def test_neighbouring_folders_with_a_text_each_are_one_entry_each(run, folder):
    for name in ("adapter", "bridge", "facade", "proxy"):
        (folder / name).mkdir()
        (folder / name / "README.md").write_text(
            f"# The {name}\n\nIt stands between two others.\n\n## Usage\n\nCall it.\n"
        )
        (folder / name / f"{name}.py").write_text(f"class {name.title()}:\n    pass\n")
        (folder / name / "package.json").write_text("{}")
    _, report, _ = run(folder, dry_run=True)
    entries = entries_of(report)
    assert [entry["title"] for entry in entries] == ["The adapter", "The bridge", "The facade", "The proxy"]
    assert any("class Adapter:" in text for text in entries[0]["sections"].values())


def test_a_folder_of_files_that_each_hold_questions_is_a_bank_of_many(run, folder):
    for name in ("css", "html", "http", "js"):
        (folder / f"{name}.md").write_text(
            f"# {name.upper()}\n\n## What is {name}?\n\nIt.\n\n## Why is {name} used?\n\nSo.\n\n## How is {name} learnt?\n\nSlowly.\n"
        )
    _, report, _ = run(folder, dry_run=True)
    assert len(entries_of(report)) == 12


def test_a_folder_of_files_that_begin_with_what_a_machine_prints_is_one_of_errors(run, folder):
    for name in ("Kettle", "Teapot", "Cup", "Spoon"):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: The {name} is gone\n---\n\n> **{name}NotFound**: Cannot find the {name}.\n\n## What went wrong\n\nIt is gone.\n"
        )
    _, report, _ = run(folder, dry_run=True)
    assert {entry["kind"] for entry in entries_of(report)} == {"debug"}
