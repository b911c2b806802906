"""Recurring jobs run when they are due, by one scheduler, whatever happens to the others."""

import signal
import threading
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hub.core.jobs import WORKER, ask_worker
from hub.core.models import JobRun, SignOfLife
from hub.core.scheduler import SCHEDULER, Job, Scheduler, declared_jobs
from tests.processes import start, wait_for
from tests.together import run_together

HERE = "tests.core.test_scheduler"
MINUTE = timedelta(minutes=1)
calls: list[str] = []
lock = threading.Lock()


def note(name: str) -> None:
    with lock:
        calls.append(name)


def first() -> None:
    note("first")


def second() -> None:
    note("second")


def slow() -> None:
    time.sleep(0.3)
    note("slow")


def failing() -> None:
    note("failing")
    raise LookupError("nothing there")


def stopping() -> None:
    note("stopping")
    running[0].stop()


running: list[Scheduler] = []


@pytest.fixture(autouse=True)
def nothing_called():
    calls.clear()


def job(name: str, **options) -> Job:
    return Job(name, f"{HERE}.{name}", **{"every": MINUTE, **options})


def prepared(*jobs: Job) -> Scheduler:
    scheduler = Scheduler(jobs)
    scheduler.prepare()
    return scheduler


def make_due(name: str, *, ago: timedelta = timedelta(seconds=1)) -> None:
    JobRun.objects.filter(name=name).update(due_at=timezone.now() - ago)


class TestDeclaredJobs:
    def test_each_app_declares_its_own(self):
        jobs = declared_jobs()
        assert {"publish-scheduled", "worker-heartbeat", "fold-counts", "rerender-entries"} <= jobs.keys()

    def test_every_declared_job_can_be_called(self):
        from django.utils.module_loading import import_string

        assert all(callable(import_string(job.call)) for job in declared_jobs().values())

    def test_the_command_lists_them(self):
        out = StringIO()
        call_command("run_scheduler", list=True, stdout=out)
        assert "publish-scheduled  every 0:01:00" in out.getvalue()


@pytest.mark.django_db
class TestOneScheduler:
    def test_a_new_job_is_due_at_once_and_then_after_its_interval(self):
        scheduler = prepared(job("first"))
        assert scheduler.run_due() == ["first"]
        assert scheduler.run_due() == []
        run = JobRun.objects.get(name="first")
        assert timedelta(seconds=50) < run.due_at - timezone.now() <= MINUTE
        assert run.finished_at >= run.started_at

    def test_what_has_waited_longest_comes_first(self):
        scheduler = prepared(job("first"), job("second"))
        make_due("first", ago=MINUTE)
        make_due("second", ago=2 * MINUTE)
        scheduler.run_due()
        assert calls == ["second", "first"]

    def test_a_job_that_was_missed_for_hours_runs_once(self):
        scheduler = prepared(job("first"))
        make_due("first", ago=timedelta(hours=5))
        assert scheduler.run_due() == ["first"]
        assert scheduler.run_due() == []

    def test_a_failing_job_is_recorded_stops_no_other_and_is_tried_again(self, caplog):
        scheduler = prepared(job("failing"), job("second"))
        make_due("failing", ago=MINUTE)
        assert scheduler.run_due() == ["failing", "second"]
        run = JobRun.objects.get(name="failing")
        assert run.error == "LookupError: nothing there"
        assert run.claimed_until is None
        assert "failing" in caplog.text
        make_due("failing")
        assert scheduler.run_due() == ["failing"]

    def test_a_job_that_works_again_is_no_longer_marked(self):
        prepared(job("failing")).run_due()
        make_due("failing")
        Scheduler([Job("failing", f"{HERE}.first", every=MINUTE)]).run_due()
        assert JobRun.objects.get(name="failing").error == ""

    def test_a_shortened_interval_counts_from_the_next_start(self):
        prepared(job("first", every=timedelta(days=1))).run_due()
        prepared(job("first", every=MINUTE))
        assert JobRun.objects.get(name="first").due_at <= timezone.now() + MINUTE

    def test_asked_to_stop_it_ends_after_the_current_job(self):
        scheduler = prepared(job("stopping"), job("second"))
        running[:] = [scheduler]
        make_due("stopping", ago=MINUTE)
        assert scheduler.run_due() == ["stopping"]

    def test_a_job_of_another_version_of_the_code_is_left_alone(self):
        JobRun.objects.create(name="from-tomorrow", due_at=timezone.now() - MINUTE)
        assert prepared(job("first")).run_due() == ["first"]

    def test_it_shows_that_it_lives(self):
        prepared(job("first")).run_due()
        assert timezone.now() - SignOfLife.objects.get(name=SCHEDULER).seen_at < MINUTE


