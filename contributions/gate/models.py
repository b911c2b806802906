"""What the gate remembers of each form it let through, for two days."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Passage(models.Model):
    """A form that was let through: once for each form, whoever presses Send twice."""

    form = models.CharField(max_length=32, unique=True, help_text="The form's random number.")
    purpose = models.CharField(max_length=20)
    sender = models.CharField(max_length=64, blank=True)
    email = models.CharField(max_length=64, blank=True)
    account = models.CharField(max_length=64, blank=True)
    text = models.CharField(max_length=64, blank=True, help_text="What the same text has in common.")
    effort = models.CharField(
        max_length=8, blank=True, choices=[("work", "Proof of work"), ("wait", "Waited")]
    )
    result = models.CharField(max_length=64, blank=True, help_text="What was made of it, for its view.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["at"], name="contrib_passage_at"),
            models.Index(fields=["sender", "at"], name="contrib_passage_sender"),
            models.Index(fields=["email", "at"], name="contrib_passage_email"),
            models.Index(fields=["account", "at"], name="contrib_passage_account"),
            models.Index(fields=["text", "at"], name="contrib_passage_text"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} at {self.at:%Y-%m-%d %H:%M}"
