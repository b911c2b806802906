"""What a dry run foretells is what an import does."""

import pytest

from tests.importing.conftest import QUESTION, question
from tests.importing.test_importing import entries_of

pytestmark = pytest.mark.django_db


def test_a_dry_run_foretells_an_update_only_where_something_differs(run, folder):
    (folder / "a.md").write_text(QUESTION)
    (folder / "b.md").write_text(question(code="", title="Another"))
    run(folder)
    (folder / "b.md").write_text(question(code="", title="Another", level="senior"))

    _, foretold, _ = run(folder, dry_run=True, on_duplicate="update")
    _, done, _ = run(folder, on_duplicate="update")

    assert [one["action"] for one in entries_of(foretold)] == ["skip", "update"]
    assert foretold["totals"] == done["totals"]
