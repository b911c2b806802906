"""The error and debug archive."""

from typing import ClassVar

from django.db import models
from wagtail.search import index

from knowledge.attributes import Choice, Items, Text
from knowledge.blocks import item_stream, section_stream
from knowledge.kinds import Attribute, CodeStemError, Kind, Section
from knowledge.models.entries import EntryPage

ERROR_KINDS = (
    "syntax", "import", "type", "runtime", "network", "database", "constraint", "memory", "configuration",
    "build", "permission", "plugin",
)  # fmt: skip
SEVERITIES = ("fatal", "error", "warning", "notice")


def code_stem(page: EntryPage) -> str:
    """Returns the technology's prefix, e.g. `PY`; raises `CodeStemError` without a technology."""
    if page.technology is None:
        raise CodeStemError("technology", "Choose a technology: the entry's code begins with its prefix.")
    return page.technology.prefix


DEBUG_ENTRY = Kind(
    key="debug",
    label="Debug entry",
    plural="Debug entries",
    code_stem=code_stem,
    icon="warning",
    required=("technology",),
    title_help="What is wrong in few words, e.g. The package is installed, but not in this environment",
    summary_label="What is wrong",
    summary_help="One or two sentences: what really is wrong.",
    facets=("technology", "error_kind", "severity", "tag"),
    sorts=("most-read", "newest", "updated", "most-helpful", "title"),
    attributes=(
        Attribute(
            "messages",
            Items(Text(4000, multiline=True), max_items=50),
            required=True,
            help="What the machine prints, word for word, one item a wording.",
        ),
        Attribute(
            "error_kind",
            Choice(ERROR_KINDS),
            label="Kind of error",
            required=True,
            help="What went wrong, not where: a missing package is import, a wrong password permission.",
        ),
        Attribute("severity", Choice(SEVERITIES), help="How the machine itself calls it."),
        Attribute(
            "affects", Items(Text(120), max_items=50), help="Versions and platforms, e.g. Python 3.6+."
        ),
    ),
    sections=(
        Section(
            "symptoms",
            "Symptoms",
            ("Symptom", "Problem", "What you see"),
            situation=True,
            help="What the person in front of it sees.",
        ),
        Section(
            "root_cause",
            "Root cause",
            ("Cause", "Why", "Why it happens", "Reason", "Explanation"),
            required=True,
            help="The mechanism, not the symptom again.",
        ),
        Section(
            "fix",
            "Fix",
            ("Solution", "How to fix", "Resolution", "The fix"),
            required=True,
            layout="comparison",
            help="With ### Before and ### After, each holding one or more files.",
        ),
        Section(
            "prevention",
            "Prevention",
            ("Prevent it", "How to prevent", "Avoid it"),
            help="What keeps it from coming back.",
        ),
        Section(
            "look_alikes",
            "Look-alikes",
            ("Similar errors", "See also", "Not to be confused with"),
            layout="look_alikes",
            help="- CODE: the line that tells it apart",
        ),
    ),
)


class DebugEntryPage(EntryPage):
    """An error message with its mechanism and the fix."""

    kind = DEBUG_ENTRY

    messages = item_stream(DEBUG_ENTRY.attribute("messages").shape, label="Messages")
    error_kind = models.CharField(
        max_length=16,
        choices=[(value, value.capitalize()) for value in ERROR_KINDS],
        blank=True,
        db_index=True,
    )
    severity = models.CharField(
        max_length=16,
        choices=[(value, value.capitalize()) for value in SEVERITIES],
        blank=True,
        db_index=True,
    )
    affects = item_stream(DEBUG_ENTRY.attribute("affects").shape, label="Affects")
    body = section_stream(DEBUG_ENTRY)

    parent_page_types: ClassVar[list[str]] = ["knowledge.DebugIndexPage"]
    search_fields: ClassVar = [
        *EntryPage.search_fields,
        index.SearchField("body"),
        index.SearchField("messages", boost=5),
    ]

    class Meta:
        verbose_name = "debug entry"
        verbose_name_plural = "debug entries"
