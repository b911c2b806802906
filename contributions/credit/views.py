"""The pages of contributors: the same for everybody, cacheable, without a cookie."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.core.paging import PagedList
from knowledge import credit

PAGE_SIZE = 50
KEY_LENGTH = 200
ORDERS = {"name": "By name", "number": "Most entries first"}


@require_safe
def contributors(request: HttpRequest) -> HttpResponse:
    """Lists everybody whom published entries name."""
    wanted = request.GET.get("sort", "")
    sort = wanted if wanted in ORDERS else "name"
    rows = PagedList(
        credit.people(sort), request.GET, size=PAGE_SIZE, kept=("sort",) if sort == wanted else ()
    )
    if rows.page is None:
        raise Http404("There is no such page of contributors.")
    number = rows.page.number
    context = {
        "title": "Contributors" if number == 1 else f"Contributors, page {number}",
        "description": "Who wrote and corrected the entries of this archive.",
        "noindex": number > 1 or sort != "name",
        "list": rows,
        "people": credit.persons(rows.rows),
        "sort": sort,
        "orders": ORDERS.items(),
    }
    return render(request, "contributions/contributors.html", context)


@require_safe
def contributor(request: HttpRequest) -> HttpResponse:
    """Lists what one person wrote and corrected, all of it."""
    key = request.GET.get("who", "")[:KEY_LENGTH]
    rows = PagedList(credit.entries_of(key), request.GET, size=PAGE_SIZE, kept=("who",))
    if not key or not rows.rows:
        raise Http404("No entry names anybody so.")
    first = rows.rows[0]
    context = {
        "title": first.name,
        "description": f"What {first.name} wrote and corrected in this archive.",
        "noindex": True,  # who is named on entries need not be found by name everywhere
        "list": rows,
        "person": first,
    }
    return render(request, "contributions/contributor.html", context)
