"""Tells a secret from what only stands where one could: examples, placeholders, code that reads one."""

from __future__ import annotations

import re

from hub.core.redaction.candidates import Candidate
from hub.core.redaction.names import meaning
from hub.core.redaction.words import ATTRIBUTES, EMPTY, PROSE

STAND_IN = "REDACTED"
COOKIES = 2000  # characters of a header
LOOKED_AT = 400  # characters of a value: enough to know it, and long ones cost no more

EXAMPLE = re.compile(
    r"(?i)example|x{4,}|\*{3,}|\u2022{3,}|^\.{3}|\.{3}$|\u2026|0{8,}|placeholder|redacted"
    r"|^(?:your|my|the|some|insert|replace|put|enter|add|change|set|paste)[ _\-.](?:[a-z]+[ _\-.]){0,3}(?:secret|token|key|pass|password|here|this|value|me)"
    r"|^(?:your|my)[_\-]|[_\- ]here$|not[_\-]?(?:a[_\-]?)?(?:real|secret)|^(?:fake|dummy|sample|mock|test)[_\-]"
    r"|^change[_\- ]?(?:me|it|this)|^(?:dummy|fake|sample|foobar)\d*!?$"
)
# A template, a variable or a reference to where the secret is kept.
TEMPLATE = re.compile(
    r"(?i)^(?:\$\{|\{\{|\{%|\$\(|\$\[|%\(|%[a-z]$|<[^<>]*>?$|\[[a-z _\-]+\]+$|\{[a-z_.\-:0-9\[\]'\"() ]*\}$|\(+[a-z _\-]+\)$|\$\d?$|%[a-z0-9_]+%$)"
    r"|^[a-z_.]+\[[a-z_., |]+\]$|^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$|^(?:arn:|vault:|op:|ssm:|sm:|env:|file:|kms:|enc[(\[]|!(?:vault|ref|sub|getatt|secret|env)\b|secretsmanager|projects/|https?:)|\{\{|\$\{|\{[a-z_][a-z0-9_]*[^{}]{0,80}\}|\{\d\}|%[sdr](?![A-Za-z0-9])"
)
VARIABLE = re.compile(r"\$(?:env:)?(?:[A-Z][A-Z0-9_]*|[a-z]+(?:_[a-z]+)*)(?:(?:->|\[|\.)[^\n]*)?")
BARE_VARIABLE = re.compile(
    r"[$@%&*:!#+\-]{1,2}[A-Za-z_][A-Za-z_]*\d?(?:(?:->|\.|::)[A-Za-z_]\w*)*%?|[$@&*]+[a-z_]\w*->\w+"
)
PATH = re.compile(r"(?:\.{0,2}|~|[A-Za-z]:)(?:[\\/]{1,2}[A-Za-z]?[a-z_.\-]{1,40}\d{0,3}){2,}[\\/]?")
BASE32 = re.compile(r"[A-Z2-7]{16,}={0,6}")
LETTERS = re.compile(r"[A-Za-z]+")
WORDS = re.compile(r"[A-Za-z_\-./: ]*")
NOTHING = re.compile(r"[^A-Za-z0-9]*|\d{1,3}")
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:(?:\.|::|->|\?\.)[A-Za-z_][A-Za-z0-9_]*)*[!?]?")
KEYWORD = re.compile(
    r"(?i)pass(?:w|p|c)|passes|secret|token|credential|api[_\-]?key|(?:^|[_\-.])(?:pass|pwd|pw|key)(?:$|[_\-.\d])"
)
SPLIT = re.compile(r"[^a-z']+")
CODE = re.compile(r"[()\[\]{}]|://|->|::|=>")
PORTS = re.compile(r"[\d.:\-/]+(?:tcp|udp)?")
PAIR = re.compile(r"(?i)(?:^|[;,\s])([\w.\-]+)=([^;\s,]{6,})")


def always(one: Candidate) -> bool:
    """Whether anything is left to take out."""
    return not one.value.strip(" \t\"'").startswith(STAND_IN)


def is_token(one: Candidate) -> bool:
    """Whether a key is random, and none of those that documentation prints."""
    value = one.value
    return (
        not EXAMPLE.search(value) and len(set(value[4:])) > 5 and (has_digit(value) or is_mixed_case(value))
    )


