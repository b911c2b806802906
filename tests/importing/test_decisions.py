"""What editors decide about an import: facts of one entry, fields of an update, what joins what, another reading."""

import pytest
from django.urls import reverse

from knowledge.entrydocs import document_from_page, read, with_attributes, write
from knowledge.importing.dialects import dialect_names
from knowledge.kinds import get
from knowledge.models import EntryPage, Import, QuestionPage
from tests.admin.conftest import person, signed_in
from tests.factories import DebugEntryPageFactory, QuestionPageFactory, TechnologyFactory
from tests.importing.conftest import question
from tests.importing.test_runs import BANK, bring, decide, said, save

pytestmark = pytest.mark.django_db(transaction=True)

MIGRATION = "How do you roll a migration back?"
LIST = f"# Questions\n\n## Senior\n\n1. {MIGRATION}\n2. What is a signal?\n3. What is a hook?\n"
TABLE = "Frage;Lösung;Stufe\nWhat is a hook?;A place to act.;senior\nWhat is a signal?;A message.;junior\n"


@pytest.fixture(autouse=True)
def technology():
    return TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK")


@pytest.fixture
def run(editor_client):
    return bring(editor_client, ("bank.md", BANK.encode()))


@pytest.fixture
def stored():
    return QuestionPageFactory(title=MIGRATION, summary="Old words.", difficulty=5, live=True)


def take(client, row, *paths):
    page = client.get(reverse("imports:row", args=[row.pk])).context
    offer = page["offer"]
    values = {"do": "take", "mark": page["mark"], "revision": offer.page.latest_revision_id, "take": paths}
    values["offered"] = [change.path for change in offer.changes]
    return client.post(reverse("imports:row", args=[row.pk]), values, follow=True)


def newest(page) -> QuestionPage:
    return QuestionPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def publish(page) -> None:
    """Publishes the newest version without another edit."""
    revision = QuestionPage.objects.get(pk=page.pk).latest_revision
    said = {"change_kind": "answer corrected", "change_note": "From a bank."}
    revision.content = {**revision.content, **said}
    revision.save()
    revision.publish()


# --- Facts -----------------------------------------------------------------------------------------------


def test_every_fact_is_shown_with_what_it_was_taken_from(editor_client):
    text = "## What is a hook?\n\n**Difficulty:** hard\n\nA place to act.\n"
    row = bring(editor_client, ("bank.md", text.encode()), licence="MIT").entries.get()
    fields = editor_client.get(reverse("imports:row", args=[row.pk])).context["facts"].fields
    assert "Difficulty: hard" in fields["difficulty"].help_text
    assert "whole import" in fields["licence"].help_text
    assert "whole import" in fields["technology"].help_text


def test_where_all_of_it_comes_from_is_the_source_of_each_entry(editor_client):
    address = "https://example.org/bank"
    row = bring(editor_client, ("bank.md", BANK.encode()), source_url=address).entries.first()
    assert read(row.document).attributes["source"] == {"url": address}


def test_one_entry_is_corrected_fact_by_fact(run, editor_client):
    row = run.entries.first()
    save(editor_client, row, "facts", title="What is a context?", level="senior", difficulty="8", priority="high",
         form="scenario", tags="contexts, flask", follow_ups="Why?\nWhen? → FLSK-MID-002", licence="MIT",
         source_title="A book", source_url="https://example.org/book")  # fmt: skip
    row.refresh_from_db()
    document = read(row.document)
    assert document.title == row.title == "What is a context?"
    assert document.text_of("follow_ups") == "- Why?\n- When? → FLSK-MID-002"
    assert document.attributes["source"] == {"title": "A book", "url": "https://example.org/book"}
    assert {key: document.attributes[key] for key in ("level", "difficulty", "priority", "form", "tags", "licence")} == {
        "level": "senior", "difficulty": 8, "priority": "high", "form": "scenario", "tags": ["contexts", "flask"], "licence": "MIT",
    }  # fmt: skip
    assert row.because["level"] == "Corrected by hand."
    assert (row.level, row.difficulty, row.priority, row.is_corrected) == ("senior", 8, "high", True)


def test_saving_what_is_shown_changes_nothing(run, editor_client):
    for row in run.entries.all():
        before = row.document
        save(editor_client, row, "facts")
        row.refresh_from_db()
        assert (row.document, row.is_corrected) == (before, False)


