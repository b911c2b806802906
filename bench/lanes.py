"""Measures the lanes of search on the archive DATABASE_URL names.

    python -m bench.lanes [--rounds 3] [--seed 1] [--json]

For each lane: the time of the whole request, how many queries to the database it made and the time they took, and
on PostgreSQL the time of the same queries one right behind the other and that of the bare query (`bench.bare`), in
milliseconds. The last two are what is compared: a query costs PostgreSQL up to twice as much when a page does other
work before the next one, so that only what is asked alike can be told apart by what is asked. The two take turns in
being the first after the page, for the first takes longer.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase

from bench.asking import Asking

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")

COLUMNS = (
    "median", "p95", "db_queries", "db_median", "db_p95",
    "again_median", "again_p95", "bare_median", "bare_p95", "ratio",
)  # fmt: skip
SECONDS, LEAST = 12, 10  # a lane takes, unless that many of its queries have not been asked yet
Statement = tuple[str, Any]  # with its values
PLANNED = "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)"


@dataclass(frozen=True)
class Lane:
    """A way to ask, with what is asked.

    Arguments:
        call: asks the site.
        bare: returns the statements the database needs at least; none where nothing plain asks the same.
    """

    name: str
    queries: list[str]
    call: Callable[[str], HttpResponseBase]
    bare: Callable[[str], list] = lambda _: []


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lanes", description="Measures search.")
    parser.add_argument(
        "--rounds", type=int, default=3, help="how often each query is asked; the best counts (3)"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the choice of queries (1)")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
    options = parser.parse_args()

    import django

    django.setup()
    report = measure(rounds=options.rounds, seed=options.seed)
    print(json.dumps(report)) if options.json else show(report)


def show(report: dict) -> None:
    """Prints one archive's table."""
    print(f"\n{report['entries']:,} entries on {report['database']}; milliseconds; load {report['load']}")
    print(f"{'':<16}{'request':>17}{'database':>28}{'in one go':>19}{'bare query':>19}{'p95 to':>9}")
    print(
        f"{'lane':<16}{'median':>8}{'p95':>9}{'queries':>9}"
        + f"{'median':>10}{'p95':>9}" * 3
        + f"{'bare':>9}"
    )
    widths = (8, 9, 9, 10, 9, 10, 9, 10, 9, 9)
    for lane, row in report["lanes"].items():
        numbers = zip((row[column] for column in COLUMNS), widths, strict=True)
        print(f"{lane:<16}" + "".join(f"{'' if one is None else one:>{width}}" for one, width in numbers))


def measure(*, rounds: int, seed: int) -> dict:
    """Returns medians and 95th percentiles of each lane, in milliseconds.

    Arguments:
        rounds: how often each query is asked after a first time; the best counts.
        seed: of the choice of queries.
    """
    from django.db import connection

    asking = Asking(seed)
    with_bare = connection.vendor == "postgresql"
    rows = {lane.name: _timed(lane, rounds, with_bare=with_bare) for lane in lanes(asking)}
    for row in rows.values():
        row["ratio"] = _times(row["again_p95"], row["bare_p95"])
    return {
        "entries": asking.entries,
        "database": connection.vendor,
        "load": round(os.getloadavg()[0], 1),
        "lanes": rows,
    }


def lanes(asking: Asking) -> Iterator[Lane]:
    """Yields every lane, in the order of the table."""
    from django.test import Client

    from bench import bare
    from knowledge.models import Technology

    client = Client(SERVER_NAME="127.0.0.1")
    flask = Technology.objects.get(slug="flask")

    def search(query: str, **facets: str):
        return client.get("/search/", {"q": query, **facets})

    def filtered(query: str):
        return search(query, technology=flask.slug)

    def suggest(query: str):
        return client.get("/search/suggest/", {"q": query})

    def trace(text: str):
        return client.post("/search/trace/", {"q": text})

    yield Lane("empty page", ["x"] * 10, lambda _: client.get("/search/"))
    yield Lane("code", asking.codes(), search, bare.code)
    yield Lane("one word", asking.one_word(), search, bare.words)
    yield Lane("two words", asking.together(2), search, bare.words)
    yield Lane("three words", asking.together(3), search, bare.words)
    yield Lane("quoted", asking.phrases(), search, bare.words)
    yield Lane("filtered", asking.words("usual"), filtered, lambda text: bare.filtered(text, flask.pk))
    yield Lane("minus", asking.without(), search, bare.without)
    yield Lane("frequent words", asking.joined("frequent", "frequent"), search, bare.words)
    yield Lane("words apart", asking.joined("usual", "rare"), search)
    yield Lane("typo", asking.slips(), search, bare.typo)
    yield Lane("prefix", asking.starts(), suggest, bare.prefix)
    yield Lane("trace", asking.pastes(), trace, bare.trace)


