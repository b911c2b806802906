"""What a document may not be: each fault is named by its line and field, in the time reading takes."""

import contextlib
import itertools
import sys

import pytest

from knowledge.entrydocs import DocumentError, EntryDocument, Section, read, write
from knowledge.entrydocs.structure import heading_text

HEAD = "---\nkind: question\ntitle: Why?\n---\n"


def front(*rows: str) -> str:
    return "\n".join(["---", "kind: question", "title: Why?", *rows, "---", ""])


REFUSED = [
    # text, line, field, part of the message
    ("", 1, "", "does not begin with"),
    ("Just prose.\n", 1, "", "does not begin with"),
    ("\n---\nkind: question\n---\n", 1, "", "does not begin with"),
    ("---\nkind: question\ntitle: a\n", 1, "", "no closing"),
    ("---\n---\n", 1, "kind", "is missing"),
    ("---\ntitle: a\n---\n", 1, "kind", "is missing"),
    ("---\nkind: poem\ntitle: a\n---\n", 2, "kind", "use one of: question"),
    ("---\nkind: [question]\ntitle: a\n---\n", 2, "kind", "expected text"),
    ("---\nkind: question\n---\n", 1, "title", "is missing"),
    ("---\nkind: question\ntitle: {a: b}\n---\n", 3, "title", "expected text"),
    (front().replace("Why?", "a" * 256), 3, "title", "at most 255"),
    (front("code: flask-1"), 4, "code", "looks like FLSK-MID-004"),
    (front("code: PY-" + "0" * 40), 4, "code", "looks like"),
    (front("level: mid", "level: senior"), 5, "level", "is given twice"),
    (front("source: {title: a, title: b}"), 4, "title", "is given twice"),
    (front("colour: red"), 4, "colour", "not an attribute of a question"),
    (front("messages: [a]"), 4, "messages", "not an attribute of a question"),
    (front("level: expert"), 4, "level", "use one of: junior"),
    (front("level: [mid]"), 4, "level", "expected text"),
    (front("difficulty: eleven"), 4, "difficulty", "whole number"),
    (front("difficulty: 11"), 4, "difficulty", "expected 1 to 10"),
    (front("difficulty: ٣"), 4, "difficulty", "whole number"),
    (front("technology: Python 3"), 4, "technology", "small letters"),
    (front("tags: word"), 4, "tags", "expected a list"),
    (front("tags:", "  - a", '  - "a, b"'), 6, "tags", "item 2 is no tag"),
    (front("tags: [" + ", ".join(str(n) for n in range(31)) + "]"), 4, "tags", "at most 30"),
    (front("related: [PY-007, soon]"), 4, "related", "item 2 is 'soon'"),
    (front("verified: 2026-11-20"), 4, "verified", "expected a mapping"),
    (front("verified: {date: 20/11/2026}"), 4, "verified", "expected a day"),
    (front("verified: {date: 2026-02-30}"), 4, "verified", "expected a day"),
    (front("verified: {with: [Flask 3.1]}"), 4, "verified", "lacks date"),
    (front("choices:", "  - text: a", "    correct: maybe"), 6, "choices", "use true or false"),
    (front("choices:", "  - text: a", "  - colour: b"), 6, "choices", "unknown key 'colour'"),
    (front("source:", "  title: a", "  url: javascript:alert(1)"), 6, "source", "http:// or https://"),
    (front("source: {url: 'http://'}"), 4, "source", "http:// or https://"),
    (front("also_asked:", "  - " + "a" * 501), 5, "also_asked", "at most 500"),
    # YAML that is too clever, or none
    (front("tags: &t [a]"), 4, "tags", "anchors and aliases"),
    (front("tags: *t"), 4, "tags", "anchors and aliases"),
    (front("tags: !!set [a]"), 4, "tags", "tag"),
    (front("level: !!python/object:os.system mid"), 4, "level", "tag"),
    (front("? [a]", ": b"), 4, "title", "plain word"),
    (front("tags: [[[[[[[a]]]]]]]"), 4, "tags", "nested too deeply"),
    (front("tags: [a"), 4, "tags", "no valid YAML"),
    (front('level: "mid'), 4, "level", "no valid YAML"),
    (front("\tlevel: mid"), 4, "title", "no valid YAML"),
    (front("level: mid: senior"), 4, "level", "no valid YAML"),
    (front("...", "kind: debug"), 5, "title", "no valid YAML"),
    (front("--- x"), 4, "", "only one set"),
    (front("%TAG ! x"), 4, "title", "no valid YAML"),
    ("---\n- a\n- b\n---\n", 2, "", "`key: value` lines"),
    ("---\nprose\n---\n", 2, "", "`key: value` lines"),
    (front("licence: a\u2028b"), 4, "", "holds U+2028"),
    (front("licence: a\ufffeb"), 4, "", "U+FFFE"),
    (front('licence: "a\\0b"'), 4, "licence", "control character U+0000"),
    (front('licence: "\\x1ca"'), 4, "licence", "control character U+001C"),
    (front('licence: "\\ud800"'), 4, "licence", "control character U+D800"),
    # Characters nobody can see
    (HEAD + "\nA\x00B\n", 6, "", "control character U+0000"),
    (HEAD + "\n\x1b[31mred\n", 6, "", "control character U+001B"),
    (HEAD + "\nA\ud800\n", 6, "", "control character U+D800"),
    (HEAD + "\nA\x85B\n", 6, "", "control character U+0085"),
    ("---\nkind: ques\x07tion\n---\n", 2, "", "control character U+0007"),
    # Markdown that would not stay in its section
    (HEAD + "\nOne.\n\n# Two\n", 8, "summary", "heading of level 1"),
    (HEAD + "\nTwo\n---\n", 6, "summary", "heading of level 2"),
    (HEAD + "\n## Code\n\nText.\n\n# One\n", 10, "Code", "heading of level 1"),
    (HEAD + "\n## Code\n\nOne\n===\n", 8, "Code", "heading of level 1"),
    (HEAD + "\n## Code\n\n   Two\n   ---\n", 8, "Code", "heading of level 2"),
    (HEAD + "\n## Code\n\n```python\nx = 1\n\n## Follow-ups\n", 8, "Code", "code fence"),
    (HEAD + "\n~~~\nopen\n", 6, "summary", "code fence"),
    (HEAD + "\n```\n~~~\n", 6, "summary", "code fence"),
    (HEAD + "\nText.\n\n<!-- open\n\n## Code\n", 8, "summary", "HTML block"),
    (HEAD + "\n<script>\n\n## Code\n", 6, "summary", "HTML block"),
    (HEAD + "\n##\n\nText.\n", 6, "heading", "is empty"),
    (HEAD + "\n## ##\n\nText.\n", 6, "heading", "is empty"),
    (HEAD + "\nText.\n\n## " + "a" * 201 + "\n\nText.\n", 8, "heading", "at most 200"),
    # Too much of it
    (HEAD + "a" * 1_200_000, 1, "", "are read"),
    (HEAD + "a" * 300_001, 5, "summary", "at most 300,000"),
    (HEAD + "- a\n" * 100_001, 5, "", "at most 300,000"),
    (HEAD + "## a\n\nb\n\n" * 201, 805, "", "201 sections"),
    (front("also_asked:", *["  - a"] * 5001), 5005, "also_asked", "5,000 items"),
    (front(*[f"a{n}: b" for n in range(200)]), 102, "a98", "more than 100 keys"),
    ("---\na: " + "b" * 700_001 + "\n---\n", 2, "", "at most 700,000"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "field", "message"), REFUSED, ids=[f"{n}: {case[3]}" for n, case in enumerate(REFUSED)]
)
def test_a_fault_is_named_by_line_and_field(text, line, field, message):
    with pytest.raises(DocumentError) as caught:
        read(text)
    first = caught.value.problems[0]
    assert (first.line, first.field) == (line, field)
    assert message in first.message


