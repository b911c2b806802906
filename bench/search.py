"""Measures search on archives of several sizes and compares them.

    python -m bench.search [5500 100000 1000000] [--rounds 3] [--no-sqlite]

Without sizes it takes those of BENCH_SIZES, or 5,500 and 100,000 entries. A database that is missing is made
on the server DATABASE_URL_POSTGRES names, and kept; a million entries need 30 GB.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from bench import archives, lanes

SIZES = "5500 100000"
ON_SQLITE = 5500  # entries
RESULTS = Path("bench-results.json")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.search", description="Measures search.")
    parser.add_argument("sizes", nargs="*", type=int, help=f"entries of the archives ({SIZES})")
    parser.add_argument("--rounds", type=int, default=3, help="how often each query is asked (3)")
    parser.add_argument("--no-sqlite", action="store_true", help="leave SQLite out")
    options = parser.parse_args()
    keep({"search": measure(options.sizes, rounds=options.rounds, sqlite=not options.no_sqlite)})


def measure(sizes: list[int], *, rounds: int, sqlite: bool = True) -> dict:
    """Measures every archive in a process of its own, prints the tables and returns them.

    Arguments:
        sizes: entries; empty for those of the environment.
        rounds: how often each query is asked.
        sqlite: whether SQLite is measured as well.
    """
    sizes = sorted(sizes or map(int, os.environ.get("BENCH_SIZES", SIZES).split()))
    server = os.environ.get("DATABASE_URL_POSTGRES", archives.SERVER)
    reports = []
    if archives.is_reachable(server):
        for size in sizes:
            reports.append(_measured(archives.on_postgresql(size, server=server), rounds))
            lanes.show(reports[-1])
    else:
        print(f"No PostgreSQL answers at {server}: search is measured on SQLite only.")
    grown = growth(reports)
    for one in grown:
        _show_growth(one)
    if sqlite:
        reports.append(_measured(archives.on_sqlite(ON_SQLITE), rounds))
        lanes.show(reports[-1])
    return {"archives": reports, "growth": grown}


def growth(reports: list[dict]) -> list[dict]:
    """Returns by how much each lane's median time in the database grows from size to size.

    What an index costs that finds its place by halving grows as the logarithm of the entries does.
    """
    return [
        {
            "from": smaller["entries"],
            "to": larger["entries"],
            "logarithm": round(math.log(larger["entries"]) / math.log(smaller["entries"]), 2),
            "lanes": {
                name: round(row["db_median"] / before, 2)
                for name, row in larger["lanes"].items()
                if (before := smaller["lanes"][name]["db_median"])
            },
        }
        for smaller, larger in pairwise(reports)
    ]


def keep(results: dict) -> None:
    """Puts results into the file of results, beside what it holds of other measurements."""
    known = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    RESULTS.write_text(json.dumps({**known, **results}, indent=2) + "\n")
    print(f"\nWritten to {RESULTS}")


def _measured(url: str, rounds: int) -> dict:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hub.settings.test"}
    done = subprocess.run(
        [sys.executable, "-m", "bench.lanes", "--json", "--rounds", str(rounds)],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def _show_growth(one: dict) -> None:
    print(
        f"\nFrom {one['from']:,} to {one['to']:,} entries the median time in the database grows by"
        f" (logarithm: × {one['logarithm']})"
    )
    for name, times in one["lanes"].items():
        print(f"{name:<16}{'× ' + str(times):>8}")


if __name__ == "__main__":
    main()
