"""Counts what happens to entries: gathered in memory, written in bulk, folded into totals by the scheduler.

A web process keeps numbers for at most `FLUSH_SECONDS` and then appends them to `PendingCount` with one
statement, in a thread of its own; what a crash can lose is that interval. Appending never waits for a row
that somebody else holds. `fold` moves everything pending into the totals in one transaction.
"""

from __future__ import annotations

import atexit
import logging
import os
import secrets
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import Error, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from knowledge.models import DailyCount, EntryCount, EntryPage, Event, PendingCount

logger = logging.getLogger(__name__)

FLUSH_SECONDS = 10
MAX_KEYS = 5000  # distinct (entry, day, event); more are dropped while the database is away
WEEK = timedelta(days=7)

Key = tuple[int, date, str]


class Buffer:
    """The numbers of one process that are not written yet."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Starts empty; in a forked child what the parent holds is the parent's to write."""
        self._lock = threading.Lock()
        self._numbers: Counter[Key] = Counter()
        self._timer: threading.Timer | None = None

    def add(self, entry_id: int, event: str) -> None:
        """Counts one event. Returns at once: nothing is written while a visitor waits."""
        key = (entry_id, timezone.localdate(), str(event))
        with self._lock:
            if key in self._numbers or len(self._numbers) < MAX_KEYS:
                self._numbers[key] += 1
            self._arm()

    def _arm(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(FLUSH_SECONDS, self._flush_in_thread)
            self._timer.daemon = True  # `at_exit` writes the rest
            self._timer.start()

    def _flush_in_thread(self) -> None:
        with self._lock:
            self._timer = None
        try:
            self.flush()
        finally:
            connection.close()  # the thread ends, and its connection with it

    def flush(self) -> int:
        """Writes what was gathered; keeps it for the next time when the database is away.

        Returns:
            How many events were written.
        """
        with self._lock:
            numbers, self._numbers = self._numbers, Counter()
        if not numbers:
            return 0
        try:
            PendingCount.objects.bulk_create(
                [
                    PendingCount(entry_number=entry_id, day=day, event=event, number=number)
                    for (entry_id, day, event), number in numbers.items()
                ]
            )
        except Error:
            logger.exception("Counts could not be written; they are kept for the next time.")
            with self._lock:
                self._numbers.update(numbers)
                self._arm()
            return 0
        return numbers.total()

    def discard(self) -> None:
        """Throws away what was gathered."""
        self._disarm()
        self.forget()

    def at_exit(self) -> None:
        """Writes the rest when the process ends in good order."""
        self._disarm()
        if self._numbers:
            self.flush()
            connection.close()

    def _disarm(self) -> None:
        with self._lock:
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()


buffer = Buffer()
atexit.register(buffer.at_exit)
os.register_at_fork(after_in_child=buffer.forget)


# --- What the scheduler does -------------------------------------------------------------------------

ADD_TO_TOTALS = """
    INSERT INTO {total} (entry_id, views, uses, helped, uses_this_week)
    SELECT entry_number,
           SUM(CASE WHEN event = 'view' THEN number ELSE 0 END),
           SUM(CASE WHEN event = 'use' THEN number ELSE 0 END),
           SUM(CASE WHEN event = 'helped' THEN number ELSE 0 END),
           0
    FROM {pending} WHERE batch = %s AND entry_number IN (SELECT page_ptr_id FROM {entry})
    GROUP BY entry_number
    ON CONFLICT (entry_id) DO UPDATE SET
        views = {total}.views + excluded.views,
        uses = {total}.uses + excluded.uses,
        helped = {total}.helped + excluded.helped
"""
ADD_TO_DAYS = """
    INSERT INTO {daily} (entry_id, day, event, number)
    SELECT entry_number, day, event, SUM(number)
    FROM {pending} WHERE batch = %s AND entry_number IN (SELECT page_ptr_id FROM {entry})
    GROUP BY entry_number, day, event
    ON CONFLICT (entry_id, event, day) DO UPDATE SET number = {daily}.number + excluded.number
"""


def fold() -> int:
    """Adds everything pending to the totals and the days, all of it or nothing.

    The rows are marked first: a row that another process commits meanwhile bears no mark and waits for the
    next time. The number of statements does not depend on how much is pending.

    Returns:
        How many rows were folded.
    """
    batch = secrets.token_hex(8)
    names = {
        "total": EntryCount._meta.db_table,
        "daily": DailyCount._meta.db_table,
        "pending": PendingCount._meta.db_table,
        "entry": EntryPage._meta.db_table,
    }
    if not PendingCount.objects.exists():  # most of the time; on SQLite a transaction would stop writers
        return 0
    with _alone() as cursor:
        marked = PendingCount.objects.filter(batch="").update(batch=batch)
        cursor.execute(ADD_TO_TOTALS.format(**names), [batch])
        cursor.execute(ADD_TO_DAYS.format(**names), [batch])
        PendingCount.objects.filter(batch=batch).delete()
        _set_week()
    return marked


def recount_week() -> None:
    """Sets the uses of the last seven days, today included, of every entry that had any."""
    with _alone():
        _set_week()


@contextmanager
def _alone() -> Iterator[CursorWrapper]:
    """A transaction in which nobody else writes totals: two that did would wait for each other's rows.

    SQLite has one writer in any case. Readers never wait.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {EntryCount._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        yield cursor


def _set_week() -> None:
    since = timezone.localdate() - WEEK
    uses = DailyCount.objects.filter(entry=OuterRef("pk"), event=Event.USE, day__gt=since)
    number = uses.order_by().values("entry").annotate(total=Sum("number")).values("total")
    EntryCount.objects.filter(Q(uses_this_week__gt=0) | Exists(uses)).update(
        uses_this_week=Coalesce(Subquery(number), 0)
    )
