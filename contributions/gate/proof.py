"""Proof of work: a browser searches a number, which takes it a second or two, and the server checks it at once.

Challenges and answers have the format of ALTCHA and are checked by its library. A challenge belongs to one
form, and a form is let through once, so an answer is worth nothing a second time and nowhere else.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import altcha
from django.utils import timezone
from django.utils.crypto import salted_hmac

LASTS = timedelta(hours=1)  # somebody may go on writing after being asked
NUMBERS, MORE_NUMBERS = 150_000, 600_000  # tried at most: as usual, and while there is a flood
ALGORITHM = "SHA-256"
MOST_CHARACTERS = 1200  # of an answer
TYPES = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}


def challenge(form: str, *, hard: bool = False) -> str:
    """Returns a new challenge for a form, as JSON.

    Arguments:
        form: its number.
        hard: whether it should take longer.
    """
    options = altcha.ChallengeOptions(
        hmac_key=_key(),
        max_number=MORE_NUMBERS if hard else NUMBERS,
        expires=timezone.now() + LASTS,
        params={"form": form},
    )
    return json.dumps(altcha.create_challenge(options).to_dict())


def is_solved(answer: str, form: str) -> bool:
    """Says whether an answer solves a challenge of ours for a form, in time; whatever was sent."""
    if not answer or len(answer) > MOST_CHARACTERS:
        return False
    try:
        said = json.loads(base64.b64decode(answer, validate=True))
    except (ValueError, RecursionError):
        return False
    # The library trusts the types; a number written as text could hold more than digits.
    if not isinstance(said, dict) or any(type(said.get(key)) is not one for key, one in TYPES.items()):
        return False
    payload = altcha.Payload(**{key: said[key] for key in TYPES})
    if payload.algorithm != ALGORITHM or altcha.extract_params(payload.to_dict()).get("form") != [form]:
        return False
    try:
        return altcha.verify_solution(payload, _key(), check_expires=True)[0]
    except (ValueError, OverflowError):  # lone surrogates, times beyond the calendar
        return False


def _key() -> str:
    return salted_hmac("contributions.gate.proof", "", algorithm="sha256").hexdigest()
