"""Submissions, what was decided about them and what was said meanwhile."""

import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("knowledge", "0004_title_start_index"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Blocked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "what",
                    models.CharField(
                        choices=[("email", "E-mail address"), ("sender", "Sender's address")], max_length=20
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=255)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "blocked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
            },
        ),
        migrations.CreateModel(
            name="DecisionReason",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[("decline", "Declining"), ("request-changes", "Asking for changes")],
                        default="decline",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("position", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["action", "position", "title"],
                "constraints": [
                    models.UniqueConstraint(fields=("action", "title"), name="contrib_reason_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=32)),
                ("title", models.CharField(max_length=255)),
                ("text", models.TextField(help_text="The canonical entry document, with secrets taken out.")),
                ("corrected_code", models.CharField(blank=True, max_length=32)),
                ("base_text", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=255)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("claimed", "In review"),
                            ("changes-requested", "Changes requested"),
                            ("accepted", "Accepted"),
                            ("published", "Published"),
                            ("merged", "Merged into an entry"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("spam", "Spam"),
                        ],
                        default="received",
                        max_length=20,
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=0)),
                ("claimed_until", models.DateTimeField(blank=True, null=True)),
                ("for_editor", models.BooleanField(default=False)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("email_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("link", models.URLField(blank=True, max_length=500)),
                (
                    "named",
                    models.BooleanField(
                        default=False, help_text="Whether the published entry names who sent it."
                    ),
                ),
                ("token_digest", models.CharField(max_length=64, unique=True)),
                ("sender_digest", models.CharField(blank=True, max_length=64)),
                ("spam_score", models.FloatField(default=0)),
                ("spam_signs", models.JSONField(blank=True, default=list)),
                ("likely_duplicates", models.JSONField(blank=True, default=list)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "base_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contributor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="submissions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="corrections",
                        to="knowledge.entrypage",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="submissions",
                        to="knowledge.entrypage",
                    ),
                ),
                (
                    "entry_revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
                (
                    "technology",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.technology",
                    ),
                ),
                (
                    "variant_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.entrypage",
                    ),
                ),
            ],
            options={
                "ordering": ["created_at", "pk"],
                "permissions": [("moderate_submission", "Can decide submissions")],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("contributor", "Contributor"),
                            ("moderator", "Moderator"),
                            ("editor", "Editor"),
                            ("system", "The hub"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="contributions.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("submit", "Sent"),
                            ("claim", "Taken into review"),
                            ("release", "Given back to the queue"),
                            ("expire", "Review timed out"),
                            ("request-changes", "Changes requested"),
                            ("revise", "Sent again"),
                            ("accept", "Accepted"),
                            ("merge", "Merged into an entry"),
                            ("decline", "Declined"),
                            ("spam", "Marked as spam"),
                            ("escalate", "Handed to an editor"),
                            ("withdraw", "Withdrawn"),
                            ("publish", "Published"),
                            ("undo", "Decision taken back"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("received", "Received"),
                            ("claimed", "In review"),
                            ("changes-requested", "Changes requested"),
                            ("accepted", "Accepted"),
                            ("published", "Published"),
                            ("merged", "Merged into an entry"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("spam", "Spam"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("claimed", "In review"),
                            ("changes-requested", "Changes requested"),
                            ("accepted", "Accepted"),
                            ("published", "Published"),
                            ("merged", "Merged into an entry"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("spam", "Spam"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("contributor", "Contributor"),
                            ("moderator", "Moderator"),
                            ("editor", "Editor"),
                            ("system", "The hub"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("details", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="contributions.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
                "base_manager_name": "plain",
            },
            managers=[
                ("objects", django.db.models.manager.Manager()),
                ("plain", django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["state", "created_at"], name="contrib_submission_queue"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["email"], name="contrib_submission_email"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["fingerprint"], name="contrib_submission_print"),
        ),
    ]
