"""The form of a correction: the entry as it is, to be changed where it is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods
from wagtail.models import Page

from contributions import gate
from contributions.gate import Verdict, Visit
from contributions.submissions import services
from contributions.submissions.forms import EntryForm, SenderForm
from contributions.submissions.forms.correcting import ReasonForm, Start, start_of
from contributions.submissions.forms.secrets import Leak, leaks_in
from contributions.submissions.views.preview import reading_of
from contributions.submissions.views.sending import (
    gate_fields,
    passed_on,
    shown,
    thanked,
    unjudged_sender,
    wants_preview,
)
from knowledge import kinds
from knowledge.entrydocs import write
from knowledge.entrydocs.merging import differences
from knowledge.entrydocs.merging import shown as rows_of
from knowledge.models import EntryPage, RetiredCode
from knowledge.serving import serve_to_readers

TEMPLATE = "contributions/correct.html"
PURPOSE = "correction"
MOVED = (
    "The entry was changed since you opened this form. Look at your text below once more, then send it again."
)


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Shows an entry as a form to those who may read it, and takes what they changed into the queue."""
    code = code.upper()
    entry = EntryPage.objects.live().filter(code=code).first()
    if entry is not None:
        return serve_to_readers(_serve, entry.specific, request)
    retired = get_object_or_404(RetiredCode, code=code)
    if retired.successor:
        return redirect("contributions:correct", code=retired.successor)
    return HttpResponseGone(render(request, "410.html", {"retired": retired}).content)


def _serve(entry: Page, request: HttpRequest, args: Sequence, kwargs: Mapping) -> HttpResponse:
    if request.method != "POST":
        start = start_of(entry)
        form = EntryForm(entry.kind, document=start.document)
        return _form_page(request, entry, start, (ReasonForm(), form, SenderForm(user=request.user)))
    start = start_of(entry, request.POST.get("base", ""))
    return _previewed(request, entry, start) if wants_preview(request) else _sent(request, entry, start)


def _previewed(request: HttpRequest, entry: EntryPage, start: Start) -> HttpResponse:
    form, reason, leaks = _read(request, start, draft=True)
    found: dict = {"hurried": gate.asks_too_often(request)}
    if not found["hurried"] and form.is_valid():
        document = form.document()
        changes = rows_of(differences(start.document, document), entry.kind.key)
        found |= {"reading": reading_of(document), "changes": changes, "compared": True}
    reason = ReasonForm(initial={"reason": reason.data.get("reason", "")})
    forms = (reason, form, unjudged_sender(request))
    return _form_page(request, entry, start, forms, leaks=leaks, **found)


def _sent(request: HttpRequest, entry: EntryPage, start: Start) -> HttpResponse:
    visit = gate.arrive(request, PURPOSE)
    if visit.verdict is Verdict.DROP:
        return thanked()
    form, reason, leaks = _read(request, start)
    people = SenderForm(request.POST, user=request.user)
    if start.moved:
        reason.add_error(None, MOVED)
    if not leaks and all([form.is_valid(), reason.is_valid(), people.is_valid()]):
        document = form.document()
        make = partial(
            services.submit_correction,
            entry,
            document,
            base_text=write(start.document),
            reason=reason.cleaned_data["reason"],
        )
        try:
            if answer := passed_on(visit, document, people=people, make=make):
                return answer
        except services.NothingChanged as error:
            form.add_error(None, str(error))
    return _form_page(request, entry, start, (reason, form, people), visit=visit, leaks=leaks)


def _read(request: HttpRequest, start: Start, **options) -> tuple[EntryForm, ReasonForm, list[Leak]]:
    """Returns what was typed, without the secrets in it, and those."""

    def read(data) -> tuple[EntryForm, ReasonForm]:
        kind = kinds.get(start.document.kind)
        return EntryForm(kind, data, document=start.document, **options), ReasonForm(data)

    form, reason = read(request.POST)
    known = write(start.document)
    in_reason, data = leaks_in(reason, request.POST, known=known)
    in_form, data = leaks_in(form, data, known=known)
    return (*read(data), in_reason + in_form)


def _form_page(
    request: HttpRequest,
    entry: EntryPage,
    start: Start,
    forms: tuple[ReasonForm, EntryForm, SenderForm],
    *,
    visit: Visit | None = None,
    **context,
) -> HttpResponse:
    reason, form, people = forms
    return shown(
        request,
        TEMPLATE,
        {
            "entry": entry,
            "kind": entry.kind,
            "base": start.token,
            "reason": reason,
            "form": form,
            "people": people,
            "forms": forms,
            "visit": visit,
            "gate": gate_fields(request, PURPOSE, visit),
            "title": f"Correct {entry.code}",
            **context,
        },
    )
