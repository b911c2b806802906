"""Tells what is assigned to a name from the code that gets it: a secret is written there, code reads it elsewhere."""

from __future__ import annotations

import re

from hub.core.redaction.candidates import Candidate
from hub.core.redaction.judging import (
    BARE_VARIABLE,
    IDENTIFIER,
    KEYWORD,
    LETTERS,
    LOOKED_AT,
    WORDS,
    has_digit,
    is_mixed_case,
    is_prose,
    is_value,
    looks_random,
)
from hub.core.redaction.names import KEY, PASSWORD, fetches, meaning
from hub.core.redaction.words import PROSE

TYPE = re.compile(
    r"[A-Z][a-z]+(?:[A-Z][a-z]+)+|(?:[A-Z][a-z]+\d*)*(?:Key|Str|String|Bytes|Type|Field|Model|Array|Value|Data)"
)
PARAMETER = re.compile(r"[A-Za-z_]{2,20}=[^=\n][^\n]*")
ENVIRONMENT = re.compile(r"[A-Z][A-Z0-9_]*")
RULES_OF_FORMS = re.compile(
    r"(?:required|nullable|sometimes|string|bail|present|filled|min:\d+|confirmed)(?:\|.*)?"
)


def is_set(one: Candidate) -> bool:
    """Whether a function whose name means a password is given one."""
    return meaning(one.name.rpartition(".")[2]) == PASSWORD and not fetches(one.name) and is_assigned(one)


def is_assigned(one: Candidate) -> bool:  # noqa: PLR0911 - one return a reason
    """Whether what is assigned to a name that means a secret is one, and not the code that gets it."""
    said = meaning(one.name)
    value = one.value[:LOOKED_AT]
    if not said or not is_value(value):
        return False
    if one.is_bare:
        return _is_bare_secret(one, value, said)
    if KEYWORD.search(value) and WORDS.fullmatch(value):
        return False
    if said == PASSWORD:
        return not (is_prose(value) or RULES_OF_FORMS.fullmatch(value))
    if " " in value.strip() and is_prose(value):
        return False
    name = one.name.lower()
    if LETTERS.fullmatch(value) and not name.endswith("token"):
        return (len(value) >= 6 and name.endswith(("secret", "key", "salt"))) or len(value) >= 16
    return not WORDS.fullmatch(value) or (len(value) >= 16 and bool(LETTERS.fullmatch(value)))


def _is_bare_secret(one: Candidate, value: str, said: str) -> bool:  # noqa: PLR0911 - one return a reason
    """Whether a value without quotes is a secret, and no code: names in code have no such letters or do not stand so."""
    after, spaced = one.after[:1], one.before.endswith((" ", "\t"))
    if (after and after in "([<{") or BARE_VARIABLE.fullmatch(value):
        return False
    word = value.rstrip(":.?")  # what ends a clause in code or a sentence
    if KEYWORD.search(word) and IDENTIFIER.fullmatch(word):
        return False
    if IDENTIFIER.fullmatch(word) and re.search(r"\.|->|::", value) and not looks_random(value):
        return False
    if said == KEY and PARAMETER.fullmatch(value):
        return False
    colon = ":" in one.before[-3:]
    is_line_end = after in {"", "\n", "\r"} or (
        spaced and re.match(r"[ \t]+(?:#|//|\n|$)", one.after) is not None
    )
    stands_free = after in {"", "\n", "\r", " ", "\t", '"', "'", "&", "#", "<", "\\", "`"} or (
        after == ";" and (has_digit(value) or (";" in one.before and "." not in one.name))
    )
    if colon and TYPE.fullmatch(value):
        return False
    if ENVIRONMENT.fullmatch(one.name) and len(value) >= 4 and (not spaced or colon) and stands_free:
        return True
    if not IDENTIFIER.fullmatch(word):
        return len(value) >= 5 and not WORDS.fullmatch(value) and _is_dense(value, said)
    if LETTERS.fullmatch(value):
        plain = said == PASSWORD and len(value) >= 5 and value.lower() not in PROSE
        if not spaced and not colon:
            return (plain and stands_free) or (len(value) >= 20 and is_mixed_case(value))
        return plain and colon and is_line_end and _starts_line(one)
    if looks_random(value):
        return True
    if said != PASSWORD or len(value) < 6:
        return False
    return (has_digit(value) and is_line_end) or (
        not spaced and stands_free and (not colon or has_digit(value))
    )


def _starts_line(one: Candidate) -> bool:
    return one.head in {"", "\n", " ", "\t", "-", '"', "'"}


def _is_dense(value: str, said: str) -> bool:
    if said == PASSWORD:
        return True
    return len(value) >= 8 and (has_digit(value) or is_mixed_case(value))
