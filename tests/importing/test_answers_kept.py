"""Answers are kept whole: what looks like a key, a part or a prompt within one takes nothing from it."""

import pytest

from knowledge.importing.dialects import understand
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
