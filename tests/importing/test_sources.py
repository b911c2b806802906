"""Files, folders and archives are read without trusting any of them."""

import os
import random
import stat
import zipfile

import pytest

from knowledge.importing import sources
from knowledge.importing.sources import SourceError, collect
from tests.importing.conftest import QUESTION


def names(found) -> list[str]:
    return [file.path.rpartition("/")[2] for file in found.files]


def test_a_folder_is_searched_to_the_bottom_in_a_fixed_order(folder):
    (folder / "b").mkdir()
    for name in ("b/c.md", "a.md", "d.markdown", ".hidden.md", "e.exe"):
        (folder / name).write_text("x")
    found = collect([folder])
    assert names(found) == ["a.md", "c.md", "d.markdown"]
    assert [reason for _, reason in found.passed_over] == ["files ending in .exe are not read"]


def test_a_text_needs_no_ending_but_what_projects_are_made_with_is_none(folder):
    for name in ("questions", "Makefile", "LICENSE", "Dockerfile"):
        (folder / name).write_text("# x")
    found = collect([folder])
    assert names(found) == ["questions"]
    assert {reason for _, reason in found.passed_over} == {
        f"files called {name} are not read" for name in ("Makefile", "LICENSE", "Dockerfile")
    }


def test_what_holds_no_text_is_refused_whatever_it_is_called(folder):
    (folder / "a.md").write_bytes(b"ELF\x00\x01")
    (folder / "b.md").write_bytes("# Wörter".encode("utf-16"))
    found = collect([folder])
    with pytest.raises(SourceError, match="NUL bytes"):
        found.files[0].data()
    assert found.files[1].data()


def test_a_stray_nul_byte_loses_no_text(folder):
    (folder / "a.md").write_bytes(b"## What is a keel?\n\nThe lowest\x00 beam." + b" It is long." * 20)
    assert collect([folder]).files[0].data()


def test_links_are_not_followed(folder, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("x")
    (folder / "a.md").symlink_to(secret)
    (folder / "b").symlink_to(tmp_path)
    found = collect([folder])
    assert found.files == []
    assert len(found.refused) == 2


def test_a_zip_archive_is_read_like_a_folder(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("questions/a.md", QUESTION)
        archive.writestr("taxonomy.yaml", "categories: []\n")
        archive.writestr("images/plan.png", b"\x89PNG")
        archive.writestr("__MACOSX/._a.md", "x")
    found = collect([path])
    assert names(found) == ["a.md"]
    assert found.files[0].text() == QUESTION
    assert list(found.images) == ["plan"]
    assert len(found.taxonomies) == 1


@pytest.mark.parametrize("name", ["../a.md", "/etc/a.md", "a/../../b.md", "C:\\a.md", "..\\a.md", "c:/a.md"])
def test_a_member_may_not_lead_out_of_its_archive(tmp_path, name):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
        archive.writestr("good.md", "x")
    found = collect([path])
    assert names(found) == ["good.md"]
    assert "leads out" in found.refused[0][1]


def test_a_link_and_an_encrypted_member_are_refused(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("link.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    data = bytearray(path.read_bytes())
    assert collect([path]).refused[0][1].startswith("is a symbolic link")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.md", "x")
    data = bytearray(path.read_bytes())
    central = data.rindex(b"PK\x01\x02")
    data[central + 8] |= 1
    path.write_bytes(data)
    assert collect([path]).refused[0][1] == "is encrypted"


def test_a_bomb_is_not_unpacked(tmp_path, monkeypatch):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.md", b"a" * (sources.MAX_FILE + 1))
        archive.writestr("two.md", b"a" * 2_000)
        archive.writestr("three.md", b"a" * 2_000)
    monkeypatch.setattr(sources, "MAX_ARCHIVE", 3_000)
    found = {file.path.rpartition("/")[2]: file for file in collect([path]).files}
    assert len(found["two.md"].text()) == 2_000
    with pytest.raises(SourceError, match="unpacks to more than"):
        found["three.md"].text()
    with pytest.raises(SourceError, match=r"larger than|unpacks to more"):
        found["one.md"].text()


def test_a_member_that_is_read_again_is_counted_once(tmp_path, monkeypatch):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.md", b"a" * 2_000)
        archive.writestr("two.md", b"a" * 900)
    monkeypatch.setattr(sources, "MAX_ARCHIVE", 3_000)
    one, two = collect([path]).files
    for _ in range(3):
        assert len(one.data()) == 2_000
    assert len(two.data()) == 900


def test_what_is_too_much_is_told_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILES", 3)
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(5):
            archive.writestr(f"{number}.md", "x")
        archive.writestr("deep/" * 200 + "a.md", "x")
    found = collect([path])
    assert names(found) == ["0.md", "1.md", "2.md"]
    assert len(found.refused) == 3
    assert all("at most 3 are read" in why for _, why in found.refused)


def test_a_broken_archive_and_a_broken_member_are_told(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK no archive")
    assert "no readable zip archive" in collect([path]).refused[0][1]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.md", "hello world")
    path.write_bytes(path.read_bytes().replace(b"hello", b"jello"))
    with pytest.raises(SourceError, match="cannot be read"):
        collect([path]).files[0].text()


def test_names_are_fit_for_a_terminal_and_a_report(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("\x1b[2Ja.md", "a\nb.bin", "../\x07.md"):
            archive.writestr(name, "x")
    found = collect([path])
    told = [file.path for file in found.files] + [path for path, _ in found.refused + found.passed_over]
    assert len(told) == 3
    assert all(name.isprintable() for name in told)
    assert sources.printable(os.fsdecode(b"caf\xe9.md")) == "caf\N{REPLACEMENT CHARACTER}.md"


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_in_a_member_is_told(tmp_path, method, seed):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.md", QUESTION * 50)
    data, chance = bytearray(path.read_bytes()), random.Random(seed)
    for _ in range(4):  # between the name of the member and the directory of the archive
        data[chance.randrange(34, data.rindex(b"PK\x01\x02"))] ^= chance.randrange(1, 256)
    path.write_bytes(data)
    with pytest.raises(SourceError, match="cannot be read"):
        collect([path]).files[0].text()


def test_a_file_too_large_and_one_that_is_not_utf_8_are_told(folder):
    (folder / "a.md").write_bytes(b"a" * (sources.MAX_FILE + 1))
    (folder / "b.md").write_bytes("one\ntwo\ncaf\u00e9".encode("latin-1"))
    large, latin = collect([folder]).files
    with pytest.raises(SourceError, match="larger than 5,000,000 bytes"):
        large.text()
    with pytest.raises(SourceError, match="is not UTF-8: byte 0xE9 on line 3"):
        latin.text()
