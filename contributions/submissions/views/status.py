"""The page of a submission, behind its link: what became of it, and everything its contributor can still do.

Whoever holds the link acts as the contributor. Looking changes nothing, because mail programs and scanners
open links; what changes something is a button.
"""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views import View

from contributions.gate.limits import count_attempt
from contributions.submissions import services
from contributions.submissions.answers import CreditForm, MessageForm, WithdrawForm
from contributions.submissions.links import Decoy, submission_of
from contributions.submissions.models import Submission
from contributions.submissions.services import NotAllowed
from contributions.submissions.showing import sent
from contributions.submissions.standing import Standing
from contributions.submissions.states import Role
from contributions.submissions.views.sending import faults_of
from contributions.submissions.waiting import waiting_times
from hub.core.tokens import BadToken
from knowledge.entrydocs import DocumentError

DONE = {
    "confirmed": "Thank you. Your address is confirmed; the answer comes there.",
    "said": "Your message was sent.",
    "withdrawn": "You have withdrawn it.",
    "credited": "This is how you are named now.",
    "revised": "Thank you. Your changes were sent; it is back in the queue.",
}
MESSAGES_A_MINUTE = 5  # of one submission
TOO_MANY = "That was a lot at once. Your message is still here: send it in a minute."
NO_FORM = "The form of such entries has changed since you sent this. Tell us in a message what to change."
UNPROCESSABLE, LATE, OFTEN = 422, 409, 429


def private(response: HttpResponseBase) -> HttpResponseBase:
    """Keeps a page out of caches and search engines, and its address out of what other sites are told.

    The policy is not `no-referrer`: with that, browsers send forms from an origin called `null`, which is
    refused as foreign.
    """
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


class SubmissionView(View):
    """What happens behind a link; `submission` is what it leads to."""

    submission: Submission
    proves_address = False
    token = ""

    def dispatch(self, request: HttpRequest, *args, token: str, **kwargs) -> HttpResponseBase:
        try:
            self.submission, self.proves_address = submission_of(token)
        except Decoy:
            return private(render(request, "contributions/sent.html", {"title": "Received", "noindex": True}))
        except BadToken:
            return private(
                render(
                    request,
                    "contributions/status_unknown.html",
                    {"title": "Unknown link", "noindex": True},
                    status=404,
                )
            )
        self.token = token
        if request.method == "POST" and self.proves_address and services.confirm_email(self.submission):
            self.submission.refresh_from_db(fields=["email_confirmed_at"])
        try:
            return private(super().dispatch(request, *args, **kwargs))
        except DocumentError:  # the rules of its kind have changed since it was sent
            return private(self.late(NotAllowed(NO_FORM)))

    @property
    def user(self):
        """Who acts, where it is known: the contributor's own account, signed in."""
        user = self.request.user
        is_theirs = user.is_authenticated and user.pk == self.submission.contributor_id
        return user if is_theirs else None

    def page(self, *, status: int = 200, error: str = "", **forms: Form) -> HttpResponse:
        """Returns the page, with what was wrong with a form that was sent."""
        standing = Standing(self.submission)
        context: dict[str, Any] = {
            "title": f"{self.submission.reference}: {self.submission.title}",
            "noindex": True,
            "submission": self.submission,
            "standing": standing,
            "sent": sent(self.submission),
            "token": self.token,
            "done": DONE.get(self.request.GET.get("done", "")),
            "error": error,
            "faults": faults_of(forms.values()),
            "may_confirm": self.proves_address and not self.submission.email_confirmed_at,
            "waiting": waiting_times() if standing.is_waiting else None,
            "message_form": MessageForm(),
            "credit_form": CreditForm.of(self.submission),
            **forms,
        }
        return render(self.request, "contributions/status.html", context, status=status)

    def back(self, done: str) -> HttpResponse:
        """Leads back to the page, which says what was done."""
        address = reverse("contributions:status", args=(self.token,))
        return HttpResponseRedirect(f"{address}?done={done}" if done else address, status=303)

    def late(self, error: NotAllowed) -> HttpResponse:
        """Shows what has become of it meanwhile."""
        self.submission.refresh_from_db()
        return self.page(status=LATE, error=str(error))


class StatusView(SubmissionView):
    """The page itself."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()


class ConfirmView(SubmissionView):
    """The button that shows that a mailed link reached its address; every other button does as well."""

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.back("confirmed" if self.proves_address else "")


class SayView(SubmissionView):
    """A message to the desk."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MessageForm(request.POST)
        if not form.is_valid():
            return self.page(status=UNPROCESSABLE, message_form=form)
        if count_attempt(f"say:{self.submission.pk}") > MESSAGES_A_MINUTE:
            return self.page(status=OFTEN, error=TOO_MANY, message_form=form)
        try:
            text = form.cleaned_data["text"]
            services.say(self.submission, text, role=Role.CONTRIBUTOR, author=self.user)
        except NotAllowed as error:
            return self.late(error)
        return self.back("said")


class CreditView(SubmissionView):
    """How its contributor is named."""

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CreditForm.of(self.submission, request.POST)
        if not form.is_valid():
            return self.page(status=UNPROCESSABLE, credit_form=form)
        try:
            services.set_credit(self.submission, **form.cleaned_data)
        except NotAllowed as error:
            return self.late(error)
        return self.back("credited")


class WithdrawView(SubmissionView):
    """Asks once more, then takes the submission back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not Standing(self.submission).may_withdraw:
            return self.back("")
        return self._asked(WithdrawForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self._asked(form, status=UNPROCESSABLE)
        try:
            services.withdraw(self.submission, user=self.user, reason=form.cleaned_data["reason"])
        except NotAllowed as error:
            return self.late(error)
        return self.back("withdrawn")

    def _asked(self, form: WithdrawForm, status: int = 200) -> HttpResponse:
        context = {
            "title": f"Withdraw {self.submission.reference}",
            "noindex": True,
            "submission": self.submission,
            "form": form,
            "token": self.token,
            "faults": faults_of([form]),
        }
        return render(self.request, "contributions/status_withdraw.html", context, status=status)
