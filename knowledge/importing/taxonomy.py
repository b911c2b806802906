"""What imported entries are about: technologies and categories, found by slug or alias, or made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower

from knowledge.attributes import Fields, Items, ShapeError, Slug, Text
from knowledge.entrydocs import DocumentError, EntryDocument, Problem, frontmatter
from knowledge.entrydocs.writer import attribute_lines
from knowledge.kinds import RESERVED_PREFIXES
from knowledge.models import Category, EntryKeyword, Technology
from knowledge.models.taxonomy import derive_prefix, prefix_validator

SHAPES = {
    "technologies": Items(
        Fields(
            {
                "name": Text(80),
                "slug": Slug(),
                "prefix": Text(8),
                "parent": Slug(),
                "aliases": Items(Text(80)),
            },
            required=("name", "slug", "prefix"),
        ),
        max_items=frontmatter.MAX_ITEMS,
    ),
    "categories": Items(
        Fields({"name": Text(80), "slug": Slug(), "description": Text(255)}, required=("name", "slug")),
        max_items=frontmatter.MAX_ITEMS,
    ),
}
TaxonomyFile = dict[str, list[dict[str, Any]]]
Term = TypeVar("Term", Technology, Category)


def read_taxonomy(text: str) -> TaxonomyFile:
    """Reads a `taxonomy.yaml`.

    Raises:
        DocumentError: names the line of what is wrong.
    """
    try:
        front = frontmatter.parse(text.removeprefix("\ufeff"))
    except frontmatter.FrontMatterError as error:
        raise DocumentError([Problem(error.line + 1, error.field, str(error))]) from None
    problems, values = [], {}
    for key, value in front.values.items():
        try:
            if key not in SHAPES:
                raise ShapeError(f"is unknown; known: {', '.join(SHAPES)}")
            values[key] = SHAPES[key].parse(value)
        except ShapeError as error:
            problems.append(Problem(front.line_of(key, *error.path) + 1, key[:60], str(error)))
    if problems:
        raise DocumentError(problems)
    return values


def write_taxonomy(technologies: list[Technology], categories: list[Category]) -> str:
    """Returns the text of a `taxonomy.yaml`, in the order of slugs. Parents are expected to be loaded."""
    values: TaxonomyFile = {
        "technologies": [
            {
                "name": one.name,
                "slug": one.slug,
                "prefix": one.prefix,
                "parent": one.parent.slug if one.parent else "",
                "aliases": one.alias_list,
            }
            for one in sorted(technologies, key=lambda one: one.slug)
        ],
        "categories": [
            {"name": one.name, "slug": one.slug, "description": one.description}
            for one in sorted(categories, key=lambda one: one.slug)
        ],
    }
    rows = []
    for key, shape in SHAPES.items():
        if value := shape.parse(values[key]):
            rows += attribute_lines(key, shape.dump(value), shape)
    return "\n".join(rows) + "\n" if rows else ""


class Vocabulary:
    """The technologies and categories of the hub, loaded once for a whole import.

    What a document names and the hub lacks is made up here at once, and saved when an entry that needs
    it is: a dry run saves nothing, and an import that is undone leaves nothing behind.
    """

    def __init__(self) -> None:
        self._technologies: dict[str, Technology] = {}
        self._categories: dict[str, Category] = {}
        self._saved: list[models.Model] = []
        self._listed: list[Technology | Category] = []
        for technology in Technology.objects.all():
            self._know(technology)
        for category in Category.objects.all():
            self._categories[category.slug] = category

    def _know(self, technology: Technology) -> None:
        self._technologies[technology.slug] = technology  # a slug always means its own
        for name in (technology.name, *technology.alias_list):
            self._technologies.setdefault(name.casefold(), technology)

    # --- Finding and making up ---------------------------------------------------------------------

    def find_technology(self, name: str) -> Technology | None:
        """Returns the technology a slug, a name or an alias means."""
        return self._technologies.get(name.casefold())

    def resolve(self, document: EntryDocument) -> tuple[EntryDocument, list[str]]:
        """Returns a document that names things by their slug in this hub, and warnings about what is new."""
        warnings, named = [], {}
        if slug := document.attributes.get("technology"):
            technology = self.find_technology(slug)
            if technology is None:
                technology = self._make_technology(slug, hint=document.code.partition("-")[0])
                warnings.append(
                    f"The technology “{slug}” does not exist yet: it is made, with the prefix"
                    f" {technology.prefix}."
                )
            if technology.slug != slug:
                named["technology"] = technology.slug
        if (slug := document.attributes.get("category")) and slug not in self._categories:
            names = {category.name.casefold() for category in self._categories.values()}
            self._categories[slug] = Category(name=_readable(slug, names), slug=slug)
            warnings.append(f"The category “{slug}” does not exist yet: it is made.")
        if named:
            document = replace(document, attributes={**document.attributes, **named})
        return document, warnings

    def _make_technology(self, slug: str, *, hint: str) -> Technology:
        taken = self._prefixes() | RESERVED_PREFIXES
        names = {technology.name.casefold() for technology in self._technologies.values()}
        name = _readable(slug, names)
        technology = Technology(
            name=name,
            slug=slug,
            prefix=hint if _is_prefix(hint) and hint not in taken else derive_prefix(name, taken),
        )
        self._know(technology)
        return technology

    def _prefixes(self) -> set[str]:
        return {technology.prefix for technology in self._technologies.values()}

    # --- For pages: see `knowledge.entrydocs.pages.Taxonomy` ---------------------------------------

    def technology(self, slug: str) -> Technology:
        """Returns a technology that `resolve` has seen."""
        return self._technologies[slug]

    def category(self, slug: str) -> Category:
        """Returns a category that `resolve` has seen."""
        return self._categories[slug]

    def save(self, document: EntryDocument) -> None:
        """Saves what a document names and the hub lacks; to be called in the entry's transaction."""
        for key, known in (("technology", self._technologies), ("category", self._categories)):
            term = known.get(document.attributes.get(key, ""))
            if term is not None and term.pk is None:
                self._save(term)

    def _save(self, term: Technology | Category) -> None:
        term.full_clean()
        term.save()
        self._saved.append(term)

    def settle(self, *, undone: bool) -> None:
        """Ends a transaction: after one that was undone, what it saved is unsaved again."""
        for term in self._saved if undone else ():
            term.pk, term._state.adding = None, True
        self._saved.clear()

    # --- A whole file of them ----------------------------------------------------------------------

    def add(self, file: TaxonomyFile) -> list[str]:
        """Adds what a `taxonomy.yaml` lists and the hub lacks, unsaved; the hub's own stays as it is.

        Returns warnings about what cannot be taken as it is written.
        """
        warnings: list[str] = []
        added: list[tuple[Technology, str]] = []
        for row in file.get("technologies", []):
            known = self._technologies.get(row["slug"]) or self._technologies.get(row["name"].casefold())
            if known is not None:
                if known.prefix != row["prefix"]:
                    warnings.append(
                        f"“{known.name}” has the prefix {known.prefix} here, not {row['prefix']}."
                    )
                continue
            technology = Technology(name=row["name"], slug=row["slug"], prefix=row["prefix"])
            if not _is_prefix(technology.prefix) or technology.prefix in self._prefixes():
                technology.prefix = derive_prefix(technology.name, self._prefixes())
                warnings.append(
                    f"The prefix {row['prefix']} is not free: “{technology.name}” gets {technology.prefix}."
                )
            free = [name for name in row.get("aliases", []) if name.casefold() not in self._technologies]
            technology.aliases = ", ".join(free)
            self._know(technology)
            self._listed.append(technology)
            added.append((technology, row.get("parent", "")))
        for technology, parent in added:
            technology.parent = self._technologies.get(parent)
            if parent and technology.parent is None:
                warnings.append(f"“{technology.name}” names the parent “{parent}”, which does not exist.")
        for row in file.get("categories", []):
            if row["slug"] not in self._categories:
                self._categories[row["slug"]] = category = Category(**row)
                self._listed.append(category)
        return warnings

    def save_listed(self) -> None:
        """Saves what `add` took from files, parents first.

        Raises:
            ValidationError: when the hub's rules refuse one of them.
        """
        waiting = list(self._listed)
        while waiting:
            ready = [one for one in waiting if getattr(one, "parent", None) not in waiting]
            if not ready:
                raise ValidationError("Technologies that belong to each other in a circle cannot be saved.")
            for term in ready:
                if isinstance(term, Technology):
                    term.parent = term.parent  # which has its number now
                self._save(term)
                waiting.remove(term)
        self._listed.clear()


