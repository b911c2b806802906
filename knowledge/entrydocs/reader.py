"""Canonical text back to an entry document, with every problem named by line and field."""

from __future__ import annotations

from knowledge import kinds
from knowledge.attributes import CONTROL
from knowledge.entrydocs import frontmatter, structure
from knowledge.entrydocs.document import DocumentError, EntryDocument, Problem, Section

MAX_CHARACTERS = 1_000_000
FENCE = "---"


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
            [Problem(0, "", f"has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")]
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
    body_line = end + 1
    body = _Body("\n".join(rows[body_line:]), body_line)
    return _document(front, body)


def _end_of_front_matter(rows: list[str]) -> int:
    if rows[0].rstrip() != FENCE:
        raise DocumentError([Problem(1, "", "does not begin with a `---` line")])
    for number, row in enumerate(rows[1:], start=1):
        if row.rstrip() == FENCE:
            return number
    raise DocumentError([Problem(1, "", "the front matter has no closing `---` line")])


class _Body:
    """The Markdown of a document, cut into summary and sections; `offset` is its first line in the file."""

    def __init__(self, text: str, offset: int) -> None:
        rows = text.split("\n")
        found = structure.openings(text)
        starts = [opening.line for opening in found] + [len(rows)]
        self.summary = "\n".join(rows[: starts[0]])
        self.summary_line = offset
        self.sections: list[tuple[Section, int]] = []
        for opening, next_line in zip(found, starts[1:], strict=True):
            section = Section(opening.heading, "\n".join(rows[opening.end_line : next_line]))
            self.sections.append((section, offset + opening.end_line))

    def problems(self) -> list[Problem]:
        """Returns what the texts may not hold, by line in the file."""
        texts = [("summary", self.summary, self.summary_line)]
        texts += [(section.heading, section.text, line) for section, line in self.sections]
        found = []
        for name, text, line in texts:
            fault = structure.fault_in(text)
            if fault is not None:
                found.append(Problem(line + fault.line + 1, name, fault.message))
        return found


def _document(front: frontmatter.FrontMatter, body: _Body) -> EntryDocument:
    problems = [problem for problem in _unknown_keys(front)] + body.problems()
    values = {key: value for key, value in front.values.items() if key not in {"kind", "code", "title"}}
    known = _known_keys(front)
    try:
        document = EntryDocument(
            kind=_word(front, "kind"),
            code=_word(front, "code"),
            title=_word(front, "title"),
            attributes={key: value for key, value in values.items() if key in known},
            summary=body.summary if not problems else "",
            sections=tuple(section for section, _ in body.sections) if not problems else (),
        )
    except DocumentError as error:
        located = [
            Problem(problem.line or front.lines.get(problem.field, -1) + 2, problem.field, problem.message)
            for problem in error.problems
        ]
        raise DocumentError(sorted([*problems, *located], key=lambda problem: problem.line)) from None
    if problems:
        raise DocumentError(sorted(problems, key=lambda problem: problem.line))
    return document


def _word(front: frontmatter.FrontMatter, key: str) -> str:
    value = front.values.get(key, "")
    if not isinstance(value, str):
        raise DocumentError([Problem(front.lines[key] + 2, key, "expected text")])
    return value


def _known_keys(front: frontmatter.FrontMatter) -> set[str]:
    key = front.values.get("kind")
    if not isinstance(key, str) or not kinds.is_kind(key):
        return set()
    return {attribute.key for attribute in kinds.get(key).all_attributes}


def _unknown_keys(front: frontmatter.FrontMatter) -> list[Problem]:
    known = _known_keys(front)
    if not known:
        return []
    return [
        Problem(
            front.lines[key] + 2,
            key[:60],
            f"is no attribute of a {kinds.get(front.values['kind']).label.lower()}",
        )
        for key in front.values
        if key not in known and key not in {"kind", "code", "title"}
    ]
