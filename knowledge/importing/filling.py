"""Updating an entry from a source that says less than the entry does: what it says is taken, the rest stays."""

from __future__ import annotations

from dataclasses import replace

from knowledge.entrydocs import DocumentError, EntryDocument, document_from_page
from knowledge.entrydocs.document import Section
from knowledge.importing.identity import fold_title
from knowledge.models import EntryPage


def filled_up(document: EntryDocument, page: EntryPage) -> EntryDocument:
    """Returns the page's document with what another document says: its sections and attributes, field by field.

    The page keeps its title; another wording of a question becomes one of those it is also asked by.
    """
    try:
        stored = document_from_page(page)
    except DocumentError:
        return document
    said = {section.heading: section.text for section in document.sections}
    kept = [Section(one.heading, said.pop(one.heading, one.text)) for one in stored.sections]
    attributes = {**stored.attributes, **document.attributes}
    if document.kind == "question" and fold_title(document.title) != fold_title(stored.title):
        wordings = stored.attributes.get("also_asked", [])
        if fold_title(document.title) not in {fold_title(one) for one in wordings} and len(wordings) < 50:
            attributes["also_asked"] = [*wordings, document.title]
    return replace(
        stored,
        attributes=attributes,
        summary=document.summary or stored.summary,
        sections=(*kept, *(Section(heading, text) for heading, text in said.items())),
    )
