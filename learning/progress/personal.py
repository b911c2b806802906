"""What is kept of somebody's learning, for the page of the account."""

from __future__ import annotations

from typing import Any

from hub.core.personal import PersonalData
from learning.progress import services
from learning.progress.models import LearnerLog


def context(user) -> dict[str, Any]:
    """Returns what `/me/` shows: whether anything is kept."""
    return {"has_log": LearnerLog.objects.filter(user=user, last_sequence__gt=0).exists()}


def export(user) -> list[dict[str, Any]]:
    """Returns every event, as the browser's own export has them."""
    return [event.as_json() for event in services.of_kinds(user)]


DATA = PersonalData(
    key="learning",
    label="Your learning",
    template="learning/personal.html",
    context=context,
    export=export,
    erase=services.erase,
    position=45,
)
