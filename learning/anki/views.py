"""Thin views of Anki decks: choose one, take it as a package or as a table."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from hub.core.senders import client_address
from learning.anki import pace
from learning.anki.notes import Note, notes_of
from learning.anki.package import Media, apkg
from learning.anki.table import csv_of
from learning.practice.faces import PRACTISED
from learning.practice.filters import Filter, Options

MOST_NOTES = 1_000
MOST_NAME = 80  # characters of a deck's name after the hub's

Make = Callable[[Filter, list[str]], HttpResponse]


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Says what a deck would hold, and gives the two files."""
    return _page(request, Filter(request.GET, PRACTISED))


@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """Gives a deck as an Anki package."""

    def make(chosen: Filter, codes: list[str]) -> HttpResponse:
        media = Media()
        notes = notes_of(chosen.entries, codes, media.pack)
        name = f"Knowledge Hub::{chosen.words[:MOST_NAME]}"
        return _file(apkg(name, chosen.query, notes, media), chosen, "apkg", "application/apkg")

    return _deck(request, make)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Gives a deck as CSV; its images stay on the site."""

    def make(chosen: Filter, codes: list[str]) -> HttpResponse:
        notes: list[Note] = notes_of(chosen.entries, codes, lambda address: None)
        return _file(csv_of(notes).encode(), chosen, "csv", "text/csv; charset=utf-8")

    return _deck(request, make)


def _deck(request: HttpRequest, make: Make) -> HttpResponse:
    chosen = Filter(request.GET, PRACTISED)
    if pace.is_too_fast(client_address(request)):
        refused = _page(request, chosen, status=429, problem="pace")
        refused["Retry-After"] = str(pace.wait())
        return refused
    codes = chosen.codes(MOST_NOTES + 1)
    if len(codes) > MOST_NOTES:
        return _page(request, chosen, status=413, problem="size")
    if not codes:
        return _page(request, chosen, status=404)
    return make(chosen, codes)


def _file(content: bytes, chosen: Filter, suffix: str, content_type: str) -> HttpResponse:
    name = slugify(chosen.words)[:60] or "deck"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="knowledge-hub-{name}.{suffix}"'
    return response


def _page(request: HttpRequest, chosen: Filter, *, status: int = 200, problem: str = "") -> HttpResponse:
    total = chosen.entries.count()
    context = {
        "here": "anki",
        "title": f"Anki deck: {chosen.words}" if chosen.chosen else "Anki decks",
        "description": "Take the cards of a technology, a level or a path home as an Anki deck.",
        "noindex": bool(request.GET),
        "filter": chosen,
        "options": Options(PRACTISED),
        "total": total,
        "most": MOST_NOTES,
        "is_too_large": total > MOST_NOTES,
        "problem": problem,
    }
    return render(request, "practice/anki.html", context, status=status)
