"""Thin views of testimonials: the public list, the form, and the page behind the link in the mail."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contributions import gate
from contributions.gate import Verdict, Visit
from contributions.submissions.services import NotAllowed
from contributions.submissions.states import Role
from contributions.submissions.views.sending import SEE_OTHER, TOO_MANY, UNPROCESSABLE, faults_of
from contributions.testimonials import services
from contributions.testimonials.forms import EditForm, TestimonialForm
from contributions.testimonials.links import testimonial_of
from contributions.testimonials.models import Testimonial
from contributions.testimonials.screening import screened
from contributions.testimonials.states import State, possible
from hub.core.paging import PagedList
from hub.core.tokens import BadToken

PURPOSE = "testimonial"
NEW = "Leave a note"
PAGE_SIZE = 24
SIMPLE = {"confirm": services.confirm, "withdraw": services.withdraw, "renew": services.renew}
AUTHOR = {Role.CONTRIBUTOR}

View = Callable[..., HttpResponse]


def for_one_person(view: View) -> View:
    """Decorates a view whose answer nobody keeps, no search engine lists, and no other site is told of."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "same-origin"
        return response

    return answer


# --- For everybody ---------------------------------------------------------------------------------


@require_safe
def testimonials(request: HttpRequest) -> HttpResponse:
    """Shows what is published; the same for everybody."""
    notes = PagedList(Testimonial.objects.published().for_rows(), request.GET, size=PAGE_SIZE)
    if notes.page is None:
        raise Http404("There is no such page of notes.")
    number = notes.page.number
    context = {
        "title": "Reader notes" if number == 1 else f"Reader notes, page {number}",
        "description": "What an entry was used for, in the reader’s words.",
        "noindex": number > 1,
        "list": notes,
    }
    return render(request, "contributions/testimonials/list.html", context)


# --- For who writes --------------------------------------------------------------------------------


@for_one_person
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form of a new testimonial. Whatever became of it, its sender is told to look into the mailbox."""
    if request.method != "POST":
        form = TestimonialForm(initial={"entry": request.GET.get("entry", "")[:32]})
        return _page(request, "new", NEW, form=form, gate=gate.fields(PURPOSE))
    visit = gate.arrive(request, PURPOSE)
    if visit.verdict is Verdict.DROP:
        return _thanked()
    form = TestimonialForm(request.POST)
    if form.is_valid() and _passed_on(request, form, visit):
        return _thanked()
    status = TOO_MANY if visit.verdict is Verdict.WAIT else UNPROCESSABLE
    return _page(request, "new", NEW, status=status, form=form, gate=visit.fields)


def _passed_on(request: HttpRequest, form: TestimonialForm, visit: Visit) -> bool:
    """Lets a correct form through the gate; says whether its sender is done, which tells nothing of what became
    of it."""
    words, email = form.words, form.cleaned_data["email"]
    screening = screened(words.text, signs=visit.signs)
    verdict = visit.judge(email=email, text=words.text, spam_score=screening.spam_score)
    if verdict is Verdict.PASS:
        author = request.user if request.user.is_authenticated else None
        visit.once(lambda: _sent(services.send(words, email=email, author=author, screening=screening)))
    return verdict in {Verdict.PASS, Verdict.SENT, Verdict.DROP}


def _sent(testimonial: Testimonial | None) -> str:
    return str(testimonial.pk) if testimonial else ""


def _thanked() -> HttpResponse:
    response = redirect("contributions:testimonial_sent")
    response.status_code = SEE_OTHER
    return response


@for_one_person
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return _page(request, "sent", "Look into your mailbox")


# --- For who has the link --------------------------------------------------------------------------


@for_one_person
@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Shows an author what became of a testimonial, and what can be done with it; changes nothing."""
    return _own(request, token, _found(token))


@for_one_person
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """Lets an author change the words."""
    testimonial = _found(token)
    if "edit" not in possible(testimonial.state, AUTHOR):
        return _own(request, token, testimonial, refusal="It cannot be changed now.", status=409)
    form = EditForm(request.POST) if request.method == "POST" else EditForm.of(testimonial)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(testimonial, form.words)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            return redirect("contributions:testimonial", token=token)
    context = {"form": form, "token": token}
    return _page(request, "edit", "Change your note", status=UNPROCESSABLE if form.errors else 200, **context)


@for_one_person
@require_POST
def act(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """Confirms, withdraws or renews for an author; twice does no more than once."""
    testimonial = _found(token)
    try:
        SIMPLE[action](testimonial)
    except NotAllowed as error:
        fresh = _found(token)
        if fresh.state != testimonial.state or _is_done(action, fresh):
            return redirect("contributions:testimonial", token=token)
        return _own(request, token, fresh, refusal=str(error), status=409)
    return redirect("contributions:testimonial", token=token)


def _is_done(action: str, testimonial: Testimonial) -> bool:
    done = {"confirm": {State.WAITING, State.PUBLISHED}, "withdraw": {State.WITHDRAWN}}
    return testimonial.state in done.get(action, ())


def _own(
    request: HttpRequest, token: str, testimonial: Testimonial, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    decision = testimonial.decisions.last()
    context = {
        "testimonial": testimonial,
        "token": token,
        "possible": possible(testimonial.state, AUTHOR),
        "reason": decision.reason if decision and testimonial.state == State.DECLINED else "",
        "refusal": refusal,
        "back": reverse("contributions:testimonials"),
    }
    return _page(request, "own", "Your note", status=status, **context)


def _found(token: str) -> Testimonial:
    try:
        return testimonial_of(token)
    except BadToken as error:
        raise Http404("There is no note behind this link.") from error


def _page(request: HttpRequest, name: str, title: str, *, status: int = 200, **context) -> HttpResponse:
    template = f"contributions/testimonials/{name}.html"
    faults = faults_of([context["form"]]) if "form" in context else []
    context |= {"title": title, "noindex": True, "faults": faults}
    return render(request, template, context, status=status)
