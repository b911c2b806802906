"""Entries that ask nothing: terms, what a file only counts, and what failed; and articles that look alike."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import titles

TERMS = ["Hull", "Keel", "Mast", "Boom", "Bow", "Stern", "Port side", "Starboard", "Anchor", "Rudder", "Jib"]


def deck(told: str = "What a boat has {n} of.", head: str = "# Boats\n\n") -> str:
    return head + "".join(f"## {term}\n\n{told.format(n=n)}\n\n" for n, term in enumerate(TERMS))


def test_many_terms_with_a_short_text_each_are_cards():
    assert titles(deck()) == TERMS
    assert titles(deck(head="")) == TERMS


@pytest.mark.parametrize(
    "text",
    [
        deck(head="# Boats\n\nThis guide tells how boats are built, and by whom.\n\n"),
        deck("It is told at length. " * 40),
        deck() + "## Installation\n\nPut it into water.\n",
        deck() + "# Ships\n\n### Deck\n\nIt is flat.\n",
        "# Boats\n\n" + "".join(f"## Version {n}\n\nA rope was mended.\n\n" for n in range(12)),
        "# Boats\n\n" + "".join(f"## {term}\n\nIt is told.\n\n" for term in TERMS[:6]),
    ],
    ids=["introduced", "long", "manual", "parts", "versions", "few"],
)
def test_an_article_is_no_deck_of_cards(text):
    assert titles(text) == []


def counted(names: list[str]) -> str:
    return "".join(
        f"## {n}. {name}\n\n" + ("" if n % 3 == 0 else "It is told.\n\n")
        for n, name in enumerate(names, start=1)
    )


def test_a_file_that_is_nothing_but_a_count_some_of_which_asks_is_all_entries():
    names = [*TERMS, "What is a sheet?", "Why do sails flap?"]
    assert titles(counted(names)) == names
    assert len(titles("# Boats\n\n" + counted(names))) < len(names)  # an article with chapters
    assert len(titles(counted(["Introduction", *names]))) < len(names)
    below = counted(names).replace("## 3. Mast\n", "## 3. Mast\n\n## 3.1 Wooden mast\n\n## 3.2 Steel mast\n")
    assert titles(below) == [*names[:3], "Wooden mast", "Steel mast", *names[3:]]


def test_a_few_failures_that_say_so_make_a_list_of_them():
    text = "# Troubleshooting\n\n## Rope errors on deck\n\nDry it.\n\n## Sail not found\n\nLook below.\n\n## Odd noises\n\nOil it.\n"
    found = understand("boats.md", text.encode())
    assert [(one.document.title, one.document.kind) for one in found.entries] == [
        ("Rope errors on deck", "debug"),
        ("Sail not found", "debug"),
        ("Odd noises", "debug"),
    ]
    assert titles(text.replace("errors", "work").replace("not found", "cloth")) == []


def test_one_called_question_is_no_part_for_it():
    text = "# Exam of boats\n\n" + "".join(
        f"## {name}\n\n- Take a rope.\n\n" for name in ["Knots", "Use-anchor question", *TERMS[:4]]
    )
    assert "Use-anchor question" in titles(text)
