"""Finds secrets in a text and takes them out; the same value gets the same stand-in wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hub.core.redaction.rules import RULES

BEGIN, END = "-----BEGIN ", "-----END "
MAX_KEY = 20_000  # characters of a key block without an end


@dataclass(frozen=True)
class Finding:
    """A secret in a text.

    Arguments:
        start, end: where it stands, in characters.
        kind: a name for programs.
        label: what a person is told it is.
        replacement: what may stand there instead.
        line: counted from 1.
    """

    start: int
    end: int
    kind: str
    label: str
    replacement: str
    line: int


def find_secrets(text: str) -> list[Finding]:
    """Returns the secrets of a text in their order; they never overlap. Linear in the length of the text."""
    numbers: dict[str, dict[str, int]] = defaultdict(dict)
    found = []
    line, counted = 1, 0
    for start, end, kind, label, stand_in in _spans(text):
        line, counted = line + text.count("\n", counted, start), start
        values = numbers[stand_in]
        number = values.setdefault(text[start:end], len(values) + 1)
        replacement = stand_in.format(n="" if number == 1 else number, n1=number)
        found.append(Finding(start, end, kind, label, replacement, line))
    return found


def redact(text: str) -> str:
    """Returns a text with a stand-in for each secret; again, it stays as it is."""
    for _ in range(2):  # what was taken out may have kept the next rule from seeing its secret
        parts, at = [], 0
        for one in find_secrets(text):
            parts += [text[at : one.start], one.replacement]
            at = one.end
        if not parts:
            break
        text = "".join([*parts, text[at:]])
    return text


def marked(text: str) -> SafeString:
    """Returns a text as HTML with its secrets marked and named, for people to check."""
    parts, at = [], 0
    for one in find_secrets(text):
        parts += [
            format_html("{}", text[at : one.start]),
            format_html('<mark title="{}">{}</mark>', one.label, text[one.start : one.end]),
        ]
        at = one.end
    return mark_safe("".join([*parts, format_html("{}", text[at:])]))


def _spans(text: str) -> list[tuple[int, int, str, str, str]]:
    taken: list[tuple[int, int, str, str, str]] = list(_key_blocks(text))
    covered = bytearray(len(text))
    for start, end, *_ in taken:
        covered[start:end] = b"\x01" * (end - start)
    small = text.lower()
    for rule in RULES:
        if rule.hint and not any(hint in small for hint in rule.hint):
            continue
        for match in rule.pattern.finditer(text):
            start, end = _span(match)
            if start == end or any(covered[start:end]) or not rule.judge(match):
                continue
            covered[start:end] = b"\x01" * (end - start)
            taken.append((start, end, rule.kind, rule.label, rule.stand_in))
    return sorted(taken)


def _span(match) -> tuple[int, int]:
    groups = match.groupdict()
    for name in ("secret", "double", "single", "bare"):
        if groups.get(name) is not None:
            return match.span(name)
    return match.span()


def _key_blocks(text: str) -> Iterator[tuple[int, int, str, str, str]]:
    """Private keys in PEM's and PGP's armour, also those that were cut off."""
    at = text.find(BEGIN)
    while at >= 0:
        after = at + len(BEGIN)
        if "PRIVATE KEY" in text[at : at + 80].partition("\n")[0]:
            close = text.find(END, after, at + MAX_KEY)
            tail = text.find("-----", close + len(END)) if close >= 0 else -1
            end = tail + 5 if tail >= 0 else min(len(text), at + MAX_KEY if close < 0 else close + 80)
            yield at, end, "private-key", "a private key", "REDACTED-PRIVATE-KEY{n}"
            after = end
        at = text.find(BEGIN, after)
