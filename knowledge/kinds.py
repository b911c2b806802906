"""The registry of kinds: what an entry of each kind is made of, declared once and read by everybody.

A `Kind` states its sections and attributes beside its page model. StreamField blocks, the document
reader and writer, editor forms, templates, the publish gate, facets and exports read the declaration,
so that adding a kind is one model file, one template and one index page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from knowledge.attributes import Choice, Code, Date, Fields, Integer, Items, Shape, Slug, Tags, Text, Url

if TYPE_CHECKING:
    from knowledge.models import EntryPage

LEVELS = {
    "junior": "Junior",
    "mid": "Mid-level",
    "senior": "Senior",
    "architect": "Architect",
}
ROAD_LEVELS = {"beginner": "Beginner", "mid": "Mid-level", "advanced": "Advanced"}
# Every level some kind knows, in the order people expect.
ALL_LEVELS = {"beginner": "Beginner", **LEVELS, "advanced": "Advanced"}
LEVEL_CODES = {"junior": "JUN", "mid": "MID", "senior": "SEN", "architect": "ARC"}
RESERVED_PREFIXES = frozenset({"SD", "SEC", "LP"})


@dataclass(frozen=True)
class Section:
    """A part of an entry's body.

    Arguments:
        key: the block's name.
        heading: the canonical heading in documents and on pages.
        aliases: other headings seen in the wild, compared without case and punctuation.
        required: whether an entry must have it to be published.
        layout: how its Markdown is laid out, a name in `knowledge.layouts.LAYOUTS`.
        situation: whether it tells when somebody needs the entry, which is what people search by.
        help: what an author should write here, with an example.
    """

    key: str
    heading: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    layout: str = "prose"
    situation: bool = False
    help: str = ""


@dataclass(frozen=True)
class Attribute:
    """A named fact about an entry.

    Arguments:
        key: its name in front matter and, unless `field` says otherwise, on the page model.
        shape: what values it takes.
        label: its name for people.
        required: whether an entry must have it to be published.
        field: the page's field; `""` for attributes that the entry document maps by hand.
        help: what to write, with an example.
    """

    key: str
    shape: Shape
    label: str = ""
    required: bool = False
    field: str | None = None
    help: str = ""

    @property
    def name(self) -> str:
        """The attribute's name in a sentence or at a form field."""
        return self.label or self.key.replace("_", " ").capitalize()

    @property
    def field_name(self) -> str:
        return self.key if self.field is None else self.field


# What every kind shares, in two groups: written before and after the kind's own attributes.
LEADING = (
    Attribute("technology", Slug(), help="What it is about, e.g. Python (Flask)."),
    Attribute("level", Choice(tuple(LEVELS)), help="Who is expected to know it."),
    Attribute("difficulty", Integer(1, 10), help="1 is a warm-up, 10 is for specialists."),
)
TRAILING = (
    Attribute("tags", Tags(), help="Two to five words somebody would search for."),
    Attribute("related", Items(Code(), max_items=30), help="Codes of entries to read next, best first."),
    Attribute(
        "verified",
        Fields({"date": Date(), "with": Items(Text(80), max_items=20)}, required=("date",)),
        help="When it was last run, and with which versions.",
    ),
    Attribute(
        "credit",
        Items(
            Fields(
                {"name": Text(120), "url": Url(), "for": Choice(("wrote", "corrected"))}, required=("name",)
            ),
            max_items=50,
        ),
        help="Who wrote or corrected it.",
    ),
    Attribute("licence", Text(80), help="An SPDX name such as CC-BY-4.0."),
    Attribute(
        "source",
        Fields({"title": Text(255), "url": Url(), "licence": Text(80)}),
        help="Where the facts, or the text, come from.",
    ),
)


@dataclass(frozen=True)
class Requirement:
    """What an entry must have to be published.

    Arguments:
        part: `attribute`, `summary` or `section`.
        key: of the attribute or section.
        label: its name for people.
        message: said where it is missing.
    """

    part: str
    key: str
    label: str
    message: str


