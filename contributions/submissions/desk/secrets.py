"""What is left of secrets in a stored text: nothing, as it was stored; something, where the rules have learnt since."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hub.core.redaction import Finding, find_secrets

STAND_IN = re.compile(r"\bREDACTED[A-Z0-9-]*")


@dataclass(frozen=True)
class Secrets:
    """Secrets of one text.

    Arguments:
        taken_out: how many stand-ins for a key or password it holds.
        left: what looks like a secret still.
    """

    taken_out: int
    left: list[Finding]


def secrets_in(text: str) -> Secrets:
    """Looks through a text as it is stored."""
    return Secrets(len(STAND_IN.findall(text)), find_secrets(text))
