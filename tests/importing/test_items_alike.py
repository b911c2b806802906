"""Items that look alike: what most of a class do tells what the others of it are, whatever words they are put in."""

import pytest

from tests.importing.accounting import texts_of
from tests.importing.test_general_shapes import ASKED, TOLD, names, read

TASKS = [
    "Compare hemp with nylon",
    "Name the parts of an anchor",
    "List ropes by strength",
    "Tides in a harbour",
]
MIXED = [title for pair in zip(ASKED, TASKS, strict=True) for title in pair]


@pytest.mark.parametrize("pattern", ["{n}. {q}\n\n{a}\n\n", "{n}) {q}\n\n{a}\n\n", "* {q}\n\n  {a}\n\n", "- [ ] {q}\n  {a}\n\n", "- 🔸 **{q}**\n\n  {a}\n\n"])  # fmt: skip
def test_of_items_that_are_answered_alike_those_that_ask_nothing_are_titles_too(pattern):
    text = "".join(pattern.format(n=n, q=q, a=TOLD) for n, q in enumerate(MIXED, start=1))
    assert names(text) == MIXED


def test_what_asks_in_the_answers_between_counted_titles_is_part_of_them():
    text = "".join(
        f"{n}. {q}\n\n{TOLD}\n\n- Who rows?\n- Who steers?\n\n{TOLD}\n\n---\n\n"
        for n, q in enumerate(MIXED, start=1)
    )
    found = read(text)
    assert [one.document.title for one in found.entries] == MIXED
    assert str(texts_of(found)).count("Who steers?") == len(MIXED)


@pytest.mark.parametrize("answer", ["<details>\n\t\t<summary>Answer</summary>\n\n\t1. Row:\n\n\t\t```py\n\t\trow()\n\t\t```\n\t</details>", "Answer: row.\n\n\t```py\n\trow()\n\t```"])  # fmt: skip
def test_linked_questions_that_are_answered_below_are_no_links(answer):
    text = "".join(f"- 🟩 [{q}](https://a.b/{n})\n\t{answer}\n\n" for n, q in enumerate(ASKED))
    found = read(f"# Boats\n\n- These colours tell:\n\t- 🟩 calm\n\t- 🟥 storm\n\n{text}")
    assert [one.document.title for one in found.entries] == ASKED
    assert sum("```py\n" in one for one in texts_of(found)) == len(ASKED)


@pytest.mark.parametrize("line", ["An article by a sailor.", "- An article\n  - by a sailor"])
def test_a_line_that_tells_where_a_link_leads_is_no_answer(line):
    text = "".join(f"- [{q}](https://a.b/{n})\n  {line}\n" for n, q in enumerate(ASKED * 3))
    assert names(f"# Awesome boats\n\n## Reading\n\n{text}") == []


def test_steps_with_text_below_each_are_no_titles():
    steps = ["Create a dock", "Write its name on a board", "Find a rope", "Build a bridge", "What is left"]
    text = "".join(f"{n}. {one}\n\n   {TOLD}\n\n" for n, one in enumerate(steps, start=1))
    assert names(f"# How to build a harbour\n\n{text}", "harbour.md") == ["How to build a harbour"]


def test_a_row_with_room_for_the_next_word_ends_a_title():
    rows = "\n  The answer goes on and on, as far as a row of this file does, and so it tells where rows end.\n\n"
    assert names("".join(f"- {q}{rows}" for q in MIXED)) == MIXED
    broken = "- What is the name of the long rope by which the sails of a boat are held against\n  the wind?"
    assert names(f"{broken}{rows}" + "".join(f"- {q}{rows}" for q in ASKED))[0].endswith("the wind?")


def test_what_is_set_in_too_little_for_a_number_of_two_digits_is_still_its_answer():
    text = "".join(
        f"{n}. {q}\n   <details>\n   <summary>Answer</summary>\n\n   {TOLD}\n\n   ```py\n   row({n})\n   ```\n\n   </details>\n\n"
        for n, q in enumerate(ASKED * 3, start=1)
    )
    found = read(text)
    assert len(found.entries) == 12
    assert "row(12)" in texts_of(found)[-1]
