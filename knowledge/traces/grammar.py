"""The vocabulary in which each runtime's way of printing errors is written down; see `languages/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["error", "cause", "frame", "header", "property", "noise", "chain"]


@dataclass(frozen=True)
class Rule:
    """How one sort of line looks.

    Arguments:
        kind: what the line is: an error, the cause of the one above, a stack frame, the header of a stack,
            a property of an error object, noise, or a marker that the next error follows from the last.
        pattern: anchored; its groups `type message code file line function` are what the line says.
        families: the runtimes that print it.
        hint: a text that must stand in the line, checked before the pattern.
        reason: why the line is ignored, for readers.
    """

    kind: Kind
    pattern: re.Pattern[str]
    families: frozenset[str] = frozenset()
    hint: str = ""
    reason: str = ""


def rules(families: str, *rows: tuple[Kind, str, str] | tuple[Kind, str, str, str]) -> tuple[Rule, ...]:
    """Returns rules of some families from rows of kind, hint, pattern and, for noise, the reason."""
    names = frozenset(families.split())
    return tuple(
        Rule(row[0], re.compile(row[2]), names, row[1], row[3] if len(row) > 3 else "") for row in rows
    )
