"""Text that was decoded wrongly is mended where that is certain, and told where it is not."""

import pytest

from knowledge.importing.dialects import understand
from knowledge.importing.text.repair import UNKNOWN, decode, mend

LOST = {0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E}


def garbled(text: str, codec: str = "cp1254") -> str:
    """Returns text as it looks when its UTF-8 is read in an old codec that drops what it does not know."""
    return bytes(byte for byte in text.encode() if byte not in LOST).decode(codec)


def mended(*lines: str) -> str:
    return "\n".join(mend(list(lines))[0])


EVIDENCE = garbled("🔥 — ✅ → ✔")  # whole sequences, which show that the file was decoded wrongly


@pytest.mark.parametrize(
    "text", ["What’s that — “this”? ✅", "Größe, façade", "🔥 What is Flask?", "a → b ≠ c", "•"]
)
@pytest.mark.parametrize("codec", ["cp1252", "cp1254"])
def test_whole_sequences_come_back(text, codec):
    assert mended(garbled(text, codec), garbled("🔥 ✔ —", codec)).split("\n")[0] == text


@pytest.mark.parametrize(
    "text", ["❌ no", "⏱ 30 seconds", "❓ why", "1️⃣ first", "➡ next", "He said “yes” and left"]
)
def test_lost_bytes_are_filled_in_where_one_sign_alone_fits(text):
    lines, told = mend([garbled(text), EVIDENCE])
    assert lines[0] == text
    assert all(one.certain for one in told)


@pytest.mark.parametrize("text", ["🎉 done", "⭐ star"])
def test_what_could_be_several_signs_is_told_and_not_guessed(text):
    lines, told = mend([garbled(text).replace("\xad", ""), EVIDENCE])
    assert lines[0].startswith(UNKNOWN)
    assert [one.line for one in told if not one.certain] == [1]


@pytest.mark.parametrize(
    "line",
    [
        "Le château est là, déjà â",
        "x = a[i] ± 2 °C §3",
        "Ğ and Ş are letters",
        "naïve — “ok” ✅ 🔥",
        "`Ã` is a letter",
    ],
)
def test_text_that_is_right_stays_as_it_is(line):
    assert mended(line) == line
    assert mended(line.replace(" â", ""), EVIDENCE).split("\n")[0] == line.replace(" â", "")


def test_each_line_is_decoded_for_itself():
    text, told = decode("caf\u00e9\n".encode() + "caf\u00e9\n".encode("latin-1") + b"plain\n")
    assert text == "café\ncafé\nplain\n"
    assert [(one.line, one.certain) for one in told] == [(2, False)]


def test_control_characters_and_page_breaks_go_and_are_told():
    text, told = decode(b"a\x00b\x0cc\r\nd\re")
    assert text == "ab c\nd\ne"
    assert len(told) == 2


def test_a_repaired_file_says_so_and_its_titles_are_clean():
    text = garbled(
        "# ✅ **Questions** 🔥\n\n## **1. 🔥 What’s Flask?**\n\n### ⏱ 30-sec Interview Answer\n\nSmall — and light.\n"
    )
    found = understand("a.md", text.encode())
    [entry] = found.entries
    assert found.encoding_repaired
    assert entry.document.title == "What’s Flask?"
    assert entry.document.attributes["priority"] == "high"
    assert entry.document.summary == "Small — and light."


def test_lines_that_ran_together_are_cut_apart_and_told():
    text = "# Chapter\n\nThese test you.Q: Why is it small? *How to answer:* It has a core.\nQ: What is a blueprint?\nA: A part.\n"
    found = understand("chapter.txt", text.encode())
    assert [one.document.title for one in found.entries] == ["Why is it small?", "What is a blueprint?"]
    assert found.entries[0].document.summary == "It has a core."
    assert any("run together" in one.message for one in found.repairs)
