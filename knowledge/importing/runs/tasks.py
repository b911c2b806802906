"""The background tasks of imports; each may run twice without harm."""

from __future__ import annotations

import logging

from django_tasks import task

from knowledge.importing.runs import deciding, reading, undoing
from knowledge.models import Import

logger = logging.getLogger(__name__)


@task()
def read_import(import_id: int) -> None:
    """Reads what was brought in, unless it has been read."""
    brought = Import.objects.filter(pk=import_id, state=Import.State.READING).first()
    if brought is not None:
        reading.read_import(brought)


@task()
def import_chosen(import_id: int) -> None:
    """Makes drafts of the rows that were chosen."""
    brought = Import.objects.filter(pk=import_id, state=Import.State.APPLYING).first()
    if brought is not None:
        deciding.import_chosen(brought)


@task()
def undo_import(import_id: int) -> None:
    """Takes back what an import made; where somebody has worked on it, or it fails, it stays and says so."""
    brought = Import.objects.filter(pk=import_id, state=Import.State.UNDOING).first()
    if brought is None:
        return
    try:
        undoing.undo_import(brought)
    except Exception as error:
        if not isinstance(error, undoing.StillUsed):
            logger.exception("Import %s could not be undone.", brought.pk)
        brought.state, brought.problem = deciding.rests_at(brought), f"Not undone. {error}"[:2000]
        brought.save(update_fields=["state", "problem"])
