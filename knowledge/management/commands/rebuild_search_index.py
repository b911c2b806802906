"""Makes the search index anew."""

import time

from django.core.management.base import BaseCommand
from django.db import connection

from knowledge.search.indexing import rebuild


class Command(BaseCommand):
    help = (
        "Makes the site's own search index anew from what is published. Needed after a bulk load that went "
        "past the editor; everything else keeps the index up to date by itself."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--processes", type=int, default=1, help="how many share the work, on PostgreSQL only (1)"
        )

    def handle(self, *args, **options) -> None:
        started = time.monotonic()
        processes = options["processes"] if connection.vendor == "postgresql" else 1
        done = rebuild(self._show if self.stdout.isatty() else lambda done: None, processes=processes)
        self.stdout.write(f"{done} entries indexed in {time.monotonic() - started:.0f} s.")

    def _show(self, done: int) -> None:
        self.stdout.write(f"\r{done}", ending="")
        self.stdout.flush()
