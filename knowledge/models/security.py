"""Security topics."""

from typing import ClassVar

from django.db import models
from wagtail.search import index

from knowledge.attributes import Choice, Items, Text
from knowledge.blocks import item_stream, section_stream
from knowledge.kinds import Attribute, Kind, Section
from knowledge.models.entries import EntryPage

SEVERITIES = ("low", "medium", "high", "critical")


def code_stem(page: EntryPage) -> str:
    """Returns `SEC`: security topics share one sequence, whatever their technology."""
    return "SEC"


SECURITY_TOPIC = Kind(
    key="security",
    label="Security topic",
    plural="Security topics",
    code_stem=code_stem,
    icon="lock",
    title_help="The weakness, e.g. SQL injection",
    summary_label="In short",
    summary_help="What goes wrong and what stops it.",
    facets=("technology", "severity", "owasp", "tag"),
    sorts=("newest", "updated", "most-read", "title"),
    attributes=(
        Attribute("owasp", Text(80), label="OWASP", help="e.g. A03:2021 Injection"),
        Attribute("cwe", Items(Text(20), max_items=20), label="CWE", help="e.g. CWE-89"),
        Attribute("severity", Choice(SEVERITIES)),
    ),
    sections=(
        Section(
            "what_it_is",
            "What it is",
            ("Overview", "Introduction", "Description"),
            required=True,
            situation=True,
            help="The weakness, in plain words.",
        ),
        Section(
            "vulnerable_code",
            "Vulnerable code",
            ("Vulnerable example", "Bad code", "Insecure code"),
            layout="comparison",
            help="Fenced code with a path.",
        ),
        Section(
            "attack",
            "Attack",
            ("Exploit", "How it is exploited", "Attack scenario"),
            situation=True,
            help="Concrete and harmless.",
        ),
        Section(
            "fixed_code",
            "Fixed code",
            ("Secure code", "Good code", "Fix", "Secure example"),
            layout="comparison",
            help="The same files, mended.",
        ),
        Section(
            "detection",
            "Detection",
            ("How to detect", "Testing"),
            help="How it is found: by reading, by tools, in logs.",
        ),
        Section(
            "prevention",
            "Prevention",
            ("Mitigation", "How to prevent", "Defence", "Defense"),
            required=True,
            help="A list, the strongest measure first.",
        ),
    ),
)


class SecurityTopicPage(EntryPage):
    """A weakness, the attack on it and the defence."""

    kind = SECURITY_TOPIC

    owasp = models.CharField("OWASP", max_length=80, blank=True, db_index=True)
    cwe = item_stream(SECURITY_TOPIC.attribute("cwe").shape, label="CWE")
    severity = models.CharField(
        max_length=16,
        choices=[(value, value.capitalize()) for value in SEVERITIES],
        blank=True,
        db_index=True,
    )
    body = section_stream(SECURITY_TOPIC)

    parent_page_types: ClassVar[list[str]] = ["knowledge.SecurityIndexPage"]
    search_fields: ClassVar = [*EntryPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "security topic"
        verbose_name_plural = "security topics"
