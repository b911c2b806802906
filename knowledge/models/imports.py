"""Recorded imports: what somebody brought in, what was found in it, and what became of each entry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from knowledge.models.entries import EntryPage


class Import(models.Model):
    """Files that were brought in together, from the reading of them to what became of their entries."""

    class State(models.TextChoices):
        READING = "reading", "Being read"
        PLANNED = "planned", "Waiting for a decision"
        APPLYING = "applying", "Being imported"
        DONE = "done", "Imported"
        FAILED = "failed", "Could not be read"
        UNDOING = "undoing", "Being undone"
        UNDONE = "undone", "Undone"

    state = models.CharField(max_length=12, choices=State.choices, default=State.READING, db_index=True)
    title = models.CharField(max_length=200)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="imports"
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    # Since when the background has been at it; an import that is busy for long is taken up again.
    busy_since = models.DateTimeField(default=timezone.now)
    source_url = models.URLField("where it comes from", max_length=500, blank=True)
    licence = models.CharField(
        max_length=80, blank=True, help_text="Of entries that do not say, e.g. CC-BY-SA-4.0."
    )
    # How it is read: kind, technology, level, dialect, on_duplicate, publish.
    options = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "import"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_busy(self) -> bool:
        return self.state in {self.State.READING, self.State.APPLYING, self.State.UNDOING}


class ImportFile(models.Model):
    """A file as it was brought in; kept until its import has been decided, for its images."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=255)
    data = models.BinaryField()

    def __str__(self) -> str:
        return self.name


class ImportSource(models.Model):
    """What was found in one text: its dialect, repairs, and the lines that became no entry."""

    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="sources")
    path = models.TextField()
    dialect = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField(default=1.0)
    licence = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    repairs = models.JSONField(default=list)
    ignored = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    warnings = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.path


class ImportedEntry(models.Model):
    """An entry that was found, what is to become of it, and what became of it."""

    class Action(models.TextChoices):
        CREATE = "create", "Create"
        UPDATE = "update", "Update"
        MERGE = "merge", "Keep its wording with another"
        SKIP = "skip", "Skip"

    class Outcome(models.TextChoices):
        WAITING = "", "Waiting"
        CHOSEN = "chosen", "Chosen"
        CREATED = "created", "Created"
        UPDATED = "updated", "Updated"
        SKIPPED = "skipped", "Skipped"
        REFUSED = "refused", "Refused"
        UNDONE = "undone", "Undone"

    source = models.ForeignKey(ImportSource, on_delete=models.CASCADE, related_name="entries")
    run = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="entries")
    line = models.PositiveIntegerField(default=0)
    end_line = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=255)
    technology = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=16, blank=True)
    category = models.CharField(max_length=80, blank=True)
    answered = models.BooleanField(default=True)
    # The entry document in its canonical text, with what was assumed.
    document = models.TextField()
    because = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    duplicate = models.JSONField(null=True)
    action = models.CharField(max_length=8, choices=Action.choices, default=Action.CREATE, db_index=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="", db_index=True)
    said = models.TextField(blank=True)
    page = models.ForeignKey(
        EntryPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="imported_as"
    )
    revision_id = models.PositiveBigIntegerField(null=True, help_text="The one the import made.")
    revision_before_id = models.PositiveBigIntegerField(
        null=True, help_text="Of an updated entry, its newest one before."
    )

    class Meta:
        verbose_name = "imported entry"
        verbose_name_plural = "imported entries"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
