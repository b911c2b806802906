"""A count that goes on through a file is believed: its lines are titles, asking or not, slips and all."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import titles

NAMES = [
    "Keel and hull", "Load of a mast", "Soft sails vs hard sails", "Anchors", "What is a jib?", "Types of rope",
    "Reefing in a gale", "Tiller", "Steering by stars", "Port and starboard", "Bilge water", "Lee shores",
    "Tides and currents", "Charts of old", "Signals at night", "Long splices",
]  # fmt: skip


@pytest.mark.parametrize("number", ["{}. ", "{}) ", "{}、", "{} ) ", "{})"])
def test_names_that_count_through_the_parts_of_a_bank_are_titles(number):
    rows = [f"{number.format(n)}{name}" for n, name in enumerate(NAMES, 1)]
    parts = [
        f"### Part {part}\n\n" + "\n".join(rows[at : at + 4])
        for part, at in zip("abcd", range(0, 16, 4), strict=True)
    ]
    assert titles("# Interview about boats\n\n" + "\n\n".join(parts) + "\n") == NAMES


@pytest.mark.parametrize("slip", ["{}.. ", "**{}.** ", "{}) "])
def test_a_slip_of_the_author_ends_no_count(slip):
    rows = [
        f"{slip.format(n) if n == 7 else f'{n}. '}{name}\n\nAnswer: It is so."
        for n, name in enumerate(NAMES, 1)
    ]
    assert titles("\n\n".join(rows) + "\n") == NAMES


def test_numbers_that_begin_anew_within_a_count_are_steps():
    steps = "\n\n1) Look.\n\n2) Think.\n\n3) Row."
    text = "\n\n".join(f"{n}. {name}{steps}" for n, name in enumerate(NAMES, 1))
    assert titles(f"Questions about boats\n\n{text}\n", "boats.txt") == NAMES


def test_what_stands_behind_an_arrow_on_most_lines_is_the_answer():
    text = "\n".join(f"{n}){name} => {name[::-1]} it is" for n, name in enumerate(NAMES, 1))
    found = understand("boat-mcq.txt", text.encode()).entries
    assert [one.document.title for one in found] == NAMES
    assert "leeK" in found[0].document.summary


@pytest.mark.parametrize(
    "text",
    [
        "# How to build a boat\n\n" + "\n".join(f"{n}. Install plank {n} with care" for n in range(1, 21)),
        "# Wie man ein Boot baut\n\n" + "\n".join(f"{n}. Man setze Planke {n} ein." for n in range(1, 21)),
        "# Boats\n\n" + "\n".join(f"{n}. [{name}](#{n})" for n, name in enumerate(NAMES, 1)) + "\n\nThey float.\n",
        "# Boats\n\n" + "\n\n".join(f"## {n}. {name}\n\nIt is told." for n, name in enumerate(NAMES, 1) if "?" not in name),
        "# Ten tips for boats\n\n" + "\n\n".join(f"{n}. **{name}**\n\n   It is so." for n, name in enumerate(NAMES[5:15], 1)),
    ],
    ids=["steps", "sentences", "contents", "chapters", "tips"],
)  # fmt: skip
def test_steps_contents_chapters_and_tips_are_no_questions_for_being_counted(text):
    assert len(titles(text)) <= 1
