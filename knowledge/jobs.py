"""The archive's recurring jobs."""

import logging
import time
from datetime import timedelta

from django.db.models import Q

from hub.core.rendering import RENDERER_VERSION
from hub.core.scheduler import Job
from knowledge.models import EntryPage
from knowledge.rendering import store_renderings

logger = logging.getLogger(__name__)

BATCH = 25
RENDER_SECONDS = 30  # at a time, so that other jobs get their turn


def rerender_stale(seconds: float = RENDER_SECONDS) -> int:
    """Renders live entries again whose stored HTML an older renderer made, or that have none.

    An entry that cannot be rendered is logged and keeps what it has.

    Arguments:
        seconds: after which it stops; the next run goes on.
    Returns:
        How many entries were rendered.
    """
    until = time.monotonic() + seconds
    stale = EntryPage.objects.live().filter(
        Q(rendering=None) | ~Q(rendering__renderer_version=RENDERER_VERSION)
    )
    rendered, last = 0, 0
    while time.monotonic() < until:
        batch = list(stale.filter(pk__gt=last).order_by("pk")[:BATCH].specific())
        if not batch:
            break
        for entry in batch:
            last = entry.pk
            try:
                store_renderings([entry])
                rendered += 1
            except Exception:
                logger.exception("%s could not be rendered.", entry.code)
    return rendered


JOBS = (
    Job("fold-counts", "knowledge.counters.fold", every=timedelta(seconds=30)),
    Job("recount-week", "knowledge.counters.recount_week", every=timedelta(hours=1)),
    Job("rerender-entries", "knowledge.jobs.rerender_stale", every=timedelta(minutes=5)),
    Job("reindex-errors", "knowledge.traces.indexing.reindex_stale", every=timedelta(minutes=5)),
    Job("reindex-search", "knowledge.search.indexing.reindex_stale", every=timedelta(minutes=5)),
    Job("reindex-credit", "knowledge.credit.indexing.index_all", every=timedelta(days=1)),
    Job(
        "stalled-imports",
        "knowledge.importing.runs.services.take_up_stalled",
        every=timedelta(minutes=5),
    ),
    Job("forget-old-searches", "knowledge.search.counting.forget_old", every=timedelta(days=1)),
)
