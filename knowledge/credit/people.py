"""Everybody whom published entries name, with how much and what they did last."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, Max, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from knowledge.models import Credit, EntryPage

LATEST = 3  # entries shown of each person
SORTS = {"name": ("person",), "number": ("-number", "person")}
MAX_FOLDED = 180  # characters; letters may become three when case is folded


def person_key(name: str, url: str = "") -> str:
    """Returns what a name and link have in common in any spelling; sorted, people stand by their names."""
    folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:MAX_FOLDED]
    address = url.strip().casefold().partition("://")[2].removeprefix("www.").rstrip("/")
    return f"{folded}#{hashlib.sha256(address.encode()).hexdigest()[:12]}" if address else folded


@dataclass
class Person:
    """Somebody who is named, and what for.

    Arguments:
        wrote, corrected: how many entries.
        latest: of their entries, the newest first.
        key: by which `entries_of` knows them.
    """

    key: str
    name: str
    url: str
    wrote: int
    corrected: int
    latest: list[EntryPage] = field(default_factory=list)

    @property
    def has_more(self) -> bool:
        """Whether they did more than `latest` shows."""
        return self.wrote + self.corrected > len(self.latest)


def people(sort: str = "name") -> QuerySet:
    """Returns everybody who is named, as rows for `persons`.

    Arguments:
        sort: one of `SORTS`.
    """
    return (
        Credit.objects.order_by()
        .values("person")
        .annotate(
            number=Count("entry", distinct=True),
            wrote=Count("pk", filter=Q(role=Credit.Role.WROTE)),
            corrected=Count("pk", filter=Q(role=Credit.Role.CORRECTED)),
            shown_name=Max("name"),
            shown_url=Max("url"),
        )
        .order_by(*SORTS[sort])
    )


def persons(rows: Iterable[dict]) -> list[Person]:
    """Returns some rows of `people` with their latest entries, in two more queries."""
    rows = list(rows)
    latest = _latest([row["person"] for row in rows])
    return [
        Person(
            row["person"],
            row["shown_name"],
            row["shown_url"],
            row["wrote"],
            row["corrected"],
            latest[row["person"]],
        )
        for row in rows
    ]


def entries_of(key: str) -> QuerySet[Credit]:
    """Returns what somebody did, the newest entry first, each with its entry; of entries everybody may read.

    Arguments:
        key: of a `Person`, or what `person_key` returns.
    """
    done = Credit.objects.filter(person=key, entry__in=EntryPage.objects.published().values("pk"))
    columns = ("code", "title", "path", "depth", "url_path", "first_published_at")
    return (
        done.select_related("entry")
        .only("role", "name", "url", *(f"entry__{column}" for column in columns))
        .order_by(F("entry__first_published_at").desc(nulls_last=True), "-entry_id", "role")
    )


def _latest(keys: list[str]) -> dict[str, list[EntryPage]]:
    ranked = (
        Credit.objects.filter(person__in=keys)
        .order_by()
        .values("person", "entry_id")
        .distinct()
        .annotate(
            place=Window(
                RowNumber(),
                partition_by="person",
                order_by=[F("entry__first_published_at").desc(nulls_last=True), F("entry_id").desc()],
            )
        )
        .filter(place__lte=2 * LATEST)  # somebody may have written and corrected the same one
        .order_by("person", "place")
        .values_list("person", "entry_id")
    )
    pairs = list(ranked)
    # Asked again who may be read: the index could be a moment behind, and a title must never be.
    entries = (
        EntryPage.objects.published()
        .only("code", "title", "path", "depth", "url_path")
        .in_bulk({pk for _, pk in pairs})
    )
    found: dict[str, list[EntryPage]] = defaultdict(list)
    for person, pk in pairs:
        entry = entries.get(pk)
        if entry is not None and entry not in found[person] and len(found[person]) < LATEST:
            found[person].append(entry)
    return found
