"""The archive's signatures in the database: written when an entry goes live, read when somebody pastes."""
# ruff: noqa: S608, S611 - what is put into statements are names of ours

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from hub.core.parallel import in_processes
from knowledge.models import DebugEntryPage, EntrySignature, SignatureTerm
from knowledge.querysets import under_restriction
from knowledge.traces.matching import LIMIT, MatchResult, match_in
from knowledge.traces.memory import MOST_SIGNATURES, votes_of
from knowledge.traces.normalising import words
from knowledge.traces.signatures import (
    MOST_WORDS,
    SIGNATURE_VERSION,
    ArchiveEntry,
    Print,
    Signature,
    context_words,
    signatures_of,
    terms,
)

logger = logging.getLogger(__name__)

MOST_POSTINGS = 48  # read for one term; a term that leads to more is too common to find anything by
BATCH = 50
SECONDS = 30  # at a time, so that other jobs get their turn
_LOOK_ALIKE = re.compile(r"^[-*] +([A-Z][A-Z0-9]*(?:-[A-Z0-9]+){1,3}): +(.+)$", re.M)
_PHRASE = re.compile(r"`([^`\n]{4,200})`")


def archive_entry(page: DebugEntryPage) -> ArchiveEntry:
    """Returns what matching needs of a debug entry's page."""
    sections = {block.block_type: block.value for block in page.body if isinstance(block.value, str)}
    technology = page.technology
    names = f"{technology.slug} {technology.name} {technology.prefix}" if technology else ""
    tags = " ".join(tag.name for tag in page.tags.all())
    affects = " ".join(str(block.value) for block in page.affects)
    return ArchiveEntry(
        code=page.code or "",
        title=page.title,
        technology=names,
        messages=tuple(str(block.value) for block in page.messages),
        look_alikes=look_alikes_in(sections.get("look_alikes", "")),
        context=context_words(page.title, tags, names, affects, sections.get("symptoms", "")),
    )


