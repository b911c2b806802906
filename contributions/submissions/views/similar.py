"""What is like a text that somebody still writes; asked by a script, answered with a part of the page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from contributions import gate
from contributions.submissions.similar import similar_context, similar_to
from knowledge import kinds

MOST_MESSAGES = 10
LARGEST_BODY = 128 * 1024  # bytes; the script sends a title and messages, nothing else


@require_POST
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def similar(request: HttpRequest) -> HttpResponse:
    """Answers with the entries that are like a title and messages, and forgets both."""
    if not (request.META.get("CONTENT_LENGTH") or "0").isdecimal() or (
        int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY
    ):
        return _refused("More was sent than is read.", status=413)
    if gate.asks_too_often(request):
        return _refused("Too many at once.", status=429)
    kind = request.POST.get("kind", "")
    if not kinds.is_kind(kind):
        raise Http404
    messages = [text for name in sorted(request.POST) if _is_message(name) and (text := request.POST[name])]
    found = similar_to(kind, request.POST.get("title", ""), messages=messages[:MOST_MESSAGES])
    context = similar_context(found, request.POST.get("variant_of", ""))
    return render(request, "contributions/similar_rows.html", context)


def _is_message(name: str) -> bool:
    return name == "messages" or name.startswith("messages-")


def _refused(why: str, *, status: int) -> HttpResponse:
    return HttpResponse(f"{why}\n", status=status, content_type="text/plain")
