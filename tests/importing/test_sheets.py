"""Sheets of every make: which column is the question, which option is right, and nothing a cell says is lost."""

import json

import pytest

from knowledge.importing.dialects import Hints, understand
from tests.importing.accounting import texts_of, unaccounted


def read(text: str, file: str, **hints):
    return understand(file, text.encode(), Hints(**hints))


def right(found) -> list[list[str]]:
    """Returns the right options of each entry."""
    return [
        [choice["text"] for choice in one.document.attributes["choices"] if choice["correct"]]
        for one in found.entries
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"options": ["red", "blue"], "answer": 1}, {"options": ["red", "blue"], "answer": 0}], ["blue", "red"]),
        ([{"options": ["red", "blue"], "answer": 2}, {"options": ["red", "blue"], "answer": 1}], ["blue", "red"]),
        ([{"choices": ["red", "blue"], "answer": "blue"}], ["blue"]),
        ([{"choices": {"A": "red", "B": "blue"}, "correct": "B"}], ["blue"]),
        ([{"options": [{"label": "A", "text": "red"}, {"label": "B", "text": "blue"}], "correct_options": ["B"]}], ["blue"]),
        ([{"options": [{"text": "red", "isCorrect": False}, {"text": "blue", "isCorrect": True}]}], ["blue"]),
        ([{"options": [{"a": "red", "b": "blue"}], "answer": "blue"}], ["blue"]),
        ([{"a": "red", "b": "blue", "c": "green", "answer": "c"}], ["green"]),
        ([{"option1": "red", "option2": "blue", "correct answer": "option2"}], ["blue"]),
        ([{"correct_answer": "blue", "incorrect_answers": ["red", "green"]}], ["blue"]),
    ],
)  # fmt: skip
def test_the_right_option_is_found_in_every_notation(rows, expected):
    asked = [{"question": f"Which colour has number {number}?", **row} for number, row in enumerate(rows)]
    assert right(read(json.dumps(asked), "quiz.json")) == [[one] for one in expected]


def test_a_table_of_options_counts_as_all_of_its_rows_tell():
    text = 'question,options,answer\nWhich is first?, "one|two|three",0\nWhich is last?,"one|two|three",2\n'
    assert right(read(text, "quiz.csv")) == [["one"], ["three"]]


def test_several_right_options_are_all_marked_and_a_doubtful_one_is_told_as_the_answer():
    rows = [
        {"question": "Which are even?", "options": ["1", "2", "3", "4"], "answer": "B, D"},
        {"question": "Which is none?", "options": ["1", "2"], "answer": "something else", "explanation": "See above."},
    ]  # fmt: skip
    found = read(json.dumps(rows), "quiz.json")
    assert right(found) == [["2", "4"], []]
    assert "something else" in "\n".join(texts_of(found))
    assert "See above." in "\n".join(texts_of(found))


def test_what_asks_is_the_title_and_every_other_cell_that_speaks_a_section():
    rows = [
        {
            "name": "kettle.md", "question": "What is a kettle?", "answer": "It boils.\n\n```sh\nkettle\n```",
            "goodToHear": ["Steam rises", "Lime settles"], "answerCodeBlocks": ["```sh\nkettle\n```"], "expertise": 1,
        }
    ]  # fmt: skip
    [one] = read(json.dumps(rows), "questions.json").entries
    assert one.document.title == "What is a kettle?"
    assert [(section.heading, section.text) for section in one.document.sections] == [
        ("Good to hear", "- Steam rises\n- Lime settles"), ("Deep dive", "```sh\nkettle\n```"),
    ]  # fmt: skip


def test_code_below_what_is_asked_belongs_to_the_question():
    rows = [{"question": "What does it print?\n\n```js\nlog(1)\n```", "answer": "One."}]
    [one] = read(json.dumps(rows), "questions.json").entries
    assert one.document.title == "What does it print?"
    assert one.document.text_of("prompt") == "```js\nlog(1)\n```"


def test_objects_of_json_are_found_one_a_line_and_by_name():
    lines = '{"question": "What is A?", "answer": "One."}\n{"question": "What is B?", "answer": "Two."}\n'
    named = json.dumps(
        {"a": {"question": "What is A?", "answer": "x"}, "b": {"question": "What is B?", "answer": "y"}}
    )
    for text, file in ((lines, "bank.jsonl"), (lines, "bank.json"), (named, "bank.json")):
        found = read(text, file)
        assert [one.document.title for one in found.entries] == ["What is A?", "What is B?"]
        assert unaccounted(found, text) == []


def test_a_table_of_messages_is_one_of_errors():
    text = "Error code,Message,Cause,Resolution\nE_LOCK,Cannot lock %file%,Another process has it,Wait\nE_FULL,No space left,The disk is full,Delete\n"
    first, second = read(text, "errors.csv").entries
    assert (first.document.kind, first.document.title) == ("debug", "E_LOCK")
    assert first.document.attributes["messages"] == ["Cannot lock %file%"]
    assert (first.document.text_of("root_cause"), second.document.text_of("fix")) == (
        "Another process has it",
        "Delete",
    )


