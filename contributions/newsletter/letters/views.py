"""A letter on its way: how it looks, who gets it, and the buttons that send, stop and go on."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateTimeInput

from contributions.newsletter.letters import sending
from contributions.newsletter.letters.composing import archive_address, rendered
from contributions.newsletter.letters.models import Letter
from contributions.newsletter.letters.sending import NotNow
from hub.core.mail import Content, Recipient, send_many
from hub.core.models import OutgoingMail

ONE, ACT, HTML = "letters:one", "letters:act", "letters:html"
CLIPPED = 100 * 1024  # bytes of HTML from which a large mail service shows only a beginning
LONG_SUBJECT = 70  # characters most programs show
State = Letter.State


class ScheduleForm(forms.Form):
    """When a letter leaves."""

    scheduled_for = forms.DateTimeField(label="Send it at", widget=AdminDateTimeInput)


def _writer(request: HttpRequest) -> None:
    if not request.user.has_perm("contributions.view_letter"):
        raise PermissionDenied


def _sender(request: HttpRequest) -> None:
    _writer(request)
    if not request.user.has_perm("contributions.send_letter"):
        raise PermissionDenied


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a letter with its text, its audience and what has become of it."""
    _writer(request)
    return _shown(request, get_object_or_404(Letter, pk=pk), ScheduleForm())


@require_safe
@xframe_options_sameorigin
def as_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The mail as programs that show HTML show it, in a frame that runs nothing."""
    _writer(request)
    letter = get_object_or_404(Letter, pk=pk)
    return HttpResponse(_mail(letter).html)


@require_POST
def act(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Does what a button asks for, if it still fits where the letter stands."""
    _sender(request)
    if action not in ACTIONS:
        raise Http404
    letter = get_object_or_404(Letter, pk=pk)
    form = ScheduleForm(request.POST if action == "schedule" else None)
    if action == "schedule" and not form.is_valid():
        return _shown(request, letter, form)
    try:
        said = ACTIONS[action](request, letter, form)
    except NotNow as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect(ONE, letter.pk)


def _schedule(request: HttpRequest, letter: Letter, form: forms.Form) -> str:
    sending.schedule(letter, form.cleaned_data["scheduled_for"])
    return "The letter is scheduled. It can be changed until then."


def _unschedule(request: HttpRequest, letter: Letter, form: forms.Form) -> str:
    sending.schedule(letter, None)
    return "The letter is a draft again."


def _send(request: HttpRequest, letter: Letter, form: forms.Form) -> str:
    sending.start(letter)
    return "The letter is on its way."


def _pause(request: HttpRequest, letter: Letter, form: forms.Form) -> str:
    sending.pause(letter)
    return "The letter is held. What has left cannot be called back."


def _resume(request: HttpRequest, letter: Letter, form: forms.Form) -> str:
    sending.resume(letter)
    return "The letter goes on."


def _test(request: HttpRequest, letter: Letter, form: forms.Form) -> str:
    address = request.user.email
    mail = _mail(letter)
    content = Content(f"[Test] {mail.subject}", mail.text, mail.html)
    send_many(content, [Recipient(address)], category="account")
    return f"A test is on its way to {address}. Its links to leave and to choose lead nowhere."


ACTIONS = {
    "schedule": _schedule,
    "unschedule": _unschedule,
    "send": _send,
    "pause": _pause,
    "resume": _resume,
    "test": _test,
}


def _mail(letter: Letter) -> Content:
    return rendered(letter, letter.markdown or None)


def _shown(request: HttpRequest, letter: Letter, form: ScheduleForm) -> HttpResponse:
    mail = _mail(letter)
    counts = sending.report(letter) if letter.queued else {}
    done = sum(number for state, number in counts.items() if state not in {"queued", "sending"})
    readers = sending.audience(letter).distinct().count() if letter.is_editable else letter.queued
    context = {
        "letter": letter,
        "mail": mail,
        "form": form,
        "readers": readers,
        "warnings": list(_warnings(letter, mail)) if letter.is_editable else [],
        "report": list(_report(letter, counts)),
        "done": done,
        "archive": archive_address(letter) if letter.state == State.SENT else "",
        "kilobytes": round(len(mail.html.encode()) / 1024, 1),
        "page_title": letter.subject,
        "header_icon": "mail",
        "may_send": request.user.has_perm("contributions.send_letter"),
        "may_edit": letter.is_editable and request.user.has_perm("contributions.change_letter"),
    }
    return render(
        request, "contributions/newsletter/admin/letter.html", context, status=422 if form.errors else 200
    )


def _report(letter: Letter, counts: dict[str, int]):
    """Yields what became of a letter's mails, with numbers."""
    for state, label in OutgoingMail.State.choices:
        if counts.get(state):
            yield label, counts[state]
    if counts:
        yield "readers who complained to their mail service", sending.complained(letter)
        yield "readers who left by its links", sending.left(letter)


def _warnings(letter: Letter, mail: Content):
    """Yields what makes mail land among the unwanted, or be cut off."""
    size = len(mail.html.encode())
    if size > CLIPPED:
        yield f"The mail has {size // 1024} KB; large mail services cut off what is beyond 100 KB."
    if len(letter.subject) > LONG_SUBJECT:
        yield f"The subject has {len(letter.subject)} characters; most programs show about {LONG_SUBJECT}."
    letters = [char for char in letter.subject if char.isalpha()]
    if letters and sum(map(str.isupper, letters)) > len(letters) * 0.6:
        yield "The subject shouts; filters take that for advertising."
    if "!" in letter.subject or "$" in letter.subject:
        yield "Exclamation and dollar signs in a subject look like advertising to filters."
    words = len(mail.text.split())
    links = mail.text.count("://")
    if links > 5 and links * 12 > words:
        yield f"There are {links} links among {words} words; a few more words make it look less like advertising."
    if "<img" in mail.html:
        yield "There are pictures in it. Readers have to load them, which tells the server that they read."
    if 'alt=""' in mail.html:
        yield "A picture says nothing to those who do not see it: write between its brackets what it shows."
