"""What the hub knows about a person: each app says what it keeps, and the account page puts it together.

An app registers in its `AppConfig.ready()`; whoever shows, exports or deletes asks all of them, so no
app has to know another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PersonalData:
    """What one app keeps about people with an account.

    Arguments:
        key: its name in the exported file, and the anchor of its part of the page.
        label: its heading for people.
        template: shows it on `/me/`; gets what `context` returns. Empty for what is only exported.
        context: takes a user, returns what the template shows, with a number of queries that does not grow.
        export: takes a user, returns what JSON can hold; with all there is, under names people understand.
        erase: takes a user, forgets who it was and keeps what others rely on. Runs within the transaction
            that deletes the account, before it is gone.
        position: order on the page, small first.
    """

    key: str
    label: str
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]
    template: str = ""
    context: Callable[[Any], dict[str, Any]] = lambda user: {}
    position: int = 100


_registered: dict[str, PersonalData] = {}


def register(data: PersonalData) -> None:
    """Makes an app's data known; again with the same key replaces it."""
    _registered[data.key] = data


def registered() -> Iterator[PersonalData]:
    """Yields what was registered, in the order of the page."""
    yield from sorted(_registered.values(), key=lambda data: (data.position, data.key))
