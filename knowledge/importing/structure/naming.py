"""Titles below headings that only count: `## Question 5`, `### Q.`, and what is asked in the paragraph behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.importing.drafts.options import LETTERED, offers
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.labels import META, PROMPT, is_label, role_of
from knowledge.importing.text.languages import QUESTION_WORDS, TASK_WORDS, any_of
from knowledge.importing.text.source import Block
from knowledge.importing.text.titles import QUESTION_END, Title, read_title

COUNTS = re.compile(
    rf"^(?:(?:q|que|{any_of(QUESTION_WORDS)}|problem|exercise|challenge|task|{any_of(TASK_WORDS)}|quiz|scenario|puzzle|kata|(?:flash\s?)?card|item)s?"
    r"\s*(?:no\.?|number)?)?\s*[#№.:-]?\s*(?P<number>\d{0,4})[a-z]?\s*[.:)–—-]*$",
    re.IGNORECASE,
)
REMARK = re.compile(r"\s{0,3}[(\[][^()\[\]]{1,30}[)\]]$")  # how many points it is worth, how hard it is
MAX_ROWS = 6


def said_by(title: Title) -> str:
    """Returns the words of a heading; of “Question 5 (4 points)”, which counts and adds a remark, its number."""
    words = REMARK.sub("", title.text)
    return (words or title.number) if only_counts(words or title.number) else title.text


def only_counts(text: str) -> bool:
    """Says whether a heading has a number or the word “question”, and nothing that is asked."""
    match = COUNTS.match(text.strip()) if len(text) < 40 else None
    return bool(match and (match["number"] or text.strip().casefold().strip(".: ") in {"q", "question"}))


@dataclass(frozen=True)
class Below:
    """The title that stands below a heading.

    Arguments:
        end: the line behind it.
        beside: lines between, which are no part of it.
    """

    title: Title
    end: int
    beside: Sequence[int] = ()


def title_below(block: Block, said: str) -> Below | None:
    """Returns what the paragraph behind a heading that only counts asks.

    Arguments:
        block: the heading.
        said: its words.
    """
    below = block.following
    while below is not None and _only_places(below):
        below = below.following
    if below is None or below.kind not in {"paragraph", "code", "fence"}:
        return None
    beside = range(block.end, below.line)
    rows = below.text.split("\n")
    if below.kind == "fence":
        return _title_in_code(rows, block, said)
    labelled = run_in(rows[0])
    if labelled is not None and (role := role_of(labelled[0])):
        if role != PROMPT or not labelled[1]:
            return None
        rows[0] = labelled[1]
    used = rows_of_title(rows)
    title = read_title(" ".join(row.strip() for row in rows[:used]))
    if not title.text or is_label(title.text):
        return None
    match = COUNTS.match(said.strip())
    number = match["number"] if match else ""
    return Below(replace(title, number=number or title.number, labelled=True), below.line + used, beside)


def _only_places(block: Block) -> bool:
    """Says whether a paragraph is nothing but labels with what they say, one of them of a fact: `**Section:** …`."""
    if block.kind != "paragraph":
        return False
    labels = [run_in(row) for row in block.text.split("\n")]
    roles = {role_of(label[0]) if label and label[1] else None for label in labels}
    return META in roles and roles <= {META, ""} and all(label and label[2] for label in labels)


def _title_in_code(rows: list[str], block: Block, said: str) -> Below | None:
    """Returns what is asked at the head of a fence that offers lettered options; all of it stays in the text."""
    if not offers(rows) or LETTERED.match(rows[0]):
        return None
    title = read_title(" ".join(row.strip() for row in rows[: rows_of_title(rows)]))
    match = COUNTS.match(said.strip())
    if not title.text:
        return None
    return Below(replace(title, number=match["number"] if match else "", labelled=True), block.end)


def rows_of_title(rows: list[str]) -> int:
    """Returns how many rows of a paragraph are its title: as far as the question mark, else the first sentence."""
    for at, row in enumerate(rows[:MAX_ROWS]):
        if (
            QUESTION_END.search(row.rstrip()[-30:])
            or row.rstrip().endswith((".", ":", "\\"))
            or row.endswith("  ")
        ):
            return at + 1
    return 1
