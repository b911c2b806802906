"""Answers are kept whole: what looks like a key, a part or a prompt within one takes nothing from it."""

import pytest

from knowledge.importing.dialects import understand
from knowledge.importing.text.titles import read_title
from tests.importing.accounting import unaccounted

PARTS = ["hull", "keel", "mast", "sail", "oar", "helm"]


def read(text: str):
    found = understand("boats.md", text.encode())
    assert unaccounted(found, text) == []
    return found


def kept(text: str) -> list[str]:
    """Returns all that each entry tells beside its title and what is asked."""
    told = []
    for entry in (one.document for one in read(text).entries):
        parts = [part.text for part in entry.sections if part.heading != "The question"]
        told.append("\n".join([entry.summary, *parts]))
    return told


def titles(text: str) -> list[str]:
    return [one.document.title for one in read(text).entries]


# --- Steps below an answer and keys -----------------------------------------------------------------

STEPS = "\n".join(f"{at}. Look at the {part}" for at, part in enumerate(PARTS[:5], start=1))


@pytest.mark.parametrize("label", ["**Answer:**", "**Answer**", "#### Answer", "Answers:"])
def test_steps_below_the_answers_of_some_questions_are_no_key_of_the_file(label):
    told = [f"{label}\n\nWood and rope.\n\n", f"{label}\n\n**In turn:**\n\n{STEPS}\n\n"]
    text = "".join(
        f"**Q{at}. How do you check a {part}?**\n\n{told[at % 2]}" for at, part in enumerate(PARTS, 1)
    )
    assert ["Look at the oar" in one for one in kept(text)] == [True, False] * 3
    assert "answer key" not in {one.reason for one in read(text).ignored}


@pytest.mark.parametrize("end", ["## Answers", "**Answer:**"])
@pytest.mark.parametrize("title", ["{n}. What is a {part}?", "**Q{n}.** What is a {part}?"])
def test_a_key_of_sentences_answers_questions_that_have_no_answer_of_their_own(end, title):
    asked = "\n\n".join(title.format(n=at, part=part) for at, part in enumerate(PARTS, 1))
    key = "\n".join(f"{at}. The {part} belongs to a boat." for at, part in enumerate(PARTS, 1))
    told = kept(f"# Quiz\n\n{asked}\n\n{end}\n\n{key}\n")
    assert all(f"The {part} belongs" in one for part, one in zip(PARTS, told, strict=True))


# --- Pictures ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "picture", ["# ![a boat](boat.png)", '<h1 align="center"><img class="big" src="boat.png"></h1>']
)
def test_a_heading_of_nothing_but_a_picture_ends_no_answer(picture):
    text = "".join(f"## What is a {part}?\n\nA part.\n\n{picture}\n\nOf wood.\n\n" for part in PARTS)
    assert all("Of wood" in one and "boat.png" in one for one in kept(f"# Boats\n\n{text}"))


# --- What is asked, and the story that answers it ---------------------------------------------------

STORY = (
    "{m}Situation{e} The {part} broke.\n\n{m}Task{e} Mend it.\n\n{m}Action{e}\n- Cut a new one\n\n"
    "{m}Result{e} It holds.\n\n"
)


def prompts(text: str) -> list[str]:
    found = [one.document.sections for one in read(text).entries]
    return ["".join(part.text for part in parts if part.heading == "The question") for parts in found]


@pytest.mark.parametrize(("m", "e"), [("**", ":**"), ("**", "**:"), ("**", "**\n"), ("#### ", "\n\n")])
@pytest.mark.parametrize(
    "title", ["## Tell me about a time your {part} broke.", "## {n}. A broken {part}", "## Why a new {part}?\n\n### STAR answer"]
)  # fmt: skip
def test_a_story_of_a_situation_and_its_result_is_an_answer(title, m, e):
    text = "".join(
        f"{title}\n\n{STORY}".format(n=at, part=part, m=m, e=e) for at, part in enumerate(PARTS, 1)
    )
    for part, told in zip(PARTS, kept(f"# Stories of boats: interview questions\n\n{text}"), strict=True):
        assert all(one in told for one in (f"The {part} broke.", "Mend it.", "Cut a new one", "It holds."))


