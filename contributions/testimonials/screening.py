"""What the machine thinks of a testimonial before a person reads it."""

from __future__ import annotations

from collections.abc import Sequence

from contributions.submissions.screening import GATE_SIGN
from contributions.submissions.services import Screening
from contributions.submissions.spam import Text, signs_of


def screened(text: str, *, signs: Sequence[str] = ()) -> Screening:
    """Returns how much a testimonial looks like spam, and why; it asks no database.

    Arguments:
        signs: what the gate found in the sending.
    """
    found = sorted(signs_of(Text.of(text)), reverse=True)
    score = sum(weight for weight, _ in found) + GATE_SIGN * len(signs)
    return Screening(
        spam_score=min(1.0, round(score, 2)), spam_signs=[*(words for _, words in found), *signs]
    )
