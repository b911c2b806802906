"""Times every page on an SQLite database of its own, then search on PostgreSQL, then importing an archive, then
sending a letter to many, and writes bench-results.json.

Usage: python -m bench [--entries N] [--rounds N] [--no-search] [--no-imports] [--no-mail]

The numbers are those of the process that makes a page, without network, proxy or cache in front, so that
two versions of the code can be compared on the same machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time

from bench import importing, mail, search


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Times the site.")
    parser.add_argument(
        "--entries", type=int, default=2000, help="synthetic entries beside the starter content"
    )
    parser.add_argument("--rounds", type=int, default=20, help="how often each case is timed")
    parser.add_argument("--no-search", action="store_true", help="time pages only")
    parser.add_argument("--no-imports", action="store_true", help="import no archive")
    parser.add_argument("--no-mail", action="store_true", help="send no letter")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as directory:
        os.environ["DATABASE_URL"] = f"sqlite:///{directory}/bench.sqlite3"
        os.environ["DJANGO_SETTINGS_MODULE"] = "hub.settings.test"
        prepared = _prepare(options.entries)

        from bench.cases import cases
        from bench.timing import time_case

        rows = [time_case(case, options.rounds) for case in cases()]
    _show(rows, prepared)
    about = {"python": platform.python_version(), "cores": os.cpu_count(), "entries": options.entries}
    results = {**about, "prepared_s": prepared, "cases": rows}
    if not options.no_search:
        results["search"] = search.measure([], rounds=3)
    if not options.no_imports:
        results["importing"] = importing.measure()
    if not options.no_mail:
        results["mail"] = mail.measure()
    search.keep(results)


def _prepare(entries: int) -> dict[str, float]:
    """Migrates, loads the starter content, adds synthetic entries; returns the seconds of each."""
    import django
    from django.core.management import call_command

    django.setup()
    steps: list[tuple[str, dict]] = [("migrate", {}), ("load_starter_content", {})]
    if entries:
        steps.append(("create_load_data", {"entries": entries}))
    took = {}
    with open(os.devnull, "w") as nowhere:
        for command, arguments in steps:
            started = time.perf_counter()
            call_command(command, stdout=nowhere, stderr=nowhere, verbosity=0, **arguments)
            took[command] = round(time.perf_counter() - started, 1)
    return took


def _show(rows: list[dict], prepared: dict[str, float]) -> None:
    width = max(len(row["name"]) for row in rows)
    print("Prepared: " + ", ".join(f"{name} {seconds} s" for name, seconds in prepared.items()) + "\n")
    print(f"{'':{width}}  queries  median ms   p95 ms       kB")
    for row in rows:
        if row["problem"]:
            print(f"{row['name']:{width}}  {row['problem']}")
            continue
        size = f"{row['bytes'] / 1024:.1f}" if row["bytes"] is not None else ""
        print(
            f"{row['name']:{width}}  {row['queries']:7}  {row['median_ms']:9}  {row['p95_ms']:7}  {size:>7}"
        )


if __name__ == "__main__":
    main()
