"""Shapes that are told by structure, repetition and position, whatever their words: one small document for each rule."""

import json

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of, titles, unaccounted

ASKED = ["What is a hull?", "Why does it float?", "How is it steered?", "Which way is port?"]
TOLD = "It is a part of every boat, and it is wet."


def read(text: str, file: str = "a.md"):
    found = understand(file, text.encode())
    if file.endswith((".md", ".txt")):
        assert unaccounted(found, text) == []
    return found


def names(text: str, file: str = "a.md") -> list[str]:
    return [one.document.title for one in read(text, file).entries]


def right(text: str, file: str = "a.md") -> list[list[int]]:
    """Returns the places of the right options of each entry."""
    offered = [one.document.attributes.get("choices", []) for one in read(text, file).entries]
    return [[at for at, choice in enumerate(choices) if choice.get("correct")] for choices in offered]


def numbered(pattern: str) -> str:
    return "".join(pattern.format(n=n, q=q) for n, q in enumerate(ASKED, start=1))


# --- Options ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "second",
    ["**B) two**", "B) **two**", "B) two ✅", "B) two ✓", "B) two (correct)", "*B) two", "B) two *", "✔ B) two", "B) two <- correct"],
)  # fmt: skip
def test_the_right_option_is_told_by_whatever_sign_only_it_has(second):
    assert right(numbered("{n}. {q}\n   - A) one\n   - " + second + "\n   - C) three\n")) == [[1]] * 4


def test_options_may_be_code_or_stand_in_code_which_stays():
    fenced = read(numbered("## {n}. {q}\n\n```\nA) one\nB) two\n```\n\n**Answer:** B\n\n"))
    assert [one["text"] for one in fenced.entries[0].document.attributes["choices"]] == ["one", "two"]
    assert "```\nA) one\nB) two\n```" in fenced.entries[0].document.text_of("prompt")
    boxed = numbered(
        "#### Q{n}. {q}\n\n- [ ] A\n\n```py\nsail({n})\n```\n\n- [x] B\n\n```py\nrow({n})\n```\n\n[Source](https://example.com)\n\n"
    )
    assert right(boxed) == [[1]] * 4
    assert any("```py\nrow(3)\n```" in text for text in texts_of(read(boxed)))


def test_a_list_without_letters_is_one_of_options_where_the_answer_repeats_an_item():
    assert (
        right(numbered("### {n}. {q}\n\n- one\n- two\n- three\n\n**Correct answer:** two\n\n")) == [[1]] * 4
    )
    assert right(numbered("**Q{n}. {q}**\n\n1. one\n2. two\n3. three\n\nAnswer: 3\n\n")) == [[2]] * 4
    assert right(numbered("### {n}. {q}\n\n- one\n- two\n\n**Answer:** Neither.\n\n")) == [[]] * 4


def test_options_one_behind_the_other_are_options():
    assert right(numbered("{n}. {q}\n(a) one (b) two (c) three\nAns: (b)\n\n"), "quiz.txt") == [[1]] * 4


@pytest.mark.parametrize(
    "key", ["1-b 2-c 3-a 4-b", "1. b\n2. c\n3. a\n4. b", "1) **B** - so it is.\n2) **C**\n3) **A**\n4) **B**"]
)
def test_a_key_behind_the_questions_answers_them_by_number(key):
    text = (
        numbered("### {n}. {q}\n\na) one\nb) two\nc) three\n\n")
        + f"## Answer key\n\n{key}\n\n## License\n\nMIT\n"
    )
    assert names(text) == ASKED
    assert right(text) == [[1], [2], [0], [1]]
    assert "answer key" in {one.reason for one in read(text).ignored}


def test_steps_below_an_answer_are_no_key():
    text = numbered("## {n}. {q}\n\n### Answer\n\n1. Look.\n2. Wait.\n3. Go.\n\n")
    assert all(one.document.sections or one.document.summary for one in read(text).entries)


# --- Sheets ----------------------------------------------------------------------------------------


def rows(*cells: str) -> str:
    return "".join(f"{','.join(row.format(q=q) for row in cells)}\n" for q in ASKED)


def test_text_above_a_table_is_told_and_columns_are_found_below_it():
    text = f"Exported,,\n\nQuestion,Answer,Tag\n{rows('{q}', TOLD.replace(',', ''), 'boat')}"
    assert names(text, "a.csv") == ASKED


