"""Match an error: what `match_error --json` prints, for whatever is posted. It is neither stored nor logged."""

import json

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.views.decorators.debug import sensitive_variables
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from hub.api.answers import MatchAnswer, Problem
from hub.api.throttles import MATCH
from hub.core.senders import is_foreign
from knowledge.traces.cleaning import LARGEST
from knowledge.traces.indexing import match
from knowledge.traces.matching import LIMIT
from knowledge.traces.plaintext import as_json
from knowledge.traces.presenting import shown_matches

router = Router(tags=["Search"])

BODY = {
    "requestBody": {
        "required": True,
        "description": f"An error message, a stack trace or a log; at most {LARGEST // 1024} KB.",
        "content": {
            "text/plain": {"schema": {"type": "string", "minLength": 1}},
            "application/json": {
                "schema": {
                    "type": "object",
                    "properties": {"text": {"type": "string", "minLength": 1}},
                    "required": ["text"],
                }
            },
        },
    }
}


class MatchAsked(Schema):
    """How much is wanted."""

    limit: int = Field(LIMIT, ge=1, le=20, description="How many entries at most.")


@router.post(
    "/match-error",
    response={200: MatchAnswer, (400, 403, 413, 415, 422, 429): Problem},
    throttle=[MATCH],
    operation_id="match_error",
    summary="Match an error",
    openapi_extra=BODY,
)
@sensitive_variables()
def match_error(request: HttpRequest, asked: Query[MatchAsked]):
    """The entries that explain a pasted error, best first, and why.

    Anything but JSON is taken as the text itself, so curl --data-binary @error.log needs no header.
    What is sent is neither stored nor logged. Pages of other sites may not post here.
    """
    if is_foreign(request):
        raise HttpError(403, "Pages of other sites may not post here.")
    result = match(_text(request), limit=asked.limit)
    return JsonResponse(as_json(result, shown_matches(result, site_url=settings.SITE_URL)))


@sensitive_variables()
def _text(request: HttpRequest) -> bytes:
    """Returns what was pasted, and refuses what is too large before reading it."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    if announced.isdecimal() and (len(announced) > 9 or int(announced) > LARGEST):
        raise HttpError(413, f"At most {LARGEST:,} bytes are taken; the end of a log is what matters.")
    if request.content_type == "multipart/form-data":
        raise HttpError(415, "Send the text itself (curl --data-binary), not a form.")
    text = request.body
    if request.content_type == "application/json":
        text = _text_of_json(text)
    if not text.strip():
        raise HttpError(422, "There is no text.")
    return text


def _text_of_json(body: bytes) -> bytes:
    try:
        text = json.loads(body)["text"]
        return text.encode("utf-8", "replace")  # a lone surrogate is no text
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise HttpError(422, 'The JSON should be an object with a string: {"text": "…"}.') from None
