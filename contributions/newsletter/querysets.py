"""Whom mail goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from contributions.newsletter.models import Subscriber  # noqa: F401 - read by the type checker


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Subscribers by what they may be sent."""

    def active(self) -> SubscriberQuerySet:
        """Those who have not left and do not pause."""
        today = timezone.localdate()
        return self.filter(Q(paused_until__isnull=True) | Q(paused_until__lte=today), left_at__isnull=True)

    def for_letters(self) -> SubscriberQuerySet:
        """Those who want the editor's letter."""
        return self.active().filter(letters=True)