def test_an_entry_becomes_one_of_another_kind_and_says_what_it_loses(run, editor_client):
    row = run.entries.first()
    save(editor_client, row, "facts", difficulty="8", category="frameworks")
    response = save(editor_client, row, "facts", kind="snippet")
    row.refresh_from_db()
    assert (row.kind, read(row.document).kind) == ("snippet", "snippet")
    assert "Left out, because its kind has no place for it: Category" in said(response)


def test_a_code_nobody_has_is_told_at_its_field(run, editor_client):
    response = save(editor_client, run.entries.first(), "facts", action="update", other="FLSK-MID-999")
    assert "There is no entry FLSK-MID-999" in str(response.context["facts"].errors["other"])


def test_many_entries_get_another_kind_tags_and_lose_a_mark(run, editor_client):
    decide(editor_client, run, "change", priority="high")
    decide(editor_client, run, "change", kind="design", tags="one, two", priority="")
    assert {row.kind for row in run.entries.all()} == {"design"}
    assert {tuple(read(row.document).attributes["tags"]) for row in run.entries.all()} == {("one", "two")}


def test_a_value_the_kind_does_not_take_is_told_and_leaves_the_entry_as_it_was(run, editor_client):
    before = list(run.entries.order_by("pk").values_list("document", flat=True))
    response = decide(editor_client, run, "change", level="beginner")
    assert "Not changed, because Level" in said(response)
    assert list(run.entries.order_by("pk").values_list("document", flat=True)) == before


@pytest.mark.parametrize(
    "values",
    [{}, {"level": "senior"}, {"level": ""}, {"category": "orm", "difficulty": 3, "tags": ["a", "b"]},
     {"licence": "x: y # z", "form": "open"}, {"also_asked": ["One, two?", "“Three”: four"]}],
)  # fmt: skip
def test_attributes_set_in_the_text_are_what_writing_the_document_would_give(values):
    text = write(read(question()))
    document = read(text)
    attributes = {key: value for key, value in {**document.attributes, **values}.items() if value}
    wanted = write(type(document)(**{**vars(document), "attributes": attributes}))
    assert with_attributes(text, get("question"), values) == wanted


def test_two_editors_do_not_overwrite_each_other(run, editor_client):
    row = run.entries.first()
    mark = editor_client.get(reverse("imports:row", args=[row.pk])).context["mark"]
    save(signed_in(person("Editors")), row, "facts", title="By the other")
    response = save(editor_client, row, "facts", title="By me", mark=mark)
    assert "Somebody else corrected it meanwhile" in said(response)
    row.refresh_from_db()
    assert row.title == "By the other"


# --- Updates ---------------------------------------------------------------------------------------------


@pytest.fixture
def update(editor_client, stored):
    run = bring(editor_client, ("bank.md", BANK.encode()), on_duplicate="update", technology="", level="")
    return run.entries.get(title=MIGRATION)


def test_an_update_leaves_alone_what_the_source_does_not_say(editor_client, stored, update):
    decide(editor_client, update.run, "import", update)
    document = document_from_page(newest(stored))
    assert "flask db downgrade" in document.summary
    assert document.text_of("deep_dive") == "The mechanism behind it."
    assert (document.attributes["level"], document.attributes["difficulty"]) == ("mid", 5)


def test_only_the_fields_that_are_ticked_are_taken(editor_client, stored, update):
    save(editor_client, update, "facts", difficulty="9", tags="alembic")
    take(editor_client, update, "attribute:difficulty")
    decide(editor_client, update.run, "import", update)
    document = document_from_page(newest(stored))
    assert (document.summary, document.attributes["difficulty"]) == ("Old words.", 9)
    assert "tags" not in document.attributes


def test_an_update_of_an_entry_that_was_edited_meanwhile_waits_to_be_looked_at_again(
    editor_client, stored, update
):
    page = newest(stored)
    page.summary = "Somebody's new words."
    page.save_revision()
    decide(editor_client, update.run, "import", update)
    update.refresh_from_db()
    assert (update.outcome, newest(stored).summary) == ("refused", "Somebody's new words.")
    assert "edited meanwhile" in update.said
    decide(editor_client, update.run, "import", update)
    update.refresh_from_db()
    assert update.outcome == "updated"


