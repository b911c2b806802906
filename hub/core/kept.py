"""What nearly every page needs and hardly anything changes: kept in Django's cache until a row it is made of changes.

What is kept carries a stamp, and a change of any of the models named to `forget_on_change_of` makes a new one:
what was read before a change and put away after it is never believed. `QuerySet.update` sends no signal, and
the memory of one process knows nothing of another's changes, so everything is read again after a minute.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import uuid4

from django.apps import apps
from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import post_page_move

SECONDS = 60
STAMP = "kept"

Value = TypeVar("Value")


def kept(name: str, make: Callable[[], Value]) -> Value:
    """Returns a value from the cache, made anew where that has none or something changed.

    Arguments:
        name: of the value, the same wherever it is asked for.
        make: reads it; what it returns can be pickled, is small, and is nobody's in particular. Every caller
            gets a copy of its own.
    """
    key = f"{STAMP}:{name}"
    found = cache.get_many([STAMP, key])
    stamp, value = found.get(key, (None, None))
    if stamp is not None and stamp == found.get(STAMP):
        return value
    stamp = found.get(STAMP) or cache.get_or_set(STAMP, _stamp, timeout=None)
    made = make()
    cache.set(key, (stamp, made), timeout=SECONDS)
    return made


def forget_on_change_of(*classes: type[models.Model]) -> None:
    """Has everything read anew as soon as a row of some models, or of models made of them, changes.

    Each model is named to Django by itself: a receiver for all would have every deletion of anything read its
    rows first.
    """
    for model in apps.get_models():
        if issubclass(model, classes):
            for signal in (post_save, post_delete):
                signal.connect(forget, sender=model, dispatch_uid="kept")


@receiver(post_page_move)
def forget(**kwargs) -> None:
    """Has everything read anew: at once by who made the change, and by others once they can see it."""
    _make_stamp()
    transaction.on_commit(_make_stamp)


def _make_stamp() -> None:
    cache.set(STAMP, _stamp(), timeout=None)


def _stamp() -> str:
    return uuid4().hex
