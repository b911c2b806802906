"""Banks that lack what usually marks one: names of columns, headings, empty lines, numbers. One small document a rule."""

import pytest

from tests.importing.test_general_shapes import ASKED, names, numbered, read, right

# --- Cards in tables without names of columns ------------------------------------------------------


@pytest.mark.parametrize(
    "first",
    [
        '"The ____ keeps the water out.","hull"',
        '"It is made of wood, of iron or of something else that keeps the water out.","hull"',
        '"Name the part that keeps the water out.","hull"',
    ],
)
def test_a_first_row_that_is_a_sentence_names_no_columns(first):
    rows = ['"What drives it?","a sail"', '"The wind comes from ____","abeam"', '"Y/N - Port is left","Y"']
    found = read("\n".join([first, *rows, '"",""']), "cards.csv")
    assert len(found.entries) == 4
    assert found.entries[0].document.title.split()[-1] in {"out.", "out"}


def test_names_beside_sentences_are_entries_from_the_first_row_on():
    rows = ["hull,The part of a boat that keeps all of the water out of it", "keel,The long piece along the ground of a boat from end to end",
            "mast,A long pole that carries the sails and the flags of it", "helm,The wheel that a boat is steered with by somebody"]  # fmt: skip
    assert names("\n".join(rows), "terms.csv") == ["hull", "keel", "mast", "helm"]


def test_a_cell_of_nothing_but_code_is_titled_by_its_words():
    cell = "<pre><boat name='a'>\n<b><sail/></b>\n<mast>1</mast>\n</boat></pre>"
    text = f'"What is a hull?","a part"\n"{cell}","boat.xml"\n"What is a keel?","a part"\n"Which way is port?","left"\n'
    told = names(text, "cards.csv")
    assert len(told) == 4
    assert not any("```" in one for one in told)


# --- Lists to tick off -----------------------------------------------------------------------------


def test_a_list_to_tick_off_without_a_heading_is_called_as_its_file():
    items = "".join(
        f"- [ ] **{part}**\n  - [ ] What is it for?\n"
        for part in ["Hull", "Keel", "Mast", "Helm", "Sail", "Port", "Bow"]
    )
    found = read(items, "boat-checklist.md")
    assert [(one.document.kind, one.document.title) for one in found.entries] == [("path", "Boat checklist")]
    later = read(items + "\n## Advanced\n\n- [ ] Race\n", "boat-checklist.md")
    assert [one.document.title for one in later.entries] == ["Boat checklist"]
    inside = read(items, "boats/README.md")
    assert [one.document.title for one in inside.entries] == ["Boats"]


def test_lists_of_which_each_ticks_one_are_options_and_no_path():
    text = "# Boats\n\n" + numbered(
        "### Question {n}: Part {n}\n\n**{q}**\n\n* [ ] one\n* [x] two\n* [ ] three\n\n**Explanation**\n\nIt is two.\n\n"
    )
    assert names(text) == [f"Part {n}" for n in range(1, 5)]
    assert right(text) == [[1]] * 4


def test_a_list_that_somebody_ticked_half_off_stays_a_path():
    done = "".join(
        f"## Week {n}\n\n" + "".join(f"- [{'x' if n < 3 else ' '}] Task {n}.{k}\n" for k in range(6)) + "\n"
        for n in range(1, 5)
    )
    assert [one.document.kind for one in read("# Learn to sail\n\n" + done).entries][:1] == ["path"]


# --- Labels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("space", ["", " "])
def test_small_letters_with_a_bracket_label_questions_and_answers(space):
    text = f"boats:\nq){space}{ASKED[0]}\na){space}It floats.\n\nq) parts of a boat.\na)\nq) {ASKED[1]}\na) Air:\ni) warm\nii) cold\n\nharbours:\nq) {ASKED[3]}\n"
    found = read(text, "notes.txt")
    assert [one.document.title for one in found.entries] == [ASKED[0], "parts of a boat.", ASKED[1], ASKED[3]]
    assert [one.document.attributes.get("answered", bool(one.document.sections)) for one in found.entries][
        3
    ] is False
    assert all("a)" not in section.text for one in found.entries for section in one.document.sections)
    assert "harbours" not in "".join(section.text for section in found.entries[2].document.sections)


def test_lettered_options_below_a_small_label_stay_options():
    text = "".join(
        f"q{n}) {q}\na) one\nb) two\nc) three\nAnswer: b\n\n" for n, q in enumerate(ASKED, start=1)
    )
    assert right(text, "quiz.txt") == [[1]] * 4


# --- Markdown that touches markup ------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["* {q}", "1. {q}", "## {q}", "- **{q}**"])
def test_markdown_right_behind_what_a_tag_closes_is_read(mark):
    folded = "".join(f"<details><summary>{q}</summary>It is a part.</details>\n" for q in ASKED)
    behind = "".join(mark.format(q=f"What is rope {n} for?") + "\n" for n in range(1, 5))
    assert names(f"{folded}{behind}") == [*ASKED, *(f"What is rope {n} for?" for n in range(1, 5))]
    assert (
        names(f'<div align="center">\n<p>A picture</p>\n</div>\n# Boats\n{behind}', "questions.md")[-1]
        == "What is rope 4 for?"
    )
