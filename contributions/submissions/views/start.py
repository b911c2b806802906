"""Where contributing starts: what can be sent, and what happens then."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from knowledge import kinds


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Shows every kind of entry that somebody may send."""
    context = {
        "kinds": [kind for kind in kinds.all_kinds() if kind.from_readers],
        "title": "Contribute",
        "description": "Send a question, an error you solved, a snippet or a correction. No account is needed.",
    }
    return render(request, "contributions/start.html", context)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Thanks those who are not led to a page of their own."""
    return render(request, "contributions/sent.html", {"title": "Received", "noindex": True})
