"""Migrations follow the models, can be taken back where they say so, and are safe to run on a live site."""

import contextlib

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from hub.home.models import HomePage
from knowledge.models import DomainPage
from tests.architecture.source import PACKAGES

OUR_APPS = sorted(app.label for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES)


def data_migrations() -> list[tuple[str, str]]:
    """Returns our migrations that change rows and say how to go back."""
    disk = MigrationLoader(None).disk_migrations
    return [
        key
        for key, migration in sorted(disk.items())
        if key[0] in OUR_APPS
        and any(isinstance(operation, RunPython) for operation in migration.operations)
        and all(operation.reversible for operation in migration.operations)
    ]


def test_the_models_hold_nothing_that_no_migration_makes(db):
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_migration_locks_or_breaks_a_running_site(capsys):
    with contextlib.suppress(SystemExit):
        call_command("lintmigrations", quiet=["ok", "ignore"])
    assert "Erroneous migrations: 0/" in capsys.readouterr().out


@pytest.mark.parametrize("key", data_migrations(), ids="/".join)
@pytest.mark.django_db(transaction=True)
def test_a_data_migration_goes_back_and_forth(key):
    everything = MigrationLoader(connection).graph.leaf_nodes()
    before = [
        parent for parent in MigrationLoader(connection).graph.node_map[key].parents if parent[0] == key[0]
    ]
    target = before[0].key if before else (key[0], None)

    MigrationExecutor(connection).migrate([target])
    assert key not in MigrationLoader(connection).applied_migrations
    MigrationExecutor(connection).migrate(everything)

    assert key in MigrationLoader(connection).applied_migrations
    assert HomePage.objects.count() == 1
    assert DomainPage.objects.count() == 6
