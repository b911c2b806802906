"""Titles in bold are a class: whatever one of them says, it is read as the others are, unless something tells it apart."""

import pytest

from knowledge.importing.dialects import Hints, understand
from knowledge.importing.text.emphasis import bold_line, form_of

TOLD = "The stays hold the mast from all sides, and they are looked after each spring."
ASKED = [
    "What is a keel?",
    "Why does a hull float?",
    "How is a sail cut?",
    "Who steers?",
    "When is it painted?",
]
NAMED = ["Compare oak and pine", "The knots a sailor needs", "List wooden ships of old"]
MIXED = [one for pair in zip(ASKED, NAMED, strict=False) for one in pair] + ASKED[3:]


def names(text: str) -> list[str]:
    return [entry.document.title for entry in understand("boats.md", text.encode(), Hints()).entries]


def told(pattern: str, titles: list[str], answer: str = TOLD, before: str = "") -> str:
    entries = [f"{pattern.format(n=n, q=q)}\n\n{answer}\n\n" for n, q in enumerate(titles, 1)]
    return before + "".join(entries)


@pytest.mark.parametrize(
    "pattern",
    [
        "**{q}**", "__{q}__", "***{q}***", "_**{q}**_", "<u>**{q}**</u>", "<b>{q}</b><br>", "**{q}**\\", "🔹 **{q}**", "**{q}** [Medium]",
        "**{n}. {q}**", "**{n}\\. {q}**", "{n}\\. **{q}**", '<a name="q{n}"></a>**{n}. {q}**', "{n}. **{q}**", "**{n} - {q}**", "**{n}. {q}:**",
    ],
)  # fmt: skip
def test_what_commands_or_names_among_bold_questions_is_asked_too(pattern):
    found = names(told(pattern, MIXED))
    assert [one.removesuffix(" [Medium]") for one in found] == MIXED


@pytest.mark.parametrize("label", ["**Answer:**", "A:", "Answer:"])
def test_bold_names_that_are_each_answered_by_name_are_titles(label):
    assert names(told("**{q}**", NAMED, f"{label} {TOLD}")) == NAMED


def test_bold_names_that_count_through_a_bank_are_titles_whatever_parts_it_has():
    first = told("**{n}. {q}**", NAMED, before="# Sailing interview questions\n\n## Wood\n\n")
    second = told("**{n}. {q}**", ["Sails of flax", "Sails of nylon", "Ropes"], before="## Cloth\n\n")
    assert names(first + second) == [*NAMED, "Sails of flax", "Sails of nylon", "Ropes"]


def test_numbers_that_go_on_from_list_to_list_are_of_one_class():
    tight = "".join(f"{n}. **{q}**\n   {TOLD}\n" for n, q in enumerate(MIXED[:4], 1))
    parted = "".join(f"{n}. **{q}**\n\n```\nsail\n```\n\n{TOLD}\n\n" for n, q in enumerate(MIXED[4:], 5))
    assert names(f"# Sailing\n\n{tight}\n{parted}") == MIXED


@pytest.mark.parametrize(
    "parts",
    [
        ["Inner hull", "Outer hull", "Deck"],  # one behind the other, they make up one answer
        ["Build the frame", "Check the hull", "Paint it"],
        ["Note well:"],
        ["Happy sailing to you all!"],
        ["Example"],
    ],
)
def test_what_an_answer_is_made_of_is_no_title(parts):
    inside = told("**{q}**", parts)
    text = "".join(f"**{q}**\n\n{TOLD}\n\n{inside if q in {ASKED[1], ASKED[4]} else ''}" for q in ASKED)
    assert names(text) == ASKED


@pytest.mark.parametrize("pattern", ["**{q}**", "**{n}. {q}**", "**Q{n}.** {q}"])
def test_what_asks_below_title_after_title_is_a_label(pattern):
    answer = f"**What is it?**\n\n{TOLD}\n\n**Why use it?**\n\n{TOLD}"
    before = "# Sailing interview questions\n\n"
    assert names(told(pattern, MIXED, answer, before=before)) == MIXED


