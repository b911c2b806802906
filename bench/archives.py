"""The archives that search is measured on: databases of some sizes, each made once and kept for the next run."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
BY_SQL = 300_000  # entries; from here on an archive is multiplied
ORIGINAL = 100_000  # entries of the archive it is made of
NAME = "hub_bench_{}"
SQLITE = Path("var") / "bench"


def on_postgresql(size: int, *, server: str, say: Callable[[str], None] = print) -> str:
    """Returns the URL of a database with an archive of some size, which is made where it is missing.

    Arguments:
        size: entries; from `BY_SQL` on a multiple of `ORIGINAL`.
        server: URL of any database of the server, as a user who may create others.
        say: told what takes long.
    """
    name = NAME.format(size)
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if found and found[0] == "ready":
            _run(url, "migrate", "-v0")
            return url
        if size >= BY_SQL:
            on_postgresql(ORIGINAL, server=server, say=say)
        started = time.monotonic()
        say(f"Making an archive of {size:,} entries, once …")
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        if size < BY_SQL:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            _fill(url, size)
            with psycopg.connect(url, autocommit=True) as filled:
                filled.execute("VACUUM ANALYZE")
        else:
            copied = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
            connection.execute(copied.format(sql.Identifier(name), sql.Identifier(NAME.format(ORIGINAL))))
            # By itself, since Django's settings are those of one database only.
            subprocess.run(
                [sys.executable, "-m", "bench.multiply", str(size // ORIGINAL)],
                env=_environment(url),
                check=True,
            )
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS 'ready'").format(sql.Identifier(name)))
        say(f"Made in {time.monotonic() - started:.0f} s.")
    return url


def on_sqlite(size: int, *, say: Callable[[str], None] = print) -> str:
    """Returns the URL of an SQLite file with an archive of some size, which is made where it is missing."""
    SQLITE.mkdir(parents=True, exist_ok=True)
    path = SQLITE.resolve() / f"{size}.sqlite3"
    url = f"sqlite:///{path}"
    if not path.exists():
        say(f"Making an archive of {size:,} entries on SQLite, once …")
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _fill(f"sqlite:///{unfinished}", size)
        unfinished.rename(path)
    _run(url, "migrate", "-v0")
    return url


def is_reachable(server: str) -> bool:
    """Says whether a server answers."""
    try:
        psycopg.connect(server, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _fill(url: str, size: int) -> None:
    _run(url, "migrate", "-v0")
    _run(url, "create_load_data", "--entries", str(size))


def _run(url: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "manage.py", *arguments], env=_environment(url), check=True, stdout=2)


def _environment(url: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hub.settings"}
