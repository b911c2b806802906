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
from knowledge.importing.structure.grids import is_tabular
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import plain

FEWEST, MANY = 3, 10
NEARLY_ALL, MAX_NAME = 0.9, 80
LETTER = re.compile(r"[^\W\d_]")
TOLD_OF = re.compile(
    r"\b(?:errors?|exceptions?|failures?|(?:exit|return|status|fault|alarm) codes?|troubleshoot\w*|diagnostics)\b",
    re.IGNORECASE,
)
# What a first column of errors is called where a file speaks of them.
PROBLEMS = frozenset(
    map(
        fold,
        (
            "problem",
            "problems",
            "issue",
            "symptom",
            "symptoms",
            "failure",
            "what you see",
            "alert",
            "condition",
        ),
    )
)
BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
CODE_SPAN = re.compile(r"^(`{1,2})([^`]+)\1$")


class ErrorTables:
    """Evidence: a column that only errors have, or codes in a file that speaks of errors.

    Such tables are most of the file, or many of their rows say what is to be done.
    """

    name = "error-table"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        tables = [
            block
            for block in source.tree.children
            if block.kind in {"table", "code", "fence"} and span[0] <= block.line < span[1]
        ]
        sheets = [(block, sheet) for block in tables if (sheet := _sheet(block, source)) is not None]
        told = sum(bool(line.strip()) for line in source.lines)
        mended = sum(len(sheet.rows) for _, sheet in sheets if {"cause", "fix"} & sheet.columns.keys())
        if mended < MANY and sum(block.end - block.line for block, _ in sheets) < MAINLY * told:
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
    header, told = _cells(block, source)
    if len({fold(name) for name in header}) < len(header):
        return None
    entries = _without_parts(told, header)
    rows = [list(row.cells.values()) for row in entries]
    if len(rows) < FEWEST:
        return None
    columns = columns_of(header, rows, {})
    speaks = _speaks_of_errors(block, source)
    if speaks and not {"error_code", "message"} & columns.keys():
        codes = [row[0] for row in rows if row and _is_code(row[0])]
        if len(codes) >= NEARLY_ALL * len(rows):
            columns = {key: name for key, name in columns.items() if name != header[0]} | {
                "error_code": header[0]
            }
    if speaks and not {"error_code", "message"} & columns.keys() and fold(header[0]) in PROBLEMS:
        columns = {key: name for key, name in columns.items() if name != header[0]} | {"message": header[0]}
    if not {"error_code", "message"} & columns.keys():
        return None
    if not (speaks or OF_AN_ERROR & {fold(name) for name in header}):
        return None
    if "message" in columns and "fix" not in columns and "answer" in columns:
        columns["fix"] = columns.pop("answer")  # what is to be done about what is printed
    if not {"message", "title"} & columns.keys() and (name := _names_beside(columns, header, rows)):
        columns["title"] = name
    elif not are_entries({key: header.index(name) for key, name in columns.items()}, rows):
        return None
    return Sheet(ErrorTables.name, entries, columns)


def _cells(block: Block, source: Source) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Returns the names of the columns of a table, and the cells of its rows by their line; of text cut by tabs too."""
    if block.kind == "table":
        header, _, *rows = [cells(source.lines[line]) for line in range(block.line, block.end)]
        told = [(line, [_shown(cell) for cell in row]) for line, row in enumerate(rows, start=block.line + 2)]
        return header, told
    lines = [(line, source.lines[line].strip()) for line in range(block.line, block.end)]
    if not is_tabular([text for _, text in lines]):
        return [], []
    told = [(line, ([] if "\t" in text else [""]) + text.split("\t")) for line, text in lines if text]
    return ["Code", "Message"], [(line, [row[0].strip(), "\n".join(row[1:])]) for line, row in told]


def _without_parts(told: list[tuple[int, list[str]]], header: list[str]) -> list[Row]:
    """Returns the rows that hold an entry, with the part each stands in.

    A row in bold without a code names a part; one that names nothing goes on with the row above.
    """
    found: list[Row] = []
    part = ""
    for line, row in told:
        names = [bold_line(cell) for cell in row[1:] if cell]
        if found and not row[0] and (len(row) == 2 or not any(row[1:2])):
            above = found[-1].cells
            for name, cell in zip(header, row, strict=False):
                if cell not in above.get(name, ""):
                    above[name] = f"{above.get(name, '')}\n{cell}"
            found[-1].end = line + 1
        elif names and all(names) and not _is_code(row[0]):
            part = names[0] or ""
        else:
            found.append(Row(line, line + 1, dict(zip(header, row, strict=False)), part))
    return found


def _is_code(cell: str) -> bool:
    return cell.isdecimal() or bool(ERROR_CODE.match(cell))


def _names_beside(columns: dict[str, str], header: list[str], rows: list[list[str]]) -> str:
    """Returns the column that names errors whose codes are mere numbers: short texts right beside them, with more behind."""
    at = header.index(columns["error_code"])
    if len(header) < at + 3 or header[at + 1] in columns.values():
        return ""
    numbers = [row[at] for row in rows if len(row) > at and row[at].isdecimal()]
    named = [row[at + 1] for row in rows if len(row) > at + 1 and LETTER.search(row[at + 1])]
    short = all(len(cell) <= MAX_NAME for cell in named)
    return header[at + 1] if short and min(len(numbers), len(named)) >= NEARLY_ALL * len(rows) else ""


def _shown(cell: str) -> str:
    """Returns a cell as text: without the marks of code around all of it."""
    return CODE_SPAN.sub(r"\2", BREAK.sub("\n", cell).strip())


def _speaks_of_errors(block: Block, source: Source) -> bool:
    """Says whether the file, or the heading above a table, speaks of errors."""
    at = bisect_left(source.headings, block.line, key=lambda one: one.line) - 1
    above = plain(source.headings[at].text) if at >= 0 else ""
    return bool(TOLD_OF.search(names_of(source)) or TOLD_OF.search(above))
