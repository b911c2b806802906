"""Which queries are searched, and which of them find nothing: numbers alone, and few queries stay private.

Only the telling words of a query are kept, never who asked or when within the day. What may hold a secret
or something personal is not counted at all, and nothing is shown before it was searched five times.
"""
# ruff: noqa: S608 - the only name put into the statement is a table's

from __future__ import annotations

import atexit
import logging
import os
import re
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import Error, connection
from django.db.models import Q, Sum
from django.utils import timezone

from hub.core.search_query import SearchQuery
from knowledge.models.search import MAX_QUERY, SearchCount
from knowledge.search.analysis import parts_of, stem
from knowledge.search.terms import normalised

logger = logging.getLogger(__name__)

SHOWN_FROM = 5  # searches; below that a query may point to one person
MOST_WORDS = 8  # a longer text is a pasted error or a story
MOST_QUERIES = 2000  # distinct ones waiting in a process
FLUSH_SECONDS = 10
KEPT = timedelta(days=180)
# Addresses, keys, tokens, card and telephone numbers, paths with somebody's name in them.
PRIVATE = re.compile(
    r"""@\w+\.\w | :// | \d{5,} | (?:\d[ .-]?){9,} | [\\/](?:home|users)[\\/]
      | (?i:passwor[dt]|passwd|secret|token|api[_-]?key|bearer)\s*[:=]
      | \b(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{20,}""",
    re.VERBOSE | re.IGNORECASE,
)

UPSERT = f"""
    INSERT INTO {SearchCount._meta.db_table} (query, day, found, number) VALUES (%s, %s, %s, %s)
    ON CONFLICT (query, day, found)
    DO UPDATE SET number = {SearchCount._meta.db_table}.number + excluded.number
"""


@dataclass(frozen=True)
class SearchNumber:
    """A query and how often it was searched."""

    query: str
    number: int


@dataclass(frozen=True)
class WantedEntry:
    """Searches that found nothing and ask for the same.

    Arguments:
        query: the most frequent wording.
        number: of all wordings together.
        wordings: each with its own number, most frequent first.
    """

    query: str
    number: int
    wordings: list[SearchNumber]


class SearchBuffer:
    """The searches of one process that are not written yet."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Starts empty; in a forked child what the parent holds is the parent's to write."""
        self._lock = threading.Lock()
        self._numbers: Counter[tuple[str, date, bool]] = Counter()
        self._timer: threading.Timer | None = None

    def add(self, query: str, *, found: bool) -> None:
        """Counts one search. Returns at once: nothing is written while a visitor waits."""
        key = (query, timezone.localdate(), found)
        with self._lock:
            if key in self._numbers or len(self._numbers) < MOST_QUERIES:
                self._numbers[key] += 1
            if self._timer is None:
                self._timer = threading.Timer(FLUSH_SECONDS, self._flush_in_thread)
                self._timer.daemon = True
                self._timer.start()

    def _flush_in_thread(self) -> None:
        try:
            self.flush()
        finally:
            connection.close()  # the thread ends, and its connection with it

    def flush(self) -> int:
        """Writes what was gathered and returns how many searches that were; on an error they are dropped."""
        with self._lock:
            numbers, self._numbers = self._numbers, Counter()
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
        rows = [(query, day, found, number) for (query, day, found), number in sorted(numbers.items())]
        if not rows:
            return 0
        try:
            with connection.cursor() as cursor:
                cursor.executemany(UPSERT, rows)
        except Error:
            logger.exception("Searches could not be counted.")
            return 0
        return numbers.total()

    def discard(self) -> None:
        """Throws away what was gathered."""
        with self._lock:
            timer, self._timer = self._timer, None
            self._numbers = Counter()
        if timer is not None:
            timer.cancel()

    def at_exit(self) -> None:
        """Writes the rest when the process ends in good order."""
        if self._numbers:
            self.flush()
            connection.close()


buffer = SearchBuffer()
atexit.register(buffer.at_exit)
os.register_at_fork(after_in_child=buffer.forget)


def countable(query: SearchQuery) -> str:
    """Returns a query as it may be counted, or nothing where it may not be."""
    text = " ".join((*query.words, *query.phrases))
    if not text or PRIVATE.search(text) or "\n" in text:
        return ""
    wording = normalised(text)
    return wording if len(wording) <= MAX_QUERY and len(wording.split()) <= MOST_WORDS else ""


def count_search(query: SearchQuery, *, found: bool) -> None:
    """Counts a search that somebody sent off; what may be private is left out.

    Not for suggestions while typing, further pages, or robots.

    Arguments:
        query: as typed.
        found: whether entries had all of its words.
    """
    wording = countable(query)
    if wording:
        buffer.add(wording, found=found)


def unanswered(*, days: int = 90, limit: int = 200) -> list[SearchNumber]:
    """Returns what was searched and not found at least `SHOWN_FROM` times, most frequent first.

    Arguments:
        days: how far back.
        limit: how many queries at most.
    """
    return _numbers(Q(found=False), days=days, limit=limit)


def most_searched(*, days: int = 90, limit: int = 50) -> list[SearchNumber]:
    """Returns what was searched at least `SHOWN_FROM` times, most frequent first."""
    return _numbers(Q(), days=days, limit=limit)


def _numbers(condition: Q, *, days: int, limit: int) -> list[SearchNumber]:
    since = timezone.localdate() - timedelta(days=days)
    rows = (
        SearchCount.objects.filter(condition, day__gte=since)
        .values_list("query")
        .annotate(total=Sum("number"))
        .filter(total__gte=SHOWN_FROM)
        .order_by("-total", "query")
    )
    return [SearchNumber(query, number) for query, number in rows[:limit]]


def wanted_entries(*, days: int = 90, limit: int = 50) -> list[WantedEntry]:
    """Returns unanswered searches grouped by what they ask for, the most wanted first."""
    return cluster(unanswered(days=days))[:limit]


def cluster(searches: list[SearchNumber]) -> list[WantedEntry]:
    """Groups searches that ask for the same: more than half of their words in common.

    Arguments:
        searches: most frequent first; each joins the first group whose leading wording it shares.
    """
    groups: list[tuple[set[str], list[SearchNumber]]] = []
    for one in searches:
        words = {stem(part) for part in parts_of(one.query)} or {one.query}
        home = next((group for group in groups if _alike(words, group[0])), None)
        if home is None:
            groups.append((words, [one]))
        else:
            home[1].append(one)
    wanted = [WantedEntry(own[0].query, sum(one.number for one in own), own) for _, own in groups]
    return sorted(wanted, key=lambda one: (-one.number, one.query))


def _alike(words: set[str], others: set[str]) -> bool:
    return len(words & others) * 2 > len(words | others)


def forget_old() -> int:
    """Deletes counts older than half a year; returns how many."""
    return SearchCount.objects.filter(day__lt=timezone.localdate() - KEPT).delete()[0]
