"""When each recurring job last ran; its row is the lock that lets several schedulers run."""

from django.db import models


class JobRun(models.Model):
    """The state of one recurring job, named as in the scheduler's table."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField(db_index=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
