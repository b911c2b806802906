"""The page of those who lost the link to what they sent."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from contributions.gate import sender_digest
from contributions.gate.limits import count_attempt
from contributions.submissions.answers import LostLinkForm
from contributions.submissions.lost import ask_for_links
from contributions.submissions.views.sending import faults_of
from contributions.submissions.views.status import OFTEN, UNPROCESSABLE, private

ASKED_A_MINUTE = 5  # of one sender
TOO_MANY = "You have asked several times. Wait a minute, then ask again."


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters()
def lost(request: HttpRequest) -> HttpResponseBase:
    """Takes an address and always says the same: if something was sent with it, a mail is on its way."""
    form = LostLinkForm(request.POST or None)
    status, error = 200, ""
    if request.method == "POST":
        if not form.is_valid():
            status = UNPROCESSABLE
        elif count_attempt(f"lost:{sender_digest(request)}") > ASKED_A_MINUTE:
            status, error = OFTEN, TOO_MANY
        else:
            ask_for_links(form.cleaned_data["email"])
            return private(redirect(f"{request.path}?sent=1"))
    context = {
        "title": "Follow what you sent",
        "noindex": True,
        "form": form,
        "faults": faults_of([form]),
        "error": error,
        "asked": request.GET.get("sent") == "1",
    }
    return private(render(request, "contributions/status_lost.html", context, status=status))
