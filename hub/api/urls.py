"""Addresses below `/api/v1/`: those of the API, and a way back for addresses that are almost one."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, path, re_path, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import RedirectView

from hub.api.application import api


class SameRequestElsewhere(HttpResponseRedirect):
    """A redirect that keeps method and body."""

    status_code = 308


@csrf_exempt
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Leads to the address with or without its last slash, where the API has that one."""
    other = request.path.removesuffix("/") if request.path.endswith("/") else f"{request.path}/"
    try:
        known = resolve(other).namespace == api.urls_namespace
    except Resolver404:
        known = False
    if not known:
        raise Http404
    query = request.META.get("QUERY_STRING", "")
    return SameRequestElsewhere(f"{other}?{query}" if query else other)


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="api:openapi-view")),
    path("", api.urls),
    re_path("", elsewhere),
]
