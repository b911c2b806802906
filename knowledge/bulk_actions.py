"""Bulk publishing through the gate: refused entries are named with their reasons, the others go live."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from knowledge import publishing
from knowledge.forms import ChangeForm
from knowledge.models import EntryPage
from knowledge.publishing import PublicationRefused

REASONS_SHOWN = 20


class PublishForm(ChangeForm):
    """What is asked once for the whole selection."""

    include_descendants = forms.BooleanField(required=False, label="Publish drafts below as well")


class PublishEntries(PublishBulkAction):
    """Replaces Wagtail's own action, in which one refused page is an error for all."""

    form_class = PublishForm
    template_name = "admin/confirm_bulk_publish.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        if not context["has_draft_descendants"]:
            form.fields["include_descendants"].widget = forms.HiddenInput()
        context["asks_for_change"] = any(
            isinstance(item["item"], EntryPage) and item["item"].first_published_at
            for item in context["items"]
        )
        return context

    def get_execution_context(self) -> dict[str, Any]:
        asked = self.cleaned_form.cleaned_data
        change = {key: asked[key] for key in ("change_kind", "change_note")}
        self.refused: list[tuple[str, str]] = []
        return {**super().get_execution_context(), "change": change, "refused": self.refused}

    @classmethod
    def execute_action(
        cls, objects, include_descendants=False, user=None, change=None, refused=None, **kwargs
    ) -> tuple[int, int]:
        """Publishes what may be published.

        Arguments:
            objects: pages the person may publish.
            change: kind and note for entries that have been live and say nothing themselves.
            refused: a list that gets the title and reasons of each entry that was refused.
        Returns:
            how many of the pages, and of the drafts below them, were published.
        """
        refused = [] if refused is None else refused
        parents = sum(_publish(page.specific, user, change or {}, refused) for page in objects)
        children = 0
        if include_descendants:
            for page in objects:
                children += sum(
                    _publish(one, user, change or {}, refused) for one in _drafts_below(page, user)
                )
        return parents, children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if self.refused:
            shown = format_html_join("", "<li><strong>{}</strong>: {}</li>", self.refused[:REASONS_SHOWN])
            rest = len(self.refused) - REASONS_SHOWN
            more = f" and {rest} more" if rest > 0 else ""
            messages.error(
                self.request, format_html("Not published:{} <ul>{}</ul>", more, shown), extra_tags="safe"
            )
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None


def _drafts_below(page: Page, user) -> Iterator[Page]:
    for draft in page.get_descendants().not_live().specific().iterator():
        if user is None or draft.permissions_for_user(user).can_publish():
            yield draft


def _publish(page: Page, user, change: dict[str, str], refused: list[tuple[str, str]]) -> bool:
    """Says whether the page was published. What is live as it is, is left alone."""
    if page.live and not page.has_unpublished_changes:
        return False
    try:
        with transaction.atomic():
            revision = page.get_latest_revision()
            if isinstance(page, EntryPage):
                draft = page.get_latest_revision_as_object()
                if publishing.change_problems(draft):
                    for field, value in change.items():
                        setattr(draft, field, value)
                    revision = draft.save_revision(user=user, clean=False)
            revision = revision or page.save_revision(user=user, clean=False)
            revision.publish(user=user)
    except PublicationRefused as error:
        refused.append((page.get_admin_display_title(), error.reasons()))
        return False
    except PermissionDenied:
        refused.append((page.get_admin_display_title(), "You may not publish it."))
        return False
    return True
