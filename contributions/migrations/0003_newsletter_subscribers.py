"""Subscribers, and the consent their mail rests on."""

import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0002_signed_links"),
        ("knowledge", "0004_title_start_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subscriber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.CharField(max_length=254, unique=True)),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("at-once", "At once"),
                            ("weekly", "Once a week"),
                            ("monthly", "Once a month"),
                        ],
                        default="weekly",
                        max_length=10,
                    ),
                ),
                ("letters", models.BooleanField(default=False)),
                ("news", models.BooleanField(default=False)),
                ("kinds", models.JSONField(blank=True, default=list)),
                ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("paused_until", models.DateField(blank=True, null=True)),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                ("told_until", models.DateTimeField(default=django.utils.timezone.now)),
                ("entries", models.ManyToManyField(blank=True, related_name="+", to="knowledge.entrypage")),
                (
                    "technologies",
                    models.ManyToManyField(blank=True, related_name="+", to="knowledge.technology"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email_digest", models.CharField(db_index=True, max_length=64)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("confirmed", "Asked for, and confirmed"),
                            ("changed", "Changed"),
                            ("paused", "Paused"),
                            ("left", "Left"),
                            ("deleted", "Deleted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("form", models.CharField(max_length=80)),
                ("wording", models.TextField()),
                ("wishes", models.JSONField(blank=True, default=dict)),
                ("request", models.CharField(blank=True, max_length=32, null=True, unique=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "subscriber",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="consents",
                        to="contributions.subscriber",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "abstract": False,
                "base_manager_name": "plain",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("plain", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="subscriber",
            index=models.Index(fields=["rhythm", "told_until"], name="contrib_subscriber_due"),
        ),
    ]
