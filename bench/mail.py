"""Measures sending to many: a letter under the worst conditions, and digests for everybody.

    python -m bench.mail [--readers 10000] [--kills 5] [--every 50]

On SQLite, and on PostgreSQL where a server answers at DATABASE_URL_POSTGRES. Each database is made for the run
and thrown away. What the letter goes through is told in `bench.letters`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench import archives
from bench.search import keep

NAME = "hub_bench_mail"
READERS, KILLS, EVERY = 10_000, 5, 50
ENTRIES = 300  # that all changed since the last digest


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.mail", description="Measures sending to many.")
    parser.add_argument("--readers", type=int, default=READERS, help=f"who get it ({READERS})")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how often the worker is killed ({KILLS})")
    parser.add_argument(
        "--every", type=int, default=EVERY, help=f"the server hangs up on every so manieth mail ({EVERY})"
    )
    parser.add_argument("--only", choices=["letter", "digest"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        sys.stdout.write(json.dumps(_one(options)))
        return
    keep({"mail": measure(options.readers, kills=options.kills, every=options.every)})


def measure(readers: int = READERS, *, kills: int = KILLS, every: int = EVERY) -> dict[str, dict]:
    """Measures on each database there is, prints the numbers and returns them.

    Arguments:
        readers: who get the letter, and as many the digest.
        kills: how often the worker is killed.
        every: after how many mails the server hangs up.
    """
    found = {}
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as directory:
        found["sqlite"] = _measured(f"sqlite:///{directory}/mail.sqlite3", readers, kills, every)
        server = os.environ.get("DATABASE_URL_POSTGRES", archives.SERVER)
        if archives.is_reachable(server):
            with psycopg.connect(server, autocommit=True) as connection:
                name = sql.Identifier(NAME)
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
                connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
                try:
                    url = urlunsplit(urlsplit(server)._replace(path=f"/{NAME}"))
                    found["postgresql"] = _measured(url, readers, kills, every)
                finally:
                    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
    for database, numbers in found.items():
        _show(database, numbers)
    return found


def _measured(url: str, readers: int, kills: int, every: int) -> dict:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.mail_settings"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=environment, check=True)
    told = {}
    for what in ("letter", "digest"):
        done = subprocess.run(
            [sys.executable, "-m", "bench.mail", "--only", what, "--readers", str(readers),
             "--kills", str(kills), "--every", str(every)],
            env=environment, check=True, stdout=subprocess.PIPE,
        )  # fmt: skip
        told[what] = json.loads(done.stdout)
    return told


def _one(options: argparse.Namespace) -> dict:
    import django

    django.setup()
    from bench import letters

    if options.only == "digest":
        return digests(options.readers)
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as directory:
        done = letters.send(
            letters.subscribe(options.readers),
            directory=Path(directory),
            database_url=os.environ["DATABASE_URL"],
            kills=options.kills,
            every=options.every,
        )
    return done.summary()


def digests(number: int) -> dict:
    """Composes and queues digests for as many subscribers, of whom no two wish for the same, on a database with
    the subscribers of the letter in it."""
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from contributions.newsletter import digests as making

    with open(os.devnull, "w") as nowhere:
        call_command("create_load_data", entries=ENTRIES, stdout=nowhere, stderr=nowhere)
    varied(number)
    until = timezone.now()
    before, begun = _megabytes(), time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        composed = making.compose("at-once", until)
    composing = time.perf_counter() - begun
    begun = time.perf_counter()
    queued = making._send_rhythm("at-once", until)
    return {
        "subscribers": len(composed),
        "queries_to_compose": len(asked),
        "seconds_to_compose": round(composing, 2),
        "queued": queued,
        "seconds_to_render_and_queue": round(time.perf_counter() - begun - composing, 1),
        "megabytes_before": round(before),
        "megabytes_at_most": round(_megabytes()),
    }


def varied(number: int) -> None:
    """Makes subscribers who are told at once, each with a choice of their own, and lets every entry change."""
    from datetime import timedelta

    from django.utils import timezone

    from contributions.newsletter.models import Subscriber
    from knowledge.models import EntryPage, Technology
    from knowledge.models.changes import ChangeKind, EntryChange

    told, changed = timezone.now() - timedelta(days=1), timezone.now() - timedelta(hours=1)
    EntryChange.objects.bulk_create(
        [
            EntryChange(
                entry=one, kind=ChangeKind.FIX_CHANGED, note="A flag was renamed.", published_at=changed
            )
            for one in EntryPage.objects.published()
        ],
        batch_size=500,
    )
    people = Subscriber.objects.bulk_create(
        [
            Subscriber(email=f"digest{n}@example.net", news=n % 4 != 0, rhythm="at-once", told_until=told)
            for n in range(number)
        ],
        batch_size=500,
    )
    entries = list(EntryPage.objects.published().values_list("pk", flat=True))
    technologies = list(Technology.objects.values_list("pk", flat=True))
    watching, choosing = Subscriber.entries.through, Subscriber.technologies.through
    watching.objects.bulk_create(
        [
            watching(
                subscriber_id=one.pk, entrypage_id=entries[(n * step + n // len(entries)) % len(entries)]
            )
            for n, one in enumerate(people)
            for step in (1, 7)
        ],
        batch_size=500,
        ignore_conflicts=True,
    )
    choosing.objects.bulk_create(
        [
            choosing(subscriber_id=one.pk, technology_id=technologies[n % len(technologies)])
            for n, one in enumerate(people)
        ],
        batch_size=500,
    )


def _megabytes() -> float:
    """The most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _show(database: str, numbers: dict) -> None:
    print(f"\nMail on {database}")
    for what, rows in numbers.items():
        for name, value in rows.items():
            print(f"  {what:7} {name.replace('_', ' '):28} {value}")


if __name__ == "__main__":
    main()
