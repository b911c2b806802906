"""What unfolds, in the notations of programs that make pages: admonitions, containers, callouts, components.

Each is written as `<details>`, which is what it becomes on the page. Only where what is folded asks: elsewhere
such a box is a note, a warning, or the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import read_title

FEWEST, MOSTLY = 3, 0.6  # of one notation, and of those ask
LONGEST = 400  # lines that something may unfold
INDENT = 4  # columns of what an admonition holds
ADMONITION = re.compile(r"^(?:\?{3}\+?|!{3})\s{1,3}[\w-]{1,30}\s{1,3}[\"“](?P<title>.{3,300})[\"”]\s*$")
CONTAINER = re.compile(
    r"^(?P<colons>:{3,6})\s{0,3}(?:details|spoiler|toggle|question|faq)\s{1,3}(?P<title>\S.{2,300}?)\s*$"
)
CALLOUT = re.compile(r"^>\s{0,3}\[!\w{1,20}\][+-]?\s{1,3}(?P<title>\S.{2,300}?)\s*$")
COMPONENT = re.compile(
    r"^\s{0,3}<(?P<name>Accordion(?:Item)?|Expandable|Collapse|Collapsible|Toggle|Details|Spoiler|FAQ|Question)\b[^<>]{0,200}?"
    r"\b(?:title|summary|question|header|label)=(?P<quote>[\"'])(?P<title>.{3,300}?)(?P=quote)[^<>]{0,200}>\s*$"
)
Ends = Callable[[list[str], int, re.Match], int]


@dataclass(frozen=True)
class Notation:
    """How something that unfolds begins, where it ends, and how its lines are taken out of it.

    Arguments:
        end: returns the line behind the last that it holds.
        closes: whether that line only closes it.
        inner: returns a line that it holds as it stands outside.
    """

    begin: re.Pattern
    end: Ends
    closes: bool
    inner: Callable[[str], str] = str


def _end_of_indent(lines: list[str], at: int, _: re.Match) -> int:
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(" " * INDENT)):
        end += 1
    return end


def _end_of_container(lines: list[str], at: int, found: re.Match) -> int:
    return _closing(lines, at, found["colons"])


def _end_of_quote(lines: list[str], at: int, _: re.Match) -> int:
    end = at + 1
    while end < len(lines) and lines[end].startswith(">"):
        end += 1
    return end


def _end_of_component(lines: list[str], at: int, found: re.Match) -> int:
    return _closing(lines, at, f"</{found['name']}>")


def _closing(lines: list[str], at: int, sign: str) -> int:
    """Returns the line that closes what begins at another, or that one where none does."""
    rows = range(at + 1, min(len(lines), at + LONGEST))
    return next((line for line in rows if lines[line].strip() == sign), at)


NOTATIONS = (
    Notation(ADMONITION, _end_of_indent, closes=False, inner=lambda line: line[INDENT:]),
    Notation(CONTAINER, _end_of_container, closes=True),
    Notation(CALLOUT, _end_of_quote, closes=False, inner=lambda line: re.sub(r"^> ?", "", line)),
    Notation(COMPONENT, _end_of_component, closes=True),
)


def write_folds(source: Source) -> None:
    """Writes what unfolds and asks as `<details>`; the lines stay where they are, or get others beside them."""
    for notation in NOTATIONS:
        folds = list(_folds(source, notation))
        if len(folds) >= FEWEST and sum(read_title(title).asks for _, _, title in folds) >= MOSTLY * len(
            folds
        ):
            _write(source, notation, folds)


def _folds(source: Source, notation: Notation) -> Iterator[tuple[int, int, str]]:
    """Yields the line where each begins, the line behind it, and its title; none within another."""
    behind = 0
    for at, line in enumerate(source.lines):
        found = notation.begin.match(line) if at >= behind and line[:1] in "?!:> <" else None
        if found is None or at in source.verbatim:
            continue
        end = notation.end(source.lines, at, found)
        if end > at:
            behind = end + notation.closes
            yield at, behind, found["title"]


def _write(source: Source, notation: Notation, folds: list[tuple[int, int, str]]) -> None:
    lines: list[str] = []
    origin: list[int] = []

    def add(at: int, *rows: str) -> None:
        lines.extend(rows)
        origin.extend([source.origin[at]] * len(rows))

    last = 0
    for begin, end, title in folds:
        for at in range(last, begin):
            add(at, source.lines[at])
        add(begin, "<details>", f"<summary>{title}</summary>", "")
        for at in range(begin + 1, end - notation.closes):
            add(at, notation.inner(source.lines[at]))
        add(end - 1, "", "</details>", "")
        last = end
    for at in range(last, len(source.lines)):
        add(at, source.lines[at])
    source.lines, source.origin = lines, origin
    source.forget_tree()
