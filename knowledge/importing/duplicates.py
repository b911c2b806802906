"""Questions of an import that ask what others ask, in the same file, in other files and in the hub."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.entrydocs import DocumentError, EntryDocument
from knowledge.importing.archive import Archive, Duplicate
from knowledge.importing.identity import as_question, fold_title, identity, is_answered
from knowledge.similarity import SAME, Question, group_indexes, similarity

if TYPE_CHECKING:
    from knowledge.importing.planned import PlannedEntry, PlannedSource

MERGE, SKIP = "merge", "skip"
Placed = tuple["PlannedSource", "PlannedEntry"]


def mark_duplicates(placed: Sequence[Placed], archive: Archive, on_duplicate: str) -> None:
    """Says of each question without a code which one asks the same, and what becomes of it.

    Of several in the import the fullest answer stays. A question without an answer is merged with the one
    that has it: its wording is kept there. What the hub has already gets the action that was asked for.
    """
    mine = [(source, entry) for source, entry in placed if _is_compared(entry)]
    if not mine:
        return
    stored = archive.questions
    asked = [as_question(entry.document) for _, entry in mine]
    groups = group_indexes([*asked, *(Question(one.title) for one in stored)])
    for group in _with_the_identical(groups, mine):
        members = [mine[at] for at in group if at < len(mine)]
        if not members:
            continue
        known = next((stored[at - len(mine)] for at in group if at >= len(mine)), None)
        known = next((entry.duplicate_of for _, entry in members if _is_stored(entry)), known)
        _settle(members, known, on_duplicate)


def _is_compared(entry: PlannedEntry) -> bool:
    return entry.kind == "question" and not entry.code and not entry.is_canonical


def _is_stored(entry: PlannedEntry) -> bool:
    return entry.duplicate_of is not None and entry.duplicate_of.pk is not None


def _with_the_identical(groups: list[list[int]], mine: list[Placed]) -> list[list[int]]:
    """Adds what has the very same title, code and options to the groups, whatever else was found."""
    home: dict[int, list[int]] = {at: group for group in groups for at in group}
    first: dict[object, int] = {}
    for at, (_, entry) in enumerate(mine):
        before = first.setdefault(identity(entry.document), at)
        if before != at and home.get(at) is None:
            group = home.setdefault(before, [before])
            group.append(at)
            home[at] = group
        elif before == at and _is_stored(entry):
            home.setdefault(at, [at])
    return list({id(group): sorted(group) for group in home.values()}.values())


def _settle(members: list[Placed], known: Duplicate | None, on_duplicate: str) -> None:
    source, keeper = max(members, key=lambda one: (is_answered(one[1].document), _size(one[1].document)))
    if known is not None:
        score = similarity(Question(keeper.title), Question(known.title)).score
        keeper.duplicate_of = replace(known, score=round(max(score, SAME), 2))
        keeper.action = on_duplicate
    else:
        keeper.duplicate_of, keeper.action = None, "create"
    for home, entry in members:
        if entry is keeper:
            continue
        where = f"line {keeper.line}" if home is source else f"{source.path}, line {keeper.line}"
        found = similarity(as_question(entry.document), as_question(keeper.document))
        entry.duplicate_of = Duplicate(keeper.title, where, round(found.score, 2))
        entry.action = SKIP if is_answered(entry.document) else MERGE
        if entry.action == MERGE:
            _keep_wording(keeper, entry.title)


def _size(document: EntryDocument) -> int:
    return len(document.summary) + sum(len(section.text) for section in document.sections)


def _keep_wording(keeper: PlannedEntry, title: str) -> None:
    document = keeper.document
    wordings = list(document.attributes.get("also_asked", []))
    if fold_title(title) in {fold_title(one) for one in (document.title, *wordings)} or len(wordings) >= 50:
        return
    try:
        keeper.document = replace(
            document, attributes={**document.attributes, "also_asked": [*wordings, title]}
        )
    except DocumentError:
        return
