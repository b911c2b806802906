"""The archives that search is measured on: PostgreSQL databases of some sizes, made once and kept.

The largest is made from another by SQL: each entry is copied with an address, a code and new words of its
own. Its words keep their share of the archive, and new ones come with every copy, as in a real one.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

BY_SQL = 300_000  # entries; from here on an archive is copied
SEED_SIZE = 100_000  # entries of the archive it is copied from
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NEW_WORDS = 60_000
PAGE_TABLES = (
    "knowledge_entrypage",
    "knowledge_questionpage",
    "knowledge_debugentrypage",
    "knowledge_codesnippetpage",
    "knowledge_designnotepage",
    "knowledge_securitytopicpage",
)


def archive(size: int, *, server: str = "", say: Callable[[str], None] = print) -> str:
    """Returns the URL of a database with an archive of some size, which is made where it is missing.

    Arguments:
        size: entries.
        server: URL of any database of the server; DATABASE_URL_POSTGRES by default.
        say: told what takes long.
    """
    server = server or os.environ.get("DATABASE_URL_POSTGRES", SERVER)
    name = f"hub_bench_{size}"
    url = _database(server, name)
    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if found and found[0] == "ready":
            return url
        started = time.monotonic()
        say(f"Making an archive of {size:,} entries, once …")
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        if size < BY_SQL:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            _fill(url, size)
        else:
            template = _database(server, f"hub_bench_{SEED_SIZE}")
            archive(SEED_SIZE, server=server, say=say)
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(name), sql.Identifier(_name(template))
                )
            )
            multiply(url, times=size // SEED_SIZE)
        with psycopg.connect(url, autocommit=True) as filled:
            filled.execute("VACUUM ANALYZE")
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS 'ready'").format(sql.Identifier(name)))
        say(f"Made in {time.monotonic() - started:.0f} s.")
    return url


def _database(server: str, name: str) -> str:
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def _name(url: str) -> str:
    return urlsplit(url).path.lstrip("/")


def _fill(url: str, size: int) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hub.settings"}
    for arguments in (["migrate", "-v0"], ["create_load_data", "--entries", str(size)]):
        subprocess.run([sys.executable, "manage.py", *arguments], env=environment, check=True, stdout=2)


# --- By SQL ------------------------------------------------------------------------------------------


def multiply(url: str, *, times: int) -> None:
    """Makes an archive some times as large.

    Arguments:
        url: of a database with an indexed archive.
        times: 10 adds nine copies of each entry.
    """
    with psycopg.connect(url) as connection:
        connection.execute("SET synchronous_commit = off; SET maintenance_work_mem = '1GB'")
        connection.execute("SET session_replication_role = replica")  # copies keep every reference
        restored = _without_indexes(connection)
        words = _new_words(connection)
        _number_pages(connection)
        for copy in range(1, times):
            _copy_entries(connection, copy, words)
        _raise_numbers(connection, times)
        for statement in restored:
            connection.execute(statement)


def _without_indexes(connection: psycopg.Connection) -> list[str]:
    """Drops the indexes that are slow to fill row by row; returns what makes them again."""
    rows = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexdef NOT LIKE '%UNIQUE%'"
        " AND (tablename LIKE 'knowledge\\_%' OR tablename = 'wagtailcore_page')"
    ).fetchall()
    for name, _ in rows:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    return [definition for _, definition in rows]


def _new_words(connection: psycopg.Connection) -> int:
    """Adds made-up words to the vocabulary and a table of them to draw from; returns how many."""
    from knowledge.search.vocabulary import deletions

    rng = random.Random(7)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il")]
    words = sorted({"".join(rng.choices(syllables, k=rng.choice((3, 4)))) for _ in range(NEW_WORDS)})
    connection.execute("CREATE TEMP TABLE new_word (number serial PRIMARY KEY, word text)")
    with connection.cursor().copy("COPY new_word (word) FROM STDIN") as copy:
        for word in words:
            copy.write_row([word])
    connection.execute(
        "INSERT INTO knowledge_searchword (word, stem, shown, is_name, entries)"
        " SELECT word, word, word, false, 20 FROM new_word ON CONFLICT (word) DO NOTHING"
    )
    keys = dict(connection.execute("SELECT word, id FROM knowledge_searchword WHERE entries = 20").fetchall())
    with connection.cursor().copy("COPY knowledge_worddeletion (word_id, letters) FROM STDIN") as copy:
        for word in words:
            for letters in deletions(word, 2) if word in keys else ():
                copy.write_row([keys[word], letters])
    return len(words)


def _number_pages(connection: psycopg.Connection) -> None:
    """Numbers the entries below each domain page, for the paths of their copies."""
    digits = " || ".join(f"substr('{DIGITS}', 1 + (n / {36**power}) % 36, 1)" for power in (3, 2, 1, 0))
    connection.execute(
        f"CREATE FUNCTION pg_temp.base36(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT {digits} $$"
    )
    connection.execute(
        "CREATE TEMP TABLE original AS SELECT p.id, left(p.path, -4) AS parent,"
        " row_number() OVER (PARTITION BY left(p.path, -4) ORDER BY p.path) AS place,"
        " count(*) OVER (PARTITION BY left(p.path, -4)) AS siblings, e.code"
        " FROM wagtailcore_page p JOIN knowledge_entrypage e ON e.page_ptr_id = p.id WHERE p.live"
    )
    connection.execute("CREATE UNIQUE INDEX ON original (id)")
    connection.execute("ANALYZE original")


def _copy_entries(connection: psycopg.Connection, copy: int, words: int) -> None:
    offset = copy * 10_000_000
    word = f"(SELECT word FROM new_word WHERE number = 1 + (o.id * 7919 + {copy} * 104729) % {words})"
    code = f"o.code || '-{copy}'"
    page = {
        "id": f"t.id + {offset}",
        "path": f"o.parent || pg_temp.base36(o.place + o.siblings * {copy})",
        "slug": f"left(t.slug, 230) || '-{copy}'",
        "url_path": f"rtrim(t.url_path, '/') || '-{copy}/'",
        "title": f"left(t.title, 230) || ' ' || {word}",
        "translation_key": "gen_random_uuid()",
    }
    _insert(connection, "wagtailcore_page", "id", page)
    for table in PAGE_TABLES:
        key = _columns(connection, table)[0]
        changed = {key: f"t.{key} + {offset}"}
        if table == "knowledge_entrypage":
            changed["code"] = code
        _insert(connection, table, key, changed)
    for table in ("knowledge_entryrendering", "knowledge_entrycount", "knowledge_searchdocument"):
        changed = {"entry_id": f"t.entry_id + {offset}"}
        if table == "knowledge_searchdocument":
            changed["title"] = f"t.title || {word} || ' '"
        _insert(connection, table, "entry_id", changed)
    lexemes = f"t.{{0}} || setweight(to_tsvector('simple', {word}), 'A')"
    _insert(
        connection,
        "knowledge_searchindex",
        "entry_id",
        {
            "entry_id": f"t.entry_id + {offset}",
            "lexemes": lexemes.format("lexemes"),
            "head": lexemes.format("head"),
        },
    )
    for table, reference in (
        ("knowledge_entrytag", "content_object_id"),
        ("knowledge_entrychange", "entry_id"),
        ("knowledge_titlestart", "entry_id"),
        ("knowledge_entrysignature", "entry_id"),
    ):
        changed = {"id": f"t.id + {offset}", reference: f"t.{reference} + {offset}"}
        _insert(connection, table, reference, changed)
    # What many messages share they go on sharing; what one of them says its copy says with other words.
    connection.execute(
        "INSERT INTO knowledge_signatureterm (term, signature_id)"
        f" SELECT CASE WHEN shared.term IS NULL THEN t.term # ({copy}::bigint << 40) ELSE t.term END,"
        f" t.signature_id + {offset} FROM knowledge_signatureterm t LEFT JOIN (SELECT term FROM"
        " knowledge_signatureterm WHERE signature_id < 10000000 GROUP BY term HAVING count(*) > 5) shared"
        " ON shared.term = t.term WHERE t.signature_id < 10000000"
    )


def _insert(connection: psycopg.Connection, table: str, key: str, changed: dict[str, str]) -> None:
    """Copies the rows of the originals; columns not named stay as they are."""
    columns = _columns(connection, table)
    values = [changed.get(column, f't."{column}"') for column in columns]
    connection.execute(
        f"INSERT INTO {table} ({_listed(columns)}) SELECT {', '.join(values)}"
        f" FROM {table} t JOIN original o ON o.id = t.{key}"
    )


def _columns(connection: psycopg.Connection, table: str) -> list[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
        " ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in rows]


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _raise_numbers(connection: psycopg.Connection, times: int) -> None:
    connection.execute(f"UPDATE knowledge_searchword SET entries = entries * {times} WHERE entries <> 20")
    connection.execute(
        "UPDATE wagtailcore_page p SET numchild = s.number FROM (SELECT parent, count(*) AS number"
        " FROM original GROUP BY parent) s WHERE p.path = s.parent"
    )
    for table in ("wagtailcore_page", "knowledge_entrytag", "knowledge_entrychange", "knowledge_titlestart"):
        connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
