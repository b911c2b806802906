"""What belongs to an answer, and what is asked although it names and does not ask."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import titles

PLANTS = ("Barley", "Clover", "Fern", "Hazel", "Ivy", "Juniper")


def test_headings_that_hold_a_bare_label_of_an_answer_each_are_entries_whatever_they_are_called():
    sections = "\n\n".join(
        f"# {name}\n\nIt grows in many a field.\n\nInterview Answer:\n\nI would sow it early in spring."
        for name in (*PLANTS, "Deployment")
    )
    gathering = "# Trees\n\n## Birch\n\nWhite.\n\nInterview Answer:\n\nIt is a pioneer.\n\n## Oak\n\nOld.\n\nInterview Answer:\n\nIt is slow.\n"
    found = titles(f"# Field handbook\n\n{sections}\n\n{gathering}")
    assert found == [*PLANTS, "Deployment", "Birch", "Oak"]


def test_headings_whose_items_begin_with_the_same_names_in_bold_are_entries():
    tools = "\n\n".join(
        f"### `{name.lower()}`\n* **Command:** `{name.lower()} -v`\n* **Why use it:** It shows what grows."
        for name in PLANTS
    )
    assert titles(f"# Commands\n\n## 1. First\n*Is the field dry?*\n\n{tools}\n") == [
        one.lower() for one in PLANTS
    ]


def test_levels_below_a_heading_do_not_make_it_an_entry():
    parts = "\n\n".join(
        f"## {number}. {name}\n\n### Basic\n\n**Q1. What is {name}?**\n\n**Answer:** A plant.\n\n### Advanced\n\n"
        f"**Q2. Where does {name} grow?**\n\n**Answer:** Outside."
        for number, name in enumerate(PLANTS, start=1)
    )
    scenarios = "\n\n".join(
        f"### Scenario {number}: The {name} has withered\n\n**Scenario:**\nIt is dry. What do you do?\n\n"
        "**Answer:**\n\n- Check the soil: is it dry?\n- Check the roots: are they rotten?"
        for number, name in enumerate(PLANTS[:3], start=1)
    )
    found = titles(f"# Interview guide\n\n{parts}\n\n## 7. Scenarios\n\n{scenarios}\n")
    assert len(found) == 2 * len(PLANTS) + 3
    assert found[-3:] == [f"The {name} has withered" for name in PLANTS[:3]]


def test_headings_behind_a_question_that_a_text_begins_with_are_parts_of_its_answer():
    answer = "\n\n".join(f"### {name}\n\nIt grows.\n\n- It needs water\n- Is it green?" for name in PLANTS)
    text = "\n\n---\n\n".join(
        f"**Question {number}: Which plants grow in the {place}?**\n\n{answer}"
        for number, place in enumerate(("field", "wood", "garden"), start=1)
    )
    assert titles(text, "interview-question.md") == [
        f"Which plants grow in the {place}?" for place in ("field", "wood", "garden")
    ]


def test_what_is_asked_right_below_each_heading_is_the_title():
    text = "# Crop security\n\n" + "\n\n".join(
        f"## {number}. {name}\n\n❓ How do you keep {name.lower()} safe?\n\nImagine a fence around it.\n\n"
        f"💡 Example\n\nAuthentication = who walks in?\n\n🎯 Interview answer\n\nI would guard it."
        for number, name in enumerate(PLANTS, start=1)
    )
    assert titles(text) == [f"How do you keep {name.lower()} safe?" for name in PLANTS]


def test_a_few_questions_in_notes_are_entries_below_a_heading_that_says_so():
    notes = "# Sowing\n\n" + "\n\n".join(f"## {name}\n\n" + "Sow it in rows.\n" * 9 for name in PLANTS)
    asked = "### Q1: Plan of a field\n\n**Good Answer:** Rows.\n\n### Q2: Keeping birds away\n\n**Good Answer:** Nets.\n"
    assert titles(f"{notes}\n\n## Interview Questions\n\n{asked}") == [
        "Plan of a field",
        "Keeping birds away",
    ]


def test_a_text_about_security_whose_headings_are_answered_by_name_is_a_bank():
    text = "# Security\n\n" + "\n\n".join(
        f"## {name}\n\n- Level: Mid\n\n### Answer\n\nKeep it locked.\n\n### Follow-ups\n\n- Why is it kept?"
        for name in PLANTS
    )
    assert titles(text) == list(PLANTS)


def test_headings_that_one_word_counts_are_entries_and_the_names_in_bold_below_them_are_not():
    told = (
        "What plants need",
        "Where it fails",
        "What helps",
        "What to avoid",
        "What gardeners do",
        "What is left",
    )
    text = "# Failure Patterns of gardeners\n\n" + "\n\n".join(
        f"## Pattern #{number} — {name} too late\n\n**What the gardener thinks**\n\n> It will grow.\n\n"
        f"**{told[number - 1]}**\n\nWater and light.\n\n**Signal sent**\n\nHaste."
        for number, name in enumerate(PLANTS, start=1)
    )
    found = titles(f"{text}\n\n## A note on seasons\n\nThey pass.\n")
    assert found == [f"Pattern #{number} — {name} too late" for number, name in enumerate(PLANTS, start=1)]


@pytest.mark.parametrize("label", ["Question:", "Question :", "**Question:**", "Question:\n"])
def test_what_stands_below_a_label_alone_on_its_line_is_asked_where_it_is_answered(label):
    text = f"{label}\nWhere does a fern grow?\n\nAnswer :\n\nIn the shade.\n"
    assert titles(text) == ["Where does a fern grow?"]
    assert titles(text.replace("Answer :", "So it is:")) == []


def test_tasks_counted_by_a_name_in_bold_are_entries_throughout():
    tasks = [
        f"{number}. **{name} bed**: Build a bed for it." for number, name in enumerate(PLANTS * 3, start=1)
    ]
    text = (
        "Here is what to do:\n\n### Easy\n\n"
        + "\n\n".join(tasks[:9])
        + "\n\n### Hard\n\n"
        + "\n\n".join(tasks[9:])
    )
    found = understand("tasks.md", text.encode())
    assert [one.document.title for one in found.entries] == [f"{name} bed" for name in PLANTS * 3]


def test_advice_and_parts_of_answers_that_a_name_begins_are_no_questions():
    asked = "\n\n".join(
        f'### Q{number}: "What is {name}?"\n\nA plant.' for number, name in enumerate(PLANTS, start=1)
    )
    advice = "✅ **Show results**: Tell what grew  \n✅ **Explain your part**: Say what you did  \n✅ **Use few words**: Be brief  "
    fixes = (
        "1. **Sown too late:** It withers.\n   * *Why:* The sun is low by then!\n   * *Fix:* Sow in spring."
    )
    found = titles(f"# Garden interview\n\n{asked}\n\n{fixes}\n\n## Before you go\n\n### Do's\n{advice}\n")
    assert found == [f'"What is {name}?"' for name in PLANTS]


def test_a_question_whose_answer_is_a_heading_is_an_entry_beside_counted_ones():
    parts = "\n\n".join(
        f"# {name}\n\nIt grows.\n\n### In a pot\n\nIt stays small.\n\n### On a field\n\nIt grows tall."
        + (f"\n\n### Why grow {name}?\n\n### Answer\n\nTo eat it." if number < 3 else "")
        for number, name in enumerate(PLANTS, start=1)
    )
    asked = "\n\n".join(
        f"### Q{number}. What is {name}?\n\n**Answer**\n\nA plant."
        for number, name in enumerate(PLANTS, start=1)
    )
    found = titles(f"# Garden interview tasks\n\n{parts}\n\n# Questions\n\n{asked}\n")
    assert found == [*(f"Why grow {name}?" for name in PLANTS[:2]), *(f"What is {name}?" for name in PLANTS)]
