"""Builds test data: entries with their taxonomy, in the tree the migrations made."""

import itertools

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Page

from hub.core.models import User
from hub.home.models import HomePage
from knowledge import models
from learning.models import LearningIndexPage, LearningPathPage, ModulePage

# Prefixes are letters; a counter in base 26 gives each technology its own.
_numbers = itertools.count()


def _prefix(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
    return f"T{letters}"


def domain_page(kind: str) -> Page:
    """Returns the page entries of a kind stand below: the domain page the migrations made, or some path."""
    if kind == "module":
        return LearningPathPage.objects.first() or LearningPathPageFactory(live=True)
    names = {
        "question": models.QuestionIndexPage,
        "debug": models.DebugIndexPage,
        "snippet": models.SnippetIndexPage,
        "design": models.DesignIndexPage,
        "security": models.SecurityIndexPage,
        "path": LearningIndexPage,
    }
    return names[kind].objects.get()


def home_page() -> HomePage:
    return HomePage.objects.get()


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.com")
    first_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password("correct horse battery")


class TechnologyFactory(DjangoModelFactory):
    class Meta:
        model = models.Technology

    name = factory.Sequence(lambda n: f"Technology {n}")
    slug = factory.Sequence(lambda n: f"technology-{n}")
    prefix = factory.LazyFunction(lambda: _prefix(next(_numbers)))


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = models.Category

    name = factory.Sequence(lambda n: f"Category {n}")
    slug = factory.Sequence(lambda n: f"category-{n}")


class EntryFactory(wagtail_factories.PageFactory):
    """A complete entry that passes the gate. It is saved as a draft; `live=True` publishes it."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Entry number {n}")
    summary = "The answer in one sentence."

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        live = kwargs.pop("live", False)
        tags = kwargs.pop("tags", [])
        page = model_class(live=False, **kwargs)
        if tags:
            page.tags.set(tags)
        (parent or domain_page(model_class.kind.key)).add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
            page = model_class.objects.get(pk=page.pk)
        return page


class QuestionPageFactory(EntryFactory):
    class Meta:
        model = models.QuestionPage

    title = factory.Sequence(lambda n: f"What does question {n} ask?")
    technology = factory.SubFactory(TechnologyFactory)
    category = factory.SubFactory(CategoryFactory)
    level = "mid"
    difficulty = 5
    body = [("deep_dive", "The mechanism behind it.")]


class DebugEntryPageFactory(EntryFactory):
    class Meta:
        model = models.DebugEntryPage

    technology = factory.SubFactory(TechnologyFactory)
    messages = [("item", "ValueError: it broke")]
    error_kind = "runtime"
    severity = "error"
    body = [
        ("root_cause", "It was never set."),
        ("fix", "### Before\n\n```python\na\n```\n\n### After\n\n```python\nb\n```"),
    ]


class CodeSnippetPageFactory(EntryFactory):
    class Meta:
        model = models.CodeSnippetPage

    technology = factory.SubFactory(TechnologyFactory)
    pattern = "utility"
    body = [("files", "```python tool.py\nprint('hello')\n```")]


class DesignNotePageFactory(EntryFactory):
    class Meta:
        model = models.DesignNotePage

    body = [
        ("problem", "Too many readers."),
        ("architecture", "```diagram\ntitle: Reads\na: A\nb: B\na -> b\n```"),
    ]


class SecurityTopicPageFactory(EntryFactory):
    class Meta:
        model = models.SecurityTopicPage

    severity = "high"
    owasp = "A03:2021 Injection"
    body = [("what_it_is", "Input becomes code."), ("prevention", "- Parameters")]


class LearningPathPageFactory(EntryFactory):
    class Meta:
        model = LearningPathPage

    level = "beginner"
    stages = [("item", {"title": "Foundations", "intro": "What all else stands on."})]
    body = [("overview", "Step by step.")]


class ModulePageFactory(EntryFactory):
    """A module of the path given as `parent`, or of a new published one."""

    class Meta:
        model = ModulePage

    objective = "Do one thing well."
    minutes = 30
    stage = 1
    body = [("lesson", "The idea, and an example.")]

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        parent = parent or LearningPathPageFactory(live=True)
        return super()._create_instance(model_class, parent, kwargs)


ENTRY_FACTORIES = {
    "question": QuestionPageFactory,
    "debug": DebugEntryPageFactory,
    "snippet": CodeSnippetPageFactory,
    "design": DesignNotePageFactory,
    "security": SecurityTopicPageFactory,
    "path": LearningPathPageFactory,
    "module": ModulePageFactory,
}
