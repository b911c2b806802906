"""What is exported can be imported: the same entries, taxonomy and images, byte for byte."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from PIL import Image

from hub.core.models import HubImage
from knowledge.entrydocs import read, write
from knowledge.models import CodeSequence, EntryPage, RetiredCode, Technology
from tests.factories import ENTRY_FACTORIES, QuestionPageFactory

CONTENT = Path(settings.BASE_DIR) / "content"
STARTER = sorted(CONTENT.glob("*/*.md"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 3), "red").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("path", STARTER, ids=lambda path: path.stem)
def test_a_starter_document_is_canonical_and_named_for_its_code(path):
    text = path.read_bytes().decode()
    document = read(text)
    assert write(document) == text
    assert document.code == path.stem
    assert read(write(document)) == document


@pytest.mark.django_db
def test_the_loaded_starter_content_exports_as_the_files_it_came_from(tmp_path):
    out = io.StringIO()
    call_command("load_starter_content", stdout=out)
    assert f"{len(STARTER)} entries created, 0 updated, 0 unchanged" in out.getvalue()
    assert not EntryPage.objects.filter(live=False).exists()
    call_command("export_entries", str(tmp_path), stdout=io.StringIO())
    expected = {name: data for name, data in files_of(CONTENT).items() if name != "LICENSE"}
    assert files_of(tmp_path) == expected
    out = io.StringIO()
    call_command("load_starter_content", stdout=out)
    assert "was not loaded" in out.getvalue()


@pytest.mark.django_db
def test_an_export_imported_into_an_empty_hub_gives_the_same_files(tmp_path, run):
    for factory in ENTRY_FACTORIES.values():
        factory(live=True, tags=["b", "a"])
        draft = factory(title="A draft")
    first = Technology.objects.first()
    Technology.objects.exclude(pk=first.pk).update(parent=first)
    Technology.objects.filter(pk=first.pk).update(aliases="c++, py")
    draft.title = "A later draft"
    draft.save_revision()
    HubImage.objects.create(title="Plan", key="plan", file=ContentFile(png(), "drawing.png"))
    shown = QuestionPageFactory(live=True, summary="![A plan](image:plan)")
    one, two = tmp_path / "first", tmp_path / "second"
    call_command("export_entries", str(one), stdout=io.StringIO())
    assert (one / "images/plan.png").read_bytes() == png()
    assert "A later draft" in "".join(path.read_text() for path in one.glob("*/*.md"))
    written = len(list(one.glob("*/*.md")))
    for page in EntryPage.objects.filter(depth=4):  # modules go with their path
        page.delete()
    Technology.objects.update(parent=None)
    for model in (RetiredCode, CodeSequence, HubImage, Technology):
        model.objects.all().delete()
    status, report, _ = run(one)
    assert (status, report["totals"]["created"]) == (0, written)
    call_command("export_entries", str(two), stdout=io.StringIO())
    assert files_of(two) == files_of(one)
    assert HubImage.objects.get().key == "plan"
    assert shown.code in {page.code for page in EntryPage.objects.all()}


@pytest.mark.django_db
def test_only_the_kind_and_technology_asked_for_are_written(tmp_path):
    entry = QuestionPageFactory(live=True)
    QuestionPageFactory(live=True)
    ENTRY_FACTORIES["debug"](live=True, technology=entry.technology)
    call_command(
        "export_entries",
        str(tmp_path),
        kind="question",
        technology=entry.technology.slug,
        stdout=io.StringIO(),
    )
    assert set(files_of(tmp_path)) == {f"questions/{entry.code}.md", "taxonomy.yaml"}


def with_image(data: bytes, name: str, folder: Path) -> Path:
    text = "---\nkind: design\ntitle: A plan\n---\n\n![It](image:plan) and ![that](image:lost)\n"
    (folder / "a.md").write_text(text)
    (folder / "images").mkdir()
    (folder / "images" / name).write_bytes(data)
    return folder


def test_an_image_beside_the_documents_is_taken_in_once(folder, run):
    with_image(png(), "plan.png", folder)
    for _ in range(2):
        _, report, _ = run(folder)
    image = HubImage.objects.get()
    assert (image.key, image.width, image.height) == ("plan", 4, 3)
    assert report["sources"][0]["entries"][0]["warnings"] == ["There is no image with the key “lost”."]


@pytest.mark.parametrize(("data", "name"), [(b"<script>", "plan.png"), (b"<svg/>", "plan.webp")])
def test_a_file_that_only_calls_itself_an_image_stops_its_source_and_leaves_nothing(folder, run, data, name):
    with_image(data, name, folder)
    text = (folder / "a.md").read_text().replace("title: A plan", "title: A plan\ntechnology: go\ntags: [x]")
    (folder / "a.md").write_text(text)
    (folder / "b.md").write_text("---\nkind: design\ntitle: Another\ntechnology: go\n---\n")
    _, report, _ = run(folder)
    broken, good = report["sources"]
    assert name in broken["problems"][0]["message"]
    assert (broken["entries"][0]["action"], good["entries"][0]["action"]) == ("skip", "create")
    assert [(page.code, page.title) for page in EntryPage.objects.all()] == [("SD-001", "Another")]
    assert not HubImage.objects.exists()
    (folder / "images" / name).unlink()
    (folder / "images" / "plan.png").write_bytes(png())
    run(folder)
    assert EntryPage.objects.count() == 2
    assert Technology.objects.count() == 1
