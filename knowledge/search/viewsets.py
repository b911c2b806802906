"""The editors' side of search: promoted results, and the report of what was searched and not found."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import path, reverse
from django.utils.http import urlencode
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.reports import ReportView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from knowledge.models import EntryPage
from knowledge.models.search import Promotion, SearchCount
from knowledge.search.counting import SHOWN_FROM, WantedEntry, wanted_entries

DAYS = 90
REPORT = "searched_and_not_found"


class PromotionIndexView(IndexView):
    """The list of promoted results, with their entries in the same query."""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("entry")


class PromotionViewSet(ModelViewSet):
    """Entries that stand above the results of a query."""

    model = Promotion
    index_view_class = PromotionIndexView
    icon = "pick"
    menu_label = "Promoted results"
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    list_display = ["query", Column("entry", label="Entry", accessor="entry.title"), "position"]
    search_fields = ["query"]
    panels = [
        FieldPanel("query"),
        PageChooserPanel("entry", page_type=EntryPage),
        FieldPanel("position"),
    ]


def _search_address(wanted: WantedEntry) -> str:
    return f"{reverse('search')}?{urlencode({'q': wanted.query})}"


def _other_wordings(wanted: WantedEntry) -> str:
    return ", ".join(f"{one.query} ({one.number})" for one in wanted.wordings[1:])


class UnansweredSearches(ReportView):
    """What readers searched for and no entry answers: the entries to write next, the most wanted first."""

    page_title = "Searched and not found"
    header_icon = "search"
    index_url_name = REPORT
    index_results_url_name = f"{REPORT}_results"
    permission_policy = ModelPermissionPolicy(SearchCount)
    any_permission_required = ["view"]
    columns = [
        TitleColumn("query", label=f"Searched in the last {DAYS} days", get_url=_search_address),
        Column("number", label="How often", width="15%"),
        Column("others", label="Also in these words", accessor=_other_wordings, width="45%"),
    ]
    list_export = ["query", "number"]
    export_headings = {"query": "Searched", "number": "How often"}
    no_results_message = f"Nothing was searched {SHOWN_FROM} times and not found."

    def get_queryset(self) -> list[WantedEntry]:
        return wanted_entries(days=DAYS)

    def get_filename(self) -> str:
        return REPORT.replace("_", "-")


class UnansweredSearchesItem(MenuItem):
    """Shown to whom the report is."""

    def is_shown(self, request) -> bool:
        return UnansweredSearches.permission_policy.user_has_any_permission(request.user, {"view"})


def report_urls() -> list:
    """Returns the addresses of the report, for Wagtail's admin."""
    return [
        path("reports/searches/", UnansweredSearches.as_view(), name=REPORT),
        path(
            "reports/searches/results/",
            UnansweredSearches.as_view(results_only=True),
            name=f"{REPORT}_results",
        ),
    ]


def report_menu_item() -> MenuItem:
    """Returns the report's line in the menu of reports."""
    return UnansweredSearchesItem(
        UnansweredSearches.page_title, reverse(REPORT), name=REPORT, icon_name="search", order=900
    )
