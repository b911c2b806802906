"""Answers about a page that only those get who may read the page, under whatever address it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

Serve = Callable[[Page, HttpRequest, Sequence, Mapping], HttpResponse]


def serve_to_readers(
    serve: Serve, page: Page, request: HttpRequest, args: Sequence = (), kwargs: Mapping | None = None
) -> HttpResponse:
    """Returns what `serve` answers, or what Wagtail's hooks answer instead of the page itself.

    Arguments:
        serve: makes the answer; called only when nothing keeps the visitor from the page.
        page: a specific page.
        args, kwargs: what Wagtail's routing found behind the page.
    """
    kwargs = kwargs or {}
    chain = serve
    for wrap in reversed(hooks.get_hooks("on_serve_page")):
        chain = wrap(chain)
    for hook in hooks.get_hooks("before_serve_page"):
        answer = hook(page, request, args, kwargs)
        if isinstance(answer, HttpResponse):
            return answer
    return chain(page, request, args, kwargs)
