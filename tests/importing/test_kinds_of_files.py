"""What kind of entry files are: told by their folders and names, their parts, their code and their front matter."""

import pytest

from tests.importing.test_folders_of_entries import entries, titles  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db

THINGS = ("kettle", "teapot", "cup", "spoon", "saucer")
CODE = "```py\nboil()\n```"


@pytest.mark.parametrize(
    ("kind", "path", "body"),
    [
        ("snippet", "snippets/{}.md", f"Heats it.\n\n{CODE}\n"),
        ("snippet", "til/{}.md", f"One line says it.\n\n{CODE}\n"),
        ("snippet", "docs/rules/{}.md", f"Forbids it.\n\n## Rule details\n\nIt tells.\n\n## Incorrect\n\n{CODE}\n\n## Correct\n\n{CODE}\n"),
        ("design", "notes/{}.md", "## Functional requirements\n\nHot.\n\n## Components\n\nA lid.\n\n## Bottlenecks\n\nThe spout.\n"),
        ("design", "catalogue/{}.md", "## Intent\n\nTo pour.\n\n## Problem\n\nIt spills.\n\n## Solution\n\nA spout.\n\n## Consequences\n\nNone.\n"),
        ("security", "topics/{}.md", f"## What is it\n\nSteam.\n\n## How to exploit\n\n{CODE}\n\n## How to prevent\n\n{CODE}\n"),
        ("debug", "notes/{}.md", "## Symptoms\n\nCold.\n\n## Cause\n\nNo fire.\n\n## Resolution\n\nLight it.\n"),
    ],
)  # fmt: skip
def test_parts_folders_and_code_tell_the_kind(entries, kind, path, body):  # noqa: F811 - the fixture
    found = entries({path.format(thing): f"# The {thing}\n\n{body}" for thing in THINGS})
    assert titles(found) == sorted(f"The {thing}" for thing in THINGS)
    assert {entry["kind"] for entry in found} == {kind}


def test_options_in_front_matter_make_a_question_of_a_file(entries):  # noqa: F811 - the fixture
    found = entries(
        {
            f"{thing}.md": f"---\ntitle: A {thing}\nanswers:\n  - warm\n  - cold\n---\n\nHow is it?\n\n{CODE}\n"
            for thing in THINGS
        }
    )
    assert {entry["kind"] for entry in found} == {"question"}


def test_folders_that_say_nothing_are_of_the_kind_of_their_neighbours(entries):  # noqa: F811 - the fixture
    told = {f"{thing}.md": f"# Design a {thing} service\n\n## Requirements\n\nHot.\n" for thing in THINGS}
    silent = {
        f"more/{thing}.md": f"# {thing.title()} house\n\n## Walls\n\nThick {thing}.\n" for thing in THINGS
    }
    assert {entry["kind"] for entry in entries(told | silent)} == {"design"}


@pytest.mark.parametrize("part", ["### Remedy", "### What it tells", "### Solution {}"])
def test_what_stands_above_a_repeated_part_is_an_error_in_a_list_of_them(entries, part):  # noqa: F811
    failures = ("Lid stuck", "Spout blocked", "No steam", "Handle too hot")
    told = "\n".join(
        f"### {n}. **{one}**\n\n{part.format(n).replace('###', '####')}\n\n- **Cause {n}**: It is old.\n- Wait.\n"
        for n, one in enumerate(failures, 1)
    )
    more = "## Ways of looking at it\n\n### Listen\n\nIt sings.\n\n### Wait\n\nIt is slow.\n"
    found = entries({"kettle.md": f"## Common kettle errors and how to mend them\n\n{told}\n{more}"})
    assert titles(found) == sorted(failures)
    assert {entry["kind"] for entry in found} == {"debug"}
