"""Code snippets: files to copy and adapt. (Wagtail's own snippets are something else.)"""

from typing import ClassVar

from django.db import models
from wagtail.search import index

from knowledge.attributes import Choice, Items, Text
from knowledge.blocks import item_stream, section_stream
from knowledge.kinds import Attribute, CodeStemError, Kind, Section
from knowledge.models.entries import EntryPage

PATTERNS = ("pattern", "utility", "query", "hook", "script", "configuration")


def code_stem(page: EntryPage) -> str:
    """Returns e.g. `PY-S`; raises `CodeStemError` without a technology."""
    if page.technology is None:
        raise CodeStemError("technology", "Choose a technology: the snippet's code begins with its prefix.")
    return f"{page.technology.prefix}-S"


SNIPPET = Kind(
    key="snippet",
    label="Code snippet",
    plural="Code snippets",
    code_stem=code_stem,
    icon="code",
    required=("technology",),
    title_help="What the code does, e.g. An HTTP client that retries",
    summary_label="What it does",
    summary_help="What it does and when you want it.",
    facets=("technology", "pattern", "tag"),
    sorts=("most-used", "newest", "updated", "title"),
    attributes=(
        Attribute("pattern", Choice(PATTERNS), required=True, label="Type"),
        Attribute(
            "tested_with", Items(Text(80), max_items=20), help="What it was run with, e.g. Python 3.11."
        ),
    ),
    sections=(
        Section(
            "files",
            "Files",
            ("Code", "Snippet", "Source", "Implementation"),
            required=True,
            layout="files",
            help="Fenced code; after the language the path: ```python client.py",
        ),
        Section(
            "when_to_use",
            "When to use",
            ("Use it when", "Usage", "Use cases"),
            situation=True,
            help="And when not to.",
        ),
        Section(
            "how_it_works",
            "How it works",
            ("Explanation", "Notes", "Details"),
            help="What is not obvious from the code.",
        ),
        Section(
            "caveats",
            "Before you adapt it",
            ("Caveats", "Limitations", "Gotchas", "Warnings"),
            help="What breaks when it is moved elsewhere.",
        ),
    ),
)


class CodeSnippetPage(EntryPage):
    """Working code, its files and what to know before taking it."""

    kind = SNIPPET

    pattern = models.CharField(
        max_length=16, choices=[(value, value.capitalize()) for value in PATTERNS], blank=True, db_index=True
    )
    tested_with = item_stream(SNIPPET.attribute("tested_with").shape, label="Tested with")
    body = section_stream(SNIPPET)

    parent_page_types: ClassVar[list[str]] = ["knowledge.SnippetIndexPage"]
    search_fields: ClassVar = [*EntryPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = "code snippet"
        verbose_name_plural = "code snippets"
