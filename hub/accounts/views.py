"""A person's own page, and what one can do there: be named, take everything along, go."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.logout import logout
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.accounts.deletion import LastAdministrator, delete_account
from hub.accounts.forms import DeletionForm, ProfileForm
from hub.accounts.places import end_places, places_of
from hub.core import personal
from hub.core.models import User

LAST = "You are the only administrator. Make somebody else one before you go."
TOO_LONG = 10  # digits: no database has such a number


class SignedIn(HttpRequest):
    """A request to a view that lets nobody else in."""

    user: User


@never_cache
@require_safe
@login_required
def me(request: SignedIn) -> HttpResponse:
    """Shows what each app keeps about the person, and leads to the settings."""
    sections = [
        {"key": data.key, "html": render_to_string(data.template, data.context(request.user), request)}
        for data in personal.registered()
        if data.template
    ]
    return render(request, "accounts/me.html", {"sections": sections})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def profile(request: SignedIn) -> HttpResponse:
    """Says how the person is named."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Saved.")
        return redirect("me")
    return render(request, "accounts/profile.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def places(request: SignedIn) -> HttpResponse:
    """Shows where the person is signed in; signs them out in one other place, or in all others."""
    here = request.session.session_key or ""
    if request.method == "POST":
        wanted = request.POST.get("place", "")
        if wanted and not (wanted.isascii() and wanted.isdecimal() and len(wanted) < TOO_LONG):
            raise Http404("There is no such place.")
        ended = end_places(request.user, but=here, only=int(wanted) if wanted else None)
        messages.success(request, "Signed out there." if ended else "Nobody was signed in there any more.")
        return redirect("usersessions_list")
    return render(request, "usersessions/usersession_list.html", {"places": places_of(request.user, here)})


@never_cache
@require_POST
@login_required
@reauthentication_required
def export(request: SignedIn) -> HttpResponse:
    """Sends all that is known about the person as one file."""
    known = {data.key: data.export(request.user) for data in personal.registered()}
    answer = JsonResponse(
        {"made": timezone.now(), **known},
        encoder=DjangoJSONEncoder,
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required(allow_get=True)
def delete(request: SignedIn) -> HttpResponse:
    """Deletes the account, after a fresh password and its address typed out."""
    form = DeletionForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            delete_account(request.user)
        except LastAdministrator:
            form.add_error(None, LAST)
        else:
            logout(request, show_message=False)
            return redirect("deleted")

    return render(request, "accounts/delete.html", {"form": form})


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Says that an account was deleted; the same for everybody."""
    return render(request, "accounts/deleted.html")
