"""Entries: the list, and one whole entry by its code."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from ninja import Path, Query, Router

from hub.api.answers import Entry, EntryList, Problem
from hub.api.asked import EntriesAsked
from hub.api.cursors import cursor_after, entry_before
from hub.api.documents import published_entry, whole_entry
from hub.api.problems import problem
from hub.api.rows import Rows, address_with, entry_address
from hub.core.addresses import absolute_url
from knowledge.models import EntryPage, RetiredCode
from knowledge.search import facets

router = Router(tags=["Entries"])
CODE = Path(..., description="Such as FLSK-MID-004.", pattern="^[A-Za-z0-9-]+$", max_length=32)


@router.get(
    "/entries/",
    response={200: EntryList, (400, 422, 429): Problem},
    operation_id="list_entries",
    summary="List entries",
)
def list_entries(request: HttpRequest, asked: Query[EntriesAsked]):
    """Published entries of every kind, latest written first, a page at a time.

    Follow “next” until it is null. Entries that are published meanwhile neither repeat nor hide others.
    """
    latest_first = EntryPage.objects.published().for_rows().order_by("-pk")
    entries = facets.narrowed(latest_first, asked.chosen)
    if asked.updated_since:
        entries = entries.filter(last_published_at__gte=asked.updated_since)
    if asked.cursor:
        entries = entries.filter(pk__lt=entry_before(asked.cursor))
    found = list(entries[: asked.limit + 1])
    page = found[: asked.limit]
    rows = Rows(request, page)
    more = len(found) > asked.limit
    return {
        "entries": [rows.row(entry) for entry in page],
        "next": address_with(request, cursor=cursor_after(page[-1].pk)) if more else None,
    }


@router.get(
    "/entries/{code}",
    response={200: Entry, (400, 404, 410, 422, 429): Problem},
    operation_id="get_entry",
    summary="Read an entry",
    url_name="entry",
)
def get_entry(request: HttpRequest, response: HttpResponse, code: str = CODE):
    """One entry with its attributes and sections, as Markdown and as HTML.

    The code may be written in small letters. A retired code answers 410 and names its successor, if any.
    """
    code = code.upper()
    entry = published_entry(code)
    if entry is None:
        return _gone(code)
    if entry.last_published_at:
        response["Last-Modified"] = http_date(entry.last_published_at.timestamp())
    return whole_entry(request, entry)


def _gone(code: str) -> HttpResponse:
    retired = RetiredCode.objects.filter(code=code).first()
    if retired is None:
        raise Http404("No published entry has this code.")
    if not retired.successor:
        return problem(410, f"{retired.code} was retired.")
    return problem(
        410,
        f"{retired.code} was retired; {retired.successor} replaces it.",
        successor={
            "code": retired.successor,
            "api_url": entry_address(retired.successor),
            "permanent_url": absolute_url(f"/e/{retired.successor}/"),
        },
    )
