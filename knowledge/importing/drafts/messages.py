"""Messages: what machines say when something fails, and what its kinds are called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.importing.drafts.marks import Draft
from knowledge.importing.text.source import parse

MESSAGE = re.compile(
    r"\b(?:error|exception|warning|fatal|panic|cannot|can't|could not|failed|failure|not found|undefined|unexpected|invalid|denied|refused|missing|must|unable)\b",
    re.IGNORECASE,
)
# A title that tells what failed: a class of errors, a code before words, what a machine says.
FAILED = re.compile(
    r"\b(?:[A-Z][A-Za-z]{1,60}(?:Error|Exception)|E[A-Z]{4,20}|ERR_[A-Z_]+|E\d{3,6})\b"
    r"|\b(?i:errors?|exceptions?|cannot|can't|could not|failed|failures?|not found|not exist\w*|undefined|unexpected|invalid|denied|refused|missing"
    r"|unable|already|timed? ?out|conflict|no space|unresolved|out of memory|overflow|crash\w*)\b"
)
FEWEST_FAILURES, NEARLY_ALL = 3, 0.8  # titles that tell what failed
CODE_NAME = re.compile(r"^[A-Z]{1,5}\d{3,6}$")
ERROR_CLASS = re.compile(r"\b[A-Z][A-Za-z]{2,60}(?:Error|Exception|Warning|NotFound|Failed|Failure)\b")
ERROR_NAME = re.compile(
    r"\b(?:error|warning|exception)\b\W{0,3}(?:code\W{0,3})?[A-Z]{0,5}-?\d{2,6}\b", re.IGNORECASE
)
MAX_MESSAGES = 50
MAX_MESSAGE = 4000


def quotes_a_machine(text: str) -> bool:
    """Says whether a short text is what a machine prints when something fails."""
    return bool(MESSAGE.search(text) or ERROR_CLASS.search(text))


def are_failures(titles: Sequence[str]) -> bool:
    """Says whether nearly all of some titles tell what failed, so that a file lists errors whatever it is called."""
    failing = sum(bool(FAILED.search(title)) for title in titles)
    return failing >= FEWEST_FAILURES and failing >= NEARLY_ALL * len(titles)


def take_messages(draft: Draft) -> None:
    """Moves the quotes a draft begins with from its text to its messages."""
    messages: list[str] = []
    end = 0
    for block in parse(draft.text).children:
        if block.kind == "quote" and len(messages) < MAX_MESSAGES:
            text = "\n".join(
                re.sub(r"^ {0,3}> ?", "", row) for row in draft.rows[block.line : block.end]
            ).strip()
        elif block.kind in {"fence", "code"} and not messages and MESSAGE.search(block.text):
            text = block.text.strip("\n")
        else:
            break
        if len(text) > MAX_MESSAGE or "```" in text:
            break
        messages += [one.strip() for one in re.split(r"\n\s*\n", text) if one.strip()]
        if block.kind == "fence":
            break  # code stays as it is
        end = block.end
    draft.values["messages"] = messages[:MAX_MESSAGES]
    draft.rows, draft.numbers = draft.rows[end:], draft.numbers[end:]
