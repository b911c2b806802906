"""Thin views of the search. What somebody pastes is answered and forgotten; a GET changes nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from hub.core.addresses import absolute_url, page_path
from hub.core.search_query import one_line
from hub.core.senders import client_address, is_foreign, is_robot
from hub.home.discovery.views import HOUR, for_everybody
from hub.home.models import SiteIdentity
from hub.search.lanes import entry_of_code, is_pasted, retired_code
from hub.search.pasted import PastePage
from hub.search.sending import LIMIT_IN_WORDS, TooLargeError, pasted_text
from hub.search.words import WordsPage, found_rows, read_counted
from knowledge import kinds, visitors
from knowledge.search.counting import buffer
from knowledge.search.facets import page_types
from knowledge.search.suggesting import Suggestion, suggest

SUGGEST_SECONDS = 300
MAX_TYPED = 100  # characters of what is suggested for


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Answers a search by words; a code leads straight to its entry."""
    text = request.GET.get("q", "")
    if (entry := entry_of_code(text)) and not any(key for key in request.GET if key != "q"):
        return redirect(page_path(entry, request))
    if code := retired_code(text) if not entry else "":
        return redirect("permanent_link", code=code)
    page = WordsPage(request.GET)
    title = f"“{page.text}” · Search" if page.text else "Search"
    template = "search/start.html" if page.is_empty else "search/words.html"
    return render(request, template, {"found": page, "title": title, "noindex": True})


@csrf_exempt
@require_POST
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def search_pasted(request: HttpRequest) -> HttpResponse:
    """Reads a pasted error. Plain words are sent on to their own address, which can be shared and kept."""
    if is_foreign(request):
        return HttpResponse("Only pages of this site may post here.\n", status=403, content_type="text/plain")
    try:
        text = pasted_text(request)
    except TooLargeError:
        context = {"title": "That is too much to read", "noindex": True, "limit": LIMIT_IN_WORDS}
        return render(request, "search/too_large.html", context, status=413)
    if not is_pasted(text):
        query = urlencode({"q": one_line(text)}) if text.strip() else ""
        response = redirect(f"{reverse('search')}?{query}" if query else "search")
        response.status_code = 303
        return response
    page = PastePage(text)
    context = {"paste": page, "by_words": found_rows(page.by_words), "title": "Your error", "noindex": True}
    return render(request, "search/pasted.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answers with what a text still being typed may become, the same for everybody."""
    typed = request.GET.get("q", "")[:MAX_TYPED]
    labels = {pk: kinds.get(key).label for key, pk in page_types().items()}
    found = [_offered(one, labels, request) for one in suggest(typed)]
    response = JsonResponse({"suggestions": found})
    patch_cache_control(response, public=True, max_age=SUGGEST_SECONDS)
    return response


def _offered(one: Suggestion, labels: dict[int, str], request: HttpRequest) -> dict[str, str]:
    if one.entry is None:
        url = f"{reverse('search')}?{urlencode([(one.what, one.value)])}"
        return {"text": one.text, "detail": one.what.capitalize(), "url": url}
    technology = one.entry.technology.name if one.entry.technology else ""
    detail = " · ".join(
        part for part in (one.entry.code, labels.get(one.entry.content_type_id), technology) if part
    )
    return {"text": one.text, "detail": detail, "url": page_path(one.entry, request)}


@csrf_exempt
@require_POST
@never_cache
def count(request: HttpRequest) -> HttpResponse:
    """Counts a search that a reader's browser has shown: what is counted was signed with the page.

    The wording alone is kept; one reader counts once a day, robots not at all.
    """
    if is_foreign(request):
        return HttpResponse("Only pages of this site may count.\n", status=403, content_type="text/plain")
    address = client_address(request)
    if visitors.is_too_fast(address=address):
        return HttpResponse("Too many at once.\n", status=429, content_type="text/plain")
    counted = read_counted(request.POST.get("counted", ""))
    if counted is None:
        return HttpResponse("Nothing of ours to count.\n", status=400, content_type="text/plain")
    wording, found = counted
    agent = request.headers.get("User-Agent", "")
    if not is_robot(request) and visitors.is_first_today(
        address=address, agent=agent, entry_id=0, event=f"search {wording}"
    ):
        buffer.add(wording, found=found)
    return HttpResponse(status=204)


@for_everybody(HOUR)
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describes the search to browsers."""
    context = {
        "identity": SiteIdentity.for_request(request),
        "search": absolute_url(reverse("search")),
        "mark": absolute_url(reverse("favicon")),
    }
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "opensearch.xml", context, content_type=content_type)
