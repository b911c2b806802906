"""`load_starter_content`: the entries the hub comes with."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from knowledge.importing.apply import apply_plan
from knowledge.importing.plan import Options, make_plan
from knowledge.importing.planned import SKIP, UPDATE
from knowledge.importing.report import totals
from knowledge.importing.sources import collect
from knowledge.importing.turns import turn
from knowledge.models import EntryPage


class Command(BaseCommand):
    help = (
        "Publishes the entries that come with the hub, into a hub that has none. Safe to run at every start: "
        "a hub with entries is left as it is, unless --update is given."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--update",
            action="store_true",
            help="load into a hub with entries too: new ones are added, and those that differ are replaced "
            "by the version that comes with the hub",
        )

    def handle(self, *args, **options) -> None:
        folder = Path(settings.BASE_DIR) / "content"
        if not folder.is_dir():
            self.stdout.write("There is no starter content.")
            return
        with turn():  # several machines may start at once
            if not options["update"] and EntryPage.objects.exists():
                self.stdout.write("The hub has entries already; the starter content was not loaded.")
                return
            plan = make_plan(
                collect([folder]), Options(publish=True, on_duplicate=UPDATE if options["update"] else SKIP)
            )
            apply_plan(plan, progress=self._progress if self.stderr.isatty() else None)
        for source in plan.sources:
            for problem in source.problems:
                self.stderr.write(f"{source.path}: {problem}")
        done = totals(plan)
        self.stdout.write(
            f"Starter content: {done['created']} entries created, {done['updated']} updated, "
            f"{done['skipped']} unchanged."
        )
        if any(source.problems for source in plan.sources):
            raise CommandError("Some of the starter content could not be loaded.")

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} of {total}", ending="\n" if done == total else "")
        self.stderr.flush()