def test_every_fault_is_told_at_once_in_the_order_of_lines():
    text = front("level: expert", "colour: red", "difficulty: 99") + "\n## Code\n\n# One\n"
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert [(one.line, one.field) for one in caught.value.problems] == [
        (4, "level"), (5, "colour"), (6, "difficulty"), (11, "Code"),
    ]  # fmt: skip


def test_a_document_made_by_hand_is_held_to_the_same_rules():
    with pytest.raises(DocumentError, match="heading of level 2"):
        EntryDocument(kind="question", title="a", summary="a\n\n## b")
    with pytest.raises(DocumentError, match="heading: is empty"):
        EntryDocument(kind="question", title="a", sections=(Section("##", "text"),))
    long = {"choices": [{"text": "a" * 1000, "explanation": "b" * 2000}] * 20, "also_asked": ["c" * 500] * 50}
    credit = [{"name": "d" * 120, "url": "https://example.com/" + "e" * 470}] * 50
    with pytest.raises(DocumentError, match="more than 100,000"):
        EntryDocument(kind="question", title="a", attributes={**long, "credit": credit})
    with pytest.raises(DocumentError, match="at most 300,000"):
        EntryDocument(kind="question", title="a", sections=(Section("Code", "a" * 200_000),) * 2)


FORGIVEN = [
    ("\ufeff" + HEAD, "a byte order mark"),
    (HEAD.replace("\n", "\r\n"), "CRLF"),
    (HEAD.replace("\n", "\r"), "CR"),
    (HEAD.replace("---", "---  "), "spaces behind the dashes"),
    (HEAD + "\n\n\n", "blank lines at the end"),
    (HEAD[:-1], "no final newline"),
    (HEAD + "\n## Code\n\n   \n", "a section without text"),
    (HEAD.replace("kind", "# a comment\nkind"), "a comment"),
    (HEAD.replace("question", "'question'"), "quotation marks that are not needed"),
    (front("level:", "tags: []", "source: {}", 'code: ""'), "empty values"),
]


