"""The ground floor's recurring jobs, and the task by which the background worker shows that it works."""

from datetime import timedelta

from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from hub.core.scheduler import Job, show_life

WORKER = "worker"


def publish_scheduled() -> None:
    """Publishes and expires pages whose time has come."""
    call_command("publish_scheduled")


def forget_expired_sessions() -> None:
    call_command("clearsessions")


def prune_task_results() -> None:
    """Deletes the results of background tasks that ended two weeks ago or earlier."""
    call_command("prune_db_task_results", verbosity=0)


@task(priority=100)
def worker_heartbeat() -> None:
    """Run by the background worker, before anything else that waits."""
    show_life(WORKER)


def ask_worker() -> None:
    """Enqueues a heartbeat, unless one still waits: a dead worker must not come back to thousands."""
    heartbeats = DBTaskResult.objects.filter(task_path=worker_heartbeat.module_path)
    heartbeats.finished().delete()
    if not heartbeats.ready().exists():
        worker_heartbeat.enqueue()


JOBS = (
    Job("publish-scheduled", "hub.core.jobs.publish_scheduled", every=timedelta(minutes=1)),
    Job("worker-heartbeat", "hub.core.jobs.ask_worker", every=timedelta(minutes=1)),
    Job("forget-sessions", "hub.core.jobs.forget_expired_sessions", every=timedelta(days=1)),
    Job("mail", "hub.core.mail.recovery.recover_lost", every=timedelta(minutes=1)),
    Job("bounces", "hub.core.mail.returned.mailbox.read_soon", every=timedelta(minutes=5)),
    Job("forget-mail", "hub.core.mail.recovery.forget_old", every=timedelta(days=1)),
    Job("prune-task-results", "hub.core.jobs.prune_task_results", every=timedelta(days=1)),
)
