"""The laws of comparing and merging documents, over documents drawn from the kinds' declarations."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import kinds
from knowledge.entrydocs import DocumentError, EntryDocument, Section, read, write
from knowledge.entrydocs.merging import apply, differences, merge
from knowledge.entrydocs.merging.texts import sentences
from tests.entrydocs.strategies import documents, markdown

LINES = ["One. Two. Three.", "Four.", "", "```python\nx = 1\ny = 2\n```", "- a", "- b", "    code", "Five!"]
texts = st.lists(st.sampled_from(LINES), max_size=8).map("\n".join)


def of_one_kind(number):
    """Returns a strategy for that many documents of the same kind."""
    keys = [kind.key for kind in kinds.all_kinds()]
    return st.sampled_from(keys).flatmap(lambda key: st.tuples(*[documents(key)] * number))


@st.composite
def versions(draw):
    """Draws a document and two edits of it, so that they have much in common."""
    base = draw(documents())
    return base, _edited(draw, base), _edited(draw, base)


def _edited(draw, document):
    other = draw(documents(document.kind))
    chosen = [change for change in differences(document, other) if draw(st.booleans())]
    try:
        document = apply(chosen, document)
        sections = [Section(one.heading, _touched(draw, one.text)) for one in document.sections]
        return dataclasses.replace(document, sections=draw(st.permutations(sections)))
    except DocumentError:
        return document


def _touched(draw, text):
    lines = text.split("\n")
    at = draw(st.integers(0, len(lines)))
    return "\n".join([*lines[:at], *draw(st.lists(st.sampled_from(LINES), max_size=1)), *lines[at:]])


def with_text(text):
    try:
        return EntryDocument(kind="question", title="t", sections=(Section("Deep dive", text),))
    except DocumentError:
        return None


def paths(conflicts):
    return {conflict.path for conflict in conflicts}


@settings(max_examples=60)
@given(of_one_kind(2))
def test_all_differences_applied_give_the_other_document(pair):
    before, after = pair
    assert apply(differences(before, after), before) == after
    assert differences(after, after) == []


@settings(max_examples=60)
@given(of_one_kind(2))
def test_what_one_side_changed_is_what_comes_out(pair):
    base, other = pair
    assert merge(base, base, other).document == other
    ours = merge(base, other, base)
    assert (ours.document, ours.conflicts, ours.already) == (other, [], [])
    assert ours.applied == differences(base, other)
    both = merge(base, other, other)
    assert (both.document, both.conflicts, both.applied) == (other, [], [])


@settings(max_examples=60)
@given(versions())
def test_a_merge_is_a_document_and_accounts_for_every_change(three):
    base, ours, theirs = three
    outcome = merge(base, ours, theirs)
    assert read(write(outcome.document)) == outcome.document
    told = [*outcome.applied, *outcome.already, *outcome.conflicts]
    assert sorted(one.path for one in told) == sorted(one.path for one in differences(base, ours))


@settings(max_examples=60)
@given(versions())
def test_conflicts_do_not_depend_on_who_is_merged_onto_whom(three):
    base, ours, theirs = three
    assert paths(merge(base, ours, theirs).conflicts) == paths(merge(base, theirs, ours).conflicts)


@settings(max_examples=60)
@given(of_one_kind(2), st.data())
def test_edits_of_different_fields_commute(pair, data):
    base, other = pair
    first = {one.path for one in differences(base, other) if data.draw(st.booleans())}
    second = {one.path for one in differences(base, other)} - first
    if any(path == "order" or "#" in path for path in first | second):
        return  # places and numbers of repeated headings lean on other sections
    ours, theirs = (merge(base, other, base, only=half).document for half in (first, second))
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert there.conflicts == back.conflicts == []
    assert there.document == back.document
    assert dataclasses.replace(there.document, sections=()) == dataclasses.replace(other, sections=())


@settings(max_examples=150)
@given(*[st.one_of(texts, markdown)] * 3)
def test_without_a_conflict_nothing_changed_gets_lost(base, ours, theirs):
    three = [with_text(text) for text in (base, ours, theirs)]
    if None in three:
        return
    outcome = merge(*three)
    if outcome.conflicts:
        return
    old, new, now, merged = (
        {part.strip() for part in sentences(one.text_of("deep_dive"))} for one in (*three, outcome.document)
    )
    assert (new - old) | (now - old) <= merged
    assert merged <= new | now
