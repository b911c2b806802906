"""Tables in Markdown with a column of questions."""

from __future__ import annotations

import re

from knowledge.importing.dialects import furniture
from knowledge.importing.dialects.columns import guess_columns
from knowledge.importing.dialects.marks import Draft, Mark, Reading, Span
from knowledge.importing.dialects.source import Block, Source
from knowledge.importing.dialects.titles import read_title

CELL = re.compile(r"(?<!\\)\|")


class Tables:
    """Evidence: a header that names a question, and cells that ask."""

    name = "table"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        for block in source.blocks:
            if block.kind == "table" and span[0] <= block.line < span[1]:
                reading.drafts += _drafts(block, source)
        reading.marks = [
            Mark(draft.line, draft.line + 1, draft.title, until=draft.end) for draft in reading.drafts
        ]
        reading.score = 0.8 * len(reading.drafts)
        reading.confidence = 0.8 if reading.drafts else 0.0
        return reading


def _drafts(block: Block, source: Source) -> list[Draft]:
    rows = [cells(source.lines[line]) for line in range(block.line, block.end)]
    if len(rows) < 3:
        return []
    columns = guess_columns(rows[0], rows[2:12])
    if "title" not in columns or columns.get("title", 0) >= len(rows[0]):
        return []
    asked = [read_title(row[columns["title"]]) for row in rows[2:] if len(row) > columns["title"]]
    told = [title for title in asked if title.asks and not title.linked]
    if len(told) < 0.5 * len(asked) or not told:
        return []
    drafts = []
    for number, row in enumerate(rows[2:], start=block.line + 2):
        if len(row) <= columns["title"]:
            continue
        title = read_title(row[columns["title"]])
        if not title.text or title.linked or furniture.is_only_markup(title.text):
            continue
        draft = Draft(title, number, number + 1, Tables.name)
        answer = row[columns["answer"]] if columns.get("answer", 99) < len(row) else ""
        if answer:
            draft.rows, draft.numbers = [re.sub(r"<br\s*/?>", "\n", answer)], [number]
        drafts.append(draft)
    return drafts


def cells(line: str) -> list[str]:
    """Returns the cells of a row."""
    stripped = line.strip()
    stripped = stripped.removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(stripped)]
