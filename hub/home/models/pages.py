"""The home page."""

from typing import ClassVar

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.url_routing import RouteResult


class HomePage(Page):
    """The front door: what the hub holds, with numbers counted and never typed in."""

    headline = models.CharField(max_length=120, default="Hard-won answers, passed on.")
    lede = models.TextField(
        default=(
            "Interview questions, real errors traced to their cause, code that has run in production, "
            "and notes on how systems hold together. All of it free to read."
        )
    )
    maxim = models.CharField(
        max_length=200, blank=True, default="Every fix written down is a night somebody else gets back."
    )
    invitation = models.TextField(
        blank=True,
        default="Every week new errors are traced and new answers tested. An answer keeps its place here by working.",
        help_text="Introduces the ways to take part.",
    )
    mentoring_heading = models.CharField(
        max_length=120, blank=True, default="Knowledge is free. Mentoring is personal."
    )
    mentoring_text = models.TextField(
        blank=True,
        default=(
            "If you want one-to-one guidance or training for a team, write and say what you are building. "
            "A person replies."
        ),
    )
    lead_question = models.ForeignKey(
        "knowledge.QuestionPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Shown large; the question most read where empty.",
    )

    max_count = 1
    template = "home/home.html"
    subpage_types: ClassVar[list[str]] = [
        "knowledge.QuestionIndexPage",
        "knowledge.DebugIndexPage",
        "knowledge.SnippetIndexPage",
        "knowledge.DesignIndexPage",
        "knowledge.SecurityIndexPage",
        "learning.LearningIndexPage",
    ]
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    content_panels: ClassVar = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("headline"), FieldPanel("lede"), FieldPanel("lead_question")], "Opening"),
        FieldPanel("maxim"),
        FieldPanel("invitation"),
        MultiFieldPanel([FieldPanel("mentoring_heading"), FieldPanel("mentoring_text")], "Mentoring"),
    ]

    class Meta:
        verbose_name = "home page"

    def __str__(self) -> str:
        return self.title

    def route(self, request, path_components):
        """Finds domain pages and entries in fewer queries than walking down the tree takes."""
        from knowledge.navigation import find_page  # noqa: PLC0415 - navigation reads models

        page = find_page(request, path_components) if path_components else None
        return RouteResult(page) if page is not None else super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        from hub.home.front import front_page  # noqa: PLC0415 - front reads models

        return {**super().get_context(request, *args, **kwargs), **front_page(self, request)}
