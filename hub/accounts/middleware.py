"""No page of the admin opens without the second factor of who has one, nor, where the hub asks for it, to who has none."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

GetResponse = Callable[[HttpRequest], HttpResponse]
SECOND_FACTORS = ("totp", "webauthn")  # codes for recovery alone are no second factor
ASKED = "Whoever edits this hub signs in with a second factor. Set one up here, then go on."


class SecondFactorMiddleware:
    """Guards the admin; signing out stays possible.

    Who has a second factor was asked for it when signing in. It is looked at again here, so that no session
    counts that came to be in another way, or before there was a second factor. Who has none is sent to set
    one up where `ADMIN_REQUIRES_MFA` says so.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._sent_elsewhere(request) or self.get_response(request)

    def _sent_elsewhere(self, request: HttpRequest) -> HttpResponse | None:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        user = request.user
        if not user.is_authenticated or request.path == reverse("wagtailadmin_logout"):
            return None
        shown = any(record["method"] == "mfa" for record in get_authentication_records(request, user))
        if shown and not settings.ADMIN_REQUIRES_MFA:
            return None
        has_one = get_adapter().is_mfa_enabled(user, SECOND_FACTORS)
        if has_one and not shown:
            query = (
                urlencode({REDIRECT_FIELD_NAME: request.get_full_path()}) if request.method == "GET" else ""
            )
            return redirect(f"{reverse('mfa_reauthenticate')}?{query}")
        if settings.ADMIN_REQUIRES_MFA and not has_one and user.has_perm("wagtailadmin.access_admin"):
            messages.warning(request, ASKED)
            return redirect("mfa_index")
        return None
