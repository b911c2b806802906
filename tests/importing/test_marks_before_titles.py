"""What stands before a question and is none of it: lines that only count, labels in any language, grades, citations."""

import pytest

from knowledge.importing.dialects import understand

ASKED = (
    "A keel is made of ______.",
    "Name what holds a mast.",
    "A kettle boils at ______.",
    "The lid is lifted by ______.",
)


def titles(text: str, name: str = "kettles.md") -> list[str]:
    return [entry.document.title for entry in understand(name, text.encode()).entries]


@pytest.mark.parametrize(
    "line",
    ["# Frage {n}\n{q}", "### Aufgabe {n}\n\n{q}", "**DOMANDA {n}: {q}**", "**DOMANDA {n}:** **{q}**", "Pertanyaan #{n}\n{q}",
     "**{n}** \\\n{q}", "Question #{n} (1 Point)\n{q}", "## Вопрос {n}\n\n{q}", "Câu {n}: {q}"],
)  # fmt: skip
def test_a_line_that_only_counts_names_nothing_in_whatever_language(line):
    text = "".join(
        f"{line.format(n=at, q=one)}\n\n* iron\n* wood\n\n> It is iron.\n\n"
        for at, one in enumerate(ASKED, 1)
    )
    assert titles(f"# Boats and kettles: a quiz\n\n{text}") == list(ASKED)


def test_contents_that_count_questions_with_points_and_pages_are_none():
    contents = "".join(f"Question #{at} (1 Point) {'.' * 40} {at}\n" for at in range(1, 5))
    asked = "".join(
        f"Question #{at} (1 Point)\n{one}\na) iron\nb) wood\nSelect ONE option.\n\n"
        for at, one in enumerate(ASKED, 1)
    )
    graph = "".join(f"{at}\n" for at in range(1, 9))
    assert titles(f"Sample exam\n\n{contents}\n{asked}\n{graph}") == list(ASKED)


def test_an_item_may_begin_with_a_label_on_a_row_of_its_own():
    asked = "".join(f"{at}. **What is part {at} of a kettle?**\n   → Part {at}.\n\n" for at in range(1, 6))
    text = f"## Kettles\n\n{asked}6. **Scenario:**\n   Your kettle does not boil. What could be wrong?\n   → The plug.\n"
    assert titles(text)[-1] == "Your kettle does not boil. What could be wrong?"


def test_a_label_of_one_letter_may_have_a_dash_or_nothing_behind_it():
    pairs = ["Q- what is a lid?\n\nA- It closes.", "Q-Which lids are round?\n\nA- Most.", "Q why does it whistle?\n\nA - Steam.",
             "Q - How is lime removed?\n\nA- With vinegar.", "Q-Explain the spout.\n\nA line of steel, bent.", "Is it hot?\n\nA-Yes."]  # fmt: skip
    assert titles("Kettles\n\n" + "\n\n".join(pairs)) == [
        "what is a lid?", "Which lids are round?", "why does it whistle?", "How is lime removed?", "Explain the spout.", "Is it hot?",
    ]  # fmt: skip
    assert titles(
        "## Q-learning\n\nIt learns.\n\n## Q-tables\n\nThey hold it.\n\n## What is Q-learning?\n\nThis."
    ) != ["learning"]


def test_grades_in_brackets_before_what_is_asked_tell_how_hard_it_is():
    asked = {"Why is a kettle hot?": "E", "What does its lid hold back?": "M", "How is lime removed?": "H", "Explain the spout.": "M",
             "When does it whistle?": "E", "Does steel boil? And why not?": "M"}  # fmt: skip
    text = "".join(f"**[{grade}] {one}**\n\nIt boils.\n\n" for one, grade in asked.items())
    found = [entry.document for entry in understand("kettles.md", f"# Kettles\n\n{text}".encode()).entries]
    assert [one.title for one in found] == list(asked)
    assert [one.attributes["difficulty"] for one in found] == [3, 5, 8, 5, 3, 5]


def test_signs_of_citations_that_chats_leave_behind_are_taken_out():
    text = "".join(
        f"### [cite_start]{at}. Why is kettle {at} hot? [cite: {at}, 9]\n\n[cite_start]It boils {at}. [cite: 7]\n\n"
        for at in range(1, 4)
    )
    found = [entry.document for entry in understand("kettles.md", text.encode()).entries]
    assert [one.title for one in found] == [f"Why is kettle {at} hot?" for at in range(1, 4)]
    assert not any("cite" in one.summary for one in found)


def test_numbers_may_be_set_off_from_their_sign_or_count_in_parts():
    signs = (". ", " )", ". ", " ", ". ", ". ")
    asked = "".join(
        f"**{at}{sign}why is kettle {at} hot?**\n\nIt boils.\n\n" for at, sign in enumerate(signs, 1)
    )
    assert titles(asked) == [f"why is kettle {at} hot?" for at in range(1, 7)]
    parts = "".join(f"### Question {at}.1: Build kettle {at}\n\nOf steel {at}.\n\n" for at in range(1, 5))
    assert titles(f"# Kettles\n\n{parts}") == [f"Build kettle {at}" for at in range(1, 5)]


def test_what_measures_something_is_no_number_of_a_question():
    text = "".join(
        f"### {size} TB of steam, and where is it kept?\n\nIn a kettle.\n\n" for size in (10, 300, 900)
    )
    assert titles(text) == [f"{size} TB of steam, and where is it kept?" for size in (10, 300, 900)]


def test_a_line_that_only_says_question_again_and_again_names_what_stands_below():
    asked = [*ASKED, "Describe the spout."]
    text = "".join(
        f"__Practice Question__\n\n{one}\n\nA. iron\nB. wood\n\n__Answers__\n\n- A - Correct\n- B\n\n"
        for one in asked
    )
    assert titles(f"__Type__\n\nMultiple choice\n\n{text}") == asked


def test_a_few_questions_without_a_number_beside_a_long_count_are_notes():
    folds = "".join(
        f"<details>\n<summary>{at}. Why is kettle {at} hot?</summary>\n\nIt boils {at}.\n\n</details>\n\n"
        for at in range(1, 31)
    )
    notes = "### When it fails\n\n- **No steam?** Fill it.\n- **No heat?** Plug it in.\n- **No sound?** Mend the lid.\n"
    assert titles(f"# Kettles\n\n{folds}{notes}") == [f"Why is kettle {at} hot?" for at in range(1, 31)]


def test_keys_of_an_answer_are_what_it_comes_down_to():
    keys = "**Keys:**\n\n1. Fill it.\n2. Heat it.\n3. Pour it.\n\n"
    asked = ["How does a kettle boil water?", "How is it filled?", "Why does it whistle?", "Which lid fits?"]
    text = "".join(
        f"* Problem {at}: {one}\n\nSo.\n\n{keys if at % 2 == 0 else ''}" for at, one in enumerate(asked, 1)
    )
    assert titles(f"# Kettles\n\n{text}") == asked
