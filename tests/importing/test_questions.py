"""Rules by which lines of a bank are told to be questions, parts, contents or furniture: one document for each."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of, titles, unaccounted


def test_a_number_may_carry_a_letter():
    text = "# Kettles\n\n## Question 1. What boils?\n\nWater.\n\n## Question 2a. What steams?\n\nTea.\n\n## 2b. What hums?\n\nIt.\n"
    assert titles(text) == ["What boils?", "What steams?", "What hums?"]


def test_contents_do_not_silence_deeper_parts_behind_them():
    text = (
        "# Pumps\n\n## Table of Contents\n\n* [Basics](#basics)\n* [Valves](#valves)\n\n"
        "#### Basics:\n\n* What is a pump?\n* Why does it leak?\n\n#### Valves:\n\n* What is a valve?\n* How is it closed?\n"
    )
    assert titles(text) == ["What is a pump?", "Why does it leak?", "What is a valve?", "How is it closed?"]


def test_a_part_with_one_bold_question_is_a_part_like_the_others():
    parts = "".join(
        f"## {part}\n\n" + "".join(f"**What is {part} {number}?**\n\nA thing.\n\n" for number in range(count))
        for part, count in (("Soil", 1), ("Rain", 3), ("Wind", 3), ("Snow", 2), ("Fog", 3), ("Sun", 2))
    )
    found = titles("# Weather interview questions\n\n" + parts)
    assert found[0] == "What is Soil 0?"
    assert len(found) == 14


def test_headings_about_the_file_are_no_questions_where_lists_hold_them():
    parts = "".join(
        f"## {part}\n\n- What is {part}?\n- Why {part} at all?\n- How does {part} end?\n\n"
        for part in ("Soil", "Rain", "Wind", "Snow", "Fog", "Sun")
    )
    text = (
        f"# Weather interview questions\n\n{parts}## Running Examples\n\nClone it. Then run it.\n\n"
        "## Who is it for?\n\nPeople with umbrellas.\n"
    )
    found = titles(text)
    assert len(found) == 18
    assert "Running Examples" not in found
    assert "Who is it for?" not in found


def test_what_asks_in_other_words_in_a_bare_list_of_questions_is_one():
    text = "# Questions\n\n* What is a wire?\n* How long is it?\n* Draw a plan of your last house.\n* Where does it end?\n"
    assert titles(text) == [
        "What is a wire?", "How long is it?", "Draw a plan of your last house.", "Where does it end?",
    ]  # fmt: skip


def test_numbers_within_bullets_make_what_does_not_ask_a_question():
    text = "## Interview Questions\n\n- 1 . What is a wire?\n- 2 . How long is it?\n- 3 . Wire and rope\n- 4 . Where does it end?\n"
    assert titles(text) == ["What is a wire?", "How long is it?", "Wire and rope", "Where does it end?"]


def test_code_behind_a_numbered_line_belongs_to_it():
    text = (
        "1. What is a loop?\nIt runs again.\n\n```python\nfor one in many: ...\n```\n\n"
        "2. What is a list?\nIt holds things.\n\n```python\n[1, 2]\n```\n"
    )
    found = understand("basics.txt", text.encode())
    assert [one.document.title for one in found.entries] == ["What is a loop?", "What is a list?"]
    assert all(any(code in one for one in texts_of(found)) for code in ("for one in many: ...", "[1, 2]"))


def test_code_behind_a_list_belongs_to_its_last_question():
    text = (
        "#### Code:\n\n* What is a bolt?\n* What does this print?\n\n```js\nprint(1)\n```\n\n"
        "* Why does it?\n* What is a nut?\n"
    )
    entries = {one.document.title: one for one in understand("a.md", text.encode()).entries}
    assert list(entries) == ["What is a bolt?", "What does this print?", "Why does it?", "What is a nut?"]
    document = entries["What does this print?"].document
    assert "print(1)" in document.summary + "".join(section.text for section in document.sections)


@pytest.mark.parametrize("sign", ["?", "? ?"])
def test_a_sign_that_was_lost_before_a_line_asks_nothing(sign):
    text = f"# Notes on locks\n\n* {sign} Keep them short\n* {sign} Take them in order\n* {sign} Give them back\n"
    assert titles(text) == []


# --- Headings --------------------------------------------------------------------------------------


def test_a_heading_that_only_counts_is_named_by_what_stands_below_it():
    text = (
        "# Kettles\n\n## Question 1\n\nWhat boils?\n\n### Answer\n\nWater.\n\n## Question 2\n\n**Question:** Why does it whistle?\n\n"
        "**Answer:** Steam.\n\n## Q.\n\nWrite down what a kettle needs.\nA lid, for one.\n\nHints:\nThink of tea.\n"
    )
    assert titles(text) == ["What boils?", "Why does it whistle?", "Write down what a kettle needs."]
    entries = understand("a.md", text.encode()).entries
    assert [one.document.summary for one in entries[:2]] == ["Water.", "Steam."]
    assert [one.number for one in entries] == ["1", "2", ""]


def test_a_question_below_a_named_heading_is_its_text():
    text = "".join(
        f"## The {name} problem\n\n### Question\n\nCan you count {name}?\n\n### Answer\n\nYes.\n\n"
        for name in ("apple", "pear", "plum", "fig", "nut")
    )
    assert titles("# Counting problems\n\n" + text)[0] == "The apple problem"


def test_what_a_file_asks_of_itself_is_no_question():
    text = (
        "# Rain\n\n## Where are the answers?\n\nOutside.\n\n## Contents\n\n- [Drops](#drops)\n- [Wind](#wind)\n\n### Drops\n\n#### What is a drop?\n\nWater.\n\n"
        "#### Why does it fall?\n\nGravity.\n\n#### How big is it?\n\nSmall.\n\n## Contributing\n\n"
        "#### How to add a question\n\nAsk it.\n"
    )
    assert titles(text) == ["What is a drop?", "Why does it fall?", "How big is it?"]


def test_a_numbered_heading_between_questions_is_one_though_it_does_not_ask():
    text = (
        "## Talking\n\n#### 1. How do you listen?\n\nWith care.\n\n#### 2. Introduce a friend of yours.\n"
        "#### 3. What do you say first?\n\nHello.\n"
    )
    assert titles(text) == ["How do you listen?", "Introduce a friend of yours.", "What do you say first?"]


def test_a_heading_over_links_alone_is_no_question():
    text = (
        "#### What is glue?\n\nSticky.\n\n#### Paper\n\nFlat.\n\n#### What is tape?\n\nBoth.\n\n"
        "#### Example rolls\n\n- [One](https://example.com/1)\n- [Two](https://example.com/2)\n"
    )
    assert titles(text) == ["What is glue?", "Paper", "What is tape?"]


def test_a_question_asked_again_of_other_code_is_an_entry_each_time():
    asked = ["What is a seam?", "Why sew?", "What is a hem?", "How long is it?", "What is felt?", "Why cut?"]
    text = "".join(f"### {one}\n\nSome words.\n\n### Explain it\n\nMore words.\n\n" for one in asked[:2])
    text += "".join(f"### {one}\n\nSome words.\n\n" for one in asked[2:])
    assert titles(text).count("Explain it") == 2


def test_headings_within_an_item_divide_what_the_item_asks():
    text = (
        "1. ### What is a knot?\n\n    It holds.\n\n    ## Before\n\n    ```py\n    loose()\n    ```\n\n"
        "2. ### What is a bow?\n\n    It pleases.\n"
    )
    found = understand("a.md", text.encode())
    assert [one.document.title for one in found.entries] == ["What is a knot?", "What is a bow?"]
    assert any("loose()" in one for one in texts_of(found))


# --- Lists -----------------------------------------------------------------------------------------


def test_items_that_ask_in_bold_and_answer_with_links_are_questions():
    text = (
        "### Yarn\n\n* **What is yarn?** - [Learn from here](https://example.com/yarn)\n"
        "* **Wool vs cotton** - [Learn from here](https://example.com/wool)\n"
        "* **Why is it spun?** [Here](https://example.com/spin)\n\n### Needles\n\n"
        "* **What is a needle?**\n    - A pin with an eye.\n\n* **Knots in short**\n    - They hold.\n"
    )
    assert titles(text) == [
        "What is yarn?",
        "Wool vs cotton",
        "Why is it spun?",
        "What is a needle?",
        "Knots in short",
    ]
    assert (
        understand("a.md", text.encode()).entries[1].document.summary
        == "[Learn from here](https://example.com/wool)"
    )


def test_a_list_of_names_with_links_stays_a_list_of_links():
    text = "# Tools\n\n" + "".join(
        f"* **{name}** - [site](https://example.com/{name})\n" for name in ("Awl", "Bit", "Cam", "Die")
    )
    assert titles(text) == []


def test_parts_below_an_introduction_hold_questions():
    text = (
        "## Introduction\n\n### Simple\n\n- What is sand?\n- Where is it?\n- Tell me of a dune.\n\n"
        "## Later\n\n<details>\n<summary>What is silt?</summary>\n\nFine.\n\n**Summary**\n\nVery fine.\n</details>\n\n"
        "<details>\n<summary>The desert is near. List reasons.</summary>\n\n- Who moved it?\n- Who saw it?\n</details>\n\n"
        "<details>\n<summary>Why is it hot?</summary>\n\nSun.\n</details>\n"
    )
    assert titles(text) == [
        "What is sand?", "Where is it?", "Tell me of a dune.", "What is silt?", "The desert is near. List reasons.",
        "Why is it hot?",
    ]  # fmt: skip


def test_an_faq_may_ask_about_its_licence():
    text = "# License\n\n" + "".join(f"## Can {who} use it?\n\nYes.\n\n" for who in ("I", "they", "we"))
    assert titles(text) == ["Can I use it?", "Can they use it?", "Can we use it?"]


def test_an_item_that_leads_to_code_is_a_question_among_others():
    text = (
        "* What is a vowel?\n* Why is it sung?\n* How many are there?\n\n## Coding\n\n* Make it pass:\n```js\nsing(1)\n```\n"
        "* What does it print?\n"
    )
    assert titles(text) == [
        "What is a vowel?", "Why is it sung?", "How many are there?", "Make it pass:", "What does it print?",
    ]  # fmt: skip


# --- Options ---------------------------------------------------------------------------------------


def test_options_without_marks_go_with_the_line_that_points_at_the_right_one():
    text = (
        "#Q Which bird\nflies by night?\n^ An owl\nA A hen\nB An owl\nC A swan\n\n"
        "#Q Is a bat a bird?\n^ No\nA Yes\nB No\n"
    )
    first, second = understand("birds.txt", text.encode()).entries
    assert first.document.title == "Which bird flies by night?"
    assert first.document.attributes["choices"] == [
        {"text": "A hen", "correct": False}, {"text": "An owl", "correct": True}, {"text": "A swan", "correct": False},
    ]  # fmt: skip
    assert second.document.title == "Is a bat a bird?"
    assert [one["correct"] for one in second.document.attributes["choices"]] == [False, True]


def test_right_options_are_told_by_letters_written_together():
    rows = ",".join(
        f'{{"question": "Which are {what}?", "options": ["A. one", "B. two", "C. three"], "answer": "{answer}"}}'
        for what, answer in (("odd", "AC"), ("even", "B"), ("none", "CAB"))
    )
    found = understand("sums.json", f"[{rows}]".encode())
    right = [[one["correct"] for one in entry.document.attributes["choices"]] for entry in found.entries]
    assert right == [[True, False, True], [False, True, False], [False, False, False]]


def test_a_paragraph_that_begins_with_a_letter_is_no_option():
    text = "## What is a key?\n\nA piece of metal.\nBut also a tone.\n"
    [entry] = understand("a.md", text.encode()).entries
    assert "choices" not in entry.document.attributes


# --- Evidence of a whole class ---------------------------------------------------------------------


def test_a_heading_with_one_marked_answer_is_a_title_though_it_asks_nothing():
    text = "# Scenarios\n\n" + "".join(
        f"## Move the {what}\n\n**Scenario:** The {what} is in the way.\n\n<details>\n<summary>✅ Solution</summary>\n\n"
        f"1. Who lifts it?\n2. Who holds it?\n3. Who pays for it?\n</details>\n\n"
        for what in ("piano", "sofa", "bed")
    )
    text += "## 💼 Tips\n\n- Explain what you lift.\n- Mention your back.\n- Describe the stairs.\n"
    assert titles(text) == ["Move the piano", "Move the sofa", "Move the bed"]


def test_numbers_that_count_on_make_an_unanswered_name_a_title():
    text = (
        "## 1. What is dusk\n\nEvening.\n\n## 2. dusk vs dawn\n\n## 3. day vs night\n\n## 4. What is noon\n\nMidday.\n\n"
        "## 5. What is a week\n\nDays.\n"
    )
    assert titles(text) == ["What is dusk", "dusk vs dawn", "day vs night", "What is noon", "What is a week"]


def test_a_heading_without_number_and_with_code_is_a_part_of_the_numbered_answer_before_it():
    text = (
        "### 1. What is a loom?\n\nA frame.\n\n### Common parts\n\n- Beam\n- Comb\n\n```py\nweave()\n```\n\n"
        "### 2. What is a shuttle?\n\nIt flies.\n\n## Later\n\n### 3. What is a heddle?\n\nAn eye.\n"
    )
    found = understand("a.md", text.encode())
    assert [one.document.title for one in found.entries] == [
        "What is a loom?", "What is a shuttle?", "What is a heddle?",
    ]  # fmt: skip
    assert any("weave()" in one for one in texts_of(found))


def test_problems_within_the_answer_of_a_counted_question_do_not_make_it_a_part():
    text = "".join(
        f"## Question {number}: Mend the {what}\n\n**Problem 1: It leaks**\nSeal it.\n\n**Problem 2: It rusts**\nOil it.\n\n"
        if what == "boat"
        else f"## Question {number}: How do you row a {what}?\n\nWith oars.\n\n"
        for number, what in enumerate(("raft", "canoe", "barge", "boat"), start=1)
    )
    assert titles(text)[3:] == ["Mend the boat"]


def test_steps_that_count_anew_in_a_guide_are_no_questions():
    steps = "".join(
        f"## {part}\n\n"
        + "".join(f"### {number}. {name}\n\nSome words.\n\n" for number, name in enumerate(names, 1))
        for part, names in (("Gains", ("Speed", "Room", "Calm")), ("Uses", ("Barns", "Yards", "Lofts")))
    )
    asked = "".join(
        f"### {number}. What is a {name}?\n\nWords.\n\n"
        for number, name in enumerate(("latch", "bolt", "hinge", "knob"), 1)
    )
    assert titles(f"# A guide to doors\n\n{steps}## Interview questions\n\n{asked}") == [
        "What is a latch?", "What is a bolt?", "What is a hinge?", "What is a knob?",
    ]  # fmt: skip


def test_numbered_parts_of_an_answer_beside_a_heading_called_question_belong_to_it():
    text = "### Question\n\nWhat is a raw edge?\n\n### Answer\n\n### 1. Cloth in short\n\nIt frays.\n\n### 2. What “raw” means\n\nNo hem.\n"
    assert titles(text) == ["What is a raw edge?"]


def test_numbers_alone_on_their_lines_count_questions():
    text = (
        "1)\n\nWhich of these is a reed\n(A) An oboe\n(B) A drum\n\n\nAnswer: (A)\n\nExplanation: It is blown.\n\n"
        "2)\nWhat does it print?\n\nint x = 1;\nprint(x);\n\n(A) 1\n(B) 2\n\nAnswer: (A)\n\n"
        "3)\n\nHow many strings has\na violin?\n(A) Four\n(B) Six\n\nAnswer: (A)\n\n4) \tWho plays it?\n\nA) All\nB) Some\n\nAnswer: B\n"
    )
    found = understand("music.txt", text.encode())
    assert [one.document.title for one in found.entries] == [
        "Which of these is a reed", "What does it print?", "How many strings has a violin?", "Who plays it?",
    ]  # fmt: skip
    right = [[choice["correct"] for choice in one.document.attributes["choices"]] for one in found.entries]
    assert right == [[True, False], [True, False], [True, False], [False, True]]
    assert unaccounted(found, text) == []


def test_a_bold_question_may_go_on_in_the_next_row():
    one = "**Q{n}. What tells a keel of kind {n} from a\nrudder?**\\\n**A:** It stays.\n\n"
    text = "# Boats\n\n" + "".join(one.format(n=n) for n in (1, 2, 3))
    assert titles(text) == [f"What tells a keel of kind {n} from a rudder?" for n in (1, 2, 3)]