def test_what_is_set_ends_at_the_next_label_where_no_answer_is_called_so():
    case = "**Problem statement:** The {part} leaks.\n\n**Constraints:** No dock.\n\n**Diagnosis:**\n- Look below\n\n"
    text = "# Interview scenarios\n\n" + "".join(
        f"## Scenario {at}: A bad {part}\n\n{case.format(part=part)}" for at, part in enumerate(PARTS, 1)
    )
    assert all("leaks" in one and "No dock." in one and "Look" not in one for one in prompts(text))
    assert all("Look below" in one for one in kept(text))
    answered = text.replace("Diagnosis:", "Weather:** Storm.\n\n**Answer:")
    assert all("Storm." in one for one in prompts(answered))


@pytest.mark.parametrize("label", ["**Problem:** It rots.", "#### Problem\n\nIt rots."])
def test_a_problem_told_behind_an_answer_is_part_of_it(label):
    text = "".join(f"## What is a {part}?\n\nA part of wood.\n\n{label}\n\n" for part in PARTS)
    assert all("It rots." in one for one in kept(f"# Boats\n\n{text}"))
    assert prompts(f"# Boats\n\n{text}") == [""] * len(PARTS)


# --- Labels within an answer ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label", ["**Points:**\n", "**Experience:**\n\n", "**Keywords:**\n", "**Usage:**\n\n", "**Deployment:**\n\n"]
)  # fmt: skip
def test_a_list_below_a_word_that_may_name_a_fact_or_a_part_belongs_to_the_answer(label):
    rest = "- Made of oak\n- Bent by steam\n\n```sh\nmeasure\n```\n"
    text = "".join(
        f"**Q{at}: What is a {part}?**\n\nA part.\n\n{label}{rest}\n" for at, part in enumerate(PARTS, 1)
    )
    assert all("Made of oak" in one and "measure" in one for one in kept(f"# Interview\n\n{text}"))


# --- Titles without what counts, grades or files them -----------------------------------------------


@pytest.mark.parametrize(
    "title",
    ["### S{n}: {q}", "**T{n}.** {q}", "### 🟢 Senior: {q}", "### {n}. {q} [D | EL]", "### Кейс {n}: {q}"],
)
def test_what_counts_grades_or_files_a_title_is_no_word_of_it(title):
    asked = [f"How would you mend a {part}?" for part in PARTS]
    text = "".join(f"{title.format(n=at, q=q)}\n\nSlowly.\n\n" for at, q in enumerate(asked, 1))
    assert titles(f"# Boats\n\n{text}") == asked


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("What does count(*) return?", "What does count(*) return?"),
        ("**What is (*this*)?**", "What is (this)?"),
        ("1.1 什么是图？", "什么是图？"),
        ("3.11 features", "3.11 features"),
    ],
)
def test_signs_and_numbers_of_a_title_are_told_from_marks(raw, told):
    assert read_title(raw).text == told


def test_a_table_that_only_lists_what_is_answered_below_gives_no_entries_of_its_own():
    rows = "".join(
        f"| **{at}** | D | {30 + at % 2} sec | What is a {part}? |\n" for at, part in enumerate(PARTS, 1)
    )
    below = "".join(
        f"#### {at}. What is a {part}? [D | EL]\n\nA part.\n\n" for at, part in enumerate(PARTS, 1)
    )
    text = f"# Boats\n\n| # | Tag | Time | Question |\n|---|---|---|---|\n{rows}\n### Answers\n\n{below}"
    assert titles(text) == [f"What is a {part}?" for part in PARTS]
    assert all("A part." in one for one in kept(text))
