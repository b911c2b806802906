"""Measures the words, typo and prefix lanes of search on the archive DATABASE_URL names.

    python -m bench.search [--rounds 5] [--json]

Words are drawn from the archive itself, frequent ones and rare ones. For each lane the time of the whole
call, the time its queries took, and the time of the bare indexed query are printed, in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")

QUERIES = 40


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures search.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each query is asked (3)")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of queries (1)")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
    options = parser.parse_args()

    import django

    django.setup()
    report = measure(rounds=options.rounds, seed=options.seed)
    if options.json:
        print(json.dumps(report))
        return
    print(f"{report['entries']} entries on {report['database']}; milliseconds")
    print(f"{'lane':<16}{'median':>9}{'p95':>9}{'db median':>11}{'db p95':>9}{'bare p95':>10}")
    for lane, row in report["lanes"].items():
        numbers = (row["median"], row["p95"], row["db_median"], row["db_p95"], row["bare_p95"])
        print(
            f"{lane:<16}"
            + "".join(
                f"{number:>{width}.1f}" for number, width in zip(numbers, (9, 9, 11, 9, 10), strict=True)
            )
        )


def measure(*, rounds: int, seed: int) -> dict:
    """Returns medians and 95th percentiles of each lane, in milliseconds.

    Arguments:
        rounds: how often each query is asked; the first time is not measured.
        seed: of the choice of queries.
    """
    from django.db import connection

    from knowledge.models import EntryPage
    from knowledge.search.searching import search
    from knowledge.search.suggesting import suggest

    rng = random.Random(seed)
    frequent, rare = _words(rng, frequent=True), _words(rng, frequent=False)
    pairs = [f"{one} {other}" for one, other in zip(frequent, rare, strict=False)]
    starts = [word[: rng.randint(2, 5)] for word in frequent + rare]
    lanes: dict[str, tuple[list[str], Callable[[str], object]]] = {
        "frequent word": (frequent, search),
        "rare word": (rare, search),
        "two words": (pairs, search),
        "typo": ([_mistyped(word, rng) for word in rare], search),
        "prefix": (starts[:QUERIES], suggest),
        "prefix, two": ([f"how {start}" for start in starts[:QUERIES]], suggest),
    }
    return {
        "entries": EntryPage.objects.live().count(),
        "database": connection.vendor,
        "lanes": {
            name: _timed(queries, call, _bare if call is search else None, rounds)
            for name, (queries, call) in lanes.items()
        },
    }


def _words(rng: random.Random, *, frequent: bool) -> list[str]:
    from knowledge.models import SearchWord

    words = SearchWord.objects.filter(is_name=False, word__regex="^[a-z]{6,12}$")
    most = words.order_by("-entries").values_list("word", flat=True)[:400]
    least = words.filter(entries__gte=2).order_by("entries", "word").values_list("word", flat=True)[:400]
    return rng.sample(list(most if frequent else least), QUERIES)


def _mistyped(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _timed(
    queries: Iterable[str], call: Callable[[str], object], bare: Callable[[str], None] | None, rounds: int
) -> dict[str, float]:
    whole, database, bares = [], [], []
    for query in queries:
        call(query)
        for _ in range(rounds):
            with _Clock() as clock:
                started = time.perf_counter()
                call(query)
                whole.append((time.perf_counter() - started) * 1000)
            database.append(clock.milliseconds)
            if bare is not None:
                started = time.perf_counter()
                bare(query)
                bares.append((time.perf_counter() - started) * 1000)
    return {
        "median": statistics.median(whole),
        "p95": _p95(whole),
        "db_median": statistics.median(database),
        "db_p95": _p95(database),
        "bare_p95": _p95(bares) if bares else 0.0,
    }


def _bare(query: str) -> None:
    """What the database needs at least: the matching live entries, the best twenty, and how many they are."""
    from hub.core.search_query import parse
    from knowledge.models import EntryPage
    from knowledge.search import backend
    from knowledge.search.expressions import all_of
    from knowledge.search.matching import read

    terms = read(parse(query)).terms
    if terms:
        found = EntryPage.objects.live().filter(backend.index().matching(all_of(term.node for term in terms)))
        backend.index().ranked(found, terms, limit=20, all_fields=True)


class _Clock:
    """Adds up the time that queries take."""

    def __enter__(self) -> _Clock:
        from django.db import connection

        self.milliseconds = 0.0
        self._wrapper = connection.execute_wrapper(self._timed)
        self._wrapper.__enter__()
        return self

    def _timed(self, execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.milliseconds += (time.perf_counter() - started) * 1000

    def __exit__(self, *error) -> None:
        self._wrapper.__exit__(*error)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
