"""Imports take turns: each plans with what the one before has made, so that two never make a thing twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

IMPORTS = 0x48554249  # the name of PostgreSQL's advisory lock: any number nobody else uses


@contextmanager
def turn() -> Iterator[None]:
    """Waits until no other import runs on the same PostgreSQL database, and keeps others waiting.

    A process that dies gives its turn up with its connection. SQLite has no such lock and needs none for
    what it is chosen for: one machine, where imports are started by hand.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [IMPORTS])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORTS])
