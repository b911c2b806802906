"""What a provider tells about mails it delivered for us, by its webhook at `/mail/events/`.

Only the webhook of the provider the environment names is open, and only with a secret: without one anybody
could keep anybody from getting mail.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from anymail.webhooks.base import AnymailCoreWebhookView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from hub.core.mail.addresses import InvalidAddress
from hub.core.mail.returned import reports
from hub.core.mail.returned.handling import note
from hub.core.mail.suppression import suppress
from hub.core.models import MailReport, OutgoingMail, SuppressedAddress

Kind = MailReport.Kind
_SOFT_WORDS = {"softbounce", "soft_bounce", "soft", "temporary", "activity.soft_bounced", "transient"}
_REJECTED = {
    RejectReason.INVALID: Kind.HARD,
    RejectReason.BOUNCED: Kind.HARD,
    RejectReason.SPAM: Kind.COMPLAINT,
}


@csrf_exempt
def events(request: HttpRequest) -> HttpResponse:
    """Hands a report over to django-anymail, which checks who sends it and reads it."""
    view = _view()
    if view is None or not settings.ANYMAIL.get("WEBHOOK_SECRET"):
        raise Http404
    return view.as_view()(request)


def _view() -> type[AnymailCoreWebhookView] | None:
    if not settings.MAIL_PROVIDER:
        return None
    module = import_module(f"anymail.webhooks.{settings.MAIL_PROVIDER}")
    return next(
        (
            one
            for name, one in vars(module).items()
            if name.endswith(("TrackingWebhookView", "CombinedWebhookView"))
            and one.__module__ == module.__name__
        ),
        None,
    )


def told(sender: Any, event: AnymailTrackingEvent, esp_name: str, **kwargs: Any) -> None:
    """Does what follows from one event; opened, clicked and delivered mails are nobody's business."""
    kind = _kind(event)
    left = RejectReason.UNSUBSCRIBED in {event.event_type, event.reject_reason}
    if left and event.recipient:
        try:
            suppress(event.recipient, SuppressedAddress.Reason.ASKED)
        except InvalidAddress:
            return
    if kind is None:
        return
    mail = _mail(event)
    address = mail.recipient if mail is not None and mail.recipient else event.recipient
    if not address:
        return
    said = " ".join(filter(None, (event.mta_response, event.description)))
    status = reports.severity("", said)[1]
    report = reports.Report(kind, status if "." in status else "", reports.without_addresses(said))
    note(report, address, mail=mail, event=f"{esp_name}:{event.event_id or event.message_id or ''}")


def _kind(event: AnymailTrackingEvent) -> str | None:
    match event.event_type:
        case EventType.COMPLAINED:
            return Kind.COMPLAINT
        case EventType.REJECTED if event.reject_reason != RejectReason.UNSUBSCRIBED:
            return _REJECTED.get(event.reject_reason, Kind.SOFT)
        case EventType.BOUNCED:
            return _bounced(event)
    return None


def _bounced(event: AnymailTrackingEvent) -> str:
    """The server's own codes count; else the provider's word for it, of which most know hard and soft."""
    said = " ".join(filter(None, (event.mta_response, event.description)))
    kind, status = reports.severity("", said)
    if status:
        return kind
    if event.reject_reason == RejectReason.TIMED_OUT or _words(event.esp_event) & _SOFT_WORDS:
        return Kind.SOFT
    return Kind.HARD if event.reject_reason in {RejectReason.BOUNCED, RejectReason.INVALID} else kind


def _words(event: Any) -> set[str]:
    found: set[str] = set()
    values = list(event.values()) if hasattr(event, "values") else []
    for value in values[:100]:
        if isinstance(value, str):
            found.add(re.sub(r"\s", "", value.lower()))
        elif hasattr(value, "values"):
            found |= _words(value)
    return found


def _mail(event: AnymailTrackingEvent) -> OutgoingMail | None:
    if not event.message_id:
        return None
    return OutgoingMail.objects.filter(provider_id=str(event.message_id)[:200]).order_by("-pk").first()


tracking.connect(told, dispatch_uid="hub.core.mail.returned.provider")
