"""Lines behind the same lead, whatever it is: a sign, a number in any notation, emphasis, a quote."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import unaccounted

ASKED = [
    "What is a keel?",
    "Explain the rudder",
    "Why do sails tear?",
    "Splicing a rope",
    "How is a hull dried?",
]
TOLD = "It is a part of every boat, and it is wet."


def names(text: str, file: str = "notes.md") -> list[str]:
    found = understand(file, text.encode())
    assert unaccounted(found, text) == []
    return [one.document.title for one in found.entries]


def led(lead: str, titles: list[str] = ASKED) -> str:
    return "".join(f"{lead.format(n=n, q=q)}\n\n{TOLD}\n\n" for n, q in enumerate(titles, start=1))


@pytest.mark.parametrize(
    "lead",
    ["🔸 {q}", "▶ {q}", "{n}- {q}", "#{n}: {q}", "{n}: {q}", "*{n}. {q}*", "> **{q}**", "№ {n}. {q}"],
)  # fmt: skip
def test_titles_behind_one_lead_are_found_also_those_that_do_not_ask(lead):
    assert names(f"# Boat questions\n\n{led(lead)}") == ASKED
    assert names(f"# Boat questions\n\n## On water\n\n{led(lead)}## On land\n\n{led(lead, ['Who built it?', 'Who paints it?'])}")[:5] == ASKED  # fmt: skip


def test_a_title_that_runs_on_is_read_to_its_end():
    text = "".join(
        f"({n}) Why does the boat that lies in\nharbour number {n} leak?\n{TOLD}\n\n" for n in range(1, 5)
    )
    assert names(text) == [f"Why does the boat that lies in harbour number {n} leak?" for n in range(1, 5)]


@pytest.mark.parametrize("lead", ["✅ {q}", "({n}) {q}", "*{q}*", "> {q}"])
def test_what_does_not_ask_in_a_text_about_something_else_is_no_title(lead):
    told = [
        "Fast in every wind",
        "Small enough for one",
        "Built of oak",
        "Sold in two colours",
        "Made to last",
    ]
    assert names(f"# The boat\n\n{TOLD}\n\n{led(lead, told)}", "README.md") == []


def test_a_remark_on_how_hard_or_dear_a_question_is_is_no_word_of_its_title():
    text = "## Boat quiz\n\n### 1. What is a keel? [Medium]\n\nWood.\n\n### 2. Name a sail (4 points)\n\nJib.\n\n### 3. Who steers? (hard)\n\nMe.\n"
    assert names(text) == ["What is a keel?", "Name a sail", "Who steers?"]


def test_an_answer_that_stands_behind_its_question_is_no_part_of_the_title():
    asked = ["What is a keel?", "Why does a hull float?", "How is a sail set?"]
    text = "# Quiz\n\n" + "".join(
        f"{n} - *{one}* **Resposta:** It is a part of the boat.\n\n" for n, one in enumerate(asked, 1)
    )
    found = understand("boats.md", text.encode())
    assert [one.document.title for one in found.entries] == asked
    assert all("part of the boat" in str(one.document) for one in found.entries)
