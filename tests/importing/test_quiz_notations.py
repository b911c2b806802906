"""Options of questions in their notations, and how the right one is told: by a letter, a sign, a key in a line or table."""

import pytest

from knowledge.importing.dialects import understand

ASKED = ("Which of these floats?", "Which of these sinks?", "Which of these flies?", "Which of these rings?")


def right(text: str) -> list[list[str]]:
    """Returns the right options of each entry of a file."""
    found = [entry.document for entry in understand("quiz.md", text.encode()).entries]
    return [[one["text"] for one in each.attributes.get("choices", []) if one["correct"]] for each in found]


def quiz(title: str, options: str, answer: str = "", end: str = "") -> str:
    asked = "".join(
        f"{title.format(n=at, q=one)}\n\n{options}\n\n{answer}\n\n" for at, one in enumerate(ASKED, start=1)
    )
    return f"# Quiz\n\n{asked}{end}"


@pytest.mark.parametrize(
    "options",
    ["**A.** Cork\n**B.** Lead\n**C.** Iron", "- [ ] A. Cork\n- [ ] B. Lead\n- [ ] C. Iron", "A: Cork\nB: Lead\nC: Iron",
     "- **A**: Cork\n- **B**: Lead\n- **C**: Iron", "- `A` Cork\n- `B` Lead\n- `C` Iron", "A - Cork\nB - Lead\nC - Iron",
     "[A] Cork\n[B] Lead\n[C] Iron", "> A. Cork\n> B. Lead\n> C. Iron"],
)  # fmt: skip
def test_options_with_letters_in_bold_brackets_or_quotes_behind_boxes_or_before_colons(options):
    assert right(quiz("### {n}. {q}", options, "**Answer:** B")) == [["Lead"]] * 4
    assert right(quiz("### {n}. {q}", options, "<b>Answer:</b> B<br>")) == [["Lead"]] * 4


def test_the_only_item_of_a_list_with_a_sign_is_right_whatever_counts_the_items():
    assert right(quiz("### {q}", "1. Cork\n2. Lead ✅\n3. Iron")) == [["Lead"]] * 4
    assert right(quiz("### {q}", "- ✅ Cork\n- ✅ Lead\n- Iron")) == [[]] * 4


@pytest.mark.parametrize(
    "key",
    ["**Answers:** 1-B, 2-B, 3-B, 4-B", "## Answers\n\n| # | Answer |\n|---|---|\n| 1 | B |\n| 2 | B |\n| 3 | B |\n| 4 | B |"],
)  # fmt: skip
def test_a_key_behind_all_questions_may_be_a_line_or_a_table(key):
    options = "A. Cork\nB. Lead\nC. Iron"
    assert right(quiz("### {n}. {q}", options, end=key)) == [["Lead"]] * 4
    assert right(quiz("Question {n}\n\n{q}", options, end=key)) == [["Lead"]] * 4


def test_boxes_that_nobody_ticked_offer_options_where_an_answer_stands_below_each():
    named = [
        entry.document.title
        for entry in understand(
            "quiz.md", quiz("{n}. {q}", "- [ ] Cork\n- [ ] Lead", "**Answer:** Lead").encode()
        ).entries
    ]
    assert named == list(ASKED)


@pytest.mark.parametrize("title", ["{n}. {q}", "**Question {n}**\n\n{q}"])
@pytest.mark.parametrize(
    "options", ["(a) Cork\n(b) Lead", "- [ ] A. Cork\n- [ ] B. Lead", "   - A) Cork\n   - B) Lead"]
)
def test_what_offers_lettered_options_is_asked_in_whatever_words(title, options):
    gaps = (
        "Cork ______.",
        "The heaviest of all metals is ______.",
        "Name a metal.",
        "A bell is made of ______.",
    )
    text = "".join(
        f"{title.format(n=at, q=gap)}\n\n{options}\n\n**Answer: B. Lead is heavier than all that floats, which is why it is used so often**\n\n"
        for at, gap in enumerate(gaps, 1)
    )
    found = [entry.document for entry in understand("quiz.md", f"# Metals quiz\n\n{text}".encode()).entries]
    assert [one.title for one in found] == list(gaps)
    assert all([one["correct"] for one in each.attributes["choices"]] == [False, True] for each in found)


