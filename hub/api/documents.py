"""A whole entry of any kind, from its entry document and its stored HTML; no kind is named here."""

from collections import Counter
from typing import Any

from django.http import HttpRequest

from hub.api.rows import Rows
from hub.core.addresses import absolute_url
from knowledge import kinds
from knowledge.blocks import OTHER
from knowledge.entrydocs import EntryDocument, document_from_page
from knowledge.models import EntryPage
from knowledge.reading import EntryReading
from knowledge.search.facets import page_types
from knowledge.twins import twin_url


def published_entry(code: str) -> EntryPage | None:
    """Returns the published entry of a code with everything its page needs, or None; two queries."""
    published = EntryPage.objects.published().filter(code=code)
    page_type = published.values_list("content_type_id", flat=True).first()
    kind = {pk: key for key, pk in page_types().items()}.get(page_type or 0)
    if kind is None:
        return None
    model = kinds.page_model(kind)
    known = {field.name for field in model._meta.get_fields()}
    joined = [name for name in ("technology", "category", "count", "rendering") if name in known]
    return model.objects.published().filter(code=code).select_related(*joined).first()


def whole_entry(request: HttpRequest, entry: EntryPage) -> dict[str, Any]:
    """Returns the fields of `answers.Entry`.

    Arguments:
        entry: as `published_entry` returns it.
    """
    document = document_from_page(entry)
    reading = EntryReading(entry)
    summary = reading.summary
    markdown_url = twin_url(entry, request)
    return {
        **Rows(request, [entry]).row(entry),
        "summary": reading.summary_text,
        "markdown_url": absolute_url(markdown_url) if markdown_url else None,
        "reading_minutes": reading.minutes,
        "summary_markdown": document.summary,
        "summary_html": str(summary.html) if summary else "",
        "attributes": dict(document.attributes),
        "sections": _sections(document, reading),
        "changes": [
            {"kind": change.kind, "note": change.note, "published_at": change.published_at}
            for change in reading.history
        ],
    }


def _sections(document: EntryDocument, reading: EntryReading) -> list[dict[str, str]]:
    """The document's sections, each with the HTML of the part that has its key and place among them."""
    seen: Counter[str] = Counter()
    shown = {}
    for part in reading.parts:
        shown[part.key, seen[part.key]] = part
        seen[part.key] += 1
    kind = kinds.get(document.kind)
    keys = {section.heading: section.key for section in kind.sections}
    seen.clear()
    sections = []
    for section in document.sections:
        key = keys.get(section.heading, OTHER)
        its = shown.get((key, seen[key]))
        seen[key] += 1
        sections.append(
            {
                "key": key,
                "heading": section.heading,
                "id": its.id if its else "",
                "markdown": section.text,
                "html": str(its.html) if its else "",
            }
        )
    return sections
