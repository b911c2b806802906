"""Signatures of debug entries, by which pasted errors are looked up."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0010_search"),
    ]

    operations = [
        migrations.CreateModel(
            name="EntrySignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField()),
                ("version", models.PositiveIntegerField(db_index=True)),
                ("families", models.JSONField(default=list)),
                ("error_type", models.CharField(blank=True, max_length=200)),
                ("codes", models.JSONField(default=list)),
                ("meaning", models.CharField(blank=True, max_length=80)),
                ("template", models.TextField(blank=True)),
                ("values", models.JSONField(default=list)),
                ("role", models.CharField(max_length=8)),
                ("context", models.JSONField(default=list)),
                ("look_alikes", models.JSONField(default=list)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="knowledge.entrypage",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignatureTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.BigIntegerField()),
                (
                    "signature",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="terms",
                        to="knowledge.entrysignature",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="entrysignature",
            constraint=models.UniqueConstraint(fields=("entry", "ordinal"), name="knowledge_signature_once"),
        ),
        migrations.AddConstraint(
            model_name="signatureterm",
            constraint=models.UniqueConstraint(fields=("term", "signature"), name="knowledge_term_once"),
        ),
    ]
