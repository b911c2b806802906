"""Imports are recorded: what was brought in, what was found, what became of each entry."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0005_credit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("planned", "Waiting for a decision"),
                            ("applying", "Being imported"),
                            ("done", "Imported"),
                            ("failed", "Could not be read"),
                            ("undoing", "Being undone"),
                            ("undone", "Undone"),
                        ],
                        db_index=True,
                        default="reading",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ("busy_since", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "source_url",
                    models.URLField(blank=True, max_length=500, verbose_name="where it comes from"),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True, help_text="Of entries that do not say, e.g. CC-BY-SA-4.0.", max_length=80
                    ),
                ),
                ("options", models.JSONField(default=dict)),
                ("problem", models.TextField(blank=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "import",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("data", models.BinaryField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="knowledge.import",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.TextField()),
                ("dialect", models.CharField(blank=True, max_length=60)),
                ("confidence", models.FloatField(default=1.0)),
                ("licence", models.CharField(blank=True, max_length=80)),
                ("text", models.TextField(blank=True)),
                ("repairs", models.JSONField(default=list)),
                ("ignored", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("warnings", models.JSONField(default=list)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="knowledge.import",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ImportedEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("line", models.PositiveIntegerField(default=0)),
                ("end_line", models.PositiveIntegerField(default=0)),
                ("kind", models.CharField(db_index=True, max_length=20)),
                ("title", models.CharField(max_length=255)),
                ("technology", models.CharField(blank=True, max_length=80)),
                ("level", models.CharField(blank=True, max_length=16)),
                ("category", models.CharField(blank=True, max_length=80)),
                ("answered", models.BooleanField(default=True)),
                ("document", models.TextField()),
                ("because", models.JSONField(default=dict)),
                ("warnings", models.JSONField(default=list)),
                ("duplicate", models.JSONField(null=True)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("create", "Create"),
                            ("update", "Update"),
                            ("merge", "Keep its wording with another"),
                            ("skip", "Skip"),
                        ],
                        db_index=True,
                        default="create",
                        max_length=8,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waiting"),
                            ("chosen", "Chosen"),
                            ("created", "Created"),
                            ("updated", "Updated"),
                            ("skipped", "Skipped"),
                            ("refused", "Refused"),
                            ("undone", "Undone"),
                        ],
                        db_index=True,
                        default="",
                        max_length=8,
                    ),
                ),
                ("said", models.TextField(blank=True)),
                (
                    "revision_id",
                    models.PositiveBigIntegerField(help_text="The one the import made.", null=True),
                ),
                (
                    "revision_before_id",
                    models.PositiveBigIntegerField(
                        help_text="Of an updated entry, its newest one before.", null=True
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imported_as",
                        to="knowledge.entrypage",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="knowledge.import",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="knowledge.importsource",
                    ),
                ),
            ],
            options={
                "verbose_name": "imported entry",
                "verbose_name_plural": "imported entries",
                "ordering": ["pk"],
            },
        ),
    ]
