"""A submission, what was decided about it, and what was said meanwhile."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from contributions.submissions.querysets import SubmissionQuerySet
from contributions.submissions.states import ENDED, Action, Role, State
from knowledge import kinds
from knowledge.entrydocs import EntryDocument, read

CLAIM_LASTS = timedelta(hours=2)
EDIT_LIMIT = 64 * 1024  # characters of a document somebody may send


class Submission(models.Model):
    """A document a reader sent: a new entry, or a corrected version of a published one."""

    kind = models.CharField(max_length=32)
    title = models.CharField(max_length=255)
    technology = models.ForeignKey(
        "knowledge.Technology", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(help_text="The canonical entry document, with secrets taken out.")

    # A correction stands against the text it was made from, wherever the entry has gone since.
    corrects = models.ForeignKey(
        "knowledge.EntryPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="corrections"
    )
    corrected_code = models.CharField(max_length=32, blank=True)
    base_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    base_text = models.TextField(blank=True)
    reason = models.CharField(max_length=255, blank=True)
    variant_of = models.ForeignKey(
        "knowledge.EntryPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    state_since = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0)  # of the state; a decision made from an old page is late
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    for_editor = models.BooleanField(default=False)

    contributor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="submissions",
    )
    email = models.EmailField(blank=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    link = models.URLField(max_length=500, blank=True)
    named = models.BooleanField(default=False, help_text="Whether the published entry names who sent it.")
    sender_digest = models.CharField(max_length=64, blank=True)

    entry = models.ForeignKey(
        "knowledge.EntryPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="submissions"
    )
    entry_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    spam_score = models.FloatField(default=0)
    spam_signs = models.JSONField(default=list, blank=True)
    likely_duplicates = models.JSONField(default=list, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    created_at = models.DateTimeField(default=timezone.now)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        permissions = [("moderate_submission", "Can decide submissions")]
        indexes = [
            models.Index(fields=["state", "created_at"], name="contrib_submission_queue"),
            models.Index(fields=["email"], name="contrib_submission_email"),
            models.Index(fields=["fingerprint"], name="contrib_submission_print"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """What people call it in a mail or on the telephone."""
        return f"SUB-{self.pk}"

    @property
    def is_correction(self) -> bool:
        return bool(self.corrected_code)

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    @property
    def kind_label(self) -> str:
        return "Correction" if self.is_correction else kinds.get(self.kind).label

    @property
    def document(self) -> EntryDocument:
        """The document as it was sent last."""
        return read(self.text)

    @property
    def base_document(self) -> EntryDocument | None:
        """The document a correction was made from; none for a new entry."""
        return read(self.base_text) if self.base_text else None

    @property
    def public_state(self) -> State:
        """What its contributor is told: spam looks like something nobody has come to yet."""
        state = State(self.state)
        return State.RECEIVED if state in {State.SPAM} else state

    def is_held(self, now: datetime | None = None) -> bool:
        """Says whether somebody's claim on it still holds."""
        return (
            self.state == State.CLAIMED
            and self.claimed_until is not None
            and self.claimed_until > (now or timezone.now())
        )

    def is_held_by_other(self, user) -> bool:
        return self.is_held() and self.claimed_by_id is not None and self.claimed_by_id != user.pk


class AppendOnly(models.QuerySet):
    """Rows that are written once."""

    def update(self, **changes):
        raise TypeError("What was decided is not rewritten.")

    def bulk_update(self, *args, **kwargs):
        raise TypeError("What was decided is not rewritten.")

    def delete(self):
        raise TypeError("What was decided goes with its submission only.")


class Decision(models.Model):
    """What happened to a submission: who, when, from which state to which, and why. Written once."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="decisions")
    action = models.CharField(max_length=20, choices=Action.choices)
    from_state = models.CharField(max_length=20, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=State.choices)
    role = models.CharField(max_length=20, choices=Role.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        base_manager_name = "plain"

    plain = models.Manager()

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.action} at {self.at:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError("What was decided is not rewritten.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("What was decided goes with its submission only.")

    @property
    def public(self) -> bool:
        """Whether its contributor sees it: who holds a submission for how long is the desk's business."""
        return self.action not in {Action.RELEASE, Action.EXPIRE, Action.SPAM, Action.ESCALATE}


class Message(models.Model):
    """A line of the conversation between contributor and desk."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="messages")
    role = models.CharField(max_length=20, choices=Role.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.text[:60]}"


class DecisionReason(models.Model):
    """A ready text that moderators start from when they decline or ask for changes."""

    FOR: ClassVar = [
        (Action.DECLINE.value, "Declining"),
        (Action.REQUEST_CHANGES.value, "Asking for changes"),
    ]

    action = models.CharField(max_length=20, choices=FOR, default=Action.DECLINE.value)
    title = models.CharField(max_length=80)
    text = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "ready text"
        ordering = ["action", "position", "title"]
        constraints = [models.UniqueConstraint(fields=["action", "title"], name="contrib_reason_once")]

    def __str__(self) -> str:
        return self.title


class Blocked(models.Model):
    """Somebody whose submissions are answered as if received, and thrown away."""

    digest = models.CharField(max_length=64, unique=True)
    what = models.CharField(
        max_length=20, choices=[("email", "E-mail address"), ("sender", "Sender's address")]
    )
    reason = models.CharField(max_length=255, blank=True)
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "block"
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} blocked on {self.at:%Y-%m-%d}"