@pytest.mark.django_db
class TestClaims:
    def test_a_job_in_somebodys_hands_is_left_alone(self):
        holder = prepared(job("first"))
        assert holder._claim(holder.jobs["first"])
        assert Scheduler([job("first")]).run_due() == []

    def test_the_claim_of_a_dead_scheduler_expires(self):
        dead = prepared(job("first", limit=timedelta(0)))
        assert dead._claim(dead.jobs["first"])
        assert Scheduler([job("first")]).run_due() == ["first"]

    def test_one_that_comes_back_too_late_changes_nothing_of_its_successors(self):
        late, other = prepared(job("first", limit=timedelta(0))), Scheduler([job("first")])
        late._claim(late.jobs["first"])
        other._claim(other.jobs["first"])
        late._run(late.jobs["first"])
        assert JobRun.objects.get(name="first").claimed_by == other.token


@pytest.mark.django_db(transaction=True)
class TestWorkerHeartbeat:
    def test_it_waits_for_the_worker_once_however_long_that_is_away(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        for _ in range(3):
            ask_worker()
        assert DBTaskResult.objects.count() == 1
        assert not SignOfLife.objects.filter(name=WORKER).exists()

    def test_run_by_the_worker_it_shows_life_and_leaves_no_rows_behind(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        ask_worker()
        call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
        assert SignOfLife.objects.filter(name=WORKER).exists()
        ask_worker()
        assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
class TestSeveralSchedulers:
    def test_at_the_same_moment_each_due_job_runs_once(self):
        jobs = [job("first"), job("slow"), job("second")]
        prepared(*jobs)

        def run(_):
            return Scheduler(jobs).run_due()

        ran = run_together(run, range(6))
        assert sorted(name for names in ran for name in names) == ["first", "second", "slow"]
        assert sorted(calls) == ["first", "second", "slow"]

    def test_all_may_start_on_an_empty_table(self):
        jobs = [job("first"), job("second")]

        def run(_):
            return prepared(*jobs).run_due()

        run_together(run, range(6))
        assert sorted(calls) == ["first", "second"]

    def test_a_killed_one_loses_its_job_to_another_when_its_claim_has_expired(self):
        process = start(
            "import sys, time, types\n"
            "module = types.ModuleType('endless'); sys.modules['endless'] = module\n"
            "def job(): print('running', flush=True); time.sleep(60)\n"
            "module.job = job\n"
            "from datetime import timedelta\n"
            "from hub.core.scheduler import Job, Scheduler\n"
            "s = Scheduler([Job('first', 'endless.job', timedelta(minutes=1), limit=timedelta(seconds=2))])\n"
            "s.prepare(); s.run_due()\n"
        )
        wait_for(process, "running")
        assert Scheduler([job("first")]).run_due() == []
        process.kill()
        process.communicate()
        deadline = time.monotonic() + 10
        ran = []
        while not ran and time.monotonic() < deadline:
            time.sleep(0.2)
            ran = Scheduler([job("first")]).run_due()
        assert ran == ["first"]


ENDLESS = (
    "from datetime import timedelta\n"
    "from hub.core import scheduler\n"
    "scheduler.PAUSE = timedelta(seconds=0.2); scheduler.NAP = 0.05\n"
    "from django.core.management import call_command\n"
    "call_command('run_scheduler')\n"
    "print('ended', flush=True)\n"
)


def seen_after(moment, *, seconds: float = 20) -> bool:
    """Waits until a scheduler shows life later than a moment."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if SignOfLife.objects.filter(name=SCHEDULER, seen_at__gt=moment).exists():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.django_db(transaction=True)
class TestProcess:
    def test_asked_to_terminate_it_ends_cleanly(self):
        process = start(ENDLESS)
        assert seen_after(timezone.now() - MINUTE)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (0, "ended\n"), err

    @pytest.mark.postgres
    def test_it_survives_the_loss_of_its_connection(self):
        process = start(ENDLESS)
        try:
            assert seen_after(timezone.now() - MINUTE)
            with connection.cursor() as cursor:
                for _ in range(20):  # at whatever it is doing
                    cursor.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )
                    time.sleep(0.03)
            assert seen_after(timezone.now())
        finally:
            process.terminate()
            process.communicate(timeout=20)
