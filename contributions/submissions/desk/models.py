"""How somebody at the desk wishes to be told what waits."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Rhythm(models.TextChoices):
    """How often."""

    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every Monday"
    NEVER = "never", "Never"


class DeskPreference(models.Model):
    """One person's wish. Who has not said anything is told every day, of everything."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="desk_preference"
    )
    rhythm = models.CharField("how often", max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    technologies = models.ManyToManyField(
        "knowledge.Technology",
        blank=True,
        related_name="+",
        help_text="Only of these, and of what names none. Empty: of all.",
    )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_rhythm_display()}"
