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
    # How many entries were found; and what the background does now, of how many how far it has come.
    total = models.PositiveIntegerField(default=0)
    steps = models.PositiveIntegerField(default=0, db_default=0)
    done = models.PositiveIntegerField(default=0)

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
    # How somebody wants it read: `dialect`, and `columns` by their name. Empty for what is found out.
    asked = models.JSONField(default=dict, db_default={})
    is_read = models.BooleanField(default=True, db_default=True)
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

    @property
    def read_as(self) -> str:
        """The dialect as people read it."""
        return self.dialect.replace("-", " ")


class ImportedEntry(models.Model):
    """An entry that was found, what is to become of it, and what became of it."""

    class Action(models.TextChoices):
        CREATE = "create", "Create"
        UPDATE = "update", "Update"
        MERGE = "merge", "Join to the other"
        SKIP = "skip", "Skip"

    class Outcome(models.TextChoices):
        WAITING = "", "Waiting"
        CHOSEN = "chosen", "Approved"
        CREATED = "created", "Created"
        UPDATED = "updated", "Updated"
        JOINED = "joined", "Joined"
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
    difficulty = models.PositiveSmallIntegerField(null=True)
    form = models.CharField(max_length=16, blank=True, default="", db_default="")
    priority = models.CharField(max_length=16, blank=True, default="", db_default="")
    answered = models.BooleanField(default=True)
    # The entry document in its canonical text, with what was assumed.
    document = models.TextField()
    # Whether it was written as an entry document, which says all there is to it.
    is_canonical = models.BooleanField(default=False, db_default=False)
    is_corrected = models.BooleanField(default=False, db_default=False)
    because = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    # The entry that asks the same: its title, where, score, and in the hub its `pk` and newest `revision`.
    duplicate = models.JSONField(null=True)
    same_as = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="repeated_by",
        help_text="The entry of the same import that asks the same.",
    )
    # Paths of the changes an update does not take.
    left_out = models.JSONField(default=list, db_default=[])
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
    live_before_id = models.PositiveBigIntegerField(
        null=True, help_text="Of an updated entry, the revision readers saw before."
    )

    class Meta:
        verbose_name = "imported entry"
        verbose_name_plural = "imported entries"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it can still be corrected and decided."""
        return self.outcome in OPEN


# What of an import is still to be decided; what was refused can be corrected and tried again.
OPEN = (ImportedEntry.Outcome.WAITING, ImportedEntry.Outcome.REFUSED)
