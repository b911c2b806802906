"""A testimonial, and what was decided about it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from contributions.submissions.states import Role
from contributions.testimonials.querysets import TestimonialQuerySet
from contributions.testimonials.states import Action, State
from hub.core.append_only import AppendOnlyModel

SHORTEST, LONGEST = 80, 1200  # characters of the text
SHOWN_FOR = timedelta(days=3 * 365)
ASKED_BEFORE = timedelta(days=30)  # its end, whether it shall stay


class Testimonial(models.Model):
    """Plain words of a reader, and how they want them signed."""

    text = models.TextField()
    name = models.CharField(max_length=80, blank=True, help_text="Empty: the reader stays anonymous.")
    role = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=300, blank=True)
    entry = models.ForeignKey(
        "knowledge.EntryPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="testimonials"
    )

    email = models.EmailField(blank=True, help_text="Never shown.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="testimonials",
    )
    consent = models.TextField(help_text="The words its author agreed to.")
    consented_at = models.DateTimeField()
    # Of address and words; two clicks on one button make one testimonial.
    fingerprint = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - unique when kept

    state = models.CharField(max_length=20, choices=State.choices, default=State.UNCONFIRMED)
    state_since = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0)  # a decision made from an old page is late
    published_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="On the home page, small first; none: not there."
    )
    spam_score = models.FloatField(default=0)
    spam_signs = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "published_at"], name="contrib_testimonial_shown"),
            models.Index(fields=["email"], name="contrib_testimonial_email"),
        ]

    def __str__(self) -> str:
        return f"Testimonial {self.pk}"

    @property
    def is_featured(self) -> bool:
        return self.position is not None

    @property
    def is_over(self) -> bool:
        """Whether it is shown, and nobody renewed it in time."""
        return self.state == State.PUBLISHED and (
            self.expires_at is None or self.expires_at <= timezone.now()
        )

    @property
    def asks_to_stay(self) -> bool:
        """Whether it is shown, and so near its end that its author may renew it."""
        return bool(
            self.state == State.PUBLISHED
            and self.expires_at
            and self.expires_at - timezone.now() <= ASKED_BEFORE
        )


class TestimonialDecision(AppendOnlyModel):
    """What happened to a testimonial: who, when, from which state to which, and why."""

    testimonial = models.ForeignKey(Testimonial, on_delete=models.CASCADE, related_name="decisions")
    action = models.CharField(max_length=20, choices=Action.choices)
    from_state = models.CharField(max_length=20, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=State.choices)
    role = models.CharField(max_length=20, choices=Role.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta(AppendOnlyModel.Meta):
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.testimonial_id}: {self.action} at {self.at:%Y-%m-%d %H:%M}"
