"""From an error nobody has explained yet to the form by which somebody does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from contributions.submissions.forms import EntryForm, SenderForm
from contributions.submissions.forms.prefilling import filled_by_trace
from contributions.submissions.views.submit import form_page
from hub.core.senders import is_foreign
from knowledge import kinds


@csrf_exempt  # pages of the search hold no token; nothing is changed here, and the form shown has its own
@require_POST
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def from_trace(request: HttpRequest) -> HttpResponse:
    """Shows the form of a debug entry with what a pasted error says filled in; what is pasted is not kept."""
    if is_foreign(request):
        return HttpResponse("Only pages of this site may post here.\n", status=403, content_type="text/plain")
    filled = filled_by_trace(request.POST.get("q", ""))
    form = EntryForm(kinds.get("debug"), initial=filled)
    return form_page(request, form, SenderForm(user=request.user), prefilled=bool(filled))