@pytest.mark.parametrize("text", [case[0] for case in FORGIVEN], ids=[case[1] for case in FORGIVEN])
def test_what_means_nothing_is_forgiven_and_not_written_again(text):
    assert write(read(text)) == HEAD


SECTIONS = "## Code\n\nText.\n"
NOT_OPENED = [
    "```\n## Deep dive\n```", "~~~\n## Deep dive\n~~~", "````\n```\n## Deep dive\n```\n````",
    "- ## Deep dive", "> ## Deep dive", "<div>\n## Deep dive\n</div>", "<!--\n## Deep dive\n-->",
    "    ## Deep dive", "##Deep dive", "\\## Deep dive", "### Deep dive", "- a\n\n  ## Deep dive",
    "<pre>\n\n## Deep dive\n\n</pre>",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_OPENED)
def test_only_a_top_level_heading_opens_a_section(text):
    document = read(f"{HEAD}\n{text}\n\n{SECTIONS}")
    assert document.summary == text
    assert [section.heading for section in document.sections] == ["Code"]


def test_aliases_become_canonical_and_unknown_headings_stay_as_they_are():
    document = read(
        HEAD + "\n## MISTAKES\n\na\n\n##   Own *words* ##\n\nb\n\n## deep-dive:\n\nc\n\n## Deep dive\n\nd\n"
    )
    headings = [section.heading for section in document.sections]
    assert headings == ["Common mistakes", "Own *words*", "Deep dive", "Deep dive"]
    assert document.text_of("deep_dive") == "c\n\nd"


def test_scalars_stay_what_was_typed():
    document = read(
        front("licence: no", "tags: [3.10, 1:30, on, ~]", "verified: {date: 2026-11-20, with: [3.10]}")
    )
    assert document.attributes["licence"] == "no"
    assert document.attributes["tags"] == ["1:30", "3.10", "on", "~"]
    assert document.attributes["verified"]["with"] == ["3.10"]


HOSTILE = {
    "hashes in a heading": lambda n: HEAD + "## a" + " #" * n + "b\n",
    "closing hashes": lambda n: HEAD + "## a" + " #" * n + "\n\ntext\n",
    "spaces in a heading": lambda n: HEAD + "## a" + " " * n + "b\n\ntext\n",
    "quotes": lambda n: HEAD + ">" * n + "a\n",
    "many quotes": lambda n: HEAD + "> a\n" * (n // 4),
    "lists in lists": lambda n: HEAD + "- " * n + "a\n",
    "staircase": lambda n: HEAD + "".join("  " * depth + "- a\n" for depth in range(min(n // 20, 1000))),
    "one list": lambda n: HEAD + "- a\n" * (n // 4),
    "definitions": lambda n: HEAD + "[a]: b\n" * (n // 8),
    "open definitions": lambda n: HEAD + "[a\n" * (n // 4),
    "brackets": lambda n: HEAD + "[" * n + "\n",
    "fences": lambda n: HEAD + "```\na\n```\n" * (n // 10),
    "open comments": lambda n: HEAD + "<!-- a -->\n" * (n // 10),
    "tags": lambda n: HEAD + "<a>\n\n" * (n // 6),
    "blank lines": lambda n: HEAD + "\n" * n + "a\n",
    "backticks": lambda n: HEAD + "`" * n + "\n",
    "escapes in front": lambda n: front('licence: "' + "\\x41" * (n // 4) + '"'),
    "brackets in front": lambda n: front("tags: " + "[" * n),
    "braces in front": lambda n: front("tags: " + "{a: " * (n // 4)),
    "items in front": lambda n: front("also_asked:", *["  - a"] * (n // 6)),
    "keys in front": lambda n: front(*[f"a{k}: b" for k in range(n // 8)]),
    "long scalar": lambda n: front("licence: " + "a " * (n // 2)),
    "literal": lambda n: front("licence: |", *["  a"] * (n // 4)),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_input_takes_no_more_than_linear_work(make):
    """Four times the input may take four times the calls and a few, never sixteen times as many."""

    def calls(size: int) -> int:
        text, counted = make(size), itertools.count()
        sys.setprofile(lambda *_: next(counted))
        try:
            with contextlib.suppress(DocumentError):
                read(text)
        finally:
            sys.setprofile(None)
        return next(counted)

    assert calls(40_000) < 5 * calls(10_000) + 1_000


def test_closing_hashes_are_cut_in_one_pass():
    assert heading_text("a" + " #" * 500_000) == "a"
    assert heading_text("a" + " " * 500_000 + "#b") == "a" + " " * 500_000 + "#b"
