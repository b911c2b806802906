"""Sends a letter to many by a mail server that drops connections, while the worker is killed again and again.

The letter is sent as in production: by `manage.py db_worker`, a process of its own that is ended by SIGKILL
at moments nobody chose, and by what the scheduler does every minute, which here happens all the time. On
PostgreSQL the database ends all connections of the worker once as well, as when it is restarted. The numbers
of time and memory are those of this machine, with the mail server on it.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 1800.0  # seconds
LOOK = 0.05  # seconds between two looks at how far it is


@dataclass
class Sending:
    """What became of a letter.

    Arguments:
        readers: addresses of all who should get it.
        taken: how often the server took a mail for an address.
        dropped: addresses after whose mail it hung up.
        mails: state and error of each mail in the queue, by address.
        kills: how often the worker was killed, and in the middle of what.
        cut: how often the database ended the worker's connections.
        seconds: from the beginning to the end.
        megabytes: the most memory a worker had.
    """

    readers: set[str]
    taken: Counter[str] = field(default_factory=Counter)
    dropped: set[str] = field(default_factory=set)
    mails: dict[str, tuple[str, str]] = field(default_factory=dict)
    kills: list[str] = field(default_factory=list)
    cut: int = 0
    seconds: float = 0
    megabytes: float = 0

    @property
    def twice(self) -> list[str]:
        """Who got it more than once."""
        return [address for address, number in self.taken.items() if number > 1]

    @property
    def missing_without_reason(self) -> list[str]:
        """Who did not get it, and nothing says why."""
        return [
            address
            for address in self.readers - self.taken.keys()
            if self.mails.get(address, ("", ""))[0] in {"", "queued", "sending", "sent"}
            or not self.mails[address][1]
        ]

    @property
    def wrongly_called_sent(self) -> list[str]:
        """Whose mail is called sent though the server never took it."""
        return [a for a, (state, _) in self.mails.items() if state == "sent" and a not in self.taken]

    @property
    def states(self) -> Counter[str]:
        return Counter(state for state, _ in self.mails.values())

    def summary(self) -> dict:
        """Returns the numbers for a table."""
        return {
            "readers": len(self.readers),
            "taken_once": sum(number == 1 for number in self.taken.values()),
            "twice": len(self.twice),
            "missing_without_reason": len(self.missing_without_reason),
            "wrongly_called_sent": len(self.wrongly_called_sent),
            "states": dict(self.states),
            "dropped": len(self.dropped),
            "kills": self.kills,
            "database_cut": self.cut,
            "seconds": round(self.seconds, 1),
            "mails_a_second": round(len(self.readers) / self.seconds, 1) if self.seconds else 0,
            "worker_megabytes": round(self.megabytes),
        }


@contextlib.contextmanager
def mail_server(directory: Path, every: int) -> Iterator[tuple[int, Path]]:
    """Runs the misbehaving server in a process of its own; gives its port and its log."""
    log = directory / "taken.log"
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.mailserver", str(log), "--every", str(every)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield int(process.stdout.readline()), log
    finally:
        process.kill()
        process.communicate()


class Worker:
    """`manage.py db_worker` in a process of its own.

    Arguments:
        port: of the mail server.
        database_url: of the database the letter is in.
        log: where it writes what it has to say.
    """

    def __init__(self, port: int, database_url: str, log: Path) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench.mail_settings",
            "DATABASE_URL": database_url,
            "BENCH_MAIL_PORT": str(port),
        }
        self.log, self.process, self.megabytes = log, None, 0.0

    def start(self) -> None:
        with self.log.open("ab") as said:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "db_worker", "--interval", "0.1", "--no-startup-delay"],
                cwd=ROOT,
                env=self.environment,
                stdout=said,
                stderr=said,
            )

    def kill(self) -> None:
        self.measure()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def measure(self) -> None:
        """Notes the most memory it has had."""
        with contextlib.suppress(OSError):
            status = Path(f"/proc/{self.process.pid}/status").read_text()
            for line in status.splitlines():  # of a process that has just ended there is none
                if line.startswith("VmHWM"):
                    self.megabytes = max(self.megabytes, int(line.split()[1]) / 1024)

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


def subscribe(number: int) -> set[str]:
    """Makes readers who want the letter; returns their addresses."""
    from contributions.newsletter.models import Subscriber

    addresses = [f"reader{n}@example.net" for n in range(number)]
    Subscriber.objects.bulk_create([Subscriber(email=one, letters=True) for one in addresses], batch_size=500)
    return set(addresses)


def send(
    readers: set[str], *, directory: Path, database_url: str, kills: int = 5, every: int = 50, seed: int = 1
) -> Sending:
    """Sends a letter to readers who are in the database already and returns what became of it.

    Call it outside a transaction, with tasks queued in the database.

    Arguments:
        directory: for the logs.
        kills: how often the worker is killed: once while the mails are being queued, then evenly over the sending.
        every: after how many mails the server hangs up.
    Raises:
        TimeoutError: the letter is not sent within LONGEST.
    """
    from contributions.newsletter.letters import sending
    from contributions.newsletter.letters.models import Letter

    chance = random.Random(seed)
    done = Sending(readers)
    with mail_server(directory, every) as (port, log):
        worker = Worker(port, database_url, directory / "worker.log")
        letter = Letter.objects.create(
            subject="Ten errors of deploy day", body=[("text", "Dear readers, **it is done**.\n\n" * 10)]
        )
        begun = time.monotonic()
        worker.start()
        sending.start(letter)
        moments = [number * len(readers) // kills for number in range(kills)]
        try:
            while letter.state != Letter.State.SENT:
                _wait(begun)
                _minute()
                letter.refresh_from_db()
                taken = _taken(log)
                if moments and letter.queued and taken >= moments[0]:
                    moments.pop(0)
                    time.sleep(chance.random() * 0.2)
                    _die(worker, done, letter)
                elif len(done.kills) > kills // 2 and not done.cut and _in_hand():
                    done.cut += _cut_connections()
                elif not worker.is_alive:  # its connection to the database was ended
                    _expire()
                    worker.start()
                worker.measure()
        finally:
            if worker.is_alive:
                worker.kill()
        done.seconds, done.megabytes = time.monotonic() - begun, worker.megabytes
        _read(log, done)
    done.mails = {
        mail.recipient: (mail.state, mail.error)
        for mail in sending.mails(letter).only("recipient", "state", "error")
    }
    return done


def _wait(begun: float) -> None:
    if time.monotonic() - begun > LONGEST:
        raise TimeoutError("The letter is not sent yet.")
    time.sleep(LOOK)


def _minute() -> None:
    """Does what the scheduler does each minute, unless the worker still has that to do."""
    from django_tasks_db.models import DBTaskResult

    from contributions.newsletter.letters import sending
    from hub.core.mail.recovery import recover_lost

    if not DBTaskResult.objects.ready().exists():
        recover_lost()
        sending.send_due()


def _die(worker: Worker, done: Sending, letter) -> None:
    worker.kill()
    letter.refresh_from_db()
    doing = "queueing" if letter.queued < len(done.readers) else "sending"
    done.kills.append(f"{doing}, {_in_hand()} mails in its hands")
    _expire()
    worker.start()


def _in_hand() -> int:
    """How many mails a worker has reserved that may be alive."""
    from django.utils import timezone

    from hub.core.models import OutgoingMail

    return OutgoingMail.objects.filter(claimed_until__gt=timezone.now()).count()


def _expire(reserved_until=None) -> None:
    """Lets the quarter of an hour pass after which others may take what a dead worker had reserved.

    Arguments:
        reserved_until: only what was reserved up to then, where a living worker goes on.
    """
    from django.utils import timezone

    from hub.core.models import OutgoingMail

    reserved = OutgoingMail.objects.filter(claimed_until__isnull=False)
    if reserved_until is not None:
        reserved = reserved.filter(claimed_until__lte=reserved_until)
    reserved.update(claimed_until=timezone.now() - timedelta(seconds=1))


def _cut_connections() -> int:
    """Ends all connections of the worker's to PostgreSQL, as a restart does, while it sends; says how often."""
    from django.db import connection
    from django.utils import timezone

    from hub.core.mail.delivery import RESERVED_FOR

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid != pg_backend_pid()"
        )
        cut = cursor.fetchone()[0]
    at = timezone.now()
    time.sleep(2)  # it notices, and lets go or ends
    _expire(at + RESERVED_FOR)
    return int(cut > 0)


def _taken(log: Path) -> int:
    return log.read_bytes().count(b"taken ") if log.exists() else 0


def _read(log: Path, done: Sending) -> None:
    for line in log.read_text().splitlines():
        what, _, address = line.partition(" ")
        if what == "taken":
            done.taken[address] += 1
        else:
            done.dropped.add(address)
