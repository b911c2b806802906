"""Which reading of a file is the right one: shapes whose parts could be titles too, several made-up files of each."""

import pytest

from knowledge.importing.text.titles import read_title
from tests.importing.test_general_shapes import ASKED, TOLD, names, numbered, read

CITED = "([log](https://example.com/log))"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Why does it float? [[src](https://example.com/a)]", "Why does it float?"),
        ("Define draught.[[src1](https://example.com)][[2]](https://example.com/b)", "Define draught."),
        (f"Why does it float? {CITED}", "Why does it float?"),
        (f"The ship's papers {CITED}", "The ship's papers (log)"),
        ("Use of a [sextant](https://example.com)", "Use of a sextant"),
        ("[[Knots]]", "[[Knots]]"),
    ],
)
def test_where_a_question_comes_from_is_no_part_of_its_title(raw, text):
    assert read_title(raw).text == text


@pytest.mark.parametrize("place", ["## What you will learn\n\n{}\n{}", "{1}\n## Setting up\n\n{0}\n"])
def test_lists_before_or_behind_all_questions_are_none_though_they_are_sentences(place):
    asked = "".join(
        f"- {word} is meant by the word {n}?\n" for n in range(13) for word in ("What", "Which thing")
    )
    others = "- You will learn about the bow of a ship\n- You will see more of the sails\n- Go to the harbour first\n- Open the door of the cabin\n"
    assert len(names("# Harbour questions\n\n" + place.format(others, f"## Questions\n\n{asked}"))) == 26


@pytest.mark.parametrize("pattern", ["{n}.{q}\n\nIt is wet.\n\n---\n\n", "{n}.`{q}`\n\nIt is wet.\n\n"])
def test_a_number_may_touch_a_small_letter_or_a_sign(pattern):
    text = numbered(pattern).replace("What is", "what is").replace("How", "how")
    assert [one.casefold() for one in names(text)] == [one.casefold() for one in ASKED]


def test_the_rest_of_a_version_is_no_title():
    assert names("# Boats\n\nUse 2.x or later.\n3.x is it?\n") == []


@pytest.mark.parametrize("empty", ["1. ", "1.  \n", "4.\n\n"])
def test_an_empty_item_is_no_number_of_the_heading_behind_it(empty):
    part = "## {}\n\n" + "".join(f"1. {one}\n" for one in ASKED) + f"{empty}\n\n"
    text = "# Questions\n\n" + part.format("Hulls") + f"## Ropes\n\n{empty}\n\n" + part.format("Sails")
    assert names(text) == ASKED * 2


def test_a_question_that_is_called_one_is_none_by_the_way_though_it_is_alone():
    counted = "".join(f"### {n}. What is the use of rope {n}?\n\n{TOLD}\n\n" for n in range(1, 8))
    text = f"# Questions\n\n## General\n\n**Q: Where did you learn to sail?**\n\n- On a lake.\n\n## Ropes\n\n{counted}"
    assert names(text)[0] == "Where did you learn to sail?"
    assert len(read(text).entries) == 8


PARTS = {
    "Hulls": ["Keel", "What is a hull?", "Ribs and planks", "The waterline"],
    "Sails": ["Jib", "How is a sail set?", "Mainsail", "Reefing"],
    "Ropes": ["Knots", "Sheets and halyards", "Why does a rope wear out?"],
    "Harbours": ["Moorings", "Fenders"],
    "Weather": ["What is a squall?", "Fog", "The barometer"],
}


@pytest.mark.parametrize("level", ["#", "##"])
@pytest.mark.parametrize(
    "told", [TOLD, f"{TOLD}\n\n- Name the parts\n- Define the ropes first\n- Mind the wind\n"]
)
def test_what_stands_beside_questions_in_most_parts_of_a_file_is_asked_too(level, told):
    text = "".join(
        f"{level} {part}\n\n"
        + "".join(f"{level}# {one}\n{told if one == 'Jib' else TOLD}\n\n" for one in titles)
        for part, titles in PARTS.items()
    )
    assert names(text) == [one for titles in PARTS.values() for one in titles]


def test_a_manual_that_asks_in_one_of_its_parts_is_no_bank_of_all_its_headings():
    asked = {"Questions": ["What is a squall?", "Why is it wet?", "How is a sail set?", "Which rope is it?"]}
    told = {part: [one for one in titles if "?" not in one] for part, titles in PARTS.items()} | asked
    text = "# The boat\n\n" + "".join(
        f"## {part}\n\n" + "".join(f"### {one}\n\n{TOLD}\n\n" for one in titles)
        for part, titles in told.items()
    )
    assert names(text) == asked["Questions"]


GUIDE = "# Sails in wind\n\n## The jib\n\n{}## Work\n\n{}## Asked in interviews\n\n{}"


