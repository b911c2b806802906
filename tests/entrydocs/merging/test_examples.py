"""Corrections as readers make them, and what becomes of them when the entry has moved on."""

import dataclasses

import pytest

from knowledge.entrydocs import EntryDocument, Section
from knowledge.entrydocs.merging import apply, differences, merge

BASE = EntryDocument(
    kind="question",
    title="How do you roll a migration back?",
    code="FLSK-MID-004",
    attributes={
        "tags": ["alembic", "migrations"],
        "difficulty": 5,
        "also_asked": ["How do I undo a migration?"],
        "choices": [{"text": "A", "correct": True}, {"text": "B", "correct": False}],
    },
    summary="With downgrade. It takes a revision. Test it first.",
    sections=(
        Section("Deep dive", "Alembic keeps a table.\n\nIt names one revision."),
        Section("Code", "```python\nx = 1\ny = 2\nz = 3\n```"),
        Section("Own words", "Mine."),
    ),
)


def edited(**changed):
    """Returns the entry with other fields: attributes by key, sections by heading, None takes one away."""
    attributes = {**BASE.attributes, **changed.pop("attributes", {})}
    texts = changed.pop("texts", {})
    sections = changed.pop("sections", None) or [
        Section(one.heading, texts.get(one.heading, one.text))
        for one in BASE.sections
        if texts.get(one.heading, "") is not None
    ]
    known = {one.heading for one in BASE.sections}
    sections = [*sections, *(Section(*item) for item in texts.items() if item[0] not in known)]
    return dataclasses.replace(BASE, attributes=attributes, sections=tuple(sections), **changed)


def merged(ours, theirs):
    outcome = merge(BASE, ours, theirs)
    assert outcome.conflicts == []
    return outcome.document


def conflicts(ours, theirs):
    outcome = merge(BASE, ours, theirs)
    assert [one.path for one in outcome.conflicts] == [
        one.path for one in merge(BASE, theirs, ours).conflicts
    ]
    return [one.path for one in outcome.conflicts]


def test_differences_name_fields_by_path_label_and_action():
    other = edited(
        title="How is a migration rolled back?",
        summary="",
        attributes={"tags": ["alembic", "rollback"], "difficulty": 6},
        texts={"Code": None, "Asides": "Data is lost.", "Own words": "Others'."},
    )
    assert [(one.path, one.label, one.action) for one in differences(BASE, other)] == [
        ("title", "Title", "edited"),
        ("attribute:difficulty", "Difficulty", "edited"),
        ("attribute:tags", "Tags", "edited"),
        ("summary", "30-second answer", "removed"),
        ("section:code", "Code", "removed"),
        ('section:"Own words"', "Own words", "edited"),
        ('section:"Asides"', "Asides", "added"),
    ]


def test_differences_of_a_list_name_its_items():
    (change,) = differences(BASE, edited(attributes={"tags": ["alembic", "rollback"]}))
    assert (change.added, change.removed) == (["rollback"], ["migrations"])


def test_single_changes_can_be_accepted():
    other = edited(title="Another", texts={"Asides": "Data is lost.", "Code": None})
    chosen = [one for one in differences(BASE, other) if one.path != "title"]
    assert apply(chosen, BASE) == edited(texts={"Asides": "Data is lost.", "Code": None})


def test_single_changes_can_be_merged():
    ours = edited(title="Another", summary="Other.")
    outcome = merge(BASE, ours, BASE, only={"summary"})
    assert outcome.document == edited(summary="Other.")
    assert [one.path for one in outcome.applied] == ["summary"]


def test_moved_sections_are_one_change():
    other = edited(sections=BASE.sections[::-1])
    (change,) = differences(BASE, other)
    assert (change.path, change.action) == ("order", "moved")
    assert merged(other, edited(texts={"Own words": "Yours."})).sections[0].text == "Yours."


