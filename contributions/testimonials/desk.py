"""The desk's pages of testimonials in the admin: the list, one testimonial, and what is decided about it.

Whoever may decide submissions decides about these too. Nobody may change an author's words.
"""

from __future__ import annotations

from functools import wraps

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from contributions.submissions.desk.policies import DeskPolicy
from contributions.submissions.permissions import desk_roles, may_moderate
from contributions.submissions.services import NotAllowed
from contributions.testimonials import services
from contributions.testimonials.models import Testimonial
from contributions.testimonials.states import Action, State, possible

LIST, ONE, ACT = "testimonials_list", "testimonials_one", "testimonials_act"
EXCERPT = 90  # characters
LAST_POSITION = 99


def excerpt(testimonial: Testimonial) -> str:
    """Returns the beginning of the words, or that there are none left."""
    text = " ".join(testimonial.text.split())
    return (text[: EXCERPT - 1] + "…" if len(text) > EXCERPT else text) or "Taken back by its author"


def _signed(testimonial: Testimonial) -> str:
    return testimonial.name or testimonial.role or "Anonymous"


def _url_of(testimonial: Testimonial) -> str:
    return reverse(ONE, args=(testimonial.pk,))


class TestimonialFilterSet(WagtailFilterSet):
    """What the list is narrowed by."""

    state = django_filters.MultipleChoiceFilter(choices=State.choices, widget=forms.CheckboxSelectMultiple)
    featured = django_filters.BooleanFilter(
        label="On the home page", field_name="position", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Testimonial
        fields: list[str] = []


class TestimonialsView(IndexView):
    """All testimonials, the newest first."""

    model = Testimonial
    page_title = "Reader notes"
    header_icon = "openquote"
    index_url_name = LIST
    index_results_url_name = f"{LIST}_results"
    permission_policy = DeskPolicy(Testimonial, {"view"})
    any_permission_required = ["view"]
    filterset_class = TestimonialFilterSet
    is_searchable = True
    search_fields = ["text", "name"]
    default_ordering = "-created_at"
    paginate_by = 50
    columns = [
        TitleColumn("text", label="Note", accessor=excerpt, get_url=_url_of, width="38%"),
        Column("signed", label="Signed", accessor=_signed, width="16%"),
        Column("entry", label="Entry", accessor="entry.code", width="11%"),
        Column("state", label="State", accessor="get_state_display", sort_key="state", width="13%"),
        Column("position", label="Home page", sort_key="position", width="10%"),
        DateColumn("created_at", label="Sent", sort_key="created_at", width="12%"),
    ]

    def get_base_queryset(self) -> QuerySet:
        return Testimonial.objects.select_related("entry")


class DeclineForm(forms.Form):
    """Why it is not shown; the author reads it."""

    reason = forms.CharField(
        max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text="The author reads it."
    )


class FeatureForm(forms.Form):
    """Where it stands on the home page."""

    position = forms.IntegerField(
        min_value=1, max_value=LAST_POSITION, initial=1, help_text="1 stands first; three are shown."
    )


FORMS: dict[str, type[forms.Form]] = {
    "publish": forms.Form,
    "decline": DeclineForm,
    "feature": FeatureForm,
    "unfeature": forms.Form,
}
DONE = {
    "publish": "The note is published.",
    "decline": "The note is declined; its author gets a mail.",
    "feature": "The note stands on the home page.",
    "unfeature": "The note is off the home page.",
}


def _for_the_desk(view):
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_moderate(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@_for_the_desk
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a testimonial with everything that was decided about it."""
    return _shown(request, get_object_or_404(Testimonial.objects.select_related("entry"), pk=pk))


@require_POST
@_for_the_desk
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Publishes, declines, features or unfeatures the version somebody has seen."""
    if action not in FORMS:
        raise Http404
    testimonial = get_object_or_404(Testimonial, pk=pk)
    form = FORMS[action](request.POST)
    version = request.POST.get("version", "")
    if not form.is_valid() or not (version.isascii() and version.isdecimal()):
        messages.error(request, "Nothing was done. Look at the form again.")
        return _shown(request, testimonial, **{action: form})
    try:
        getattr(services, action)(
            testimonial,
            user=request.user,
            roles=desk_roles(request.user),
            version=int(version),
            **form.cleaned_data,
        )
    except NotAllowed as error:
        messages.error(request, str(error))
        return redirect(ONE, pk=pk)
    messages.success(request, DONE[action])
    return redirect(LIST)


def _shown(request: HttpRequest, testimonial: Testimonial, **bound: forms.Form) -> HttpResponse:
    may = possible(testimonial.state, desk_roles(request.user))
    if not testimonial.is_featured:
        may.discard(Action.UNFEATURE)
    context = {
        "testimonial": testimonial,
        "decisions": testimonial.decisions.select_related("actor"),
        "may": may,
        "decline": bound.get("decline") or DeclineForm(),
        "feature": bound.get("feature") or FeatureForm(initial={"position": testimonial.position or 1}),
        "page_title": "Reader note",
        "header_icon": "openquote",
    }
    status = 422 if bound else 200
    return render(request, "contributions/testimonials/desk/one.html", context, status=status)


class _Item(MenuItem):
    """Shown to the desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)


def urls() -> list:
    """Returns the addresses of these pages, for Wagtail's admin."""
    return [
        path("testimonials/", TestimonialsView.as_view(), name=LIST),
        path("testimonials/results/", TestimonialsView.as_view(results_only=True), name=f"{LIST}_results"),
        path("testimonials/<int:pk>/", one, name=ONE),
        path("testimonials/<int:pk>/<slug:action>/", act, name=ACT),
    ]


def menu_item() -> MenuItem:
    return _Item("Reader notes", reverse(LIST), name="testimonials", icon_name="openquote", order=131)
