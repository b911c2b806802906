"""Thin views of subscriptions. No link in a mail does anything by being opened: programs open them too."""

from __future__ import annotations

import functools
import json
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contributions import gate
from contributions.gate import Verdict
from contributions.newsletter import export, links, services
from contributions.newsletter.consent import CURRENT, WORDINGS
from contributions.newsletter.forms import PreferencesForm, SubscribeForm
from contributions.newsletter.models import Subscriber
from hub.core.tokens import BadToken

PURPOSE = "newsletter"
TOLD = ("kind", "technology", "entry", "letters")  # of what a link to the form may tick before


def private(view):
    """For pages under a signed link: kept by nobody, told to nobody they link to."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        return response

    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("email")
def subscribe(request: HttpRequest) -> HttpResponse:
    """The form; its answer is the same for every address."""
    if request.method != "POST":
        form = SubscribeForm(initial=_asked_for(request), watched=tuple(request.GET.getlist("entry")[:5]))
        return _form(request, form, gate.fields(PURPOSE))
    visit = gate.arrive(request, PURPOSE)
    if visit.verdict is Verdict.DROP:
        return redirect("contributions:newsletter_asked")
    form = SubscribeForm(request.POST, watched=tuple(request.POST.getlist("entries")[:5]))
    if form.is_valid():
        email, wishes = form.cleaned_data["email"], form.wishes
        verdict = visit.judge(email=email)
        if verdict is Verdict.PASS:
            try:
                visit.once(lambda: services.ask(email, wishes, form=_place(request.POST)) or "asked")
            except services.TooManyThere as error:
                form.add_error("email", str(error))
                return _form(request, form, visit.fields)
        if verdict in {Verdict.PASS, Verdict.SENT, Verdict.DROP}:
            return redirect("contributions:newsletter_asked")
    return _form(request, form, visit.fields)


def _form(request: HttpRequest, form: SubscribeForm, fields: gate.GateFields) -> HttpResponse:
    context = {
        "form": form,
        "gate": fields,
        "wording": WORDINGS[CURRENT],
        "place": _place(request.POST or request.GET),
        "title": "Mail when something changes",
    }
    return render(
        request, "contributions/newsletter/subscribe.html", context, status=422 if form.errors else 200
    )


def _asked_for(request: HttpRequest) -> dict:
    told = any(name in request.GET for name in TOLD)
    return {
        "letters": "letters" in request.GET or not told,
        "news": not told,
        "kinds": request.GET.getlist("kind"),
        "technologies": request.GET.getlist("technology"),
        "entries": request.GET.getlist("entry"),
    }


def _place(data) -> str:
    """Where somebody came from, for the record of consent: a word of ours or an entry's code."""
    place = data.get("from", "") or data.get("entry", "")
    return place[:40] if place.replace("-", "").isalnum() else "newsletter"


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Says what happens next, to everybody alike."""
    context = {"title": "Look into your mail", "noindex": True}
    return render(request, "contributions/newsletter/asked.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One page with one button; the button is what confirms."""
    try:
        asked_for = links.request_of(token)
    except BadToken:
        return _gone(request)
    if request.method == "POST":
        try:
            subscriber = services.confirm(asked_for)
        except services.AlreadyUsed as used:
            if used.subscriber is None:
                return _gone(request)
            subscriber = used.subscriber
        # A path: on another of the site's hosts, the form must not lead away from it.
        return redirect(urlsplit(links.preferences_link(subscriber)).path + "?confirmed")
    context = {
        "asked_for": asked_for,
        "wishes": services.described(asked_for.wishes),
        "wording": WORDINGS.get(asked_for.wording, WORDINGS[CURRENT]),
        "title": "Confirm your address",
        "noindex": True,
    }
    return render(request, "contributions/newsletter/confirm.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody gets, to be changed without an account."""
    subscriber, form_name = _subscriber(token)
    if subscriber is None:
        return _gone(request)
    form = PreferencesForm(request.POST or None, subscriber=subscriber)
    if request.method == "POST" and form.is_valid():
        services.change(subscriber, form.wishes, paused_until=form.paused_until, form=form_name)
        return redirect(request.path + ("?saved" if form.wishes else "?left"))
    context = {
        "form": form,
        "subscriber": subscriber,
        "token": token,
        "title": "Your mail",
        "noindex": True,
        "done": next((word for word in ("confirmed", "saved", "left") if word in request.GET), ""),
    }
    return render(request, "contributions/newsletter/preferences.html", context)


@private
@require_POST
def leave_all(request: HttpRequest, token: str) -> HttpResponse:
    subscriber, form_name = _subscriber(token)
    if subscriber is None:
        return _gone(request)
    services.leave(subscriber, form=form_name)
    return redirect(_preferences_path(token) + "?left")


@private
@require_POST
def delete(request: HttpRequest, token: str) -> HttpResponse:
    subscriber, form_name = _subscriber(token)
    if subscriber is not None:
        services.forget(subscriber, form=form_name)
    context = {"title": "Your address is deleted", "noindex": True}
    return render(request, "contributions/newsletter/deleted.html", context)


@private
@require_POST
def download(request: HttpRequest, token: str) -> HttpResponse:
    subscriber, _ = _subscriber(token)
    if subscriber is None:
        return _gone(request)
    text = json.dumps(export.of_subscriber(subscriber), indent=2, ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="mail-{timezone.localdate()}.json"'
    return response


@csrf_exempt
@private
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ends a list, by its button or by the one click of a mail program (RFC 8058); again is harmless.

    No session is asked and no page of ours shows more than a button, so there is nothing to forge.
    """
    try:
        subscriber, list_, source = links.leaving(token)
    except BadToken:
        if request.method == "POST":
            return HttpResponse("Nothing is sent to you.\n", content_type="text/plain")
        return _gone(request)
    context = {
        "list": links.LISTS.get(list_, ""),
        "preferences": links.preferences_link(subscriber),
        "title": "Get less mail",
        "noindex": True,
    }
    if request.method == "POST":
        everything = request.POST.get("what") == "all"
        services.leave(subscriber, "" if everything else list_, form=source or "unsubscribe")
        context |= {"done": True, "everything": everything, "title": "Done"}
    return render(request, "contributions/newsletter/unsubscribe.html", context)


def _subscriber(token: str) -> tuple[Subscriber, str] | tuple[None, str]:
    """Whose preferences a link opens, and what is noted of where they were changed."""
    try:
        subscriber, source = links.subscriber_of(token)
    except BadToken:
        return None, ""
    return subscriber, source or "preferences"


def _preferences_path(token: str) -> str:
    return reverse("contributions:newsletter_preferences", args=[token])


def _gone(request: HttpRequest) -> HttpResponse:
    context = {"title": "This link has ended", "noindex": True}
    return render(request, "contributions/newsletter/gone.html", context, status=404)
