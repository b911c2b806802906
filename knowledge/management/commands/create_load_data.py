"""Fills a hub with a synthetic archive, to measure how it behaves when it is large."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from knowledge.load_data import create_entries
from knowledge.load_data.rows import words_indexed_at_the_end
from knowledge.models import EntryPage
from knowledge.search.indexing import REBUILD_BATCH, index_new
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
        made: Counter[str] = Counter()
        try:
            self._make(options, made)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not made.total():
            self.stdout.write(
                f"The entries of seed {options['seed']} are there already; another adds others."
            )
            return
        numbers = ", ".join(f"{number} {key}" for key, number in made.items())
        self.stdout.write(f"Added {made.total()} entries in {time.monotonic() - started:.0f} s: {numbers}.")

    def _make(self, options: dict, made: Counter[str]) -> None:
        """Adds entries and makes them findable, which other processes begin while more are added."""
        shared = connection.vendor == "postgresql" and options["entries"] >= MANY
        processes = options["processes"] if shared else 1
        batches = self._batches(options, made)
        if options["no_index"]:
            for _ in batches:
                pass
            return
        with words_indexed_at_the_end() if shared else nullcontext():
            index_new(batches, self._progress("indexed", options["entries"]), processes=processes)
        index_all(processes=processes)

    def _batches(self, options: dict, made: Counter[str]) -> Iterator[list[int]]:
        """Yields the ids of entries to be indexed; those that an earlier run left come first."""
        progress = self._progress("made", options["entries"])
        left = EntryPage.objects.published().filter(search_document=None).order_by("pk")
        yield from _parts(list(left.values_list("pk", flat=True)))
        folder = Path(settings.BASE_DIR) / "content"
        for one in create_entries(options["entries"], seed=options["seed"], folder=folder):
            made[one.kind] += len(one.ids)
            progress(one.done)
            yield from _parts(one.ids)

    def _progress(self, verb: str, number: int) -> Callable[[int], None]:
        """Returns what shows how far a step is, on a terminal only."""

        def show(done: int) -> None:
            self.stdout.write(f"\r{done:,} of {number:,} {verb}", ending="" if done < number else "\n")
            self.stdout.flush()

        return show if self.stdout.isatty() else lambda done: None


def _parts(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), REBUILD_BATCH):
        yield ids[start : start + REBUILD_BATCH]
