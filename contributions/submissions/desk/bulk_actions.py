"""Declining many at once, and clearing out spam: each row by itself, one refusal stops no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from contributions.submissions import services
from contributions.submissions.desk.filters import SubmissionFilterSet
from contributions.submissions.desk.forms import ReadyTexts, ReasonForm, words
from contributions.submissions.models import DecisionReason, Submission
from contributions.submissions.permissions import desk_roles, may_moderate
from contributions.submissions.services import NotAllowed
from contributions.submissions.states import Action

REFUSED_SHOWN = 20
MOST = 500  # rows of one request


class DeclineManyForm(forms.Form):
    """One reason for all."""

    template = forms.ModelChoiceField(
        DecisionReason.objects.filter(action=Action.DECLINE), required=False, label="Ready text",
        empty_label="None", widget=ReadyTexts,
    )  # fmt: skip
    reason = words(label="What the contributors read", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["reason"] = ReasonForm.combined(cleaned.get("template"), cleaned.get("reason", ""))
        if not cleaned["reason"] and "reason" not in self.errors:
            self.add_error("reason", "Say why: the contributors read it.")
        return cleaned


class DeskBulkAction(BulkAction):
    """What both share: the rows of the list as it is filtered, and a report at the end."""

    models = [Submission]
    template_name = "contributions/desk/bulk.html"
    done: str
    refused: list[tuple[str, str]]

    @classmethod
    def get_queryset(cls, model, object_ids) -> list[Submission]:
        """In one order for everybody, so that two who decide the same rows at once never wait for each other."""
        rows = model.objects.defer("text", "base_text").filter(pk__in=list(object_ids)[:MOST])
        return list(rows.order_by("pk"))

    def get_all_objects_in_listing_query(self, parent_id):
        """All rows of the list as it was filtered, not all there are."""
        filters = SubmissionFilterSet(self.request.GET, Submission.objects.all(), request=self.request)
        return filters.qs.order_by("created_at", "pk").values_list("pk", flat=True)

    def check_perm(self, obj: Submission) -> bool:
        return may_moderate(self.request.user)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "title": self.display_name,
            "slug": slugify(str(self.display_name)),
            "most": MOST,
        }

    def get_execution_context(self) -> dict[str, Any]:
        self.refused = []
        user = self.request.user
        return {
            "by": {"user": user, "roles": desk_roles(user)},
            "asked": self.cleaned_form.cleaned_data,
            "refused": self.refused,
        }

    @classmethod
    def execute_action(cls, objects, by=None, asked=None, refused=None, **kwargs) -> tuple[int, int]:
        done = 0
        for one in objects:
            try:
                cls.decide(one, asked or {}, {**(by or {}), "version": one.version})
            except NotAllowed as error:
                if refused is not None:
                    refused.append((str(one), str(error)))
            else:
                done += 1
        return done, 0

    decide: Callable[..., Any]

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if self.refused:
            shown = format_html_join("", "<li><strong>{}</strong>: {}</li>", self.refused[:REFUSED_SHOWN])
            rest = len(self.refused) - REFUSED_SHOWN
            more = f" and {rest} more" if rest > 0 else ""
            messages.error(self.request, format_html("Left as they are:{} <ul>{}</ul>", more, shown))
        if not num_parent_objects:
            return None
        return f"{num_parent_objects} submission{'s' if num_parent_objects > 1 else ''} {self.done}."


class DeclineMany(DeskBulkAction):
    display_name = "Decline"
    action_type = "decline"
    aria_label = "Decline the selected submissions"
    action_priority = 10
    form_class = DeclineManyForm
    done = "declined"

    @staticmethod
    def decide(one: Submission, asked: dict[str, Any], by: dict[str, Any]):
        return services.decline(one, reason=asked["reason"], **by)


class SpamMany(DeskBulkAction):
    display_name = "Mark as spam"
    action_type = "spam"
    aria_label = "Mark the selected submissions as spam"
    action_priority = 20
    classes = {"serious"}
    done = "marked as spam"

    @staticmethod
    def decide(one: Submission, asked: dict[str, Any], by: dict[str, Any]):
        return services.mark_spam(one, **by)
