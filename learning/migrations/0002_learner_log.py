"""The log of what learners with an account did: a row for each account, and its events in their order."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

import learning.progress.models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("learning", "0001_paths_and_modules"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearnerLog",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="learner_log",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "key",
                    models.CharField(default=learning.progress.models.make_key, max_length=22, unique=True),
                ),
                ("last_sequence", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="LearnerEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("uid", models.CharField(max_length=22)),
                ("what", models.CharField(max_length=16)),
                ("code", models.CharField(blank=True, max_length=32)),
                ("at", models.DateTimeField()),
                ("data", models.JSONField()),
                (
                    "log",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="learning.learnerlog",
                    ),
                ),
            ],
            options={
                "ordering": ["log", "sequence"],
                "abstract": False,
                "base_manager_name": "plain",
                "constraints": [
                    models.UniqueConstraint(fields=("log", "sequence"), name="learning_event_in_order"),
                    models.UniqueConstraint(fields=("log", "uid"), name="learning_event_once"),
                ],
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("plain", django.db.models.manager.Manager()),
            ],
        ),
    ]
