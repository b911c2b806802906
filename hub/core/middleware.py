"""Rules that hold for every answer: no NUL bytes in, one content policy and one cache policy out."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.cache import patch_cache_control, patch_vary_headers

GetResponse = Callable[[HttpRequest], HttpResponse]

# An anonymous page may be kept this long by browsers and proxies before they ask again.
PUBLIC_MAX_AGE = 60


class RejectNullBytesMiddleware:
    """Answers 400 to a NUL byte in an address: no page has one and PostgreSQL cannot store one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("The address holds a NUL byte.", content_type="text/plain")
        return self.get_response(request)


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The strict policy of public pages; the editor's policy below the admin's address only."""

    def process_response(self, request, response):
        if request.path.startswith("/admin/"):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return super().process_response(request, response)


class PublicCacheMiddleware:
    """Lets pages that are the same for everybody be cached whole, and nothing else.

    A page counts as public when its answer is a plain 200 to GET or HEAD, sets no cookie and nobody's
    session was read on the way. An answer that sets a cookie or knows the session is private, even where
    its view promised it to everybody; what a view says otherwise stands.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        said = response.get("Cache-Control", "")
        session = getattr(request, "session", None)
        if response.cookies or (session is not None and session.accessed):
            if not said or "public" in said:
                patch_cache_control(response, private=True, no_cache=True)
                patch_vary_headers(response, ("Cookie",))
        elif not said and request.method in {"GET", "HEAD"} and response.status_code == 200:
            patch_cache_control(response, public=True, max_age=PUBLIC_MAX_AGE)
        return response
