"""A page between this site and the one whose account somebody signs in by.

Browsers let a form lead to this site only (`form-action 'self'`), and count where its answer redirects to.
A page that goes on by itself is no form, so the policy need not name every site there may be.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

View = Callable[..., HttpResponse]


def page_before_leaving(view: View) -> View:
    """Shows a page that leads on where a view would redirect to another site."""

    @wraps(view)
    def shown(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        target = response.get("Location", "")
        there = urlsplit(target).netloc
        if response.status_code != 302 or not there or there == request.get_host():
            return response
        return render(request, "socialaccount/leaving.html", {"target": target, "there": there})

    return shown
