"""Banks that lack what usually marks one: names of columns, headings, empty lines, numbers. One small document a rule."""

import json

import pytest

from tests.importing.accounting import texts_of
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
    told = "\n".join(texts_of(found))
    assert "It floats." in told
    assert not any(words in told for words in ("a)", "harbours"))


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


# --- Cards with two sides --------------------------------------------------------------------------

FRONTS = [*ASKED, "Parts of a boat", "Name the winds"]
PATTERNS = [
    "{q}::It is a part.\n",
    "{q} :: It is a part.\n\n",
    "- {q}:::It is a part.\n",
    "{q}\n?\nIt is a part.\n\n```py\nsail()\n```\n\n",
    "{q}\n??\nIt is a part.\n\n",
    "{q}\n: It is a part.\n\n",
    "{q}\n\nIt is a part.\n\n---\n\n",
    "**{q}**\n\nIt is a part.\n\n***\n\n",
    "{q}\n\n---\n\nIt is a part.\n\n---\n\n",
    "{q} - It is a part.\n",
    "{q};It is a part.\n",
    "{q} | It is a part.\n",
    "**Front:** {q}\n\n**Back:** It is a part.\n\n",
    "Front: {q}\nBack: It is a part.\n\n",
    "- {q} #card\n\t- It is a part.\n",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("file", ["cards.md", "cards.txt"])
def test_what_stands_between_the_sides_makes_cards_of_lines_whatever_they_say(pattern, file):
    found = read("# Boats\n\n" + "".join(pattern.format(q=q) for q in FRONTS), file)
    assert [one.document.title for one in found.entries] == FRONTS
    assert "\n".join(texts_of(found)).count("It is a part.") == len(FRONTS)


def test_options_with_their_key_below_make_a_question_of_what_stands_above():
    text = "".join(f"{q}\nA. one\nB. two\nC. three\nANSWER: B\n\n" for q in FRONTS)
    assert names(text, "a.txt") == FRONTS
    assert right(text, "a.txt") == [[1]] * len(FRONTS)


@pytest.mark.parametrize(
    "text",
    [
        "std::sail\nstd::hull\nboat::keel\nboat::mast\n",
        "tags:: boats\nauthor:: somebody\nrating:: 4\ndate:: 2020\n",
        "# Boats\n\nA boat has a hull.\n\n---\n\nIt floats on water.\n\n---\n\nIt may sink.\n\n---\n\nThen it is lost.\n",
        "[What is a hull?](#hull)\n\n[Why does it float?](#float)\n\n[How is it steered?](#steer)\n",
        "A hull - the part below\nA mast - the pole above\nA sail - the cloth on it\n",
    ],
)
def test_text_with_such_signs_that_holds_no_cards_stays_text(text):
    assert names(text, "notes.md") == []


# --- Tables of errors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row", "title"),
    [
        ("| Code | Message | Solution |", "| SAIL-00{n} | the rope {n} is torn | Tie another rope. |", "SAIL-00{n}"),
        ("| Error | Solution |", "| `cannot hoist sail {n}` | Take another sail<br>and hoist it. |", "cannot hoist sail {n}"),
        ("| Exit code | Meaning |", "| {n} | The rope number {n} could not be found on board |", "Exit code {n}"),
        ("| Error code | Description |", "| E_ROPE_{n} | The rope number {n} could not be found on board |", "E_ROPE_{n}"),
    ],
)  # fmt: skip
def test_rows_of_a_table_of_errors_are_debug_entries(header, row, title):
    text = f"# Errors of the boat\n\n{header}\n{'|---' * (header.count('|') - 1)}|\n" + "".join(
        row.format(n=n) + "\n" for n in range(1, 6)
    )
    found = read(text, "errors.md")
    assert [(one.document.kind, one.document.title) for one in found.entries] == [
        ("debug", title.format(n=n)) for n in range(1, 6)
    ]


def test_a_small_table_of_errors_in_a_manual_is_part_of_it():
    manual = "# Boats\n\n" + "".join(f"Sentence {n} tells how boats are built.\n\n" for n in range(30))
    table = "## Errors\n\n| Error | Solution |\n|---|---|\n" + "".join(
        f"| cannot sail {n} | Row. |\n" for n in range(4)
    )
    assert names(manual + table, "manual.md") == []


def test_a_table_of_names_without_errors_holds_none():
    rows = "".join(f"| sail_{n} | Is set on the mast number {n} by a long rope |\n" for n in range(6))
    assert names(f"# Settings\n\n| Identifier | Description |\n|---|---|\n{rows}", "settings.md") == []


# --- Talks -----------------------------------------------------------------------------------------


def _talk(who: str, words: str, roles: list[str], lead: bool) -> list[list[dict]]:
    system = [{who: "system", words: "You are a sailor."}] if lead else []
    return [[*system, {who: roles[0], words: q}, {who: roles[1], words: "It is a part."}] for q in FRONTS]