def test_a_name_above_cells_that_ask_is_no_question_itself():
    text = f"what they ask,what we say\n{rows('{q}', TOLD.replace(',', ''))}"
    assert names(text, "a.csv") == ASKED


def test_a_column_of_letters_tells_the_right_option():
    assert right(f"question,A,B,C,key\n{rows('{q}', 'one', 'two', 'three', 'C')}", "a.csv") == [[2]] * 4


def test_cards_in_a_text_are_a_table():
    cards = "".join(f"{q}\t{TOLD}\tboats\n" for q in ASKED)
    assert names(f"#separator:tab\n#html:true\n{cards}", "deck.txt") == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "name,age,town\nAnn,3,Rome\nBob,4,Bonn\n",
        "title,url\nWhat is X?,https://a.b/x\nWhy Y?,https://a.b/y\n",
    ],
)
def test_a_table_of_people_or_links_holds_no_entries(text):
    assert names(text, "a.csv") == []


@pytest.mark.parametrize(
    "data",
    [
        ASKED,
        {"hulls": ASKED[:2], "steering": ASKED[2:]},
        [[q, TOLD] for q in ASKED],
        {q: {"answer": TOLD, "tags": ["x"]} for q in ASKED},
        {q: [TOLD, "More."] for q in ASKED},
        {"data": [{"id": n, "attributes": {"question": q, "answer": TOLD}} for n, q in enumerate(ASKED)]},
        {"cards": [{"front": {"text": q}, "back": {"text": TOLD}} for q in ASKED]},
    ],
)
def test_objects_are_found_however_deep_what_they_say_lies(data):
    assert names(json.dumps(data), "a.json") == ASKED


@pytest.mark.parametrize(
    "offered",
    [
        {"answers": [{"answer_text": "one", "ok": False}, {"answer_text": "two", "ok": True}]},
        {"alternativas": {"a": "one", "b": "two"}, "correta": "b"},
        {"variantes": ["one", "two"], "solucion": "two"},
    ],
)
def test_options_of_objects_are_told_by_what_they_hold(offered):
    assert right(json.dumps([{"enunciado": q, **offered} for q in ASKED]), "a.json") == [[1]] * 4


def test_what_is_no_bank_of_objects_holds_no_entries():
    people = [{"name": "Ann", "age": 3}, {"name": "Bob", "age": 4}]
    links = [{"title": q, "url": f"https://a.b/{n}"} for n, q in enumerate(ASKED)]
    assert names(json.dumps(people), "a.json") == names(json.dumps(links), "a.json") == []


# --- Pages -----------------------------------------------------------------------------------------


def test_what_a_page_calls_a_question_is_one():
    cards = "".join(
        f"<div class='card'><div class='question-header'><span>Q{n}</span><span>{q}</span><span>Medium</span><i>+</i></div>"
        f"<div class='answer-body'><p>{TOLD}</p></div></div>\n"
        for n, q in enumerate(ASKED, start=1)
    )
    assert names(f"<h1>Boats</h1>{cards.replace('<i>+</i>', '<span>+</span>')}", "a.html") == ASKED


def test_a_table_of_a_page_may_have_no_names_of_columns():
    cells = "".join(f"<tr><td>{q}</td><td>{TOLD}</td></tr>" for q in ASKED)
    assert names(f"<h1>Boats</h1><table>{cells}</table>", "a.html") == ASKED


@pytest.mark.parametrize(
    "text",
    [
        "# Links\n\n| Question | Link |\n|---|---|\n"
        + "".join(f"| {q} | [read](https://a.b) |\n" for q in ASKED),
        "# Interview resources\n\n" + "".join(f"### [{q}](https://a.b)\n\n" for q in ASKED),
    ],
)
def test_questions_that_only_lead_elsewhere_are_links(text):
    assert names(text) == []


# --- Paper -----------------------------------------------------------------------------------------


def test_heads_and_numbers_of_pages_are_left_out_and_told():
    text = numbered("{n}. {q}\nIt is wet and\n\n{n}\nThe Sailor's Guide\n\nit is cold.\n\n")
    found = read(text, "scan.txt")
    assert [one.document.title for one in found.entries] == ASKED
    assert not any("Guide" in one for one in texts_of(found))
    assert any("page" in one.message for one in found.repairs)


