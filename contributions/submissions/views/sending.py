"""What the forms do with what was typed: show it as it would be read, say what is wrong, pass it on once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from contributions import gate
from contributions.gate import GateFields, Verdict, Visit
from contributions.gate.fields import TOKEN, read_note
from contributions.submissions.forms import SenderForm
from contributions.submissions.links import decoy_link, status_link
from contributions.submissions.models import Submission
from contributions.submissions.screening import completed, spam_of
from contributions.submissions.services import redacted
from knowledge.entrydocs import EntryDocument, write

SEE_OTHER, UNPROCESSABLE, TOO_MANY = 303, 422, 429


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: the id of its input, empty for the form as a whole."""

    id: str
    message: str


def faults_of(forms: Iterable[Form]) -> list[Fault]:
    """Returns every message of some forms, in the order of their fields."""
    found = []
    for form in forms:
        if not form.is_bound:
            continue
        found += [Fault("", str(message)) for message in form.non_field_errors()]
        found += [Fault(field.id_for_label, str(message)) for field in form for message in field.errors]
    return found


def wants_preview(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("action") == "preview"


def unjudged_sender(request: HttpRequest) -> SenderForm:
    """Returns the contributor's part as it was typed, without saying what is missing yet."""
    typed = {name: request.POST.get(f"by-{name}", "") for name in SenderForm.base_fields}
    return SenderForm(user=request.user, initial=typed)


def shown(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """Returns the page of a form; with a status of its own where it was sent and not taken.

    Arguments:
        context: has `forms`, whose faults are shown; `hurried` where previews are asked for too often.
    """
    previewed = wants_preview(request)
    facts = {"faults": faults_of(context["forms"]), "previewed": previewed, "noindex": True}
    sent = any(form.is_bound for form in context["forms"]) and not previewed
    status = UNPROCESSABLE if sent else 200
    visit = context.get("visit")
    if context.get("hurried") or (visit is not None and visit.verdict is Verdict.WAIT):
        status = TOO_MANY
    return render(request, template, {**context, **facts}, status=status)


def gate_fields(request: HttpRequest, purpose: str, visit: Visit | None) -> GateFields:
    """Returns the gate's fields of a form that is shown: those of a visit, or those a preview was asked with."""
    if visit is not None:
        return visit.fields
    token = request.POST.get(TOKEN, "")
    return GateFields(token) if token and read_note(purpose, token) else gate.fields(purpose)


def passed_on(
    visit: Visit, document: EntryDocument, *, people: SenderForm, make: Callable[..., Submission]
) -> HttpResponse | None:
    """Lets a correct form through the gate and leads to what was made of it; none where the gate asks for more.

    Arguments:
        people: valid.
        make: stores what was sent, for a `sender` with a `screening`; called at most once, however often the
            form is sent.
    """
    sender = people.sender(digest=visit.sender)
    address = sender.email or (sender.user.email if sender.user else "")
    text = write(redacted(document))
    spam = spam_of(document, email=address, link=sender.link)
    verdict = visit.judge(email=address, text=text, spam_score=spam.spam_score)
    if verdict is Verdict.DROP:
        return thanked()
    if verdict is Verdict.PASS:
        screening = completed(spam, document, signs=visit.signs)
        made = visit.once(lambda: str(make(sender=sender, screening=screening).pk))
        return received(Submission.objects.get(pk=made))
    if verdict is Verdict.SENT:
        earlier = Submission.objects.filter(pk=visit.earlier).first()
        return received(earlier) if earlier else thanked()
    return None


def received(submission: Submission) -> HttpResponse:
    """Leads to the page of what was sent; by its path, because browsers send forms to the own site only."""
    return HttpResponseRedirect(urlsplit(status_link(submission)).path, status=SEE_OTHER)


def thanked() -> HttpResponse:
    """Answers as if it had been received."""
    return HttpResponseRedirect(urlsplit(decoy_link()).path, status=SEE_OTHER)
