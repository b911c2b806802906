"""Where modules stand: below their path, in the order of the tree, by document and by hand."""

import pytest

from knowledge.entrydocs import document_from_page, read
from knowledge.models import EntryPage, RetiredCode
from learning.models import LearningPathPage, ModulePage
from tests.factories import LearningPathPageFactory, ModulePageFactory

pytestmark = pytest.mark.django_db


def order(path) -> list[str]:
    return list(ModulePage.objects.child_of(path).order_by("path").values_list("title", flat=True))


def document(code: str, title: str, *, path: str = "LP-50", position: int) -> str:
    named = f"code: {code}\n" if code else ""
    facts = f"path: {path}\nposition: {position}\nobjective: Do it.\n"
    return f"---\nkind: module\n{named}title: {title}\n{facts}---\n\nShort.\n\n## Lesson\n\nLong.\n"


PATH = "---\nkind: path\ncode: LP-50\ntitle: A road\nlevel: mid\n---\n\nShort.\n\n## Overview\n\nLong.\n"


def write(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text)


# --- Codes and places ------------------------------------------------------------------------------------


def test_modules_are_numbered_below_the_code_of_their_path():
    path = LearningPathPageFactory(live=True)
    modules = [ModulePageFactory(parent=path) for _ in range(2)]
    assert [module.code for module in modules] == [f"{path.code}-01", f"{path.code}-02"]
    assert [module.position for module in modules] == [1, 2]
    assert {module.path_code for module in modules} == {path.code}


def test_a_module_that_moves_keeps_its_code_and_says_where_it_is_now():
    here, there = LearningPathPageFactory(live=True), LearningPathPageFactory(live=True)
    module = ModulePageFactory(parent=here)
    code = module.code
    module.move(there, pos="last-child")
    moved = ModulePage.objects.get(pk=module.pk)
    assert (moved.code, moved.path_code, moved.position) == (code, there.code, 1)
    assert document_from_page(moved).attributes["path"] == there.code


def test_deleting_a_path_retires_the_codes_of_its_modules_too():
    path = LearningPathPageFactory(live=True)
    module = ModulePageFactory(parent=path, live=True)
    LearningPathPage.objects.get(pk=path.pk).delete()
    assert set(RetiredCode.objects.values_list("code", flat=True)) == {path.code, module.code}


def test_a_path_that_is_taken_down_takes_its_modules_with_it():
    path = LearningPathPageFactory(live=True)
    module = ModulePageFactory(parent=path, live=True)
    LearningPathPage.objects.get(pk=path.pk).unpublish()
    assert not ModulePage.objects.get(pk=module.pk).live


def test_a_module_is_not_published_below_a_draft():
    path = LearningPathPageFactory()
    module = ModulePageFactory(parent=path)
    with pytest.raises(Exception, match="Its path is a draft"):
        module.latest_revision.publish()
    assert not ModulePage.objects.get(pk=module.pk).live


# --- Import ----------------------------------------------------------------------------------------------


def test_a_path_and_its_modules_come_in_together_in_any_order_of_files(tmp_path, run):
    write(
        tmp_path,
        a=document("LP-50-02", "Second", position=2),
        b=document("LP-50-01", "First", position=1),
        z=PATH,
    )
    status, report, _ = run(tmp_path, publish=True)
    path = LearningPathPage.objects.get(code="LP-50")
    assert (status, report["totals"]["created"]) == (0, 3)
    assert order(path) == ["First", "Second"]
    assert EntryPage.objects.live().count() == 3


def test_a_module_without_a_path_is_refused_by_name_and_nothing_of_it_stays(tmp_path, run):
    write(tmp_path, a=document("", "Lost", path="LP-77", position=1))
    status, _, said = run(tmp_path)
    assert status == 1
    assert "LP-77" in said
    assert not EntryPage.objects.exists()


def test_an_update_moves_a_module_to_the_position_it_names(tmp_path, run):
    path = LearningPathPageFactory(live=True)
    modules = [ModulePageFactory(parent=path, title=title, live=True) for title in ("One", "Two", "Three")]
    last = document_from_page(ModulePage.objects.get(pk=modules[2].pk))
    text = document(last.code, "Three", path=path.code, position=1)
    write(tmp_path, a=text)
    run(tmp_path, on_duplicate="update", publish=True)
    assert order(path) == ["Three", "One", "Two"]
    run(tmp_path, on_duplicate="update", publish=True)
    assert order(path) == ["Three", "One", "Two"]


def test_an_update_moves_a_module_to_the_path_it_names(tmp_path, run):
    here, there = LearningPathPageFactory(live=True), LearningPathPageFactory(live=True)
    module = ModulePageFactory(parent=here, title="Wanderer", live=True)
    ModulePageFactory(parent=there, title="Stays", live=True)
    write(tmp_path, a=document(module.code, "Wanderer", path=there.code, position=1))
    status, _, _ = run(tmp_path, on_duplicate="update", publish=True)
    assert status == 0
    assert order(there) == ["Wanderer", "Stays"]
    assert order(here) == []


def test_a_milestone_is_written_only_where_there_is_one():
    assert "milestone" not in read(document("LP-50-01", "Plain", position=1)).attributes
