"""What encloses: a fence around a whole file, JSON under another name, code that stepped out of its list item."""

import json

import pytest

from knowledge.entrydocs import write
from tests.importing.test_general_shapes import ASKED, TOLD, names, read

INSIDE = "```js\nsail()\n```"


def test_a_fence_around_the_whole_file_is_taken_off():
    text = "\n".join(f"## {one}\n\n{TOLD}\n\n{INSIDE}\n" for one in ASKED)
    assert names(f"```markdown\n# Questions about boats\n\n{text}\n```\n", "boats.md") == ASKED


def test_a_shown_text_that_a_file_begins_with_stays_code():
    text = f"```markdown\n# How it is written?\n```\n\n# Boats\n\n{TOLD}\n\n```\nsail()\n```\n"
    assert names(text, "boats.md") == []


def test_json_is_read_as_such_whatever_the_file_is_called():
    assert names(json.dumps([{"question": q, "answer": TOLD} for q in ASKED]), "boats.md") == ASKED


@pytest.mark.parametrize("opening", ["    ```", "    ```js", "   ~~~"])
def test_code_at_the_margin_belongs_to_the_fence_in_the_item_above(opening):
    closing = opening.strip()[:3]
    item = f"1.  First:\n\n{opening}\nboat = sail();\n  boat.turn();\n{closing}\n\n2.  Then:\n\n{opening}\nrow();\n{closing}\n"
    text = "\n".join(f"### {one}\n\n{item}\n" for one in ASKED)
    entries = read(text, "boats.md").entries
    assert [(one.document.title, len(write(one.document).split(closing)) // 2) for one in entries] == [
        (one, 2) for one in ASKED
    ]


def test_a_fence_left_of_the_text_of_its_item_is_code():
    text = "\n".join(
        f"{at}. **{one}**\n  -  {TOLD} So:\n    ```js\n    boat {{\n        sail: 1;\n    }}\n    ```\n"
        for at, one in enumerate(ASKED, 1)
    )
    entries = read(text, "boats.md").entries
    assert [one.document.title for one in entries] == ASKED
    assert all(
        "     ```js\n     boat {\n         sail: 1;\n     }\n     ```" in write(one.document)
        for one in entries
    )
