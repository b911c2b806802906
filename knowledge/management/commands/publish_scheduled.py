"""Wagtail's command under its own name, with a gate that refuses one entry without stopping the rest."""

from django.core.management.base import BaseCommand

from knowledge.scheduling import due_revisions, expired_objects, publish_due


class Command(BaseCommand):
    help = "Publishes what is due and takes down what has expired. The scheduler runs it every minute."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--dry-run", "--dryrun", action="store_true", dest="dry_run", help="Only say what would happen."
        )

    def handle(self, *args, dry_run: bool = False, verbosity: int = 1, **options) -> None:
        if dry_run:
            for one in expired_objects():
                self.stdout.write(f"expires: {one}")
            for revision in due_revisions():
                self.stdout.write(f"goes live: {revision.object_str}")
            return
        report = publish_due()
        for title, reasons in report.refused:
            self.stderr.write(f"refused: {title}: {reasons}")
        for title in report.failed:
            self.stderr.write(f"failed, see the log: {title}")
        if verbosity > 1 or (verbosity and (report.published or report.expired)):
            self.stdout.write(f"{len(report.published)} published, {len(report.expired)} expired")
