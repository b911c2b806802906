"""When each recurring job last ran, and when each long-running process last showed that it is alive."""

from django.db import models


class JobRun(models.Model):
    """The state of one recurring job. The row is also the lock that lets several schedulers run."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField(db_index=True)
    claimed_by = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class SignOfLife(models.Model):
    """The last time a process that serves no pages (the scheduler, the worker) showed that it works."""

    name = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.seen_at:%Y-%m-%d %H:%M:%S}"
