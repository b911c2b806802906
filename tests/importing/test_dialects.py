"""Each shape of bank is recognised, its entries are found with their titles, and every line is accounted for."""

import pytest

from knowledge.importing.dialects import Hints, understand
from knowledge.importing.identity import is_answered
from tests.importing import shapes
from tests.importing.accounting import texts_of, unaccounted
from tests.importing.shapes import SHAPES, Shape


def read(text: str, file: str = "bank.md", **hints):
    return understand(file, text.encode(), Hints(**hints))


def only(text: str, file: str = "bank.md", **hints):
    [found] = read(text, file, **hints).entries
    return found


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_shape_is_read(shape: Shape):
    found = read(shape.text, shape.file)
    assert [one.document.title for one in found.entries] == shape.titles
    assert found.dialect == shape.dialect
    assert found.confidence >= 0.5
    if shape.answered is not None:
        assert sum(is_answered(one.document) for one in found.entries) == shape.answered
    texts = texts_of(found)
    for code in shape.fences:
        assert any(code in text for text in texts), code
    assert unaccounted(found, shape.text) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Awesome\n\n- [What is X?](https://a.b/x)\n- [Why Y?](https://a.b/y)\n- [How Z?](https://a.b/z)\n",
        "# Tool\n\n## Installation\n\nRun it.\n\n## Usage\n\nCall it.\n\n## License\n\nMIT\n",
        "Dear reader,\n\nthis is a letter. How are you? Fine.\n",
        "",
        "\n\n\n",
    ],
)
def test_what_is_no_bank_yields_nothing_and_says_why(text):
    found = read(text)
    assert found.entries == []
    assert unaccounted(found, text) == []
    assert all(one.reason for one in found.ignored)


def test_a_dialect_can_be_asked_for():
    text = "# What is a heading?\n\n- What is a list?\n- What is an item?\n"
    assert [one.document.title for one in read(text, dialect="list-items").entries] == [
        "What is a list?", "What is an item?",
    ]  # fmt: skip
    assert read(text).entries[0].document.title == "What is a heading?"


# --- Structure from evidence -----------------------------------------------------------------------


def test_marks_levels_and_categories_come_with_their_evidence():
    found = read(
        "# Flask interview questions\n\n## SECTION 2 — Advanced routing (9 Questions)\n\n"
        "### 1. 🔥 What is routing? (Hard)\n\nMapping.\n\n### 2. Write a route.\n\nDone.\n"
    )
    first, second = found.entries
    assert first.document.attributes["priority"] == "high"
    assert first.document.attributes["difficulty"] == 8
    assert first.document.attributes["level"] == "senior"
    assert first.document.attributes["category"] == "advanced-routing"
    assert first.document.attributes["technology"] == "flask"
    assert "SECTION 2" in first.because["category"]
    assert second.document.attributes["form"] == "challenge"
    assert "priority" not in second.document.attributes


def test_run_in_labels_become_sections_and_follow_ups_are_split_one_by_one():
    document = only(
        "Q·001 How do you migrate?\nPython (Flask) Frameworks & Libraries Mid-Level\n\nWith Alembic.\n\n"
        "Deep Dive: It compares models.\n\n⚠ Common Mistakes: Forgetting it.\n\n"
        "Follow-up questions: How do you roll back? What is a seed?\n\n"
        "// ID: FLSK-MID-004  ·  DIFFICULTY: 5/10  ·  ★★★★★☆☆☆☆☆\n",
        "page.txt",
    ).document
    assert document.summary == "With Alembic."
    assert document.text_of("deep_dive") == "It compares models."
    assert document.text_of("common_mistakes") == "Forgetting it."
    assert document.text_of("follow_ups") == "- How do you roll back?\n- What is a seed?"
    assert document.code == "FLSK-MID-004"
    assert document.attributes["technology"] == "python-flask"
    assert (document.attributes["level"], document.attributes["difficulty"]) == ("mid", 5)


def test_headings_map_to_sections_by_alias_and_others_keep_their_own():
    document = only("## What is X?\n\nShort.\n\n### ELI5\n\nA box.\n\n### Trivia of X\n\nOld.\n").document
    assert [(one.heading, one.text) for one in document.sections] == [
        ("In plain words", "A box."), ("Trivia of X", "Old."),
    ]  # fmt: skip


def test_options_and_the_right_one_are_read_in_every_notation():
    stated, tasks = read(shapes.CHOICE.text).entries
    assert stated.document.attributes["choices"] == [
        {"text": "`1`", "correct": True}, {"text": "`2`", "correct": False},
    ]  # fmt: skip
    assert [one["correct"] for one in tasks.document.attributes["choices"]] == [False, True]
    assert {one.document.attributes["form"] for one in (stated, tasks)} == {"choice"}
    lines = only("## 1. Which port?\n\nA) 80\nB) 5000\nC) 22\n\nCorrect answer: B\n").document
    assert [one["correct"] for one in lines.attributes["choices"]] == [False, True, False]


def test_an_error_keeps_its_messages_with_their_placeholders():
    first, second = read(shapes.ERRORS.text).entries
    assert first.document.kind == "debug"
    assert first.document.attributes["messages"] == ["Cannot bind to %name%"]
    assert second.document.attributes["messages"] == ["Key at %a% and %b%", "Key `%value%` at %a%"]


@pytest.mark.parametrize(
    "words", ["To be completed", "Answer here", "TBD", "_Coming soon..._", "To" + "do", "..."]
)
def test_a_placeholder_is_no_answer(words):
    found = only(f"## 1. What is X?\n\n{words}\n")
    assert not is_answered(found.document)


def test_a_fence_that_was_never_closed_does_not_swallow_the_next_question():
    text = "## 1. What is A?\n\n```js\na()\n\n## 2. What is B?\n\n```js\nb()\n```\n"
    found = read(text)
    assert [one.document.title for one in found.entries] == ["What is A?", "What is B?"]
    assert any("a()" in text for text in texts_of(found))
    assert any(not one.certain and "never closed" in one.message for one in found.repairs)


def test_a_list_and_its_answered_version_become_one_set():
    text = (
        "## Questions\n\n1. What is A?\n2. What is B?\n3. How do you do C?\n\n## Answers\n\n"
        "### 1. What is A?\n\nOne.\n\n### 2. What is B exactly?\n\nTwo.\n\n### 3. How do you do C?\n\nThree.\n"
    )
    found = read(text)
    assert [one.document.title for one in found.entries] == [
        "What is A?", "What is B exactly?", "How do you do C?",
    ]  # fmt: skip
    assert found.entries[1].document.attributes["also_asked"] == ["What is B?"]
    assert unaccounted(found, text) == []


def test_columns_can_be_corrected():
    text = "Alpha,Beta\nsome words,What is wanted?\nother words,What is not?\n"
    found = read(text, "a.csv", columns={"Alpha": "title", "Beta": "answer"})
    assert [one.document.title for one in found.entries] == ["some words", "other words"]
    assert found.columns == {"title": "Alpha", "answer": "Beta"}


def test_a_reading_that_finds_the_same_titles_and_more_is_the_better_one():
    listed = "1. **The keel fouls. What do you do?**\n**Answer:**\nI will:\n* haul it out\n* scrape it\n\n"
    told = "{n}. **Sail number {n} tears. What do you do?**\n**Answer:**\nI will sew it.\n\n"
    found = read(listed + "".join(told.format(n=n) for n in range(2, 9)))
    assert [one.document.title for one in found.entries] == [
        "The keel fouls. What do you do?",
        *(f"Sail number {n} tears. What do you do?" for n in range(2, 9)),
    ]
