"""What was let through public forms lately: the limits on them are counted in these rows, kept for two days."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0004_testimonials"),
    ]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(help_text="The form's random number.", max_length=32, unique=True)),
                ("purpose", models.CharField(max_length=20)),
                ("sender", models.CharField(blank=True, max_length=64)),
                ("email", models.CharField(blank=True, max_length=64)),
                ("account", models.CharField(blank=True, max_length=64)),
                (
                    "text",
                    models.CharField(
                        blank=True, help_text="What the same text has in common.", max_length=64
                    ),
                ),
                (
                    "effort",
                    models.CharField(
                        blank=True, choices=[("work", "Proof of work"), ("wait", "Waited")], max_length=8
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True, help_text="What was made of it, for its view.", max_length=64
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [
                    models.Index(fields=["at"], name="contrib_passage_at"),
                    models.Index(fields=["sender", "at"], name="contrib_passage_sender"),
                    models.Index(fields=["email", "at"], name="contrib_passage_email"),
                    models.Index(fields=["account", "at"], name="contrib_passage_account"),
                    models.Index(fields=["text", "at"], name="contrib_passage_text"),
                ],
            },
        ),
    ]