def test_a_section_added_lands_behind_the_one_it_stood_behind():
    first, *rest = BASE.sections
    ours = edited(sections=[first, Section("Asides", "Data is lost."), *rest])
    theirs = edited(sections=[rest[1], first, rest[0]])
    assert [one.heading for one in merged(ours, theirs).sections] == [
        "Own words", "Deep dive", "Asides", "Code",
    ]  # fmt: skip


def test_a_repeated_heading_keeps_its_number_when_another_is_put_before_it():
    ours = edited(sections=[Section("Code", "First."), *BASE.sections])
    theirs = edited(texts={"Own words": "Yours."})
    assert [one.path for one in differences(BASE, ours)] == ["section:code#2"]
    assert [one.text for one in merged(ours, theirs).sections if one.heading == "Code"] == [
        "First.",
        BASE.sections[1].text,
    ]


def test_two_edited_sentences_of_one_paragraph_go_together():
    ours = edited(summary="With alembic downgrade. It takes a revision. Test it first.")
    theirs = edited(summary="With downgrade. It takes a revision or -1. Test it first.")
    assert merged(ours, theirs).summary == "With alembic downgrade. It takes a revision or -1. Test it first."


def test_a_sentence_edited_goes_with_a_paragraph_put_behind_it():
    ours = edited(texts={"Own words": "My own."})
    theirs = edited(texts={"Own words": "Mine.\n\nAnd more."})
    assert merged(ours, theirs).sections[2].text == "My own.\n\nAnd more."


def test_one_sentence_edited_twice_is_a_conflict():
    ours = edited(texts={"Own words": "Ours."})
    theirs = edited(texts={"Own words": "Theirs."})
    outcome = merge(BASE, ours, theirs)
    (conflict,) = outcome.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Mine.", "Ours.", "Theirs.")
    assert conflict.label == "Own words"
    assert outcome.document == theirs


@pytest.mark.parametrize(
    ("ours", "theirs", "together"),
    [
        ("x = 0\ny = 2\nz = 3", "x = 1\ny = 2\nz = 4", "x = 0\ny = 2\nz = 4"),
        ("x = 0\ny = 2\nz = 3", "x = 1\ny = 3\nz = 3", None),
        ("x = 0\ny = 2\nz = 3", "x = 0\ny = 2\nz = 3", "x = 0\ny = 2\nz = 3"),
    ],
    ids=["apart", "neighbours", "the same"],
)
def test_code_is_merged_by_lines_that_do_not_touch(ours, theirs, together):
    ours, theirs = (edited(texts={"Code": f"```python\n{code}\n```"}) for code in (ours, theirs))
    if together is None:
        assert conflicts(ours, theirs) == ["section:code"]
    else:
        assert merged(ours, theirs).text_of("code") == f"```python\n{together}\n```"


def test_fences_put_around_different_lines_are_a_conflict():
    base = edited(texts={"Own words": "a\n\nb\n\nc\n\nd"})
    ours = edited(texts={"Own words": "```\na\n\nb\n```\n\nc\n\nd"})
    theirs = edited(texts={"Own words": "a\n\n```\nb\n\nc\n```\n\nd"})
    assert [one.path for one in merge(base, ours, theirs).conflicts] == ['section:"Own words"']


def test_a_line_put_into_code_that_became_prose_is_a_conflict():
    ours = edited(texts={"Code": "x = 1\ny = 2\nz = 3"})
    theirs = edited(texts={"Code": "```python\nx = 1\ny = 2\nnew = 1\nz = 3\n```"})
    assert conflicts(ours, theirs) == ["section:code"]


def test_a_section_removed_here_and_edited_there_is_a_conflict():
    ours, theirs = edited(texts={"Own words": None}), edited(texts={"Own words": "Yours."})
    assert conflicts(ours, theirs) == ['section:"Own words"']
    assert merge(BASE, ours, theirs).document == theirs


