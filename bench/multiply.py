"""Makes a large archive of a smaller one, by SQL: every entry is copied some times, with an address and a code
of its own, and with other words where it has rare ones.

Frequent words keep their share of the archive; of the rare ones some are new in every copy, so that the
vocabulary grows as that of real archives does (Heaps' law). Copies have no prose of their own: search reads
the index, its documents and the signatures, and all of these are copied in full.
"""

from __future__ import annotations

import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import psycopg
from psycopg import sql

CONNECTIONS = 4
STEP = 100_000_000  # between the numbers of a row and of its copies
RARE = 0.001  # of the entries have a rare word, at most
NEW = 0.25  # of the rare words are others in a copy
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SYLLABLES = (
    "ba",
    "ce",
    "da",
    "fo",
    "gu",
    "he",
    "jo",
    "ka",
    "li",
    "mu",
    "ne",
    "po",
    "ra",
    "su",
    "ti",
    "vo",
    "wa",
    "zi",
)
# Tables with the column that leads to the entry; those that take longest come first.
TABLES = {
    "knowledge_searchindex": "entry_id",
    "knowledge_searchdocument": "entry_id",
    "knowledge_titlestart": "entry_id",
    "wagtailcore_page": "id",
    "knowledge_entrypage": "page_ptr_id",
    "knowledge_entrytag": "content_object_id",
    "knowledge_questionpage": "entrypage_ptr_id",
    "knowledge_entrysignature": "entry_id",
    "knowledge_signatureterm": "signature_id",
    "knowledge_entryrendering": "entry_id",
    "knowledge_entrychange": "entry_id",
    "knowledge_entrycount": "entry_id",
    "knowledge_debugentrypage": "entrypage_ptr_id",
    "knowledge_codesnippetpage": "entrypage_ptr_id",
    "knowledge_designnotepage": "entrypage_ptr_id",
    "knowledge_securitytopicpage": "entrypage_ptr_id",
}
VOCABULARY = ("knowledge_searchword", "knowledge_worddeletion")


