"""What is missing or looks unfinished in an entry: required parts, placeholders, its title, lone halves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge import kinds
from knowledge.checking.findings import ERROR, NOTICE, WARNING, Finding, Text, line_of
from knowledge.entrydocs import EntryDocument
from knowledge.entrydocs.merging.parts import ATTRIBUTE, SECTION, TITLE, parts_of

SHORT_TITLE = 8  # characters
LOUD = 12  # letters from which capitals alone are shouting and no abbreviation
# Put together from parts, so that the words do not stand in our own source.
MARKS = ("TO" + "DO", "FIX" + "ME", "X" * 3, "TBD", "TBC")
PHRASES = (
    "lorem" + " ipsum", "answer here", "(?:type|write|add|put) your answer", "text here", "code here", "insert text", "fill this in",
    "placeholder text", "description here",
)  # fmt: skip
PLACEHOLDER = re.compile(rf"\b(?:{'|'.join(MARKS)})\b|(?i:\b(?:{'|'.join(PHRASES)})\b)")


def missing_findings(document: EntryDocument) -> Iterator[Finding]:
    """Yields what the kind needs to be published, as the gate of `knowledge.publishing` will ask for it."""
    values = parts_of(document).values
    paths = {"attribute": ATTRIBUTE, "summary": "", "section": SECTION}
    for needed in kinds.get(document.kind).requirements:
        path = paths[needed.part] + needed.key
        if path not in values:
            yield Finding(ERROR, path, needed.label, 0, needed.message)


def title_findings(document: EntryDocument) -> Iterator[Finding]:
    """Yields what is odd about a title: very short, shouting, or a placeholder."""
    title = document.title
    letters = [char for char in title if char.isalpha()]
    if len(title) < SHORT_TITLE:
        yield Finding(NOTICE, TITLE, "Title", 0, "The title is very short.")
    if (
        (len(letters) >= LOUD and not any(char.islower() for char in letters))
        or "!!" in title
        or "??" in title
    ):
        yield Finding(WARNING, TITLE, "Title", 0, "The title shouts.")
    found = PLACEHOLDER.search(title)
    if found:
        yield Finding(WARNING, TITLE, "Title", 0, f"“{found[0]}” looks like a placeholder.")


def placeholder_findings(texts: list[Text]) -> Iterator[Finding]:
    """Yields words in the prose that stand for something nobody wrote yet; code may hold them."""
    for text in texts:
        for token in text.tokens():
            if token.type != "inline":
                continue
            words = "".join(
                "\n" if child.type in {"softbreak", "hardbreak"} else child.content
                for child in token.children or ()
                if child.type != "code_inline"
            )
            for number, row in enumerate(words.split("\n"), start=line_of(token)):
                found = PLACEHOLDER.search(row)
                if found:
                    yield text.found(WARNING, number, f"“{found[0]}” looks like a placeholder.")


def comparison_findings(texts: list[Text]) -> Iterator[Finding]:
    """Yields a Before without its After and the other way round, where a section is laid out by them."""
    for text in texts:
        if text.section is None or text.section.layout != "comparison":
            continue
        headings = [
            ((block.heading or "").strip().rstrip(":").lower(), line_of(block.tokens[0]))
            for block in text.blocks
            if block.heading is not None and block.level == 3
        ]
        for (first, line), (second, second_line) in pairwise([("", 0), *headings, ("", 0)]):
            if first == "before" and second != "after":
                yield text.found(WARNING, line, "“Before” has no “After” behind it.")
            if second == "after" and first != "before":
                yield text.found(WARNING, second_line, "“After” has no “Before” in front of it.")
