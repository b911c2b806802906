"""Thin views of what a learner did. Public ones are the same for everybody: what is personal stays in the
browser, or is asked for at the addresses of the account."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.core.models import User
from knowledge.models import RetiredCode
from learning.models import LearningPathPage
from learning.progress import events, pace, services
from learning.progress.entries import MOST_CODES, describe, successors
from learning.progress.fold import standing
from learning.progress.walking import modules_of, roads, walks

MOST_POSTED = 500  # events in one request
MOST_FOLDED = 10_000  # events a page is made from, in half a second; nobody walks farther


class SignedIn(HttpRequest):
    """A request to a view that lets nobody else in."""

    user: User


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Says what entries are now, by code, and which modules paths have: `?codes=FLSK-MID-004,LP-01`."""
    codes = [code.strip().upper() for code in request.GET.get("codes", "").split(",") if code.strip()]
    if len(codes) > MOST_CODES or not all(events.is_code(code) for code in codes):
        return _problem(400, f"Name up to {MOST_CODES} codes, between commas.")
    found = describe(codes)
    return JsonResponse({"entries": found, "roads": roads(codes)})


@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    """The page that the browser fills with its bookmarks."""
    return render(request, "learning/bookmarks.html", {"title": "Your bookmarks"})


@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """A path as a record to print; the browser enters what was done when.

    It is there for any code that a path could have: what editors take down does not take the record along.
    """
    code = request.GET.get("path", "").strip().upper()
    if not code:
        return redirect("learning:me")
    if not events.is_code(code):
        raise Http404("No path has such a code.")
    asked = code
    code = successors({code})[0].get(code, code)
    path = LearningPathPage.objects.published().filter(code=code).first()
    if path is None:
        code = asked
    retired = None if path else RetiredCode.objects.filter(code=code).first()
    context = {
        "path": path,
        "code": code,
        "asked": asked,
        "modules": modules_of([path])[code] if path else [],
        "name": path.title if path else retired.title if retired else "",
        "is_retired": retired is not None,
    }
    return render(request, "learning/record.html", context)


@never_cache
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Where somebody stands: of an account from its log, of everybody else the browser fills it in."""
    if not request.user.is_authenticated:
        return render(request, "learning/me.html", {"walks": None})
    found = standing(services.of_kinds(request.user, "progress", "restart", "undo", most=MOST_FOLDED))
    return render(request, "learning/me.html", {"walks": walks(found), "is_account": True})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """Gives a browser the events it lacks, `?after=` a cursor, and takes those it has.

    A POST holds `{"events": […]}`. Whoever is not signed in is told so; there is nothing wrong in asking.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"account": None}, status=401 if request.method == "POST" else 200)
    if pace.is_too_fast(request.user.pk):
        answer = _problem(429, "Too many at once.")
        answer["Retry-After"] = str(pace.wait())
        return answer
    after = request.GET.get("after", "0")
    if not (after.isascii() and after.isdecimal() and len(after) < 10):
        return _problem(400, "after is the cursor of an earlier answer.")
    refused: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            refused = _take(request.user, request.body)
        except ValueError as problem:
            return _problem(400, str(problem))
        except services.LogFull:
            return _problem(409, "This account has no room for more.")
    news = services.since(request.user, int(after))
    return JsonResponse(
        {
            "account": news.key,
            "events": [event.as_json() for event in news.events],
            "cursor": news.cursor,
            "more": news.is_more,
            "refused": refused,
        }
    )


def _take(user: User, posted: bytes) -> list[dict[str, str]]:
    """Adds what was posted to somebody's log. Returns which were refused, and why.

    Raises:
        ValueError: it is no list of events at all.
        services.LogFull: the log has no room.
    """
    try:
        body: Any = json.loads(posted)
    except (ValueError, RecursionError):
        raise ValueError("That is no JSON.") from None
    sent = body.get("events") if isinstance(body, dict) else None
    if not isinstance(sent, list) or len(sent) > MOST_POSTED:
        raise ValueError(f"Send a list of up to {MOST_POSTED} events.")
    taken, refused = [], []
    for raw in sent:
        try:
            taken.append(events.read(raw))
        except events.BadEvent as problem:
            uid = raw.get("id") if isinstance(raw, dict) else ""
            known = uid if isinstance(uid, str) and events.UID.match(uid) else ""
            refused.append({"id": known, "why": str(problem)})
    services.take(user, taken)
    return refused


@require_POST
@login_required
def erase(request: SignedIn) -> HttpResponse:
    """Deletes what the account knows of one's learning; browsers give up their copies when they ask next."""
    services.erase(request.user)
    messages.success(request, "Your account has forgotten what you learnt here.")
    return redirect("learning:me")


def _problem(status: int, words: str) -> JsonResponse:
    return JsonResponse({"problem": words}, status=status)
