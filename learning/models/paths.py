"""Learning paths: where a road leads, for whom, and in which stages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from wagtail.search import index

from knowledge.attributes import Code, Fields, Items, Text
from knowledge.blocks import item_stream, section_stream
from knowledge.kinds import ROAD_LEVELS, Attribute, Kind, Section
from knowledge.models import EntryPage


def code_stem(page: EntryPage) -> str:
    """Returns `LP`: paths share one sequence, whatever their technology."""
    return "LP"


LEARNING_PATH = Kind(
    key="path",
    label="Learning path",
    plural="Learning paths",
    code_stem=code_stem,
    code_digits=2,
    icon="list-ol",
    levels=ROAD_LEVELS,
    required=("level",),
    title_help="The road in a few words, e.g. Python back ends, from zero to production",
    summary_label="In short",
    summary_help="Where the road starts and where it ends, in two or three sentences.",
    facets=("technology", "level", "tag"),
    sorts=("newest", "updated", "most-read", "title"),
    searched=4000,
    from_readers=False,
    attributes=(
        Attribute("audience", Text(255), help="Who it is for, e.g. Programmers new to the web."),
        Attribute(
            "outcomes",
            Items(Text(255), max_items=20),
            label="You will be able to",
            help="What one can do afterwards, e.g. Deploy a service with one command.",
        ),
        Attribute(
            "prerequisites", Items(Code(), max_items=10), help="Codes of paths to walk before, e.g. LP-01."
        ),
        Attribute(
            "stages",
            Items(Fields({"title": Text(120), "intro": Text(255)}, required=("title",)), max_items=20),
            help="The parts of the road, in order; each module names its stage by number.",
        ),
    ),
    sections=(
        Section(
            "overview",
            "Overview",
            ("About this path", "Introduction", "What you will learn"),
            required=True,
            situation=True,
            help="How the path is built, and why in this order.",
        ),
        Section(
            "before_you_start",
            "Before you start",
            ("Prerequisites", "Requirements", "What you need"),
            help="What must be installed or known.",
        ),
    ),
)


class LearningPathPage(EntryPage):
    """A road through the archive; its modules are the pages below it, in the order of the tree."""

    kind = LEARNING_PATH

    audience = models.CharField(max_length=255, blank=True)
    outcomes = item_stream(LEARNING_PATH.attribute("outcomes").shape, label="Outcomes")
    prerequisites = item_stream(LEARNING_PATH.attribute("prerequisites").shape, label="Prerequisites")
    stages = item_stream(LEARNING_PATH.attribute("stages").shape, label="Stages")
    body = section_stream(LEARNING_PATH)

    parent_page_types: ClassVar[list[str]] = ["learning.LearningIndexPage"]
    subpage_types: ClassVar[list[str]] = ["learning.ModulePage"]
    search_fields: ClassVar = [*EntryPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "learning path"
        verbose_name_plural = "learning paths"

    @classmethod
    def own_tabs(cls) -> list:
        from learning.panels import RoadPanel  # noqa: PLC0415 - the panel reads the models

        return [("The road", [RoadPanel()])]

    def get_context(self, request, *args, **kwargs):
        from learning.roads import Road  # noqa: PLC0415 - roads read models

        context = super().get_context(request, *args, **kwargs)
        context["road"] = Road(self, drafts=getattr(request, "is_preview", False))
        return context
