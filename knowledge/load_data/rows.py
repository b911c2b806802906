"""Puts made-up entries into the tables, a batch at a time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.text import slugify
from wagtail.models import Page

from hub.core.rendering import RENDERER_VERSION
from knowledge.bulk.pages import give_codes, give_keys, insert_pages, locked, place_below
from knowledge.bulk.rows import insert
from knowledge.models import (
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


def insert_entries(key: str, pairs: list[tuple[EntryPage, Pattern]], rng: random.Random) -> list[int]:
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
    [parent] = locked([index]).values()
    give_codes(pages)
    for page in pages:
        page.slug = f"{slugify(page.title)[:200]}-{page.code.lower()}"
    place_below(parent, pages)
    give_keys(pages)
    insert_pages(pages)


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
    insert(EntryRendering, renderings)
    insert(EntryTag, tags)
    insert(EntryCount, counts)
    insert(EntryChange, changes)
