"""System-design notes."""

from typing import ClassVar

from django.db import models
from wagtail.search import index

from knowledge.attributes import Items, Text
from knowledge.blocks import item_stream, section_stream
from knowledge.kinds import Attribute, Kind, Section
from knowledge.models.entries import EntryPage


def code_stem(page: EntryPage) -> str:
    """Returns `SD`: design notes share one sequence, whatever their technology."""
    return "SD"


DESIGN_NOTE = Kind(
    key="design",
    label="Design note",
    plural="Design notes",
    code_stem=code_stem,
    icon="site",
    title_help="The system, e.g. A rate limiter for a public API",
    summary_label="In short",
    summary_help="What is designed, and the decision that matters most.",
    facets=("technology", "level", "tag"),
    sorts=("newest", "updated", "most-read", "title"),
    attributes=(
        Attribute("scale", Text(255), help="The size it is meant for, e.g. 2,000 writes a second."),
        Attribute("components", Items(Text(80), max_items=50), help="What it is built from, e.g. Redis."),
    ),
    sections=(
        Section(
            "problem",
            "Problem",
            ("Context", "Background", "Problem statement"),
            required=True,
            situation=True,
            help="Who needs what, and why it is hard.",
        ),
        Section(
            "requirements",
            "Requirements",
            ("Goals", "Functional requirements"),
            help="What it must do, and how well.",
        ),
        Section(
            "estimates",
            "Estimates",
            ("Capacity", "Back of the envelope", "Capacity estimation"),
            help="The arithmetic, shown.",
        ),
        Section(
            "architecture",
            "Architecture",
            ("High-level design", "Design", "Solution"),
            required=True,
            help="A ```diagram fence and the prose that explains it.",
        ),
        Section(
            "trade_offs",
            "Trade-offs",
            ("Tradeoffs", "Alternatives", "Decisions"),
            help="What was given up for what.",
        ),
        Section(
            "failure_modes",
            "Failure modes",
            ("Failures", "What can go wrong", "Risks"),
            help="What breaks first, and what happens then.",
        ),
        Section(
            "evolution",
            "Evolution",
            ("Next steps", "Future", "Scaling further"),
            help="What changes at ten times the size.",
        ),
    ),
)


class DesignNotePage(EntryPage):
    """How a system is put together, and why."""

    kind = DESIGN_NOTE

    scale = models.CharField(max_length=255, blank=True)
    components = item_stream(DESIGN_NOTE.attribute("components").shape, label="Components")
    body = section_stream(DESIGN_NOTE)

    parent_page_types: ClassVar[list[str]] = ["knowledge.DesignIndexPage"]
    search_fields: ClassVar = [*EntryPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "design note"
        verbose_name_plural = "design notes"
