"""What is measured one by one is what an import is measured against: the same entries, published."""

import pytest
from django.core.management import call_command

from bench import importing
from knowledge.models import EntryPage, SearchDocument
from tests.factories import CategoryFactory, TechnologyFactory
from tests.importing.conftest import question

pytestmark = pytest.mark.django_db


def test_both_ways_publish_the_same_documents(tmp_path):
    TechnologyFactory(slug="python-flask", prefix="FLSK")
    CategoryFactory(slug="databases")
    folders = [tmp_path / "one", tmp_path / "two"]
    for number, folder in enumerate(folders):
        folder.mkdir()
        for one in range(3):
            code = f"FLSK-MID-{number}{one}1"
            (folder / f"{one}.md").write_text(question(title=f"Question {code}", code=code))

    importing.one_by_one(sorted(folders[0].glob("*.md")))
    call_command("import_entries", str(folders[1]), publish=True)

    assert EntryPage.objects.published().count() == SearchDocument.objects.count() == 6