def test_an_entry_the_import_did_not_recognise_is_updated_by_its_code(editor_client, run, stored):
    row = run.entries.get(title__startswith="When is a blueprint")
    save(editor_client, row, "facts", action="update", other=stored.code, difficulty="9")
    row.refresh_from_db()
    decide(editor_client, run, "import", row)
    assert document_from_page(newest(stored)).attributes["also_asked"] == [row.title]


def test_an_update_of_another_kind_is_refused_at_the_field(editor_client, run):
    error = DebugEntryPageFactory(live=True)
    response = save(editor_client, run.entries.first(), "facts", action="update", other=error.code)
    assert "is a debug entry" in str(response.context["facts"].errors["other"])


def test_one_faulty_entry_holds_up_no_other_and_can_be_corrected(editor_client, run):
    row = run.entries.first()
    row.document = row.document.replace("kind: question\n", "kind: question\ncode: PY-SEN-001\n")
    row.save()
    decide(editor_client, run, "import")
    row.refresh_from_db()
    assert (row.outcome, QuestionPage.objects.count()) == ("refused", 2)
    run.refresh_from_db()
    assert run.state == Import.State.PLANNED
    save(editor_client, row, "text", document=row.document.replace("code: PY-SEN-001\n", ""))
    decide(editor_client, run, "import", row)
    run.refresh_from_db()
    assert (run.state, QuestionPage.objects.count()) == (Import.State.DONE, 3)


# --- Lists and their answers --------------------------------------------------------------------------------


@pytest.fixture
def both(editor_client):
    """A list in one file and an answer to one of its questions in another."""
    return bring(editor_client, ("list.md", LIST.encode()), ("answers.md", BANK.encode()), level="")


def test_a_list_joins_its_answered_version_and_gives_it_what_only_the_list_says(both, editor_client):
    listed = both.entries.get(title=MIGRATION, source__path="list.md")
    answered = both.entries.get(title=MIGRATION, source__path="answers.md")
    assert (listed.action, listed.same_as) == ("merge", answered)
    decide(editor_client, both, "change", listed, tags="from-the-list")
    decide(editor_client, both, "import", listed, answered)
    for row in (listed, answered):
        row.refresh_from_db()
    assert (answered.outcome, listed.outcome, listed.page) == ("created", "joined", answered.page)
    document = document_from_page(newest(answered.page))
    assert "flask db downgrade" in document.summary
    assert "from-the-list" in document.attributes["tags"]


def test_what_joins_an_entry_that_still_waits_waits_with_it(both, editor_client):
    listed = both.entries.get(title=MIGRATION, source__path="list.md")
    decide(editor_client, both, "import", listed)
    listed.refresh_from_db()
    assert (listed.outcome, EntryPage.objects.count()) == ("", 0)
    assert "as soon as that is imported" in listed.said


def test_what_was_joined_is_undone_with_the_rest(both, editor_client):
    decide(editor_client, both, "import")
    response = decide(editor_client, both, "undo")
    assert "cannot" not in said(response)
    assert not EntryPage.objects.exists()


# --- Undoing ---------------------------------------------------------------------------------------------


def test_undoing_publishes_nothing_that_was_not_public(editor_client, stored, update):
    draft = newest(stored)
    draft.summary = "A draft nobody has read."
    draft.save_revision()
    decide(editor_client, update.run, "import", update)
    decide(editor_client, update.run, "import", update)  # after a look at the draft
    publish(stored)  # what the import made
    decide(editor_client, update.run, "undo")
    page = QuestionPage.objects.get(pk=stored.pk)
    assert (page.live, page.summary) == (True, "Old words.")
    assert newest(stored).summary == "A draft nobody has read."


def test_an_entry_that_was_never_public_is_a_draft_again(editor_client):
    stored = QuestionPageFactory(title=MIGRATION, summary="Old words.")
    run = bring(editor_client, ("bank.md", BANK.encode()), on_duplicate="update")
    decide(editor_client, run, "import", run.entries.get(title=MIGRATION))
    publish(stored)
    decide(editor_client, run, "undo")
    assert (QuestionPage.objects.get(pk=stored.pk).live, newest(stored).summary) == (False, "Old words.")


