"""Domain pages: one list a kind, each with its own introduction, icon and number."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from knowledge.kinds import Kind
from knowledge.models.debug import DEBUG_ENTRY
from knowledge.models.designs import DESIGN_NOTE
from knowledge.models.privacy import KnownPrivacy
from knowledge.models.questions import QUESTION
from knowledge.models.security import SECURITY_TOPIC
from knowledge.models.snippets import SNIPPET


class DomainPage(KnownPrivacy, Page):
    """What all domain pages share; the home page lists them with one query."""

    entry_kind: ClassVar[Kind]

    number = models.PositiveSmallIntegerField(default=1, help_text="Its place in the index of domains.")
    heading = models.CharField(
        max_length=120, blank=True, help_text="On the page itself; the title where empty."
    )
    intro = models.TextField(blank=True, help_text="One or two sentences below the heading.")
    icon = models.CharField(
        max_length=20,
        blank=True,
        choices=[
            (name, name.capitalize())
            for name in ("quote", "alert", "copy", "filter", "info", "flame", "lamp")
        ],
    )

    is_creatable = False
    max_count = 1
    template = "knowledge/domain.html"

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("number"),
        FieldPanel("icon"),
    ]

    class Meta:
        verbose_name = "domain page"

    def __str__(self) -> str:
        return self.title

    def get_context(self, request, *args, **kwargs):
        from knowledge.listings import EntryList  # noqa: PLC0415 - listings read models

        context = super().get_context(request, *args, **kwargs)
        context["list"] = EntryList(self.entry_kind, request.GET)
        return context

    def serve(self, request, *args, **kwargs):
        """Answers 404, with the list's own words and a way back, to a page beyond the end."""
        response = super().serve(request, *args, **kwargs)
        if response.context_data["list"].page is None:
            response.status_code = 404
        return response


class QuestionIndexPage(DomainPage):
    """All questions."""

    entry_kind = QUESTION
    max_count = 1
    template = "knowledge/domain.html"
    subpage_types: ClassVar[list[str]] = ["knowledge.QuestionPage"]

    class Meta:
        verbose_name = "question index"


class DebugIndexPage(DomainPage):
    """The error and debug archive."""

    entry_kind = DEBUG_ENTRY
    max_count = 1
    template = "knowledge/domain.html"
    subpage_types: ClassVar[list[str]] = ["knowledge.DebugEntryPage"]

    class Meta:
        verbose_name = "debug index"


class SnippetIndexPage(DomainPage):
    """All code snippets."""

    entry_kind = SNIPPET
    max_count = 1
    template = "knowledge/domain.html"
    subpage_types: ClassVar[list[str]] = ["knowledge.CodeSnippetPage"]

    class Meta:
        verbose_name = "snippet index"


class DesignIndexPage(DomainPage):
    """All design notes."""

    entry_kind = DESIGN_NOTE
    max_count = 1
    template = "knowledge/domain.html"
    subpage_types: ClassVar[list[str]] = ["knowledge.DesignNotePage"]

    class Meta:
        verbose_name = "design index"


class SecurityIndexPage(DomainPage):
    """All security topics."""

    entry_kind = SECURITY_TOPIC
    max_count = 1
    template = "knowledge/domain.html"
    subpage_types: ClassVar[list[str]] = ["knowledge.SecurityTopicPage"]

    class Meta:
        verbose_name = "security index"
