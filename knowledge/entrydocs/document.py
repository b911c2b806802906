"""The entry document as a value: checked and tidied when it is made, equal when it means the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge import kinds
from knowledge.attributes import CODE, ShapeError, is_empty, line, lines
from knowledge.entrydocs import structure

MAX_TITLE = 255
MAX_HEADING = 200
MAX_CODE = 32
MAX_BODY = 300_000  # characters of summary and sections together
MAX_ATTRIBUTES = 100_000  # characters of all attributes together
MAX_SECTIONS = 200
MAX_PROBLEMS = 50  # more than anybody mends in one sitting
BODY = "*body*"


@dataclass(frozen=True)
class Problem:
    """What is wrong with a document: the line it stands on (0 where unknown), the field and a sentence.

    `path` leads to the part at fault: from an attribute to an item or field of its value, or from `BODY`
    to the text's number, 0 for the summary, and the line within it, -1 for its heading.
    """

    line: int
    field: str
    message: str
    path: tuple[int | str, ...] = dataclasses.field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line else ""
        return f"{where}{self.field}: {self.message}" if self.field else f"{where}{self.message}"


class DocumentError(ValueError):
    """A document cannot be accepted; `problems` says what is wrong with it, in the order of lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)[:MAX_PROBLEMS]
        super().__init__("; ".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Section:
    """A part of the body under a heading; a heading known to the kind is in its canonical form."""

    heading: str
    text: str


@dataclass(frozen=True)
class EntryDocument:
    """An entry without a page.

    Arguments:
        kind: key of a registered kind.
        title: one line.
        code: empty for an entry that has none yet.
        attributes: by key; values as the kind's shapes give them, empty ones left out.
        summary: Markdown before the first section.
        sections: in order; repetition and unknown headings are kept, sections without text are not.
    Raises:
        DocumentError: when anything does not fit; every problem is listed.
    """

    kind: str
    title: str
    code: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    summary: str = ""
    sections: tuple[Section, ...] = ()

    def __post_init__(self) -> None:
        problems: list[Problem] = []
        if not kinds.is_kind(self.kind):
            raise DocumentError([Problem(0, "kind", _unknown_kind(self.kind))])
        kind = kinds.get(self.kind)
        self._set("title", _checked(problems, "title", line, self.title))
        if not self.title:
            problems.append(Problem(0, "title", "is missing"))
        elif len(self.title) > MAX_TITLE:
            problems.append(Problem(0, "title", f"has {len(self.title)} characters; at most {MAX_TITLE} fit"))
        self._set("code", _checked(problems, "code", line, self.code))
        if self.code and not (CODE.match(self.code) and len(self.code) <= MAX_CODE):
            problems.append(Problem(0, "code", f"is {self.code[:40]!r}; a code looks like FLSK-MID-004"))
        self._set("attributes", self._checked_attributes(kind, problems))
        self._set("summary", _checked_text(problems, "summary", self.summary, number=0))
        self._set("sections", self._checked_sections(kind, problems))
        if problems:
            raise DocumentError(problems)

    def _set(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)

    def _checked_attributes(self, kind: kinds.Kind, problems: list[Problem]) -> dict[str, Any]:
        problems.extend(
            Problem(0, str(key)[:60], f"is not an attribute of a {kind.label.lower()}")
            for key in self.attributes
            if kind.attribute(key) is None
        )
        values = {}
        for attribute in kind.all_attributes:
            if attribute.key not in self.attributes:
                continue
            value = _checked(problems, attribute.key, attribute.shape.parse, self.attributes[attribute.key])
            if not is_empty(value):
                values[attribute.key] = value
        if _characters(values) > MAX_ATTRIBUTES:
            problems.append(Problem(0, "", f"the attributes hold more than {MAX_ATTRIBUTES:,} characters"))
        return values

    def _checked_sections(self, kind: kinds.Kind, problems: list[Problem]) -> tuple[Section, ...]:
        if len(self.sections) > MAX_SECTIONS:
            problems.append(Problem(0, "", f"has {len(self.sections)} sections; at most {MAX_SECTIONS} fit"))
            return ()
        sections = []
        for number, section in enumerate(self.sections, start=1):
            if not section.text.strip():
                continue
            try:
                heading = canonical_heading(kind, section.heading)
            except ShapeError as error:
                heading = ""
                problems.append(Problem(0, "heading", str(error), (BODY, number, -1)))
            text = _checked_text(problems, heading or "section", section.text, number=number)
            if text:
                sections.append(Section(heading, text))
        size = len(self.summary) + sum(len(one.heading) + len(one.text) for one in sections)
        if size > MAX_BODY:
            problems.append(Problem(0, "", f"has {size:,} characters of text; at most {MAX_BODY:,} fit"))
        return tuple(sections)

    def text_of(self, key: str) -> str:
        """Returns the text of the sections a key declares, joined where it is repeated; empty without one."""
        section = kinds.get(self.kind).section(key)
        heading = section.heading if section else ""
        return "\n\n".join(one.text for one in self.sections if one.heading == heading)


def _unknown_kind(key: object) -> str:
    known = ", ".join(kind.key for kind in kinds.all_kinds())
    return f"is {str(key)[:40]!r}; use one of: {known}" if key else f"is missing; use one of: {known}"


def canonical_heading(kind: kinds.Kind, heading: str) -> str:
    """Returns the heading as documents write it: the kind's own form for any alias.

    Raises:
        ShapeError: when it is empty or too long, or holds control characters.
    """
    heading = structure.heading_text(line(heading))
    if not heading:
        raise ShapeError("is empty; a section needs a heading")
    if len(heading) > MAX_HEADING:
        raise ShapeError(f"has {len(heading)} characters; at most {MAX_HEADING} fit")
    section = kinds.section_for_heading(kind, heading)
    return section.heading if section else heading


def _checked(problems: list[Problem], name: str, parse, *args):
    try:
        return parse(*args)
    except ShapeError as error:
        problems.append(Problem(0, name, str(error), error.path))
        return ""


def _checked_text(problems: list[Problem], name: str, text: str, *, number: int) -> str:
    try:
        text = lines(text)
    except ShapeError as error:
        problems.append(Problem(0, name, str(error), (BODY, number, 0)))
        return ""
    if len(text) > MAX_BODY:
        problems.append(
            Problem(0, name, f"has {len(text):,} characters; at most {MAX_BODY:,} fit", (BODY, number, 0))
        )
        return ""
    fault = structure.fault_in(text)
    if fault is not None:
        problems.append(Problem(0, name, fault.message, (BODY, number, fault.line)))
    return text


def _characters(value: Any) -> int:
    if isinstance(value, Mapping):
        return sum(_characters(one) for one in value.values())
    if isinstance(value, list):
        return sum(_characters(one) for one in value)
    return len(str(value))
