"""Where the hub asks for it: no page of the admin without a second factor."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]
ASKED = "Whoever edits this hub signs in with a second factor. Set one up here, then go on."


class SecondFactorMiddleware:
    """Sends people who may use the admin and have no second factor to set one up (`ADMIN_REQUIRES_MFA`).

    Who has one was asked for it when signing in, so nobody has to be asked here. Signing out stays possible.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.ADMIN_REQUIRES_MFA and self._is_missing(request):
            messages.warning(request, ASKED)
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_missing(self, request: HttpRequest) -> bool:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return False
        user = request.user
        if not user.is_authenticated or request.path == reverse("wagtailadmin_logout"):
            return False
        types = ["totp", "webauthn"]  # codes for recovery alone are no second factor
        return user.has_perm("wagtailadmin.access_admin") and not get_adapter().is_mfa_enabled(user, types)