def test_an_entry_without_changes_waiting_has_none_after_undoing(editor_client, stored, update):
    decide(editor_client, update.run, "import", update)
    decide(editor_client, update.run, "undo")
    assert not QuestionPage.objects.get(pk=stored.pk).has_unpublished_changes


def test_what_undoing_does_is_said_before(run, editor_client):
    decide(editor_client, run, "import")
    page = editor_client.get(reverse("imports:undo", args=[run.pk])).content.decode()
    assert "3 entries are deleted; no reader has seen them" in page
    assert QuestionPage.objects.count() == 3


# --- Reading again ---------------------------------------------------------------------------------------


def test_one_file_is_read_in_another_dialect_and_the_others_keep_their_corrections(editor_client):
    run = bring(editor_client, ("bank.md", BANK.encode()), ("other.md", b"## What is a hook?\n\nA place.\n"))
    kept = run.entries.get(source__path="other.md")
    save(editor_client, kept, "facts", title="What is a hook good for?")
    source = run.sources.get(path="bank.md")
    editor_client.post(reverse("imports:source", args=[source.pk]), {"dialect": "bold-paragraphs"})
    source.refresh_from_db()
    run.refresh_from_db()
    assert (run.state, source.asked["dialect"], source.is_read) == ("planned", "bold-paragraphs", True)
    assert run.entries.get(source__path="other.md").title == "What is a hook good for?"


@pytest.mark.parametrize("dialect", dialect_names())
def test_a_file_can_be_read_in_every_dialect_and_back(run, editor_client, dialect):
    source = run.sources.get()
    for asked in (dialect, ""):
        response = editor_client.post(
            reverse("imports:source", args=[source.pk]), {"dialect": asked}, follow=True
        )
        assert response.status_code == 200
    run.refresh_from_db()
    assert (run.state, run.problem, run.entries.count()) == (Import.State.PLANNED, "", 3)


def test_what_columns_hold_is_corrected_in_the_admin(editor_client):
    run = bring(editor_client, ("table.csv", TABLE.encode()), level="")
    source = run.sources.get()
    columns = [
        column.name
        for column, _ in editor_client.get(reverse("imports:source", args=[source.pk])).context["columns"]
    ]
    assert columns == ["Frage", "Lösung", "Stufe"]
    editor_client.post(
        reverse("imports:source", args=[source.pk]),
        {"column-0": "title", "column-1": "summary", "column-2": "level"},
    )
    rows = run.entries.order_by("pk")
    assert [(row.title, row.level, read(row.document).summary) for row in rows] == [
        ("What is a hook?", "senior", "A place to act."),
        ("What is a signal?", "junior", "A message."),
    ]


def test_two_columns_cannot_hold_the_same(editor_client):
    source = bring(editor_client, ("table.csv", TABLE.encode())).sources.get()
    response = editor_client.post(
        reverse("imports:source", args=[source.pk]),
        {"column-0": "title", "column-1": "title", "column-2": "level"},
    )
    assert "Only one column" in str(response.context["form"].errors)


def test_a_file_of_which_something_was_decided_stays_as_it_was_read(run, editor_client):
    decide(editor_client, run, "import", run.entries.first())
    source = run.sources.get()
    editor_client.post(reverse("imports:source", args=[source.pk]), {"dialect": "bold-paragraphs"})
    assert run.entries.count() == 3


def test_files_of_the_same_name_are_two(editor_client):
    run = bring(editor_client, ("bank.md", BANK.encode()), ("bank.md", b"## What is a hook?\n\nA place.\n"))
    assert list(run.sources.values_list("path", flat=True)) == ["bank.md", "bank (2).md"]
    assert "hook" in run.sources.get(path="bank (2).md").text


# --- The record ------------------------------------------------------------------------------------------


def test_who_did_what_is_kept(run, editor, editor_client):
    decide(editor_client, run, "change", level="senior")
    decide(editor_client, run, "import", run.entries.first())
    decide(editor_client, run, "close")
    steps = editor_client.get(reverse("imports:one", args=[run.pk])).context["steps"]
    assert [one.data["what"] for one in reversed(steps)] == [
        "Brought in: bank.md",
        "3 entries changed: level senior.",
        "1 entry approved.",
        "Finished; 2 entries skipped.",
    ]
    assert {one.user for one in steps} == {editor}