def look_alikes_in(markdown: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Returns the codes of a Look-alikes section, each with the phrases in backquotes that tell it apart."""
    found = ((code, tuple(_PHRASE.findall(text))) for code, text in _LOOK_ALIKE.findall(markdown))
    return tuple((code, phrases) for code, phrases in found if phrases)


def index_entries(pages: Iterable[DebugEntryPage]) -> int:
    """Writes the signatures of entries in place of those they had; returns how many."""
    return _store({page.pk: signatures_of(archive_entry(page)) for page in pages})


@transaction.atomic
def _store(found: dict[int, list[Signature]]) -> int:
    """Writes the signatures of entries, by primary key, in place of those they had; returns how many."""
    if not found:
        return 0
    EntrySignature.objects.filter(entry_id__in=found).delete()
    pairs = [
        (one, _row(entry_id, ordinal, one))
        for entry_id, signatures in found.items()
        for ordinal, one in enumerate(signatures)
    ]
    EntrySignature.objects.bulk_create([row for _, row in pairs])
    SignatureTerm.objects.bulk_create(
        [
            SignatureTerm(term=key, signature=row)
            for one, row in pairs
            for key in dict.fromkeys(map(term_key, terms(one.print)))
        ],
        batch_size=2000,
    )
    return len(pairs)


def _row(entry_id: int, ordinal: int, one: Signature) -> EntrySignature:
    return EntrySignature(
        entry_id=entry_id,
        ordinal=ordinal,
        version=SIGNATURE_VERSION,
        families=sorted(one.print.families),
        error_type=one.print.type[:200],
        codes=sorted(one.print.codes),
        meaning=one.print.meaning[:80],
        template=one.print.template,
        values=list(one.print.values),
        role=one.print.role,
        context=sorted(one.context),
        look_alikes=[[code, list(phrases)] for code, phrases in one.look_alikes],
    )


def forget_entry(entry_id: int) -> None:
    """Deletes the signatures of an entry that is gone, hidden or about to be indexed again."""
    EntrySignature.objects.filter(entry_id=entry_id).delete()


def reindex_stale(seconds: float = SECONDS) -> int:
    """Indexes live debug entries that an older version indexed, or nobody; forgets those no longer live.

    Arguments:
        seconds: after which it stops; the next run goes on.
    Returns:
        How many entries were indexed.
    """
    until = time.monotonic() + seconds
    EntrySignature.objects.filter(entry__live=False).delete()
    indexed = 0
    for batch in _stale_batches():
        indexed += _index_batch(batch)
        if time.monotonic() >= until:
            break
    return indexed


def index_all(*, processes: int = 1) -> int:
    """Indexes every live debug entry that is stale or new, as `reindex_stale` does, to the end.

    Arguments:
        processes: how many share the work; more than one only on PostgreSQL.
    Returns:
        How many entries were indexed.
    """
    return sum(in_processes(_index_batch, _stale_batches(), processes=processes))


def _stale_batches() -> Iterator[list[int]]:
    fresh = EntrySignature.objects.filter(version=SIGNATURE_VERSION, ordinal=0).values("entry_id")
    stale = DebugEntryPage.objects.live().exclude(pk__in=fresh).order_by("pk").values_list("pk", flat=True)
    last = 0
    while ids := list(stale.filter(pk__gt=last)[:BATCH]):
        last = ids[-1]
        yield ids


def _index_batch(ids: list[int]) -> int:
    found = {}
    entries = DebugEntryPage.objects.live().filter(pk__in=ids)
    for page in entries.select_related("technology").prefetch_related("tags"):
        try:
            found[page.pk] = signatures_of(archive_entry(page))
        except Exception:
            logger.exception("%s could not be indexed for trace search.", page.code)
    _store(found)
    return len(found)


def term_key(term: str) -> int:
    """Returns the 64-bit number a term is stored under."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "big", signed=True)


class DatabaseArchive:
    """The published entries. However many there are, a paste costs one bounded query."""

    def candidates(self, wanted: list[str]) -> list[Signature]:
        # Asked of each row, not of all entries: SQLite would list every published one first.
        public = EntrySignature.objects.filter(~under_restriction("entry__path"), entry__live=True)
        rows = public.filter(pk__in=RawSQL(*_voted_for(wanted))).select_related("entry")
        return [_signature(row) for row in rows.only(*_READ)]


def _voted_for(wanted: list[str]) -> tuple[str, list]:
    """The statement that finds the signatures the rarest terms lead to, as `most_wanted` does, and its values.

    PostgreSQL plans one scan for all terms; SQLite, which knows no lateral join, is given one a term. Each is a
    bounded scan of an index.
    """
    table = connection.ops.quote_name(SignatureTerm._meta.db_table)
    first = f"FROM {table} WHERE term = {{}} ORDER BY signature_id DESC LIMIT {MOST_POSTINGS}"
    keys = {term_key(term): votes_of(term) for term in wanted}
    values: list = [list(keys), list(keys.values())]
    if connection.vendor == "postgresql":
        given = "unnest(%s::bigint[], %s::float8[]) AS wanted (key, weight)"
        postings = f"SELECT key, weight, signature_id FROM {given}, LATERAL (SELECT signature_id {first.format('key')}) one"
    else:
        each = f"SELECT * FROM (SELECT %s AS key, %s AS weight, signature_id {first.format('%s')})"
        postings = " UNION ALL ".join([each] * len(keys))
        values = [value for key, own in keys.items() for value in (key, own, key)]
    return (
        "SELECT signature_id FROM (SELECT signature_id, weight / count(*) OVER (PARTITION BY key) AS vote"
        f" FROM ({postings}) posting) voted GROUP BY signature_id ORDER BY sum(vote) DESC, signature_id"
        f" LIMIT {MOST_SIGNATURES}"
    ), values


_READ = (
    "families", "error_type", "codes", "meaning", "template", "values", "role", "context", "look_alikes", "entry__code",
    "entry__title",
)  # fmt: skip


def _signature(row: EntrySignature) -> Signature:
    own = Print(
        families=frozenset(row.families),
        type=row.error_type,
        codes=frozenset(row.codes),
        meaning=row.meaning,
        template=row.template,
        values=tuple(row.values),
        role=row.role,
        words=words(row.template)[:MOST_WORDS],
    )
    look_alikes = tuple((code, tuple(phrases)) for code, phrases in row.look_alikes)
    return Signature(row.entry.code or "", row.entry.title, own, frozenset(row.context), look_alikes)


def match(text: str | bytes, limit: int = LIMIT) -> MatchResult:
    """Returns the published entries that explain a paste, best first.

    Arguments:
        text: what somebody pasted, of any size; it is neither stored nor logged.
        limit: how many entries at most.
    """
    return match_in(DatabaseArchive(), text, limit=limit)