@pytest.mark.parametrize("sign", ["{n}. ", "Scenario {n}: ", ""])
def test_the_questions_of_one_part_are_found_though_other_parts_count_theirs(sign):
    told = "".join(f"### {n}. The sail of kind {n}\n\n{TOLD}\n\n{TOLD}\n\n" for n in range(1, 8))
    work = "".join(f"### {sign.format(n=n)}Setting it at {n} knots\n\n{TOLD}\n\n" for n in range(1, 5))
    asked = numbered("### {n}. {q}\n\nIt is wet.\n\n")
    found = names(GUIDE.format(told, work, asked))
    assert found[-len(ASKED) :] == ASKED
    assert not any("sail of kind" in one for one in found)


def test_what_begins_like_a_question_tells_where_a_file_marks_what_it_asks():
    many = [one.replace("?", f" in the case of {n}?") for n in range(3) for one in ASKED]
    told = "- Can be reefed early\n- Is made of cloth\n- Does not rot\n\n"
    text = GUIDE.format(
        f"#### Why the jib is small\n\n{TOLD}\n\n",
        told,
        "".join(f"### {one}\n\nIt is wet.\n\n" for one in many),
    )
    assert names(text) == many


def test_numbers_that_begin_anew_in_each_part_of_a_bank_count_topics():
    text = "# Sailing questions\n\n" + "".join(
        f"## {part}\n\n"
        + "".join(
            f"### {n}. {one.rstrip('?')}\n\n{TOLD}\n\n```\nsail()\n```\n\n"
            for n, one in enumerate(titles, start=1)
        )
        for part, titles in {
            "Hulls": ["Keel", "Planks"],
            "Ropes": ["Find the knot", "Sheets", "Splices"],
            "Work": ["Reefing"],
        }.items()
    )
    assert names(text) == ["Keel", "Planks", "Find the knot", "Sheets", "Splices", "Reefing"]


def test_headings_of_contents_that_link_to_parts_are_no_topics():
    parts = {f"Part of the ship {n}": [f"Beam {n}", f"Mast {n}", f"Hatch {n}"] for n in range(1, 4)}
    contents = "".join(
        f"### [{n}. {part}](#{n})\n\n"
        + "".join(f"{n}.{at} [{one}](#{n}{at})  \n" for at, one in enumerate(titles, 1))
        + "\n"
        for n, (part, titles) in enumerate(parts.items(), start=1)
    )
    told = "".join(
        f"## {n}. {part}\n\n"
        + "".join(f"### {n}.{at} {one}\n\n{TOLD}\n\n" for at, one in enumerate(titles, 1))
        for n, (part, titles) in enumerate(parts.items(), start=1)
    )
    assert names(f"# Ship interview\n\n## Table of Contents\n\n{contents}{told}") == [
        one for titles in parts.values() for one in titles
    ]


def test_when_to_use_something_is_no_question_but_a_part_of_what_is_told():
    text = "# Codes\n\n" + "".join(
        f"**{n} Code**\n\n**When to use:** For the case of {n}\n\n{TOLD}\n\n" for n in range(200, 206)
    )
    assert names(text) == []


