"""What to offer while somebody types: the last word counts as begun. Every look-up is served by an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef, QuerySet

from hub.core.search_query import parse
from knowledge.models import EntryKeyword, EntryPage, EntryTag, Technology
from knowledge.models.search import TitleStart
from knowledge.search import backend
from knowledge.search.analysis import fold, is_stop_word, parts_of, tokens

LIMIT, MAX_LIMIT = 8, 20
LOOKED_AT = 60  # beginnings of titles per look-up, of which the best are offered
MAX_WORDS = 8


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
    starts = TitleStart.objects.filter(backend.index().starts_with("key", " ".join(words)[:60]))
    places = dict(_first(starts))
    if len(places) < limit and len(words) > 1:
        last = TitleStart.objects.filter(backend.index().starts_with("key", words[-1]))
        apart = last.filter(entry__in=_with_words(words[:-1]))
        places = dict(_first(apart)) | places
    entries = {row.pk: row for row in _for_choice(EntryPage.objects.published().filter(pk__in=places))}
    together = sorted(entries, key=lambda pk: (places[pk], len(entries[pk].title), entries[pk].title))
    return [Suggestion("title", entries[pk].title, entry=entries[pk]) for pk in together[:limit]]


def _first(starts: QuerySet) -> list[tuple[int, int]]:
    """Entries with the place of the word in their titles; the further back, the later they are offered."""
    rows = starts.order_by("key", "pk").values_list("entry_id", "place")[: LOOKED_AT * 2]
    return sorted(rows, key=lambda row: -row[1])  # the first place of an entry is the one that stays


def _with_words(words: list[str]) -> QuerySet:
    """The entries whose titles have the rarest of some words, which the longest stands for."""
    telling = [word for word in words if not is_stop_word(word)] or words
    longest = max(telling, key=len)
    return TitleStart.objects.filter(backend.index().starts_with("key", longest)).values("entry_id")


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
    used = EntryTag.objects.filter(
        tag_id=OuterRef("pk"), content_object__in=EntryPage.objects.published().values("pk")
    )
    tags = EntryKeyword.objects.filter(backend.index().starts_with("slug", typed), Exists(used))
    return [Suggestion("tag", tag.name, value=tag.slug) for tag in tags.order_by("slug")[: min(limit, 3)]]
