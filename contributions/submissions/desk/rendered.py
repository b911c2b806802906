"""A submitted document as readers would see it: the site's renderer in a frame that can run nothing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from contributions.submissions.desk.proposals import proposal_of
from contributions.submissions.desk.views import roles_of
from contributions.submissions.models import Submission
from knowledge import kinds
from knowledge.entrydocs import EntryDocument, fill_page
from knowledge.importing.taxonomy import Vocabulary
from knowledge.models import EntryPage
from knowledge.reading import EntryReading

# Stricter than the admin's own: what a stranger wrote is shown here.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups"
)


@require_safe
def rendered(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows the entry a submission would become, as a page for a frame."""
    roles_of(request)
    submission = get_object_or_404(Submission.objects.select_related("corrects"), pk=pk)
    page = page_of(proposal_of(submission).document)
    context = {"page": page, "reading": EntryReading(page, preview=True)}
    response = render(request, "contributions/desk/rendered.html", context)
    response["Content-Security-Policy"] = POLICY
    return response


def page_of(document: EntryDocument) -> EntryPage:
    """Returns an unsaved page of a document; what it names and nobody has made yet is made up, unsaved."""
    taxonomy = Vocabulary()
    document, _ = taxonomy.resolve(document)
    page = kinds.page_model(document.kind)(live=False)
    fill_page(page, document, taxonomy, with_tags=False)
    return page
