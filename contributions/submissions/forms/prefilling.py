"""What a link or a pasted error fills into a form before anybody types."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from contributions.submissions.forms.shapes import choices_of
from hub.core.redaction import redact
from knowledge import kinds
from knowledge.attributes import ShapeError, line, lines
from knowledge.entrydocs.document import MAX_TITLE
from knowledge.models import Technology
from knowledge.traces.cleaning import bounded
from knowledge.traces.parsing import parse
from knowledge.traces.signatures import families_of_technology

BY_LINK = ("technology", "level")
MOST_MESSAGE = 4000  # characters


def filled_by_link(kind: kinds.Kind, asked: QueryDict) -> dict[str, Any]:
    """Returns what the address of a form fills in: short facts only, and only such as the form knows."""
    found: dict[str, Any] = {"title": _title(asked.get("title", ""))}
    for key in BY_LINK:
        attribute = kind.attribute(key)
        value = asked.get(key, "")
        if value and attribute and value in dict(choices_of(attribute, kind) or ()):
            found[key] = value
    return {key: value for key, value in found.items() if value}


def _title(text: str) -> str:
    try:
        return redact(line(text[: MAX_TITLE * 2]))[:MAX_TITLE]
    except ShapeError:
        return ""


def filled_by_trace(text: str) -> dict[str, Any]:
    """Returns what a pasted error fills in: its message without secrets, and the technology it comes from.

    Arguments:
        text: of any size; of a large one its head and tail are read.
    """
    trace = parse(redact(bounded(text)))
    if not trace.candidates:
        return {}
    main = trace.candidates[0]
    names = (main.program or main.type, main.message)
    message = "\n".join([": ".join(part for part in names if part), *main.tail])
    found: dict[str, Any] = {}
    try:
        found["messages"] = [lines(message)[:MOST_MESSAGE].rstrip()]
    except ShapeError:  # a character that no document may hold
        return {}
    families = {trace.language} if trace.language else set(main.families)
    if technology := _technology_of(families):
        found["technology"] = technology
    return found


def _technology_of(families: set[str]) -> str:
    """The technology that a runtime's errors belong to: the one nothing else stands above."""
    if len(families) != 1:
        return ""
    for one in Technology.objects.filter(parent=None).order_by("pk"):
        names = " ".join((one.name, one.slug, one.aliases))
        if families_of_technology(names) & families:
            return one.slug
    return ""
