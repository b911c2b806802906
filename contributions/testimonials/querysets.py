"""Which testimonials everybody sees, and whose time has come."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Prefetch
from django.utils import timezone

from contributions.testimonials.states import State
from knowledge.models import EntryPage


class TestimonialQuerySet(models.QuerySet):
    """The rules of visibility and time."""

    def published(self) -> TestimonialQuerySet:
        """What everybody may read, newest first; whose time is over is left out before the job comes."""
        now = timezone.now()
        return self.filter(state=State.PUBLISHED, expires_at__gt=now).order_by("-published_at", "-pk")

    def featured(self) -> TestimonialQuerySet:
        """Those for the home page, in the order the desk gave them."""
        return self.published().filter(position__isnull=False).order_by("position", "-published_at", "-pk")

    def for_rows(self) -> TestimonialQuerySet:
        """With the entries they name, in one more query; an entry not everybody may read is left out."""
        public = EntryPage.objects.published().only("code", "title", "path", "depth", "url_path")
        return self.prefetch_related(Prefetch("entry", queryset=public))

    def queued(self) -> TestimonialQuerySet:
        """Those that wait for the desk, oldest first."""
        return self.filter(state=State.WAITING).order_by("state_since", "pk")

    def due_for_question(self, before: datetime) -> TestimonialQuerySet:
        """Shown ones that end before a moment, whose authors have not been asked yet."""
        return self.filter(state=State.PUBLISHED, expires_at__lte=before, reminded_at__isnull=True)

    def overdue(self) -> TestimonialQuerySet:
        return self.filter(state=State.PUBLISHED, expires_at__lte=timezone.now())

    def undecided_of(self, email: str) -> TestimonialQuerySet:
        """What an address has sent that nobody has decided yet."""
        return self.filter(email__iexact=email, state__in=(State.UNCONFIRMED, State.WAITING))

    def by_position(self) -> TestimonialQuerySet:
        """Featured ones first."""
        return self.order_by(F("position").asc(nulls_last=True), "-created_at")
