"""The log of a learner with an account. Rows are written once; what is shown is folded from them."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from hub.core.append_only import AppendOnlyModel
from learning.progress.events import CODE_LENGTH, Event

KEY_LENGTH = 22


def make_key() -> str:
    """Returns a new key of 22 characters that tells nothing about the account."""
    return secrets.token_urlsafe(16)


class LearnerLog(models.Model):
    """One account's log.

    Arguments:
        key: tells browsers whose copy they hold, without telling who that is. A log that was erased comes
            back with another key, so that no browser fills it with the old events again.
        last_sequence: number of its newest event; whoever adds one holds this row.
        data_bytes: how much its events' data takes.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="learner_log"
    )
    key = models.CharField(max_length=KEY_LENGTH, unique=True, default=make_key)
    last_sequence = models.PositiveIntegerField(default=0)
    data_bytes = models.PositiveBigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.last_sequence} events of account {self.pk}"


class LearnerEvent(AppendOnlyModel):
    """Something a learner did, in the order it came here, which need not be the order it was done in."""

    log = models.ForeignKey(LearnerLog, on_delete=models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    uid = models.CharField(max_length=22)
    what = models.CharField(max_length=16)
    code = models.CharField(max_length=CODE_LENGTH, blank=True)
    at = models.DateTimeField()
    data = models.JSONField()

    class Meta(AppendOnlyModel.Meta):
        ordering = ["log", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=("log", "sequence"), name="learning_event_in_order"),
            models.UniqueConstraint(fields=("log", "uid"), name="learning_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.code}"

    @property
    def event(self) -> Event:
        return Event(self.uid, self.what, self.code, self.at, self.data)
