"""Where page and document meet: nothing else in the code converts one into the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import FieldDoesNotExist
from django.db.models import prefetch_related_objects

from knowledge import kinds
from knowledge.attributes import Flag, Items
from knowledge.blocks import OTHER
from knowledge.entrydocs.document import EntryDocument, Section

if TYPE_CHECKING:
    from knowledge.models import Category, EntryPage, Technology


class Taxonomy(Protocol):
    """Finds, or makes, what documents name by slug."""

    def technology(self, slug: str) -> Technology: ...

    def category(self, slug: str) -> Category: ...


def document_from_page(page: EntryPage) -> EntryDocument:
    """Returns the document of a specific page, as its fields are now.

    Raises:
        DocumentError: when the page holds what no document may, such as a control character.
    """
    attributes = {attribute.key: _get(page, attribute) for attribute in page.kind.all_attributes}
    sections = []
    for block in page.body:
        if block.block_type == OTHER:
            sections.append(Section(block.value["heading"], block.value["text"]))
        else:
            sections.append(Section(page.kind.section(block.block_type).heading, block.value))
    return EntryDocument(
        kind=page.kind.key,
        code=page.code or "",
        title=page.title,
        attributes={key: value for key, value in attributes.items() if value is not None},
        summary=page.summary,
        sections=tuple(sections),
    )


def fill_page(
    page: EntryPage, document: EntryDocument, taxonomy: Taxonomy, *, with_tags: bool = True
) -> None:
    """Writes a document into a page that has not been saved; what the document lacks becomes empty.

    Arguments:
        page: of the document's kind. Its code is set only where it has none.
        taxonomy: resolves the slugs of technology and category.
        with_tags: new tags are written to the database at once; without them nothing is.
    """
    page.title = page.draft_title = document.title
    if document.code and not page.code:
        page.code = document.code
    page.summary = document.summary
    for attribute in page.kind.all_attributes:
        if with_tags or attribute.key != "tags":
            _set(page, attribute, document.attributes.get(attribute.key), taxonomy)
    known = {section.heading: section.key for section in page.kind.sections}
    page.body = [
        (known[section.heading], section.text)
        if section.heading in known
        else (OTHER, {"heading": section.heading, "text": section.text})
        for section in document.sections
    ]


# --- Attributes that are more than one field of their own name -------------------------------------


def _get(page: EntryPage, attribute: kinds.Attribute) -> Any:
    match attribute.key:
        case "technology" | "category":
            target = getattr(page, attribute.key)
            return target.slug if target else None
        case "tags":
            return _tags(page)
        case "verified":
            value: dict[str, Any] = {"date": page.verified_on, "with": _items(page.verified_with)}
            return {key: one for key, one in value.items() if one} if page.verified_on else None
        case "source":
            value = {"title": page.source_title, "url": page.source_url, "licence": page.source_licence}
            return {key: one for key, one in value.items() if one}
    value = getattr(page, attribute.field_name)
    return _items(value) if isinstance(attribute.shape, Items) else value


def _tags(page: EntryPage) -> list[str]:
    """Returns the names of its tags; of a page from a revision, too, with one query for all of them."""
    if "tags" in getattr(page, "_prefetched_objects_cache", {}):
        return [tag.name for tag in page.tags.all()]
    tagged = list(page.entry_tags.all())
    prefetch_related_objects(tagged, "tag")
    return [one.tag.name for one in tagged]


def _items(stream) -> list[Any]:
    return [
        {key: one for key, one in block.value.items() if one not in ("", None)}
        if hasattr(block.value, "items")
        else block.value
        for block in stream
    ]


def _set(page: EntryPage, attribute: kinds.Attribute, value: Any, taxonomy: Taxonomy) -> None:
    match attribute.key:
        case "technology":
            page.technology = taxonomy.technology(value) if value else None
        case "category":
            page.category = taxonomy.category(value) if value else None  # type: ignore[attr-defined]
        case "tags":
            page.tags.set(value or [])
        case "verified":
            page.verified_on = (value or {}).get("date")
            page.verified_with = [("item", one) for one in (value or {}).get("with", [])]
        case "source":
            page.source_title = (value or {}).get("title", "")
            page.source_url = (value or {}).get("url", "")
            page.source_licence = (value or {}).get("licence", "")
        case _ if isinstance(attribute.shape, Items):
            setattr(page, attribute.field_name, [("item", one) for one in value or []])
        case _:
            setattr(page, attribute.field_name, _empty(page, attribute) if value is None else value)


def _empty(page: EntryPage, attribute: kinds.Attribute) -> Any:
    """Not the field's default: that is what an editor starts with, not what a document says."""
    if isinstance(attribute.shape, Flag):
        return False
    try:
        return None if page._meta.get_field(attribute.field_name).null else ""
    except FieldDoesNotExist:  # what the page says itself, such as its place in the tree
        return None