@dataclass(frozen=True, eq=False)  # a declaration is itself, whatever it says
class Kind:
    """The declaration of one kind of entry.

    Arguments:
        key: its name in documents and addresses, e.g. `question`.
        label, plural: its names for people.
        sections: in the order templates show them.
        attributes: its own, in the order documents write them.
        code_stem: takes a page and returns everything of its code but the number, or raises `CodeStemError`.
        code_digits: how many digits the number has at least.
        required: keys of shared attributes (or `summary`) an entry must have to be published.
        title_help: what makes a good title, with an example.
        summary_label: what the text before the first section is called.
        levels: the levels this kind knows, value to label.
        facets: filters of its list, in order.
        sorts: orders of its list, the first is the default.
        below: key of the kind whose entries this kind's pages stand below, as modules below a path; its
            attribute of that name holds the code of the one. Empty where they stand below a list page.
        searched: how many characters of each section search reads: of a lesson its beginning, because a long
            text that mentions everything must not stand before the entry that answers.
        from_readers: whether readers may send whole entries of it, and not only corrections.
        icon: of the Wagtail admin.
    """

    key: str
    label: str
    plural: str
    sections: tuple[Section, ...]
    code_stem: Callable[[EntryPage], str]
    attributes: tuple[Attribute, ...] = ()
    code_digits: int = 3
    required: tuple[str, ...] = ()
    title_help: str = ""
    summary_label: str = "Summary"
    summary_help: str = ""
    levels: dict[str, str] = field(default_factory=lambda: dict(LEVELS))
    facets: tuple[str, ...] = ("technology", "level", "difficulty", "tag")
    sorts: tuple[str, ...] = ("newest", "title")
    below: str = ""
    searched: int = 40_000
    from_readers: bool = True
    icon: str = "doc-full-inverse"
    page_type: str = ""

    @cached_property
    def all_attributes(self) -> tuple[Attribute, ...]:
        """Every attribute in the order documents write them."""
        leading = (
            replace(one, shape=Choice(tuple(self.levels))) if one.key == "level" else one for one in LEADING
        )
        return (*leading, *self.attributes, *TRAILING)

    def attribute(self, key: str) -> Attribute | None:
        return next((one for one in self.all_attributes if one.key == key), None)

    def section(self, key: str) -> Section | None:
        return next((one for one in self.sections if one.key == key), None)

    @cached_property
    def by_heading(self) -> dict[str, Section]:
        """Its sections by each of their headings, folded."""
        found: dict[str, Section] = {}
        for section in self.sections:
            for name in (section.heading, *section.aliases):
                found.setdefault(fold_heading(name), section)
        return found

    @property
    def required_keys(self) -> frozenset[str]:
        declared: tuple[Attribute | Section, ...] = (*self.attributes, *self.sections)
        return frozenset({*self.required, *(one.key for one in declared if one.required)})

    @property
    def requirements(self) -> Iterator[Requirement]:
        """Yields what must be there to publish: attributes, then the summary, then sections."""
        for one in self.all_attributes:
            if one.key in self.required_keys:
                yield Requirement("attribute", one.key, one.name, f"{one.name} is needed to publish.")
        if "summary" in self.required_keys:
            label = self.summary_label
            yield Requirement("summary", "summary", label, f"{label} is needed to publish.")
        for section in self.sections:
            if section.required:
                message = f"The section “{section.heading}” is needed to publish."
                yield Requirement("section", section.key, section.heading, message)


class CodeStemError(ValueError):
    """An entry lacks what its code is made of; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


_models: dict[str, type[EntryPage]] = {}


def register(model: type[EntryPage]) -> None:
    """Makes a page model's kind known. Called from an app's `AppConfig.ready()`; again is harmless."""
    _models[model.kind.key] = model


def all_kinds() -> Iterator[Kind]:
    """Yields the registered kinds in the order of their registration."""
    return (model.kind for model in _models.values())


def get(key: str) -> Kind:
    """Returns a kind by its key; raises `KeyError` for one nobody registered."""
    return _models[key].kind


def page_model(key: str) -> type[EntryPage]:
    """Returns the page model of a kind; raises `KeyError` for one nobody registered."""
    return _models[key]


def is_kind(key: str) -> bool:
    return key in _models


def fold_heading(heading: str) -> str:
    """Returns a heading as aliases are compared: letters and digits only, in lower case."""
    return "".join(char for char in heading.casefold() if char.isalnum())


def section_for_heading(kind: Kind, heading: str) -> Section | None:
    """Returns the section a heading means, by its canonical form or an alias, or None."""
    folded = fold_heading(heading)
    return kind.by_heading.get(folded) if folded else None
