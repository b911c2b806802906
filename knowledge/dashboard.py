"""What the admin's home page says about the archive; each part takes the same few queries at any size."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from knowledge import kinds, publishing
from knowledge.models import EntryPage

ROWS = 10


def _editable(user) -> QuerySet:
    policy = policy_registry.get_by_type(EntryPage)
    allowed = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return EntryPage.objects.filter(pk__in=allowed.values("pk"))


class OverdueReviews(Component):
    """Live entries that somebody should have read again by now, the longest overdue first."""

    name = "overdue_reviews"
    template_name = "admin/dashboard_overdue.html"
    order = 230

    def get_context_data(self, parent_context) -> dict[str, Any]:
        overdue = _editable(parent_context["request"].user).overdue(timezone.localdate())
        return {
            "entries": overdue.select_related("owner").order_by("review_due", "code")[:ROWS],
            "total": overdue.count(),
        }


class IncompleteDrafts(Component):
    """The latest drafts that the gate would refuse, each with what it lacks."""

    name = "incomplete_drafts"
    template_name = "admin/dashboard_drafts.html"
    order = 240

    def get_context_data(self, parent_context) -> dict[str, Any]:
        latest = (
            _editable(parent_context["request"].user)
            .in_state("draft")
            .order_by("-latest_revision_created_at")
            .specific()
            .prefetch_related("technology")[: ROWS * 3]
        )
        rows = []
        for entry in latest:
            lacks = [message for messages in publishing.missing(entry).values() for message in messages]
            if lacks:
                rows.append((entry, [message.removesuffix(" is needed to publish.") for message in lacks]))
        return {"rows": rows[:ROWS]}


class KindCounts(SummaryItem):
    """How many entries of each kind are live, and how many are drafts."""

    order = 10
    template_name = "admin/summary_kinds.html"

    def get_context_data(self, parent_context) -> dict[str, Any]:
        numbers = {
            row["content_type"]: row
            for row in EntryPage.objects.order_by()
            .values("content_type")
            .annotate(live_number=Count("pk", filter=Q(live=True)), drafts=Count("pk", filter=Q(live=False)))
        }
        models = [kinds.page_model(kind.key) for kind in kinds.all_kinds()]
        types = ContentType.objects.get_for_models(*models)
        return {
            "kinds": [
                {
                    "kind": model.kind,
                    "url": reverse(f"entries_{model.kind.key}:index"),
                    **numbers.get(types[model].pk, {"live_number": 0, "drafts": 0}),
                }
                for model in models
            ]
        }
