"""What only gathers questions is told from them, and what stands between markup and text is read for what it is."""

import pytest

from knowledge.importing.dialects import Hints, understand
from tests.importing.accounting import texts_of, titles, unaccounted

ASKED = ["What is a keel?", "Why does a hull float?", "How is a sail set?"]


def test_what_unfolds_the_questions_of_a_part_is_none_of_them():
    inner = "".join(f"<details>\n<summary>{one}</summary>\n\nIt is so.\n\n</details>\n\n" for one in ASKED)
    part = "<details>\n  <summary><h3>{name}</h3></summary>\n\n{inner}</details>\n\n"
    text = part.format(name="Boats", inner=inner) + part.format(
        name="Lakes", inner=inner.replace("is a", "is no").replace("hull", "leaf").replace("sail", "net")
    )
    assert titles(text)[:3] == ASKED
    assert len(titles(text)) == 6


def test_a_heading_that_commands_is_a_part_where_all_below_it_is_answered():
    tasks = "".join(
        f"### Tie a knot with {n} ends\n\n<details><summary>show</summary>\n\n```sh\ntie {n}\n```\n\n</details>\n\n"
        for n in range(2, 6)
    )
    assert titles(f"# Knots (8%)\n\n## Define ropes\n\n{tasks}") == [
        f"Tie a knot with {n} ends" for n in range(2, 6)
    ]


def test_headings_over_links_are_no_topics_though_the_file_is_a_collection():
    links = "".join(f"* [Knots {n}](https://example.com/{n})\n" for n in range(4))
    text = "# Interview questions about boats\n\n" + "".join(
        f"### {n}. {name}\n\n{links}\n"
        for n, name in enumerate(["Hulls", "Keels", "Sails", "Ropes"], start=1)
    )
    assert titles(text) == []


def test_parts_may_be_named_by_a_line_above_a_quotation():
    text = "# Boats\n\n" + "".join(
        f"{name}\n{'-' * len(name)}\n\nIn plain words\n> Some wood.\n\nWhat books say\n> Much wood.\n\n```py\nrow({name!r})\n```\n\n"
        for name in ["Canoe", "Dinghy", "Ferry", "Kayak", "Raft", "Yacht"]
    )
    assert titles(text) == ["Canoe", "Dinghy", "Ferry", "Kayak", "Raft", "Yacht"]


def test_a_question_in_bold_may_stand_right_below_a_break():
    text = "".join(f"**{n}. {one}**\n\n> It is so.\n\n<br> <br>\n" for n, one in enumerate(ASKED, start=1))
    assert titles(text) == ASKED


def test_a_question_goes_on_to_the_line_that_begins_its_answer():
    text = "".join(
        f"Q: {first} {second}\n   {' '.join(rest)}\nA: It is\n   so.\n\n"
        for first, second, *rest in (one.split() for one in ASKED)
    )
    assert titles(text, "boats.txt") == ASKED


@pytest.mark.parametrize("lead", ["", "<!-- made by a tool -->"])
def test_what_goes_on_behind_a_heading_of_markup_stands_below_it(lead):
    text = f'{lead}<h1>Rowing <img src="https://example.com/easy--1.png" alt="easy"/></h1><p>by Ann</p>\n\nHow is it done?\n'
    found = understand("rowing/README.md", text.encode())
    assert unaccounted(found, text) == []
    assert all("<img" not in one.document.title for one in found.entries)
    assert not any("</h1>" in one for one in texts_of(found))


def test_headings_that_begin_with_codes_of_one_series_are_a_catalogue():
    rules = "".join(
        f"## `KN{n:03}` - {name}\n\nTags: `knots`\n\n```txt\n# tie {n}\n```\n\nTie it well.\n\n"
        for n, name in enumerate(
            ["Slack ends", "Loose loops", "Wet ropes", "Short tails", "Torn nets"], start=1
        )
    )
    found = understand("rules.md", f"# Rules\n\nAll of them.\n\n{rules}".encode())
    assert [one.document.kind for one in found.entries] == ["debug"] * 5
    assert found.entries[0].document.title == "KN001 - Slack ends"
    assert titles(f"# Notes\n\n{rules.replace('KN', 'Q')}") != [one.document.title for one in found.entries]


def test_a_file_that_is_called_a_list_of_bugs_is_one_whatever_its_headings_say():
    bugs = "".join(
        f"## {name}\n\nSeen with old ropes, see [issue {n}](https://example.com/{n}).\n\n"
        for n, name in enumerate(
            ["Ends slack by night", "Loops with wet ropes", "Tails and frost", "Nets in salt", "Old oars"]
        )
    )
    found = understand("known-bugs.md", f"# Known bugs\n\nHelp is welcome.\n\n# Ropes\n\n{bugs}".encode())
    assert [one.document.kind for one in found.entries] == ["debug"] * 5
    assert titles(f"# Rope notes\n\n# Ropes\n\n{bugs}", "notes.md") == []


def test_code_right_below_a_tag_stays_code():
    text = "# How is a rope coiled?\n\nBy hand.\n\n<Playground>\n```html\n<b>coil</b>\n\n<i>rope</i>\n```\n</Playground>\n"
    (found,) = understand("coil.mdx", text.encode(), Hints(folder_kind="question")).entries
    assert "```html\n<b>coil</b>\n\n<i>rope</i>\n```" in "\n".join(
        section.text for section in found.document.sections
    )


def test_notes_tagged_as_cards_may_hold_only_two():
    text = "---\ntags:\n  - boats\n  - flashcards\n---\n\nHow many masts has a ketch?\n?\nTwo.\n\nHow is it rigged?\n?\nFore and aft.\n"
    assert titles(text, "ketch.md") == ["How many masts has a ketch?", "How is it rigged?"]


def test_a_part_that_holds_one_question_as_all_others_do_is_no_category():
    cases = "".join(
        f"## {n}. Scenario: {name}\n\n**Q:** {asked}\n\n**A:** By looking.\n\n"
        for n, (name, asked) in enumerate(
            zip(["Leaks", "Drift", "Fog", "Calm", "Rocks"], [*ASKED, "Where is port?", "When do you reef?"], strict=True), 1
        )
    )  # fmt: skip
    gathered = f"# Boats\n\n{cases}"
    found = understand("boats.md", gathered.encode())
    assert [one.document.attributes.get("category") for one in found.entries] == [None] * 5
    assert {one.document.attributes["form"] for one in found.entries} == {"scenario"}


def test_a_label_in_bold_names_no_part_of_a_file():
    text = "".join(
        f"**Q{n}: {one}**\n\n**Answer:** Of oak.\n\n**Usage:**\n```\nsail\n```\n\n"
        for n, one in enumerate(ASKED, 1)
    )
    assert titles(f"# Boats\n\n{text}") == ASKED
