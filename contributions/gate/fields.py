"""The hidden fields the gate adds to a form: one that stays empty, and a signed note of when it was shown."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.utils.crypto import get_random_string

from contributions.gate import proof
from contributions.gate.limits import is_flood
from hub.core.tokens import BadToken, sign, unsign

TOKEN, TRAP, ANSWER = "gate", "subject", "altcha"  # names of the fields
PURPOSE = "contributions.gate"
LASTS = timedelta(days=1)
NUMBER_LENGTH = 22  # characters of a form's number: 130 bits


@dataclass(frozen=True)
class Note:
    """What a form carries signed.

    Arguments:
        form: its random number.
        shown: when it was shown first, in seconds since 1970.
        asked: when an effort was asked for, 0 for never.
    """

    form: str
    shown: float
    asked: float = 0

    def signed(self, purpose: str) -> str:
        return sign(PURPOSE, [purpose, self.form, round(self.shown, 1), round(self.asked, 1)])


def new_note() -> Note:
    return Note(get_random_string(NUMBER_LENGTH), time.time())


def read_note(purpose: str, token: str) -> Note | None:
    """Returns what a form carried, or nothing when it is not ours, not for this purpose or a day old."""
    try:
        said: Any = unsign(PURPOSE, token, max_age=LASTS)
        for_purpose, form, shown, asked = said
    except (BadToken, TypeError, ValueError):
        return None
    return Note(form, shown, asked) if for_purpose == purpose else None


@dataclass(frozen=True)
class GateFields:
    """What the template shows.

    Arguments:
        token: the signed note.
        challenge: what the browser works on, as JSON; empty where nothing is asked.
        seconds: how long somebody without a script waits instead.
        message: what is asked for, for people; empty at first.
    """

    token: str
    challenge: str = ""
    seconds: int = 0
    message: str = ""

    token_name: str = TOKEN
    trap_name: str = TRAP
    answer_name: str = ANSWER

    @property
    def wait(self) -> str:
        """The time to wait, in words."""
        minutes = -(-self.seconds // 60)
        return (
            f"{minutes} minutes"
            if minutes > 1
            else f"{self.seconds} second{'' if self.seconds == 1 else 's'}"
        )

    def saying(self, message: str) -> GateFields:
        return replace(self, message=message)


def fields(purpose: str) -> GateFields:
    """Returns the fields of a form that is shown for the first time.

    While there is a flood the browser begins its work at once, so that nobody is asked later.

    Arguments:
        purpose: of the form: `submission`, `correction`, `testimonial`, …; what is shown for one purpose is worth
            nothing for another.
    """
    note = new_note()
    return asking(purpose, note, hard=True) if is_flood() else GateFields(note.signed(purpose))


def asking(purpose: str, note: Note, *, seconds: int = 0, hard: bool = False) -> GateFields:
    """Returns fields that ask for an effort: work by the browser, or patience."""
    note = replace(note, asked=note.asked or time.time())
    return GateFields(note.signed(purpose), proof.challenge(note.form, hard=hard), seconds)
