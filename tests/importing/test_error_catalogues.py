"""Catalogues of errors in their notations: what names an error, and what its author calls it before."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import unaccounted

MESSAGES = (
    "RudderError: the blade is not attached",
    "Anchor chain not found in locker 2",
    "HARBOUR ERR! code EBERTH",
    "Cannot hoist the mainsail twice",
    "Lantern timed out after 30 s",
)
TOLD = {
    "labels": "**Cause:** It came loose.\n\n**Solution:** Fasten it.",
    "parts": "#### Cause\n\nIt came loose.\n\n#### Fix\n\nFasten it.\n\n```sh\nfasten\n```",
    "items": "- **Cause:** It came loose.\n- **Fix:** Fasten it.",
    "text": "It came loose.\n\nFasten it.",
    "steps": "It came loose.\n\n1. Fasten it.\n2. Look again.",
    "quote": "> It came loose.\n\nFasten it.",
}


def errors(text: str, path: str = "boats.md") -> list[str]:
    """Returns the titles of a text's entries, all of which are errors; none of its lines is lost."""
    found = understand(path, text.encode())
    assert unaccounted(found, text) == []
    assert {one.document.kind for one in found.entries} == {"debug"}
    return [one.document.title for one in found.entries]


def catalogue(title: str, told: str, end: str = "") -> str:
    entries = (f"{title.format(n=at, e=one)}{told}{end}" for at, one in enumerate(MESSAGES, start=1))
    return "# Logbook of the boat\n\n" + "\n\n".join(entries) + "\n"


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
@pytest.mark.parametrize(
    "title",
    ["## {e}\n\n", "## `{e}`\n\n", "### {n}. {e}\n\n", "**{n}. {e}**\n\n", "**{e}**\n\n", "{n}. **{e}**\n\n", "- **{e}**\n\n",
     "- `{e}`\n\n", '### "{e}"\n\n', "## Error {n}: {e}\n\n", "## Issue #{n} - {e}\n\n", "### Problem: {e}\n\n", "### Error: `{e}`\n\n",
     "## ❌ {e}\n\n", "**Error:** {e}\n\n", "Error: {e}\n\n", "Symptom: {e}\n\n"],
)  # fmt: skip
def test_an_error_is_named_by_what_failed_however_it_is_set_off(title, told):
    assert errors(catalogue(title, told)) == list(MESSAGES)


@pytest.mark.parametrize("told", [TOLD["labels"], TOLD["text"]])
def test_what_unfolds_is_an_error_where_all_of_it_failed(told):
    text = catalogue("<details>\n<summary>{e}</summary>\n\n", told, "\n</details>")
    assert errors(text) == list(MESSAGES)


def test_what_the_machine_says_itself_stays():
    assert errors(catalogue("## Error: {e}\n\n", TOLD["text"])) == [f"Error: {one}" for one in MESSAGES]


def test_one_that_does_not_say_what_failed_is_an_error_among_many_that_do():
    text = catalogue("## {e}\n\n", TOLD["text"]).replace(MESSAGES[1], "No wind since noon")
    assert "No wind since noon" in errors(text)


@pytest.mark.parametrize("name", ["Problem", "Symptom", "Issue"])
def test_a_table_of_problems_in_a_file_that_speaks_of_errors(name):
    rows = "".join(f"| {one} | It came loose. | Fasten it. |\n" for one in MESSAGES)
    assert errors(f"# Troubleshooting\n\n| {name} | Cause | Fix |\n|---|---|---|\n{rows}") == list(MESSAGES)


def test_bold_words_of_an_answer_are_no_errors():
    text = "".join(
        f"## How do you mend boat {at}?\n\n**Never cannot hoist {at}**\n\nText.\n\n**Anchor not found {at}**\n\nText.\n\n"
        for at in range(3)
    )
    found = understand("boats.md", text.encode())
    assert [one.document.title for one in found.entries] == [f"How do you mend boat {at}?" for at in range(3)]
