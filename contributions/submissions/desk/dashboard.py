"""What the admin's home page says to the desk: what this person holds, and what has waited longest."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from contributions.submissions.desk.queue import HEAVY
from contributions.submissions.models import Submission
from contributions.submissions.permissions import desk_roles
from contributions.submissions.services.taking import free_for

ROWS = 5


class WaitingForReview(Component):
    """A panel for the desk, nothing for everybody else."""

    name = "waiting_for_review"
    template_name = "contributions/desk/dashboard.html"
    order = 110

    def get_context_data(self, parent_context) -> dict[str, Any]:
        user = parent_context["request"].user
        roles = desk_roles(user)
        if not roles:
            return {}
        mine = Submission.objects.held_by(user).order_by("created_at", "pk")
        free = free_for(roles)
        return {
            "mine": mine.defer(*HEAVY)[:ROWS],
            "oldest": free.defer(*HEAVY).select_related("technology")[:ROWS],
            "total": free.count(),
        }