def test_a_section_removed_twice_is_already_done():
    ours = edited(texts={"Own words": None})
    theirs = edited(texts={"Own words": None}, title="Another")
    outcome = merge(BASE, ours, theirs)
    assert (outcome.document, outcome.applied, outcome.conflicts) == (theirs, [], [])
    assert [one.path for one in outcome.already] == ['section:"Own words"']


def test_one_value_changed_twice_is_a_conflict():
    assert conflicts(edited(title="Ours"), edited(title="Theirs")) == ["title"]
    assert conflicts(edited(attributes={"difficulty": 6}), edited(attributes={"difficulty": 7})) == [
        "attribute:difficulty"
    ]


def test_tags_of_both_sides_are_kept_and_what_one_took_away_is_gone():
    ours = edited(attributes={"tags": ["alembic", "rollback"]})
    theirs = edited(attributes={"tags": ["alembic", "flask", "migrations"]})
    assert merged(ours, theirs).attributes["tags"] == ["alembic", "flask", "rollback"]


def test_items_both_sides_added_are_all_kept_in_order():
    asked = BASE.attributes["also_asked"]
    ours = edited(attributes={"also_asked": [*asked, "Ours?"]})
    theirs = edited(attributes={"also_asked": ["Theirs first?", *asked, "Theirs?"]})
    assert merged(ours, theirs).attributes["also_asked"] == ["Theirs first?", *asked, "Theirs?", "Ours?"]


def test_different_choices_edited_go_together_and_the_same_one_does_not():
    first, second = BASE.attributes["choices"]
    third = {"text": "C", "correct": False}
    base = edited(attributes={"choices": [first, second, third]})
    reason = {**first, "explanation": "So."}
    ours = edited(attributes={"choices": [reason, second, third]})
    theirs = edited(attributes={"choices": [first, second, {**third, "text": "D"}]})
    outcome = merge(base, ours, theirs)
    assert outcome.document.attributes["choices"] == [reason, second, {**third, "text": "D"}]
    other = edited(attributes={"choices": [{**first, "explanation": "No."}, second, third]})
    assert [one.path for one in merge(base, ours, other).conflicts] == ["attribute:choices"]


def test_an_item_moved_to_two_places_is_a_conflict():
    base, ours, theirs = (
        edited(attributes={"also_asked": order})
        for order in (["a", "b", "c"], ["b", "a", "c"], ["b", "c", "a"])
    )
    assert [one.path for one in merge(base, ours, theirs).conflicts] == ["attribute:also_asked"]


def test_more_than_fits_is_a_conflict():
    ours = edited(attributes={"also_asked": [f"Ours {number}?" for number in range(50)]})
    theirs = edited(attributes={"also_asked": [f"Theirs {number}?" for number in range(50)]})
    assert conflicts(ours, theirs) == ["attribute:also_asked"]
    ours = edited(texts={"Ours": "a " * 60_000})
    theirs = edited(texts={"Theirs": "b " * 100_000})
    outcome = merge(BASE, ours, theirs)
    assert outcome.document == theirs
    assert [one.path for one in outcome.conflicts] == ['section:"Ours"']


def test_documents_of_two_kinds_cannot_be_compared():
    with pytest.raises(ValueError, match="one kind"):
        differences(BASE, EntryDocument(kind="debug", title="t"))


@pytest.mark.parametrize("unit", ["a. ", "a\n"], ids=repr)
def test_huge_texts_are_merged_or_refused(unit):
    base = edited(texts={"Own words": unit * (200_000 // len(unit)) + "end"})
    ours = edited(texts={"Own words": "Ours. " + unit.replace("a", "c") * (190_000 // len(unit)) + "x"})
    theirs = edited(texts={"Own words": unit * (180_000 // len(unit)) + "y"})
    assert conflicts(ours, theirs) == ['section:"Own words"']
    outcome = merge(base, ours, theirs)
    assert outcome.document == theirs or not outcome.conflicts
