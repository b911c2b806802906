"""The form by which a submission is changed after the desk asked for it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters

from contributions import gate
from contributions.submissions import services
from contributions.submissions.answers import NoteForm
from contributions.submissions.forms import EntryForm
from contributions.submissions.forms.secrets import leaks_in
from contributions.submissions.services import NotAllowed, NothingChanged
from contributions.submissions.standing import Standing
from contributions.submissions.views.preview import reading_of
from contributions.submissions.views.sending import shown, wants_preview
from contributions.submissions.views.status import SubmissionView
from knowledge import kinds


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ReviseView(SubmissionView):
    """The document as it was sent last, to be edited; a correction stays one of the text it was made from."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not Standing(self.submission).may_revise:
            return self.back("")
        return self._asked(self._form(), NoteForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if not Standing(self.submission).may_revise:
            return self.late(NotAllowed("This cannot be changed at the moment. Nothing was saved."))
        form, note = self._form(request.POST), NoteForm(request.POST)
        leaks, clean = leaks_in(form, request.POST, known=self.submission.base_text)
        if leaks:
            form = self._form(clean)
        if wants_preview(request):
            found: dict[str, Any] = {"hurried": gate.asks_too_often(request)}
            if not found["hurried"] and form.is_valid():
                found["reading"] = reading_of(form.document())
            return self._asked(form, note, leaks=leaks, **found)
        if leaks or not form.is_valid() or not note.is_valid():
            return self._asked(form, note, leaks=leaks)
        try:
            document, said = form.document(), note.cleaned_data["note"]
            services.revise(self.submission, document, note=said, user=self.user)
        except NothingChanged as error:
            note.add_error("note", str(error))
            return self._asked(form, note)
        except NotAllowed as error:
            return self.late(error)
        return self.back("revised")

    def _form(self, data=None) -> EntryForm:
        return EntryForm(
            kinds.get(self.submission.kind),
            data,
            document=self.submission.document,
            variant=self.submission.variant_of_id is not None,
            draft=data is not None and wants_preview(self.request),
        )

    def _asked(self, form: EntryForm, note: NoteForm, **more: Any) -> HttpResponse:
        context = {
            "title": "Change what you sent",
            "submission": self.submission,
            "asked": self.submission.decisions.filter(action="request-changes").last(),
            "token": self.token,
            "form": form,
            "note": note,
            "forms": [form, note],
            **more,
        }
        return shown(self.request, "contributions/status_edit.html", context)
