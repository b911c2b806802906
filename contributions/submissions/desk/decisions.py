"""All decisions, the newest first: who, when, from which state to which, and why; to read and to take along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import path, reverse
from wagtail.admin.filters import DateRangePickerWidget, MultipleUserFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button

from contributions.submissions.desk.columns import WideColumn
from contributions.submissions.desk.menus import DeskLink
from contributions.submissions.models import Decision
from contributions.submissions.states import Action, Role

CHUNK = 1000
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(value: Any) -> Any:
    """Returns a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text


class DecisionFilterSet(WagtailFilterSet):
    """A period, and what else decisions are looked for by."""

    at = django_filters.DateFromToRangeFilter(label="Period", widget=DateRangePickerWidget)
    action = django_filters.MultipleChoiceFilter(
        label="What", choices=Action.choices, widget=forms.CheckboxSelectMultiple
    )
    role = django_filters.MultipleChoiceFilter(
        label="As whom", choices=Role.choices, widget=forms.CheckboxSelectMultiple
    )
    actor = MultipleUserFilter(
        label="Who",
        queryset=lambda request: get_user_model().objects.filter(
            pk__in=Decision.objects.order_by().exclude(role=Role.CONTRIBUTOR).values("actor")
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Decision
        fields: list[str] = []


class DecisionsView(ReportView):
    """The record of the desk. The file has no more than the page: no mail address, no text of a submission."""

    model = Decision
    page_title = "Decisions"
    header_icon = "history"
    index_url_name = "decisions:index"
    index_results_url_name = "decisions:index_results"
    any_permission_required = ["view"]
    filterset_class = DecisionFilterSet
    is_searchable = False
    default_ordering = "-at"
    paginate_by = 50
    FORMATS = (*ReportView.FORMATS, "json")
    list_export = [
        "at", "submission.reference", "submission.title", "submission.kind", "get_action_display",
        "get_from_state_display", "get_to_state_display", "get_role_display", "actor", "reason",
    ]  # fmt: skip
    export_headings = {
        "at": "When",
        "submission.reference": "Submission",
        "submission.title": "Title",
        "submission.kind": "Kind",
        "get_action_display": "What",
        "get_from_state_display": "From state",
        "get_to_state_display": "To state",
        "get_role_display": "As whom",
        "actor": "Who",
        "reason": "Why",
    }
    export_filename = "decisions"
    columns = [
        DateColumn("at", label="When", sort_key="at", width="11%"),
        TitleColumn(
            "submission", accessor="submission.title", label="Submission", classname="desk-title",
            get_url=lambda row: reverse("submissions:review", args=(row.submission_id,)),
        ),
        Column("action", label="What", accessor="get_action_display", width="12%"),
        WideColumn("from_state", label="From", accessor="get_from_state_display", width="10%"),
        WideColumn("to_state", label="To", accessor="get_to_state_display", width="10%"),
        Column("who", label="Who", accessor=lambda row: row.actor or row.get_role_display(), width="12%"),
        WideColumn("reason", label="Why", width="24%"),
    ]  # fmt: skip

    def get_base_queryset(self) -> QuerySet:
        return (
            Decision.objects.select_related("submission", "actor")
            .defer("details", "submission__text", "submission__base_text")
            .order_by("-at", "-pk")
        )

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.order_by(*(("at", "pk") if self.ordering == "at" else ("-at", "-pk")))

    def to_row_dict(self, item: Decision) -> dict[str, Any]:
        """A moment stays one; everything else is text that no program takes for more."""
        row = super().to_row_dict(item)
        return {
            key: value if key == "at" else harmless("" if value is None else value)
            for key, value in row.items()
        }

    def as_spreadsheet(self, queryset: QuerySet, spreadsheet_format: str) -> HttpResponseBase:
        if spreadsheet_format == "json":
            response = StreamingHttpResponse(_as_json(queryset), content_type="application/json")
            response["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.json"'
            return response
        return super().as_spreadsheet(Chunks(queryset), spreadsheet_format)

    @property
    def header_more_buttons(self) -> list[Button]:
        link = Button("Download JSON", url=self.get_export_url("json"), icon_name="download", priority=110)
        return [*super().header_more_buttons, link]


class Chunks:
    """A query set that is read in pieces, however long it is."""

    def __init__(self, queryset: QuerySet) -> None:
        self.queryset = queryset
        self.model = queryset.model

    def __iter__(self) -> Iterator[Decision]:
        return self.queryset.iterator(chunk_size=CHUNK)


def _as_json(queryset: QuerySet) -> Iterator[str]:
    """Yields a JSON array, an item a line."""
    yield "["
    for number, one in enumerate(Chunks(queryset)):
        row = {
            "at": one.at.isoformat(),
            "submission": one.submission.reference,
            "title": one.submission.title,
            "kind": one.submission.kind,
            "action": one.action,
            "from_state": one.from_state,
            "to_state": one.to_state,
            "role": one.role,
            "actor": str(one.actor) if one.actor else None,
            "reason": one.reason,
        }
        yield f"{',' if number else ''}\n{json.dumps(row, ensure_ascii=False)}"
    yield "\n]\n"


class DecisionsViewSet(ViewSet):
    """The record in the desk's menu."""

    name = "decisions"
    url_prefix = "submissions/decisions"
    menu_label = "Decisions"
    icon = "history"
    menu_item_class = DeskLink

    def get_urlpatterns(self) -> list:
        return [
            path("", DecisionsView.as_view(), name="index"),
            path("results/", DecisionsView.as_view(results_only=True), name="index_results"),
        ]
