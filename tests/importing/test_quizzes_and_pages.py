"""Rules by which counted quizzes, headings built alike and titles of pages are told: one document for each."""

import pytest

from knowledge.importing.dialects import Hints, understand
from knowledge.importing.identity import is_answered
from tests.importing.accounting import titles, unaccounted


def test_a_number_alone_and_one_before_its_question_count_together():
    options = "\n\n(A) Yes\n(B) No\n\nAnswer: (A)\n\n"
    text = f"1)\nIs a fife blown?{options}2)Is a lute plucked?{options}3)\nIs a drum beaten?{options}4)\nIs a bell rung?{options}"
    assert titles(text)[1] == "Is a lute plucked?"


def test_a_number_and_a_colon_before_options_count_questions_and_code_behind_a_rule_is_theirs():
    text = (
        "Questions\n---\n---\n\n1 : A fence is made of ____\n\na) Wood  \nb) Soup  \n\n**Answer** a)\n\n**Description**\n\nSoup is wet.\n\n"
        "---\n---\n\n```\nbuild(3)\n```\n\n2 : What is built above?\n\na) A gate  \nb) A shed  \n\n**Answer** b)\n\n---\n"
    )
    found = understand("quiz.md", text.encode())
    first, second = [one.document for one in found.entries]
    assert [first.title, second.title] == ["A fence is made of ____", "What is built above?"]
    assert [one["correct"] for one in first.attributes["choices"]] == [True, False]
    assert [one["correct"] for one in second.attributes["choices"]] == [False, True]
    assert "build(3)" in second.text_of("prompt")
    assert unaccounted(found, text) == []


def test_times_are_no_numbers_of_questions():
    assert titles("# A day\n\n1 : Get up.\n\n2 : Eat.\n\n3 : Sleep.\n") == []


def test_bold_numbers_count_what_a_bank_asks_and_start_anew_in_each_part():
    tasks = (
        "## Nets\n\n**1)** The number of knots.\n\n```py\nknots()\n```\n\n**2)** All meshes\n\nMany.\n\n"
        "## Ropes\n\n**1) Splice.** Join two ends.\n\n* Without a knot\n\n**2) Coil**. Lay it down.\n"
    )
    assert titles(f"# Interview questions about fishing\n\n{tasks}") == [
        "The number of knots.", "All meshes", "Splice", "Coil",
    ]  # fmt: skip
    assert "All meshes" not in titles(f"# How to fish\n\n{tasks}")


def test_headings_that_hold_the_same_parts_are_titles_though_none_asks():
    advice = "".join(
        f"### ![✔] {name} (#{number})\n\n{badge}**TL;DR:** Some words.\n\n```sh\nuse {number}\n```\n\n**Otherwise:** It breaks.\n\n"
        f"- Does it hold?\n- Does it turn?\n\n"
        for number, (name, badge) in enumerate(
            [("Oil the chain", ""), ("Pump tyres", "#### `new`\n\n"), ("Check brakes", "#### `new`\n\n"),
             ("Clean gears", "#### `new`\n\n"), ("Tighten bolts", ""), ("Lock it", "")], start=1
        )
    )  # fmt: skip
    text = f"# Keeping a bicycle\n\n- Seen this before? See what is new.\n\n## Moving parts\n\n{advice}## License\n\nMIT\n"
    assert titles(text) == [
        "Oil the chain (#1)", "Pump tyres (#2)", "Check brakes (#3)", "Clean gears (#4)", "Tighten bolts (#5)", "Lock it (#6)",
    ]  # fmt: skip
    folded = "".join(
        f'### Do {name} late\n\n???+ info "TL;DR"\n\n    Words.\n\nMore.\n\n'
        for name in ("soup", "fish", "rice", "cake", "tea")
    )
    assert len(titles(f"# Mistakes of cooks\n\n## Hot\n\n{folded}")) == 5


def test_options_and_functions_in_a_manual_are_no_titles():
    text = "# Settings\n\n" + "".join(
        f"## {name}\n\n**Type:** text\n\n**Default:** none\n\nSome words.\n\n"
        for name in ("colour", "width", "depth", "weight", "name", "place")
    )
    assert len(titles(text)) <= 1


def test_unanswered_headings_called_questions_below_answered_ones_are_questions():
    text = "# Looms\n\n" + "".join(
        f"## Q. What is a {one}?\n\nA part.\n\n" for one in ("heddle", "reed", "beam")
    )
    text += "".join(f"#### Q. Why oil a {one}?\n" for one in ("heddle", "reed", "beam", "treadle", "bench"))
    assert len(titles(text)) == 8


def test_a_question_without_a_mark_goes_on_to_the_answer_behind_its_paragraph():
    text = (
        'Q1: My oven says during baking\n"Can\'t find the cake"\n\nA1: Put one in.\n\n'
        "Q2a: Why is it hot?\nQ2b: Why is it cold?\n\nA2: A switch.\n\nQ3: Is it clean\n\nA3: No.\n"
    )
    assert titles(text, "faq.txt") == [
        'My oven says during baking "Can\'t find the cake"', "Why is it hot?", "Why is it cold?", "Is it clean",
    ]  # fmt: skip


def test_how_a_list_is_meant_to_be_used_is_no_question_of_it():
    text = (
        "# Questions to a landlord\n\n## Expected usage\n\n- Check which of them matter\n- Check what you know\n\n"
        "## Rooms\n\n- What is the rent?\n- Is there a garden?\n- How old is it?\n- Check who lives below\n"
    )
    assert titles(text)[0] == "What is the rent?"


