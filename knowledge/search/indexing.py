"""Keeps the index in step with what is published: entries in, entries out, and everything anew."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.db.models import prefetch_related_objects
from wagtail.models import Page

from hub.core.parallel import in_processes
from knowledge.models import EntryPage
from knowledge.models.search import SearchDocument, SearchWord, TitleStart, WordDeletion
from knowledge.search import backend, vocabulary
from knowledge.search.analysis import VERSION
from knowledge.search.documents import Document, document_of, title_starts
from knowledge.search.lines import Form, forms_of

logger = logging.getLogger(__name__)

BATCH = 50
REBUILD_BATCH = 250
STALE_SECONDS = 60  # at a time, so that other jobs get their turn


def index_entry(entry_id: int) -> None:
    """Makes the index say of an entry what is published of it, which may be nothing."""
    index_entries([entry_id])


def remove_entry(entry_id: int) -> None:
    """Takes an entry out of the index; one that is not in it is no error."""
    with transaction.atomic():
        _lock(EntryPage.objects.filter(pk=entry_id))
        _remove([entry_id])


def index_entries(entry_ids: Iterable[int]) -> int:
    """Indexes those of some entries that are published, and takes the others out.

    An entry that cannot be read is logged and left out.

    Returns:
        How many are in the index.
    """
    wanted = sorted(set(entry_ids))
    with transaction.atomic():
        _lock(EntryPage.objects.filter(pk__in=wanted))
        documents = _documents(wanted)
        present = {one.entry_id for one in documents}
        _remove([pk for pk in wanted if pk not in present])
        if documents:
            before = vocabulary.total(_forms_kept(present))
            _write(documents)
            _change_words(vocabulary.total(one.forms for one in documents), before)
    return len(documents)


def hide_below(page_id: int) -> None:
    """Lets searches find no more what is not public at or below a page; their words are forgotten later.

    The index is searched without asking who may read what it holds, so this cannot wait for a task.
    """
    page = Page.objects.filter(pk=page_id).first()
    if page is not None:
        below = EntryPage.objects.descendant_of(page, inclusive=True)
        hidden = below.exclude(pk__in=EntryPage.objects.published().values("pk"))
        backend.index().remove(hidden.order_by("pk").values_list("pk", flat=True))


def rebuild(progress: Callable[[int], None] = lambda done: None, *, processes: int = 1) -> int:
    """Makes the whole index anew; until it ends, searches find what is in it already and correct nothing.

    Arguments:
        progress: called with how many entries have been read so far.
        processes: how many share the work; more than one only on PostgreSQL.
    Returns:
        How many entries are in it.
    """
    with transaction.atomic():
        _lock(EntryPage.objects.all())
        for model in (WordDeletion, SearchWord, TitleStart, SearchDocument):
            model.objects.all()._raw_delete(model.objects.db)
        backend.index().clear()
    return index_new(_batches_of_published(), progress, processes=processes)


def index_new(
    batches: Iterable[list[int]], progress: Callable[[int], None] = lambda done: None, *, processes: int = 1
) -> int:
    """Indexes published entries that are not in the index; until it ends, their words correct nothing.

    Arguments:
        batches: ids, some hundred at a time.
        progress: called with how many entries have been read so far.
        processes: how many share the work; more than one only on PostgreSQL.
    Returns:
        How many entries were indexed.
    """
    done = 0
    words: Counter[Form] = Counter()  # written once: every entry has the frequent ones
    for number, counted in in_processes(_rebuild_batch, batches, processes=processes):
        words.update(counted)
        done += number
        progress(done)
    vocabulary.change(words)
    return done


def _batches_of_published() -> Iterator[list[int]]:
    last = 0
    published = EntryPage.objects.published().order_by("pk").values_list("pk", flat=True)
    while ids := list(published.filter(pk__gt=last)[:REBUILD_BATCH]):
        last = ids[-1]
        yield ids


def _rebuild_batch(ids: list[int]) -> tuple[int, Counter[Form]]:
    """Writes some entries; returns how many, and what that changes in the numbers of words."""
    with transaction.atomic():
        _lock(EntryPage.objects.filter(pk__in=ids))
        kept = vocabulary.total(_forms_kept(ids))  # published meanwhile, and counted then
        documents = _documents(ids)
        _write(documents)
    words = vocabulary.total(one.forms for one in documents)
    words.subtract(kept)
    return len(documents), words


def reindex_stale(seconds: float = STALE_SECONDS) -> int:
    """Indexes published entries that are missing or that another version indexed; removes what is not public.

    Arguments:
        seconds: after which it stops; the next run goes on.
    Returns:
        How many entries were looked at.
    """
    until = time.monotonic() + seconds
    published = EntryPage.objects.published()
    gone = SearchDocument.objects.exclude(entry__in=published.values("pk"))
    stale = published.exclude(search_document__version=VERSION)
    seen = 0
    for rows in (gone.values_list("pk", flat=True), stale.values_list("pk", flat=True)):
        last = 0
        while time.monotonic() < until:
            ids = list(rows.filter(pk__gt=last).order_by("pk")[:BATCH])
            if not ids:
                break
            last = ids[-1]
            index_entries(ids)
            seen += len(ids)
    return seen


def mark_stale(documents) -> None:
    """Has documents made again by the next run of `reindex_stale`.

    Arguments:
        documents: a queryset of `SearchDocument`.
    """
    documents.update(version=0)


def _lock(entries) -> None:
    """Makes who else would write about some entries wait: all take these locks first, and in this order.

    Arguments:
        entries: a queryset of `EntryPage`, inside a transaction.
    """
    locked = entries.select_for_update().order_by("pk").values_list("pk", flat=True)
    for _ in locked.iterator():
        pass


def _documents(entry_ids: list[int]) -> list[Document]:
    pages = EntryPage.objects.published().filter(pk__in=entry_ids).specific().order_by("pk")
    found = []
    for page in _with_subjects(list(pages)):
        try:
            found.append(document_of(page))
        except Exception:
            logger.exception("%s could not be read for search.", page.code)
    return found


def _with_subjects(pages: list[EntryPage]) -> list[EntryPage]:
    """Loads what entries are about for all of them at once."""
    prefetch_related_objects(pages, "tags", "technology__parent")
    prefetch_related_objects([page for page in pages if hasattr(page, "category_id")], "category")
    return pages


def _write(documents: list[Document]) -> None:
    SearchDocument.objects.bulk_create(
        [
            SearchDocument(
                entry_id=one.entry_id,
                version=VERSION,
                title=one.title,
                wordings=one.wordings,
                keywords=one.keywords,
                summary=one.summary,
                body=one.body,
                text=one.text,
            )
            for one in documents
        ],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["version", "title", "wordings", "keywords", "summary", "body", "text"],
    )
    backend.index().write(documents)
    TitleStart.objects.filter(entry__in=[one.entry_id for one in documents]).delete()
    TitleStart.objects.bulk_create(
        TitleStart(entry_id=one.entry_id, place=place, key=key)
        for one in documents
        for place, key in title_starts(one.heading)
    )


def _remove(entry_ids: list[int]) -> None:
    if not SearchDocument.objects.filter(pk__in=entry_ids).exists():
        return
    before = vocabulary.total(_forms_kept(entry_ids))
    backend.index().remove(entry_ids)
    TitleStart.objects.filter(entry__in=entry_ids).delete()
    SearchDocument.objects.filter(pk__in=entry_ids)._raw_delete(SearchDocument.objects.db)
    _change_words({}, before)


def _forms_kept(entry_ids: Iterable[int]) -> list[set[Form]]:
    texts = SearchDocument.objects.filter(pk__in=entry_ids).values_list("text", flat=True)
    return [forms_of(text.split("\n")) for text in texts]


def _change_words(added, removed) -> None:
    # In the order of entries: the first that has a word says how it is written.
    forms = dict.fromkeys((*added, *removed))
    vocabulary.change({form: added.get(form, 0) - removed.get(form, 0) for form in forms})
