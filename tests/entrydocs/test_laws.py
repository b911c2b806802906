"""The laws of entry documents: one text for one meaning, and nothing lost either way."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.entrydocs import DocumentError, read, write
from tests.entrydocs.strategies import CHUNKS, documents, single_lines


@settings(max_examples=300)
@given(documents())
def test_what_is_written_is_read_back(document):
    assert read(write(document)) == document


@settings(max_examples=100)
@given(documents())
def test_a_canonical_text_is_written_again_byte_for_byte(document):
    text = write(document)
    assert write(read(text)) == text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text


def attempt(text):
    """Returns the document a text holds and no problems, or None and what is wrong with it."""
    try:
        return read(text), []
    except DocumentError as error:
        return None, error.problems


FRONT_ROWS = [
    "code: PY-007", "level: mid", "tags: [b, A]", "tags:\n  - x", "verified: {date: 2026-11-20}",
    "form: choice", "choices:\n- text: a\n  correct: no", "choices:\n  - {text: b, correct: yes}",
    "licence: 'MIT'", "related: []", "also_asked:\n  - >-\n    folded\n    text",
    "credit:\n- name: A\n  url: HTTPS://example.com?", "difficulty: 07", "source: {title: 'a: b'}",
    "# a comment", "", "technology: python", "category: ''", "source:",
]  # fmt: skip


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from(FRONT_ROWS), max_size=5, unique=True),
    st.lists(
        st.one_of(
            st.sampled_from(CHUNKS),
            st.sampled_from(["## Deep dive", "## explanation ##", "## Own  words"]),
            single_lines,
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_whatever_is_accepted_is_stable_after_being_written_once(front, body, ending, mark):
    rows = ["---", "kind: question", "title: Why?", *front, "---", "\n\n".join(body)]
    document, problems = attempt(mark + "\n".join(rows).replace("\n", ending))
    if document is None:
        assert problems
        assert all(problem.line for problem in problems)
        return
    once = write(document)
    assert read(once) == document
    assert write(read(once)) == once


@settings(max_examples=200)
@given(st.text())
def test_no_text_makes_the_reader_fail_in_any_other_way(text):
    for candidate in (text, f"---\n{text}\n---\n", f"---\nkind: question\ntitle: a\n---\n{text}"):
        _, problems = attempt(candidate)
        assert all(problem.line >= 1 for problem in problems)
