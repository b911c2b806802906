"""The list of submissions: what waits, the oldest first, with what a moderator chooses by."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.views.generic import IndexView

from contributions.submissions.desk.columns import SignsColumn, TitleAndKind, WideColumn
from contributions.submissions.models import Submission
from contributions.submissions.permissions import desk_roles
from contributions.submissions.querysets import LIKELY_SPAM
from contributions.submissions.services.taking import free_for

HEAVY = ("text", "base_text")


def signs_of(submission: Submission) -> list[str]:
    """Returns what stands out about a submission, in words."""
    found = {
        "For an editor": submission.for_editor,
        "Correction": submission.is_correction,
        "Likely duplicate": bool(submission.likely_duplicates),
        "Likely spam": submission.spam_score >= LIKELY_SPAM,
    }
    return [words for words, holds in found.items() if holds]


def standing_of(submission: Submission) -> str:
    """Returns its state, and who holds it."""
    if submission.is_held():
        return f"In review by {submission.claimed_by}"
    return "Received" if submission.state == "claimed" else submission.get_state_display()


def contributor_of(submission: Submission) -> str:
    """Returns who sent it, as the desk calls them."""
    return str(submission.name or submission.contributor or submission.email or "A guest")


class QueueView(IndexView):
    """The queue."""

    template_name = "contributions/desk/queue.html"
    results_template_name = "contributions/desk/queue_results.html"
    any_permission_required = ["view"]
    page_title = "Submissions"
    default_ordering = "created_at"
    paginate_by = 50
    is_searchable = True
    search_fields = ["title"]

    @cached_property
    def columns(self) -> list[Column]:
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="submission"),
            TitleAndKind(
                "title",
                classname="desk-title",
                get_url=lambda row: reverse("submissions:review", args=(row.pk,)),
                get_title_id=lambda row: f"submission_{row.pk}_title",
            ),
            WideColumn("technology", sort_key="technology__name", width="13%"),
            WideColumn("contributor", accessor=contributor_of, width="16%"),
            Column("created_at", label="Waits for", accessor=_age, sort_key="created_at", width="10%"),
            WideColumn("state", accessor=standing_of, sort_key="state", width="14%"),
            SignsColumn("signs", accessor=signs_of, width="14%"),
        ]

    def get_base_queryset(self) -> QuerySet:
        return (
            Submission.objects.defer(*HEAVY)
            .select_related("technology", "contributor", "claimed_by")
            .order_by("created_at", "pk")
        )

    def get_context_data(self, *args, **kwargs) -> dict:
        context = super().get_context_data(*args, **kwargs)
        context["free"] = free_for(desk_roles(self.request.user)).count()
        counted = self.filters.counted
        context["held"], context["suspected"] = counted["mine", "me"], counted["signs", "spam"]
        return context


def _age(submission: Submission) -> str:
    return timesince(submission.created_at, depth=1)
