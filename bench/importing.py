"""Measures bringing in a whole archive: `import_entries` against adding its entries one by one by the page API.

    python -m bench.importing [--entries 5000] [--sample 500]

On SQLite, and on PostgreSQL where a server answers at DATABASE_URL_POSTGRES. The archive is made once and exported;
each run brings its documents into an empty hub, in a process of its own, until they are published and in every
index. Both ways get the same documents; one by one only as many as the sample, unless that is as large. After
that as many questions are read from one file, and become drafts, by the command and in the admin.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench import archives
from bench.banks import write_bank
from bench.search import keep

NAME, EMPTY = "hub_bench_import", "hub_bench_import_empty"
ENTRIES, FEWER, SAMPLE = 5000, 1000, 500
ONE_BY_ONE, IMPORT, ONE_FILE, ADMIN = "one by one", "import_entries", "one file", "in the admin"
WAYS = [ONE_BY_ONE, IMPORT, ONE_FILE, ADMIN]
OF_A_BANK = {"technology": "python", "level": "mid"}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.importing", description="Measures imports.")
    parser.add_argument("--entries", type=int, default=ENTRIES, help=f"of the archive ({ENTRIES})")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, help=f"how many of them go both ways ({SAMPLE})"
    )
    parser.add_argument("--only", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        sys.stdout.write(json.dumps(_brought(options.only, options.source)))
        return
    keep({"importing": measure(options.entries, sample=options.sample)})


def measure(entries: int = ENTRIES, *, sample: int = SAMPLE) -> dict[str, list[dict]]:
    """Measures on each database there is, prints the numbers and returns them.

    Arguments:
        entries: of the archive.
        sample: how many of them are brought in both ways.
    """
    found = {}
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as name:
        directory = Path(name)
        everything = _exported(directory, entries)
        found["sqlite"] = _runs(_fresh_sqlite(directory), everything, entries, sample)
        server = os.environ.get("DATABASE_URL_POSTGRES", archives.SERVER)
        if archives.is_reachable(server):
            with _fresh_postgresql(server) as fresh:
                found["postgresql"] = _runs(fresh, everything, entries, sample)
    for database, rows in found.items():
        _show(database, rows)
    return found


def _exported(directory: Path, entries: int) -> Path:
    """Makes an archive and returns a folder with its documents, a file each."""
    url, folder = f"sqlite:///{directory}/source.sqlite3", directory / "documents"
    _manage(url, "migrate", "-v0")
    _manage(url, "create_load_data", "--entries", str(entries), "--no-index")
    _manage(url, "export_entries", str(folder))
    return folder


def _some(folder: Path, number: int) -> Path:
    """Returns a folder with some of the documents, of every kind, and what they are about."""
    chosen = folder.with_name(f"{folder.name}-{number}")
    if not chosen.exists():
        paths = sorted(folder.glob("*/*.md"))
        random.Random(1).shuffle(paths)
        for path in paths[:number]:
            target = chosen / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        shutil.copyfile(folder / "taxonomy.yaml", chosen / "taxonomy.yaml")
    return chosen


def _bank(folder: Path, number: int) -> Path:
    """Returns a file with so many questions."""
    path = folder.with_name(f"bank-{number}.md")
    if not path.exists():
        write_bank(path, number)
    return path


def _runs(fresh: Callable[[], str], folder: Path, entries: int, sample: int) -> list[dict]:
    wanted = [(ONE_BY_ONE, sample), (IMPORT, sample)]
    wanted += [(way, number) for way in (IMPORT, ONE_FILE, ADMIN) for number in (FEWER, entries)]
    rows = []
    for way, number in dict.fromkeys((way, min(number, entries)) for way, number in wanted):
        source = _bank(folder, number) if way in {ONE_FILE, ADMIN} else _some(folder, number)
        done = subprocess.run(
            [sys.executable, "-m", "bench.importing", "--only", way, "--source", source],
            env=_environment(fresh()),
            check=True,
            stdout=subprocess.PIPE,
        )
        rows.append({"way": way, **json.loads(done.stdout)})
    return rows


def _fresh_sqlite(directory: Path) -> Callable[[], str]:
    empty, used = directory / "empty.sqlite3", directory / "used.sqlite3"
    _manage(f"sqlite:///{empty}", "migrate", "-v0")

    def fresh() -> str:
        for suffix in ("-wal", "-shm"):
            used.with_name(used.name + suffix).unlink(missing_ok=True)
        shutil.copyfile(empty, used)
        return f"sqlite:///{used}"

    return fresh


@contextmanager
def _fresh_postgresql(server: str) -> Iterator[Callable[[], str]]:
    with psycopg.connect(server, autocommit=True) as connection:

        def make(name: str, template: str) -> str:
            statement = "DROP DATABASE IF EXISTS {} WITH (FORCE)"
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
            if template:
                copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
                connection.execute(copied.format(sql.Identifier(name), sql.Identifier(template)))
            return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))

        _manage(make(EMPTY, "template1"), "migrate", "-v0")
        try:
            yield lambda: make(NAME, EMPTY)
        finally:
            for name in (NAME, EMPTY):
                make(name, "")


def _manage(url: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], env=_environment(url), check=True, stdout=2)


def _environment(url: str) -> dict[str, str]:
    # Of tests: what the worker would do is done at once, so that the time is that of everything.
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hub.settings.test"}


# --- In the process that is measured ---------------------------------------------------------------------


def _brought(way: str, source: Path) -> dict:
    import django

    django.setup()
    from wagtail.models import ReferenceIndex, Revision

    from knowledge.models import EntryPage, SearchDocument

    if way == ONE_BY_ONE:
        with suppress(SystemExit):  # it holds no entries
            _import(source / "taxonomy.yaml")
    before, begun, worked = _megabytes(), time.perf_counter(), time.process_time()
    match way:
        case "one by one":
            one_by_one(sorted(source.glob("*/*.md")))
        case "import_entries":
            _import(source, publish=True)
        case "one file":
            _import(source, **OF_A_BANK)
        case _:
            in_the_admin(source)
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    return {
        "entries": EntryPage.objects.count(),
        "published": EntryPage.objects.published().count(),
        "revisions": Revision.objects.count(),
        "searched": SearchDocument.objects.count(),
        "references": ReferenceIndex.objects.count(),
        "seconds": round(seconds, 1),
        # Without the database's: what a busy machine does not change much.
        "processor_seconds": round(worked, 1),
        "ms_an_entry": round(seconds / EntryPage.objects.count() * 1000, 1),
        "megabytes_before": round(before),
        "megabytes_at_most": round(_megabytes()),
        "load": round(os.getloadavg()[0], 1),
    }


def _import(source: Path, **options) -> None:
    from django.core.management import call_command

    with open(os.devnull, "w") as nowhere:
        call_command("import_entries", str(source), stderr=nowhere, **options)


def in_the_admin(path: Path) -> None:
    """Brings a file in as the admin's form does, and approves all that was found; tasks are run at once."""
    from knowledge.importing.plan import Options
    from knowledge.importing.runs import services
    from knowledge.models import Import

    files = ((path.name, path.read_bytes()) for path in [path])
    brought = services.bring_in(files, user=None, options=Options(**OF_A_BANK), title=path.name)
    services.choose(brought, Import.objects.get(pk=brought.pk).entries.all(), user=None)


