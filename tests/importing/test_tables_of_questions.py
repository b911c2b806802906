"""Tables of questions in Markdown: parts and answers in rows of their own, the same list twice, answers elsewhere."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of, titles
from tests.importing.test_general_shapes import ASKED, TOLD, names, read


def test_rows_without_a_number_between_counted_ones_are_parts_and_answers():
    rows = "\n".join(f"| {at} | {one} | high |\n|  | {TOLD} | high |" for at, one in enumerate(ASKED, 1))
    found = read(f"# Boats\n\n| Index | Question | Priority |\n|---|---|---|\n|  | **Hulls** |  |\n{rows}\n")
    assert [one.document.title for one in found.entries] == ASKED
    assert sum(TOLD in text for text in texts_of(found)) == len(ASKED)


def test_a_question_that_two_tables_list_is_one_entry():
    table = "| No | Question | Week |\n|---|---|---|\n" + "\n".join(
        f"| {at} | {one} | 1 |" for at, one in enumerate(ASKED, 1)
    )
    assert names(f"# Boats\n\n## By week\n\n{table}\n\n## All\n\n{table}\n") == ASKED


def test_what_rows_that_ask_lead_to_is_their_answer():
    rows = "\n".join(f"| {at} | {one} | [x](https://boats.example/{at}) |" for at, one in enumerate(ASKED, 1))
    assert names(f"# Boats\n\n| No | Question | Answer |\n|---|---|---|\n{rows}\n") == ASKED


@pytest.mark.parametrize(
    "pattern",
    ["### {n}. 보트의 {t} 무엇인가요", "### Q．船の{t}を選びなさい。", "- {t}について説明してください"],
)
def test_korean_and_japanese_ask_at_the_end_of_a_sentence(pattern):
    things = ["hull", "keel", "mast", "sail"]
    text = "\n\n".join(f"{pattern.format(n=n, t=t)}\n\n  {TOLD}" for n, t in enumerate(things, 1))
    assert len(names(f"# 船\n\n{text}\n")) == len(things)


def test_what_columns_called_links_lead_to_is_no_answer():
    rows = "\n".join(f"| {one} | [x](https://boats.example) |" for one in ASKED)
    assert names(f"# Boats\n\n| Question | Link |\n|---|---|\n{rows}\n") == []


def test_what_a_column_of_questions_asks_wins_over_the_heading_above():
    parts = {
        "1. Knots": ["Why does a bowline not slip?", "Which knot joins two ropes?", "How is a reef knot tied?", "When is a splice better?"],
        "2. Sails": ["Trimming a jib.", "Name three sails.", "What does a batten do?"],
    }  # fmt: skip
    text = "".join(
        f"\n## {part}\n\n| # | Question | Lesson |\n|---|---|---|\n"
        + "".join(f"| {at} | {asked} | [Week {at}](weeks/{at}.md) |\n" for at, asked in enumerate(asked_for, start=1))
        for part, asked_for in parts.items()
    )  # fmt: skip
    assert titles(f"# Interview questions\n{text}") == [asked for told in parts.values() for asked in told]


def test_commands_in_a_table_are_a_snippet_of_the_heading_above():
    text = "".join(
        f"\n### {name}\n\n| Command | Description |\n|---|---|\n| `{command} -a` | Shows all of it |\n| `{command} -b` | Shows a bit |\n"
        for name, command in (("Sounding the depth", "lead"), ("Reading the wind", "vane"), ("Setting a course", "helm"))
    )  # fmt: skip
    found = understand("cheatsheet.md", f"# Cheat sheet of a boat\n{text}".encode())
    assert [(one.document.title, one.document.kind) for one in found.entries] == [
        ("Sounding the depth", "snippet"), ("Reading the wind", "snippet"), ("Setting a course", "snippet"),
    ]  # fmt: skip
