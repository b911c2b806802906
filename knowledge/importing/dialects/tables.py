"""Tables in Markdown with a column of questions."""

from __future__ import annotations

import re

from knowledge.importing.drafts.marks import Draft, Mark, Reading, Span
from knowledge.importing.structure.banks import is_bank
from knowledge.importing.structure.columns import guess_columns, is_called, names_columns
from knowledge.importing.text import furniture
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import LINK, QUESTION_END, Title, plain, read_title

FEWEST_NAMED = 4
NEARLY_ALL = 0.8  # of the rows ask: what they lead to is theirs where a column is called answers, or questions and none links
QUESTION = re.compile(r"\W*questions?\W*$", re.IGNORECASE)
TOLD = 4  # words of a cell that says something
FEWEST_COUNTED, MAX_DIGITS = 3, 6
CELL = re.compile(r"(?<!\\)\|")


class Tables:
    """Evidence: a header that names a question, and cells that ask."""

    name = "table"

    def read(self, source: Source, span: Span) -> Reading:
        reading, bank = Reading(self.name), is_bank(source) and 2 * (span[1] - span[0]) > len(source.lines)
        listed: dict[str, Draft] = {}
        tables = [one for one in source.blocks if one.kind == "table" and span[0] <= one.line < span[1]]
        found = [_drafts(block, source, source_is_bank=bank) for block in tables]
        asking = {_header(block, source) for block, drafts in zip(tables, found, strict=True) if drafts}
        for block, drafts in zip(tables, found, strict=True):
            alike = not drafts and _header(block, source) in asking
            told = _drafts(block, source, source_is_bank=bank, alike=True) if alike else drafts
            reading.drafts += _new(told, listed)
        reading.marks = [
            Mark(draft.line, draft.line + 1, draft.title, until=draft.end) for draft in reading.drafts
        ]
        reading.score = 0.8 * len(reading.drafts)
        reading.confidence = 0.8 if reading.drafts else 0.0
        return reading


def _header(block: Block, source: Source) -> tuple[str, ...]:
    return tuple(fold(cell) for cell in cells(source.lines[block.line]))


def _drafts(block: Block, source: Source, *, source_is_bank: bool, alike: bool = False) -> list[Draft]:
    """Returns the questions of a table.

    Arguments:
        alike: whether another table of the file with the same names of columns holds questions.
    """
    rows = [cells(source.lines[line]) for line in range(block.line, block.end)]
    if len(rows) < 3:
        return []
    columns = guess_columns(rows[0], rows[2:12])
    if "title" not in columns or columns.get("title", 0) >= len(rows[0]):
        return []
    count = _counting(rows[2:], columns["title"])
    entries = [row for row in rows[2:] if count is None or row[count]]
    asked = [read_title(row[columns["title"]]) for row in entries if len(row) > columns["title"]]
    told = [title for title in asked if title.asks and not title.linked]
    if not any(
        cell.strip() and names_columns([cell, "answer"])
        for cell in rows[0][columns["title"] : columns["title"] + 1]
    ):
        told = [
            title for title in told if QUESTION_END.search(title.raw)
        ]  # “Can hold state” only begins like a question
    named = source_is_bank and _name_what_is_asked(entries, columns, asked)
    if not (named or alike) and (len(told) < 0.5 * len(asked) or not told):
        return []
    listing = not QUESTION.match(rows[0][columns["title"]]) or _has(rows[0], "source")
    listing = len(told) < NEARLY_ALL * len(asked) or (listing and not _has(rows[0], "answer"))
    if listing and not alike and _are_links(entries, columns["title"]):
        return []
    drafts: list[Draft] = []
    for number, row in enumerate(rows[2:], start=block.line + 2):
        if len(row) <= columns["title"] or row == rows[0]:  # names of columns that come again
            continue
        if count is not None and not row[count]:
            _go_on(drafts, row[columns["title"]], number)
            continue
        title = read_title(row[columns["title"]])
        if not title.text or title.linked or furniture.is_only_markup(title.text):
            continue
        draft = Draft(title, number, number + 1, Tables.name)
        answer = row[columns["answer"]] if columns.get("answer", 99) < len(row) else ""
        if answer:
            draft.rows, draft.numbers = [_text(answer)], [number]
        drafts.append(draft)
    return drafts


def _has(header: list[str], meaning: str) -> bool:
    return any(is_called(name, meaning) for name in header)


def _new(drafts: list[Draft], listed: dict[str, Draft]) -> list[Draft]:
    """Returns the titles of a table that no table before it has: of one listed again only the answer is taken."""
    found = []
    for draft in drafts:
        before = listed.get(fold(draft.title.text))
        if before is None:
            found.append(draft)
        elif not before.rows:
            before.rows, before.numbers = draft.rows, [before.line] * len(draft.rows)
    listed |= {fold(draft.title.text): draft for draft in found}
    return found


def _counting(rows: list[list[str]], title: int) -> int | None:
    """Returns the column before the title that counts on and is empty in the rows between: parts, and answers."""
    for at in range(title):
        told = [
            int(row[at])
            for row in rows
            if len(row) > title and row[at].isdecimal() and len(row[at]) < MAX_DIGITS
        ]
        empty = sum(len(row) > title and not row[at] for row in rows)
        if (
            empty
            and len(told) >= FEWEST_COUNTED
            and len(told) + empty == len(rows)
            and told == sorted(set(told))
        ):
            return at
    return None


def _go_on(drafts: list[Draft], cell: str, line: int) -> None:
    """Adds what a row without a number says to the answer of the row above; a name in bold is that of a part."""
    if drafts and cell and not bold_line(cell) and line == drafts[-1].end:
        drafts[-1].rows.append(_text(cell))
        drafts[-1].numbers.append(line)
        drafts[-1].end = line + 1


def _text(cell: str) -> str:
    return re.sub(r"<br\s*/?>", "\n", cell)


def _name_what_is_asked(rows: list[list[str]], columns: dict[str, int], asked: list[Title]) -> bool:
    """Says whether each row of a table names something of its own and tells of it in sentences."""
    told = [row[columns["answer"]] for row in rows if columns.get("answer", len(row)) < len(row)]
    own = len({title.text for title in asked}) == len(asked) >= FEWEST_NAMED
    return own and sum(len(cell.split()) > TOLD for cell in told) >= 0.8 * len(asked)


def _are_links(rows: list[list[str]], title: int) -> bool:
    """Says whether most rows lead elsewhere and tell nothing beside what they lead to."""
    others = [[cell for at, cell in enumerate(row) if at != title] for row in rows]
    linked = sum(
        any("](" in cell or "http" in cell for cell in row)
        and all(len(plain(LINK.sub("", cell)).split()) < TOLD for cell in row)
        for row in others
    )
    return linked > 0.5 * len(rows)


def cells(line: str) -> list[str]:
    """Returns the cells of a row."""
    stripped = line.strip()
    stripped = stripped.removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(stripped)]
