"""Checklists and staged lists as learning paths: the file is the path, its parts are the stages."""

from __future__ import annotations

import re

from knowledge import kinds
from knowledge.importing.dialects import furniture
from knowledge.importing.dialects.marks import Draft, Reading, Span
from knowledge.importing.dialects.source import Block, Source
from knowledge.importing.dialects.titles import read_title

TASK = re.compile(r"^\[[ xX]\]\s+\S")
STAGE = re.compile(r"^(?:week|day|month|stage|phase|step|milestone|sprint|level)\s*\d{1,3}\b", re.IGNORECASE)
NAMED = re.compile(
    r"\b(?:roadmap|curriculum|learning path|study plan|checklist|syllabus|bootcamp|lernpfad)\b", re.IGNORECASE
)
SMALLEST = 6  # items of a checklist
STAGES = 3
MAX_STAGES = 20


class Checklist:
    """Evidence: most list items can be ticked off, or the parts of the file are weeks, days or stages."""

    name = "checklist"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        headings = [block for block in source.tree.children if block.kind == "heading"]
        title = next((block for block in headings if block.level == 1), headings[0] if headings else None)
        if title is None or not kinds.is_kind("path") or not _is_checklist(source, headings):
            return reading
        stages = [
            block for block in _stages(headings, title) if not furniture.heading_is_furniture(block.text)
        ]
        draft = Draft(read_title(title.text), title.line, span[1], self.name, kind="path")
        draft.values["stages"] = [
            {"title": read_title(block.text).text[:120]} for block in stages[:MAX_STAGES]
        ]
        _take_text(draft, source, title, headings)
        if draft.sections["overview"]:
            reading.drafts, reading.score, reading.confidence = [draft], float(_items(source)), 0.7
        return reading


def _is_checklist(source: Source, headings: list[Block]) -> bool:
    heads = [
        block.children[0].text
        for block in source.blocks
        if block.kind == "item" and block.children and block.children[0].kind == "paragraph"
    ]
    tasks = sum(bool(TASK.match(head)) for head in heads)
    asking = sum(read_title(TASK.sub("x", head)).asks for head in heads) + sum(
        read_title(one.text).asks for one in headings
    )
    if asking > 0.3 * max(1, len(heads)):
        return False
    staged = sum(bool(STAGE.match(read_title(one.text).text)) for one in headings)
    named = bool(
        NAMED.search(" ".join([re.sub(r"[_-]+", " ", source.stem), *(one.text for one in headings[:1])]))
    )
    if len(heads) < SMALLEST:
        return False
    return tasks >= 0.6 * len(heads) or staged >= STAGES or (named and tasks >= 0.3 * len(heads))


def _items(source: Source) -> int:
    return sum(block.kind == "item" for block in source.blocks)


def _stages(headings: list[Block], title: Block) -> list[Block]:
    """Returns the headings of the first level below the title that has several."""
    for level in range(title.level, 5):
        found = [
            block
            for block in headings
            if block.level == level and block is not title and block.line > title.line
        ]
        if len(found) > 1:
            return found
    return []


def _take_text(draft: Draft, source: Source, title: Block, headings: list[Block]) -> None:
    """Takes the text below the title, without the parts that belong to the file and not to the path."""
    silent, draft.end = 0, title.end
    starts = {block.line: block for block in headings}
    rows: list[str] = []
    for line in range(title.end, len(source.lines)):
        block = starts.get(line)
        if block is not None:
            if silent and block.level <= silent:
                silent = 0
            if not silent and furniture.heading_is_furniture(block.text):
                silent = block.level
        if silent:
            draft.left_out[line] = furniture.NO_ENTRY
            continue
        rows.append(source.lines[line])
        if source.lines[line].strip():
            draft.end = line + 1
    draft.left_out = {line: reason for line, reason in draft.left_out.items() if line < draft.end}
    draft.sections["overview"] = "\n".join(rows).strip("\n")
