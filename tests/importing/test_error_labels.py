"""Errors that a label names are entries where several stand below a heading; where each has a heading, that is its name."""

from knowledge.importing.dialects import understand
from tests.importing.accounting import unaccounted

ERRORS = ["lid is missing", "water too hot", "spout is blocked", "handle came off"]


def read(text: str):
    found = understand("TROUBLESHOOTING.md", text.encode())
    assert unaccounted(found, text) == []
    return found.entries


def test_labels_of_errors_name_them_where_headings_gather_several():
    told = [f"**❌ Error:** `{one}`\n```sh\nmend {one.split()[0]}\n```\n\n" for one in ERRORS]
    found = read(f"# Troubleshooting kettles\n\n## Lids\n\n{told[0]}{told[1]}## Spouts\n\n{told[2]}{told[3]}")
    assert [one.document.title for one in found] == ERRORS
    assert {one.document.kind for one in found} == {"debug"}
    assert all("```sh" in str(one.document.sections) for one in found)


def test_a_heading_above_one_error_names_it():
    text = "# Troubleshooting kettles\n\n" + "".join(
        f"## The {one.split()[0]} fails\n\n**Error:** `{one}`\n\n**Fix:** Mend it.\n\n" for one in ERRORS
    )
    assert [one.document.title for one in read(text)] == [f"The {one.split()[0]} fails" for one in ERRORS]
