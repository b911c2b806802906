"""What is brought in may be anything: hostile names, bombs, wrong encodings, and far too much of it."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.importing.runs import forms
from knowledge.models import Import, ImportedEntry, ImportSource
from tests.factories import TechnologyFactory, UserFactory
from tests.importing.test_runs import BANK, bring, decide

pytestmark = pytest.mark.django_db(transaction=True)

RTL = "\N{RIGHT-TO-LEFT OVERRIDE}"


@pytest.fixture(autouse=True)
def technology():
    return TechnologyFactory(name="Python (Flask)", slug="python-flask", prefix="FLSK")


def packed(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, data in files.items():
            writer.writestr(name, data)
    return archive.getvalue()


def refused(client, *files, **fields) -> str:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    response = client.post(reverse("imports:add"), {"on_duplicate": "skip", "uploads": uploads, **fields})
    assert response.status_code == 200
    assert not Import.objects.exists()
    return str(response.context["form"].errors)


def test_an_archive_that_unpacks_to_too_much_is_refused_with_what_to_do(editor_client):
    bomb = packed({f"{number}.md": b"a" * 4_900_000 for number in range(21)})
    assert len(bomb) < 1_000_000
    said = refused(editor_client, ("bomb.zip", bomb))
    assert "bomb.zip unpacks to" in said
    assert "Bring it in in parts" in said


def test_more_than_fits_at_once_is_refused(editor_client, monkeypatch):
    monkeypatch.setattr(forms, "MAX_BYTES", 100)
    assert "at most 0 MB fit" in refused(editor_client, ("a.md", b"a" * 101))


def test_each_file_that_does_not_fit_is_named(editor_client):
    said = refused(
        editor_client, ("a.exe", b"MZ"), ("Makefile", b"text"), ("empty.md", b""), ("fine.md", BANK.encode())
    )
    assert all(
        words in said
        for words in ("a.exe: files ending in .exe", "Makefile: files called so", "empty.md is empty")
    )


def test_too_long_a_paste_is_told_with_its_length(editor_client):
    said = refused(editor_client, text="a" * (forms.MAX_TEXT + 1))
    assert "600,001 characters" in said


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.md", "..\\..\\boot.md", f"{RTL}dm.exe.md", "a/b/c.md", "\x1b[31mred.md", "con .md", "a" * 300 + ".md"],
    ids=["up", "windows", "right-to-left", "folders", "escape", "device", "long"],
)  # fmt: skip
def test_a_file_may_be_called_anything(editor_client, name):
    run = bring(editor_client, (name, BANK.encode()))
    assert (run.state, run.total) == (Import.State.PLANNED, 3)
    path = run.sources.get().path
    assert "/" not in path
    assert RTL not in path
    assert editor_client.get(reverse("imports:one", args=[run.pk])).status_code == 200


def test_members_that_lead_out_of_an_archive_are_told_and_left_alone(editor_client, tmp_path):
    run = bring(editor_client, ("a.zip", packed({"../out.md": BANK.encode(), "in.md": BANK.encode()})))
    assert run.total == 3
    said = [problem["message"] for source in run.sources.all() for problem in source.problems]
    assert said == ["has a name that leads out of the archive"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "latin-1"])
def test_a_text_in_another_encoding_is_read(editor_client, encoding):
    text = BANK.replace("application context", "Anwendungskontext") if encoding == "latin-1" else BANK
    run = bring(editor_client, ("bank.md", text.encode(encoding)))
    assert run.total == 3


def test_bytes_that_are_no_text_become_no_entry_and_no_error(editor_client):
    run = bring(editor_client, ("noise.md", bytes(range(1, 256)) * 200))
    assert (run.state, run.total) == (Import.State.FAILED, 0)
    page = editor_client.get(reverse("imports:source", args=[run.sources.get().pk]))
    assert page.status_code == 200


def test_a_single_line_of_300_kilobytes_is_cut_where_it_is_shown(editor_client):
    run = bring(editor_client, ("line.md", b"## What is a hook?\n\n" + b"word " * 60_000))
    source = run.sources.get()
    assert len(editor_client.get(reverse("imports:source", args=[source.pk])).content) < 200_000
    row = run.entries.first()
    if row is not None:
        assert editor_client.get(reverse("imports:row", args=[row.pk])).status_code == 200


def test_an_archive_of_many_files_is_read_and_its_pages_stay_small(editor_client):
    files = {f"{number:04}.txt": f"Nothing asked in number {number}.".encode() for number in range(400)}
    files["bank.md"] = BANK.encode()
    run = bring(editor_client, ("many.zip", packed(files)))
    assert run.total == 3
    page = editor_client.get(reverse("imports:one", args=[run.pk]))
    assert "All 401 files" in page.text
    assert editor_client.get(reverse("imports:sources", args=[run.pk])).text.count("/source/") == 100


# --- Doors -------------------------------------------------------------------------------------------------


def doors(run: Import) -> dict[str, list]:
    row, source = ImportedEntry.objects.first(), ImportSource.objects.first()
    return {
        "read": [
            reverse(f"imports:{name}", args=args)
            for name, args in (("index", []), ("one", [run.pk]), ("progress", [run.pk]), ("sources", [run.pk]),
                               ("row", [row.pk]), ("source", [source.pk]))
        ],
        "write": [
            (reverse("imports:add"), {"text": BANK, "on_duplicate": "skip"}),
            (reverse("imports:decide", args=[run.pk]), {"do": "import", "which": "all"}),
            (reverse("imports:decide", args=[run.pk]), {"do": "change", "which": "all", "level": "senior"}),
            (reverse("imports:decide", args=[run.pk]), {"do": "close"}),
            (reverse("imports:undo", args=[run.pk]), {}),
            (reverse("imports:row", args=[row.pk]), {"do": "text", "document": row.document}),
            (reverse("imports:source", args=[source.pk]), {"dialect": "headings"}),
        ],
    }  # fmt: skip


def standing(run: Import) -> list:
    return [
        Import.objects.count(),
        *ImportedEntry.objects.order_by("pk").values_list("outcome", "action", "document"),
    ]


@pytest.mark.parametrize("group", ["Authors", "Moderators", "", None])
def test_nobody_but_editors_reads_or_decides_imports(client, editor_client, group):
    from django.contrib.auth.models import Group

    run = bring(editor_client, ("bank.md", BANK.encode()))
    before = standing(run)
    if group is not None:
        person = UserFactory()
        if group:
            person.groups.add(Group.objects.get(name=group))
        client.force_login(person)
    found = doors(run)
    assert {client.get(address).status_code for address in found["read"]} <= {302, 403}
    assert {client.post(address, values).status_code for address, values in found["write"]} <= {302, 403}
    assert standing(run) == before


def test_who_may_only_look_changes_nothing(client, editor_client):
    from django.contrib.auth.models import Permission

    run = bring(editor_client, ("bank.md", BANK.encode()))
    before = standing(run)
    person = UserFactory()
    person.user_permissions.add(*Permission.objects.filter(codename__in=["view_import", "access_admin"]))
    client.force_login(person)
    found = doors(run)
    assert {client.get(address).status_code for address in found["read"]} == {200}
    for address, values in found["write"]:
        client.post(address, values)
    assert standing(run) == before
    assert "Make drafts" not in client.get(reverse("imports:one", args=[run.pk])).text


def test_looking_changes_nothing(editor_client):
    run = bring(editor_client, ("bank.md", BANK.encode()))
    before = standing(run)
    for address, values in doors(run)["write"]:
        assert editor_client.get(address, values).status_code in {200, 405}
    assert standing(run) == before


def test_a_filter_that_fits_nothing_any_more_changes_nothing(editor_client):
    run = bring(editor_client, ("bank.md", BANK.encode()))
    before = standing(run)
    for query in ("?technology=gone", "?level=gone", "?action=nonsense", "?need=nonsense", "?file=gone"):
        decide(editor_client, run, "change", query=query, difficulty="9")
        decide(editor_client, run, "import", query=query)
    assert standing(run) == before


# --- How little is asked -------------------------------------------------------------------------------------


def test_every_page_asks_the_same_at_three_times_the_rows(editor_client):
    run = bring(editor_client, ("bank.md", BANK.encode()))
    decide(editor_client, run, "import", run.entries.first())
    addresses = [*doors(run)["read"][1:], reverse("imports:undo", args=[run.pk])]

    def asked() -> list[int]:
        numbers = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                assert editor_client.get(address).status_code == 200
            numbers.append(len(captured))
        return numbers

    asked()
    before = asked()
    for row in list(run.entries.all()) * 3:
        row.pk = None
        row.save()
    for source in list(run.sources.all()) * 3:
        source.pk = None
        source.save()
    assert asked() == before


def test_many_rows_are_changed_with_few_questions(editor_client):
    run = bring(editor_client, ("bank.md", BANK.encode()))

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            decide(editor_client, run, "change", level="senior", category="x", tags="one")
        return len(captured)

    asked()
    before = asked()
    for row in list(run.entries.all()) * 3:
        row.pk = None
        row.save()
    assert asked() == before


def test_an_archive_is_kept_with_as_few_questions_at_three_times_the_files(editor_client):
    def asked(files: int) -> int:
        data = packed(
            {f"{number}.md": BANK.replace("Flask", f"Flask {number}").encode() for number in range(files)}
        )
        with CaptureQueriesContext(connection) as captured:
            bring(editor_client, ("banks.zip", data))
        return len([one for one in captured if "INSERT" in one["sql"] or "UPDATE" in one["sql"]])

    asked(2)
    assert asked(9) == asked(3)
