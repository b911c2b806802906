"""Lists, parts of files and collections whose titles ask nothing: one small document for each rule."""

import pytest

from tests.importing.accounting import texts_of, titles
from tests.importing.test_general_shapes import ASKED, THINGS, TOLD, names, read

# --- Lists and their answers -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    ["What is a knot? Provide an example of each.", "Which rope is better? hemp or nylon", "Why is it wet? How is it dried.", "Tie a bowline? Explain why it holds."],
)  # fmt: skip
def test_a_title_goes_on_behind_its_question_mark_where_it_goes_on_to_ask(title):
    assert names(f"- {title}\n- What is a sail?\n- What is a mast?\n")[0] == title


def test_an_answer_on_the_line_below_an_item_is_no_part_of_its_title():
    text = "- Explain what a lock is.\nIt lifts boats.\n\n- Describe a quay\nBoats lie there.\n\n- What is a pier?\nA quay on legs.\n"
    assert names(text) == ["Explain what a lock is.", "Describe a quay", "What is a pier?"]


def test_counted_lists_below_headings_like_those_of_questions_are_questions():
    asked = "".join(
        f"# Yard {n}\n1. How is a hull built?\n2. What floats?\n3. Paint of {n}\n\n" for n in range(4)
    )
    assert "Ropes" in names(f"{asked}# Yard 9\n1. Ropes\n2. Knots and splices\n3. Rudder types\n")


def test_code_at_the_margin_does_not_end_a_list_that_counts_on():
    text = "# Boats\n\n1. What floats?\n2. What sinks?\n```py\nsink()\n```\n3. Buoys\n4. Which way is lee?\n\n   Away.\n\n5.  Explain locks.\n\n   ```py\n   lift()\n   ```\n\n6. Who pays?\n"
    found = read(text)
    assert [one.number for one in found.entries] == ["1", "2", "3", "4", "5", "6"]
    assert "sink()" in str(texts_of(found))
    assert "lift()" in str(texts_of(found))


def test_a_bare_address_is_no_question():
    assert names("- What is a bow?\n- What is a stern?\n- https://example.com/what\n- What is a keel?\n") == [
        "What is a bow?", "What is a stern?", "What is a keel?",
    ]  # fmt: skip


def test_numbers_without_dots_count_where_they_go_on():
    text = "Sailing interview questions\n\n1 knots for ropes\n2 paint of hulls\n3. sails in a storm\n4. wind at night\n5. tides\n"
    assert names(text, "a.txt") == [
        "knots for ropes",
        "paint of hulls",
        "sails in a storm",
        "wind at night",
        "tides",
    ]


# --- Parts of files --------------------------------------------------------------------------------


def test_underlined_headings_of_a_collection_are_entries_though_none_asks():
    text = "Sailing antipatterns\n====================\n\n" + "".join(
        f"{t}\n{'-' * len(t)}\n\nBad:\n\n```py\nbad()\n```\n\nGood:\n\n```py\ngood()\n```\n\n" for t in THINGS
    )
    assert names(text) == THINGS


def test_a_heading_that_ranks_with_parts_and_has_code_of_its_own_is_an_entry():
    part = "## {}\n\n### What is a {}?\n\n{}\n\n### Why a {}?\n\n{}\n\n"
    text = "".join(part.format(t, t, TOLD, t, TOLD) for t in THINGS[:3])
    found = read(
        f"# Boats\n\n{text}## Never sail alone\n\nTake a friend.\n\n```py\ncall()\n```\n\nDo it.\nAlways.\n"
    )
    assert found.entries[-1].document.title == "Never sail alone"
    assert "call()" in str(texts_of(found))


def test_codes_below_contents_are_all_of_the_catalogue():
    codes = "".join(f'## BOA100{n}\n\n> "Cannot sail {n}"\n\n{TOLD}\n\n' for n in range(4))
    assert (
        len(
            names(
                f"# Errors\n\n## Contents\n\n- [a](#a)\n- [b](#b)\n\n{codes}## BOA2000 (deprecated)\n\n> Missing oar\n\nRow.\n"
            )
        )
        == 5
    )


def test_questions_within_the_stages_of_a_roadmap_do_not_make_it_a_bank():
    stages = "".join(
        f"## Week {n}: Knots\n\n{TOLD * 3}\n\n```sh\ntie {n}\n```\n\n- Rope\n- Line\n\nAsk yourself:\n\n1. What is a knot?\n2. Why does it hold?\n\n"
        for n in range(1, 5)
    )
    found = read(f"# Sailing roadmap\n\n{stages}")
    assert {one.document.kind for one in found.entries} == {"path", "module"}
    assert all(f"tie {n}" in str(texts_of(found)) for n in range(1, 5))


def test_advice_behind_the_questions_is_no_question():
    asked = "".join(f"## {n}. {q}\n\n{TOLD}\n\n" for n, q in enumerate(ASKED, start=1))
    assert (
        names(
            f"# Sailing interview questions\n\n{asked}## Good habits\n\n1. **Stay calm**: wait.\n2. **Breathe**: slowly.\n3. **Ask**: at once.\n4. **Rest**: then.\n"
        )
        == ASKED
    )


def test_dashes_below_lines_of_an_answer_hide_no_question():
    text = "".join(f"Question: {q}\nAns:\nRopes\n------------\nthey hold\n\n" for q in ASKED)
    assert names(text, "a.txt") == ASKED


