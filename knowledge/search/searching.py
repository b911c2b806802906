"""The search over entries of every kind: words in, one page of results with facets and passages out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import ceil

from django.db.models import Case, IntegerField, QuerySet, Value, When

from hub.core.kept import kept
from hub.core.search_query import SearchQuery, one_line, parse
from knowledge.filters import MAX_VALUES
from knowledge.models import EntryPage
from knowledge.models.search import Promotion
from knowledge.search import backend, facets
from knowledge.search.choices import chosen_values
from knowledge.search.expressions import Node
from knowledge.search.matching import (
    MOST_RELAXED,
    Match,
    Reading,
    any_known,
    match,
    read,
    read_as_suggested,
    unwanted,
    without_hidden,
)
from knowledge.search.passages import Marker
from knowledge.search.ranking import judged_by, rank
from knowledge.search.results import SORTS, Results
from knowledge.search.rows import read_entries, row_of
from knowledge.search.survey import MOST, Survey, survey
from knowledge.search.terms import in_one_piece, normalised, promotion_key

PAGE_SIZE = 20
MAX_PAGE = 500
MAX_VALUE = 100  # characters of a facet's value
CLOSEST, RELATED = 5, 6


def search(
    query: str | SearchQuery,
    *,
    kind: Sequence[str] = (),
    technology: Sequence[str] = (),
    level: Sequence[str] = (),
    category: Sequence[str] = (),
    tag: Sequence[str] = (),
    sort: str = "relevance",
    page: int = 1,
    page_size: int = PAGE_SIZE,
    correct: bool = True,
    with_facets: bool = True,
) -> Results:
    """Returns the published entries a query asks for; no text raises an error.

    The number of queries does not depend on the number of entries.

    Arguments:
        query: as typed, or as `hub.core.search_query.parse` gives it.
        kind, technology, level, category, tag: slugs or keys, any of each; a single string is one value.
            They add to the fields in the query itself.
        sort: one of `results.SORTS`; anything else is relevance.
        page: from 1; one that does not exist is the nearest that does.
        page_size: rows a page, 1 to 100.
        correct: whether unknown words may be read as others.
        with_facets: whether facets are counted, a query each.
    """
    typed = parse(query) if isinstance(query, str) else query
    given = {"kind": kind, "technology": technology, "level": level, "category": category, "tag": tag}
    if typed.is_empty and not any(given.values()):
        return Results(typed, typed=typed.text)
    answer = partial(
        _answered, typed, given=given, sort=sort, page=page, page_size=page_size, with_facets=with_facets
    )
    found = answer(read(typed, correct=correct))
    finds_nothing = found.only_related or not found.total
    if (
        correct
        and finds_nothing
        and (meant := read_as_suggested(found.query, found.corrected, found.suggested))
    ):
        instead = answer(meant)  # a name nobody wrote was mistyped: what it is like is better than nothing
        return found if instead.only_related or not instead.total else instead
    return found


def _answered(
    typed: SearchQuery,
    reading: Reading,
    *,
    given: dict[str, Sequence[str]],
    sort: str,
    page: int,
    page_size: int,
    with_facets: bool,
) -> Results:
    chosen = chosen_values(reading.query.fields, reading.technologies)
    for key, values in given.items():
        more = [one_line(one[:MAX_VALUE]) for one in ([values] if isinstance(values, str) else values)]
        chosen[key] = list(dict.fromkeys([*chosen[key], *(one for one in more if one)]))[:MAX_VALUES]
    return _answer(
        typed,
        reading,
        chosen,
        sort=sort if sort in SORTS else "relevance",
        page=page,
        page_size=min(max(page_size, 1), 100),
        with_facets=with_facets,
    )


def _answer(
    typed: SearchQuery,
    reading: Reading,
    chosen: dict[str, list[str]],
    *,
    sort: str,
    page: int,
    page_size: int,
    with_facets: bool,
) -> Results:
    subjects = facets.Subjects(reading.technologies)
    ids = subjects.ids(chosen)
    reading, matched = _matched(reading, ids, sort=sort, with_facets=with_facets)
    pages = min(max(1, ceil(matched.total / page_size)), MAX_PAGE)
    page = min(max(page, 1), pages)
    first = page == 1
    exact = _exact(typed)
    promoted = _promoted(typed) if first else []
    closest = [] if matched.total else _closest(reading)
    beside = [*([exact] if exact else []), *promoted, *closest]
    # Where all that match are shown, they can be read at once to be ranked and to be shown.
    every = [pk for pk, _ in matched.found.best] if matched.total <= page_size else []
    entries = read_entries([*every, *beside], ranked=every, tagged=True) if every else {}
    scores = _places(reading, matched, chosen, entries, sort=sort, page=page, page_size=page_size)
    entries = entries or read_entries([*scores, *beside], tagged=first)
    marker = Marker(reading.terms)
    shown = {pk: row_of(entry, marker) for pk, entry in entries.items()}
    listed = [pk for pk in scores or closest if pk in entries]
    return Results(
        query=reading.query,
        typed=typed.text,
        sort=sort,
        page=page,
        pages=pages,
        total=matched.total,
        rows=[replace(shown[pk], score=round(score, 3)) for pk, score in scores.items() if pk in shown],
        exact=shown.get(exact) if exact else None,
        promoted=[shown[pk] for pk in promoted if pk in shown],
        facets=subjects.groups(matched.found.numbers, matched.found.tags, chosen) if with_facets else [],
        more=matched.found.more,
        relaxed=matched.relaxed,
        unknown=[term.written for term in reading.terms if not term.stands],
        only_related=bool(matched.total) and not any(term.stands for term in reading.terms),
        corrected=reading.corrected,
        suggested=reading.suggested,
        closest=[shown[pk] for pk in closest if pk in shown],
        related=_related([entries[pk] for pk in listed[:10]], typed) if first else [],
    )


def _matched(
    reading: Reading, ids: dict[str, list[int | str]], *, sort: str, with_facets: bool
) -> tuple[Reading, Match]:
    """What the words match, narrowed by what was chosen, and how they were read in the end."""
    terms = judged_by(reading.terms) if sort == "relevance" else []

    def ask(wanted: Node | None, most: int = MOST) -> Survey:
        without = unwanted(reading.query)
        return survey(wanted, without, terms=terms, chosen=ids, with_facets=with_facets, most=most)

    if reading.terms:
        matched = match(reading, ask)
        public = without_hidden(reading, matched)
        if public is reading:
            return reading, matched
        return _matched(public, ids, sort=sort, with_facets=with_facets)
    if not (ids or reading.query.excluded):
        return reading, Match(None, Survey())  # nothing but signs that are in no entry
    return reading, Match(None, ask(None))


def _places(
    reading: Reading,
    matched: Match,
    chosen: dict[str, list[str]],
    at_hand: dict[int, EntryPage],
    *,
    sort: str,
    page: int,
    page_size: int,
) -> dict[int, float]:
    """The entries of a page in their order, with their scores; none of those at hand is read again."""
    start = (page - 1) * page_size
    if not matched.total:
        return {}
    if sort != "relevance" or not reading.terms:
        order = "newest" if sort == "relevance" else sort
        ids = _entries(reading, matched, chosen).sorted_by(order).values_list("pk", flat=True)
        return dict.fromkeys(ids[start : start + page_size], 0.0)
    candidates = [pk for pk, _ in matched.found.best]
    entries = [at_hand[pk] for pk in candidates if pk in at_hand] if at_hand else None
    best = rank(candidates, reading.terms, whole=in_one_piece(reading.query), entries=entries)
    found = {one.entry_id: one.score for one in best[start : start + page_size]}
    missing = page_size - len(found)
    if missing and start + page_size > len(best) and matched.total > len(best):
        others = _entries(reading, matched, chosen).exclude(pk__in=[one.entry_id for one in best])
        after = max(start - len(best), 0)
        rest = others.sorted_by("newest").values_list("pk", flat=True)
        found |= dict.fromkeys(rest[after : after + missing], 0.0)
    return found


def _entries(reading: Reading, matched: Match, chosen: dict[str, list[str]]) -> QuerySet:
    """The entries that match, to be put in another order than the best first."""
    index = backend.index()
    entries = facets.narrowed(EntryPage.objects.published(), chosen)
    if matched.wanted is not None:
        entries = entries.filter(index.matching(matched.wanted))
    without = unwanted(reading.query)
    return entries.exclude(index.matching(without)) if without is not None else entries


def _exact(query: SearchQuery) -> int | None:
    if not query.codes:
        return None
    order = Case(
        *[When(code=code, then=Value(place)) for place, code in enumerate(query.codes)],
        output_field=IntegerField(),
    )
    found = EntryPage.objects.published().filter(code__in=query.codes).order_by(order)
    return found.values_list("pk", flat=True).first()


def _promoted(query: SearchQuery) -> list[int]:
    """The entries that editors put above the results, as far as everybody may read them."""
    chosen = kept("promotions", _promotions).get(promotion_key(query.text), [])
    public = (
        EntryPage.objects.published().filter(pk__in=chosen).order_by() if chosen else EntryPage.objects.none()
    )
    known = set(public.values_list("pk", flat=True))
    return [pk for pk in chosen if pk in known]


def _promotions() -> dict[str, list[int]]:
    """All of them, by the key of their query: there are as many as editors wrote."""
    found: dict[str, list[int]] = {}
    for key, pk in Promotion.objects.order_by("position", "pk").values_list("normalised", "entry_id"):
        found.setdefault(key, []).append(pk)
    return found


def _closest(reading: Reading) -> list[int]:
    """Entries that come near where nothing matches: any of the words, whatever facets were chosen."""
    near = any_known(reading.terms)
    if near is None:
        return []
    known = [term for term in reading.terms if term.known]
    found = survey(near, unwanted(reading.query), terms=judged_by(known), most=MOST_RELAXED)
    return [one.entry_id for one in rank([pk for pk, _ in found.best], known)[:CLOSEST]]


def _related(entries: Sequence[EntryPage], query: SearchQuery) -> list[str]:
    """Tags that several of the best results share and the query does not say yet, those first that were given first."""
    tagged = [
        (int(key), name, place)
        for place, entry in enumerate(entries)
        for key, name in (entry.tags_by_key or {}).items()
    ]
    said = set(normalised(query.text).split())
    numbers: Counter[str] = Counter()
    for _, name, place in sorted(tagged):
        if not said & set(normalised(name).replace("-", " ").split()):
            numbers[name] += 10 - place // 2
    return [name.replace("-", " ") for name, _ in numbers.most_common(RELATED)]
