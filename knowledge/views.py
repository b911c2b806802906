"""Thin views of the archive."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from wagtail.models import Page

from hub.core.senders import client_address, is_foreign, is_robot
from knowledge import visitors
from knowledge.counters import buffer
from knowledge.models import EntryPage, Event, RetiredCode
from knowledge.querysets import under_restriction
from knowledge.serving import serve_to_readers


def permanent_link(request: HttpRequest, code: str) -> HttpResponse:
    """Leads from a code to its entry; a retired code leads to its successor or answers 410.

    The address of an entry tells its title, so only those are led there who may read it.
    """
    code = code.upper()
    entry = EntryPage.objects.live().annotate(is_private=under_restriction()).filter(code=code).first()
    if entry is not None:
        shown = entry.specific if entry.is_private else entry
        return serve_to_readers(_lead_to, shown, request)
    retired = get_object_or_404(RetiredCode, code=code)
    if retired.successor:
        return redirect("permanent_link", code=retired.successor)
    return HttpResponseGone(render(request, "410.html", {"retired": retired}).content)


def _lead_to(page: Page, request: HttpRequest, args: Sequence, kwargs: Mapping) -> HttpResponse:
    return redirect(page.get_url(request))


@csrf_exempt
@require_POST
@never_cache
def count_event(request: HttpRequest, code: str, event: Event) -> HttpResponse:
    """Counts that an entry was read, used or found helpful; cached pages may post here.

    Repeated hits and robots get the same answer as everybody and are left out of the numbers.
    """
    if is_foreign(request):
        return HttpResponse("Only pages of this site may count.\n", status=403, content_type="text/plain")
    address = client_address(request)
    if visitors.is_too_fast(address=address):
        return HttpResponse("Too many at once.\n", status=429, content_type="text/plain")
    code = code.upper()
    entry = EntryPage.objects.published().filter(code=code).only("path", "url_path").first()
    if entry is None:
        get_object_or_404(RetiredCode, code=code)
        return HttpResponseGone("This entry is gone.\n", content_type="text/plain")
    agent = request.headers.get("User-Agent", "")
    if not is_robot(request) and visitors.is_first_today(
        address=address, agent=agent, entry_id=entry.pk, event=event
    ):
        buffer.add(entry.pk, event)
    if _is_form_post(request):
        response = redirect(f"{entry.get_url(request)}#thanks")
        response.status_code = 303
        return response
    return HttpResponse(status=204)


def _is_form_post(request: HttpRequest) -> bool:
    """Says whether a browser waits for a page; a script's request or a beacon does not."""
    mode = request.headers.get("Sec-Fetch-Mode")
    return mode == "navigate" if mode else "text/html" in request.headers.get("Accept", "")
