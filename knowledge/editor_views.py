"""What the Markdown editor asks the server for: how a text will look, and which entries it may link to."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from wagtail.permissions import policy_registry

from hub.core.rendering import MAX_TEXT
from knowledge.layouts import LAYOUTS
from knowledge.models import EntryPage

COMPLETIONS = 10


def _require_writer(request: HttpRequest) -> None:
    if not policy_registry.get_by_type(EntryPage).user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied


@require_POST
def preview_markdown(request: HttpRequest) -> HttpResponse:
    """Renders posted Markdown as the site would, as a page for a frame.

    Reads `text` and `layout`, a name of `knowledge.layouts.LAYOUTS`; an unknown one counts as prose.
    """
    _require_writer(request)
    text = request.POST.get("text", "").replace("\r\n", "\n")
    if len(text) > MAX_TEXT:
        return HttpResponse("The text is too long to be shown.", content_type="text/plain", status=413)
    layout = LAYOUTS.get(request.POST.get("layout", ""), LAYOUTS["prose"])
    return render(request, "admin/markdown_preview.html", {"html": layout(text, id_prefix="preview")})


@require_GET
def complete_entry(request: HttpRequest) -> JsonResponse:
    """Returns entries whose code begins with, or whose title holds, the query string's `q`, as JSON."""
    _require_writer(request)
    wanted = request.GET.get("q", "").strip()[:100]
    entries = EntryPage.objects.exclude(code=None)
    if wanted:
        entries = entries.filter(Q(code__istartswith=wanted) | Q(title__icontains=wanted)).order_by("code")
    else:
        entries = entries.order_by("-latest_revision_created_at")
    rows = entries.values_list("code", "title", "live")[:COMPLETIONS]
    return JsonResponse(
        {"entries": [{"code": code, "title": title, "live": live} for code, title, live in rows]}
    )
