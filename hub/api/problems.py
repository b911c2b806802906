"""Errors in their one shape: `application/problem+json` (RFC 9457)."""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja.errors import HttpError, ValidationError
from ninja.main import NinjaAPI

from hub.api.answers import Problem

CONTENT_TYPE = "application/problem+json"
SENTENCES = {
    400: "The request cannot be understood.",
    403: "This may not be asked from another site.",
    404: "Nothing is at this address.",
    405: "This address does not take this method; see the Allow header.",
    413: "The request is too large.",
    500: "Something is wrong on this side; it has been noted.",
}


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """Returns an error.

    Arguments:
        detail: a sentence for people; a usual one for the status where none is given.
        more: further fields of `Problem`.
    """
    title = HTTPStatus(status).phrase
    body = Problem(title=title, status=status, detail=detail or SENTENCES.get(status, f"{title}."), **more)
    return JsonResponse(body.model_dump(exclude_none=True), status=status, content_type=CONTENT_TYPE)


def is_problem(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith(CONTENT_TYPE)


def handle_errors(api: NinjaAPI) -> None:
    """Makes an API answer problems wherever it raises."""
    api.add_exception_handler(Http404, _not_found)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(ValidationError, _invalid)


def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, str(error))


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, str(error))


def _invalid(request: HttpRequest, error: Any) -> HttpResponse:
    faults = [{"name": _name(one), "detail": _sentence(one["msg"])} for one in error.errors]
    detail = "; ".join(f"{one['name']}: {one['detail']}" for one in faults)
    return problem(422, detail, errors=faults)


def _name(fault: dict[str, Any]) -> str:
    """The parameter's name, with the number of a value where one of several is at fault."""
    place = [str(part) for part in fault["loc"][1:] if part != "asked"]
    return ".".join(place) or fault.get("ctx", {}).get("name", "")


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ")
