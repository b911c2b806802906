"""Interview questions."""

from typing import ClassVar

from django.db import models
from wagtail.search import index

from knowledge.attributes import Choice, Fields, Flag, Items, Slug, Text
from knowledge.blocks import item_stream, section_stream
from knowledge.kinds import LEVEL_CODES, Attribute, CodeStemError, Kind, Section
from knowledge.models.entries import EntryPage
from knowledge.models.taxonomy import Category

FORMS = {
    "open": "Open question",
    "choice": "Multiple choice",
    "scenario": "Scenario",
    "challenge": "Challenge",
}


def code_stem(page: EntryPage) -> str:
    """Returns e.g. `FLSK-MID`; raises `CodeStemError` without a technology or level."""
    if page.technology is None:
        raise CodeStemError("technology", "Choose a technology: the question's code begins with its prefix.")
    if page.level not in LEVEL_CODES:
        raise CodeStemError("level", "Choose a level: it is part of the question's code.")
    return f"{page.technology.prefix}-{LEVEL_CODES[page.level]}"


QUESTION = Kind(
    key="question",
    label="Question",
    plural="Questions",
    code_stem=code_stem,
    icon="help",
    required=("technology", "level", "difficulty", "summary"),
    title_help="As it is asked, e.g. How do you handle database migrations in a Flask application?",
    summary_label="30-second answer",
    summary_help="What one could say aloud in half a minute, in two or three sentences.",
    facets=("technology", "level", "category", "form", "difficulty", "tag"),
    sorts=("most-asked", "newest", "easiest", "hardest", "updated", "most-read"),
    attributes=(
        Attribute("category", Slug(), required=True, help="What the question examines."),
        Attribute("priority", Choice(("high",)), help="High for the few that everybody asks."),
        Attribute("form", Choice(tuple(FORMS)), help="How it is asked."),
        Attribute(
            "choices",
            Items(
                Fields(
                    {
                        "text": Text(1000, multiline=True),
                        "correct": Flag(),
                        "explanation": Text(2000, multiline=True),
                    },
                    required=("text",),
                ),
                max_items=20,
            ),
            help="Of a multiple-choice question: each answer, whether it is right, and why.",
        ),
        Attribute(
            "also_asked",
            Items(Text(500), max_items=50),
            label="Also asked as",
            help="Other wordings people use.",
        ),
    ),
    sections=(
        Section(
            "prompt",
            "The question",
            ("Question", "Problem statement", "Scenario", "Task", "The task"),
            situation=True,
            help="The full situation, task or code, where the title alone does not carry it.",
        ),
        Section(
            "plain_words",
            "In plain words",
            (
                "Plain words",
                "Simple explanation",
                "Beginner explanation",
                "ELI5",
                "Analogy",
                "Explain like I'm five",
                "Beginner-friendly explanation",
                "In simple terms",
                "In simple words",
                "Layman's terms",
                "For beginners",
            ),
            layout="panel",
            help="An everyday picture, two to four sentences.",
        ),
        Section(
            "deep_dive",
            "Deep dive",
            (
                "Detailed answer",
                "Explanation",
                "In depth",
                "Details",
                "Full answer",
                "Detailed explanation",
                "In-depth explanation",
                "In detail",
                "How it works",
                "Under the hood",
            ),
            help="The mechanism: why it is so, with its limits.",
        ),
        Section(
            "code",
            "Code",
            (
                "Code example",
                "Example",
                "Examples",
                "Sample code",
                "Code examples",
                "Code snippet",
                "Example code",
                "Syntax",
            ),
            help="Small and runnable.",
        ),
        Section(
            "real_projects",
            "In real projects",
            (
                "Real-World",
                "Real world example",
                "Real-world example",
                "In practice",
                "Use cases",
                "Real life",
                "Real-life example",
                "Practical example",
                "Use case",
                "When to use",
                "When to use it",
                "Where is it used",
                "Where used",
            ),
            help="Where this shows up in everyday work.",
        ),
        Section(
            "common_mistakes",
            "Common mistakes",
            (
                "Mistakes",
                "Pitfalls",
                "Common pitfalls",
                "Gotchas",
                "Common errors",
                "Things to avoid",
                "Traps",
            ),
            help="A list; each item says why it is one.",
        ),
        Section(
            "production_scenario",
            "Production scenario",
            (
                "Production",
                "Scenario from production",
                "War story",
                "Production example",
                "Real production scenario",
            ),
            layout="panel",
            help="An incident: what was seen, the cause, the fix.",
        ),
        Section(
            "follow_ups",
            "Follow-ups",
            (
                "Follow-up questions",
                "Follow up questions",
                "Follow up",
                "Next questions",
                "Follow-ups to expect",
                "Possible follow-ups",
                "Possible follow-up questions",
                "Follow-up question",
            ),
            layout="follow_ups",
            help="One a list item; end it with → CODE where an entry answers it.",
        ),
    ),
)


class QuestionPage(EntryPage):
    """A question with the answer one could say aloud and the depth behind it."""

    kind = QUESTION

    category = models.ForeignKey(
        Category, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    priority = models.CharField(max_length=8, choices=[("high", "High")], blank=True)
    form = models.CharField(max_length=16, choices=list(FORMS.items()), default="open", blank=True)
    choices = item_stream(QUESTION.attribute("choices").shape, label="Choices")
    also_asked = item_stream(QUESTION.attribute("also_asked").shape, label="Also asked as")
    body = section_stream(QUESTION)

    parent_page_types: ClassVar[list[str]] = ["knowledge.QuestionIndexPage"]
    search_fields: ClassVar = [
        *EntryPage.search_fields,
        index.SearchField("body"),
        index.SearchField("also_asked"),
    ]

    class Meta:
        verbose_name = "question"
        verbose_name_plural = "questions"
