"""A synthetic archive of any size, for measuring: the starter entries' prose under many titles and codes.

Rows are inserted in bulk below Wagtail's API: no signals, no revisions. The same seed gives the same
entries wherever the archive starts from the same state.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection, models, transaction
from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Page

from hub.core.rendering import RENDERER_VERSION, plain_text
from knowledge import kinds
from knowledge.entrydocs import fill_page, read
from knowledge.models import (
    Category,
    CodeSequence,
    DomainPage,
    EntryChange,
    EntryCount,
    EntryKeyword,
    EntryPage,
    EntryRendering,
    EntryTag,
    Technology,
)
from knowledge.models.changes import ChangeKind
from knowledge.models.taxonomy import derive_prefix
from knowledge.rendering import block_text, render_parts

BATCH = 500
NOW = datetime(2026, 1, 1, tzinfo=UTC)  # not today: the same seed must give the same dates
SHARES = {"question": 60, "debug": 20, "snippet": 12, "design": 4, "security": 4}
TECHNOLOGIES = (
    "Python", "Flask", "Django", "JavaScript", "React", "Nodejs", "TypeScript", "PHP", "WordPress", "SQL",
    "PostgreSQL", "MySQL", "Java", "Kotlin", "Go", "Rust", "CSharp", "VBnet", "Ruby", "Shell", "Docker",
    "Kubernetes", "Redis", "Vue",
)  # fmt: skip
CATEGORIES = ("Performance", "Security", "Data and storage", "Testing", "Concurrency", "Frameworks")
TAGS = (
    "timeout", "retry", "cursor", "session", "cache", "worker", "index", "lock", "stream", "token", "proxy",
    "header", "queue", "schema", "socket", "thread", "buffer", "signal", "router", "template", "migration",
)  # fmt: skip


@dataclass
class Pattern:
    """A starter entry to be copied: a page that is never saved, and what its copies share."""

    page: EntryPage
    parts: list
    summary_text: str
    words: int


class Terms:
    """What entries are about; what a starter document names and nobody made yet is made."""

    def technology(self, slug: str) -> Technology:
        found = Technology.objects.filter(slug=slug).first()
        if found is None:
            prefix = derive_prefix(slug, set(Technology.objects.values_list("prefix", flat=True)))
            found = Technology.objects.create(slug=slug, name=slug.capitalize(), prefix=prefix)
        return found

    def category(self, slug: str) -> Category:
        name = slug.replace("-", " ").capitalize()
        return Category.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def create_entries(
    number: int, *, seed: int, folder: Path, progress: Callable[[int], None] = lambda done: None
) -> dict[str, int]:
    """Adds live entries of all kinds with tags, stored HTML, counts and a history.

    Arguments:
        number: how many entries.
        seed: of every random choice.
        folder: holds starter entries in folders.
        progress: called with the number done so far.
    Returns:
        How many of each kind were made.
    Raises:
        ValueError: when the folder lacks entries of some kind.
    """
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    terms = Terms()
    technologies = [terms.technology(name.lower()) for name in TECHNOLOGIES]
    categories = [terms.category(slugify(name)) for name in CATEGORIES]
    patterns = _patterns(folder, terms)
    missing = [key for key in SHARES if not patterns[key]]
    if missing:
        raise ValueError(f"{folder} holds no entries of these kinds: {', '.join(missing)}.")
    wanted = rng.choices(list(SHARES), weights=list(SHARES.values()), k=number)
    made = dict.fromkeys(SHARES, 0)
    for key in SHARES:
        while made[key] < wanted.count(key):
            size = min(BATCH, wanted.count(key) - made[key])
            chosen = rng.choices(patterns[key], k=size)
            pages = [_copy(pattern, rng, technologies, categories) for pattern in chosen]
            with transaction.atomic():
                _insert_pages(key, pages)
                _insert_beside(pages, chosen, rng)
            made[key] += size
            progress(sum(made.values()))
    return made


def _patterns(folder: Path, terms: Terms) -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = {key: [] for key in SHARES}
    for path in sorted(folder.glob("*/*.md")):
        document = read(path.read_text(encoding="utf-8"))
        if document.kind not in found:
            continue
        page = kinds.page_model(document.kind)()
        fill_page(page, document, terms)
        words = sum(len(block_text(block).split()) for block in page.body)
        found[document.kind].append(
            Pattern(page, render_parts(page), plain_text(page.summary, limit=300), words)
        )
    return found


def _copy(pattern: Pattern, rng: random.Random, technologies: list, categories: list) -> EntryPage:
    """Returns an unsaved live page with a pattern's prose and a subject of its own."""
    model = type(pattern.page)
    own = [
        field
        for field in (*EntryPage._meta.local_concrete_fields, *model._meta.local_concrete_fields)
        if not field.primary_key and field.name != "code"
    ]
    page = model(**{field.attname: getattr(pattern.page, field.attname) for field in own})
    page.technology = rng.choice(technologies)
    page.title = page.draft_title = f"{pattern.page.title} ({page.technology.name}, {rng.choice(TAGS)})"[:255]
    if model.kind.key == "question":
        page.level = rng.choice(list(kinds.LEVELS))
        page.difficulty = rng.randint(1, 10)
        page.category = rng.choice(categories)
    published = NOW - timedelta(minutes=rng.randrange(3 * 365 * 24 * 60))
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = published
    page.last_published_at = page.latest_revision_created_at = published + timedelta(days=rng.randrange(60))
    return page


def _insert_pages(key: str, pages: list[EntryPage]) -> None:
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
        page.translation_key = uuid.uuid5(uuid.NAMESPACE_URL, str(page.code))
        page.locale_id = parent.locale_id
    for (pk,), page in zip(_insert(Page, pages), pages, strict=True):
        page.id = page.page_ptr_id = page.entrypage_ptr_id = pk
    _insert(EntryPage, pages)
    _insert(type(pages[0]), pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


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


def _insert(model: type[models.Model], pages: list[EntryPage]) -> list:
    """Inserts one table's share of pages: `bulk_create` refuses models made of several tables."""
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.AutoField)]
    size = connection.ops.bulk_batch_size(fields, pages)
    rows: list = []
    for start in range(0, len(pages), size):
        rows += model._base_manager._insert(
            pages[start : start + size], fields, returning_fields=[model._meta.pk], using=connection.alias
        )
    return rows


def _insert_beside(pages: list[EntryPage], patterns: list[Pattern], rng: random.Random) -> None:
    """Inserts what stands in tables of its own: tags, stored HTML, counts, history."""
    keywords = [EntryKeyword.objects.get_or_create(slug=tag, defaults={"name": tag})[0] for tag in TAGS]
    renderings, tags, counts, changes = [], [], [], []
    for page, pattern in zip(pages, patterns, strict=True):
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
    EntryRendering.objects.bulk_create(renderings)
    EntryTag.objects.bulk_create(tags)
    EntryCount.objects.bulk_create(counts)
    EntryChange.objects.bulk_create(changes)
