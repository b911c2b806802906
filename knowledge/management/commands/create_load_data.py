"""Fills a hub with a synthetic archive, to measure how it behaves when it is large."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from knowledge.load_data import create_entries
from knowledge.models import EntryPage
from knowledge.search.indexing import rebuild
from knowledge.traces.indexing import index_all

MANY = 5000  # entries; for fewer it takes longer to start the processes


class Command(BaseCommand):
    help = (
        "Adds synthetic live entries of every kind to the archive: starter prose under other titles, with "
        "tags, counts and a history, findable at once. Called again with the same seed it adds only what is "
        "missing. Meant for measuring; refused in production without --force."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--entries", type=int, required=True, help="how many there are to be of the seed")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same entries (1)")
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is")
        parser.add_argument(
            "--processes",
            type=int,
            default=min(os.cpu_count() or 1, 4),
            help="how many share the indexing of a large archive on PostgreSQL (a processor each, at most 4)",
        )
        parser.add_argument("--force", action="store_true", help="do it even in production")

    def handle(self, *args, **options) -> None:
        if options["entries"] < 1:
            raise CommandError("--entries needs a number above zero.")
        if getattr(settings, "HUB_ENV", "") == "production" and not options["force"]:
            raise CommandError("This is production: synthetic entries would be public. Use --force if meant.")
        started = time.monotonic()
        try:
            made = create_entries(
                options["entries"],
                seed=options["seed"],
                folder=Path(settings.BASE_DIR) / "content",
                progress=self._progress("made", options["entries"]),
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not any(made.values()):
            self.stdout.write(
                f"The entries of seed {options['seed']} are there already; another adds others."
            )
            return
        if not options["no_index"]:
            self._index(options["processes"] if self._shares_work(options["entries"]) else 1)
        numbers = ", ".join(f"{number} {key}" for key, number in made.items())
        self.stdout.write(
            f"Added {sum(made.values())} entries in {time.monotonic() - started:.0f} s: {numbers}."
        )

    def _shares_work(self, entries: int) -> bool:
        return connection.vendor == "postgresql" and entries >= MANY

    def _index(self, processes: int) -> None:
        """Makes the new entries findable. The admin's own search learns of them by `update_index`."""
        rebuild(self._progress("indexed", EntryPage.objects.published().count()), processes=processes)
        index_all(processes=processes)

    def _progress(self, verb: str, number: int) -> Callable[[int], None]:
        """Returns what shows how far a step is, on a terminal only."""

        def show(done: int) -> None:
            self.stdout.write(f"\r{done:,} of {number:,} {verb}", ending="" if done < number else "\n")
            self.stdout.flush()

        return show if self.stdout.isatty() else lambda done: None
