"""The full-text index, in the database's own way: a tsvector with GIN, or an FTS5 table."""

from django.db import migrations

CREATE = {
    "postgresql": """
        CREATE TABLE knowledge_searchindex (
            entry_id bigint PRIMARY KEY, lexemes tsvector NOT NULL, head tsvector NOT NULL
        );
        ALTER TABLE knowledge_searchindex ALTER COLUMN lexemes SET STORAGE EXTERNAL;
        CREATE INDEX knowledge_searchindex_lexemes ON knowledge_searchindex USING gin (lexemes);
    """,
    "sqlite": "CREATE VIRTUAL TABLE knowledge_searchindex USING fts5(a, b, c, d, x, tokenize = 'ascii', prefix = '2 3')",
}


def create_index(apps, schema_editor):
    schema_editor.execute(CREATE[schema_editor.connection.vendor])


def drop_index(apps, schema_editor):
    schema_editor.execute("DROP TABLE knowledge_searchindex")


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0001_initial"),
    ]

    operations = [migrations.RunPython(create_index, drop_index)]
