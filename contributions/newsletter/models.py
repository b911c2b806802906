"""Who is told what, and the consent that rests on."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from contributions.newsletter.querysets import SubscriberQuerySet
from contributions.newsletter.wishes import Rhythm, Wishes
from hub.core.append_only import AppendOnlyModel, AppendOnlyQuerySet


class Subscriber(models.Model):
    """Somebody who confirmed an address, and what is sent to it."""

    email = models.CharField(max_length=254, unique=True)  # in the spelling of hub.core.mail.normalise
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    letters = models.BooleanField(default=False)
    news = models.BooleanField(default=False)
    technologies = models.ManyToManyField("knowledge.Technology", blank=True, related_name="+")
    kinds = models.JSONField(default=list, blank=True)
    entries = models.ManyToManyField("knowledge.EntryPage", blank=True, related_name="+")

    confirmed_at = models.DateTimeField(default=timezone.now)
    paused_until = models.DateField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField(default=timezone.now)  # what was published up to then is no news

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["rhythm", "told_until"], name="contrib_subscriber_due")]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"

    @property
    def wishes(self) -> Wishes:
        """What they chose. Asks for technologies and entries unless those were prefetched."""
        return Wishes(
            rhythm=self.rhythm,
            letters=self.letters,
            news=self.news,
            technologies=tuple(one.slug for one in self.technologies.all()),
            kinds=tuple(self.kinds),
            entries=tuple(one.code for one in self.entries.all() if one.code),
        )

    def is_paused(self, today=None) -> bool:
        return self.paused_until is not None and self.paused_until > (today or timezone.localdate())


class Consent(AppendOnlyModel):
    """What somebody agreed to or took back: when, on which form, in which words. Kept without the address."""

    class What(models.TextChoices):
        CONFIRMED = "confirmed", "Asked for, and confirmed"
        CHANGED = "changed", "Changed"
        PAUSED = "paused", "Paused"
        LEFT = "left", "Left"
        DELETED = "deleted", "Deleted"

    subscriber = models.ForeignKey(
        Subscriber, null=True, blank=True, on_delete=models.SET_NULL, related_name="consents"
    )
    email_digest = models.CharField(max_length=64, db_index=True)
    what = models.CharField(max_length=10, choices=What.choices)
    form = models.CharField(max_length=80)
    wording = models.TextField()
    wishes = models.JSONField(default=dict, blank=True)
    request = models.CharField(max_length=32, unique=True, null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = AppendOnlyQuerySet.as_manager()
    plain = models.Manager()

    class Meta(AppendOnlyModel.Meta):
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
