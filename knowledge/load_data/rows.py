"""Puts made-up entries into the tables, a batch at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, models, transaction
from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from hub.core.rendering import RENDERER_VERSION
from knowledge.models import (
    CodeSequence,
    DomainPage,
    EntryChange,
    EntryCount,
    EntryKeyword,
    EntryPage,
    EntryRendering,
    EntryTag,
)
from knowledge.models.changes import ChangeKind
from knowledge.search.postgres import TABLE

if TYPE_CHECKING:
    from knowledge.load_data import Pattern

TAGS = (
    "timeout", "retry", "cursor", "session", "cache", "worker", "index", "lock", "stream", "token", "proxy",
    "header", "queue", "schema", "socket", "thread", "buffer", "signal", "router", "template", "migration",
)  # fmt: skip


def insert(key: str, pairs: list[tuple[EntryPage, Pattern]], rng: random.Random) -> list[int]:
    """Inserts those pages of a kind that are not there yet, with all that belongs to them; returns their ids."""
    known = set(
        Page.objects.filter(translation_key__in=[page.translation_key for page, _ in pairs]).values_list(
            "translation_key", flat=True
        )
    )
    new = [pair for pair in pairs if pair[0].translation_key not in known]
    if new:
        with transaction.atomic():
            _insert_pages(key, [page for page, _ in new])
            _insert_beside(new, rng)
    return [page.pk for page, _ in new]


def _insert_pages(key: str, pages: list[EntryPage]) -> None:
    """Inserts pages below their domain page and gives them codes, inside a transaction."""
    index = next(page for page in DomainPage.objects.specific() if page.entry_kind.key == key)
    parent = Page.objects.select_for_update().get(pk=index.pk)
    last = parent.get_last_child()
    position = last._get_lastpos_in_path() if last else 0
    _give_codes(pages)
    for offset, page in enumerate(pages, start=1):
        page.depth = parent.depth + 1
        page.path = Page._get_path(parent.path, page.depth, position + offset)
        page.slug = f"{slugify(page.title)[:200]}-{page.code.lower()}"
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.locale_id = parent.locale_id
    for (pk,), page in zip(_insert(Page, pages), pages, strict=True):
        page.id = page.page_ptr_id = page.entrypage_ptr_id = pk
    _insert(EntryPage, pages)
    _insert(type(pages[0]), pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


@contextmanager
def words_indexed_at_the_end() -> Iterator[None]:
    """Makes PostgreSQL's index of words anew when the block ends, where it is empty at its beginning.

    Filled at once it takes a fraction of the time; meanwhile searches would read every row.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT NOT EXISTS (SELECT FROM {TABLE})")  # noqa: S608 - a name of ours
        (empty,) = cursor.fetchone()
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE %s", [f"%.{TABLE} USING gin%"]
        )
        found = cursor.fetchall() if empty else []
        for name, _ in found:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _, definition in found:
                cursor.execute("SET maintenance_work_mem = '512MB'")
                cursor.execute(definition)


def _give_codes(pages: list[EntryPage]) -> None:
    stems: dict[str, list[EntryPage]] = {}
    for page in pages:
        stems.setdefault(page.kind.code_stem(page), []).append(page)
    for stem in sorted(stems):
        CodeSequence.objects.get_or_create(stem=stem)
        sequence = CodeSequence.objects.select_for_update().get(stem=stem)
        for page in stems[stem]:
            sequence.last_number += 1
            page.code = f"{stem}-{sequence.last_number:0{page.kind.code_digits}d}"
        sequence.save()


def _insert(model: type[models.Model], rows: Sequence[models.Model]) -> list:
    """Inserts one table's share of some objects: `bulk_create` refuses models made of several tables.

    Returns:
        Their primary keys, a tuple each.
    """
    if connection.vendor == "postgresql":
        return _copy_in(model, rows)
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    size = connection.ops.bulk_batch_size(fields, rows)
    keys: list = []
    for start in range(0, len(rows), size):
        keys += model._base_manager._insert(
            rows[start : start + size], fields, returning_fields=[model._meta.pk], using=connection.alias
        )
    return keys


def _copy_in(model: type[models.Model], rows: Sequence[models.Model]) -> list:
    """Inserts by COPY, which reads long JSON far faster than an INSERT does."""
    fields, key = list(model._meta.local_concrete_fields), model._meta.pk
    name = connection.ops.quote_name
    columns = ", ".join(name(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        if isinstance(key, models.AutoField):
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [name(model._meta.db_table), str(key.column), len(rows)],
            )
            for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
                setattr(row, key.attname, number)
        with cursor.copy(f"COPY {name(model._meta.db_table)} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(
                    [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
                )
    return [(getattr(row, key.attname),) for row in rows]


def _insert_beside(pairs: list[tuple[EntryPage, Pattern]], rng: random.Random) -> None:
    """Inserts what stands in tables of its own: tags, stored HTML, counts, history."""
    keywords = [EntryKeyword.objects.get_or_create(slug=tag, defaults={"name": tag})[0] for tag in TAGS]
    renderings, tags, counts, changes = [], [], [], []
    for page, pattern in pairs:
        renderings.append(
            EntryRendering(
                entry_id=page.pk,
                parts=pattern.parts,
                summary_text=pattern.summary_text,
                words=pattern.words,
                renderer_version=RENDERER_VERSION,
            )
        )
        tags += [EntryTag(tag=tag, content_object_id=page.pk) for tag in rng.sample(keywords, 3)]
        views = int(rng.paretovariate(1.1) * 10) % 1_000_000  # a few are read by everybody, most by few
        uses = rng.randrange(views // 4 + 1)
        counts.append(
            EntryCount(
                entry_id=page.pk, views=views, uses=uses, uses_this_week=uses // 50, helped=views // 20
            )
        )
        changes.append(
            EntryChange(entry_id=page.pk, kind=ChangeKind.NEW, published_at=page.first_published_at)
        )
    _insert(EntryRendering, renderings)
    _insert(EntryTag, tags)
    _insert(EntryCount, counts)
    _insert(EntryChange, changes)
