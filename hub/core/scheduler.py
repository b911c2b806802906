"""Recurring jobs: declared by each app in its `jobs.py`, claimed in the database, run one after another.

Any number of schedulers may run at once. A due job belongs to whoever changes its row first; the claim of
one that died expires after the job's limit. What takes long belongs into a background task that a job
enqueues, so that a scheduler always comes round soon.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module

from django.apps import apps
from django.db import Error, connections
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string, module_has_submodule

from hub.core.models import JobRun, SignOfLife

logger = logging.getLogger(__name__)

PAUSE = timedelta(seconds=5)  # between two looks at the table
NAP = 0.5  # seconds; how soon a request to stop is noticed
SCHEDULER = "scheduler"
MAX_ERROR = 1000


@dataclass(frozen=True)
class Job:
    """A recurring job.

    Arguments:
        name: of its row; unique among all apps.
        call: the dotted path of a function that takes nothing.
        every: from one start to the next.
        limit: how long it may take; afterwards its holder counts as dead and another may take it.
    """

    name: str
    call: str
    every: timedelta
    limit: timedelta = timedelta(minutes=10)


def declared_jobs() -> dict[str, Job]:
    """Returns the jobs in `JOBS` of every installed app's `jobs` module, by name.

    Raises:
        ValueError: when two jobs have the same name.
    """
    jobs: dict[str, Job] = {}
    for config in apps.get_app_configs():
        if not module_has_submodule(config.module, "jobs"):
            continue
        for job in getattr(import_module(f"{config.name}.jobs"), "JOBS", ()):
            if not isinstance(job, Job):
                continue
            if job.name in jobs:
                raise ValueError(f"Two jobs are called {job.name!r}.")
            jobs[job.name] = job
    return jobs


class Scheduler:
    """Runs due jobs until it is told to stop.

    Arguments:
        jobs: what to run; everything the apps declare when left out.
    """

    def __init__(self, jobs: Iterable[Job] | None = None) -> None:
        self.jobs = declared_jobs() if jobs is None else {job.name: job for job in jobs}
        self.token = secrets.token_hex(8)
        self.stopping = False

    def stop(self, *signal_and_frame) -> None:
        """Asks for an end after the current job. Fit to be a signal handler: it takes no lock."""
        self.stopping = True

    def run_forever(self) -> None:
        """Runs what is due again and again; a database that is away is waited for."""
        prepared = False
        while not self.stopping:
            try:
                _refresh_connections()
                if not prepared:
                    self.prepare()
                    prepared = True
                self.run_due()
            except Error:
                logger.exception("The database does not answer; trying again in %s.", PAUSE)
                connections.close_all()
            self._sleep()

    def _sleep(self) -> None:
        until = time.monotonic() + PAUSE.total_seconds()
        while not self.stopping and time.monotonic() < until:
            time.sleep(NAP)

    def prepare(self) -> None:
        """Makes a row for each job that has none, and lets none wait longer than its interval."""
        now = timezone.now()
        JobRun.objects.bulk_create(
            [JobRun(name=name, due_at=now) for name in self.jobs], ignore_conflicts=True
        )
        for job in self.jobs.values():  # an interval may have been shortened since the last start
            soonest = now + job.every
            JobRun.objects.filter(name=job.name, due_at__gt=soonest).update(due_at=soonest)

    def run_due(self) -> list[str]:
        """Runs each job that is due once, the longest waiting first; returns the names of those it ran."""
        show_life(SCHEDULER)
        waiting = _free(timezone.now()).filter(name__in=self.jobs).order_by("due_at", "name")
        ran = []
        for name in list(waiting.values_list("name", flat=True)):
            if self.stopping:
                break
            if self._claim(self.jobs[name]):
                self._run(self.jobs[name])
                ran.append(name)
                show_life(SCHEDULER)
        return ran

    def _claim(self, job: Job) -> bool:
        """Takes a due job in one statement, so that of several schedulers exactly one gets it."""
        now = timezone.now()
        taken = (
            _free(now)
            .filter(name=job.name)
            .update(claimed_by=self.token, claimed_until=now + job.limit, started_at=now)
        )
        return taken == 1

    def _run(self, job: Job) -> None:
        started = timezone.now()
        error = ""
        try:
            function: Callable[[], object] = import_string(job.call)
            function()
        except Exception as problem:
            logger.exception("The job %s failed; it is tried again at its next time.", job.name)
            error = f"{type(problem).__name__}: {problem}"[:MAX_ERROR].replace("\x00", "")
        _refresh_connections()  # the job may have lost or outlived its own
        JobRun.objects.filter(name=job.name, claimed_by=self.token).update(
            claimed_by="",
            claimed_until=None,
            due_at=started + job.every,
            finished_at=timezone.now(),
            error=error,
        )


def _refresh_connections() -> None:
    """Closes connections that are broken or too old, unless somebody's transaction is open on them."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()


def _free(now: datetime):
    """Returns the rows of jobs that are due and that nobody living holds."""
    unclaimed = Q(claimed_until=None) | Q(claimed_until__lte=now)
    return JobRun.objects.filter(unclaimed, due_at__lte=now)


def show_life(name: str) -> None:
    """Notes that a process works at this moment; `hub.core.health` reads it."""
    now = timezone.now()
    if not SignOfLife.objects.filter(name=name).update(seen_at=now):
        SignOfLife.objects.update_or_create(name=name, defaults={"seen_at": now})
