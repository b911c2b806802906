"""Whether a message has the shape of another: the same text around gaps that hold a name."""

from __future__ import annotations

import re
from functools import lru_cache

from knowledge.traces.phrases import Found, Phrase, fold

MOST_SPACES = 2  # of a name; with more of them it is a message of its own
_PLACEHOLDER = re.compile(r"<\w+>(?:\(\))?")
_PLACE = re.compile(
    r"(?:[ ,]{1,2}(?:(?:in|at|on|near) )?(?:(?:file|line|column) <\w+>|<path>)(?::<number>)*){1,3}$"
)
_BORDER_BEFORE = (":", "]", ")", ">", "-", "|", ",", ";", ".", "'", "=")
_BORDER_AFTER = (".", ",", ";", ":", "(", "[", "{", "!", "?", "|", "'", "-", "—", "<")


def fits(template: str, message: str) -> bool:
    """Returns whether a message is what a template says from beginning to end.

    Arguments:
        template: of an entry's message, its gaps written as placeholders.
        message: another template; its placeholders are text like any other.
    """
    return _found(_phrase(template, whole=True), fold(message)) is not None


def holds(template: str, message: str) -> bool:
    """Returns whether a template stands in a message as a part of its own, between marks such as colons."""
    text = fold(message)
    phrase = _phrase(template, whole=False)
    found = _found(phrase, text)
    if found is None or not phrase:
        return False
    before = text[: found.begin].rstrip() if phrase.chunks[0].strip() else ""
    after = text[found.end :].lstrip()
    begins = not before or before.endswith(_BORDER_BEFORE)
    return begins and (not after or after.startswith(_BORDER_AFTER) or text[found.end - 1] in _BORDER_AFTER)


def without_place(template: str) -> str:
    """Returns a message's template without the file and line that a program names after it."""
    return _PLACE.sub("", template)


def _found(phrase: Phrase | None, text: str) -> Found | None:
    found = phrase and phrase.find(text)
    if not phrase or not found:
        return None
    for at, value in enumerate(found.values):
        last = at == len(found.values) - 1 and not phrase.chunks[-1].strip()
        free = last and phrase.chunks[at].rstrip().endswith(":")  # `Caused by: <anything>`
        if not free and _plain(value).count(" ") > MOST_SPACES:
            return None
    return found


def _plain(value: str) -> str:
    """Returns a gap's text without what stands in its brackets: a call's arguments are part of a name."""
    head, bracket, _ = value.partition("(")
    return head if bracket else value


@lru_cache(maxsize=4096)
def _phrase(template: str, *, whole: bool) -> Phrase | None:
    """Returns a template as a phrase, or None where it says nothing."""
    phrase = Phrase.read("=" * whole + _PLACEHOLDER.sub("{}", template), "")
    return phrase if any(chunk.strip() for chunk in phrase.chunks) else None
