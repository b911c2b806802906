"""Puts a stand-in for each secret; the same value gets the same one in all texts of a `Redactor`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from hub.core.redaction.finding import spans

PASSES = 4


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


class Redactor:
    """Takes secrets out of several texts that belong together.

    It remembers for as long as it lives which value got which stand-in. Stand-ins that a text brings along
    keep their numbers; new ones get the next.

    Arguments:
        brought: further text whose stand-ins are given away already.
    """

    def __init__(self, brought: str = "") -> None:
        self._brought = brought
        self._numbers: dict[str, dict[str, int]] = {}
        self._highest: dict[str, int] = {}

    def find(self, text: str) -> list[Finding]:
        """Returns the secrets of a text in their order; they never overlap."""
        found = []
        line, counted = 1, 0
        here = spans(text)
        for stand_in in {one.stand_in for one in here}:
            self._give_away(stand_in, text)
        for one in here:
            line, counted = line + text.count("\n", counted, one.start), one.start
            replacement = self._replacement(one.stand_in, text[one.start : one.end])
            found.append(Finding(one.start, one.end, one.kind, one.label, replacement, line))
        return found

    def redact(self, text: str) -> str:
        """Returns a text with a stand-in for each secret; given again, it stays as it is."""
        for _ in range(PASSES):  # what was taken out may have kept a rule from seeing its secret
            parts, at = [], 0
            for one in self.find(text):
                parts += [text[at : one.start], one.replacement]
                at = one.end
            if not parts:
                break
            text = "".join([*parts, text[at:]])
        return text

    def _give_away(self, stand_in: str, text: str) -> None:
        if stand_in not in self._highest:
            self._highest[stand_in] = _highest(stand_in, self._brought)
        self._highest[stand_in] = max(self._highest[stand_in], _highest(stand_in, text))

    def _replacement(self, stand_in: str, value: str) -> str:
        numbers = self._numbers.setdefault(stand_in, {})
        if value not in numbers:
            numbers[value] = self._highest[stand_in] = self._highest[stand_in] + 1
        number = numbers[value]
        return stand_in.format(n="" if number == 1 else number, n1=number)


def find_secrets(text: str) -> list[Finding]:
    """Returns the secrets of a text in their order; they never overlap. Linear in the length of the text."""
    return Redactor().find(text)


def redact(text: str) -> str:
    """Returns a text with a stand-in for each secret; again, it stays as it is."""
    return Redactor().redact(text)


def redact_all(texts: Mapping[str, str]) -> dict[str, str]:
    """Returns texts without their secrets; the same value has the same stand-in in all of them."""
    redactor = Redactor("\n".join(texts.values()))
    return {name: redactor.redact(text) for name, text in texts.items()}


def marked(text: str) -> SafeString:
    """Returns a text as HTML with its secrets marked and named, for people to check."""
    parts, at = [], 0
    for one in find_secrets(text):
        parts += [
            format_html("{}", text[at : one.start]),
            format_html(
                '<mark class="secret">{} <small class="secret-label">({})</small></mark>',
                text[one.start : one.end],
                one.label,
            ),
        ]
        at = one.end
    return mark_safe("".join([*parts, format_html("{}", text[at:])]))


def _highest(stand_in: str, text: str) -> int:
    """The highest number of a stand-in that a text holds already; 0 where it has none."""
    before, hole, after = stand_in.partition("{n1}" if "{n1}" in stand_in else "{n}")
    if not hole:
        return 0
    pattern = rf"(?<!\w){re.escape(before)}(\d{{0,4}}){re.escape(after)}(?![\w\-])"
    return max((int(one or 1) for one in re.findall(pattern, text)), default=0)
