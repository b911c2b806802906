"""Thin views of practice. All are the same for everybody and keep nothing; who learns is not known here."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from hub.core.senders import is_foreign
from hub.core.tokens import BadToken
from knowledge.models import EntryPage
from learning.practice.cards import Card, cards_by_code, cards_of
from learning.practice.drawing import shuffled
from learning.practice.faces import ASKED, PRACTISED, QUIZZED
from learning.practice.filters import Filter, Options
from learning.practice.interviews import MINUTES, Interview
from learning.practice.pins import CANDIDATE, INTERVIEWER, pinned, read_pinned
from learning.practice.quizzes import Quiz
from learning.practice.scheduling import BadCardError, outcomes, read_moment

MOST_CARDS = 40  # of one answer, and of one question to the scheduler
MOST_CODES = 2_000  # of a deck
PAGE_SIZE = 20
LARGEST_BODY = 64 * 1024
MIXED = "deck"  # where nobody chose an order, neighbours in the archive are not neighbours in a deck

# --- Flashcards --------------------------------------------------------------------------------------


@require_safe
def flashcards(request: HttpRequest) -> HttpResponse:
    """Shows a deck: its cards to read, or one at a time where a script runs."""
    chosen = Filter(request.GET, PRACTISED)
    codes, total = _deck(chosen)
    page = Paginator(codes, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(
        request,
        "practice/flashcards.html",
        {
            "here": "flashcards",
            "title": f"Flashcards: {chosen.words}" if chosen.chosen else "Flashcards",
            "description": "Practise with the questions of the archive, a few cards a day.",
            "noindex": bool(request.GET),
            "filter": chosen,
            "options": Options(PRACTISED),
            "cards": cards_by_code(chosen.entries, list(page.object_list)),
            "page_of_cards": page,
            "total": total,
        },
    )


@require_safe
def deck(request: HttpRequest) -> JsonResponse:
    """Answers with the codes of a deck in the order they are learnt."""
    chosen = Filter(request.GET, PRACTISED)
    codes, total = _deck(chosen)
    return JsonResponse({"codes": codes, "total": total, "words": chosen.words})


def _deck(chosen: Filter) -> tuple[list[str], int]:
    codes = chosen.codes(MOST_CODES)
    total = len(codes) if len(codes) < MOST_CODES else chosen.entries.count()
    return (codes if chosen.is_ordered else shuffled(MIXED, codes)), total


@require_safe
def cards(request: HttpRequest) -> JsonResponse:
    """Answers with what the cards of the named codes show; entries that are not public are left out."""
    chosen = Filter(request.GET, PRACTISED)
    named = list(chosen.values.get("code", ()))[:MOST_CARDS]
    found = cards_by_code(chosen.entries, named) if named else []
    return JsonResponse({"cards": [_shown(card) for card in found]})


def _shown(card: Card) -> dict[str, object]:
    return {
        "code": card.code,
        "question": card.question,
        "title": card.title,
        "facts": card.facts,
        "difficulty": card.difficulty,
        "front": card.front,
        "back": card.back,
        "address": card.address,
    }


@csrf_exempt
@require_POST
@never_cache
def schedule(request: HttpRequest) -> JsonResponse:
    """Answers what each rating would do to the cards that are sent, and forgets them.

    The body is JSON: `{"at": moment, "cards": [{"code": …, "card": state or null}, …]}`.
    """
    if is_foreign(request):
        return _refused("Only pages of this site may ask here.", 403)
    if len(request.body) > LARGEST_BODY:
        return _refused("Too much was sent.", 413)
    try:
        sent = json.loads(request.body)
        at = read_moment(sent["at"])
        asked = [(str(one["code"])[:32], one["card"]) for one in sent["cards"]]
        if len(asked) > MOST_CARDS:
            return _refused(f"At most {MOST_CARDS} cards are asked about at once.", 413)
        answers = {code: [asdict(one) for one in outcomes(card, at)] for code, card in asked}
    except BadCardError as error:
        return _refused(str(error), 400)
    except (ValueError, TypeError, KeyError, RecursionError):
        return _refused("That is not a question about cards.", 400)
    return JsonResponse({"outcomes": answers})


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"error": words}, status=status)


# --- Quiz --------------------------------------------------------------------------------------------


@require_safe
def quiz(request: HttpRequest) -> HttpResponse:
    """Asks multiple-choice questions; every answer waits behind a disclosure on the same page."""
    asked = Quiz(request.GET)
    return render(
        request,
        "practice/quiz.html",
        {
            "here": "quiz",
            "title": f"Quiz: {asked.filter.words}" if asked.filter.chosen else "Quiz",
            "description": "Multiple-choice questions with the reasons for right and wrong.",
            "noindex": bool(request.GET),
            "quiz": asked,
            "filter": asked.filter,
            "options": Options(QUIZZED),
        },
    )


# --- Mock interview ----------------------------------------------------------------------------------


@require_safe
def interview(request: HttpRequest) -> HttpResponse:
    """Sets an interview up, or holds it where the address asks for one with `start`."""
    asked = Interview.read(request.GET)
    context = {
        "here": "interview",
        "title": "Mock interview",
        "description": "A set of interview questions with a clock, answers hidden until you ask for them.",
        "noindex": bool(request.GET),
        "interview": asked,
        "filter": asked.filter,
        "minutes_offered": MINUTES,
        "options": Options(ASKED),
    }
    started = "start" in request.GET and bool(asked.cards)
    return render(request, "practice/interview.html" if started else "practice/interview_setup.html", context)


@require_safe
def interview_links(request: HttpRequest) -> HttpResponse:
    """Gives the two links of an interview that one person holds with another."""
    asked = Interview.read(request.GET)
    fixed = pinned(asked.cards, asked.minutes)
    return render(
        request,
        "practice/interview_links.html",
        {
            "here": "interview",
            "title": "Two links for one interview",
            "noindex": True,
            "interview": asked,
            "filter": asked.filter,
            "cards": fixed.cards,
            "candidate": fixed.token(CANDIDATE),
            "interviewer": fixed.token(INTERVIEWER),
        },
    )


@require_safe
def candidate(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the questions of an interview and nothing that answers them."""
    return _held(request, token, CANDIDATE, "practice/interview_candidate.html")


@require_safe
def interviewer(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the questions of an interview with their answers and what to judge them by."""
    return _held(request, token, INTERVIEWER, "practice/interview_interviewer.html")


def _held(request: HttpRequest, token: str, purpose: str, template: str) -> HttpResponse:
    try:
        held = read_pinned(purpose, token)
    except BadToken:
        context = {"here": "interview", "title": "This link is not whole", "noindex": True}
        return render(request, "practice/interview_unknown.html", context, status=404)
    context = {"here": "interview", "title": "Interview", "noindex": True, "held": held}
    return render(request, template, context)


@require_safe
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Answers with what an entry's answer is judged by, as a piece of a page."""
    entries = EntryPage.objects.published().filter(code=code.upper())
    entry = get_object_or_404(entries.only("pk", "content_type"))
    if entry.specific_class.kind.key not in PRACTISED:
        return HttpResponse("Nobody is asked about this kind of entry.", status=404)
    card = cards_of(entries)[0]
    return render(request, "practice/rubric.html", {"card": card})