@pytest.mark.parametrize(("who", "words"), [("role", "content"), ("from", "value"), ("speaker", "text")])
@pytest.mark.parametrize(
    "roles", [["user", "assistant"], ["human", "gpt"], ["interviewer", "candidate"], ["a", "b"]]
)
@pytest.mark.parametrize("lead", [True, False])
def test_talks_are_what_one_asks_and_the_other_answers(who, words, roles, lead):
    talks = [{"id": n, "messages": turns} for n, turns in enumerate(_talk(who, words, roles, lead))]
    for text in (json.dumps(talks), "\n".join(map(json.dumps, talks))):
        found = read(text, "talks.jsonl")
        assert [one.document.title for one in found.entries] == FRONTS
        assert all(one.document.attributes.get("category") in {None, ""} for one in found.entries)


def test_a_long_talk_is_an_entry_for_each_reply():
    turns = [
        {"role": role, "content": words}
        for q in ASKED
        for role, words in (("user", q), ("assistant", "A part."))
    ]
    assert names(json.dumps({"messages": turns}), "talk.json") == ASKED


# --- What a line says ------------------------------------------------------------------------------


def test_a_case_told_in_sentences_asks_where_the_last_one_does():
    cases = ["Your boat has lost its mast in a storm. Describe the steps you would take to get home.",
             "When the wind turns, a rope tears. Explain how it is mended on board"]  # fmt: skip
    assert names("".join(f"1) {one}\n\n" for one in [ASKED[0], *cases, ASKED[1]])) == [
        ASKED[0],
        *cases,
        ASKED[1],
    ]
    assert (
        names("- Keep ropes dry. They rot.\n- Explain little. Show much.\n- Tie knots twice. It holds.\n")
        == []
    )


@pytest.mark.parametrize(
    ("basics", "advanced"), [("Basics", "Advanced Topics"), ("Section 1: Basics ", "Section 2: Advanced ")]
)
@pytest.mark.parametrize("label", ["", "Q"])
def test_a_question_glued_to_the_name_of_a_part_is_cut_off_where_the_count_lacks_it(basics, advanced, label):
    rows = [
        f"{label}{n}. {q}\nIt is a part.\n"
        for n, q in enumerate([*ASKED, "Why is a rope tied?", "Who steers?"], start=1)
    ]
    text = f"Sailing\n\n{basics}{rows[0]}{rows[1]}{rows[2]}{advanced}{rows[3]}{rows[4]}{rows[5]}"
    found = read(text, "a.txt")
    assert [one.document.title for one in found.entries] == [*ASKED, "Why is a rope tied?", "Who steers?"]
    assert not any(words in told for told in texts_of(found) for words in ("Basics", "Advanced"))


def test_a_number_within_a_line_that_the_count_does_not_lack_stays():
    text = "1. What is a hull?\nSee rule 2. What it says counts.\n2. Why does it float?\nAir.\n3. How is it steered?\nBy hand.\n"
    assert names(text, "a.txt") == ["What is a hull?", "Why does it float?", "How is it steered?"]


# --- Code as question ------------------------------------------------------------------------------

ANSWERED = "<details><summary>{word}</summary>\n\nIt prints {n}.\n\n</details>\n\n"


@pytest.mark.parametrize("lead", ["", "### {n}.\n\n", "---\n\n", "{n}.\n\n", "**{n}.**\n\n"])
@pytest.mark.parametrize("word", ["Answer", "<b>Show answer</b>"])
@pytest.mark.parametrize(
    "above", ["# Boats\n\n", "# What is printed?\n\n", "# Boats\n\nWhat is printed?\n\n"]
)
def test_code_above_a_folded_answer_is_asked_about(lead, word, above):
    text = above + "".join(
        lead.format(n=n) + f"```py\nsail({n})\n```\n\n" + ANSWERED.format(word=word, n=n) for n in range(1, 6)
    )
    found = read(text, "quiz.md")
    wanted = ["What is printed?"] * 5 if "?" in above else [f"sail({n})" for n in range(1, 6)]
    assert [one.document.title for one in found.entries] == wanted
    assert all(any(f"```py\nsail({n})\n```" in told for told in texts_of(found)) for n in range(1, 6))


def test_code_below_a_question_stays_its_own():
    text = "".join(
        f"### {n}. {q}\n\n```py\nsail({n})\n```\n\n" + ANSWERED.format(word="Answer", n=n)
        for n, q in enumerate(ASKED, start=1)
    )
    assert names(text) == ASKED


def test_sentences_that_run_over_lines_ask_nothing():
    rows = "Ropes are tied.\nWhen the wind turns around in a storm the mate goes up to the\nmast and takes a sail down.\n"
    assert names(rows * 5, "manual.txt") == []
