"""What happens at its time: entries and pages go live and expire; none can hold the others back."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from knowledge.publishing import PublicationRefused

logger = logging.getLogger(__name__)

REFUSED = "knowledge.publish.refused"  # an action of the page's audit log, named in wagtail_hooks


@dataclass
class Report:
    """What one run did; each list holds titles, `refused` with the reasons."""

    published: list[str] = field(default_factory=list)
    expired: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def due_revisions() -> Iterator[Revision]:
    """Yields revisions whose time to go live has come, the longest overdue first."""
    yield from Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by(
        "approved_go_live_at"
    )


def expired_objects() -> Iterator[Model]:
    """Yields live pages, and whatever else has drafts, whose time is over."""
    models = [Page, *(one for one in apps.get_models() if _has_drafts(one))]
    for model in models:
        yield from model.objects.filter(live=True, expire_at__lte=timezone.now()).order_by("expire_at")


def _has_drafts(model: type[Model]) -> bool:
    return issubclass(model, DraftStateMixin) and not issubclass(model, Page)


def publish_due() -> Report:
    """Takes down what has expired and publishes what is due, each on its own.

    A refused revision is taken off the schedule with its reasons in the page's history, because it
    would be refused again every minute; an unexpected error is logged and tried again next time.
    """
    report = Report()
    for one in list(expired_objects()):
        try:
            with transaction.atomic():
                one.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            report.expired.append(str(one))
        except Exception:
            logger.exception("Could not take down what has expired: %s", one)
            report.failed.append(str(one))
    for revision in list(due_revisions()):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
            report.published.append(revision.object_str)
        except ValidationError as error:
            reasons = error.reasons() if isinstance(error, PublicationRefused) else " ".join(error.messages)
            _unschedule(revision, reasons)
            report.refused.append((revision.object_str, reasons))
        except Exception:
            logger.exception("Could not publish what is due: %s", revision.object_str)
            report.failed.append(revision.object_str)
    return report


def _unschedule(revision: Revision, reasons: str) -> None:
    logger.warning("Not published at its time: %s: %s", revision.object_str, reasons)
    with transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        if (instance := revision.content_object) is not None:
            log(instance=instance, action=REFUSED, data={"reasons": reasons}, revision=revision)
