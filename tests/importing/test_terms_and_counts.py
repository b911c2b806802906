"""Entries that ask nothing: terms, what a file only counts, and what failed; and articles that look alike."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of, titles

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


# --- What is asked stands below a name that only counts ----------------------------------------------


def test_labels_of_facts_between_a_count_and_what_is_asked_stay_text():
    text = "# Exam\n\n" + "".join(
        f"### Question {n}\n**Section:** Ropes\n**Objective:** Tie knot {n}\n\nWhich knot holds load {n} best?\n\n"
        "A. Bowline\nB. Reef knot\n\n**Correct Answer:** A\n\n"
        for n in range(1, 5)
    )
    found = understand("exam.md", text.encode())
    assert [one.document.title for one in found.entries] == [
        f"Which knot holds load {n} best?" for n in range(1, 5)
    ]
    assert all("Tie knot" in " ".join(texts_of(found)) for _ in found.entries)


def test_one_case_with_its_answer_is_a_question():
    told = "\n\nA brig is to cross a reef by night. Plan it.\n\n## Answer\n\nBy the lead line.\n\n### Why\n\nIt is dark.\n"
    assert titles("# Case 3" + told) == ["A brig is to cross a reef by night. Plan it."]
    assert titles("# Crossing a reef" + told) == ["Crossing a reef"]
    assert titles("# Crossing a reef" + told + "\n## Afterwards\n\nSleep.\n") == []


def test_an_article_that_solves_an_error_is_one_entry():
    text = "# Water in the bilge\n\n## Recap\n\nIt rises.\n\n## Root Cause\n\nA plank is loose.\n\n## Prevention\n\nCaulk it.\n"
    found = understand("lab.md", text.encode())
    assert [(one.document.title, one.document.kind) for one in found.entries] == [
        ("Water in the bilge", "debug")
    ]
    assert titles(text.replace("Root Cause", "Depth").replace("Prevention", "Colour")) == []


def test_a_heading_over_a_picture_names_no_file():
    text = "# Map\n\n![map](map.png)\n\n# Security of locks\n\nA lock keeps the deck.\n\n## Keys\n\nFew have one.\n"
    assert titles(text) == ["Security of locks"]


# --- Parts by their name only -------------------------------------------------------------------------


def test_a_card_with_an_answer_of_its_own_is_one_whatever_it_is_called():
    names = ["Hull", "Tags", "Keel", "Mast"]
    text = "# Boats\n\n" + "".join(
        f"## {name}\n\nWhat are they for?\n\n> [!success]- Answer\n> For {name}.\n\n" for name in names
    )
    assert titles(text) == names


def test_code_is_a_snippet_below_a_heading_that_seldom_has_any():
    text = "# Rope cheat sheet\n\n" + "".join(
        f"## {name}\n\n```sh\nrope {n}\n```\n\n"
        for n, name in enumerate(["Quick reference", "Tie a knot", "Splice ends", "Coil it"])
    )
    assert titles(text) == ["Quick reference", "Tie a knot", "Splice ends", "Coil it"]


def test_letters_that_count_are_taken_off_where_some_titles_have_none():
    text = "# Rope cheat sheet\n\n" + "".join(
        f"## {name}\n\n```sh\nrope {n}\n```\n\n"
        for n, name in enumerate(["a. Tie a knot", "b. Splice ends", "c. Coil it", "Whip it", "Tar it"])
    )
    assert titles(text) == ["Tie a knot", "Splice ends", "Coil it", "Whip it", "Tar it"]


def test_statements_behind_a_number_and_a_dash_are_asked_by_their_options():
    told = [
        "A keel floats.",
        '"A mast is round."',
        "What does this print?\n```sh\nrope -v\n```",
        "A jib is a sail.",
    ]
    text = "# Boats\n" + "\n".join(
        f"{n} - {one}\n* A) True\n* B) False\n" for n, one in enumerate(told, start=1)
    )
    found = understand("boats.md", text.encode())
    assert [one.document.title for one in found.entries] == [
        "A keel floats.", '"A mast is round."', "What does this print?", "A jib is a sail.",
    ]  # fmt: skip
    assert all(len(one.document.attributes["choices"]) == 2 for one in found.entries)


# --- Of the file, and not of what it lists --------------------------------------------------------------


def test_links_to_targets_at_the_end_are_links():
    listed = "# Security of boats\n\n## Locks\n\n" + "".join(f"- [Lock {n}][{n}]\n" for n in range(9))
    listed += "\n## Keys\n\n- [A key][Key]\n\n## More\n\n- [Key][]\n\n"
    targets = (
        "".join(f"[{n}]: https://example.com/{n}\n" for n in range(9)) + "[key]: https://example.com/k\n"
    )
    assert titles(listed + targets) == []
    asked = "# Boats\n\n## What is a lock?\n\nSee [this][1].\n\n## What is a key?\n\nSee [that][2].\n\n## Why?\n\nIt opens.\n\n"
    found = understand("boats.md", (asked + "[1]: https://example.com/1\n").encode())
    assert "See [this](https://example.com/1)." in texts_of(found)[0]
    assert any("See [that][2]." in text for text in texts_of(found))


@pytest.mark.parametrize(
    "heading",
    ["Repository structure", "How to use this repository?", "¿Cómo usar este repositorio?", "Get help"],
)
def test_parts_about_the_repository_are_no_entries(heading):
    text = f"# Boats\n\n## What is a hull?\n\nIt floats.\n\n## What is a keel?\n\nIt is below.\n\n## Why a mast?\n\nFor sails.\n\n## {heading}\n\n1. Read `a/`.\n"
    assert titles(text) == ["What is a hull?", "What is a keel?", "Why a mast?"]


def test_boxes_that_ask_stay_tasks_of_a_plan():
    asking = "- [ ] Explain how a {} is tied\n- [ ] Compare it\n- [ ] Describe {} of old\n"
    text = "# Plan of a sailor\n\n" + "".join(
        f"## Week {n}: {name}\n\n- [ ] Read about it\n- [ ] Tie it\n{asking.format(name, name)}\n"
        for n, name in enumerate(["knots", "splices", "whips", "ropes"], start=1)
    )
    assert titles(text) == ["Plan of a sailor"]


def test_a_number_before_a_sign_counts():
    names = ["What is a hull?", "Kinds of keel", "Why a mast?", "What is a jib?"]
    text = "# Exam\n\n" + "".join(
        f"## {n} 📦 {name}\n\nIt is told.\n\n" for n, name in enumerate(names, start=1)
    )
    assert titles(text) == names
