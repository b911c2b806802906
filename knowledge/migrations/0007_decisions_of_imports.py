"""Decisions about imports: what of an update is taken, what joins what, how a source is to be read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0006_recorded_imports"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="steps",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="difficulty",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="form",
            field=models.CharField(blank=True, db_default="", default="", max_length=16),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="is_canonical",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="is_corrected",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="left_out",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="live_before_id",
            field=models.PositiveBigIntegerField(
                help_text="Of an updated entry, the revision readers saw before.", null=True
            ),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="priority",
            field=models.CharField(blank=True, db_default="", default="", max_length=16),
        ),
        migrations.AddField(
            model_name="importedentry",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                help_text="The entry of the same import that asks the same.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="repeated_by",
                to="knowledge.importedentry",
            ),
        ),
        migrations.AddField(
            model_name="importsource",
            name="asked",
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name="importsource",
            name="is_read",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AlterField(
            model_name="importedentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("create", "Create"),
                    ("update", "Update"),
                    ("merge", "Join to the other"),
                    ("skip", "Skip"),
                ],
                db_index=True,
                default="create",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="importedentry",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Waiting"),
                    ("chosen", "Approved"),
                    ("created", "Created"),
                    ("updated", "Updated"),
                    ("joined", "Joined"),
                    ("skipped", "Skipped"),
                    ("refused", "Refused"),
                    ("undone", "Undone"),
                ],
                db_index=True,
                default="",
                max_length=8,
            ),
        ),
    ]
