"""PostgreSQL keeps what search reads of many entries at once where it is read fastest; SQLite keeps all in the row.

Sections and texts lie apart from their rows and are kept as they are: to decompress them took longer than to
read them. By the titles, keywords and summaries in the index every row that matches is judged, so that they
stay in the row even where it becomes a long one.

No row is touched: what is written from now on is kept so, and what was written before is read as ever.
"""

from django.db import migrations

TEXTS, INDEX = "knowledge_searchdocument", "knowledge_searchindex"


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in ("text", "body"):
            schema_editor.execute(f"ALTER TABLE {TEXTS} ALTER COLUMN {column} SET STORAGE EXTERNAL")
        schema_editor.execute(f"ALTER TABLE {INDEX} SET (toast_tuple_target = 4080)")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in ("text", "body"):
            schema_editor.execute(f"ALTER TABLE {TEXTS} ALTER COLUMN {column} SET STORAGE EXTENDED")
        schema_editor.execute(f"ALTER TABLE {INDEX} RESET (toast_tuple_target)")


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0008_search_documents_by_place"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
