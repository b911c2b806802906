"""Modules: one thing to learn, standing below its path in the order of the tree."""

from __future__ import annotations

import re
from typing import ClassVar

from django.db import models
from wagtail.models import Page
from wagtail.search import index

from knowledge.attributes import Choice, Code, Fields, Integer, Items, Mark, Text, Url
from knowledge.blocks import item_stream, section_stream
from knowledge.kinds import ROAD_LEVELS, Attribute, CodeStemError, Kind, Section
from knowledge.models import EntryPage
from learning.models.paths import LEARNING_PATH, LearningPathPage

RESOURCE_KINDS = ("documentation", "article", "book", "course", "video", "tool", "repository")
OWN_STEM = re.compile(r"(LP-[0-9]{2,})-[0-9]{2,}\Z")
MAX_MODULES = 200


def code_stem(page: EntryPage) -> str:
    """Returns the code of the path it was made for: a code says where a module began, not where it is.

    Raises:
        CodeStemError: for a new module of no path.
    """
    own = OWN_STEM.match(page.code or "")
    if own:
        return own[1]
    if not getattr(page, "path_code", ""):
        raise CodeStemError("path", "A module belongs to a path; name it by its code, such as LP-01.")
    return page.path_code


MODULE = Kind(
    key="module",
    label="Module",
    plural="Modules",
    code_stem=code_stem,
    code_digits=2,
    icon="doc-full",
    levels=ROAD_LEVELS,
    title_help="What is learnt, e.g. Prepared statements",
    summary_label="In short",
    summary_help="What it is about and why it comes here, in one or two sentences.",
    facets=("technology", "tag"),
    sorts=("newest", "updated", "title"),
    below=LEARNING_PATH.key,
    searched=4000,
    from_readers=False,
    attributes=(
        Attribute("path", Code(), field="path_code", help="The code of its path."),
        Attribute("position", Integer(1, MAX_MODULES), help="Its place in the path, from 1."),
        Attribute("stage", Integer(1, 20), help="The number of its stage in the path's list."),
        Attribute("minutes", Integer(1, 6000), help="Honest time for lesson and exercise."),
        Attribute(
            "objective",
            Text(255),
            required=True,
            help="What the learner can do afterwards, in one sentence.",
        ),
        Attribute("milestone", Mark(), help="Whether it ends a stage with something to show."),
        Attribute(
            "entries",
            Items(Fields({"code": Code(), "note": Text(255)}, required=("code",)), max_items=60),
            label="Linked entries",
            help="Codes of entries to read with it, in order, and why each is read here.",
        ),
        Attribute(
            "resources",
            Items(
                Fields(
                    {"title": Text(200), "url": Url(), "kind": Choice(RESOURCE_KINDS), "licence": Text(80)},
                    required=("title", "url"),
                ),
                max_items=60,
            ),
            help="Where to read on elsewhere.",
        ),
    ),
    sections=(
        Section(
            "lesson",
            "Lesson",
            ("Content", "Theory", "Explanation"),
            required=True,
            help="The idea, a worked example, and what goes wrong in practice.",
        ),
        Section(
            "exercise",
            "Exercise",
            ("Practice", "Project", "Assignment", "Task"),
            help="What to build, and a checklist: - [ ] something that can be seen to be true",
        ),
        Section(
            "self_check",
            "Test yourself",
            ("Check yourself", "Quiz", "Self-check", "Questions"),
            layout="follow_ups",
            help="A question a line, which the lesson answers.",
        ),
    ),
)


class ModulePage(EntryPage):
    """A step of a learning path. Its path and position are its place in the tree, and nowhere else."""

    kind = MODULE

    stage = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    objective = models.CharField(max_length=255, blank=True)
    milestone = models.BooleanField(default=False)
    entries = item_stream(MODULE.attribute("entries").shape, label="Linked entries")
    resources = item_stream(MODULE.attribute("resources").shape, label="Resources")
    body = section_stream(MODULE)

    parent_page_types: ClassVar[list[str]] = ["learning.LearningPathPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar = [
        *EntryPage.search_fields,
        index.SearchField("objective"),
        index.SearchField("body"),
    ]

    # What a document asks for, until the page has taken its place.
    _asked_path: str | None = None
    _asked_position: int | None = None
    _path_to_be: LearningPathPage | None = None

    class Meta:
        verbose_name = "module"
        verbose_name_plural = "modules"

    def get_context(self, request, *args, **kwargs):
        from learning.roads import Road  # noqa: PLC0415 - roads read models

        context = super().get_context(request, *args, **kwargs)
        path = self.learning_path
        context["road"] = Road(path, here=self, drafts=getattr(request, "is_preview", False))
        return context

    # --- Its place ------------------------------------------------------------------------------------

    @property
    def learning_path(self) -> LearningPathPage | None:
        """The path it stands below; None for a page that stands nowhere yet."""
        if not self.path:
            return self._path_to_be
        parent = self.get_parent()
        specific = parent.specific if parent else None
        if isinstance(specific, LearningPathPage):
            self._cached_parent_obj = specific
            return specific
        return None

    @property
    def path_code(self) -> str:
        """The code of its path, or of the one that a document asks for."""
        if self._asked_path is not None:
            return self._asked_path
        path = self.learning_path
        return (path.code or "") if path else ""

    @path_code.setter
    def path_code(self, code: str | None) -> None:
        self._asked_path = code or None

    @property
    def position(self) -> int | None:
        """Its place among the modules of its path, from 1, or the one that a document asks for."""
        if self._asked_position is not None or not self.path:
            return self._asked_position
        return Page.objects.sibling_of(self).filter(path__lt=self.path).count() + 1

    @position.setter
    def position(self, position: int | None) -> None:
        self._asked_position = position

    def stand_below(self, parent: Page) -> None:
        path = parent.specific
        if isinstance(path, LearningPathPage):
            self._path_to_be = path

    def hindrance(self) -> str:
        path = self.learning_path
        if path is not None and not path.live:
            return "Its path is a draft: publish that first."
        return ""

    def take_place(self) -> None:
        """Moves the page, which must have been saved, below the path and to the position asked for.

        A position beyond the end is the end; a path that does not exist leaves it where it is.
        """
        code, position = self._asked_path, self._asked_position
        self._asked_path = self._asked_position = None
        if code and code != self.path_code:
            target = LearningPathPage.objects.filter(code=code).first()
            if target is not None:
                self._move(target, "last-child")
        if position and position != self.position:
            siblings = Page.objects.sibling_of(self, inclusive=False).order_by("path")
            before = siblings[position - 1 : position].first()
            if before is not None:
                self._move(before, "left")
            elif (last := siblings.last()) is not None and last.path > self.path:
                self._move(last, "right")

    def _move(self, target: Page, side: str) -> None:
        Page.objects.get(pk=self.pk).move(target, pos=side)
        self.refresh_from_db(fields=["path", "depth", "url_path"])
        self.get_parent(update=True)
