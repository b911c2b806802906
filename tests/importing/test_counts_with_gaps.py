"""An author who counts slips now and then: what his count leaves room for is a title, however it is written."""

import pytest

from tests.importing.accounting import titles

ASKED = [
    "What is a keel?",
    "Why does a hull float?",
    "How is a sail set?",
    "When do you reef?",
    "Where is port?",
]


@pytest.mark.parametrize("lost", ["{n} {asked}", "{n}.{asked}"])
@pytest.mark.parametrize("line", ["**{title}**", "## {title}"])
def test_a_number_without_its_sign_is_no_word_of_the_title(lost, line):
    asked = [one.lower() for one in ASKED]
    counted = [lost.format(n=n, asked=one) if n == 3 else f"{n}. {one}" for n, one in enumerate(asked, 1)]
    text = "\n\n".join(f"{line.format(title=one)}\n\nIt is so." for one in counted)
    assert titles(f"{text}\n") == asked


def test_bold_names_that_a_text_runs_on_from_are_titles_where_the_count_leaves_room_for_them():
    bold = "".join(f"**{n}. {one}**\n\nIt is so.\n\n" for n, one in enumerate(ASKED, 1))
    rows = "**6. Long tack:** towards the wind.\n**7. Short tack:** away from it.\n\n"
    behind = "**8. What is a jib?**\n\nA sail.\n"
    assert titles(bold + rows + behind) == [*ASKED, "Long tack", "Short tack", "What is a jib?"]
    assert titles(bold + rows + behind.replace("8.", "6.")) == [*ASKED, "What is a jib?"]


def test_a_text_without_markup_is_made_of_what_counts_through_it():
    names = ["Keel and hull", "Sails", "The rudder", "Reefing in a gale", "Port against starboard", "Anchors"]
    told = "\nCode:\nif (wind > 7) {{ reef({n}); }}\n\nAnswer:\nBecause it is so, as every sailor knows well.\n\n"
    text = "Tricky Interview Questions about boats\n\n" + "".join(
        f"{n}. {name}{told.format(n=n)}" for n, name in enumerate(names, 1)
    )
    assert titles(text, "boats.txt") == names


def test_signs_of_equality_within_a_text_make_no_title():
    text = "Interview questions\n\n" + "".join(
        f"{n}. {one}\nAnswer:\n==  → loose\n=== → strict\n\n" for n, one in enumerate(ASKED, 1)
    )
    assert titles(text, "boats.txt") == ASKED


def test_a_rule_right_below_an_answer_underlines_no_title():
    text = "".join(f"**{asked}**\n\nIt is so, and ever was.\n---\n\n" for asked in ASKED)
    assert titles(text) == ASKED


def test_questions_between_rules_may_lack_one_of_them():
    lines = [f"---\n{asked}\n" + "---\n" * (n % 3 > 0) + "\nIt is so." for n, asked in enumerate(ASKED, 1)]
    parts = "---\nBeginner level\n---\n\nIs wet, as it can be\n\n"
    assert titles("# Boats\n\n" + parts + "\n\n".join(lines) + "\n") == ASKED


def test_titles_with_a_row_of_dashes_below_stay_titles():
    assert titles("".join(f"{asked}\n---\n\nIt is so.\n\n" for asked in ASKED)) == ASKED


def test_what_asks_right_above_the_label_of_an_answer_needs_no_number_beside_the_counted():
    parts = [
        f"Of part {part}:\n\n{ASKED[at]}\n\nAnswer: It is so.\n\n"
        + "".join(f"{n}. Why is {part}{n} so?\n\nAnswer: It is so.\n\n" for n in range(2, 7))
        for at, part in enumerate(["A", "B", "C"])
    ]
    found = titles("".join(parts))
    assert [one for one in found if one in ASKED] == ASKED[:3]
    assert len(found) == 18


def test_requests_of_a_bank_without_marks_are_titles_as_its_questions_are():
    told = "--Questions about boats\n{}\nThe part below.\n\n{}\nIt is light.\n\nDifference between port and starboard.\nThe side.\n\n{}\nBy the helm.\n"
    asked = [ASKED[0], ASKED[1], ASKED[2]]
    wanted = [asked[0], asked[1], "Difference between port and starboard.", asked[2]]
    assert titles(told.format(*asked), "notes.txt") == wanted
