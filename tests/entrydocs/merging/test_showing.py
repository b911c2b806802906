"""Differences as people see them."""

import pytest
from django.template.loader import render_to_string

from knowledge.entrydocs import EntryDocument, Section
from knowledge.entrydocs.merging import differences, rows, shown
from knowledge.entrydocs.merging.showing import MAX_LINES


def marked(line):
    """Returns a line with what is only on its side in brackets."""
    return "".join(f"[{piece.text}]" if piece.changed else piece.text for piece in line)


def kinds_of(found):
    return [row.kind for row in found]


def question(**fields):
    return EntryDocument(kind="question", **{"title": "t", **fields})


def page(before, after, **context):
    changes = shown(differences(before, after), before.kind)
    return render_to_string("knowledge/differences.html", {"changes": changes, **context})


def test_equal_texts_have_no_rows():
    assert rows("a\nb", "a\nb") == []


def test_words_that_differ_are_marked_within_their_line():
    (row,) = rows("The table holds one revision.", "The table names one revision.")
    assert [marked(line) for line in row.before] == ["The table [holds] one revision."]
    assert [marked(line) for line in row.after] == ["The table [names] one revision."]


def test_lines_with_little_in_common_are_marked_as_a_whole():
    (row,) = rows("Nothing of this stays.", "x = call(1)")
    assert [marked(line) for line in row.before] == ["[Nothing of this stays.]"]


def test_what_is_far_from_a_change_is_counted_only():
    before = "\n".join(str(number) for number in range(100))
    found = rows(before, before.replace("\n50\n", "\nfifty\n"))
    assert kinds_of(found) == ["skipped", "same", "changed", "same", "skipped"]
    assert [found[0].count, found[-1].count] == [48, 47]
    assert [marked(line) for line in found[1].before] == ["48", "49"]


def test_one_line_is_not_replaced_by_a_note_about_it():
    assert kinds_of(rows("a\nb\nc\nd", "a\nb\nc\ne")) == ["same", "changed"]


@pytest.mark.parametrize(("before", "after", "kind"), [("", "a", "added"), ("a", "", "removed")])
def test_a_side_without_text_is_added_or_removed(before, after, kind):
    assert kinds_of(rows(before, after)) == [kind]


def test_a_text_too_long_to_read_ends_with_a_count():
    found = rows("\n".join(f"a{n}" for n in range(3000)), "\n".join(f"b{n}" for n in range(3000)))
    assert kinds_of(found) == ["changed", "cut"]
    assert len(found[0].before) + len(found[0].after) == MAX_LINES
    assert found[1].count == 6000 - MAX_LINES


def test_lists_mappings_and_the_order_of_sections_are_shown_as_lines():
    before = question(attributes={"tags": ["a", "b"]}, sections=(Section("Code", "x"), Section("Mine", "y")))
    after = question(
        attributes={
            "tags": ["a", "c"],
            "source": {"title": "Book", "url": "https://example.com/"},
            "choices": [{"text": "One", "correct": True}],
        },
        sections=(Section("Mine", "y"), Section("Code", "x")),
    )
    text = page(before, after)
    for words in ("title: Book", "correct: yes", "<del>b</del>", "<ins>c</ins>", "Order of the sections"):
        assert words in text


def test_the_order_of_sections_says_nothing_of_added_ones():
    code, mine, new = Section("Code", "x"), Section("Mine", "y"), Section("New", "z")
    changes = shown(
        differences(question(sections=(code, mine)), question(sections=(mine, new, code))), "question"
    )
    assert [change.path for change in changes] == ['section:"New"', "order"]
    assert "New" not in str(changes[1].rows)


def test_every_side_is_named_in_words():
    text = page(question(summary="Old words here."), question(summary="New words here."))
    assert "Before" in text
    assert "After" in text
    assert "Added" in page(question(), question(summary="New."))
    assert "Removed" in page(question(summary="Old."), question())


def test_single_changes_can_be_chosen_by_their_path():
    text = page(question(), question(sections=(Section('A "b"', "x"),)), choose="only")
    assert 'name="only" value="section:&quot;A &quot;b&quot;&quot;" checked' in text
    assert "checkbox" not in page(question(), question(summary="x"))


def test_hostile_text_stays_text():
    hostile = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"
    text = page(
        question(summary=hostile),
        question(title=hostile, summary=f"{hostile} {hostile}", sections=(Section(hostile, hostile),)),
    )
    assert "<script" not in text
    assert "<img" not in text