def test_what_repeats_beside_the_numbers_of_pages_is_left_out_with_them_and_accounted_for():
    text = numbered("{n}. {q}\nIt is wet and cold.\nSailing Practice Exams\nPage {n} Made by nobody\n")
    found = read(text, "scan.txt")
    assert [one.document.title for one in found.entries] == ASKED
    assert not any("Exams" in one or "Made by" in one for one in texts_of(found))
    assert sum(one.reason == "head or number of a page" for one in found.ignored) == len(ASKED)
    assert unaccounted(found, text) == []


def test_words_cut_at_line_ends_are_joined_and_a_hyphen_goes_only_where_the_text_proves_it():
    found = read(
        "1. What is a rudder-\nless boat?\nA stee-\nring wheel is for steering.\n\n2. Why?\nIt is a well-\nknown fact.\n",
        "scan.txt",
    )
    assert found.entries[0].document.title == "What is a rudder-less boat?"
    assert any("well-known" in text for text in texts_of(found))
    assert any(not one.certain for one in found.repairs)


def test_letters_read_for_digits_are_put_right_by_the_numbers_around():
    assert names("l. What is a bow?\nThe front.\n\n2. What is a stern?\nThe back.\n\n3. What is a keel?\nBelow.\n", "scan.txt") == [
        "What is a bow?", "What is a stern?", "What is a keel?",
    ]  # fmt: skip


def test_a_question_goes_on_to_the_line_that_opens_its_answer():
    text = "1. Explain the tides.\nWhat: The sea rises:\n\n- twice a day\n\n2. What is a\nlock for?\nAnswer: Ships.\n"
    assert names(text) == ["Explain the tides.", "What is a lock for?"]


def test_paragraphs_that_only_ask_are_titles_where_there_are_many():
    text = "".join(f"{q}\n\n{TOLD}\n\n" for q in ASKED)
    assert names(f"Boats\n\n{text}", "faq.txt") == ASKED
    prose = f"{TOLD} And why? Because it is.\n\n" * 12
    assert names(f"# A trip\n\n{prose}Why did we go?\n\n{prose}") == []


# --- Titles that ask nothing -----------------------------------------------------------------------

THINGS = ["Hulls", "Keels", "Masts", "Sails", "Ropes"]


@pytest.mark.parametrize(
    "pattern",
    ["## {n}. {t}\n\n{told}\n\n### Example\n\nA boat.\n\n", "<details>\n<summary>{t}</summary>\n\n{told}\n\n</details>\n\n", "**{t}**\n\n{told}\n\n",
     "{n}. **{t}**: {told}\n", "- **{t}** - {told}\n", "## Scenario {n}: {t}\n\nWhat do you do?\n\n**Solution**\n\n{told}\n\n"],
)  # fmt: skip
def test_in_a_bank_what_is_repeated_are_titles_though_none_asks(pattern):
    text = "".join(pattern.format(n=n, t=t, told=TOLD) for n, t in enumerate(THINGS, start=1))
    assert names(f"# Boat interview questions\n\n{text}") == THINGS


def test_a_bold_name_that_comes_again_and_again_is_a_part_and_no_title():
    text = "".join(f"**{n}. Harbours.** {q}\n\n- A. Yes\n- B. No\n\n" for n, q in enumerate(ASKED, start=1))
    assert names(f"# Practice questions\n\n{text}") == ASKED


def test_bold_steps_that_count_anew_within_a_count_are_no_titles():
    steps = "".join(f"**{n}. {t}:**\n\n{TOLD}\n\n" for n, t in enumerate(THINGS, start=1))
    text = f"**1. What is a boat?**\n\n{TOLD}\n\n**2. How is one built?**\n\n{steps}**3. Who sails it?**\n\n{TOLD}\n"
    assert names(text) == ["What is a boat?", "How is one built?", "Who sails it?"]


def test_headings_within_items_are_titles_where_the_item_only_names_a_part():
    text = "- ## Hulls\n\n" + "".join(
        f"  #### {n}. {q}\n\n    - {TOLD}\n\n" for n, q in enumerate(ASKED, start=1)
    )
    assert names(text) == ASKED