# --- Pages -----------------------------------------------------------------------------------------


def test_badges_beside_a_summary_are_no_part_of_it():
    page = "<html><body><h1>Sails</h1>" + "".join(
        f'<details><summary><span class="q">What is a {name}?</span><span class="b">{badge}</span><span>▶</span></summary>'
        f"<p>A sail.</p></details>\n"
        for name, badge in (("jib", "Hard"), ("spanker", "Square Rig"), ("gaff", "Easy"))
    )
    found = understand("sails.html", page.encode())
    assert [one.document.title for one in found.entries] == [
        "What is a jib?", "What is a spanker?", "What is a gaff?",
    ]  # fmt: skip
    first, second = [one.document.attributes for one in found.entries[:2]]
    assert (first["difficulty"], second["category"]) == (8, "square-rig")


def test_buttons_that_ask_are_the_titles_of_what_they_unfold():
    page = "<html><body><h1>Oars</h1><button>Expand all</button><h2>Wood</h2>\n<p>On wood.</p>\n" + "".join(
        f"<div><button><span>Q{number}</span>Why row {how}?<span>›</span></button><div><p>It is so.</p></div></div>\n"
        for number, how in enumerate(("fast", "slowly", "at all"), start=1)
    )
    found = understand("oars.html", page.encode())
    assert [one.document.title for one in found.entries] == [
        "Why row fast?",
        "Why row slowly?",
        "Why row at all?",
    ]
    assert found.entries[0].document.summary == "It is so."
    once = "<html><body><h1>Oars</h1><h2>What is an oar?</h2><p>Wood.</p><button>Any questions?</button></body></html>"
    assert [one.document.title for one in understand("a.html", once.encode()).entries] == ["What is an oar?"]


def test_headings_inside_of_an_unfolded_answer_are_parts_of_it():
    folded = "".join(
        f"<details><summary>{name} against its neighbour</summary>\n\nIt is better.\n\n#### Keeping {name}\n\n"
        f"Dry.\n\n#### Places for {name}\n\nThere.\n</details>\n\n"
        for name in ("Tea", "Coffee", "Cocoa", "Water", "Milk")
    )
    found = understand("interview-questions.md", f"# Interview questions\n\n{folded}".encode())
    assert [one.document.title for one in found.entries] == [
        f"{name} against its neighbour" for name in ("Tea", "Coffee", "Cocoa", "Water", "Milk")
    ]


def test_a_marked_option_answers_and_a_letter_or_an_unseen_sign_before_its_code_is_no_word_of_it():
    options = "".join(
        f"- [{mark}] {head}\n\n  ```py\n  saw({number})\n  ```\n\n"
        for number, (mark, head) in enumerate([(" ", "A"), ("x", "&shy;"), (" ", "C")])
    )
    text = "".join(f"#### Q{n}. How is plank {n} cut?\n\n{options}" for n in (1, 2, 3))
    found = [one.document for one in understand("sawing-quiz.md", text.encode()).entries]
    assert len(found) == 3
    assert all(is_answered(one) for one in found)
    assert [choice["text"] for choice in found[0].attributes["choices"]] == [
        f"```py\nsaw({number})\n```" for number in range(3)
    ]


@pytest.mark.parametrize(
    ("options", "right"),
    [
        ("options:\n  - 'Oak // correct'\n  - Soup\n", "Oak"),
        ("choices: [Soup, Oak]\nanswer: Oak\n", "Oak"),
        ("answers:\n  - Soup\n  - Oak\n  - Hay\ncorrect: b\n", "Oak"),
    ],
)
def test_options_in_front_matter_are_those_of_the_question_below(options, right):
    text = f"---\ntitle: What is a plank?\n{options}---\n\nPick one.\n\n```py\nplank()\n```\n\nPlanks are wood.\n"
    (found,) = understand("questions/plank.md", text.encode(), Hints(folder_kind="question")).entries
    chosen = [one["text"] for one in found.document.attributes["choices"] if one["correct"]]
    assert (found.document.attributes["form"], chosen) == ("choice", [right])


def test_a_list_in_front_matter_without_a_right_one_is_no_list_of_options():
    text = "---\ntitle: What is a plank?\nanswers: [Ann, Ben]\n---\n\nPlanks are wood.\n"
    (found,) = understand("questions/plank.md", text.encode(), Hints(folder_kind="question")).entries
    assert not found.document.attributes.get("choices")


def test_bold_names_above_addresses_are_a_list_of_links():
    text = "# Interview preparation\n\n" + "".join(
        f"**{name}**<br/>\n* https://example.com/{name.lower()}<br/>\n* https://example.com/more/{name.lower()}\n\n"
        for name in ["Keels", "Hulls", "Sails", "Rudders", "Anchors"]
    )
    assert understand("boats.md", text.encode()).entries == []


def test_links_beside_one_another_are_a_list_of_links_whatever_stands_between_them():
    text = "# Boat problems\n\n" + "".join(
        f"* [Implement {name}](https://example.com/{name}), [Solution](https://example.com/{name}.py)\n\n  Seen often.\n"
        for name in ["keels", "hulls", "sails", "rudders", "anchors"]
    )
    assert understand("boats.md", text.encode()).entries == []
