"""The desk's place in the admin's menu."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem, SubmenuMenuItem

from contributions.submissions.models import Submission
from contributions.submissions.permissions import may_moderate


class DeskLink(MenuItem):
    """A list of the desk, shown to whoever sits there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)


class DeskMenuItem(SubmenuMenuItem):
    """The desk, with the number of submissions that wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_moderate(request.user)

    def render_component(self, request: HttpRequest):
        shown = super().render_component(request)
        waiting = Submission.objects.queued().count()
        shown.label = f"{self.label} ({waiting})" if waiting else self.label
        return shown
