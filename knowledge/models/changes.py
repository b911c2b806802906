"""The public history of an entry: what each publish changed, in one line."""

from django.db import models


class ChangeKind(models.TextChoices):
    """What a publish means to somebody who relies on the entry."""

    NEW = "new", "New entry"
    FIX_CHANGED = "fix changed", "The fix or advice changed"
    ANSWER_CORRECTED = "answer corrected", "The answer was corrected or extended"
    TYPO = "typo", "Wording only"


class EntryChange(models.Model):
    """One publish of an entry."""

    entry = models.ForeignKey("knowledge.EntryPage", on_delete=models.CASCADE, related_name="changes")
    revision = models.ForeignKey(
        "wagtailcore.Revision", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=16, choices=ChangeKind.choices)
    note = models.CharField(max_length=255, blank=True)
    published_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["entry", "-published_at"], name="knowledge_change_entry")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind}: {self.note}"
