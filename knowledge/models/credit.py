"""Who is named by published entries: an index of what stands in them, made for the page of contributors."""

from __future__ import annotations

from django.db import models


class Credit(models.Model):
    """A person one published, public entry names. The entry's own `credit` is what counts; this follows it."""

    class Role(models.TextChoices):
        WROTE = "wrote", "Wrote"
        CORRECTED = "corrected", "Corrected"

    entry = models.ForeignKey("knowledge.EntryPage", on_delete=models.CASCADE, related_name="credits")
    role = models.CharField(max_length=10, choices=Role.choices)
    person = models.CharField(max_length=200, help_text="The same for one name and link in any spelling.")
    name = models.CharField(max_length=120)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("person", "entry", "role"), name="knowledge_credit_once")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.name} ({self.role})"