CASES = [
    "**Scenario {n}: Of kind {n}**\n\n```sh\nsail {n}\n```\n\nIt is wet.\n\n",
    "Scenario {n}: Of kind {n}\n\n```sh\nsail {n}\n```\n\n",
    "### Scenario {n}: Of kind {n}\n\n```sh\nsail {n}\n```\n\n",
    "- **Case {n}: Of kind {n}**\n\n  ```sh\n  sail {n}\n  ```\n\n",
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("title", ["## {n}. {q}\n\n", "## {q}\n\n", "## Question {n}: {q}\n\n"])
def test_scenarios_that_count_anew_below_each_question_belong_to_its_answer(title, case):
    answer = f"{TOLD}\n\n" + case.format(n=1) + case.format(n=2)
    found = read(
        "# Asked\n\n" + "".join(title.format(n=n, q=q) + answer for n, q in enumerate(ASKED, start=1))
    )
    assert [one.document.title for one in found.entries] == ASKED
    assert all("sail 2" in str(one.document.sections) for one in found.entries)


TOLD_BEHIND = {
    "one line": "It floats. It is wet.\n",
    "some lines": "It is a part of every boat, and it is wet,\nwhich is why it is painted.\n",
    "a list": "It has two sides:\n- port\n- starboard\n",
}


@pytest.mark.parametrize("told", TOLD_BEHIND.values(), ids=TOLD_BEHIND)
@pytest.mark.parametrize("file", ["a.txt", "b.txt"])
def test_lines_that_ask_and_lines_that_answer_need_no_blank_line_between_the_pairs(told, file):
    head = "Questions for sailors\n\n" if file == "a.txt" else ""
    assert names(head + "".join(f"{one}\n{told}" for one in ASKED), file) == ASKED


def test_a_request_between_such_pairs_is_asked_too():
    asked = [*ASKED, "Explain the use of a fender."]
    assert names("".join(f"{one}\nIt is wet. It floats.\n" for one in asked), "a.txt") == asked


def test_a_story_that_asks_at_the_ends_of_its_lines_holds_no_pairs():
    story = (
        "The sea is wide. Many have asked what lies behind it.\nWhat is there?\nNobody knows. Some tell of islands,\n"
        "others of nothing. Is it true?\nThe next ship leaves tomorrow and it\nwill not come back. Why should it?\n\n"
        "The captain is old. He has seen all the seas\nand he tells of them. Do you believe him?\nI do not.\n"
    )
    assert names(story, "a.txt") == []


TOPICS = {
    "Keel": "It is the lowest part of the ship and holds her upright in the wind",
    "Rudder": "It turns the ship while water flows past it, and only then",
    "Mast": "It carries the sails and is held by stays on all sides",
    "Anchor": "It holds the ship to the ground where the water is shallow enough",
    "Fenders": "They keep the hull from the wall while the ship lies in harbour",
    "Bilge": "Water that came in gathers there until it is pumped out again",
}
SHAPES = [
    "{n}. **{name}**\n   - {told}\n     - more of it\n   - It is checked each year\n",
    "{n}. **{name}:**\n\n   - {told}\n\n   - It is checked each year\n\n",
    "**{n}. {name}**\n\n- {told}\n- It is checked each year\n\n",
    "**{n}. {name}**\n- {told}\n\n  ```sh\n  check\n  ```\n\n",
]


def topics(pattern: str, names: dict[str, str]) -> str:
    return "".join(
        pattern.format(n=n, name=name, told=told) for n, (name, told) in enumerate(names.items(), 1)
    )


@pytest.mark.parametrize("pattern", SHAPES)
def test_counted_topics_in_bold_with_lists_below_are_entries_though_no_bank_is_named(pattern):
    assert names("# Parts of a ship\n\n" + topics(pattern, TOPICS)) == list(TOPICS)


@pytest.mark.parametrize("pattern", SHAPES)
def test_steps_and_plans_in_the_same_shape_are_no_entries(pattern):
    steps = {
        f"{verb} the {name.lower()}": told
        for verb, (name, told) in zip(
            ["Check", "Set", "Open", "Build", "Run", "Add"], TOPICS.items(), strict=True
        )
    }
    short = dict.fromkeys(TOPICS, "wood, rope")
    assert names("# Leaving the harbour\n\n" + topics(pattern, steps)) == []
    assert (
        names("# To learn\n\n" + topics(pattern.replace("It is checked each year", "by hand"), short)) == []
    )
    longer = "".join(
        f"The ship was old, and year {n} was no better for her than the one before.\n\n" for n in range(9)
    )
    assert names("# A ship\n\n" + longer + topics(pattern, TOPICS) + longer) == []


def test_topics_beside_scenarios_of_the_same_bank_are_entries_too():
    told = "### Description\n\n{told}\n\n### Example\n\n```\nsail()\n```\n\n"
    asked = ["What is a hull?", "How is it steered?", "Why does it float?"]
    counted = dict.fromkeys(asked, "It is wet.") | TOPICS
    cases = "".join(
        f"### Scenario {n}: Of kind {n}\n\n**Question:** What is done in storm {n}?\n\n{TOLD}\n\n"
        for n in range(10, 20)
    )
    text = (
        "# Sailing interview questions\n\n"
        + topics("## {n}. {name}\n\n" + told, counted)
        + f"## 10. All scenarios\n\n{cases}"
    )
    assert names(text)[: len(counted)] == list(counted)
    assert len(names(text)) == len(counted) + 10


@pytest.mark.parametrize(
    "asked",
    [
        ["Что такое корпус", "Как управлять судном", "Почему оно не тонет", "Какие бывают паруса"],
        ["Cómo se gobierna un barco", "Qué es un casco", "Cuál es la proa", "Dónde está el ancla"],
        ["Wie steuert man ein Boot", "Warum schwimmt es", "Welche Segel gibt es", "Wozu dient der Anker"],
        ["Como se governa um barco", "Qual é a proa", "Quais são as velas", "Como se faz um nó"],
    ],
    ids=["ru", "es", "de", "pt"],
)
def test_questions_of_other_languages_need_no_mark(asked):
    assert names("# Boats\n\n" + "".join(f"### {one}\n\n{TOLD}\n\n" for one in asked)) == asked


def test_a_few_counted_headings_do_not_hide_the_many_topics_of_a_bank():
    many = [f"{name} of the {part}" for name in TOPICS for part in ("bow", "stern", "deck")]
    text = "# Sailing questions\n\n" + "".join(f"### {one}\n\n{TOLD}\n\n" for one in many)
    counted = "".join(f"## {n}. Phase {n} of a voyage\n\n{TOLD}\n\n" for n in range(1, 4))
    assert names(text + counted)[: len(many)] == many


@pytest.mark.parametrize("label", ["**Q.**", "__Question.__", "- **Q.**"])
def test_a_label_set_off_from_its_question_needs_no_number(label):
    text = "# Tests of seamanship\n\n## 1. Ropes\n\n" + "".join(
        f"{label} A sailor ties knot {n} to a post. What holds it?\n\n- A) Friction\n- B) Tar\n\n> **Answer: A**\n\n"
        for n in range(6)
    )
    assert names(text) == [f"A sailor ties knot {n} to a post. What holds it?" for n in range(6)]


@pytest.mark.parametrize("raw", ["DECK - Question 04 - Why does it float?", "Sails: Q7. Why does it float?"])
def test_the_part_before_a_question_that_is_called_so_is_no_part_of_its_title(raw):
    title = read_title(raw)
    assert (title.text, title.labelled) == ("Why does it float?", True)


@pytest.mark.parametrize("sign", ["", "▶ "])
@pytest.mark.parametrize("first", ["# What the wave!", "# Riddles of the sea"])
def test_what_is_shown_and_explained_below_each_title_is_an_entry_whatever_the_title_says(first, sign):
    titles = [
        "Slippery decks",
        "The vanishing tide",
        "Two anchors",
        "Keep sailing",
        "Salt and sugar",
        "Is it wet?",
    ]
    text = (
        f"{first}\n\nThe sea is odd.\n\n# Structure of the riddles\n\nEach is built alike.\n\n# Riddles\n\n"
        + "".join(
            f"### {sign}{one}\n\n```py\nsea({at})\n```\n\nOutput:\n\n```\n{at}\n```\n\n#### Explanation\n\n- The sea holds {at}.\n\n"
            for at, one in enumerate(titles)
        )
    )
    assert names(text) == titles


@pytest.mark.parametrize("lead", ["Learn from here", "More", "[log]"])
def test_links_that_say_the_same_behind_several_items_are_no_part_of_their_titles(lead):
    asked = [
        f"What does the {one} of a ship do?" for one in ("bow", "keel", "mast", "rudder", "hull", "stern")
    ]
    text = "# Questions about ships\n\n" + "".join(
        f"- {one}" + (f" [{lead.strip('[]')}](https://example.com/{at})\n" if at % 2 else "\n")
        for at, one in enumerate(asked)
    )
    assert names(text) == asked


def test_links_to_one_page_behind_several_items_are_what_is_asked_about():
    text = "# Questions about ships\n\n" + "".join(
        f"- What is part {n} of a [brig](https://example.com/brig)\n" for n in range(6)
    )
    assert names(text) == [f"What is part {n} of a brig" for n in range(6)]


@pytest.mark.parametrize("anchor", ["", '<a name="k"></a><a name="1"></a>\n'])
def test_bold_items_that_carry_the_number_of_their_part_are_what_is_asked(anchor):
    text, titles = "# Puzzles of the harbour\n\n", []
    for part, parts in enumerate(("Ropes", "Sails", "Charts"), start=1):
        text += f"## {parts}\n\n"
        for n in range(1, 4):
            title = f"Why do {parts} shrink?" if n == 1 else f"Given {n} {parts}, sort them by age"
            titles.append(title)
            text += f"{anchor}- **[{part}.{n}](#{parts}) {title}**\n  ```py\n  sort({n})\n  ```\n\nSeen at sea.\n\n"
    assert names(text) == titles


def test_greater_headings_between_titles_that_count_on_belong_to_the_answer():
    text = (
        "# Set 1\n\n## Question 1. What is a knot?\n\n### A knot\n\nIt holds a rope.\n\n# Bends\n\n### Sheet bend\n\n"
        "```py\nbend()\n```\n\n# Hitches\n\n```py\nhitch()\n```\n\n# Tips at sea\n\nKeep it dry.\n\n"
        + "".join(f"## Question {n}. What is knot {n}?\n\nA rope.\n\n" for n in range(2, 7))
    )
    found = read(text).entries
    assert len(found) == 6
    assert all(code in str(found[0].document) for code in ("bend()", "hitch()", "Keep it dry."))


def test_one_greater_heading_between_titles_that_count_on_is_a_part():
    text = "".join(
        f"# {part}\n\n" + "".join(f"## Question {n}. What is knot {n}?\n\nA rope.\n\n" for n in (at, at + 1))
        for at, part in ((1, "Bends"), (3, "Hitches"), (5, "Splices"))
    )
    assert [one.number for one in read(text).entries] == ["1", "2", "3", "4", "5", "6"]
