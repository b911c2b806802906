"""Rows written into tables many at a time, with primary keys that are drawn before.

So each row can be written once and whole, though rows refer to each other: a page to its revision, the
revision's content to the page. `bulk_create` refuses models made of several tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import connection, models


def reserve(model: type[models.Model], number: int) -> Iterator[int]:
    """Yields primary keys that nobody else will get, in their order.

    Arguments:
        model: with an automatic key.
        number: how many.
    """
    table, key = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), key, number],
            )
            return iter([row[0] for row in cursor.fetchall()])
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [number, table])
        if not cursor.rowcount:  # nothing was ever written there
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return iter(range(last - number + 1, last + 1))


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Writes one table's share of some objects; those without a primary key are given one.

    PostgreSQL reads them by COPY, which takes long JSON far faster than an INSERT.
    """
    if not rows:
        return
    key = model._meta.pk
    if isinstance(key, models.AutoField):
        nameless = [row for row in rows if getattr(row, key.attname) is None]
        for row, number in zip(nameless, reserve(model, len(nameless)), strict=True):
            setattr(row, key.attname, number)
    fields = model._meta.local_concrete_fields
    name = connection.ops.quote_name
    table = f"{name(model._meta.db_table)} ({', '.join(name(str(field.column)) for field in fields)})"
    lines = (
        [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
        for row in rows
    )
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", list(lines))  # noqa: S608 - names of ours