@pytest.mark.parametrize("pattern", ["<u>**{q}**</u>", "***{q}***", "➤ **{q}**", "**{n}. {q}**", "**{q}**"])
def test_many_bold_parts_of_the_answers_of_a_bank_are_no_titles(pattern):
    woods = ["Oak", "Pine", "Elm", "Ash", "Teak"]
    text = "# Sailing questions\n\n" + "".join(
        f"{pattern.format(n=n, q=q)}\n\n{TOLD}\n\n**{wood} planks**\n\n{TOLD}\n\n**Masts of {wood}**\n\n{TOLD}\n\n"
        for n, (q, wood) in enumerate(zip(ASKED, woods, strict=True), 1)
    )
    assert names(text) == ASKED


def test_the_same_may_be_asked_of_other_code():
    codes = [f"```\nprint({n})\n```\n\nIt prints {n}." for n in range(6)]
    text = "".join(f"**What is the output?**\n\n{code}\n\n" for code in codes)
    assert names("# Quiz\n\n" + text) == ["What is the output?"] * 6


@pytest.mark.parametrize(("answer", "found"), [(f"{TOLD} {TOLD}", MIXED), ("A text about ships.", [])])
def test_titles_that_lead_elsewhere_need_more_below_than_what_tells_of_the_link(answer, found):
    assert names(told("**[{q}](https://example.com/{n})**", MIXED, answer)) == found


def test_the_name_of_a_part_has_nothing_of_its_own_below():
    text = "**The hull**\n\n" + told("**{q}**", ASKED[:3]) + "**The crew**\n\n" + told("**{q}**", ASKED[3:])
    assert names(text) == ASKED


def test_a_sign_that_titles_carry_tells_what_lacks_it_apart():
    text = told("❓ **{q}**", ASKED) + f"**Ropes in the harbour**\n\n{TOLD}\n"
    assert names(text) == ASKED


@pytest.mark.parametrize("title", ["Rigging a boat", "Words of the sea"])
def test_an_article_with_bold_lead_ins_yields_none(title):
    leads = ["Stays", "Shrouds", "So why bother?", "Halyards", "Cutting", "Sewing"]
    assert names(told("**{q}**", leads, before=f"# {title}\n\n{TOLD}\n\n")) == []
    assert (
        names(
            told(
                "**{n}. {q}**",
                ["Gather wood", "Build the frame", "Paint it", "Sail"],
                before=f"# {title}\n\n",
            )
        )
        == []
    )


def test_questions_behind_numbers_in_bold_need_no_bank_by_name():
    assert names(told("**{n}.** {q}", MIXED, before="# Sailing\n\n")) == MIXED


@pytest.mark.parametrize(
    ("line", "words", "form"),
    [
        ("**What floats?**", "What floats?", "**"),
        ("***What floats?***", "*What floats?*", "***"),
        ("<u>**What floats?**</u>", "What floats?", "<u>**"),
        ("**[What floats?](https://example.com)**", "[What floats?](https://example.com)", "**["),
        ("3\\. __What floats?__", "3. What floats?", "__"),
        ("<p><strong>What floats?</strong></p>", "What floats?", "<p><strong>"),
        ("**What floats** (2 points)", "What floats (2 points)", "**"),
        ("**What floats**?", "What floats?", "**"),
        ("**Wood** floats", None, ""),
        ("**Wood** and **cork**", None, ""),
    ],
)
def test_a_line_is_bold_to_its_end_but_for_a_number_and_a_remark(line, words, form):
    assert (bold_line(line), form_of(line)) == (words, form)


def test_a_number_left_out_cuts_no_list_of_bold_items():
    numbers = [1, 2, 3, 4, 5, 7, 8, 9, 10]
    rows = [f"{n}. **What is part {n} of a boat?**\n    * Wood.\n" for n in numbers]
    text = f"# Boats\n\n## Hulls\n\n{''.join(rows[:3])}\n## Sails\n\n{''.join(rows[3:])}"
    found = understand("boats.md", text.encode()).entries
    assert [one.document.title for one in found] == [f"What is part {n} of a boat?" for n in numbers]