def test_a_page_of_links_is_no_article():
    links = "".join(
        f'<a href="https://example.com/{n}"><b>Tool {n}</b></a> - a scanner of ports.<br/>\n'
        for n in range(9)
    )
    assert (
        names(
            f"# Penetration testing\n\n## Scanners\n\n<p>\n{links}</p>\n\n## More\n\n## Others\n",
            "hacking.md",
        )
        == []
    )


@pytest.mark.parametrize("parts", [("## Overview", "## Rigging"), ("### What it does", "### When it breaks")])
def test_articles_in_one_file_are_told_by_the_parts_they_repeat(parts):
    level = parts[0].index(" ") - 1
    text = "".join(
        f"{'#' * level} {n}. {t}\n\n{parts[0]}\n\n{TOLD}\n\n{parts[1]}\n\n```py\n{t}()\n```\n\n"
        for n, t in enumerate([*THINGS, "Oars"], start=1)
    )
    assert names(f"{'#' * (level - 1)} Boats\n\n{text}" if level > 1 else text, "course.md") == [
        *THINGS,
        "Oars",
    ]


def test_what_manuals_tell_of_each_command_makes_no_entries():
    text = "".join(
        f"## {t.lower()}\n\n### Usage\n\n{TOLD}\n\n### Options\n\n{TOLD}\n\n" for t in [*THINGS, "Oars"]
    )
    assert names(f"# The boat command\n\n{text}", "manual.md") == []


@pytest.mark.parametrize(
    "question",
    ["<details>\n<summary>{n}. {q}</summary>\n\n> **Answer:**\n> It is so.\n\n</details>\n\n", "**Q: {q}**\n\n**A:** It is so.\n\n"],
)  # fmt: skip
def test_a_part_with_one_answered_question_in_it_is_no_title(question):
    text = "".join(f"### Part of {n}\n\n{question.format(n=n, q=q)}" for n, q in enumerate(ASKED, start=1))
    assert names(f"# Questions\n\n{text}") == ASKED


def test_labels_above_titles_and_what_ranks_with_them_belong_to_answers():
    text = "".join(f"#### {q}\n\n## Short\n\n{TOLD}\n\n## Longer\n\n{TOLD}\n\n" for q in ASKED)
    assert names(
        f"# Boat questions\n\n{text}#### Tides\n\n## Short\n\n{TOLD}\n\n## When does it matter\n\nAt sea.\n"
    ) == [*ASKED, "Tides"]


def test_signs_of_headings_that_touch_their_words_are_set_apart():
    text = "".join(f"##{'' if n == 3 else ' '}{n}. {q}\n\n{TOLD}\n\n" for n, q in enumerate(ASKED, start=1))
    assert names(text) == ASKED


@pytest.mark.parametrize("made", ["x-", ""])
def test_elements_a_page_made_for_itself_are_read_by_their_names(made):
    pairs = "".join(
        f"<{made}card><{made}question>{q}<pre>row({n})</pre></{made}question><{made}answer>{TOLD}</{made}answer></{made}card>"
        for n, q in enumerate(ASKED)
    )
    found = read(f"<h1>Boats</h1>{pairs}", "a.html")
    assert [one.document.title for one in found.entries] == ASKED
    assert "row(2)" in str(texts_of(found))


def test_names_of_columns_that_come_again_are_no_row():
    text = "Question;Answer\nWhat is a hull?;Wet\nQUESTION ;answer\nWhat is a keel?;Deep\n"
    assert names(text, "a.csv") == ["What is a hull?", "What is a keel?"]
    rows = [f"| {one} | Wet |\n" for one in ASKED]
    again = "| Question | Answer |\n"
    assert names(f"{again}|---|---|\n{''.join(rows[:2])}{again}{''.join(rows[2:])}") == ASKED


def test_what_is_asked_of_a_case_goes_on_until_its_options_however_long_it_is():
    case = (
        "The crew of boat {n} meets at the quay. " + "They talk of the wind and the tide; nobody knows\n" * 6
    )
    text = "".join(
        f"Question {n}\n{case.format(n=n)}and the sea.\nWho should row?\nA.The cook\nB.The pilot\n\n"
        for n in range(1, 5)
    )
    found = read(text, "scan.txt")
    assert all(
        one.document.title.startswith(f"The crew of boat {n} meets at the quay. They talk of the wind")
        and one.document.title.endswith("…")
        for n, one in enumerate(found.entries, start=1)
    )
    assert len(found.entries) == 4
    assert all("Who should row?" in str(one.document.sections) for one in found.entries)


def test_bold_names_over_answered_items_are_parts():
    part = "**{}**\n\n- [ ] Explain the {}\n  It is wet, and it is cold, and it is deep.\n\n- [ ] What is a {}?\n  It is a part of a boat.\n\n"
    text = "".join(part.format(t, t.lower(), t.lower()) for t in THINGS)
    assert len(names(f"# Boat questions\n\n{text}")) == 2 * len(THINGS)


def test_headings_above_nothing_but_tasks_are_parts_though_they_are_counted():
    tasks = (
        "Explain how a {} floats.",
        "Write down what a {} needs. [4 marks]",
        "What sinks a {}?",
        "List the parts of a {}.",
    )
    boats = ("ferry", "raft", "canoe", "tug", "yacht")
    text = "# Questions about boats\n\n" + "".join(
        f"### {at // 2 + 1}.{at % 2 + 1} All about the {boat}\n\n- {tasks[at % 4].format(boat)}\n- {tasks[(at + 1) % 4].format(boat)}\n\n---\n\n"
        for at, boat in enumerate(boats)
    )
    found = titles(text)
    assert len(found) == 2 * len(boats)
    assert not any("All about" in one for one in found)