def keywords_of(documents: Iterable[EntryDocument]) -> dict[str, EntryKeyword]:
    """Returns the tags of documents by name; what nobody has used yet is made."""
    names = sorted({name for document in documents for name in document.attributes.get("tags", [])})
    found = _keywords(names)
    made = [EntryKeyword(name=name, slug=EntryKeyword().slugify(name)) for name in names if name not in found]
    if not made:
        return found
    slugs = EntryKeyword.objects.filter(slug__in=[one.slug for one in made]).values_list("slug", flat=True)
    first = dict.fromkeys(slugs)
    for one in made:
        first.setdefault(one.slug, one)
    # Somebody may make one of them at the same moment.
    EntryKeyword.objects.bulk_create(filter(None, first.values()), ignore_conflicts=True)
    for one in made:
        if first[one.slug] is not one:
            EntryKeyword(name=one.name).save()  # which numbers the slug that another has
    return _keywords(names)


def _keywords(names: list[str]) -> dict[str, EntryKeyword]:
    """Returns tags by their names in small letters, which is how documents write them."""
    rows = EntryKeyword.objects.annotate(small=Lower("name")).filter(small__in=names)
    return {one.small: one for one in rows.order_by("-pk")}  # the oldest counts, as it does for taggit


def _readable(slug: str, taken: set[str]) -> str:
    name = slug.replace("-", " ")
    name = name[0].upper() + name[1:]
    return slug if name.casefold() in taken else name


def _is_prefix(text: str) -> bool:
    try:
        prefix_validator(text)
    except ValidationError:
        return False
    return text not in RESERVED_PREFIXES
