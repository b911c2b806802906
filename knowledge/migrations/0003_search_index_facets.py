"""What search narrows and counts by stands beside the words, so that one pass over what matches answers all.

On PostgreSQL the table is made anew instead of altered: filling columns in place would write every entry's
words into the GIN index a second time. Until the new table takes its place, searches read the old one.
Without a pending list in the index no search has to read what writers left there.
"""
# ruff: noqa: S608 - what is put into statements are names of ours

from django.db import migrations

FACETS = """
    page.content_type_id AS kind, entry.technology_id AS technology, entry.level AS level,
    question.category_id AS category
"""
TABLES = """
    JOIN wagtailcore_page page ON page.id = given.entry_id
    JOIN knowledge_entrypage entry ON entry.page_ptr_id = given.entry_id
    LEFT JOIN knowledge_questionpage question ON question.entrypage_ptr_id = given.entry_id
"""
FORWARDS = {
    "postgresql": f"""
        LOCK TABLE knowledge_searchindex IN SHARE MODE;
        CREATE TABLE knowledge_searchindex_new (
            entry_id bigint NOT NULL, technology bigint, category bigint, kind integer NOT NULL,
            level varchar(16) NOT NULL, tags bigint[] NOT NULL, lexemes tsvector NOT NULL, head tsvector NOT NULL
        ) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);
        ALTER TABLE knowledge_searchindex_new ALTER COLUMN lexemes SET STORAGE EXTERNAL;
        INSERT INTO knowledge_searchindex_new (entry_id, kind, technology, level, category, tags, lexemes, head)
        SELECT given.entry_id, {FACETS},
            ARRAY(SELECT tag_id FROM knowledge_entrytag WHERE content_object_id = given.entry_id),
            given.lexemes, given.head
        FROM knowledge_searchindex given {TABLES};
        DROP TABLE knowledge_searchindex;
        ALTER TABLE knowledge_searchindex_new RENAME TO knowledge_searchindex;
        ALTER TABLE knowledge_searchindex ADD CONSTRAINT knowledge_searchindex_pkey PRIMARY KEY (entry_id);
        CREATE INDEX knowledge_searchindex_lexemes ON knowledge_searchindex
            USING gin (lexemes) WITH (fastupdate = off);
    """,
    "sqlite": f"""
        CREATE TABLE knowledge_searchfacts (
            entry_id integer PRIMARY KEY, kind integer NOT NULL, technology integer, level text NOT NULL, category integer
        );
        INSERT INTO knowledge_searchfacts (entry_id, kind, technology, level, category)
        SELECT given.entry_id, {FACETS} FROM (SELECT rowid AS entry_id FROM knowledge_searchindex) given {TABLES};
    """,
}
BACKWARDS = {
    "postgresql": """
        ALTER INDEX knowledge_searchindex_lexemes SET (fastupdate = on);
        ALTER TABLE knowledge_searchindex DROP COLUMN kind, DROP COLUMN technology, DROP COLUMN level,
            DROP COLUMN category, DROP COLUMN tags;
    """,
    "sqlite": "DROP TABLE knowledge_searchfacts",
}


def forwards(apps, schema_editor):
    _run(FORWARDS, schema_editor)


def backwards(apps, schema_editor):
    _run(BACKWARDS, schema_editor)


def _run(statements, schema_editor):
    for statement in statements[schema_editor.connection.vendor].split(";"):
        if statement.strip():
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0002_search_index"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
