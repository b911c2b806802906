"""Finds secrets in a text. What they are replaced by is for `redacting`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hub.core.redaction.candidates import candidate
from hub.core.redaction.keys import key_blocks
from hub.core.redaction.rules import RULES, Rule

KEY_BLOCK = ("private-key", "a private key", "REDACTED-PRIVATE-KEY{n}")


@dataclass(frozen=True, order=True)
class Span:
    """Where a secret stands, what it is and what replaces it, still without a number."""

    start: int
    end: int
    kind: str
    label: str
    stand_in: str


def spans(text: str) -> list[Span]:
    """Returns where secrets stand, in their order; they never overlap. Linear in the length of the text."""
    taken = [Span(start, end, *KEY_BLOCK) for start, end in key_blocks(text)]
    covered = bytearray(len(text))
    for span in taken:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    small = text.lower()
    for rule in RULES:
        if rule.hints and not any(hint in small for hint in rule.hints):
            continue
        for start, end in _found(rule, text):
            if any(covered[start:end]):
                continue
            covered[start:end] = b"\x01" * (end - start)
            taken.append(Span(start, end, rule.kind, rule.label, rule.stand_in))
    return sorted(taken)


def _found(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := rule.pattern.search(text, at):
        one = candidate(match)
        if rule.judge(one):
            yield one.start, one.end
            at = max(one.end, at + 1)
        else:
            # A refused value may hold the next: `password = token = "…"`.
            at = one.start if one.start > match.start() else match.end()
            at = max(at, match.start() + 1)
