"""What must hold for the site to take visitors; each check says in our own words what is wrong.

Checks run in two threads of their own, one that asks the database and one that asks the cache, so that
one which hangs delays neither the answer nor the other, and no flood of probes can pile threads up.
"""

from __future__ import annotations

import secrets
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import cache as remember
from typing import ClassVar

from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from health_check import checks
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable

from hub.core.jobs import WORKER
from hub.core.models import SignOfLife
from hub.core.scheduler import SCHEDULER

PATIENCE = timedelta(seconds=2)  # the base class waits a second longer
SILENCE = timedelta(minutes=5)  # a process not heard of for that long counts as gone
NO_ANSWER = "the database cannot say"

_database_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health-database")
_cache_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health-cache")


class DatabaseAnswers(checks.Database):
    """The database answers a query that reads nothing."""

    name: ClassVar[str] = "database"
    executor: ClassVar[Executor] = _database_thread
    timeout = PATIENCE

    def run(self) -> None:
        try:
            super().run()
        except ServiceUnavailable as error:  # its text quotes the driver
            raise ServiceUnavailable("does not answer") from error


@dataclass
class CacheAnswers(HealthCheck):
    """The cache gives back what was put into it."""

    name: ClassVar[str] = "cache"
    executor: ClassVar[Executor] = _cache_thread
    timeout = PATIENCE

    def run(self) -> None:
        word = secrets.token_hex(8)
        try:
            cache.set(f"health:{word}", word, timeout=10)
            kept = cache.get(f"health:{word}")
        except Exception as error:  # each backend has exceptions of its own
            raise ServiceUnavailable("does not answer") from error
        if kept != word:
            raise ServiceUnavailable("does not keep what it is given")


@dataclass
class MigrationsApplied(HealthCheck):
    """The database has the shape this version of the code expects."""

    name: ClassVar[str] = "migrations"
    executor: ClassVar[Executor] = _database_thread
    timeout = PATIENCE

    def __post_init__(self) -> None:
        self.known = known_migrations()  # outside the time limit: the first reading takes a while

    def run(self) -> None:
        try:
            applied = MigrationRecorder(connection).applied_migrations().keys()
        except Error as error:
            raise ServiceUnavailable(NO_ANSWER) from error
        finally:
            connection.close()
        missing = len(self.known - applied)
        if missing:
            raise ServiceUnavailable(f"{missing} not applied")


@remember
def known_migrations() -> frozenset[tuple[str, str]]:
    """Returns `(app, name)` of every migration in the code; read once, it cannot change in a process."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


@dataclass
class ProcessAlive(HealthCheck):
    """A process that serves no pages has shown a sign of life lately."""

    process: str = ""
    executor: ClassVar[Executor] = _database_thread
    timeout = PATIENCE

    @property
    def name(self) -> str:
        return self.process

    def run(self) -> None:
        try:
            seen = SignOfLife.objects.filter(name=self.process).values_list("seen_at", flat=True).first()
        except Error as error:
            raise ServiceUnavailable(NO_ANSWER) from error
        finally:
            connection.close()
        if seen is None:
            raise ServiceUnavailable("no sign of life yet")
        silent = timezone.now() - seen
        if silent > SILENCE:
            raise ServiceUnavailable(f"no sign of life for {int(silent.total_seconds() // 60)} minutes")


READINESS = (
    DatabaseAnswers,
    CacheAnswers,
    MigrationsApplied,
    (ProcessAlive, {"process": WORKER}),
    (ProcessAlive, {"process": SCHEDULER}),
)
