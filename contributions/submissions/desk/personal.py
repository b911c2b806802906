"""What is kept of somebody for sitting at the desk: how they wish to be told."""

from __future__ import annotations

from typing import Any

from contributions.submissions.desk.models import DeskPreference
from hub.core.personal import PersonalData


def _export(user) -> dict[str, Any] | None:
    wish = DeskPreference.objects.filter(user=user).first()
    if wish is None:
        return None
    return {"how often": wish.rhythm, "technologies": [one.slug for one in wish.technologies.all()]}


def _erase(user) -> None:
    DeskPreference.objects.filter(user=user).delete()


DATA = PersonalData("desk", "Mail about submissions that wait", export=_export, erase=_erase)
