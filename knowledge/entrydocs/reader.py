"""Canonical text back to an entry document, with every problem named by line and field."""

from __future__ import annotations

from knowledge.attributes import CONTROL
from knowledge.entrydocs import frontmatter, structure
from knowledge.entrydocs.document import (
    BODY,
    MAX_BODY,
    MAX_HEADING,
    MAX_SECTIONS,
    DocumentError,
    EntryDocument,
    Problem,
    Section,
)

# Room for a body and attributes of the largest size a document takes, every character escaped.
MAX_CHARACTERS = 1_100_000
FENCE = "---"
OWN_KEYS = ("kind", "code", "title")


def read(text: str) -> EntryDocument:
    """Reads one entry document.

    Arguments:
        text: front matter and Markdown; a byte order mark and CRLF are forgiven.
    Raises:
        DocumentError: lists every problem found, with its line counted from 1.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(
            [Problem(1, "", f"has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")]
        )
    control = CONTROL.search(text)
    if control:
        number = text.count("\n", 0, control.start()) + 1
        raise DocumentError([Problem(number, "", f"holds the control character U+{ord(control[0]):04X}")])
    rows = text.split("\n")
    end = _end_of_front_matter(rows)
    try:
        front = frontmatter.parse("\n".join(rows[1:end]))
    except frontmatter.FrontMatterError as error:
        raise DocumentError([Problem(error.line + 2, error.field, str(error))]) from None
    return _document(front, _Body(rows[end + 1 :], end + 1))


def _end_of_front_matter(rows: list[str]) -> int:
    if rows[0].rstrip() != FENCE:
        raise DocumentError([Problem(1, "", "does not begin with a `---` line")])
    for number, row in enumerate(rows[1:], start=1):
        if row.rstrip() == FENCE:
            return number
    raise DocumentError([Problem(1, "", "the front matter has no closing `---` line")])


class _Body:
    """The Markdown of a document, cut into summary and sections; `offset` is its first line in the file."""

    def __init__(self, rows: list[str], offset: int) -> None:
        size = sum(len(row) + 1 for row in rows)
        if size > MAX_BODY + MAX_SECTIONS * MAX_HEADING:
            message = f"has {size:,} characters of text; at most {MAX_BODY:,} fit"
            raise DocumentError([Problem(offset + 1, "", message)])
        found = structure.openings("\n".join(rows))
        if len(found) > MAX_SECTIONS:
            line = offset + found[MAX_SECTIONS].line + 1
            raise DocumentError([Problem(line, "", f"has {len(found)} sections; at most {MAX_SECTIONS} fit")])
        ends = [opening.line for opening in found] + [len(rows)]
        self.summary, first = _text(rows, 0, ends[0])
        self.first_lines = [offset + first]  # of each text, counted from 0 in the file
        self.heading_lines = [offset, *(offset + opening.line for opening in found)]
        self.sections = []
        for opening, end in zip(found, ends[1:], strict=True):
            text, first = _text(rows, opening.end_line, end)
            self.first_lines.append(offset + first)
            self.sections.append(Section(opening.heading, text))

    def line_of(self, number: int, line: int) -> int:
        """Returns the line in the file, from 1, of a line within a text; -1 stands for its heading."""
        first = self.heading_lines[number] if line < 0 else self.first_lines[number] + line
        return first + 1


def _text(rows: list[str], start: int, end: int) -> tuple[str, int]:
    """Returns the text of some rows and its first row, blank ones before it left out."""
    while start < end and not rows[start].strip(" \t"):
        start += 1
    return "\n".join(rows[start:end]), start


def _document(front: frontmatter.FrontMatter, body: _Body) -> EntryDocument:
    for key in OWN_KEYS:
        if not isinstance(front.values.get(key, ""), str):
            raise DocumentError([Problem(front.line_of(key) + 2, key, "expected text")])
    try:
        return EntryDocument(
            **{key: front.values.get(key, "") for key in OWN_KEYS},
            attributes={key: value for key, value in front.values.items() if key not in OWN_KEYS},
            summary=body.summary,
            sections=tuple(body.sections),
        )
    except DocumentError as error:
        raise DocumentError([_located(problem, front, body) for problem in error.problems]) from None


def _located(problem: Problem, front: frontmatter.FrontMatter, body: _Body) -> Problem:
    match problem.path:
        case (str(start), int(number), int(row)) if start == BODY:
            line = body.line_of(number, row)
        case path:
            line = front.line_of(problem.field, *path) + 2
    return Problem(line, problem.field, problem.message)