def test_the_answer_of_a_question_may_be_a_heading_of_its_own():
    options = "A. Cork\nB. Lead\nC. Iron"
    assert right(quiz("Q{n}. {q}", options, "#### Answer: B\n\nIt is the heaviest.")) == [["Lead"]] * 4


def test_what_tasks_are_worth_is_none_of_them():
    tasks = "".join(
        f"### Scenario {at}: A ship lists to one side\n\nWhat does the mate do?\n\nHe shifts cargo {at}.\n\n"
        for at in (1, 2, 3)
    )
    grades = "".join(f"- Scenario {at}: 10 points (cargo)\n" for at in (1, 2, 3))
    found = understand("exam.md", f"# Exam for mates\n\n{tasks}## Grades\n\n### Part B\n\n{grades}".encode())
    assert not [entry for entry in found.entries if "points" in entry.document.title]


@pytest.mark.parametrize(
    "answer",
    [
        "**Respuesta correcta: B**",
        "**Réponse correcte :** B",
        "Richtige Antwort: B",
        "**Risposta corretta: B) Lead**",
        "正确答案：B",
    ],
)
def test_the_right_answer_is_told_in_other_languages_too(answer):
    options = "**A)** Cork  \n**B)** Lead  \n**C)** Iron"
    assert right(quiz("### {n}. {q}", options, f"{answer}\n\nIt weighs the most.")) == [["Lead"]] * 4


def test_letters_of_options_may_stand_in_whatever_order():
    options = "- A. Cork\n- C. Iron\n- B. Lead"
    assert right(quiz("### {n}. {q}", options, "**Answer:** C")) == [["Iron"]] * 4


def test_several_right_options_are_named_one_behind_the_other():
    options = "- [ ] Cork\n- [ ] Lead\n- [ ] Iron"
    assert right(quiz("{n}. {q} (Select two)", options, "**Answer:** Lead, Iron")) == [["Lead", "Iron"]] * 4


@pytest.mark.parametrize(
    "verdicts",
    ["- A\n- B - Correct\n- C", "A is not correct because it is light.\n\nB is correct because it is heavy.\n\nC is incorrect.",
     "- **A** is wrong: too light.\n- **B** is the right answer.\n- **C** is wrong."],
)  # fmt: skip
def test_what_is_said_of_each_option_tells_which_is_right(verdicts):
    options = "A. Cork\nB. Lead\nC. Iron"
    assert right(quiz("### {n}. {q}", options, f"#### Answers\n\n{verdicts}")) == [["Lead"]] * 4
    assert right(quiz("### {n}. {q}", options, f"#### Feedback\n\n{verdicts}")) == [["Lead"]] * 4


def test_right_options_may_be_told_before_what_is_offered():
    options = "- A) Cork\n- B) Lead\n- C) Iron"
    assert right(quiz("### {n}. {q}", f"**Correct answers: B, C**\n{options}")) == [["Lead", "Iron"]] * 4


def test_a_key_in_a_table_tells_the_right_letter_and_why():
    rows = "".join(f"| {at} | B | Metals | Lead sinks since it is heavy. |\n" for at in range(1, 5))
    key = f"## Answer key\n\n| # | Answer | Topic | Why |\n|---|---|---|---|\n{rows}"
    text = quiz("**{n}.** {q}", "- A. Cork\n- B. Lead\n- C. Iron", end=key)
    assert right(text) == [["Lead"]] * 4
    found = understand("quiz.md", text.encode()).entries
    assert all("since it is heavy" in entry.document.summary for entry in found)
    assert not any("Topic" in str(entry.document.sections) for entry in found)


def test_lists_to_tick_off_as_long_as_each_other_on_what_counts_on_are_options_though_few_are_ticked():
    boxes = "- [ ] cork\n- [{}] lead\n- [ ] iron\n"
    asked = [
        f"{at}. The keel of boat {at} is made of:\n{boxes.format('x' if at < 6 else ' ')}"
        for at in range(1, 13)
    ]
    found = understand("metals.md", "".join(asked).encode()).entries
    assert [entry.document.title for entry in found] == [
        f"The keel of boat {at} is made of:" for at in range(1, 13)
    ]
    assert {entry.document.kind for entry in found} == {"question"}


