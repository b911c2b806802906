"""Thin views of the archive."""

from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render

from knowledge.models import EntryPage, RetiredCode


def permanent_link(request: HttpRequest, code: str) -> HttpResponse:
    """Leads from a code to its entry; a retired code leads to its successor or answers 410."""
    code = code.upper()
    entry = EntryPage.objects.live().filter(code=code).first()
    if entry is not None:
        return redirect(entry.get_url(request))
    retired = get_object_or_404(RetiredCode, code=code)
    if retired.successor:
        return redirect("permanent_link", code=retired.successor)
    return HttpResponseGone(render(request, "410.html", {"retired": retired}).content)
