"""Rows that are written once: what was said or decided is not rewritten."""

from __future__ import annotations

from django.db import models

REFUSED = "What was written down is not rewritten."


class AppendOnlyQuerySet(models.QuerySet):
    """Refuses to change rows; they may be deleted with what they belong to."""

    def update(self, **changes):
        raise TypeError(REFUSED)

    def bulk_update(self, *args, **kwargs):
        raise TypeError(REFUSED)


class AppendOnlyModel(models.Model):
    """A model whose rows are added and read. `plain` is what Django itself uses, for deletions."""

    objects = AppendOnlyQuerySet.as_manager()
    plain = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "plain"

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise TypeError(REFUSED)
        super().save(*args, **kwargs)
