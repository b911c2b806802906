"""The page views of the admin, taught what an entry needs; everything else in them is Wagtail's."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from knowledge.models import EntryPage
from knowledge.models.changes import ChangeKind
from knowledge.publishing import PublicationRefused


class RefusalInForm:
    """Shows a refusal the form could not foresee, such as a publish by somebody else at the same moment."""

    def form_valid(self, form) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except PublicationRefused as refused:
            for field, reasons in refused.problems.items():
                for reason in reasons:
                    form.add_error(field if field in form.fields else None, reason)
            return self.form_invalid(form)


class EditEntryView(RefusalInForm, EditView):
    """Edits an entry."""


class RestoreEntryView(RefusalInForm, RevisionsRevertView):
    """Edits an entry from an old revision; the note says so until somebody says it better."""

    def get_object(self) -> EntryPage:
        entry = super().get_object()
        entry.change_kind = ChangeKind.ANSWER_CORRECTED
        entry.change_note = f"The version of {self.previous_revision.created_at:%-d %B %Y} was restored."
        return entry


class EntryWorkflowActionView(WorkflowActionView):
    """Approves from the dashboard; a refused entry stays in its task with the reasons shown."""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except PublicationRefused as refused:
            messages.error(request, f"Not published. {refused.sentence()}")
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)


class PreviewWithoutCode:
    """Lets a half-written entry be looked at before it can have a code."""

    def validate_form(self, form) -> bool:
        form.for_preview = True
        return super().validate_form(form)


class PreviewNewEntryView(PreviewWithoutCode, PreviewOnCreateView):
    """Previews an entry that was never saved."""


class PreviewEntryView(PreviewWithoutCode, PreviewOnEditView):
    """Previews an entry that is being edited."""


class EntryPages(PageViewSet):
    """The admin's page views for entries of every kind."""

    model = EntryPage
    edit_view_class = EditEntryView
    revisions_revert_view_class = RestoreEntryView
    workflow_action_view_class = EntryWorkflowActionView
    preview_on_add_view_class = PreviewNewEntryView
    preview_on_edit_view_class = PreviewEntryView
