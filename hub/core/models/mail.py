"""The queue of outgoing mail, the addresses that get none, and the pace at which mail leaves."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

BURST = timedelta(seconds=6)  # how much of its minute a pause may save up


class OutgoingMail(models.Model):
    """One mail to one recipient. What it says is forgotten as soon as it has been sent."""

    class State(models.TextChoices):
        QUEUED = "queued", "waiting"
        SENDING = "sending", "being sent"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"
        SUPPRESSED = "suppressed", "not sent: the address gets no such mail"
        UNKNOWN = "unknown", "unknown, perhaps delivered"
        RETURNED = "returned", "came back: it was not delivered"

    key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    category = models.CharField(max_length=20)
    recipient = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    headers = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(max_length=200)
    provider_id = models.CharField(
        max_length=200, blank=True, default="", db_default=""
    )  # its own name for it
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    repeats = models.PositiveSmallIntegerField(default=0)  # attempts after one that may have succeeded
    next_attempt_at = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, blank=True)
    claimed_by = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)  # when the state did

    class Meta:
        verbose_name = "mail"
        verbose_name_plural = "mail"
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                name="core_mail_due",
                condition=models.Q(state="queued"),
            ),
            models.Index(
                fields=["claimed_until"],
                name="core_mail_in_hand",
                condition=models.Q(state="sending"),
            ),
            models.Index(
                fields=["provider_id"],
                name="core_mail_provider",
                condition=~models.Q(provider_id=""),
            ),
            models.Index(fields=["-created_at"], name="core_mail_newest"),
            models.Index(fields=["changed_at"], name="core_mail_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.pk}: {self.get_state_display()}"

    @property
    def masked_recipient(self) -> str:
        """The address as it may be shown: `a…@example.com`."""
        local, at, domain = self.recipient.partition("@")
        return f"{local[:1]}…{at}{domain}" if at else ""


class SuppressedAddress(models.Model):
    """An address that gets no mail, or only some. The address itself is not stored."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", "it does not exist"
        REFUSES = "refuses", "mail to it came back again and again"
        COMPLAINT = "complaint", "its owner complained"
        ASKED = "asked", "its owner asked to get no letters"

    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "address that gets no mail"
        verbose_name_plural = "addresses that get no mail"
        constraints = [
            models.UniqueConstraint(fields=["digest", "reason"], name="core_suppressed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.digest[:12]}…: {self.get_reason_display()}"


class MailReport(models.Model):
    """What came back about a mail: that it was not delivered, or that its reader complained of it.

    The address is kept as a hash only, as of those that get no mail.
    """

    class Kind(models.TextChoices):
        HARD = "hard", "the address does not exist"
        SOFT = "soft", "not delivered this time"
        COMPLAINT = "complaint", "its reader complained"

    key = models.CharField(max_length=200, unique=True)  # so that what is told twice counts once
    mail = models.ForeignKey(
        OutgoingMail, null=True, blank=True, on_delete=models.CASCADE, related_name="reports"
    )
    digest = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    status = models.CharField(max_length=12, blank=True)  # of RFC 3463, such as 5.1.1
    said = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["digest", "kind", "at"], name="core_mailreport_address"),
            models.Index(fields=["at"], name="core_mailreport_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status} {self.at:%Y-%m-%d %H:%M}"


class MailPace(models.Model):
    """The one row that all who send share: from when the next mail may leave."""

    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.free_at:%Y-%m-%d %H:%M:%S}"

    def allow(self, wanted: int, *, now, per_minute: int) -> int:
        """Takes up to `wanted` places and returns how many there were. Call it with the row locked.

        The generic cell rate algorithm (ITU-T I.371): each mail moves `free_at` on by one interval, and
        `free_at` may run ahead of now by no more than BURST. The interval is chosen so that in no minute,
        wherever it begins, more than `per_minute` mails leave.
        """
        interval = (timedelta(minutes=1) + BURST) / per_minute
        start = max(self.free_at, now)
        ahead = start - now
        if ahead and ahead + interval > BURST:
            return 0
        places = min(wanted, max(1, int((BURST - ahead) / interval)))
        self.free_at = start + places * interval
        return places
