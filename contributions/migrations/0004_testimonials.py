"""What readers say an entry did for them, and what was decided about each."""

import django.db.models.deletion
import django.db.models.manager
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_newsletter_subscribers"),
        ("knowledge", "0004_title_start_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Testimonial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField()),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="Empty: the reader stays anonymous.", max_length=80
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=120)),
                ("link", models.URLField(blank=True, max_length=300)),
                ("email", models.EmailField(blank=True, help_text="Never shown.", max_length=254)),
                ("consent", models.TextField(help_text="The words its author agreed to.")),
                ("consented_at", models.DateTimeField()),
                ("fingerprint", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Not confirmed yet"),
                            ("waiting", "Waiting to be read"),
                            ("published", "Published"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        default="unconfirmed",
                        max_length=20,
                    ),
                ),
                ("state_since", models.DateTimeField(default=django.utils.timezone.now)),
                ("version", models.PositiveIntegerField(default=0)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        blank=True, help_text="On the home page, small first; none: not there.", null=True
                    ),
                ),
                ("spam_score", models.FloatField(default=0)),
                ("spam_signs", models.JSONField(blank=True, default=list)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="testimonials",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="testimonials",
                        to="knowledge.entrypage",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="TestimonialDecision",
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
                            ("send", "Sent"),
                            ("confirm", "Confirmed"),
                            ("edit", "Changed by its author"),
                            ("publish", "Published"),
                            ("decline", "Declined"),
                            ("feature", "Put on the home page"),
                            ("unfeature", "Taken off the home page"),
                            ("renew", "Renewed"),
                            ("withdraw", "Withdrawn"),
                            ("expire", "Expired"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "from_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unconfirmed", "Not confirmed yet"),
                            ("waiting", "Waiting to be read"),
                            ("published", "Published"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Not confirmed yet"),
                            ("waiting", "Waiting to be read"),
                            ("published", "Published"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("expired", "Expired"),
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
                    "testimonial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="contributions.testimonial",
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
            model_name="testimonial",
            index=models.Index(fields=["state", "published_at"], name="contrib_testimonial_shown"),
        ),
        migrations.AddIndex(
            model_name="testimonial",
            index=models.Index(fields=["email"], name="contrib_testimonial_email"),
        ),
    ]
