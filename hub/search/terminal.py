"""`POST /fix`: an error in, the answer for a terminal or a program out."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from hub.core.senders import is_foreign
from hub.search.sending import LIMIT_IN_WORDS, RefusedError, TooLargeError, sent_text
from knowledge.traces import plaintext
from knowledge.traces.indexing import match
from knowledge.traces.presenting import shown_matches

OFF = {"0", "no", "off", "false"}


@csrf_exempt
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def fix(request: HttpRequest) -> HttpResponse:
    """Answers a posted error: 200 when an entry explains it, 404 with near misses when none really does.

    The body is the text itself, or a form with `q`. `?json` or `Accept: application/json` asks for JSON,
    `?color=1` for the colours of a terminal. Nothing that was sent is kept.
    """
    if request.method != "POST":
        response = _said(request, _usage(), status=405)
        response["Allow"] = "POST"
        return response
    if is_foreign(request):
        return _said(request, "Other sites may not post here.", status=403)
    try:
        text = sent_text(request)
    except RefusedError as refusal:
        words = _too_large() if isinstance(refusal, TooLargeError) else _in_pieces()
        return _said(request, words, status=refusal.status)
    if not text.strip():
        return _said(request, f"Nothing was sent.\n\n{_usage()}", status=400)
    answer = match(text)
    shown = shown_matches(answer, site_url=settings.SITE_URL)
    status = 200 if answer.confident and shown else 404
    if _wants_json(request):
        return JsonResponse(
            plaintext.as_json(answer, shown), status=status, json_dumps_params={"ensure_ascii": False}
        )
    return _text(plaintext.as_text(answer, shown, colour=_wants_colour(request)), status=status)


def _wants_json(request: HttpRequest) -> bool:
    if "json" in request.GET:
        return request.GET["json"].lower() not in OFF
    return request.get_preferred_type(["text/plain", "application/json"]) == "application/json"


def _wants_colour(request: HttpRequest) -> bool:
    asked = next((request.GET[name] for name in ("color", "colour") if name in request.GET), "no")
    return asked.lower() not in OFF


def _said(request: HttpRequest, words: str, *, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"error": words.split("\n", 1)[0]}, status=status)
    return _text(f"{words}\n", status=status)


def _text(text: str, *, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def _usage() -> str:
    return f"Send an error to be explained:\n\n  curl --data-binary @error.log {settings.SITE_URL}/fix"


def _too_large() -> str:
    return (
        f"That is more than {LIMIT_IN_WORDS}. The end of a log says most:\n\n"
        f"  tail -c 60000 error.log | curl --data-binary @- {settings.SITE_URL}/fix"
    )


def _in_pieces() -> str:
    return (
        "The text came in pieces, without its length. Send it whole:\n\n"
        f"  curl --data-binary @error.log {settings.SITE_URL}/fix"
    )
