"""Search: the same query as the site's own search page."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from hub.api.answers import Problem, SearchAnswer
from hub.api.asked import LAST_PAGE, SearchAsked
from hub.api.rows import Rows, address_with
from hub.api.throttles import SEARCH
from knowledge.listings import FacetGroup
from knowledge.search.results import Results, Row
from knowledge.search.searching import search

router = Router(tags=["Search"])


@router.get(
    "/search",
    response={200: SearchAnswer, (400, 422, 429): Problem},
    throttle=[SEARCH],
    operation_id="search",
    summary="Search",
)
def search_entries(request: HttpRequest, asked: Query[SearchAsked]):
    """Full text over every kind, with facets; typing errors are forgiven, and no query is an error.

    A page that does not exist answers with the last one.
    """
    results = search(
        asked.q,
        kind=asked.kind,
        technology=asked.technology,
        level=asked.level,
        category=asked.category,
        tag=asked.tag,
        sort=asked.sort,
        page=asked.page,
        page_size=asked.limit,
    )
    return _answer(request, results)


def _answer(request: HttpRequest, results: Results) -> dict[str, Any]:
    shown = [*results.rows, *results.promoted, *results.closest, *([results.exact] if results.exact else [])]
    rows = Rows(request, [one.entry for one in shown])

    def found(one: Row) -> dict[str, Any]:
        return {
            **rows.row(one.entry),
            "score": one.score,
            "title_html": str(one.title),
            "passage_html": str(one.passage),
        }

    follows = results.has_next and results.page < LAST_PAGE
    return {
        "query": results.typed,
        "corrected": _readings(results.corrected),
        "suggested": _readings(results.suggested),
        "unknown": results.unknown,
        "relaxed": results.relaxed,
        "sort": results.sort,
        "total": results.total,
        "more": results.more,
        "page": results.page,
        "pages": results.pages,
        "next": address_with(request, page=results.page + 1) if follows else None,
        "exact": found(results.exact) if results.exact else None,
        "promoted": [found(one) for one in results.promoted],
        "results": [found(one) for one in results.rows],
        "closest": [found(one) for one in results.closest],
        "related": results.related,
        "facets": [_facet(group) for group in results.facets],
    }


def _readings(corrections) -> list[dict[str, str]]:
    return [{"written": one.written, "read_as": one.read_as} for one in corrections]


def _facet(group: FacetGroup) -> dict[str, Any]:
    return {
        "key": group.key,
        "label": group.label,
        "values": [
            {"value": one.value, "label": one.label, "count": one.number, "selected": one.selected}
            for one in (*group.values, *group.more)
        ],
    }
