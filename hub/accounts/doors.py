"""The other ways in, Wagtail's own: each leads to the one page where people sign in."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache


@never_cache
def site_door(request: HttpRequest) -> HttpResponse:
    """Leads a stranger to sign in, and tells others that their account may not open what they wanted."""
    return _door(request)


def _door(request: HttpRequest, otherwise: str = "") -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "accounts/not_allowed.html", status=403)
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "") or otherwise
    query = f"?{urlencode({REDIRECT_FIELD_NAME: wanted})}" if wanted else ""
    return redirect(reverse("account_login") + query)


@never_cache
def admin_door(request: HttpRequest) -> HttpResponse:
    """The same, and lets in who is signed in already and may come in; who names no page wants the first."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    return _door(request, reverse("wagtailadmin_home"))
