"""Runs a whole hub on one machine in the foreground: web server, task worker and scheduler.

One of them ending unasked ends the others, with a message, so that a half-working hub never goes
unnoticed. In production a service manager runs the three and restarts them; see docs/operations.md.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10  # seconds a process may take to end before it is killed
LOOK_EVERY = 0.2  # seconds
THREADS = 8


class Stopped(Exception):
    """Somebody asked the site to stop."""


class Command(BaseCommand):
    help = (
        "Prepares the database and runs the web server, the task worker and the scheduler together in the "
        "foreground, at 127.0.0.1 and the port in PORT (8000). Ctrl-C ends all three."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen at (default: %(default)s)")
        parser.add_argument(
            "--port",
            type=int,
            default=os.environ.get("PORT", "8000"),
            help="port to listen at (default: PORT, or 8000)",
        )

    def handle(self, *args, host: str, port: int, **options) -> None:
        parent = os.getppid()
        self._refuse_taken_port(host, port)
        call_command("prepare_site", stdout=self.stdout)
        has_administrator = get_user_model().objects.filter(is_superuser=True, is_active=True).exists()
        connections.close_all()
        for number in STOP_SIGNALS:
            signal.signal(number, _stop)
        processes: dict[str, subprocess.Popen] = {}
        try:
            for name, command in _commands(host, port).items():
                # A session of its own: Ctrl-C reaches this process only, which ends the others in order.
                processes[name] = subprocess.Popen(  # noqa: S603
                    command, cwd=settings.BASE_DIR, start_new_session=True
                )
            self._wait_until_served(f"http://{host}:{port}", processes)
            self._announce(f"http://{host}:{port}", has_administrator)
            while os.getppid() == parent:  # whoever started us is still there
                _refuse_dead(processes)
                time.sleep(LOOK_EVERY)
        except Stopped:
            self.stdout.write("Stopping …")
        finally:
            _end(processes)

    def _refuse_taken_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Port {port} of {host} cannot be used ({error.strerror}). "
                    "Choose another: PORT=8001 make run"
                ) from None

    def _wait_until_served(self, site: str, processes: dict[str, subprocess.Popen]) -> None:
        while True:
            _refuse_dead(processes)
            try:
                with urllib.request.urlopen(f"{site}/healthz", timeout=2):  # noqa: S310
                    return
            except OSError:  # not listening yet
                time.sleep(LOOK_EVERY)

    def _announce(self, site: str, has_administrator: bool) -> None:
        lines = ["", f"  The site   {site}/", f"  The admin  {site}/admin/"]
        if not has_administrator:
            lines.append("  Nobody can sign in yet. Make the first administrator: make admin")
        self.stdout.write("\n".join([*lines, "  Ctrl-C stops everything.", ""]))
        self.stdout.flush()


def _commands(host: str, port: int) -> dict[str, list[str]]:
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    # One process with threads: the in-memory cache of a hub without Redis is then the same for everybody.
    server = [sys.executable, "-m", "gunicorn", "hub.wsgi", "--bind", f"{host}:{port}"]
    server += ["--worker-class", "gthread", "--threads", str(THREADS)]
    server += ["--log-level", "warning", "--no-control-socket"]
    return {
        "web server": server,
        "task worker": [*manage, "db_worker"],
        "scheduler": [*manage, "run_scheduler"],
    }


def _stop(number: int, frame: object) -> None:
    for one in STOP_SIGNALS:
        signal.signal(one, signal.SIG_IGN)
    raise Stopped


def _refuse_dead(processes: dict[str, subprocess.Popen]) -> None:
    for name, process in processes.items():
        if process.poll() is not None:
            raise CommandError(f"The {name} has ended (exit code {process.returncode}); stopping the rest.")


def _end(processes: dict[str, subprocess.Popen]) -> None:
    """Asks every process to end and kills what has not after a while."""
    for process in processes.values():
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in processes.values():
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
