"""The desk's lists and their addresses in the admin."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import path
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from contributions.submissions.desk import rendered, views
from contributions.submissions.desk.decisions import DecisionsViewSet
from contributions.submissions.desk.filters import SubmissionFilterSet
from contributions.submissions.desk.menus import DeskLink, DeskMenuItem
from contributions.submissions.desk.queue import QueueView
from contributions.submissions.models import Blocked, DecisionReason, Submission


class SubmissionViewSet(ModelViewSet):
    """The queue and the pages of one submission. Nothing is added, edited or deleted here."""

    model = Submission
    name = "submissions"
    icon = "mail"
    menu_label = "Queue"
    menu_item_class = DeskLink
    index_view_class = QueueView
    filterset_class = SubmissionFilterSet
    list_per_page = 50
    ordering = "created_at"
    add_to_reference_index = False
    index_template_name = QueueView.template_name
    index_results_template_name = QueueView.results_template_name
    search_fields = QueueView.search_fields

    def get_urlpatterns(self) -> list:
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("next/", views.take_next, name="take_next"),
            path("<int:pk>/", views.review, name="review"),
            path("<int:pk>/", views.review, name="edit"),  # where Wagtail looks for a row's page
            path("<int:pk>/entry/", rendered.rendered, name="rendered"),
            path("<int:pk>/claim/", views.claim, name="claim"),
            path("<int:pk>/message/", views.say, name="say"),
            path("<int:pk>/<slug:action>/", views.decide, name="decide"),
        ]


class ReasonViewSet(ModelViewSet):
    """The ready texts for declining and for asking for changes."""

    model = DecisionReason
    name = "reasons"
    url_prefix = "submissions/reasons"
    icon = "edit"
    menu_label = "Ready texts"
    menu_item_class = DeskLink
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["title", "action", "position"]
    list_filter = ["action"]
    panels = [
        FieldPanel("action"),
        FieldPanel("title", help_text="For the desk; the contributor does not see it."),
        FieldPanel("text", help_text="What the contributor reads; whoever uses it may change it each time."),
        FieldPanel("position", help_text="Small numbers stand first."),
    ]


class LiftView(DeleteView):
    """Lets somebody in again."""

    page_title = "Lift the block"
    success_message = "What they send is received again."

    def get_confirmation_message(self) -> str:
        return "What they send from now on is received again. Lift this block?"


class BlockedView(IndexView):
    """Everybody who is kept out, the newest first."""

    page_title = "Kept out"
    no_results_message = "Nobody is kept out. Whoever sends spam can be, where it is marked as such."

    def get_base_queryset(self) -> QuerySet:
        return Blocked.objects.select_related("blocked_by")


class BlockedViewSet(ModelViewSet):
    """Who is kept out. A block is made with a submission, and lifted here; only hashes are kept."""

    model = Blocked
    name = "blocked"
    url_prefix = "submissions/blocked"
    icon = "no-view"
    menu_label = "Kept out"
    menu_item_class = DeskLink
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = BlockedView
    delete_view_class = LiftView
    ordering = "-at"
    list_display = [
        "__str__",
        Column("reason", label="Because of"),
        Column("blocked_by", label="By"),
        DateColumn("at", label="When"),
    ]
    form_fields = ["reason"]


class DeskGroup(ViewSetGroup):
    """The menu of the desk, with how many wait."""

    menu_label = "Submissions"
    menu_name = "submissions"
    menu_icon = "mail"
    menu_order = 105
    items = (SubmissionViewSet, DecisionsViewSet, ReasonViewSet, BlockedViewSet)

    def get_menu_item(self, order=None) -> DeskMenuItem:
        plain = super().get_menu_item(order)
        return DeskMenuItem(
            plain.label, plain.menu, name=plain.name, icon_name=plain.icon_name, order=plain.order
        )
