"""Whatever a file holds: every line is in an entry or ignored with a reason, and no code is lost."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of, unaccounted

WORDS = st.sampled_from(["kettle", "queue", "cache", "index", "thread", "socket"])
QUESTIONS = st.builds("What is a {}?".format, WORDS)
CODE = st.lists(
    st.sampled_from(["x = 1", "  indented()", "# What is a comment?", "- [ ] no option", "{{ __name__ }} | safe", "", "<script>", "1. no item"]),
    min_size=1, max_size=5,
).map("\n".join)  # fmt: skip
PROSE = st.sampled_from(
    ["It holds things.", "1. First\n2. Second", "* one\n* two", "> quoted", "| a | b |\n|---|---|\n| 1 | 2 |", "**Note:** mind it.",
     "---", "<br/>", "### Explanation", "[⬆ Back to top](#top)", "Answer here", "<details><summary>Answer</summary>\n\nYes.\n\n</details>"]
)  # fmt: skip


def fenced(code: str, mark: str, info: str) -> str:
    return f"{mark}{info}\n{code}\n{mark}"


BLOCKS = st.one_of(
    PROSE,
    st.builds(fenced, CODE, st.sampled_from(["```", "~~~", "````"]), st.sampled_from(["", "js", "python"])),
)
TITLES = st.sampled_from(["## {n}. {q}", "### {q}", "**{q}**", "Q{n}: {q}", "{n}. ### {q}", "#### Q. {q}"])


@st.composite
def banks(draw) -> tuple[str, list[str]]:
    """Returns a bank in one shape, and its questions."""
    title, asked, parts = draw(TITLES), draw(st.lists(QUESTIONS, min_size=2, max_size=6)), []
    for number, question in enumerate(asked, start=1):
        if draw(st.booleans()):
            parts.append(
                draw(
                    st.sampled_from(
                        ["# Part", "# Basics (3 Questions)", "# Table of Contents\n\n- [A](#a)\n- [B](#b)"]
                    )
                )
            )
        parts.append(title.format(n=number, q=question))
        parts += draw(st.lists(BLOCKS, max_size=4))
    return "\n\n".join(parts) + "\n", asked


@settings(max_examples=150)
@given(banks())
def test_every_line_of_a_bank_is_accounted_for_and_no_fence_is_lost(bank):
    text, _ = bank
    found = understand("bank.md", text.encode())
    assert unaccounted(found, text) == []
    ignored = {number for one in found.ignored for number in range(one.line, one.end_line + 1)}
    kept = texts_of(found)
    for first, code in fences(text):
        assert first in ignored or any(code in one for one in kept), code


def fences(text: str) -> list[tuple[int, str]]:
    found, opened, mark = [], 0, ""
    rows = text.split("\n")
    for number, row in enumerate(rows, start=1):
        if not mark and row[:3] in {"```", "~~~"}:
            mark, opened = row[: 4 if row.startswith("````") else 3], number
        elif mark and row == mark:
            code = "\n".join(rows[opened : number - 1])
            found += [(opened, code)] if code.strip() else []
            mark = ""
    return found


@settings(max_examples=100)
@given(
    st.lists(st.one_of(st.text(max_size=40), BLOCKS, QUESTIONS, st.sampled_from(["#", "- ", "```", "<details>", "<!--", "Q1: "])), max_size=25),
    st.sampled_from(["a.md", "a.txt", "a.html", "a.csv", "a.tsv", "a.json", "a.mdx"]),
    st.sampled_from(["\n", "\n\n", "", " "]),
)  # fmt: skip
def test_nothing_that_anybody_can_write_fails_or_is_lost(pieces, file, between):
    data = between.join(pieces).encode("utf-8", "replace")
    found = understand(file, data)
    if file in {"a.md", "a.txt"}:
        lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
        visible = "\n".join(
            line if any(sign.isprintable() and not sign.isspace() for sign in line) else "" for line in lines
        )
        assert unaccounted(found, visible) == []


@pytest.mark.parametrize("file", ["a.md", "a.html", "a.csv", "a.json"])
@pytest.mark.parametrize(
    "unit",
    ["*", "_", "`", "[", "](", "![", "<", "<a ", "<!--", "<details>", "#", "- ", "1. ", "> ", "|", "```\n", "**a** ", "Q: ", "A: ", "?", "(", "\\",
     "&nbsp;", "a: ", "ğŸ", "â", "\n1. a?", "\n# a?", "\n**a?**\n", "\nx\n---\n", "* a\n", "#Q a\n", "1\n", "# License\n## a?\n", "## Q.\n\na\n\n", "{", '{"a":[', "x →\n"],
)  # fmt: skip
def test_no_text_takes_longer_than_its_length_allows(unit, file):
    text = unit * (12_000 // len(unit))
    before = time.process_time()
    understand(file, text.encode())
    assert time.process_time() - before < 8


def test_code_in_a_summary_belongs_to_the_question():
    text = "<details>\n<summary>What does this print?\n\n```py\nprint(1)\n```\n</summary><br><b>\n\nOne.\n</b></details>\n"
    [entry] = understand("a.md", text.encode()).entries
    document = entry.document
    assert document.title == "What does this print?"
    assert document.text_of("prompt") == "```py\nprint(1)\n```"
    assert document.summary == "One."
