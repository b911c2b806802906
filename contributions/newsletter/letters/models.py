"""A letter and where its sending stands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from wagtail.fields import StreamField

from contributions.newsletter.letters.blocks import letter_blocks


class Letter(models.Model):
    """What an editor writes to those who want to read it."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        SENDING = "sending", "Being sent"
        PAUSED = "paused", "Paused"
        SENT = "sent", "Sent"

    subject = models.CharField(
        max_length=150, help_text="What readers see first, e.g. Ten errors of deploy day"
    )
    slug = models.SlugField(max_length=160, unique=True, blank=True)
    body = StreamField(letter_blocks(), blank=True)
    technologies = models.ManyToManyField(
        "knowledge.Technology",
        blank=True,
        related_name="+",
        help_text="Only to readers who chose one of these, or all. None: to everybody who wants the letter.",
    )
    public = models.BooleanField(
        default=True, help_text="Whether it can be read on the site once it has been sent."
    )

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    scheduled_for = models.DateTimeField(null=True, blank=True)
    # Frozen when sending begins: what the first reader got is what the last one gets and the site shows.
    markdown = models.TextField(blank=True)
    news_until = models.DateTimeField(null=True, blank=True)
    queued_up_to = models.BigIntegerField(default=0)  # the last subscriber whose mail is in the queue
    queued = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        permissions = [("send_letter", "Can send letters")]
        indexes = [models.Index(fields=["state", "-finished_at"], name="contrib_letter_archive")]

    def __str__(self) -> str:
        return self.subject

    def save(self, *args, **kwargs) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def _free_slug(self) -> str:
        stem = slugify(self.subject)[:150] or "letter"
        slug, number = stem, 1
        while Letter.objects.filter(slug=slug).exclude(pk=self.pk).exists():
            number += 1
            slug = f"{stem}-{number}"
        return slug

    @property
    def is_editable(self) -> bool:
        return self.state in {self.State.DRAFT, self.State.SCHEDULED}
