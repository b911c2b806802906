"""The editors' lists: entries of each kind with what an editor looks for, and the taxonomy."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from tempfile import TemporaryFile

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db import router
from django.db.models import Model, ProtectedError, QuerySet
from django.db.models.deletion import Collector
from django.http import FileResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.filters import MultipleUserFilter, WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button

from knowledge import kinds
from knowledge.importing.export import zip_documents
from knowledge.models import Category, EntryKeyword, EntryPage, RetiredCode, Technology

STATES = {
    "live": "Live",
    "changed": "Live, with changes waiting",
    "review": "In review",
    "scheduled": "Scheduled",
    "draft": "Draft",
}
DOCUMENTS = "documents"
MOST_DOCUMENTS = 2_000  # packed while somebody waits
REVIEW = {"overdue": "Overdue", "month": "Due in the next 30 days", "none": "No date"}


def as_text(value: str) -> str:
    """Returns a text that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


class EntryFilterSet(WagtailFilterSet):
    """What editors narrow a list of entries by."""

    technology = django_filters.ModelMultipleChoiceFilter(
        queryset=Technology.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    level = django_filters.MultipleChoiceFilter(
        choices=list(kinds.ALL_LEVELS.items()), widget=forms.CheckboxSelectMultiple
    )
    state = django_filters.ChoiceFilter(
        label="Status",
        choices=list(STATES.items()),
        method="in_state",
        empty_label="Any",
        widget=forms.RadioSelect,
    )
    review = django_filters.ChoiceFilter(
        label="Review", choices=list(REVIEW.items()), method="by_review", empty_label="Any",
        widget=forms.RadioSelect,
    )  # fmt: skip
    owner = MultipleUserFilter(
        queryset=lambda request: get_user_model().objects.filter(
            pk__in=EntryPage.objects.order_by().values("owner_id")
        ),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = EntryPage
        fields: list[str] = []

    def in_state(self, entries: QuerySet, name: str, value: str) -> QuerySet:
        return entries.in_state(value)

    def by_review(self, entries: QuerySet, name: str, value: str) -> QuerySet:
        today = timezone.localdate()
        if value == "none":
            return entries.filter(review_due=None)
        if value == "overdue":
            return entries.overdue(today)
        return entries.filter(review_due__range=(today, today + dt.timedelta(days=30)))


class EntryIndexView(IndexView):
    """A list of entries of one kind, which can be taken along as it is narrowed: as documents or a table."""

    FORMATS = (*IndexView.FORMATS, DOCUMENTS)
    list_export = [
        "code",
        "title",
        "technology.name",
        "level_label",
        "difficulty",
        "status_string",
        "full_url",
        "first_published_at",
        "last_published_at",
        "review_due",
    ]
    export_headings = {
        "technology.name": "Technology",
        "level_label": "Level",
        "status_string": "Status",
        "full_url": "Address",
    }
    # A cell that begins like a formula is one to whoever opens the file.
    custom_value_preprocess = {**IndexView.custom_value_preprocess, str: {IndexView.FORMAT_CSV: as_text}}

    def get_filename(self) -> str:
        return f"{self.model.kind.plural.lower().replace(' ', '-')}-{timezone.localdate()}"

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if spreadsheet_format != DOCUMENTS:
            return super().as_spreadsheet(queryset, spreadsheet_format)
        ids = [page.pk for page in queryset[: MOST_DOCUMENTS + 1]]
        if len(ids) > MOST_DOCUMENTS:
            messages.error(
                self.request,
                f"At most {MOST_DOCUMENTS:,} entries are packed at once: narrow the list, "
                "or have `manage.py export_entries` write everything.",
            )
            return redirect(self.request.path)
        packed = TemporaryFile()  # noqa: SIM115 - the response closes it
        zip_documents(self.model.kind.key, ids, packed)
        packed.seek(0)
        return FileResponse(packed, as_attachment=True, filename=f"{self.get_filename()}.zip")

    @cached_property
    def header_more_buttons(self) -> list:
        documents = Button(
            "Download documents", url=self.get_export_url(DOCUMENTS), icon_name="download", priority=80
        )
        return [*super().header_more_buttons, documents]

    def annotate_queryset(self, pages: QuerySet) -> QuerySet:
        return super().annotate_queryset(pages).prefetch_related("technology")

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Finds by the beginning of a code first: a full-text index takes codes to pieces."""
        wanted = (self.search_query or "").strip()
        if wanted:
            by_code = queryset.filter(code__istartswith=wanted).order_by("code")
            if by_code.exists():
                return by_code
        return super().search_queryset(queryset)


class EntryListing(PageListingViewSet):
    """The list of one kind, a subclass each."""

    index_view_class = EntryIndexView
    filterset_class = EntryFilterSet
    list_per_page = 50
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Code and title", sort_key="code", classname="title"),
        Column("technology", sort_key="technology__name", width="12%"),
        Column("level_label", label="Level", sort_key="level", width="9%"),
        PageStatusColumn("status", label="Status", sort_key="live", width="10%"),
        DateColumn("review_due", label="Review due", sort_key="review_due", width="11%"),
        DateColumn(
            "latest_revision_created_at",
            label="Updated",
            sort_key="latest_revision_created_at",
            width="12%",
        ),
    ]


@lru_cache
def listing_of(key: str) -> type[EntryListing]:
    """Returns the viewset class that lists a kind."""
    kind = kinds.get(key)
    return type(
        f"{key.capitalize()}Listing",
        (EntryListing,),
        {
            "model": kinds.page_model(key),
            "name": f"entries_{key}",
            "url_prefix": f"entries/{key}",
            "icon": kind.icon,
            "menu_label": kind.plural,
        },
    )


class EntriesGroup(ViewSetGroup):
    """The menu of all kinds."""

    menu_label = "Entries"
    menu_icon = "list-ul"
    menu_order = 110

    @property
    def items(self) -> list[type[EntryListing]]:
        return [listing_of(kind.key) for kind in kinds.all_kinds()]


# --- Taxonomy ---------------------------------------------------------------------------------------


class RefusableDeleteView(DeleteView):
    """Says what still uses a thing instead of failing on it."""

    def form_valid(self, form):
        try:
            Collector(using=router.db_for_write(self.model)).collect([self.object])
        except ProtectedError as error:
            users = sorted({str(one) for one in error.protected_objects})
            shown = ", ".join(users[:5]) + (f" and {len(users) - 5} more" if len(users) > 5 else "")
            messages.error(self.request, f"{self.object} cannot be deleted: {shown} still use it.")
            return redirect(self.get_success_url())
        return super().form_valid(form)


class TaxonomyViewSet(ModelViewSet):
    """What the lists of taxonomy share."""

    delete_view_class = RefusableDeleteView
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50
    model: type[Model]


class TechnologyViewSet(TaxonomyViewSet):
    model = Technology
    icon = "code"
    list_display = ["name", "prefix", "parent", "aliases"]
    list_filter = ["parent"]
    panels = [
        FieldPanel("name", help_text="As people write it, e.g. Python (Flask)."),
        FieldPanel("slug", help_text="In addresses and documents, e.g. python-flask."),
        FieldPanel("prefix"),
        FieldPanel("parent"),
        FieldPanel("aliases"),
    ]


class CategoryViewSet(TaxonomyViewSet):
    model = Category
    icon = "list-ul"
    list_display = ["name", "description"]
    panels = [
        FieldPanel("name", help_text="e.g. Performance and optimization"),
        FieldPanel("slug"),
        FieldPanel("description"),
    ]


class TagViewSet(TaxonomyViewSet):
    model = EntryKeyword
    name = "tags"
    icon = "tag"
    list_display = ["name", "slug"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug")]


class RetiredCodeViewSet(TaxonomyViewSet):
    """Codes of deleted entries: a successor can be named, nothing can be added or taken away."""

    model = RetiredCode
    icon = "redirect"
    pk_path_converter = "str"
    menu_label = "Retired codes"
    list_display = ["code", "title", "successor", "retired_at"]
    search_fields = ["code", "title"]
    panels = [FieldPanel("title", read_only=True), FieldPanel("successor")]


class TaxonomyGroup(ViewSetGroup):
    """The menu of everything entries are sorted by."""

    menu_label = "Taxonomy"
    menu_icon = "tag"
    menu_order = 120
    items = (TechnologyViewSet, CategoryViewSet, TagViewSet, RetiredCodeViewSet)
