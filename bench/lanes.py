"""Measures the lanes of search on the archive DATABASE_URL names.

    python -m bench.lanes [--rounds 3] [--json]

Queries are drawn from the archive itself. For each lane the time of the whole request, the time its queries
took, and the time of the bare query are given, in milliseconds. The bare query is what PostgreSQL needs at
least to answer the same from its index: the best twenty entries that match and how many they are, the first
titles that begin so, the signatures with the terms of a message.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")

QUERIES = 40
Bare = Callable[[str], object]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.lanes", description="Measures search.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each query is asked (3)")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of queries (1)")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of a table")
    options = parser.parse_args()

    import django

    django.setup()
    report = measure(rounds=options.rounds, seed=options.seed)
    print(json.dumps(report)) if options.json else show(report)


def show(report: dict) -> None:
    """Prints one archive's table."""
    print(f"\n{report['entries']:,} entries on {report['database']}; milliseconds")
    print(
        f"{'lane':<16}{'median':>9}{'p95':>9}{'db median':>11}{'db p95':>9}{'bare median':>13}{'bare p95':>10}"
    )
    for lane, row in report["lanes"].items():
        columns = ("median", "p95", "db_median", "db_p95", "bare_median", "bare_p95")
        widths = (9, 9, 11, 9, 13, 10)
        numbers = [f"{row[column]:>{width}.1f}" for column, width in zip(columns, widths, strict=True)]
        print(f"{lane:<16}{''.join(numbers)}")


def measure(*, rounds: int, seed: int) -> dict:
    """Returns medians and 95th percentiles of each lane, in milliseconds.

    Arguments:
        rounds: how often each query is asked; the first time is not measured.
        seed: of the choice of queries.
    """
    from django.db import connection
    from django.test import Client

    from knowledge.models import EntryPage

    rng = random.Random(seed)
    client = Client(SERVER_NAME="127.0.0.1")

    def search(query: str, **facets: str):
        return client.get("/search/", {"q": query, **facets})

    def suggest(query: str):
        return client.get("/search/suggest/", {"q": query})

    def trace(text: str):
        return client.post("/search/trace/", {"q": text})

    lanes: dict[str, tuple[list[str], Callable[[str], object], Bare]] = {
        "code": (_codes(rng), search, _bare_code),
        "frequent word": (_words(rng, "frequent"), search, _bare_words),
        "rare word": (_words(rng, "rare"), search, _bare_words),
        "two words": (_joined(rng, "usual", "rare"), search, _bare_words),
        "three words": (_joined(rng, "usual", "usual", "usual"), search, _bare_words),
        "frequent words": (_joined(rng, "frequent", "frequent"), search, _bare_words),
        "phrase": ([f'"{one}"' for one in _phrases(rng)], search, _bare_words),
        "filtered": (_joined(rng, "usual"), lambda query: search(query, technology="flask"), _bare_words),
        "typo": ([_mistyped(word, rng) for word in _words(rng, "rare")], search, _bare_typo),
        "prefix": (_starts(rng), suggest, _bare_prefix),
        "trace": (_pastes(rng), trace, _bare_trace),
    }
    return {
        "entries": EntryPage.objects.live().count(),
        "database": connection.vendor,
        "lanes": {
            name: _timed(queries, call, bare if connection.vendor == "postgresql" else None, rounds)
            for name, (queries, call, bare) in lanes.items()
        },
    }


# --- What is asked -----------------------------------------------------------------------------------


