"""Whether a message has the shape of another: the same text around gaps that hold anything."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.traces.phrases import Phrase, fold

MOST_PARTS = 6
MOST_SPACES = 2  # of a name in a gap; with more of them it is a message of its own
_PLACEHOLDER = re.compile(r"<\w+>(?:\(\))?")


def fits(template: str, message: str) -> bool:
    """Returns whether a message is what a template says from beginning to end.

    Arguments:
        template: of an entry's message, its gaps written as placeholders.
        message: another template; its placeholders are text like any other.
    """
    phrase = _phrase(template)
    found = phrase and phrase.find(fold(message))
    if not phrase or not found:
        return False
    opening = (
        "" if phrase.chunks[0].strip() else found.values[0]
    )  # what stands before the first words of its own
    return opening.count(" ") <= MOST_SPACES


def fits_end(template: str, message: str) -> bool:
    """Returns whether what follows one of the first six colons of a message fits a template."""
    for _ in range(MOST_PARTS):
        _, colon, message = message.partition(": ")
        if not colon:
            return False
        if fits(template, message):
            return True
    return False


@lru_cache(maxsize=4096)
def _phrase(template: str) -> Phrase | None:
    """Returns a template as a phrase that must be the whole message, or None where it says nothing."""
    phrase = Phrase.read("=" + _PLACEHOLDER.sub("{}", template), "")
    return phrase if any(chunk.strip() for chunk in phrase.chunks) else None
