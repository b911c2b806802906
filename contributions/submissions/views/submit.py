"""The form of a new entry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from contributions import gate
from contributions.gate import Verdict, Visit
from contributions.submissions import services
from contributions.submissions.forms import EntryForm, SenderForm
from contributions.submissions.forms.prefilling import filled_by_link
from contributions.submissions.forms.secrets import leaks_in
from contributions.submissions.similar import WITH_VARIANTS, similar_context, similar_to_document
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
from knowledge.attributes import CODE
from knowledge.models import EntryPage

TEMPLATE = "contributions/submit.html"
PURPOSE = "submission"


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, kind: str) -> HttpResponse:
    """Shows the form of a kind, and takes what is sent into the queue."""
    if not kinds.is_kind(kind) or not kinds.get(kind).from_readers:
        raise Http404
    declared = kinds.get(kind)
    if wants_preview(request):
        return _previewed(request, declared)
    if request.method == "POST":
        return _sent(request, declared)
    variant = variant_of(request.GET, declared)
    form = EntryForm(declared, initial=filled_by_link(declared, request.GET), variant=variant is not None)
    return form_page(request, form, SenderForm(user=request.user), variant=variant)


def _previewed(request: HttpRequest, declared: kinds.Kind) -> HttpResponse:
    variant = variant_of(request.POST, declared)
    form, leaks = _read(request, declared, variant=variant is not None, draft=True)
    found: dict = {"hurried": gate.asks_too_often(request)}
    if not found["hurried"] and form.is_valid():
        document = form.document()
        similar = similar_context(similar_to_document(document), (variant.code or "") if variant else "")
        found |= {"reading": reading_of(document), **similar}
    return form_page(request, form, unjudged_sender(request), leaks=leaks, **found)


def _sent(request: HttpRequest, declared: kinds.Kind) -> HttpResponse:
    visit = gate.arrive(request, PURPOSE)
    if visit.verdict is Verdict.DROP:
        return thanked()
    variant = variant_of(request.POST, declared)
    form, leaks = _read(request, declared, variant=variant is not None)
    people = SenderForm(request.POST, user=request.user)
    if not leaks and all([form.is_valid(), people.is_valid()]):
        document = form.document()
        make = partial(services.submit, document, variant_of=variant)
        if answer := passed_on(visit, document, people=people, make=make):
            return answer
    return form_page(request, form, people, visit=visit, variant=variant, leaks=leaks)


def _read(request: HttpRequest, declared: kinds.Kind, **options) -> tuple[EntryForm, list]:
    """Returns what was typed, without the secrets in it, and those."""
    form = EntryForm(declared, request.POST, **options)
    leaks, clean = leaks_in(form, request.POST)
    return (EntryForm(declared, clean, **options) if leaks else form), leaks


def variant_of(sent: Mapping[str, str], declared: kinds.Kind) -> EntryPage | None:
    """Returns the published entry that somebody adds to, where it is of this kind and takes more wordings."""
    code = sent.get("variant_of", "").strip().upper()
    if not CODE.match(code) or declared.key not in WITH_VARIANTS:
        return None
    return EntryPage.objects.published().of_kind(declared.key).filter(code=code).first()


def form_page(
    request: HttpRequest, form: EntryForm, people: SenderForm, *, visit: Visit | None = None, **context
) -> HttpResponse:
    """Returns the page of the form.

    Arguments:
        visit: how the gate judged what was sent.
    """
    return shown(
        request,
        TEMPLATE,
        {
            "kind": form.kind,
            "form": form,
            "people": people,
            "forms": (form, people),
            "visit": visit,
            "gate": gate_fields(request, PURPOSE, visit),
            "title": f"New {form.kind.label.lower()}",
            **context,
        },
    )
