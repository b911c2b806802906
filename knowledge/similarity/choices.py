"""Questions that consist of more than their title: the code they show and the options they offer."""

from __future__ import annotations

import re
from dataclasses import dataclass

COMMENT = re.compile(r"(?m)^\s*(?://|#(?!\[|!)).*$|\s//(?!/).*$")
CODE_WORD = re.compile(r"[\w$]+|\S")
LETTER = re.compile(r"^\s*(?:[-*]\s+)?(?:\[[ xX]\]\s*)?(?:\(?[A-Ha-h1-8][.):]\s+)?")
SAME_OPTIONS = 0.6


@dataclass(frozen=True)
class Question:
    """A question as it is told apart from others: its title, the code below it and the options."""

    title: str
    code: str = ""
    options: tuple[str, ...] = ()


def code_key(code: str) -> tuple[str, ...]:
    """Returns what stays of code when layout, comments, semicolons and the kind of quotes are ignored."""
    plain = COMMENT.sub("", code.replace('"', "'").replace("`", "'"))
    return tuple(word for word in CODE_WORD.findall(plain) if word != ";")


def option_keys(options: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Returns the options without letters, layout and order."""
    keys = (code_key(LETTER.sub("", option, count=1).lower()) for option in options)
    return frozenset(key for key in keys if key)


def share_options(one: tuple[str, ...], other: tuple[str, ...]) -> bool | None:
    """Tells whether two lists of options are the same but for a few; None when one of them is missing."""
    mine, theirs = option_keys(one), option_keys(other)
    if not mine or not theirs:
        return None
    return len(mine & theirs) / len(mine | theirs) >= SAME_OPTIONS


def share_code(one: str, other: str) -> bool | None:
    """Tells whether two pieces of code are the same; None when one of them is missing."""
    mine, theirs = code_key(one), code_key(other)
    return mine == theirs if mine and theirs else None
