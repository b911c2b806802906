"""What to offer while somebody types: the last word counts as begun. Every look-up is served by an index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hub.core.search_query import parse
from knowledge.models import EntryPage, Technology
from knowledge.models.search import MAX_WORD, TitleStart
from knowledge.search.analysis import fold, is_stop_word, parts_of, tokens
from knowledge.search.beginnings import Begun, Start, begun
from knowledge.subjects import technologies

LIMIT, MAX_LIMIT = 8, 20
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

    Two queries, or three for words that stand apart, whatever the archive's size. No text raises an error.

    Arguments:
        text: as typed so far.
        limit: how many at most.
    """
    limit = min(max(limit, 1), MAX_LIMIT)
    query = parse(text)
    words = _words(" ".join(query.words))[-MAX_WORDS:]
    if not words:
        return []
    asked = _asked(words)
    found = begun(asked, codes=_codes(query.text), slug="-".join(words), limit=limit)
    places = found.titles[0]
    if len(places) < limit and len(words) > 1:
        places = _apart(asked[1:], found.titles[1:]) | places
    # Of two in the same place the shorter is the likelier; the entries tell whether they may be shown.
    likeliest = sorted(places, key=lambda pk: (places[pk].place, len(places[pk].key), places[pk].key, pk))
    by_code = [
        found.codes[code] for code in sorted(found.codes, key=lambda one: (one not in query.codes, one))
    ]
    known = {one.pk: one for one in technologies()}
    entries = _entries([*by_code, *likeliest[: limit * 3]], known)
    codes = [entries[pk] for pk in by_code if pk in entries]
    titles = [entries[pk] for pk in likeliest if pk in entries and pk not in by_code]
    titles.sort(key=lambda row: (places[row.pk].place, len(row.title), row.title, row.pk))
    first = [Suggestion("code", row.title, row) for row in codes]
    first += [Suggestion("title", row.title, row) for row in titles]
    others = [*_technologies(" ".join(words), known), *_tags(found)]
    room = max(limit - len(others[:3]), 1)
    return [*first[:room], *others][:limit]


def _asked(words: list[str]) -> list[str]:
    """The beginnings of titles that are looked for: all that was typed, and each of its words by itself."""
    if len(words) == 1:
        return [words[0][:MAX_WORD]]
    telling = [word for word in words[:-1] if not is_stop_word(word)] or words[:-1]
    return [" ".join(words)[:MAX_WORD], *dict.fromkeys([words[-1], *telling])]


def _words(text: str) -> list[str]:
    return [part for token in tokens(text) for part in (token.parts or (token.raw,))]


def _codes(typed: str) -> list[str]:
    """The beginnings of codes that a text may be: itself, and what it stands for in the spelling of codes."""
    written = typed.upper().replace(" ", "-")
    if not (2 <= len(written) <= 32 and written.replace("-", "").isalnum() and written[0].isalpha()):
        return []
    meant = parse(typed).codes[:1]
    # A word is no code, even where some prefix begins with it.
    return list(dict.fromkeys([*meant, written])) if "-" in written or meant else []


def _entries(entry_ids: list[int], known: dict[int, Technology]) -> dict[int, EntryPage]:
    """The entries that may be shown, with their technologies."""
    if not entry_ids:
        return {}
    public = EntryPage.objects.published().filter(pk__in=entry_ids).order_by()
    rows = public.only("title", "code", "url_path", "content_type", "level", "technology")
    entries = {row.pk: row for row in rows}
    for row in entries.values():
        row.technology = known.get(row.technology_id)
    return entries


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


def _technologies(typed: str, known: dict[int, Technology]) -> list[Suggestion]:
    suggested = []
    for one in known.values():
        names = (one.name, one.slug, one.name.split("(")[-1], *one.alias_list)
        if any(_key(name).startswith(typed) for name in names):
            suggested.append(Suggestion("technology", one.name, value=one.slug))
    return suggested[:2]


def _key(name: str) -> str:
    return " ".join(parts_of(name)) or fold(name)


def _tags(found: Begun) -> list[Suggestion]:
    return [Suggestion("tag", tag.name, value=tag.slug) for tag in found.tags]
