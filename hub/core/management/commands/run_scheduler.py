"""Runs the recurring jobs of all apps."""

import signal

from django.core.management.base import BaseCommand

from hub.core.scheduler import Scheduler


class Command(BaseCommand):
    help = (
        "Runs recurring jobs (scheduled publishing, counters, clean-up) until it is stopped. "
        "Several may run at once: each due job is run by one of them."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="run what is due now, then exit")
        parser.add_argument(
            "--list", action="store_true", help="name the jobs and their intervals, then exit"
        )

    def handle(self, *args, **options) -> None:
        scheduler = Scheduler()
        if options["list"]:
            for job in scheduler.jobs.values():
                self.stdout.write(f"{job.name}  every {job.every}")
            return
        signal.signal(signal.SIGTERM, scheduler.stop)
        signal.signal(signal.SIGINT, scheduler.stop)
        if options["once"]:
            scheduler.prepare()
            for name in scheduler.run_due():
                if options["verbosity"] > 1:
                    self.stdout.write(name)
            return
        scheduler.run_forever()
