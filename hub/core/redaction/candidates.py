"""What a pattern found, as the judges see it: the value, the name it stands behind, and what is around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

VALUES = ("secret", "double", "single", "tick", "escaped", "bare")
AROUND = 40  # characters


@dataclass(frozen=True)
class Candidate:
    """A value that stands where a secret could.

    Arguments:
        start, end: where the value stands.
        value: what it is.
        name: what it is assigned to, empty where nothing is.
        is_bare: whether it stands without quotes.
        before, after: up to 40 characters around the value.
        head: the last character before the whole match, empty at the start of the text.
        groups: what else the pattern names.
    """

    start: int
    end: int
    value: str
    name: str
    is_bare: bool
    before: str
    after: str
    head: str
    groups: dict[str, str | None]


def candidate(match: re.Match[str]) -> Candidate:
    """Returns what a match found; of several places for a value the one that is taken counts."""
    groups = match.groupdict()
    which = next((name for name in VALUES if groups.get(name) is not None), None)
    start, end = match.span(which) if which else match.span()
    text = match.string
    return Candidate(
        start=start,
        end=end,
        value=text[start:end],
        name=groups.get("name") or "",
        is_bare=which == "bare",
        before=text[max(0, start - AROUND) : start],
        after=text[end : end + AROUND],
        head=text[match.start() - 1] if match.start() else "",
        groups=groups,
    )
