"""When a card returns: FSRS as the library reckons it, asked without keeping anything.

A card is what the learner's log holds of it, or None for one never seen. Given the same card and moment
the answer is the same: the library's random spread is off.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from fsrs import Card, Rating, Scheduler

SCHEDULER = Scheduler(enable_fuzzing=False)
RATINGS = {Rating.Again: "again", Rating.Hard: "hard", Rating.Good: "good", Rating.Easy: "easy"}
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
MAX_STABILITY = 36_500.0  # days


class BadCardError(ValueError):
    """What was sent is not the state of a card."""


@dataclass(frozen=True)
class Outcome:
    """What a rating would make of a card: its new state, and in words when it returns."""

    rating: int
    card: dict[str, Any]
    words: str


def outcomes(state: Any, at: datetime) -> list[Outcome]:
    """Returns what each of the four ratings would do.

    Arguments:
        state: of the card as the log holds it; None for one never seen.
        at: when it is rated, in UTC.
    Raises:
        BadCardError: for anything that is no state of a card.
    """
    card = _read(state, at)
    at = max(at, card.last_review) if card.last_review else at
    return [_outcome(card, rating, at) for rating in RATINGS]


def read_moment(value: Any) -> datetime:
    """Returns a moment written as ISO 8601 with its offset, in UTC.

    Raises:
        BadCardError: for anything else, and for years nobody learns in.
    """
    try:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None and EARLIEST <= moment <= LATEST:
            return moment.astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        pass
    raise BadCardError("A moment is written like 2026-11-21T08:50:12Z.")


def in_words(wait: timedelta) -> str:
    """Returns a wait as a button says it: `10 min`, `2 days`, `3 months`."""
    minutes = wait / timedelta(minutes=1)
    days = wait / timedelta(days=1)
    if minutes < 59.5:
        return f"{max(1, round(minutes))} min"
    if days < 1:
        return _some(round(minutes / 60), "hour")
    if days < 60:
        return _some(round(days), "day")
    if days < 700:
        return _some(round(days / 30.44), "month")
    return f"{days / 365.25:.1f}".removesuffix(".0") + " years"


def _some(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _outcome(card: Card, rating: Rating, at: datetime) -> Outcome:
    after, _ = SCHEDULER.review_card(card, rating, at)
    kept = after.to_dict()
    kept.pop("card_id")  # the entry's code is the identity
    return Outcome(int(rating), dict(kept), in_words(after.due - at))


def _read(state: Any, at: datetime) -> Card:
    if state is None:
        return Card(card_id=0, due=at)
    if not isinstance(state, dict):
        raise BadCardError("A card is an object or null.")
    phase, step = state.get("state"), state.get("step")
    if phase not in (1, 2, 3) or isinstance(phase, bool):
        raise BadCardError("A card's state is 1, 2 or 3.")
    if (step is None) != (phase == 2) or (step is not None and (type(step) is not int or not 0 <= step < 10)):
        raise BadCardError("A card's step is a small number, and null in review.")
    stability = _number(state, "stability", 0.001, MAX_STABILITY)
    difficulty = _number(state, "difficulty", 1, 10)
    if (stability is None) != (difficulty is None) or (stability is None and phase != 1):
        raise BadCardError("A card has both stability and difficulty.")
    last = state.get("last_review")
    return Card.from_dict(
        {
            "card_id": 0,
            "state": phase,
            "step": step,
            "stability": stability,
            "difficulty": difficulty,
            "due": read_moment(state.get("due")).isoformat(),
            "last_review": read_moment(last).isoformat() if last is not None else None,
        }
    )


def _number(state: dict, key: str, low: float, high: float) -> float | None:
    value = state.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadCardError(f"A card's {key} is a number.")
    if not low <= value <= high:  # nor is what is not a number
        raise BadCardError(f"A card's {key} lies between {low} and {high}.")
    return float(value)
