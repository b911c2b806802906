"""What somebody sent, as the page of their submission shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from contributions.submissions.models import Submission
from contributions.submissions.views.preview import reading_of
from hub.core.rendering import RENDERER_VERSION
from knowledge import kinds
from knowledge.entrydocs import DocumentError, EntryDocument
from knowledge.entrydocs.merging import differences, shown

KEPT = 600  # seconds


def sent(submission: Submission) -> SafeString:
    """Returns a submission's document as HTML: a new entry as readers would see it, or what a correction changes.

    Rendering takes seconds where somebody means it to, and whoever has the link may ask as often as they like,
    so it is done once in ten minutes.
    """
    key = f"contributions.sent:{submission.pk}:{submission.version}:{RENDERER_VERSION}"
    html = cache.get(key)
    if html is None:
        html = render_to_string("contributions/status_sent.html", _context(submission))
        cache.set(key, str(html), KEPT)
    return mark_safe(html)


def _context(submission: Submission) -> dict[str, Any]:
    try:
        document, base = submission.document, submission.base_document
    except DocumentError:  # the rules of its kind have changed since
        return {"source": submission.text}
    if base is not None:
        return {"changes": shown(differences(base, document), document.kind)}
    return {"reading": reading_of(document), "facts": _facts(document)}


def _facts(document: EntryDocument) -> list[tuple[str, list[str]]]:
    """Returns the names of a document's attributes with the lines of their values."""
    return [
        (attribute.name, _lines(document.attributes[attribute.key]))
        for attribute in kinds.get(document.kind).all_attributes
        if attribute.key in document.attributes
    ]


def _lines(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [", ".join(_lines(one)) for one in value]
    if isinstance(value, Mapping):
        return [f"{key}: {', '.join(_lines(one))}" for key, one in value.items()]
    return ["yes" if value is True else "no" if value is False else str(value)]
