"""Events as they travel: what may be in one, and why one is refused.

`static/js/learner-log.js` states the same rules for what comes from a file; a test asks both about the same events.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

KINDS = ("progress", "bookmark", "review", "answer", "interview", "undo", "restart")
WITHOUT_CODE = frozenset({"interview", "undo"})  # what may concern no entry
STATES = ("todo", "doing", "done", "skipped")

UID = re.compile(r"[A-Za-z0-9_-]{22}\Z")
CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-[0-9]{2,9}\Z")
MOMENT = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z\Z")

CODE_LENGTH = 32
TITLE_LENGTH = 255
NOTE_LENGTH = 2000
DATA_BYTES = 4096
DATA_DEPTH = 6
LARGEST_NUMBER = 2**53
CODES_RESTARTED = 200


class BadEvent(ValueError):
    """An event that is not taken; its text says why, for a person to read."""


@dataclass(frozen=True)
class Event:
    """Something a learner did, once.

    Arguments:
        uid: 22 random characters by which the same event is known wherever it comes from.
        at: when, in whole milliseconds.
    """

    uid: str
    what: str
    code: str
    at: datetime
    data: dict[str, Any]

    @property
    def data_bytes(self) -> int:
        """What its data takes, in bytes."""
        return _bytes(self.data)

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.uid,
            "what": self.what,
            "code": self.code,
            "at": written(self.at),
            "data": self.data,
        }


def written(moment: datetime) -> str:
    """Returns a moment as events spell it, such as `2026-11-21T08:50:12.345Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def read(raw: Any) -> Event:
    """Returns the event that parsed JSON describes.

    Raises:
        BadEvent: for anything else, whatever it is.
    """
    if not isinstance(raw, dict):
        raise BadEvent("It is no event.")
    uid, what, code = raw.get("id"), raw.get("what"), raw.get("code", "")
    if not isinstance(uid, str) or not UID.match(uid):
        raise BadEvent("Its id is not 22 letters, digits, - or _.")
    if what not in KINDS:
        raise BadEvent("It says of nothing we know that it was done.")
    if not (code == "" and what in WITHOUT_CODE) and not is_code(code):
        raise BadEvent("Its code is not the code of an entry.")
    data = raw.get("data")
    if not isinstance(data, dict):
        raise BadEvent("It has no data.")
    _check_size(data)
    if problem := CHECKS[what](data):
        raise BadEvent(problem)
    return Event(uid, what, code, _moment(raw.get("at")), data)


def is_code(value: Any) -> bool:
    """Says whether a value looks like the code of an entry."""
    return isinstance(value, str) and len(value) <= CODE_LENGTH and CODE.match(value) is not None


def clamp(events: list[Event], now: datetime) -> list[Event]:
    """Returns events in their order of time; those from the future happened just now, one after another."""
    latest = now.replace(microsecond=now.microsecond // 1000 * 1000)
    events = sorted(events, key=lambda event: (event.at, event.uid))
    early = [event for event in events if event.at <= latest]
    late = events[len(early) :]
    return early + [
        Event(one.uid, one.what, one.code, latest - timedelta(milliseconds=len(late) - place), one.data)
        for place, one in enumerate(late, start=1)
    ]


def _moment(value: Any) -> datetime:
    if isinstance(value, str) and MOMENT.match(value):
        try:
            return datetime.fromisoformat(value[:-1] + "+00:00")
        except ValueError:
            pass
    raise BadEvent("Its time is not written like 2026-11-21T08:50:12.345Z.")


def _check_size(data: dict[str, Any]) -> None:
    if not _is_plain(data, DATA_DEPTH):
        raise BadEvent("Its data holds something that cannot be kept.")
    if _bytes(data) > DATA_BYTES:
        raise BadEvent("Its data is larger than 4 KB.")


def _bytes(data: dict[str, Any]) -> int:
    return len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


def _is_plain(value: Any, depth: int) -> bool:
    """Says whether both databases can keep a value as JSON."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, bool) or value is None:
        return True
    if isinstance(value, int | float):
        return abs(value) <= LARGEST_NUMBER  # neither infinite nor no number at all
    if depth == 0:
        return False
    if isinstance(value, list):
        return all(_is_plain(one, depth - 1) for one in value)
    return all(_is_plain(key, 0) and _is_plain(one, depth - 1) for key, one in value.items())


def _is_text(value: Any, most: int) -> bool:
    return value is None or (isinstance(value, str) and len(value) <= most)


def _progress(data: dict[str, Any]) -> str:
    if data.get("state") not in STATES:
        return "Its state is none of to do, in progress, done and skipped."
    if not _is_text(data.get("title"), TITLE_LENGTH):
        return "Its title is too long."
    path = data.get("path")
    return "" if path is None or path == "" or is_code(path) else "Its path is no code."


def _bookmark(data: dict[str, Any]) -> str:
    if not isinstance(data.get("on"), bool):
        return "It does not say whether the bookmark is set."
    if not _is_text(data.get("note"), NOTE_LENGTH):
        return "Its note is longer than 2,000 characters."
    return "" if _is_text(data.get("title"), TITLE_LENGTH) else "Its title is too long."


def _review(data: dict[str, Any]) -> str:
    rating, card = data.get("rating"), data.get("card")
    is_rating = isinstance(rating, int) and not isinstance(rating, bool) and 1 <= rating <= 4
    return "" if is_rating and isinstance(card, dict) else "It is no rating of a card."


def _answer(data: dict[str, Any]) -> str:
    return "" if isinstance(data.get("right"), bool) else "It does not say whether the answer was right."


def _interview(data: dict[str, Any]) -> str:
    return "" if isinstance(data.get("marks"), dict) else "It has no marks."


def _undo(data: dict[str, Any]) -> str:
    target = data.get("id")
    return "" if isinstance(target, str) and UID.match(target) else "It does not say what it takes back."


def _restart(data: dict[str, Any]) -> str:
    codes = data.get("codes")
    if isinstance(codes, list) and len(codes) <= CODES_RESTARTED and all(is_code(code) for code in codes):
        return ""
    return "It does not say which modules start again."


CHECKS: dict[str, Callable[[dict[str, Any]], str]] = {
    "progress": _progress,
    "bookmark": _bookmark,
    "review": _review,
    "answer": _answer,
    "interview": _interview,
    "undo": _undo,
    "restart": _restart,
}