def test_a_mapping_of_codes_to_messages_is_one_of_errors():
    text = json.dumps({f"E{number}": f"Cannot find part {number}" for number in range(6)})
    found = read(text, "codes.json")
    assert [one.document.title for one in found.entries] == [f"E{number}" for number in range(6)]
    assert found.entries[0].document.attributes["messages"] == ["Cannot find part 0"]


def test_the_sign_between_cells_is_the_one_that_cuts_rows_alike_not_the_one_that_is_most():
    rows = "".join(
        f"How is rope {at} made?;It is spun, twisted, laid, {'and ' * (at % 3)}wound up, and sold\n"
        for at in range(6)
    )
    found = understand("ropes.csv", f"Frage;Antwort\n{rows}".encode())
    assert [entry.document.title for entry in found.entries] == [f"How is rope {at} made?" for at in range(6)]


def test_keys_may_say_what_language_they_are_in():
    rows = [
        {"qEnglish": f"The keel ..... number {n}.", "qHindi": "", "optionsEnglish": ["is", "are"], "optionsHindi": [], "correct": 1}
        for n in range(4)
    ]  # fmt: skip
    found = understand("grammar.json", json.dumps(rows).encode())
    assert [one.document.title for one in found.entries] == [f"The keel ..... number {n}." for n in range(4)]
    assert [one["correct"] for one in found.entries[0].document.attributes["choices"]] == [False, True]


def test_what_offers_options_asks_whatever_it_is_called_and_an_option_never_does():
    rows = [
        {"id": str(at), "text": f"A rope of class {at} holds:", "options": ["How a knot slips", "a dinghy"], "correctAnswer": "a dinghy"}
        for at in range(4)
    ]  # fmt: skip
    found = read(json.dumps({"questions": rows}), "ropes.json")
    assert [one.document.title for one in found.entries] == [one["text"] for one in rows]
    assert right(found) == [["a dinghy"]] * 4


def test_what_keys_hold_is_told_for_each_type_of_object_and_each_list():
    text = json.dumps(
        {
            "terms": [{"term": "Draught", "definition": "The depth of a hull below the water line."}],
            "cards": [
                {"type": "basic", "front": "What does a keel do?", "back": "It keeps a boat upright."},
                {"type": "cloze", "text": "A halyard hoists a {{c1::sail}}."},
                {"type": "idea", "concept": "Leeway", "explanation": "A boat drifts away from the wind."},
            ],
        },
        indent=1,
    )
    found = read(text, "deck.json")
    assert [one.document.title for one in found.entries] == [
        "Draught", "What does a keel do?", "A halyard hoists a {{c1::sail}}.", "Leeway",
    ]  # fmt: skip
    assert "A boat drifts away from the wind." in "\n".join(texts_of(found))


def test_lists_at_one_place_are_read_together():
    told = {"title": "Why do boats float?", "note": "Because they weigh less than the water they push aside."}
    bare = {"title": "Splice a rope", "note": "https://ropes.example/splice"}
    steps = [{"step": "Afloat", "topics": [told, told | {"title": "Why do boats heel?"}]}, {"step": "Ashore", "topics": [bare]}]  # fmt: skip
    found = read(json.dumps({"sheet": steps}), "plan.json")
    assert [one.document.title for one in found.entries] == [
        "Why do boats float?", "Why do boats heel?", "Splice a rope",
    ]  # fmt: skip


def test_an_error_below_the_parts_of_its_code_is_one_entry_and_its_fields_are_none():
    fields = {
        "name": "PUMP_DRY", "message": "The pump failed.", "short_solution": "The intake must be cleared.",
        "long_solution": "An error of the intake: it must be under water.", "link": "https://pumps.example/missing",
    }  # fmt: skip
    found = read(json.dumps({"014": {"0102": fields}}, indent=1), "014-0102.json")
    assert [(one.document.title, one.document.kind) for one in found.entries] == [("PUMP_DRY", "debug")]
    assert "0102" in texts_of(found)


def test_facts_beside_the_number_of_a_part_are_no_options():
    rows = [
        {"part": at // 3 + 1, "title": f"Knot {at}", "facts": [f"Knot {at} holds well in wet rope.", f"Knot {at} is easily undone."]}
        for at in range(9)
    ]  # fmt: skip
    found = read(json.dumps(rows), "knots.json")
    assert len(found.entries) == 9
    assert not any(one.document.attributes.get("choices") for one in found.entries)


def test_cards_without_names_of_columns_that_count_keep_all_they_say():
    text = "1\tmât\tmast\tL01\n2\tvoile\tsail\tL01\n3\tquille\tkeel\tL02\n4\tancre\tanchor\tL02\n"
    found = read(text, "words.txt")
    assert [one.document.title for one in found.entries] == ["mât", "voile", "quille", "ancre"]
    assert found.entries[2].document.summary.split() == ["keel", "L02"]


def test_options_in_one_cell_are_told_apart_by_their_letters():
    text = (
        'question,options,correct\nWhat hoists a sail?,"a:A sheet, or a line.,b:A halyard.,c:A fender.",b\n'
    )
    found = read(text, "quiz.csv")
    assert right(found) == [["A halyard."]]
    assert [one["text"] for one in found.entries[0].document.attributes["choices"]] == [
        "A sheet, or a line.", "A halyard.", "A fender.",
    ]  # fmt: skip
