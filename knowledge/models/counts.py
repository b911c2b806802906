"""How often entries are read, used and found helpful: counts alone, kept apart from content."""

from django.db import models


class Event(models.TextChoices):
    """What is counted."""

    VIEW = "view", "view"
    USE = "use", "use"
    HELPED = "helped", "helped"


class EntryCount(models.Model):
    """An entry's totals; lists sort by them, so they are kept in one narrow row."""

    entry = models.OneToOneField(
        "knowledge.EntryPage", on_delete=models.CASCADE, primary_key=True, related_name="count"
    )
    views = models.PositiveBigIntegerField(default=0, db_index=True)
    uses = models.PositiveBigIntegerField(default=0)
    uses_this_week = models.PositiveIntegerField(default=0, db_index=True)
    helped = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.views} views"


class DailyCount(models.Model):
    """What happened to an entry on one day, for "this week" and trends."""

    entry = models.ForeignKey("knowledge.EntryPage", on_delete=models.CASCADE, related_name="daily_counts")
    day = models.DateField()
    event = models.CharField(max_length=8, choices=Event.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("entry", "event", "day"), name="knowledge_daily_count_unique")
        ]
        indexes = [models.Index(fields=["event", "day"], name="knowledge_daily_event_day")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.day} {self.event}: {self.number}"


class PendingCount(models.Model):
    """Numbers a web process has written and the scheduler has not yet added up.

    No foreign key: an entry deleted meanwhile must not keep the numbers of all others from being written.
    """

    entry_number = models.BigIntegerField(help_text="The primary key of an entry that may be gone.")
    day = models.DateField()
    event = models.CharField(max_length=8, choices=Event.choices)
    number = models.PositiveIntegerField()
    batch = models.CharField(max_length=16, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.entry_number} {self.day} {self.event}: {self.number} pending"
