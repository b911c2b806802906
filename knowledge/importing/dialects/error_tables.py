"""Tables in Markdown that list errors: a row an error, named by its code, its name or what a machine prints."""

from __future__ import annotations

import re
from bisect import bisect_left

from knowledge.importing.dialects.records import MAINLY, OF_AN_ERROR
from knowledge.importing.dialects.sheets import Row, Sheet, columns_of, drafts_of
from knowledge.importing.dialects.tables import cells
from knowledge.importing.drafts.marks import Mark, Reading, Span
from knowledge.importing.structure.banks import names_of
from knowledge.importing.structure.columns import ERROR_CODE, are_entries
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import plain

FEWEST = 3
TOLD_OF = re.compile(
    r"\b(?:errors?|exceptions?|failures?|(?:exit|return|status|fault|alarm) codes?|troubleshoot\w*|diagnostics)\b",
    re.IGNORECASE,
)
BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
CODE_SPAN = re.compile(r"^(`{1,2})([^`]+)\1$")


class ErrorTables:
    """Evidence: a column that only errors have, or codes in a file that speaks of errors; and little else in the file."""

    name = "error-table"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        tables = [
            block
            for block in source.tree.children
            if block.kind == "table" and span[0] <= block.line < span[1]
        ]
        sheets = [(block, sheet) for block in tables if (sheet := _sheet(block, source)) is not None]
        if not sheets:
            return reading
        told = sum(bool(line.strip()) for line in source.lines)
        if sum(block.end - block.line for block, _ in sheets) < MAINLY * told:
            return reading
        for _, sheet in sheets:
            reading.drafts += [one for one in drafts_of(sheet) if one.kind == "debug"]
        reading.marks = [
            Mark(one.line, one.line + 1, one.title, until=one.end, kind="debug") for one in reading.drafts
        ]
        reading.score = float(len(reading.drafts))
        reading.confidence = 0.8 if reading.drafts else 0.0
        return reading


def _sheet(block: Block, source: Source) -> Sheet | None:
    """Returns a table as a sheet of errors; None where it tells of something else."""
    header, _, *rows = [cells(source.lines[line]) for line in range(block.line, block.end)]
    rows = [[_shown(cell) for cell in row] for row in rows]
    if len(rows) < FEWEST or len({fold(name) for name in header}) < len(header):
        return None
    columns = columns_of(header, rows, {})
    speaks = _speaks_of_errors(block, source)
    if speaks and not {"error_code", "message"} & columns.keys():
        codes = [row[0] for row in rows if row and (row[0].isdecimal() or ERROR_CODE.match(row[0]))]
        if len(codes) == len(rows):
            columns = {key: name for key, name in columns.items() if name != header[0]} | {
                "error_code": header[0]
            }
    if not {"error_code", "message"} & columns.keys():
        return None
    if not (speaks or OF_AN_ERROR & {fold(name) for name in header}):
        return None
    if "message" in columns and "fix" not in columns and "answer" in columns:
        columns["fix"] = columns.pop("answer")  # what is to be done about what is printed
    if not are_entries({key: header.index(name) for key, name in columns.items()}, rows):
        return None
    lines = enumerate(rows, start=block.line + 2)
    told = [Row(line, line + 1, dict(zip(header, row, strict=False))) for line, row in lines]
    return Sheet(ErrorTables.name, told, columns)


def _shown(cell: str) -> str:
    """Returns a cell as text: without the marks of code around all of it."""
    return CODE_SPAN.sub(r"\2", BREAK.sub("\n", cell).strip())


def _speaks_of_errors(block: Block, source: Source) -> bool:
    """Says whether the file, or the heading above a table, speaks of errors."""
    at = bisect_left(source.headings, block.line, key=lambda one: one.line) - 1
    above = plain(source.headings[at].text) if at >= 0 else ""
    return bool(TOLD_OF.search(names_of(source)) or TOLD_OF.search(above))
