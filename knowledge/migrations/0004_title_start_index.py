"""Titles are looked up by their beginnings in the order of bytes, so that the first few are read and no others.

On PostgreSQL one index that holds all that is asked for takes the place of the one for patterns, whose
order is no use for sorting; on SQLite the order of bytes is the usual one.
"""

from django.db import migrations

ALIKE = "knowledge_titlestart_key_59053a60_like"


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            'CREATE INDEX knowledge_titlestart_begins ON knowledge_titlestart (key COLLATE "C") INCLUDE (entry_id, place)'
        )
        schema_editor.execute(f"DROP INDEX IF EXISTS {ALIKE}")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"CREATE INDEX {ALIKE} ON knowledge_titlestart (key varchar_pattern_ops)")
        schema_editor.execute("DROP INDEX knowledge_titlestart_begins")


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0003_search_index_facets"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
