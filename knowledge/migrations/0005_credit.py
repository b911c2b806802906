"""Who is named by published entries. The daily job fills the index from what is published already."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0004_title_start_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Credit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(choices=[("wrote", "Wrote"), ("corrected", "Corrected")], max_length=10),
                ),
                (
                    "person",
                    models.CharField(
                        help_text="The same for one name and link in any spelling.", max_length=200
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("url", models.URLField(blank=True, max_length=500)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credits",
                        to="knowledge.entrypage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "entry", "role"), name="knowledge_credit_once")
                ],
            },
        ),
    ]
