"""An editor brings question banks in with a real browser: from two files to drafts and back, with and without script."""

from functools import partial

import pytest
from playwright.sync_api import expect

from knowledge.importing.runs import tasks
from knowledge.models import EntryPage, Import, QuestionPage
from tests.admin.conftest import person, signed_in
from tests.browser.conftest import faults_of
from tests.factories import QuestionPageFactory, TechnologyFactory
from tests.importing.test_runs import BANK, bring, decide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MIGRATION = "How do you roll a migration back?"
HOSTILE = (
    '## <img src=x onerror="window.hit=1"> What is a hook?\n\n<script>window.hit=1</script> A place to act.\n'
)
TABLE = "Frage;Lösung\nWhat is a hook?;A place to act.\nWhat is a signal?;A message.\n"
BANKS = [
    {"name": "bank.md", "mimeType": "text/markdown", "buffer": BANK.encode()},
    {"name": "more.md", "mimeType": "text/markdown", "buffer": b"## What is a hook?\n\nA place to act.\n"},
]


@pytest.fixture
def editor():
    TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK")
    return person("Editors", first_name="Ada")


@pytest.fixture
def open_page(pages_of, editor):
    """Opens an editor's pages; none may complain."""
    return partial(pages_of, editor)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_two_files_to_drafts_and_back(open_page, script):
    stored = QuestionPageFactory(title=MIGRATION, summary="Old words.", live=True)
    page = open_page(java_script_enabled=script)

    page.goto("/admin/imports/new/")
    page.locator("[name=uploads]").set_input_files(BANKS)
    if script:
        expect(page.locator("[data-chosen] li")).to_have_text(["bank.md 1 kB", "more.md 1 kB"])
    page.locator("[name=technology]").select_option("python-flask")
    page.locator("[name=level]").select_option("mid")
    page.locator("[name=on_duplicate]").select_option("update")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Waiting for a decision")).to_be_visible()
    rows = page.locator(".imports-rows tbody tr")
    expect(rows).to_have_count(4)

    # Narrow the table, and change what it shows.
    page.locator("summary", has_text="Narrow the table").click()
    page.locator("[name=file]").fill("bank.md")
    page.get_by_role("button", name="Narrow").click()
    expect(rows).to_have_count(3)
    page.get_by_label("all 3 that are shown").check()
    page.locator("summary", has_text="Change them").click()
    page.locator("form[data-table] [name=difficulty]").fill("7")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.get_by_text("3 entries were changed.")).to_be_visible()

    # Correct one of them.
    page.get_by_role("link", name="What is an application context?").click()
    page.locator("[name=title]").fill("What does an application context hold?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[name=title]")).to_have_value("What does an application context hold?")
    page.get_by_role("link", name="Back to the table").click()

    # Choose what of an update is taken.
    page.get_by_role("link", name=MIGRATION).click()
    answer = page.get_by_label("Take this change of 30-second answer")
    expect(answer).to_be_checked()
    answer.uncheck()
    page.get_by_role("button", name="Take the ticked changes").click()
    expect(page.get_by_label("Take this change of 30-second answer")).not_to_be_checked()
    page.get_by_role("link", name="Back to the table").click()

    # Approve a part: the rest waits.
    for title in ("What does an application context hold?", MIGRATION):
        page.get_by_label(title, exact=True).check()
    page.get_by_role("button", name="Make drafts").click()
    expect(page.get_by_text("2 entries are being imported.")).to_be_visible()
    expect(page.get_by_role("link", name="Created: FLSK-MID-001")).to_be_visible()
    newest = QuestionPage.objects.get(pk=stored.pk).get_latest_revision_as_object()
    assert (newest.summary, newest.difficulty) == ("Old words.", 7)
    assert EntryPage.objects.count() == 2

    # Take it all back.
    page.get_by_role("link", name="Undo this import").click()
    expect(page.get_by_text("One entry is deleted; no reader has seen it")).to_be_visible()
    page.get_by_role("button", name="Undo this import").click()
    expect(page.locator(".imports-badge")).to_have_text("Undone")
    assert EntryPage.objects.count() == 1
    assert QuestionPage.objects.get(pk=stored.pk).get_latest_revision_as_object().difficulty == 5