def _timed(lane: Lane, rounds: int, *, with_bare: bool) -> dict[str, float | None]:
    """Asks the site and the database in turn, so that a busy moment of the machine falls on both.

    Of the rounds of a question the best counts: what is above it is other people's work.
    """
    whole, database, queries, again, least = [], [], [], [], []
    until = time.monotonic() + SECONDS
    for place, query in enumerate(lane.queries):
        if place >= LEAST and time.monotonic() > until:
            break
        answer = lane.call(query)
        if answer.status_code >= 400:
            raise SystemExit(f"{lane.name}: {query!r} answers {answer.status_code}")
        statements = lane.bare(query) if with_bare else []
        _run(statements, planned=True)
        tries = []
        for number in range(rounds):
            with _queries() as asked:
                started = time.perf_counter()
                lane.call(query)
                request = (time.perf_counter() - started) * 1000
            own = [one.statement for one in asked] if statements else []
            spent = sum(one.milliseconds for one in asked)
            compared = _compared(own, statements, bare_first=number % 2 == 1)
            tries.append((request, spent, len(asked), *compared))
        best = [min(times) for times in zip(*tries, strict=True)]
        whole.append(best[0])
        database.append(best[1])
        queries.append(best[2])
        if statements:
            again.append(best[3])
            least.append(best[4])
    number = {"db_queries": statistics.median_high(queries)}
    return (
        _summary("", whole)
        | number
        | _summary("db_", database)
        | _summary("again_", again)
        | _summary("bare_", least)
    )


def _summary(prefix: str, values: list[float]) -> dict[str, float | None]:
    if not values:
        return {f"{prefix}median": None, f"{prefix}p95": None}
    last = statistics.quantiles(values, n=20)[-1]
    return {f"{prefix}median": round(statistics.median(values), 2), f"{prefix}p95": round(last, 2)}


def _times(one: float | None, other: float | None) -> float | None:
    return round(one / other, 1) if one is not None and other else None


def _compared(own: list[Statement], bare: list[Statement], *, bare_first: bool) -> tuple[float, float]:
    """Returns how many milliseconds a page's own statements took, and the bare ones."""
    if bare_first:
        least = _run(bare, planned=True)
        return _run(own), least
    return _run(own), _run(bare, planned=True)


def _run(statements: list[Statement], *, planned: bool = False) -> float:
    """Returns how many milliseconds some statements took one right behind the other.

    Arguments:
        planned: whether they are planned for their indexes, as the site has its own planned.
    """
    from django.db import connection, transaction

    if not statements:
        return 0.0
    with transaction.atomic() if planned else nullcontext(), connection.cursor() as cursor:
        if planned:
            cursor.execute(PLANNED)
        started = time.perf_counter()
        for statement, values in statements:
            cursor.execute(statement, values)
        return (time.perf_counter() - started) * 1000


@dataclass(frozen=True)
class Query:
    """What a page asked the database, and how long it took."""

    statement: Statement
    milliseconds: float


@contextmanager
def _queries() -> Iterator[list[Query]]:
    """Gives a list that each query is added to."""
    from django.db import connection

    asked: list[Query] = []

    def timed(execute, statement, parameters, many, context):
        started = time.perf_counter()
        try:
            return execute(statement, parameters, many, context)
        finally:
            asked.append(Query((statement, parameters), (time.perf_counter() - started) * 1000))

    with connection.execute_wrapper(timed):
        yield asked


if __name__ == "__main__":
    main()
