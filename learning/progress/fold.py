"""What a log says of where somebody stands: the same as `static/js/learner-log.js` folds in the browser.

The order in which events arrive does not matter, only when they happened; of two at the same moment the one
with the greater id counts as the later.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from learning.progress.events import STATES, Event

UNTOUCHED, DOING, DONE, SKIPPED = STATES


@dataclass(frozen=True)
class Mark:
    """What was last said about an entry.

    Arguments:
        state: one of `events.STATES`.
        path: the code of the path it was met on, where it was one.
        title: what it was called then, for the day it is gone.
    """

    state: str
    at: datetime
    path: str = ""
    title: str = ""


@dataclass(frozen=True)
class Round:
    """An earlier walk of a path: when it was started again, and what had been said until then."""

    at: datetime
    marks: dict[str, Mark]


@dataclass
class Standing:
    """Where somebody stands.

    Arguments:
        marks: by code, of the round that is under way.
        rounds: by code of a path, the earlier rounds, oldest first.
    """

    marks: dict[str, Mark] = field(default_factory=dict)
    rounds: dict[str, list[Round]] = field(default_factory=dict)


def standing(events: Iterable[Event]) -> Standing:
    """Returns what a log amounts to; an event that was taken back never happened."""
    events = list(events)
    undone = {event.data["id"] for event in events if event.what == "undo"}
    found = Standing()
    for event in sorted(events, key=lambda event: (event.at, event.uid)):
        if event.what == "undo" or event.uid in undone:
            continue
        if event.what == "progress":
            data = event.data
            found.marks[event.code] = Mark(
                data["state"], event.at, data.get("path") or "", data.get("title") or ""
            )
        elif event.what == "restart":
            ended = {code: found.marks.pop(code) for code in event.data["codes"] if code in found.marks}
            if any(mark.state != UNTOUCHED for mark in ended.values()):
                found.rounds.setdefault(event.code, []).append(Round(event.at, ended))
    return found
