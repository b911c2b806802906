"""Fills a hub with a synthetic archive, to measure how it behaves when it is large."""

import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from knowledge.load_data import create_entries


class Command(BaseCommand):
    help = (
        "Adds synthetic live entries of every kind to the archive: starter prose under other titles, with "
        "tags, counts and a history. Meant for measuring; refused in production without --force."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--entries", type=int, required=True, help="how many to add")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same entries (1)")
        parser.add_argument("--no-index", action="store_true", help="leave the search index as it is")
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
                progress=self._show if self.stdout.isatty() else lambda done: None,
            )
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not options["no_index"]:
            call_command("update_index", verbosity=0)
        numbers = ", ".join(f"{number} {key}" for key, number in made.items())
        self.stdout.write(
            f"Added {sum(made.values())} entries in {time.monotonic() - started:.0f} s: {numbers}."
        )

    def _show(self, done: int) -> None:
        self.stdout.write(f"\r{done}", ending="")
        self.stdout.flush()
