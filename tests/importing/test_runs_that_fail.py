"""Imports whose background work fails, dies in the middle, or meets what somebody made meanwhile."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from knowledge.entrydocs import document_from_page, write
from knowledge.importing.runs import deciding, services, tasks, undoing
from knowledge.models import EntryPage, Import, RetiredCode
from learning.models import LearningPathPage, ModulePage
from tests.factories import LearningPathPageFactory, ModulePageFactory, TechnologyFactory
from tests.importing.test_paths import TOLD
from tests.importing.test_runs import BANK, bring, decide, said

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def technology():
    return TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK")


@pytest.fixture
def run(editor_client):
    return bring(editor_client, ("bank.md", BANK.encode()))


@pytest.fixture
def brought_path(editor_client):
    """An import that made a learning path."""
    path = LearningPathPageFactory()
    text = write(document_from_page(path.specific))
    path.delete()
    RetiredCode.objects.all().delete()
    run = bring(editor_client, ("path.md", text.encode()), technology="")
    decide(editor_client, run, "import")
    return run


@pytest.mark.parametrize("letter", ["ж", "\N{SNAKE}", "x"])
def test_a_file_with_a_long_name_is_read(editor_client, letter):
    run = bring(editor_client, (f"{letter * 230}.md", BANK.encode()))
    assert (run.state, run.total) == (Import.State.PLANNED, 3)


def test_who_goes_on_after_a_worker_died_makes_nothing_twice(run, editor_client, monkeypatch):
    run.entries.update(outcome="chosen")
    Import.objects.filter(pk=run.pk).update(state=Import.State.APPLYING)

    def die(*args):
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(deciding, "_keep_outcomes", die)
        with pytest.raises(SystemExit):
            tasks.import_chosen.call(run.pk)
    tasks.import_chosen.call(run.pk)
    assert EntryPage.objects.count() == 3
    assert set(run.entries.values_list("outcome", flat=True)) == {"created"}


def test_what_fails_waits_again_and_the_import_says_so(run, editor_client, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(deciding, "apply_plan", fail)
        decide(editor_client, run, "import")
    run.refresh_from_db()
    assert run.state == Import.State.PLANNED
    assert "No space left" in editor_client.get(reverse("imports:one", args=[run.pk])).text
    decide(editor_client, run, "import")
    run.refresh_from_db()
    assert (run.state, run.problem, EntryPage.objects.count()) == (Import.State.DONE, "", 3)


def test_an_undoing_that_fails_leaves_the_import_as_it_was(run, editor_client, monkeypatch):
    decide(editor_client, run, "import", run.entries.first())

    def fail(*args):
        raise OSError("No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(undoing, "_take_away", fail)
        decide(editor_client, run, "undo")
    run.refresh_from_db()
    assert (run.state, run.problem) == (Import.State.PLANNED, "Not undone. No space left on device")
    decide(editor_client, run, "undo")
    assert not EntryPage.objects.exists()


def test_what_somebody_wrote_below_an_imported_path_is_not_deleted_with_it(brought_path, editor_client):
    by_hand = ModulePageFactory(parent=LearningPathPage.objects.get(), title="A week of work", live=False)
    response = decide(editor_client, brought_path, "undo")
    assert "A week of work" in said(response)
    assert ModulePage.objects.filter(pk=by_hand.pk).exists()


def test_a_path_nobody_has_worked_on_goes(brought_path, editor_client):
    decide(editor_client, brought_path, "undo")
    assert not LearningPathPage.objects.exists()


def test_modules_do_not_go_below_a_path_that_took_the_code_of_theirs(editor_client):
    run = bring(editor_client, ("tea.md", TOLD.encode()), technology="", level="")
    theirs = LearningPathPageFactory(title="Somebody else's", code="LP-01")
    decide(editor_client, run, "import")
    path, *modules = run.entries.order_by("pk")
    assert (path.outcome, {one.outcome for one in modules}) == ("refused", {"refused"})
    assert "LP-01 belongs to another entry" in path.said
    assert {one.said for one in modules} == {
        "“Twelve evenings of tea”, which it is a part of, has not been imported."
    }
    assert theirs.get_children().count() == 0


@pytest.mark.parametrize("state", ["reading", "applying"])
def test_an_import_whose_worker_died_is_taken_up_again(editor_client, state):
    run = bring(editor_client, ("bank.md", BANK.encode()))
    if state == "reading":
        run.sources.all().delete()
    else:
        run.entries.update(outcome="chosen")
    Import.objects.filter(pk=run.pk).update(state=state, busy_since=timezone.now() - timedelta(hours=1))
    assert services.take_up_stalled() == 1
    run.refresh_from_db()
    assert not run.is_busy
    assert run.entries.count() == 3
    assert services.take_up_stalled() == 0
