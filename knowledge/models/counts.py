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
