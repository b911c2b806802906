"""Search: the index, its vocabulary, promotions and counts of searches; full text in the database's own way."""

import django.db.models.deletion
from django.db import migrations, models

from knowledge.search import postgres, sqlite


def _index(schema_editor):
    return {"postgresql": postgres, "sqlite": sqlite}[schema_editor.connection.vendor]


def create_index(apps, schema_editor):
    _index(schema_editor).create(schema_editor)


def drop_index(apps, schema_editor):
    _index(schema_editor).drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0003_rendering_preview"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchDocument",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_document",
                        serialize=False,
                        to="knowledge.entrypage",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_index=True)),
                ("title", models.TextField(help_text="Lexemes of the title and the code.")),
                (
                    "keywords",
                    models.TextField(help_text="Lexemes of tags, technology, messages and other wordings."),
                ),
                ("summary", models.TextField(help_text="Lexemes of the summary.")),
                ("text", models.TextField(help_text="Plain text, from which passages are shown.")),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True)),
                ("stem", models.CharField(db_index=True, max_length=60)),
                ("shown", models.CharField(help_text="As somebody wrote it: useEffect.", max_length=60)),
                (
                    "is_name",
                    models.BooleanField(
                        default=False, help_text="A name from code, which is never corrected."
                    ),
                ),
                ("entries", models.IntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("query", models.CharField(max_length=120)),
                ("day", models.DateField(db_index=True)),
                ("found", models.BooleanField(help_text="Whether there were results for all of its words.")),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("query", "day", "found"), name="knowledge_search_count_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleStart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=60)),
                (
                    "place",
                    models.PositiveSmallIntegerField(
                        help_text="Which word of the title it begins with, from 0."
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="title_starts",
                        to="knowledge.entrypage",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WordDeletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("letters", models.CharField(db_index=True, max_length=60)),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deletions",
                        to="knowledge.searchword",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "query",
                    models.CharField(
                        help_text="The words people type; case and little words do not matter.",
                        max_length=120,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, help_text="1 stands on top.")),
                ("normalised", models.CharField(db_index=True, editable=False, max_length=120)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="promotions",
                        to="knowledge.entrypage",
                    ),
                ),
            ],
            options={
                "verbose_name": "promoted result",
                "ordering": ["normalised", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("normalised", "entry"), name="knowledge_promotion_once")
                ],
            },
        ),
        migrations.RunPython(create_index, drop_index),
    ]