def multiply(url: str, *, times: int) -> None:
    """Makes an archive some times as large.

    Arguments:
        url: of a database with an indexed archive, which nothing else uses meanwhile.
        times: 10 adds nine copies of each entry.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        indexes = _without_indexes(connection)
        connection.execute("CREATE SCHEMA bench")
        _originals(connection)
        renamed = _rename(connection, times)
        _gather_rare(connection, url)
        # Later rows are copies: who copies next reads as far as here.
        ends = {table: _number(connection, f"SELECT pg_relation_size('{table}') / 8192") for table in TABLES}
    # Two pools, since an index is begun as soon as its table is there: that of words takes as long as the rest.
    with ThreadPoolExecutor(CONNECTIONS) as pool, ThreadPoolExecutor(CONNECTIONS) as indexing:
        words = pool.submit(_add_words, url, renamed)
        copies = {
            table: [pool.submit(_copy, url, table, copy, ends[table]) for copy in range(1, times)]
            for table in TABLES
        }
        made = []
        for table, jobs in copies.items():
            for job in jobs:
                job.result()
            made += [indexing.submit(_run, url, statement) for statement in indexes.pop(table, ())]
        words.result()
        made += [indexing.submit(_run, url, statement) for rest in indexes.values() for statement in rest]
        for job in made:
            job.result()
        for job in [pool.submit(_run, url, f"VACUUM ANALYZE {table}") for table in (*TABLES, *VOCABULARY)]:
            job.result()
    with psycopg.connect(url, autocommit=True) as connection:
        _raise_numbers(connection, times)
        connection.execute("DROP SCHEMA bench CASCADE")


def _run(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET maintenance_work_mem = '1GB'")
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET session_replication_role = replica")  # a copy's references are those copied
        connection.execute("SET work_mem = '256MB'")
        connection.execute(statement)


def _without_indexes(connection: psycopg.Connection) -> dict[str, list[str]]:
    """Drops the indexes that are slow to fill row by row; returns what makes them again, by table."""
    rows = connection.execute(
        "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
        " AND indexdef NOT LIKE '%%UNIQUE%%' AND tablename = ANY(%s)",
        [[*TABLES, *VOCABULARY]],
    ).fetchall()
    found = defaultdict(list)
    for table, name, definition in rows:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        found[table].append(definition)
    return dict(found)


def _originals(connection: psycopg.Connection) -> None:
    """Notes of every entry its place below its domain page, its code, and the word its title ends with."""
    digits = " || ".join(
        f"substr('{DIGITS}', 1 + ((n / {36**power}) % 36)::int, 1)" for power in (3, 2, 1, 0)
    )
    connection.execute(
        f"CREATE FUNCTION bench.base36(n bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$ SELECT {digits} $$"
    )
    connection.execute("""
        CREATE UNLOGGED TABLE bench.original AS
        SELECT p.id, left(p.path, -4) AS parent, e.code,
            row_number() OVER (PARTITION BY left(p.path, -4) ORDER BY p.path) AS place,
            count(*) OVER (PARTITION BY left(p.path, -4)) AS siblings,
            regexp_replace(e.code, '[0-9]+$', '') AS stem,
            substring(e.code from '[0-9]+$')::bigint AS number,
            substring(p.title from '([a-z]+)[)]$') AS coined
        FROM wagtailcore_page p JOIN knowledge_entrypage e ON e.page_ptr_id = p.id
    """)
    connection.execute("CREATE UNIQUE INDEX ON bench.original (id)")
    connection.execute(
        "CREATE UNLOGGED TABLE bench.stem AS SELECT stem, max(number) AS last FROM bench.original GROUP BY 1"
    )
    connection.execute("CREATE UNIQUE INDEX ON bench.stem (stem)")
    connection.execute(
        "CREATE UNLOGGED TABLE bench.often AS"
        " SELECT term FROM knowledge_signatureterm GROUP BY term HAVING count(*) > 20"
    )
    connection.execute("ANALYZE bench.original, bench.stem, bench.often")


def _rename(connection: psycopg.Connection, times: int) -> list[tuple]:
    """Chooses what rare words are called in each copy; returns the new words as rows of the vocabulary.

    Words and lexemes are renamed alike, since both stand in the index.
    """
    from knowledge.search.analysis import EXACT, stem

    rng = random.Random(7)
    entries = _number(connection, "SELECT count(*) FROM knowledge_searchdocument")
    rare = connection.execute(
        "SELECT word, stem, shown, is_name, entries FROM knowledge_searchword"
        " WHERE entries BETWEEN 1 AND %s AND length(word) BETWEEN 6 AND 50 AND word ~ '^[a-z_]+$' ORDER BY word",
        [max(entries * RARE, 2)],
    ).fetchall()
    new: dict[str, list] = {}
    lexemes: dict[tuple[int, str], str] = {}
    words = []
    lost: dict[str, int] = defaultdict(int)
    for copy in range(1, times):
        for word, root, shown, is_name, number in rare:
            if rng.random() >= NEW:
                continue
            start = rng.choice(SYLLABLES) + rng.choice(SYLLABLES)[0]
            other = start + word
            other_root = start + root if is_name else stem(other)
            new.setdefault(other, [other, other_root, start + shown, is_name, 0])[4] += number
            words.append((copy, word, other))
            lexemes[copy, root] = other_root
            if is_name:
                lexemes[copy, EXACT + word] = EXACT + other
            lost[word] += number
    connection.execute(
        "CREATE UNLOGGED TABLE bench.word (copy int, word text, other text, PRIMARY KEY (copy, word))"
    )
    _write(connection, "bench.word", words)
    connection.execute("CREATE UNLOGGED TABLE bench.lexeme (copy int, lexeme text, other text)")
    _write(connection, "bench.lexeme", ((*key, other) for key, other in lexemes.items()))
    connection.execute("CREATE INDEX ON bench.lexeme (lexeme)")
    connection.execute("ANALYZE bench.word, bench.lexeme")
    connection.execute(f"UPDATE knowledge_searchword SET entries = entries * {times}")
    connection.execute(
        "UPDATE knowledge_searchword w SET entries = entries - gone.number FROM"
        " unnest(%s::text[], %s::bigint[]) AS gone (word, number) WHERE gone.word = w.word",
        [list(lost), list(lost.values())],
    )
    return [tuple(row) for row in new.values()]


def _number(connection: psycopg.Connection, statement: str) -> int:
    return next(iter(connection.execute(statement)))[0]


def _write(connection: psycopg.Connection, table: str, rows: Iterable[tuple]) -> None:
    with connection.cursor().copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _gather_rare(connection: psycopg.Connection, url: str) -> None:
    """Notes which lexemes of an entry are others in a copy, and with which vector they are replaced."""
    connection.execute(
        "CREATE UNLOGGED TABLE bench.change (copy int, id bigint, gone text[], added tsvector)"
    )
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        jobs = [
            pool.submit(
                _run,
                url,
                f"""
                INSERT INTO bench.change
                SELECT l.copy, i.entry_id, array_agg(l.lexeme),
                    string_agg('''' || l.other || ''':' || t.positions[1] || t.weights[1], ' ')::tsvector
                FROM knowledge_searchindex i, unnest(i.lexemes) AS t JOIN bench.lexeme l ON l.lexeme = t.lexeme
                WHERE i.entry_id % {CONNECTIONS} = {part} GROUP BY 1, 2
                """,
            )
            for part in range(CONNECTIONS)
        ]
        for job in jobs:
            job.result()
    connection.execute("CREATE UNIQUE INDEX ON bench.change (copy, id)")
    connection.execute("ANALYZE bench.change")


def _add_words(url: str, rows: list[tuple]) -> None:
    """Adds words to the vocabulary, with what leads to them from a mistyped one."""
    from knowledge.search.vocabulary import LONG, deletions

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute(
            "CREATE TEMP TABLE added (word text, stem text, shown text, is_name bool, entries int)"
        )
        _write(connection, "added", rows)
        keys = connection.execute(
            "INSERT INTO knowledge_searchword (word, stem, shown, is_name, entries)"
            " SELECT word, left(stem, 60), left(shown, 60), is_name, entries FROM added"
            " ON CONFLICT (word) DO UPDATE SET entries = knowledge_searchword.entries + excluded.entries"
            " RETURNING word, id"
        ).fetchall()
        with connection.cursor().copy("COPY knowledge_worddeletion (word_id, letters) FROM STDIN") as copy:
            for word, key in keys:
                if word.isalpha():
                    letters = deletions(word, 2 if len(word) >= LONG - 2 else 1)
                    copy.write("".join(f"{key}\t{one}\n" for one in letters))


def _copy(url: str, table: str, copy: int, end: int) -> None:
    """Adds a copy of a table's rows; columns that are not named here stay as they are."""
    step = copy * STEP
    key = TABLES[table]
    # What the last word of the title is called here
    renamed = "replace({}, o.coined, coalesce(w.other, o.coined))"
    changed = {"id": f"t.id + {step}", key: f"t.{key} + {step}"}
    joined = "JOIN bench.original o ON o.id = t." + key
    match table:
        case "wagtailcore_page":
            changed |= {
                "path": f"o.parent || bench.base36(o.place + o.siblings * {copy})",
                "slug": f"left(t.slug, 230) || '-{copy}'",
                "url_path": f"rtrim(t.url_path, '/') || '-{copy}/'",
                "title": f"left({renamed.format('t.title')}, 255)",
                "draft_title": f"left({renamed.format('t.title')}, 255)",
                "translation_key": "gen_random_uuid()",
            }
        case "knowledge_entrypage":
            joined += " JOIN bench.stem s ON s.stem = o.stem"
            number = f"(o.number + s.last * {copy})::text"
            digits = "length(o.code) - length(o.stem)"
            changed |= {"code": f"o.stem || lpad({number}, greatest({digits}, length({number})), '0')"}
        case "knowledge_searchdocument":
            told = ("title", "wordings", "summary", "body", "text")
            changed |= {column: renamed.format(f"t.{column}") for column in told}
        case "knowledge_titlestart":
            changed |= {"key": f"left({renamed.format('t.key')}, 60)"}
        case "knowledge_searchindex":
            joined += f" LEFT JOIN bench.change c ON c.copy = {copy} AND c.id = o.id"
            words = "CASE WHEN c.id IS NULL THEN t.{0} ELSE ts_delete(t.{0}, c.gone) || {1} END"
            changed |= {
                "lexemes": words.format("lexemes", "c.added"),
                "head": words.format("head", "ts_filter(c.added, '{a,b,c}')"),
            }
        case "knowledge_entryrendering":
            changed |= {"parts": "'[]'"}
        case "knowledge_signatureterm":
            # What many messages share they go on sharing; what one of them says, its copy says otherwise.
            joined = "LEFT JOIN bench.often ON often.term = t.term"
            changed |= {
                "term": f"CASE WHEN often.term IS NULL AND t.term % 4 = 0 THEN t.term # ({copy}::bigint << 40)"
                " ELSE t.term END"
            }
    if "coined" in "".join(changed.values()):
        joined += f" LEFT JOIN bench.word w ON w.copy = {copy} AND w.word = o.coined"
    columns = _columns(url, table)
    if "body" in columns:
        changed |= {"body": "'[]'"}
    values = [changed.get(column, f't."{column}"') for column in columns]
    listed = ", ".join(f'"{column}"' for column in columns)
    _run(
        url,
        f"INSERT INTO {table} ({listed}) SELECT {', '.join(values)} FROM {table} t {joined} WHERE t.ctid < '({end},0)' AND t.{key} < {STEP}",
    )


def _columns(url: str, table: str) -> list[str]:
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
            " AND is_generated = 'NEVER' ORDER BY ordinal_position",
            [table],
        ).fetchall()
    return [name for (name,) in rows]


def _raise_numbers(connection: psycopg.Connection, times: int) -> None:
    """Lets the next page and the next code come after the copies."""
    connection.execute(
        f"UPDATE wagtailcore_page p SET numchild = s.number * {times} FROM (SELECT parent, count(*) AS number"
        " FROM bench.original GROUP BY parent) s WHERE p.path = s.parent"
    )
    connection.execute(
        "UPDATE knowledge_codesequence c SET last_number = s.number FROM (SELECT rtrim(stem, '-') AS stem,"
        f" last * {times} AS number FROM bench.stem) s WHERE s.stem = c.stem"
    )
    for (table,) in connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_name = ANY(%s) AND column_name = 'id'",
        [[*TABLES]],
    ).fetchall():
        connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")


if __name__ == "__main__":
    import django

    django.setup()
    multiply(os.environ["DATABASE_URL"], times=int(sys.argv[1]))
