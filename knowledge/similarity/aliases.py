"""Titles that name a thing twice: "session affinity (sticky sessions)", "MVC, also known as …"."""

from __future__ import annotations

import re

from knowledge.similarity.tokens import words_of
from knowledge.similarity.vocabulary import STOP_WORDS, TECHNOLOGIES, name_of

MOST_WORDS = 4  # of a name
SECOND_NAME = re.compile(
    r"(?<=\w) \(([A-Za-z][\w/+#-]*(?: [\w/+#-]+){0,3})\)|"
    r",? \(?(?:also (?:known|called|referred to) as|a\.?k\.?a\.?(?: as)?) (?:an? |the )?([\w-]+(?: (?!and\b|or\b|in\b)[\w-]+){0,3})\)?",
    re.IGNORECASE,
)
# What begins a remark, not a name.
REMARK = frozenset(
    [
        "beginner",
        "advanced",
        "optional",
        "hint",
        "note",
        "original",
        "part",
        "bonus",
        "medium",
        "hard",
        "easy",
    ]
)


def renamed(title: str) -> str | None:
    """Returns a title under the second name it gives its subject, where it gives just one."""
    found = list(SECOND_NAME.finditer(title))
    if len(found) != 1:
        return None
    name = found[0][1] or found[0][2]
    if not _is_name(name):
        return None
    before = title[: found[0].start()]
    length = _length(before.split(), name)
    if not length:
        return None
    kept = before.split()[:-length]
    return " ".join([*kept, name]) + title[found[0].end() :]


def _is_name(text: str) -> bool:
    first = text.split(maxsplit=1)[0].lower()
    if first in STOP_WORDS or first in REMARK or text.isdigit():
        return False
    return not any(word.key in TECHNOLOGIES for word in words_of(text)) and name_of(text) not in TECHNOLOGIES


def _length(before: list[str], name: str) -> int:
    """Returns how many of the last words the name stands for: those it abbreviates, or all up to a small word."""
    letters = name.lower().removesuffix("s")
    if " " not in name and letters == "".join(word[0] for word in before[-len(letters) :]).lower():
        return len(letters)
    length = 0
    for word in reversed(before[-MOST_WORDS:]):
        if word.lower().strip("`*_") in STOP_WORDS or word[-1] in ",;:.?!":
            break
        length += 1
    return length
