"""Drafts become entry documents: nothing that does not fit is forced in, and nothing is lost in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from knowledge import kinds
from knowledge.entrydocs import DocumentError, EntryDocument
from knowledge.entrydocs.document import MAX_HEADING, MAX_SECTIONS, MAX_TITLE, Section
from knowledge.importing.drafts.bodies import Body, read_body, sound
from knowledge.importing.drafts.evidence import Evidence, Facts
from knowledge.importing.drafts.marks import Draft
from knowledge.importing.text.levels import GRADED, TAGGED, WORTH

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass
class Found:
    """An entry as a dialect understood it.

    Arguments:
        line, end_line: in the file, from 1.
        because: for each attribute, the words of the source it was taken from.
        number: the number before its title in the source, empty for none.
        run: entries of one list have the same; lists that were begun anew have another.
        also_at: lines where a list of the same file asks it too.
    """

    document: EntryDocument
    line: int
    end_line: int = 0
    because: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    number: str = ""
    dialect: str = ""
    run: int = 0
    also_at: list[tuple[int, int]] = field(default_factory=list)


def make_entry(draft: Draft, evidence: Evidence) -> tuple[EntryDocument, Facts, Body]:
    """Returns the document of a draft.

    Raises:
        DocumentError: when it cannot be one, whatever is left out.
    """
    body = read_body(draft)
    facts = evidence.facts(draft, body)
    for key, value in draft.values.items():
        if kinds.get(draft.kind).attribute(key) is not None:
            facts.attributes[key] = value
    if wanted := draft.values.get("wanted_code"):
        facts.code = wanted
    summary = draft.sections.pop("summary", "")
    if summary and not body.summary:
        body.summary = sound(summary, body)
    if body.choices:
        facts.attributes["choices"] = body.choices[:20]
    title, prompt = _title(draft)
    sections = [(draft_heading(draft.kind, key), sound(text, body)) for key, text in draft.sections.items()]
    sections += body.sections
    if prompt:
        sections.insert(0, (draft_heading(draft.kind, "prompt"), prompt))
    return _document(draft, title, facts, body, sections), facts, body


def draft_heading(kind: str, key: str) -> str:
    """Returns the heading of a section's key; a key the kind lacks is its own heading."""
    section = kinds.get(kind).section(key)
    return section.heading if section else key


def _title(draft: Draft) -> tuple[str, str]:
    """Returns a title that fits, and the whole of it where it does not."""
    text = CONTROL.sub("", " ".join(draft.title.text.split()))
    text = TAGGED.sub("", WORTH.sub("", GRADED.sub("", text))).rstrip() or text
    if len(text) <= MAX_TITLE:
        return text, ""
    cut = text[: MAX_TITLE - 1]
    draft.warnings.append("The title is too long: its whole text stands in the question.")
    return cut[: cut.rfind(" ")].rstrip(" ,;:") + "…", text


def _document(
    draft: Draft, title: str, facts: Facts, body: Body, sections: list[tuple[str, str]]
) -> EntryDocument:
    kind = kinds.get(draft.kind)
    kept = [Section(_heading(heading), CONTROL.sub("", text)) for heading, text in sections if text.strip()]
    attributes = {key: value for key, value in facts.attributes.items() if kind.attribute(key) is not None}
    if attributes.get("level") and attributes["level"] not in kind.levels:
        attributes.pop("level")
    for _ in range(30):
        try:
            return EntryDocument(
                draft.kind, title, code=facts.code, attributes=attributes,
                summary=CONTROL.sub("", body.summary), sections=tuple(kept[:MAX_SECTIONS]),
            )  # fmt: skip
        except DocumentError as error:
            if not _gave_way(error, attributes, facts, draft):
                raise
    raise DocumentError([])


def _gave_way(error: DocumentError, attributes: dict[str, Any], facts: Facts, draft: Draft) -> bool:
    """Leaves out the attribute at fault; says whether there was one."""
    field_name = error.problems[0].field
    if field_name in attributes:
        draft.warnings.append(f"{field_name} is left out: {error.problems[0].message}")
        attributes.pop(field_name)
        facts.because.pop(field_name, None)
        return True
    if field_name == "code" and facts.code:
        facts.code = ""
        return True
    return False


def _heading(text: str) -> str:
    words = CONTROL.sub("", " ".join(text.split()))[:MAX_HEADING].strip()
    return words if any(sign.isalnum() for sign in words) else "More"
