"""A file whose titles are not all of one form: what is common to most of them tells the others too."""

import pytest

from tests.importing.accounting import titles

ASKED = [
    "What is a keel?",
    "Why does a hull float?",
    "How is a sail set?",
    "When do you reef?",
    "Where is port?",
]


def test_a_title_without_its_number_is_told_by_its_answer():
    rows = [f"{n}. {one}" if n > 1 else one for n, one in enumerate(ASKED, 1)]
    part = "\n\n".join(f"{row}\n\nAnswer: It is so." for row in rows)
    again = part.replace("?", " today?")
    found = titles(f"On land:\n\n{part}\n\nAt sea:\n\n{again}\n")
    assert found == [*ASKED, *(one.replace("?", " today?") for one in ASKED)]


def test_a_question_within_an_answer_is_none_of_the_file_where_answers_are_not_marked_alike():
    text = "\n\n".join(f"{n}. {one}\n\nAnswer: It is so." for n, one in enumerate(ASKED, 1))
    assert titles(f"{text}\n\nWhat do you say to that?\n\n**My answer:** Nothing.\n") == ASKED


def test_a_number_with_two_dots_is_a_slip():
    rows = [f"{n}.{'.' if n == 3 else ''} {one}" for n, one in enumerate(ASKED, 1)]
    assert titles("\n\n".join(f"{row}\n\nAnswer: It is so." for row in rows) + "\n") == ASKED


def test_letters_and_dashes_that_take_turns_are_questions_and_answers_however_they_are_spaced():
    leads = zip(["Q - ", "Q-", "Q- ", "Q ", "Q-"], ["A - ", "A-", "A ", "A-", "A- "], strict=True)
    rows = [f"{q}{one}\n\n{a}it is so" for one, (q, a) in zip(ASKED, leads, strict=True)]
    assert titles("\n\n".join(rows) + "\n") == ASKED


@pytest.mark.parametrize("label", ["Q．", "Domanda {n}: ", "Câu {n}. ", "質問{n}：", "Pytanie {n}: "])
def test_what_a_question_is_called_is_no_part_of_its_title(label):
    rows = [f"### {label.format(n=n)}{one}\n\nIt is so." for n, one in enumerate(ASKED, 1)]
    assert titles("\n\n".join(rows) + "\n") == ASKED


def test_bare_items_beside_items_that_open_with_a_heading_are_titles_and_headings_without_a_bullet_parts():
    heads = "\n\n".join(f"* #### {one}\n\nIt is so." for one in ASKED)
    parts = "#### Of wood\nIt rots.\n\n  * Does it?\n\n#### Of steel\nIt rusts."
    bare = "* Which rope holds?\n* Explain the knot\n* Where is starboard?"
    more = "* #### Who steers?\n\nThe helmsman."
    found = titles(f"# Boats\n\n{heads}\n\n{parts}\n\n{bare}\n{more}\n")
    assert found == [*ASKED, "Which rope holds?", "Explain the knot", "Where is starboard?", "Who steers?"]


CONTENTS = {
    "a list": "".join(f"- [{n}. {{{n}}}](#p{n})\n" for n in range(6)),
    "lines": "".join(f"[{n}. {{{n}}}](#p{n})  \n" for n in range(6)),
}


@pytest.mark.parametrize("form", CONTENTS)
def test_what_contents_list_and_stands_again_as_a_heading_is_an_entry_and_the_contents_are_none(form):
    names = ["Keels", "Masts and sails", "Long and short tack", "Ropes", "Where is port?", "Anchors"]
    below = "It is so.\n\n#### Of wood\n\nIt rots.\n\n#### Of steel\n\nIt rusts."
    text = "\n".join(f'### {name} <a name="p{n}"></a>\n\n{below}\n' for n, name in enumerate(names))
    top = f"# Questions about boats\n\n## Contents\n\n{CONTENTS[form].format(*names)}\n"
    assert titles(f"{top}\n{text}") == names


def test_headings_in_the_contents_of_a_file_of_which_many_ask_are_entries():
    names = [*ASKED[:3], "Keel against hull", "Knots", "Resources"]
    contents = "".join(f"- [{name}](#{name.lower().replace(' ', '-').strip('?')})\n" for name in names)
    text = "".join(f"## {name}\n\nIt is so.\n\n" for name in names)
    assert titles(f"# Boats\n\n## Contents\n\n{contents}\n{text}") == names[:-1]


def test_an_item_that_stands_apart_as_the_questions_do_is_a_title_though_it_ends_with_a_colon():
    below = "It is so:\n\n1. Wood floats.\n2. Iron sinks."
    names = [*ASKED[:3], "Kinds of ropes:", *ASKED[3:]]
    text = "".join(f"* {name}\n\n{below}\n\n***\n\n" for name in names)
    assert titles(f"### Questions about boats\n\n***\n\n{text}") == names
    leads = text.replace("It is so:", "* For this:", 1)
    assert titles(f"### Questions about boats\n\n***\n\n{leads}") == names


def test_headings_of_a_class_that_contents_do_not_list_are_parts_of_answers_where_they_list_nearly_all_titles():
    names = [f"{one[:-1]} {when}?" for when in ("today", "at night") for one in ASKED]
    names[4] = "Port and starboard."
    table = "".join(f"| {n} | [{name}](#q{n}) |\n" for n, name in enumerate(names, 1))
    below = "It is so.\n\n## Why care about it?\n\nIt floats.\n\n### What if not?\n\nIt sinks."
    text = "".join(f'<a name="q{n}"></a>\n{n}.{name}\n---\n{below}\n\n' for n, name in enumerate(names, 1))
    assert titles(f"# Boats\n\n| | |\n|---|---|\n{table}\n{text}") == names


@pytest.mark.parametrize("form", ["### {n}. {q}", "### Q{n}: {q}", "**{n}) {q}**", "Question {n}: {q}"])
def test_a_sign_behind_a_number_that_stands_twice_is_a_slip(form):
    rows = [form.format(n=n, q=one) for n, one in enumerate(ASKED, 1)]
    rows[2] = rows[2].replace("3.", "3..").replace("3:", "3::").replace("3)", "3))")
    assert titles("\n\n".join(f"{row}\n\nIt is so." for row in rows) + "\n") == ASKED


def test_a_question_of_another_level_that_goes_on_with_the_count_is_one():
    rows = [f"{'####' if n == 3 else '###'} Q{n}. {one}\n\nIt is so." for n, one in enumerate(ASKED, 1)]
    assert titles("\n\n".join(rows) + "\n") == ASKED
