"""What an import does first and what it waits for, so that files and imports do not get in each other's way."""

import io

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from knowledge.models import EntryPage
from tests.factories import TechnologyFactory
from tests.importing.conftest import QUESTION, question
from tests.together import run_together

pytestmark = pytest.mark.django_db


def test_an_entry_without_a_code_is_not_given_one_that_another_file_asks_for(run, folder):
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    (folder / "a.md").write_text(question(title="Given one", code=""))
    (folder / "b.md").write_text(question(title="Asks for the first", code="FLSK-MID-001"))
    _, report, _ = run(folder)
    assert [source["problems"] for source in report["sources"]] == [[], []]
    codes = dict(EntryPage.objects.values_list("title", "code"))
    assert codes == {"Asks for the first": "FLSK-MID-001", "Given one": "FLSK-MID-002"}


def test_a_report_that_cannot_be_written_is_told_before_anything_is_imported(db, folder, tmp_path):
    (folder / "a.md").write_text(QUESTION)
    for target in (tmp_path, tmp_path / "nowhere" / "report.json"):
        with pytest.raises(CommandError, match="cannot be written") as caught:
            call_command("import_entries", str(folder), "--report", str(target))
        assert caught.value.returncode == 2
    assert not EntryPage.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_imports_at_the_same_moment_make_each_thing_once(folder):
    for number in range(3):
        (folder / f"{number}.md").write_text(question(title=f"Question {number}", code=""))

    run_together(lambda _: call_command("import_entries", str(folder), stderr=io.StringIO()), range(3))

    assert sorted(EntryPage.objects.values_list("title", flat=True)) == [f"Question {n}" for n in range(3)]
