"""What to offer while somebody types: the last word counts as begun. Every look-up is served by an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from hub.core.search_query import parse
from knowledge.models import EntryKeyword, EntryPage, EntryTag, Technology
from knowledge.models.search import MAX_WORD, TitleStart
from knowledge.search import backend
from knowledge.search.analysis import fold, is_stop_word, parts_of, tokens

LIMIT, MAX_LIMIT = 8, 20
LOOKED_AT = 120  # beginnings of titles per look-up, of which the best are offered
MAX_WORDS = 8
TABLE = TitleStart._meta.db_table


class Start(NamedTuple):
    """Where in a title a word stands, and how the title goes on from there."""

    place: int
    key: str


@dataclass(frozen=True)
class Suggestion:
    """Something to choose.

    Arguments:
        what: a title or code leads to an entry; a technology or tag is a search of its own.
        text: to show.
        entry: what a title or code leads to.
        value: the technology's or tag's slug.
    """

    what: Literal["title", "code", "technology", "tag"]
    text: str
    entry: EntryPage | None = None
    value: str = ""


def suggest(text: str, limit: int = LIMIT) -> list[Suggestion]:
    """Returns what a text that is still being typed may become: a code, titles, technologies, tags.

    At most six queries, whatever the archive's size. No text raises an error.

    Arguments:
        text: as typed so far.
        limit: how many at most.
    """
    limit = min(max(limit, 1), MAX_LIMIT)
    query = parse(text)
    words = _words(" ".join(query.words))[-MAX_WORDS:]
    if not words:
        return []
    found = [*_codes(query.text, limit), *_titles(words, limit)]
    distinct = {one.entry.pk: one for one in reversed(found) if one.entry is not None}
    first = sorted(distinct.values(), key=found.index)
    others = [*_technologies(" ".join(words)), *_tags("-".join(words), limit)]
    room = max(limit - len(others[:3]), 1)
    return [*first[:room], *others][:limit]


def _words(text: str) -> list[str]:
    return [part for token in tokens(text) for part in (token.parts or (token.raw,))]


def _codes(text: str, limit: int) -> list[Suggestion]:
    typed = text.upper().replace(" ", "-")
    if not (2 <= len(typed) <= 32 and typed.replace("-", "").isalnum() and typed[0].isalpha()):
        return []
    padded = parse(text).codes[:1]
    begun = EntryPage.objects.published().filter(backend.index().starts_with("code", typed))
    if "-" not in typed and not padded:
        return []  # a word is no code, even where some prefix begins with it
    exact = EntryPage.objects.published().filter(code__in=padded) if padded else EntryPage.objects.none()
    rows = [*_for_choice(exact)[:1], *_for_choice(begun).order_by("code")[:limit]]
    return [Suggestion("code", row.title, entry=row) for row in rows]


def _titles(words: list[str], limit: int) -> list[Suggestion]:
    """Titles that contain what was typed, then those that contain its words apart."""
    telling = [word for word in words[:-1] if not is_stop_word(word)] or words[:-1]
    asked = [" ".join(words)[:MAX_WORD], *dict.fromkeys([words[-1], *telling])][: len(words) + 1]
    starts = _starts(asked if len(words) > 1 else asked[:1])
    places = starts[0]
    if len(places) < limit and len(words) > 1:
        places = _apart(asked[1:], starts[1:]) | places
    # Of two in the same place the shorter is the likelier; the entries tell whether they may be shown.
    ordered = sorted(places, key=lambda pk: (places[pk].place, len(places[pk].key), places[pk].key, pk))
    likeliest = ordered[: limit * 3]
    entries = {row.pk: row for row in _for_choice(EntryPage.objects.published().filter(pk__in=likeliest))}
    together = sorted(
        entries, key=lambda pk: (places[pk].place, len(entries[pk].title), entries[pk].title, pk)
    )
    return [Suggestion("title", entries[pk].title, entry=entries[pk]) for pk in together[:limit]]


def _starts(beginnings: list[str]) -> list[dict[int, Start]]:
    """The first entries whose titles go on from some word as each beginning does, with the place of the word.

    One query, of one short index scan a beginning.
    """
    parts, values = [], []
    for number, beginning in enumerate(beginnings):
        condition, given = backend.index().begins("key", beginning)
        parts.append(
            f"SELECT * FROM (SELECT {number}, entry_id, place, key FROM {TABLE} WHERE {condition}"  # noqa: S608 - names of ours
            f" ORDER BY {backend.index().SORTED.format('key')} LIMIT {LOOKED_AT}) AS one"
        )
        values += given
    found: list[dict[int, Start]] = [{} for _ in beginnings]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for number, entry_id, place, key in cursor.fetchall():
            known = found[number].get(entry_id)
            if known is None or place < known.place:
                found[number][entry_id] = Start(place, key)
    return found


def _apart(words: list[str], starts: list[dict[int, Start]]) -> dict[int, Start]:
    """The entries that have every word, of those first found by the rarest, placed by the last word typed."""
    rarest = min(starts, key=len)
    if not rarest:
        return {}
    had: dict[int, dict[str, Start]] = {pk: {} for pk in rarest}
    keys = TitleStart.objects.filter(entry__in=list(rarest)).values_list("entry_id", "place", "key")
    for entry_id, place, key in keys.order_by("-place"):
        for word in words:
            if key.startswith(word):
                had[entry_id][word] = Start(place, key)
    return {pk: found[words[0]] for pk, found in had.items() if len(found) == len(words)}


def _for_choice(entries: QuerySet) -> QuerySet:
    return entries.select_related("technology").only(
        "title", "code", "url_path", "content_type", "level", "technology"
    )


def _technologies(typed: str) -> list[Suggestion]:
    found = []
    for one in Technology.objects.all():
        names = (one.name, one.slug, one.name.split("(")[-1], *one.alias_list)
        if any(_key(name).startswith(typed) for name in names):
            found.append(Suggestion("technology", one.name, value=one.slug))
    return found[:2]


def _key(name: str) -> str:
    return " ".join(parts_of(name)) or fold(name)


def _tags(typed: str, limit: int) -> list[Suggestion]:
    is_public = Exists(EntryPage.objects.published().filter(pk=OuterRef("content_object_id")))
    uses = EntryTag.objects.filter(is_public, tag_id=OuterRef("pk"))
    # The first use of each tag is looked for; asked whether one exists, PostgreSQL would read all of them.
    tags = EntryKeyword.objects.alias(use=Subquery(uses.values("pk")[:1])).filter(
        backend.index().starts_with("slug", typed), use__isnull=False
    )
    return [Suggestion("tag", tag.name, value=tag.slug) for tag in tags.order_by("slug")[: min(limit, 3)]]