def test_progress_is_told_and_the_result_follows_by_itself(open_page, editor):
    run = bring(signed_in(editor), ("bank.md", BANK.encode()))
    run.entries.update(outcome="chosen")
    Import.objects.filter(pk=run.pk).update(state="applying", steps=3, done=1)
    page = open_page()
    page.goto(f"/admin/imports/{run.pk}/")
    expect(page.get_by_role("status").filter(has_text="Making drafts: 1 of 3 entries.")).to_be_visible()
    tasks.import_chosen.call(run.pk)
    expect(page.locator(".imports-badge")).to_have_text("Imported")
    expect(page.get_by_role("link", name="Created: FLSK-MID-003")).to_be_visible()


def test_files_are_dropped_and_a_sending_that_cannot_fit_is_told_before(open_page):
    page = open_page()
    page.goto("/admin/imports/new/")
    data = page.evaluate_handle(
        """() => {
            const all = new DataTransfer();
            for (const name of ["one.md", "two.md"]) all.items.add(new File(["## What is a hook?\\n\\nA place."], name));
            return all;
        }"""
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": data})
    expect(page.locator("[data-chosen] li")).to_have_count(2)
    page.locator("[name=text]").evaluate(
        "(field) => { field.value = 'a'.repeat(700000); field.dispatchEvent(new Event('input')); }"
    )
    expect(page.get_by_role("alert").filter(has_text="700000 characters")).to_be_visible()
    page.get_by_role("button", name="Read it").click()
    assert page.url.endswith("/new/")
    page.locator("[name=text]").fill("")
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_text("Waiting for a decision")).to_be_visible()


def test_a_button_acts_once_however_often_it_is_clicked(open_page, editor):
    run = bring(signed_in(editor), ("bank.md", BANK.encode()))
    page = open_page()
    page.goto(f"/admin/imports/{run.pk}/")
    page.get_by_label("all 3").check()
    page.get_by_role("button", name="Make drafts").dblclick()
    expect(page.locator(".imports-badge")).to_have_text("Imported")
    assert EntryPage.objects.count() == 3
    assert "Not now" not in page.content()


def test_what_columns_hold_is_corrected(open_page, editor):
    run = bring(signed_in(editor), ("table.csv", TABLE.encode()))
    page = open_page()
    page.goto(f"/admin/imports/source/{run.sources.get().pk}/")
    page.locator("summary", has_text="What its columns hold").click()
    page.get_by_label("Lösung").select_option("summary")
    page.get_by_role("button", name="Read it again").click()
    expect(page.get_by_text("table.csv is read again.", exact=True)).to_be_visible()
    expect(page.locator(".imports-rows tbody tr")).to_have_count(2)


def test_hostile_text_runs_nowhere(open_page, editor):
    QuestionPageFactory(title=HOSTILE.splitlines()[0][3:], live=True)
    run = bring(signed_in(editor), ("<b>x.md", HOSTILE.encode()), on_duplicate="update")
    page = open_page()
    row, source = run.entries.get(), run.sources.get()
    for address in (
        f"{run.pk}/",
        f"entry/{row.pk}/",
        f"source/{source.pk}/",
        f"{run.pk}/files/",
        f"{run.pk}/undo/",
    ):
        page.goto(f"/admin/imports/{address}")
        assert page.evaluate("window.hit") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(open_page, editor, scheme, width):
    client = signed_in(editor)
    QuestionPageFactory(title=MIGRATION, summary="Old words.", live=True)
    nothing = bring(client, text="Nothing is asked here.")
    busy = bring(client, ("bank.md", BANK.encode()))
    Import.objects.filter(pk=busy.pk).update(state="applying", steps=3, done=1)
    done = bring(client, ("table.csv", TABLE.encode()))
    decide(client, done, "import")
    run = bring(
        client,
        ("bank.md", BANK.encode()),
        ("table.csv", TABLE.encode()),
        on_duplicate="update",
        licence="MIT",
    )
    update = run.entries.get(title=MIGRATION)
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    addresses = ["new/", f"{run.pk}/", f"{run.pk}/?need=duplicates", f"{run.pk}/files/", f"{done.pk}/undo/"]
    addresses += [f"{one.pk}/" for one in (nothing, busy, done)]
    addresses += [f"entry/{one.pk}/" for one in (update, run.entries.first(), done.entries.first())]
    addresses += [f"source/{one.pk}/" for one in (*run.sources.all(), nothing.sources.get())]
    assert faults_of(page, [f"/admin/imports/{address}" for address in addresses]) == {}
