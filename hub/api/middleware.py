"""What holds for every answer below `/api/`, whoever gives it: CORS, validators, one shape of errors."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from hub.api.problems import is_problem, problem
from hub.core.middleware import GetResponse

PREFIX = "/api/"
READING = {"GET", "HEAD", "OPTIONS"}
KEPT = ("Allow", "Retry-After")  # of an answer that becomes a problem
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ApiMiddleware:
    """Stands outside the others, so that their refusals become problems too.

    Programs of every site may read, because nothing here depends on who asks; cookies are never allowed.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=PREFLIGHT)
        else:
            response = self._answer(request)
        if request.method in READING:
            for name, value in CORS.items():
                response[name] = value
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        asked_with = request.method
        if asked_with == "HEAD":
            request.method = "GET"  # the server leaves the body out
        try:
            response = self.get_response(request)
        finally:
            request.method = asked_with
        if response.status_code >= 400 and not is_problem(response):
            return _as_problem(response)
        if asked_with in READING and response.status_code == 200:
            return _validated(request, response)
        return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    answer = problem(response.status_code)
    for name in KEPT:
        if response.has_header(name):
            answer[name] = response[name]
    return answer


def _validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Returns the answer with its ETag, or 304 to somebody who has it already.

    A date alone proves nothing: an answer also changes when its technology is renamed.
    """
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    return get_conditional_response(request, etag, None, response) or response
