"""What an entry of an import offers to one that the hub has: field by field, to be taken or left."""

from __future__ import annotations

from dataclasses import replace

from knowledge.entrydocs import EntryDocument, document_from_page, read
from knowledge.entrydocs.merging import Change, apply, differences
from knowledge.importing.filling import filled_up
from knowledge.importing.identity import fold_title
from knowledge.models import EntryPage, ImportedEntry

MAX_WORDINGS = 50


def newest(pk: int | None) -> EntryPage | None:
    """Returns the newest version of an entry, drafts included, or None where it is gone."""
    page = EntryPage.objects.filter(pk=pk).first() if pk else None
    return page.specific.get_latest_revision_as_object() if page else None


def offer(row: ImportedEntry, page: EntryPage) -> list[Change]:
    """Returns what a row would change in the newest version of an entry, all of its fields taken.

    An entry document says all there is to its entry; any other source leaves alone what it does not say,
    and what only joins another entry overwrites nothing there.

    Raises:
        DocumentError: when either is no document any more.
        ValueError: when the two are of different kinds.
    """
    said, stored = read(row.document), document_from_page(page)
    if said.kind != stored.kind:
        raise ValueError(f"It is a {said.kind}, and {page.code} is a {stored.kind}.")
    if row.action == ImportedEntry.Action.MERGE:
        wanted = joined(said, stored)
    elif row.is_canonical:
        wanted = replace(said, code=stored.code)
    else:
        wanted = filled_up(said, page)
    return differences(stored, wanted)


def taken(row: ImportedEntry, page: EntryPage) -> EntryDocument:
    """Returns the entry with those changes of a row that somebody takes.

    Raises:
        DocumentError, ValueError: as `offer`; also when the fields together are no document.
    """
    chosen = [change for change in offer(row, page) if change.path not in row.left_out]
    return apply(chosen, document_from_page(page))


def joined(said: EntryDocument, stored: EntryDocument) -> EntryDocument:
    """Returns a document with what another says and it lacks: attributes, sections, its wording."""
    attributes = {**said.attributes, **stored.attributes}
    if stored.kind == "question":
        wordings = {fold_title(one): one for one in stored.attributes.get("also_asked", [])}
        for title in (said.title, *said.attributes.get("also_asked", [])):
            wordings.setdefault(fold_title(title), title)
        wordings.pop(fold_title(stored.title), None)
        attributes["also_asked"] = list(wordings.values())[:MAX_WORDINGS]
    known = {section.heading for section in stored.sections}
    return replace(
        stored,
        attributes=attributes,
        summary=stored.summary or said.summary,
        sections=(*stored.sections, *(one for one in said.sections if one.heading not in known)),
    )
