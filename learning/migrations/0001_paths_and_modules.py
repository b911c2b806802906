"""Learning paths, their modules and the list page that holds them."""

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("knowledge", "0005_credit"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearningIndexPage",
            fields=[
                (
                    "domainpage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.domainpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "learning path index",
            },
            bases=("knowledge.domainpage",),
        ),
        migrations.CreateModel(
            name="LearningPathPage",
            fields=[
                (
                    "entrypage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.entrypage",
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=255)),
                (
                    "outcomes",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        blank=True,
                        block_lookup={
                            0: ("hub.core.blocks.LineBlock", (), {"max_length": 255, "required": True})
                        },
                        verbose_name="outcomes",
                    ),
                ),
                (
                    "prerequisites",
                    wagtail.fields.StreamField(
                        [("item", 0)],
                        blank=True,
                        block_lookup={
                            0: ("hub.core.blocks.LineBlock", (), {"max_length": 255, "required": True})
                        },
                        verbose_name="prerequisites",
                    ),
                ),
                (
                    "stages",
                    wagtail.fields.StreamField(
                        [("item", 2)],
                        blank=True,
                        block_lookup={
                            0: ("hub.core.blocks.LineBlock", (), {"max_length": 120, "required": True}),
                            1: ("hub.core.blocks.LineBlock", (), {"max_length": 255, "required": False}),
                            2: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("intro", 1)]],
                                {"label": "Item"},
                            ),
                        },
                        verbose_name="stages",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("overview", 0), ("before_you_start", 1), ("other", 4)],
                        blank=True,
                        block_lookup={
                            0: (
                                "hub.core.blocks.MarkdownBlock",
                                (),
                                {
                                    "group": "Sections",
                                    "help_text": "How the path is built, and why in this order.",
                                    "label": "Overview",
                                    "required": False,
                                },
                            ),
                            1: (
                                "hub.core.blocks.MarkdownBlock",
                                (),
                                {
                                    "group": "Sections",
                                    "help_text": "What must be installed or known.",
                                    "label": "Before you start",
                                    "required": False,
                                },
                            ),
                            2: ("hub.core.blocks.LineBlock", (), {"max_length": 200}),
                            3: ("hub.core.blocks.MarkdownBlock", (), {"required": False}),
                            4: ("wagtail.blocks.StructBlock", [[("heading", 2), ("text", 3)]], {}),
                        },
                        verbose_name="sections",
                    ),
                ),
            ],
            options={
                "verbose_name": "learning path",
                "verbose_name_plural": "learning paths",
            },
            bases=("knowledge.entrypage",),
        ),
        migrations.CreateModel(
            name="ModulePage",
            fields=[
                (
                    "entrypage_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.entrypage",
                    ),
                ),
                ("stage", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("objective", models.CharField(blank=True, max_length=255)),
                ("milestone", models.BooleanField(default=False)),
                (
                    "entries",
                    wagtail.fields.StreamField(
                        [("item", 2)],
                        blank=True,
                        block_lookup={
                            0: ("hub.core.blocks.LineBlock", (), {"max_length": 255, "required": True}),
                            1: ("hub.core.blocks.LineBlock", (), {"max_length": 255, "required": False}),
                            2: (
                                "wagtail.blocks.StructBlock",
                                [[("code", 0), ("note", 1)]],
                                {"label": "Item"},
                            ),
                        },
                        verbose_name="linked entries",
                    ),
                ),
                (
                    "resources",
                    wagtail.fields.StreamField(
                        [("item", 4)],
                        blank=True,
                        block_lookup={
                            0: ("hub.core.blocks.LineBlock", (), {"max_length": 200, "required": True}),
                            1: ("wagtail.blocks.URLBlock", (), {"max_length": 500, "required": True}),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("documentation", "Documentation"),
                                        ("article", "Article"),
                                        ("book", "Book"),
                                        ("course", "Course"),
                                        ("video", "Video"),
                                        ("tool", "Tool"),
                                        ("repository", "Repository"),
                                    ],
                                    "required": False,
                                },
                            ),
                            3: ("hub.core.blocks.LineBlock", (), {"max_length": 80, "required": False}),
                            4: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("url", 1), ("kind", 2), ("licence", 3)]],
                                {"label": "Item"},
                            ),
                        },
                        verbose_name="resources",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [("lesson", 0), ("exercise", 1), ("self_check", 2), ("other", 5)],
                        blank=True,
                        block_lookup={
                            0: (
                                "hub.core.blocks.MarkdownBlock",
                                (),
                                {
                                    "group": "Sections",
                                    "help_text": "The idea, a worked example, and what goes wrong in practice.",
                                    "label": "Lesson",
                                    "required": False,
                                },
                            ),
                            1: (
                                "hub.core.blocks.MarkdownBlock",
                                (),
                                {
                                    "group": "Sections",
                                    "help_text": "What to build, and a checklist: - [ ] something that can be seen to be true",
                                    "label": "Exercise",
                                    "required": False,
                                },
                            ),
                            2: (
                                "hub.core.blocks.MarkdownBlock",
                                (),
                                {
                                    "group": "Sections",
                                    "help_text": "A question a line, which the lesson answers.",
                                    "label": "Test yourself",
                                    "required": False,
                                },
                            ),
                            3: ("hub.core.blocks.LineBlock", (), {"max_length": 200}),
                            4: ("hub.core.blocks.MarkdownBlock", (), {"required": False}),
                            5: ("wagtail.blocks.StructBlock", [[("heading", 3), ("text", 4)]], {}),
                        },
                        verbose_name="sections",
                    ),
                ),
            ],
            options={
                "verbose_name": "module",
                "verbose_name_plural": "modules",
            },
            bases=("knowledge.entrypage",),
        ),
    ]
