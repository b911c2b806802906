"""Headings as titles: which of a class are entries, whatever they say, and which are not, though they ask."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.test_general_shapes import ASKED, TOLD, names

NAMED = ["Knots that hold", "Paint for hulls", "Sails in a storm", "Wind at night", "Tides of the bay"]


def bank(titles, pattern, answer=TOLD, name="# Sailing interview questions\n\n"):
    """Returns a bank of titles written like `pattern`, each with the same answer."""
    return name + "".join(
        f"{pattern.format(n=number, q=title)}\n\n{answer}\n\n" for number, title in enumerate(titles, start=1)
    )


@pytest.mark.parametrize("row", ["-------", "======"])
def test_numbered_titles_may_be_underlined(row):
    assert names(bank(ASKED, f"{{n}}. {{q}}\n{row}", name="")) == ASKED


@pytest.mark.parametrize("remark", ["(4 points)", "[hard]", "*(easy)*"])
def test_a_heading_that_counts_and_adds_a_remark_is_named_by_what_stands_below(remark):
    assert names(bank(ASKED, f"### Question {{n}} {remark}\n{{q}}")) == ASKED


@pytest.mark.parametrize(
    "answer",
    [f"{TOLD}\n\n- Who reads it?\n- Who writes it?\n\n{TOLD}", f"{TOLD}\n\n**Follow-up questions:**\n\n- Who reads it?\n- What if it sinks?"],
)  # fmt: skip
def test_what_a_text_goes_on_to_ask_is_no_entry(answer):
    assert names(bank(NAMED, "### {n}. {q}", answer)) == NAMED
    listed = "- Who reads it?\n- Who writes it?"
    assert len(names(bank(NAMED, "### {q}", listed))) == 2 * len(NAMED)


@pytest.mark.parametrize("pattern", ["## [{n}] {q}", "### 0{n} {q}", "### [{q}](https://example.com/{n})"])
def test_titles_of_a_bank_need_not_ask_where_they_are_counted_or_answered_alike(pattern):
    assert names(bank(NAMED, pattern, f"**Answer:** {TOLD}")) == NAMED


def test_a_heading_called_answer_may_rank_with_its_title():
    titles = [*ASKED, "Compare tar and pitch"]
    assert names(bank(titles, "### {q}", f"### Answer\n\n{TOLD}")) == titles


def test_nearly_all_of_a_class_are_questions_or_tasks():
    titles = ["Explain the tide", "List knots", "Name a sail", "Write a log", "Compare oars", "Build a raft"]
    assert names(bank([*titles[:5], "Describe a keel"], "### {q}", name="")) == [
        *titles[:5],
        "Describe a keel",
    ]
    assert (
        len(
            names(
                bank(
                    ["Create a raft", "Build a mast", "Check the knots", *NAMED],
                    "### {q}",
                    name="# Manual\n\n",
                )
            )
        )
        < 2
    )


def test_parts_of_the_level_of_their_questions_are_no_entries():
    asked = [f"What does the {one} do?" for one in ("bow", "keel", "mast", "rudder", "hull", "stern")]
    parts = "".join(
        f"### {part}\n\n{bank(asked[2 * at : 2 * at + 2], '### {q}', name='')}"
        for at, part in enumerate(NAMED[:3])
    )
    assert names(parts) == asked


def test_steps_below_counted_titles_are_no_entries():
    steps = f"{TOLD}\n\n#### 1. First of all\n\n{TOLD}\n\n#### 2. Then\n\n{TOLD}"
    assert names(bank(NAMED, "### {n}. {q}", steps)) == NAMED


def test_a_heading_about_the_file_is_no_entry():
    assert names(f"## About this list\n\n{TOLD}\n\n{bank(ASKED, '## {q}', name='')}") == ASKED


def test_signs_of_headings_may_touch_their_words_throughout():
    asked = [*ASKED, "Who pays for it?"]
    assert names(bank(asked, "###{n}. {q}", name="")) == asked


def test_a_title_among_many_that_ask_may_state_and_be_answered_in_parts():
    parts = f"#### 1. Tar\n\n{TOLD}\n\n#### 2. Pitch\n\n{TOLD}"
    text = (
        bank(ASKED, "## {q}")
        + f"## Tar and pitch are both alike and not\n\n{parts}\n\n## Who pays?\n\n{TOLD}\n"
    )
    assert names(text) == [*ASKED, "Tar and pitch are both alike and not", "Who pays?"]
    part = f"## Ropes\n\n### What is a rope?\n\n{TOLD}\n"
    assert "Ropes" not in names(bank(ASKED, "## {q}") + part)


def test_one_heading_of_many_that_sounds_like_a_question_is_none():
    linked = [f"Harbour {number}" for number in range(12)]
    links = bank(
        [*linked[:5], "Can I moor… all harbours of Can I moor…", *linked[5:]],
        "#### [{q}](https://example.com/{n})",
        name="",
    )
    assert names(f"# Bookmarks\n\n{links}") == []


@pytest.mark.parametrize(
    "told",
    [
        ["Why we sail", "How the tide works", "What we learned", "Where we go from here", "The crew"],
        ["How a lock works", "The gate", "The basin", "How boats wait", "Failures", "Upkeep"],
        ["Compare the harbours", "Name your boat", "List view", "Depths", "Consider the costs", "Outline"],
    ],
)
def test_headings_of_an_article_that_only_sound_like_questions_are_none(told):
    assert len(names(bank(told, "## {q}", name="# Notes on canals\n\n"))) < 2


def test_headings_all_alike_are_questions_where_nearly_half_of_them_ask():
    told = ["What is a keel?", "Why does it float?", "Who steers?", "Ropes and knots", "Tides", "Locks"]
    assert names(bank(told, "### {q}", name="")) == told


def test_names_of_a_collection_of_one_liners_are_titles():
    told = ["Empty the bilge", "Dry the sail", "Weigh the anchor", "Splice a rope", "Trim the lamp"]
    assert names(bank(told, "### {q}", name="# Boat one-liners\n\n")) == told


def test_a_count_goes_on_at_another_level():
    text = "## 1. What is a keel?\n\nWood.\n\n### 2. The rudder\n\nOak.\n\n## 3. Who steers?\n\n### 1. First\n\nThe mate.\n\n### 2. Then\n\nThe cook.\n\n### 4. Ropes\n\nHemp.\n\n### 5. Sails\n\nLinen.\n"
    assert names(text) == ["What is a keel?", "The rudder", "Who steers?", "Ropes", "Sails"]


def test_what_is_repeated_among_numbered_questions_is_a_part_though_it_sounds_like_one():
    text = "\n".join(
        f"### Question {n}: {one}\n\n{TOLD}\n\n### How to put it in a few words (aloud)\n\n{TOLD}\n"
        for n, one in enumerate(ASKED, 1)
    )
    assert names(f"# Boats\n\n{text}") == ASKED


def test_questions_below_headings_that_only_gather_are_titles_beside_greater_ones_that_ask():
    asked = [f"What is part {n} of a boat?" for n in range(1, 9)]
    lesser = "".join(f"### {one}\n\nIt is so.\n\n" for one in asked[:6])
    greater = "".join(f"## {one}\n\nIt is so.\n\n" for one in asked[6:])
    text = f"# Boats\n\n## Hulls\n\n{lesser}{greater}## Sails\n\n### Why are sails white?\n\nThey are not.\n"
    found = understand("boats.md", text.encode())
    assert [one.document.title for one in found.entries] == [*asked, "Why are sails white?"]


def test_who_changes_the_rank_within_a_count_means_nothing_by_it():
    ranks = ["##", "##", "###", "###", "###"]
    answers = [TOLD, f"### Below deck\n\n{TOLD}", TOLD, TOLD, TOLD]
    text = "".join(
        f"{rank} {number}. {name}\n\n{answer}\n\n"
        for number, (rank, name, answer) in enumerate(zip(ranks, NAMED, answers, strict=True), 1)
    )
    assert names(f"# Sailing interview questions\n\n{text}") == NAMED


def test_an_entry_ends_with_the_next_heading_of_its_rank_though_that_asks_nothing():
    told = "".join(f"## {one}\n\n{TOLD}\n\n" for one in NAMED)
    asked = "".join(f"## {one}\n\nOf oak.\n\n" for one in ASKED)
    found = understand("boats.md", f"# Boats\n\n{asked}{told}{told}".encode()).entries
    assert [one.document.title for one in found] == ASKED
    assert all(TOLD not in section.text for one in found for section in one.document.sections)


def test_counted_headings_one_right_below_the_other_are_a_list():
    parts = "".join(
        f"#### {n}. {one}\n- {ASKED[0]} ({n})\n- {ASKED[1]} ({n})\n\n" for n, one in enumerate(NAMED, 1)
    )
    listed = [*NAMED, *ASKED]
    bare = "".join(f"#### {n}. {one}\n" for n, one in enumerate(listed, 1))
    found = names(f"# Sailing interview questions\n\n## At sea\n{parts}# At home\n{bare}")
    assert found[-len(listed) :] == listed
    assert len(found) == len(listed) + 2 * len(NAMED)


def test_a_heading_that_only_says_a_level_is_a_part():
    levels = "".join(
        f"### 📌 **{level}**\n1. {ASKED[0]} ({level})\n2. {ASKED[1]} ({level})\n\n"
        for level in ("Basic Level", "Advanced Level")
    )
    others = "".join(f"### What is part {n} of a boat?\n\n{TOLD}\n\n" for n in range(1, 30))
    found = names(f"# Boats\n\n## To begin with\n\n{levels}## All the rest\n\n{others}")
    assert len(found) == 4 + 29
    assert not any(one.startswith(("Basic", "Advanced")) for one in found)
