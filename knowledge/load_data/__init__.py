"""A synthetic archive of any size, for measuring: the starter entries' prose under many titles and codes.

Rows are inserted in bulk below Wagtail's API: no signals, no revisions. The same seed gives the same
entries wherever the archive starts from the same state, and never gives one of them twice.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.utils.text import slugify

from hub.core.rendering import plain_text
from knowledge import kinds
from knowledge.entrydocs import fill_page, read
from knowledge.load_data.rows import insert_entries
from knowledge.load_data.wording import Wording
from knowledge.models import Category, EntryPage, Technology
from knowledge.models.taxonomy import derive_prefix
from knowledge.rendering import block_text, render_parts

BATCH = 2000
NOW = datetime(2026, 1, 1, tzinfo=UTC)  # not today: the same seed must give the same dates
SHARES = {"question": 60, "debug": 20, "snippet": 12, "design": 4, "security": 4}
TECHNOLOGIES = (
    "Python", "Flask", "Django", "JavaScript", "React", "Nodejs", "TypeScript", "PHP", "WordPress", "SQL",
    "PostgreSQL", "MySQL", "Java", "Kotlin", "Go", "Rust", "CSharp", "VBnet", "Ruby", "Shell", "Docker",
    "Kubernetes", "Redis", "Vue",
)  # fmt: skip
CATEGORIES = ("Performance", "Security", "Data and storage", "Testing", "Concurrency", "Frameworks")


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


@dataclass(frozen=True)
class Made:
    """Entries of a kind that were added, and how many of those wanted are there by now."""

    kind: str
    ids: list[int]
    done: int


def create_entries(number: int, *, seed: int, folder: Path) -> Iterator[Made]:
    """Sees that there are so many live entries of a seed, with tags, stored HTML, counts and a history.

    Those there are already stay as they are, so that a run that was stopped can be made again.

    Arguments:
        number: how many entries, of all kinds.
        seed: of every random choice.
        folder: holds starter entries in folders.
    Yields:
        What was added, batch by batch.
    Raises:
        ValueError: when the folder lacks entries of some kind.
    """
    terms = Terms()
    technologies = [terms.technology(name.lower()) for name in TECHNOLOGIES]
    categories = [terms.category(slugify(name)) for name in CATEGORIES]
    patterns = _patterns(folder, terms)
    missing = [key for key in SHARES if not patterns[key]]
    if missing:
        raise ValueError(f"{folder} holds no entries of these kinds: {', '.join(missing)}.")
    rng = random.Random(seed)  # noqa: S311 - nothing here is secret
    wanted = Counter(rng.choices(list(SHARES), weights=list(SHARES.values()), k=number))
    done = 0
    for key in SHARES:
        for start in range(0, wanted[key], BATCH):
            # Each batch by itself, since any of them may be there.
            rng = random.Random(f"{seed} {key} {start}")  # noqa: S311
            wording = Wording(rng)
            pairs = []
            for place in range(start, min(start + BATCH, wanted[key])):
                pattern = rng.choice(patterns[key])
                page = _copy(pattern, rng, wording, technologies, categories)
                page.translation_key = uuid5(NAMESPACE_URL, f"load data: {seed} {key} {place}")
                pairs.append((page, pattern))
            done += len(pairs)
            yield Made(key, insert_entries(key, pairs, rng), done)


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


def _copy(
    pattern: Pattern, rng: random.Random, wording: Wording, technologies: list, categories: list
) -> EntryPage:
    """Returns an unsaved live page with a pattern's prose and a subject of its own."""
    model = type(pattern.page)
    own = [
        field
        for field in (*EntryPage._meta.local_concrete_fields, *model._meta.local_concrete_fields)
        if not field.primary_key and field.name != "code"
    ]
    page = model(**{field.attname: getattr(pattern.page, field.attname) for field in own})
    page.technology = rng.choice(technologies)
    subject = wording.phrase()
    page.title = page.draft_title = f"{pattern.page.title} ({page.technology.name}, {subject})"[:255]
    page.summary = f"{pattern.page.summary}\n\n{wording.sentence(subject)}"
    if model.kind.key == "debug":
        page.messages = [("item", wording.message()) for _ in range(rng.choice((1, 1, 1, 2)))]
    if model.kind.key == "question":
        page.level = rng.choice(list(kinds.LEVELS))
        page.difficulty = rng.randint(1, 10)
        page.category = rng.choice(categories)
    published = NOW - timedelta(minutes=rng.randrange(3 * 365 * 24 * 60))
    page.live, page.has_unpublished_changes = True, False
    page.first_published_at = published
    page.last_published_at = page.latest_revision_created_at = published + timedelta(days=rng.randrange(60))
    return page