def test_a_question_with_its_options_in_code_is_asked_there_and_stays_as_it_is():
    asked = "".join(
        f"### Aufgabe {at}\n```\nWhich number follows {at}, {at + 1}?\n\na) {at + 2}\nb) {at + 3}\n```\n\n"
        for at in range(1, 5)
    )
    found = [entry.document for entry in understand("test.md", f"# Eignung\n\n{asked}".encode()).entries]
    assert [one.title for one in found] == [f"Which number follows {at}, {at + 1}?" for at in range(1, 5)]
    assert all(len(one.attributes["choices"]) == 2 and "```" in str(one.sections) for one in found)


def test_what_is_called_solutions_within_an_answer_is_no_key():
    steps = "1. Less sail\n2. More ballast\n3. Another keel\n"
    asked = "".join(f"**{one}**\n\nMuch can be done.\n\n{steps}\n" for one in ASKED)
    text = f"# Boats interview\n\n{asked}**Why does it lean?**\n\nSolutions:\n\n- less sail\n\n**How is it righted?**\n\n{steps}"
    titles = [entry.document.title for entry in understand("boats.md", text.encode()).entries]
    assert titles == [*ASKED, "Why does it lean?", "How is it righted?"]


def test_the_only_item_in_bold_is_right_where_most_questions_of_a_file_have_one_right_below():
    options = "* Cork\n* **Lead**\n* Iron"
    assert right(quiz("### {q}", options, "> Well done: it is heavy.")) == [["Lead"]] * 4
    found = understand("quiz.md", quiz("### {q}", options, "> Well done: it is heavy.").encode()).entries
    assert all("it is heavy" in f"{one.document.summary}{one.document.sections}" for one in found)
    told = "".join(f"### {one}\n\nMuch of it.\n\n* wood\n* **pitch**\n* rope\n\n" for one in ASKED)
    assert right(f"# Boats interview\n\n{told}") == [[]] * 4


@pytest.mark.parametrize(
    "name",
    ["## Answer Key & Explanations", "### Respuestas", "## Clave de respuestas", "Answers and reasons:"],
)
@pytest.mark.parametrize(
    "line", ["- **Q{n}**: B – Lead is heavy.", "{n}. **B** - It sinks.", "Frage {n}: B", "{n}-B"]
)
def test_a_key_has_many_names_and_notations(name, line):
    key = "\n".join(line.format(n=at) for at in range(1, 5))
    assert (
        right(quiz("### {n}. {q}", "A. Cork\nB. Lead\nC. Iron", end=f"{name}\n\n{key}\n")) == [["Lead"]] * 4
    )


@pytest.mark.parametrize(
    "answer",
    [
        "Answer: B",
        "Ans: b",
        "Correct option is B",
        "The correct answer is (b).",
        "La respuesta correcta es B",
    ],
)
@pytest.mark.parametrize("options", ["- A. Cork\n- B. Lead\n- C. Iron", "A. Cork\nB. Lead\nC. Iron"])
def test_the_answer_may_touch_the_last_option(options, answer):
    text = "".join(f"{at}. {one}\n{options}\n{answer}\n\n" for at, one in enumerate(ASKED, start=1))
    assert right(text) == [["Lead"]] * 4
    assert right("".join(f"{one}\n{options}\n{answer}\n\n" for one in ASKED)) == [["Lead"]] * 4


@pytest.mark.parametrize(
    "answer",
    ["<details><summary>Answer</summary>\n\nB. Lead\n\nIt is heavy.\n</details>", "> Answer: B) Lead", "Solution: (b) Lead",
     "**Correct answer: B**"],
)  # fmt: skip
def test_a_letter_means_the_option_at_its_place_where_options_have_none(answer):
    assert right(quiz("### {n}. {q}", "- Cork\n- Lead\n- Iron", answer)) == [["Lead"]] * 4


@pytest.mark.parametrize(
    "options", ["☐ Cork\n☑ Lead\n☐ Iron", "- ( ) Cork\n- (x) Lead\n- ( ) Iron", "□ Cork\n☒ Lead\n□ Iron"]
)
@pytest.mark.parametrize("title", ["{n}. {q}", "{q}", "### {n}. {q}"])
def test_signs_of_boxes_are_boxes(title, options):
    assert right(quiz(title, options)) == [["Lead"]] * 4