def test_codes_that_say_that_something_failed_are_errors_though_they_are_few():
    text = f"---\ntitle: Codes\n---\n\n## ERR_NO_WIND\n\n{TOLD}\n\n## ERR_NO_SAIL\n\n{TOLD}\n"
    found = read(text)
    assert [(one.document.kind, one.document.title) for one in found.entries] == [
        ("debug", "ERR_NO_WIND"), ("debug", "ERR_NO_SAIL"),
    ]  # fmt: skip


def test_titles_of_test_documents_are_read_by_the_same_reader():
    assert titles(numbered("{n}. {q}\n")) == ASKED


# --- Seen from the whole file ----------------------------------------------------------------------


def test_cards_without_names_of_columns_are_told_by_first_cells_that_differ():
    cards = "".join(
        f"How heavy are {t.lower()}\tVery\tboats\nGlossary: {t}\tOf a boat\tboats\n" for t in THINGS
    )
    assert len(names(cards, "cards.tsv")) == 10


def test_steps_that_count_anew_below_a_question_are_none_whatever_they_begin_with():
    text = (
        "1. What is a tide?\nThe sea rises.\nUses:\n1. Consider a harbour without a lock.\n2. Boats lie dry.\n"
        "Faults:\n1. Mud\n2. Wind\n\n2. Why does it ebb?\nThe moon.\n\n3. Who measures it?\nThe pilot.\n"
    )
    assert names(text, "scan.txt") == ["What is a tide?", "Why does it ebb?", "Who measures it?"]


def test_a_list_of_tasks_among_lists_of_questions_is_one_of_them():
    asked = "".join(f"* Why is a boat of {n} feet slow?\n" for n in range(22))
    text = f"# Boats\n\n{asked}\n## Demo\n\n* Untie the boat without a knife.\n* Row it to the other shore.\n* Explain the tide.\n* How is it moored?\n* Empty the bilge by hand.\n"
    assert "Row it to the other shore." in names(text)


def test_what_to_tick_off_in_a_text_about_something_else_asks_nothing():
    errors = "".join(
        f"### {n}. {w}Error\n\n```\n{w}Error: cannot sail\n```\n\n{TOLD}\n\n"
        for n, w in enumerate(("Wind", "Tide", "Sail"), start=1)
    )
    found = read(
        f"# Common errors\n\n{errors}## Before you ask\n\n- [ ] Is there wind?\n- [ ] Is the tide in?\n- [ ] Are sails set?\n"
    )
    assert [(one.document.kind, one.document.title) for one in found.entries] == [
        ("debug", "WindError"), ("debug", "TideError"), ("debug", "SailError"),
    ]  # fmt: skip


def test_errors_may_be_told_by_what_a_machine_says():
    text = "# Troubleshooting\n\n" + "".join(
        f"## {w}\n\n{TOLD}\n\n```sh\nbail\n```\n\n"
        for w in ("Cannot find the oar", "EACCES: permission denied", "Connection refused")
    )
    assert {one.document.kind for one in read(text).entries} == {"debug"}
    assert len(read(text).entries) == 3


def test_one_only_title_of_its_shape_among_many_is_a_stray():
    text = "# Describe the default command\nCMD sail\n\n" + "".join(
        f"{n}. Why is boat {n} slow?\n\n{TOLD}\n\n" for n in range(1, 25)
    )
    assert len(names(text)) == 24


def test_headings_of_html_are_headings():
    text = '<div align="center">\n<h1 align="center">⛵ Sailing roadmap</h1>\n<p><img src="a.png"></p>\n</div>\n\n'
    weeks = "".join(f"## Week {n}\n\n- Knots\n- Sails\n- Ropes\n\n" for n in range(1, 4))
    assert names(text + weeks) == ["Sailing roadmap"]


@pytest.mark.parametrize("sign", ["~", "^", "=", "*"])
def test_underlined_lines_of_a_text_are_headings(sign):
    text = "BOATS\n\n" + "".join(f"{q}\n{sign * len(q)}\n\n{TOLD}\n\n" for q in ASKED)
    assert names(text, "faq.txt") == ASKED
    wiki = "".join(f"=== {q} ===\n\n{TOLD}\n\n" for q in ASKED)
    assert names(f"== Boats ==\n\n{wiki}", "faq.txt") == ASKED
