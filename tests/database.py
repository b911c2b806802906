"""Test databases as copies of one migrated template, so that nobody migrates twice.

Migrating takes half a minute and every test process needs a database. The first process to ask migrates
a template, the others wait for it; each then copies it, which takes milliseconds. The template is built
anew when a migration, a setting or a pinned version changes. A test that really commits gives the
database back as the template has it: with home page, domain pages and groups, which Django's own flush
would leave out.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from psycopg import sql

WATCHED = ("[a-z]*/**/migrations/*.py", "[a-z]*/**/apps.py")
WATCHED_FILES = (
    "hub/settings/accounts.py",
    "hub/settings/base.py",
    "hub/settings/test.py",
    "requirements.txt",
)
STALE_AFTER = 24 * 3600  # seconds; a template that young may be in use by another run


def create() -> None:
    """Makes this process's test database and points the default connection at it."""
    name = connection.settings_dict["TEST"]["NAME"]
    with _lock():
        template = _sqlite_template() if _is_sqlite() else _postgres_template()
    connection.settings_dict["TEST"]["TEMPLATE"] = template
    if _is_sqlite():
        _remove_sqlite(name)
        shutil.copyfile(template, name)
    else:
        _recreate(name, template)
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def drop() -> None:
    """Removes this process's test database."""
    name = connection.settings_dict["NAME"]
    connection.close()
    if _is_sqlite():
        _remove_sqlite(name)
    else:
        with connection._nodb_cursor() as cursor:
            cursor.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def restore() -> None:
    """Gives the database the template's content again, whatever a test has committed."""
    template = connection.settings_dict["TEST"]["TEMPLATE"]
    if _is_sqlite():
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(template)) as source:
            source.backup(connection.connection)
    else:
        connection.close()
        _recreate(connection.settings_dict["NAME"], template)
    ContentType.objects.clear_cache()


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def _directory() -> Path:
    path = settings.TEST_DIRECTORY
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextlib.contextmanager
def _lock() -> Iterator[None]:
    """Lets one process of this checkout build a template while the others wait."""
    with (_directory() / f"{connection.vendor}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _fingerprint() -> str:
    """Returns a short hash of everything the content of a migrated database follows from."""
    paths = {path for pattern in WATCHED for path in settings.BASE_DIR.glob(pattern)}
    paths |= {settings.BASE_DIR / name for name in WATCHED_FILES}
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(database_url: str) -> None:
    """Migrates an empty database in a process of its own, so that no connection to it stays open."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
    }
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"`migrate` failed on an empty database:\n{done.stderr[-4000:]}")


# --- SQLite: a file beside the others ---------------------------------------------------------------


def _sqlite_template() -> str:
    path = _directory() / f"template-{_fingerprint()}.sqlite3"
    if not path.exists():
        for stale in _directory().glob("template-*"):
            if time.time() - stale.stat().st_mtime > STALE_AFTER:
                stale.unlink()
        unfinished = path.with_suffix(".new")
        _remove_sqlite(unfinished)
        _migrate(f"sqlite:///{unfinished}")
        unfinished.rename(path)
    return str(path)


def _remove_sqlite(name: str | Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)


# --- PostgreSQL: a database whose comment says what it was made from ---------------------------------


def _statement(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*(sql.Identifier(name) for name in names))


def _postgres_template() -> str:
    name, fingerprint = settings.TEST_TEMPLATE, _fingerprint()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        )
        row = cursor.fetchone()
        if row == (fingerprint,):
            return name
        cursor.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        cursor.execute(_statement("CREATE DATABASE {}", name))
        _migrate(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl())
        cursor.execute(_statement("COMMENT ON DATABASE {} IS ", name) + sql.Literal(fingerprint))
    return name


def _recreate(name: str, template: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(_statement("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))
        cursor.execute(_statement("CREATE DATABASE {} TEMPLATE {}", name, template))
