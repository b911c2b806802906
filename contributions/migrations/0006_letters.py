"""Letters to those who want to read them."""

import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import contributions.newsletter.letters.blocks


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0005_passages"),
        ("knowledge", "0005_credit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="What readers see first, e.g. Ten errors of deploy day", max_length=150
                    ),
                ),
                ("slug", models.SlugField(blank=True, max_length=160, unique=True)),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("text", 0), ("entries", 6), ("news", 9), ("testimonial", 11)],
                        blank=True,
                        block_lookup={
                            0: ("hub.core.blocks.MarkdownBlock", (), {"label": "Text"}),
                            1: ("wagtail.blocks.CharBlock", (), {"max_length": 120, "required": False}),
                            2: (
                                "wagtail.blocks.PageChooserBlock",
                                (),
                                {"page_type": ["knowledge.EntryPage"]},
                            ),
                            3: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Why it is worth reading, in a line.",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            4: ("wagtail.blocks.StructBlock", [[("entry", 2), ("note", 3)]], {}),
                            5: ("wagtail.blocks.ListBlock", (4,), {}),
                            6: ("wagtail.blocks.StructBlock", [[("heading", 1), ("entries", 5)]], {}),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "New since the last letter", "max_length": 120},
                            ),
                            8: (
                                "wagtail.blocks.IntegerBlock",
                                (),
                                {
                                    "default": 10,
                                    "help_text": "Entries at most.",
                                    "max_value": 30,
                                    "min_value": 1,
                                },
                            ),
                            9: ("wagtail.blocks.StructBlock", [[("heading", 7), ("most", 8)]], {}),
                            10: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {"choices": contributions.newsletter.letters.blocks.published_testimonials},
                            ),
                            11: ("wagtail.blocks.StructBlock", [[("testimonial", 10)]], {}),
                        },
                    ),
                ),
                (
                    "public",
                    models.BooleanField(
                        default=True, help_text="Whether it can be read on the site once it has been sent."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("scheduled", "Scheduled"),
                            ("sending", "Being sent"),
                            ("paused", "Paused"),
                            ("sent", "Sent"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("scheduled_for", models.DateTimeField(blank=True, null=True)),
                ("markdown", models.TextField(blank=True)),
                ("news_until", models.DateTimeField(blank=True, null=True)),
                ("queued_up_to", models.BigIntegerField(default=0)),
                ("queued", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "technologies",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Only to readers who chose one of these, or all. None: to everybody who wants the letter.",
                        related_name="+",
                        to="knowledge.technology",
                    ),
                ),
                (
                    "written_by",
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
                "ordering": ["-created_at", "-pk"],
                "permissions": [("send_letter", "Can send letters")],
                "indexes": [models.Index(fields=["state", "-finished_at"], name="contrib_letter_archive")],
            },
        ),
    ]