def is_random(one: Candidate) -> bool:
    """Whether a value of eight characters or more is drawn and not written."""
    value = one.value[:LOOKED_AT]
    return is_value(value) and looks_random(value)


def is_password(one: Candidate) -> bool:
    """Whether a value that stands where a password does is one."""
    return (
        is_value(one.value)
        and not is_prose(one.value)
        and not (one.is_bare and BARE_VARIABLE.fullmatch(one.value))
    )


def is_said(one: Candidate) -> bool:
    """Whether what a sentence names as a password is no word of the sentence."""
    value = one.value[:LOOKED_AT].strip("*_.,:;?()")
    if len(value) < 5 or WORDS.fullmatch(value) or CODE.search(value) or PORTS.fullmatch(value):
        return False
    return is_password(one)


def is_said_with_digit(one: Candidate) -> bool:
    """As `is_said`, where a sentence may well go on: what is drawn has a digit."""
    return has_digit(one.value[:LOOKED_AT]) and is_said(one)


def is_option(one: Candidate) -> bool:
    """Whether the word behind an option of a program is its value."""
    return is_password(one) and one.value.lower() not in PROSE and not KEYWORD.search(one.value[:LOOKED_AT])


def is_named_option(one: Candidate) -> bool:
    """As `is_option`, where the option's name says whether it takes a secret."""
    return bool(meaning(one.name)) and is_option(one)


def is_named_said(one: Candidate) -> bool:
    """As `is_said`, where a name says that a secret follows; in quotes any word is one."""
    return bool(meaning(one.name)) and is_said_or_quoted(one)


def is_said_or_quoted(one: Candidate) -> bool:
    """As `is_said`; in quotes any word may be a password."""
    return is_said(one) if one.is_bare else is_password(one)


def is_cookie(one: Candidate) -> bool:
    """Whether cookies are more than settings: one of them has a random value."""
    for name, value in PAIR.findall(one.value[:COOKIES]):
        if value.startswith(STAND_IN) or name.lower() in ATTRIBUTES:
            continue
        if meaning(name) or (len(value) >= 10 and has_digit(value) and re.search("[A-Za-z]", value)):
            return True
    return False


def is_value(value: str) -> bool:
    """Whether a value is neither empty nor a placeholder, a template or what stands for a secret already."""
    plain = value.strip(" \t\"'`").lower()
    cut = value[:LOOKED_AT].strip(" \t")
    return not (
        len(plain) < 3
        or plain.rstrip("!?.,;") in EMPTY
        or len(set(plain)) < 3
        or value.startswith(STAND_IN)
        or NOTHING.fullmatch(cut)
        or TEMPLATE.search(cut)
        or VARIABLE.fullmatch(cut)
        or PATH.fullmatch(cut)
        or EXAMPLE.search(cut)
    )


def looks_random(value: str) -> bool:
    """Whether letters and digits are mixed as names and words seldom are."""
    if BASE32.fullmatch(value) and has_digit(value):
        return True
    digits = sum(one in "0123456789" for one in value)
    if len(value) < 8 or (
        digits < 1 and not (len(value) >= 24 and is_mixed_case(value) and not WORDS.fullmatch(value))
    ):
        return False
    return (
        (is_mixed_case(value) and digits >= 1)
        or (len(value) >= 16 and digits >= 3)
        or (digits >= 2 and not IDENTIFIER.fullmatch(value))
    )


def has_digit(value: str) -> bool:
    """Whether a digit is in a value."""
    return any(one in "0123456789" for one in value)


def is_mixed_case(value: str) -> bool:
    """Whether small letters and capitals are in a value."""
    return bool(re.search("[a-z]", value)) and bool(re.search("[A-Z]", value))


def is_prose(value: str) -> bool:
    """Whether a value is a sentence or a label."""
    words = [one for one in SPLIT.split(value[:LOOKED_AT].lower()) if one]
    spaced = " " in value.strip()
    if KEYWORD.search(value[:LOOKED_AT]) and WORDS.fullmatch(value[:LOOKED_AT]):
        return True
    return spaced and (any(one in PROSE for one in words) or value.rstrip().endswith((".", ":", "?")))
