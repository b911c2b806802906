"""Rows of cells before their columns are understood: what divides them, and whether the first names columns."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

from knowledge.importing.structure.columns import are_entries, guess_columns, names_columns
from knowledge.importing.text.titles import QUESTION_END, read_title

DELIMITERS = ",;\t|"
LOOKED_AT = 200  # lines, of which the last may be cut within a cell
SETTING = re.compile(r"^#[A-Za-z][\w ]{0,30}:")  # before the cards of an export
CELLS_OF_A_CARD, ASKING_CARDS = 4, 0.1
A_SENTENCE, A_SHORT_ONE = 9, 5  # words
NEARLY_ALL = 0.8
MAX_DIGITS = 6
GAP = re.compile(r"_{3,}")
FEWEST_ROWS = 3  # of a table that is called a text


def row_of_names(rows: list[list[str]]) -> int:
    """Returns the place of the row that names the columns: the first, unless text or settings stand above it."""
    if not rows or names_columns(rows[0]):
        return 0
    named = next((at for at, row in enumerate(rows) if names_columns(row)), 0)
    settings = next((at for at, row in enumerate(rows) if not SETTING.match(",".join(row))), 0)
    return named or settings


def delimiter_of(lines: list[str]) -> str:
    """Returns the sign between the cells of a table: the one that cuts most rows into equally many, named at best."""
    return max(DELIMITERS, key=lambda mark: _evenness(lines[:LOOKED_AT], mark))


def _evenness(lines: list[str], delimiter: str) -> float:
    """Returns the share of rows with the most common number of cells above one; more where the first names columns."""
    try:
        rows = [row for row in csv.reader((f"{line}\n" for line in lines), delimiter=delimiter) if any(row)]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    named = bool(rows) and len(rows[0]) > 1 and names_columns(rows[0])
    return max(widths.values(), default=0) / max(1, len(rows)) + named


def has_no_header(header: list[str], rows: list[list[str]]) -> bool:
    """Says whether the first row of a table is one of its entries, since it names no columns.

    Arguments:
        header: that row.
        rows: those below it.
    """
    if guess_columns(header, []):
        return False
    if counting_column([header, *rows]) is not None:
        return True
    if any(_names_what_asks(cell, at, rows) for at, cell in enumerate(header)):
        return False
    if any(read_title(cell).asks for cell in header):
        return True
    if not any(map(_is_said, header)):
        return _are_cards([header, *rows], alike=1.0)
    unnamed = [""] * len(header)
    return _are_cards([header, *rows], alike=NEARLY_ALL) or are_entries(guess_columns(unnamed, rows), rows)


def counting_column(rows: Sequence[Sequence[str]]) -> int | None:
    """Returns the column that counts the rows, the first of them too: then that one names no columns."""
    if len(rows) <= FEWEST_ROWS:
        return None
    for at, cell in enumerate(rows[0]):
        first = int(cell) if cell.isdecimal() and len(cell) <= MAX_DIGITS else None
        if first is not None and all(
            len(row) > at and row[at].strip() == str(first + number) for number, row in enumerate(rows)
        ):
            return at
    return None


def _is_said(cell: str) -> bool:
    """Says whether a cell is a sentence, or leaves a gap to fill in, as no name of a column does."""
    words = len(cell.split())
    return (
        words >= A_SENTENCE
        or (words >= A_SHORT_ONE and cell.rstrip().endswith("."))
        or bool(GAP.search(cell))
    )


def _are_cards(rows: list[list[str]], alike: float) -> bool:
    """Says whether rows are cards: alike in their few cells, the first of which differ and some ask or leave a gap.

    Arguments:
        alike: so many of them must have the same number of cells, and first ones that no other has.
    """
    width = len(rows[0])
    cells = [row[0].strip() for row in rows if len(row) == width and any(cell.strip() for cell in row)]
    asking = sum(read_title(cell).asks or bool(GAP.search(cell)) for cell in cells)
    return (
        len(rows) > FEWEST_ROWS
        and 2 <= width <= CELLS_OF_A_CARD
        and len(set(cells)) >= alike * len(rows)
        and asking >= ASKING_CARDS * len(cells)
    )


def _names_what_asks(cell: str, at: int, rows: list[list[str]]) -> bool:
    """Says whether a cell has no question mark above cells that mostly have one: “what they ask” names a column."""
    below = [row[at] for row in rows if len(row) > at and row[at].strip()]
    asking = sum(bool(QUESTION_END.search(one)) for one in below)
    return asking > 0.5 * len(below) and not QUESTION_END.search(cell)


def is_tabular(lines: Sequence[str]) -> bool:
    """Says whether a text is a table whatever it is called: nearly all of its lines have the same number of tabs."""
    told = [line for line in lines if line.strip() and not SETTING.match(line)]
    counts = Counter(line.count("\t") for line in told)
    [(tabs, times)] = counts.most_common(1) or [(0, 0)]
    return tabs > 0 and times >= FEWEST_ROWS and times >= 0.9 * len(told)
