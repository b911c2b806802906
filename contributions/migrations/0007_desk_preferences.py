"""How somebody at the desk wishes to be told what waits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0006_letters"),
        ("knowledge", "0005_credit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(name="blocked", options={"ordering": ["-at"], "verbose_name": "block"}),
        migrations.AlterModelOptions(
            name="decisionreason",
            options={"ordering": ["action", "position", "title"], "verbose_name": "ready text"},
        ),
        migrations.CreateModel(
            name="DeskPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("daily", "Every day"), ("weekly", "Every Monday"), ("never", "Never")],
                        default="daily",
                        max_length=10,
                        verbose_name="how often",
                    ),
                ),
                (
                    "technologies",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Only of these, and of what names none. Empty: of all.",
                        related_name="+",
                        to="knowledge.technology",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_preference",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
