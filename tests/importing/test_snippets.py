"""Collections of snippets: cheat sheets, useful commands, queries for every day."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.test_folders_of_entries import entries, titles  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

TASKS = (
    "Fill the kettle", "Empty the kettle", "List all kettles", "Heat two at once", "Find a lost lid",
    "Clean the spout", "Move a kettle aside", "Count cold kettles",
)  # fmt: skip


def coded(level: str, names=TASKS) -> str:
    return "\n".join(f"{level} {name}\n```sh\nkettle --do '{name}'\n```\n" for name in names)


@pytest.mark.parametrize("name", ["Kettle cheat sheet", "KettleCheatsheet", "Kettle scripts and queries"])
def test_headings_of_a_file_called_a_collection_are_snippets(entries, name):  # noqa: F811 - the fixture
    found = entries({"kettle.md": f"# {name}\n\n## Index\n\n- [Fill](#fill)\n\n{coded('##', TASKS[:4])}"})
    assert titles(found) == sorted(TASKS[:4])
    assert {(entry["kind"], entry["code_blocks"]) for entry in found} == {("snippet", 1)}


def test_many_headings_with_nothing_but_code_are_snippets_whatever_the_file_is_called(entries):  # noqa: F811
    parts = f"## By day\n\n{coded('####', TASKS[:4])}\n## By night\n\n{coded('####', TASKS[4:])}"
    found = entries({"kettle.md": parts})
    assert titles(found) == sorted(TASKS)


def test_lists_of_commands_are_code_too(entries):  # noqa: F811 - the fixture
    names = [f"{task} {when}" for task in TASKS for when in ("by day", "by night")]
    text = "\n".join(f"## {name}\n\n- `kettle -x` - does it\n- `kettle -y` - again\n" for name in names)
    assert len(entries({"kettle.md": f"# Kettle\n\n{text}"})) == len(names)


@pytest.mark.parametrize(
    "text",
    [
        f"# Kettle\n\n## Installation\n\n```sh\nget kettle\n```\n\n{coded('##')}",  # a manual
        "# Kettle\n\n" + "\n".join(f"## {at}. {name}\n```sh\ndo\n```\n" for at, name in enumerate(TASKS, 1)),
        "# Kettle\n\n" + coded("##", TASKS[:5]),  # too few
        "# Kettle\n\n" + "\n".join(f"## {name}\n\n{'It is told at length. ' * 12}\n\n```sh\ndo\n```\n" for name in TASKS),
    ],
)  # fmt: skip
def test_manuals_and_tutorials_hold_no_snippets(entries, text):  # noqa: F811 - the fixture
    assert not [entry for entry in entries({"kettle.md": text}) if entry["kind"] == "snippet"]


def test_items_that_are_a_title_with_code_are_snippets_and_not_the_headings_above_them():
    items = "".join(
        f"{'## Ropes' if n % 5 == 0 else ''}\n\n- Tie the {name} knot\n  ```sh\n  tie {n}\n  ```\n\n"
        for n, name in enumerate(["first", "reef", "bowline", "sheet", "clove", "eight", "slip", "stopper", "rolling", "last"])
    )  # fmt: skip
    found = understand("ropes.md", f"# Rope tricks\n\n{items}".encode())
    assert [one.document.title for one in found.entries] == [
        f"Tie the {name} knot"
        for name in [
            "first",
            "reef",
            "bowline",
            "sheet",
            "clove",
            "eight",
            "slip",
            "stopper",
            "rolling",
            "last",
        ]
    ]
    assert {one.document.kind for one in found.entries} == {"snippet"}


def test_counted_steps_with_code_are_no_snippets():
    steps = "".join(
        f"{n}. Carry plank {n} on board\n\n   ```sh\n   step {n}\n   ```\n\n" for n in range(1, 12)
    )
    assert understand("setup.md", f"# Set up the boat\n\n{steps}".encode()).entries == []


def test_notes_of_what_was_learnt_are_snippets_where_headings_of_one_level_are_all_there_is():
    names = [
        f"Tie the {size} {knot} knot"
        for size in ("small", "great", "wet")
        for knot in ("reef", "clove", "sheet", "slip", "eight")
    ]
    told = "It is tied in this way, and it took some time to find that out, as always, whatever the sailors of old may say."
    notes = "".join(f"# {one}\n{told}\n```sh\ntie\n```\n{told}\n\n" for one in names)
    found = understand("knots.md", notes.encode())
    assert [one.document.title for one in found.entries] == names


@pytest.mark.parametrize(
    "code", ["```python\ntie()\n```\n", "Do it so.\n\n```python\ntie()\n```\n\nIt holds.\n", "    tie()\n"]
)
@pytest.mark.parametrize(
    "title",
    ["## {t}\n\n", "### {n}. {t}\n\n", "**{t}**\n\n", "<details>\n<summary>{t}</summary>\n\n"],
)
def test_what_a_file_called_a_collection_shows_are_snippets_however_they_are_set_off(title, code):
    names = ["Tie a rope", "Open a lock", "Read the depth", "Count the crew", "Check whether a sail is set"]
    end = "\n</details>\n" if "<" in title else ""
    text = "# Handy deck recipes\n\n" + "".join(
        f"{title.format(n=at, t=one)}{code}{end}\n" for at, one in enumerate(names, start=1)
    )
    found = understand("recipes.md", text.encode())
    assert [one.document.title for one in found.entries] == names
    assert {one.document.kind for one in found.entries} == {"snippet"}