def _words(rng: random.Random, share: str) -> list[str]:
    """Words nearly every tenth entry has, those that one in a hundred or so has, and those few have."""
    from knowledge.models import EntryPage, SearchWord

    entries = EntryPage.objects.live().count()
    words = SearchWord.objects.filter(is_name=False, word__regex="^[a-z]{6,12}$")
    bounds = {
        "frequent": (entries // 20, entries // 2),
        "usual": (entries // 200, entries // 20),
        "rare": (2, max(entries // 500, 10)),
    }[share]
    found = words.filter(entries__gte=bounds[0], entries__lte=bounds[1]).order_by("word")
    return rng.choices(list(found.values_list("word", flat=True)[:20_000]), k=QUERIES)


def _joined(rng: random.Random, *shares: str) -> list[str]:
    return [" ".join(words) for words in zip(*(_words(rng, share) for share in shares), strict=True)]


def _titles(rng: random.Random) -> list[list[str]]:
    from knowledge.models import EntryPage

    ids = list(EntryPage.objects.live().order_by("pk").values_list("pk", flat=True)[:100_000])
    titles = EntryPage.objects.filter(pk__in=rng.sample(ids, QUERIES)).values_list("title", flat=True)
    return [[word.strip("(),.?:`\"'") for word in title.split()] for title in titles]


def _phrases(rng: random.Random) -> list[str]:
    return [" ".join(words[-4:-2]) for words in _titles(rng)]


def _starts(rng: random.Random) -> list[str]:
    return [
        rng.choice([word for word in words if len(word) > 2])[: rng.randint(2, 5)] for words in _titles(rng)
    ]


def _codes(rng: random.Random) -> list[str]:
    from knowledge.models import EntryPage

    return rng.sample(
        list(EntryPage.objects.live().order_by("pk").values_list("code", flat=True)[:50_000]), QUERIES
    )


def _mistyped(word: str, rng: random.Random) -> str:
    place = rng.randrange(1, len(word) - 2)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _pastes(rng: random.Random) -> list[str]:
    from knowledge.models import DebugEntryPage

    ids = list(DebugEntryPage.objects.live().order_by("pk").values_list("pk", flat=True)[:50_000])
    entries = DebugEntryPage.objects.filter(pk__in=rng.sample(ids, min(QUERIES, len(ids))))
    return [
        "Traceback (most recent call last):\n"
        f'  File "/srv/app/{rng.randrange(99)}/views.py", line {rng.randrange(900)}, in handle\n'
        f"    return run(order)\n{entry.messages[0].value}\n"
        for entry in entries
    ]


# --- What the database needs at least ----------------------------------------------------------------


def _rows(statement: str, values: list) -> list:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def _bare_code(code: str) -> object:
    return _rows("SELECT page_ptr_id FROM knowledge_entrypage WHERE code = %s", [code])


def _bare_words(text: str) -> object:
    """The best twenty by `ts_rank`, and how many match."""
    from hub.core.search_query import parse
    from knowledge.search.expressions import all_of
    from knowledge.search.matching import read
    from knowledge.search.postgres import _query

    wanted = _query(all_of(term.node for term in read(parse(text)).terms))
    return _best(wanted)


def _best(wanted: str) -> object:
    return _rows(
        "SELECT entry_id, ts_rank(lexemes, query) AS score, count(*) OVER ()"
        " FROM knowledge_searchindex, CAST(%s AS tsquery) AS query WHERE lexemes @@ query"
        " ORDER BY score DESC, entry_id LIMIT 20",
        [wanted],
    )


def _bare_typo(text: str) -> object:
    """The words a slip away, and then what they match."""
    from knowledge.search import vocabulary
    from knowledge.search.postgres import _quoted

    letters = sorted(vocabulary.deletions(text, vocabulary.slips_allowed(text)))
    found = _rows(
        "SELECT DISTINCT w.stem, w.entries FROM knowledge_worddeletion d JOIN knowledge_searchword w"
        " ON w.id = d.word_id WHERE d.letters = ANY(%s) ORDER BY w.entries DESC",
        [letters],
    )
    return _best(_quoted(found[0][0])) if found else None


def _bare_prefix(text: str) -> object:
    return _rows(
        "SELECT s.entry_id, p.title FROM knowledge_titlestart s JOIN wagtailcore_page p ON p.id = s.entry_id"
        " WHERE s.key LIKE %s ORDER BY s.key LIMIT 8",
        [f"{text.lower()}%"],
    )


def _bare_trace(text: str) -> object:
    """The first signatures of each term of the message, with their entries."""
    from knowledge.traces.indexing import MOST_POSTINGS, term_key
    from knowledge.traces.parsing import parse
    from knowledge.traces.signatures import fingerprint, terms

    keys = [term_key(term) for one in parse(text).candidates for term in terms(fingerprint(one))]
    scan = (
        f"(SELECT signature_id FROM knowledge_signatureterm WHERE term = %s"
        f" ORDER BY signature_id DESC LIMIT {MOST_POSTINGS})"
    )
    if not keys:
        return None
    ids = " UNION ALL ".join([scan] * len(keys))
    return _rows(
        f"SELECT s.template, e.code FROM knowledge_entrysignature s JOIN knowledge_entrypage e"
        f" ON e.page_ptr_id = s.entry_id WHERE s.id IN ({ids})",
        keys,
    )


# --- Clocks ------------------------------------------------------------------------------------------


def _timed(
    queries: list[str], call: Callable[[str], object], bare: Bare | None, rounds: int
) -> dict[str, float]:
    whole, database, least = [], [], []
    for query in queries:
        call(query)
        for _ in range(rounds):
            with _database_time() as spent:
                started = time.perf_counter()
                call(query)
                whole.append((time.perf_counter() - started) * 1000)
            database.append(sum(spent))
        if bare is None:
            continue
        bare(query)
        for _ in range(rounds):
            with _database_time() as spent:
                bare(query)
            least.append(spent[-1] if bare is _bare_words else sum(spent))
    return {
        "median": statistics.median(whole),
        "p95": _p95(whole),
        "db_median": statistics.median(database),
        "db_p95": _p95(database),
        "bare_median": statistics.median(least) if least else 0.0,
        "bare_p95": _p95(least) if least else 0.0,
    }


@contextmanager
def _database_time() -> Iterator[list[float]]:
    """Gives a list that the milliseconds of each query are added to."""
    from django.db import connection

    spent: list[float] = []

    def timed(execute, statement, parameters, many, context):
        started = time.perf_counter()
        try:
            return execute(statement, parameters, many, context)
        finally:
            spent.append((time.perf_counter() - started) * 1000)

    with connection.execute_wrapper(timed):
        yield spent


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
