"""Brings the database to where the site can be served: migrated, and not empty."""

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from knowledge.models import CodeSequence


class Command(BaseCommand):
    help = (
        "Migrates the database where something is left to migrate, and loads the starter content "
        "into a hub that has never held an entry. Harmless when nothing is to be done."
    )

    def handle(self, *args, **options) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Migrating the database …")
            call_command("migrate", interactive=False, verbosity=0)
        # A hub whose editors have removed every entry has still given out codes: it stays as they left it.
        if not CodeSequence.objects.exists():
            self.stdout.write("Loading the starter content …")
            call_command("load_starter_content")
