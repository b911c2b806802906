"""An entry that is still being written, as readers would see it."""

from __future__ import annotations

from dataclasses import replace

from knowledge import kinds
from knowledge.entrydocs import EntryDocument, fill_page
from knowledge.reading import EntryReading

NAMED_ELSEWHERE = ("technology", "category")  # rows of the database, which no preview shows


def reading_of(document: EntryDocument) -> EntryReading:
    """Returns a document as a page would be read; nothing is stored and nothing asked of the database."""
    page = kinds.page_model(document.kind)()
    attributes = {key: one for key, one in document.attributes.items() if key not in NAMED_ELSEWHERE}
    fill_page(page, replace(document, attributes=attributes), None, with_tags=False)  # type: ignore[arg-type]
    return EntryReading(page, preview=True)