def one_by_one(paths: list[Path]) -> None:
    """Makes a published page of each document, as one does who knows Wagtail and not this hub's imports."""
    from django.db import transaction

    from knowledge.drafting import new_page, parent_page
    from knowledge.entrydocs import read
    from knowledge.importing.taxonomy import Vocabulary

    vocabulary, parents = Vocabulary(), {}
    for path in paths:
        document = read(path.read_text(encoding="utf-8"))
        page = new_page(document, vocabulary, owner=None)
        if document.kind not in parents:
            parents[document.kind] = parent_page(document)
        with transaction.atomic():
            parents[document.kind].add_child(instance=page)
            page.save_revision(log_action=True).publish()


def _megabytes() -> float:
    """The most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _show(database: str, rows: list[dict]) -> None:
    print(f"\nImports on {database}")
    print("                  entries   seconds  in Python  ms an entry    MB before  MB at most  load")
    for row in rows:
        print(
            f"  {row['way']:14} {row['entries']:8,}  {row['seconds']:8}"
            f"  {row['processor_seconds']:9}  {row['ms_an_entry']:11}"
            f"  {row['megabytes_before']:11}  {row['megabytes_at_most']:10}  {row['load']:4}"
        )
    alone, together = rows[0], rows[1]
    for measured in ("seconds", "processor_seconds"):
        times = alone[measured] / together[measured]
        print(f"  The same documents take {times:.1f} times as many {measured.replace('_', ' ')} one by one.")


if __name__ == "__main__":
    main()
