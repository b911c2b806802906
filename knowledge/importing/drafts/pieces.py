"""The text below a title cut into labelled pieces, by headings, bold lines, run-in labels and summaries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from knowledge.importing.drafts.options import QUOTED
from knowledge.importing.text import furniture, labels
from knowledge.importing.text.answers import ABBREVIATED, DECORATED, answer_label, run_in
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.prepare import is_debris
from knowledge.importing.text.source import Block, parse
from knowledge.importing.text.titles import read_title

# Words that name a section of ours and are everyday words at the head of a line too: only headings count.
WEAK = {
    labels.fold(one)
    for one in (
        "example",
        "examples",
        "code",
        "note",
        "notes",
        "task",
        "problem",
        "why",
        "reason",
        "usage",
        "details",
        "production",
        "source",
        "links",
        "related",
        "type",
        "id",
        "time",
        "topic",
        "level",
        "show",
        "expand",
        "language",
        "a",
        "q",
        "production",
        "section",
        "sample code",
        "code example",
        "use cases",
        "in practice",
        "scenario",
        "resources",
    )
}
SECOND_OPTION = re.compile(
    r"^\s{0,6}(?:[-*+>]\s+)?[*`]*[\[(]?[Bb](?:\s?[.):\]][*`]*|[*`]{1,2}\s?[.):–—-]?|\s[-–—])\s"
)
FIRST_OPTION = re.compile(r"\s*(?:>\s)?[*`]*\[?A(?:\s?[.):\]]|[*`]|\s[-–—]\s)")
DETAILS_TAG = re.compile(r"</?(?:details|summary)\b[^<>]{0,200}>", re.IGNORECASE)
BREAKS = re.compile(r"\s*<br\s?/?>\s*$", re.IGNORECASE)
SUMMARY = re.compile(r"<summary\b[^<>]{0,200}>(.{0,400}?)</summary>", re.IGNORECASE)
WRAPPER = re.compile(
    r"^(?:\s|</?(?:details|summary|p|div|br|b|strong|center|ul|li|span|section|blockquote|hr|tr|td|table|tbody|a)\b[^<>]{0,300}>|<!--.{0,500}?-->|&nbsp;)+$",
    re.IGNORECASE,
)
EDGE_TAGS = re.compile(
    r"^(?:\s*<(?:br|p|b|div|strong|/summary|/b|/strong)\s*/?>)+\s*|\s*(?:</?(?:br|p|b|div|strong|details)\s*/?>)+\s*$",
    re.IGNORECASE,
)


ONLY_OF_QUESTIONS = {labels.CHOICES, labels.CORRECT, labels.PROMPT}  # “Options” of a tool are its settings


@dataclass
class Piece:
    """Rows under one label.

    Arguments:
        role: a role of `labels`, a section's key with `section:` before it, `own` for a heading of its own.
        heading: the label's words.
        level: of the heading that opened it, 7 for other labels.
    """

    role: str = ""
    heading: str = ""
    level: int = 0
    rows: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.rows).strip("\n")


@dataclass
class Cut:
    """A text in pieces, and the rows that were left out with the reason for each."""

    pieces: list[Piece]
    dropped: dict[int, str]
    lettered: bool = False  # whether options A, B … stand in it, so that "A)" is no answer


def cut(rows: list[str], kind: str) -> Cut:
    """Cuts the rows of an entry of a kind into pieces, the first of which has no label."""
    tree = parse("\n".join(rows))
    result = Cut([Piece()], {}, lettered=any(SECOND_OPTION.match(row) for row in rows))
    at = 0
    for block in tree.children:
        _take(rows, at, block.line, result)
        at = max(at, block.line)
        at = _read(block, rows, result, kind, at)
    _take(rows, at, len(rows), result)
    return result


def _take(rows: list[str], start: int, end: int, result: Cut) -> None:
    result.pieces[-1].rows += rows[start:end]


def _read(block: Block, rows: list[str], result: Cut, kind: str, at: int) -> int:
    """Reads one block; returns the row behind it."""
    end = min(block.end, len(rows))
    if block.kind == "heading":
        _heading(block, result, kind)
    elif block.kind == "paragraph":
        _paragraph(rows, at, end, result, kind)
    elif block.kind == "html":
        _html(rows, at, end, result, kind)
    elif block.kind == "list":
        _list(block, rows, at, result, kind)
    elif block.kind == "quote" and _answers(rows[block.line], result):
        inner = cut([QUOTED.sub("", row) for row in rows[at:end]], kind)
        result.pieces += inner.pieces[1:]
        result.dropped |= {at + row: reason for row, reason in inner.dropped.items()}
    elif block.kind == "hr":
        result.dropped |= dict.fromkeys(range(at, end), furniture.RULE)
        result.pieces[-1].rows.append("")
    else:
        _take(rows, at, end, result)
    return max(at, end)


def _answers(row: str, result: Cut) -> bool:
    """Says whether a quoted line begins with what marks an answer, and is no option."""
    return answer_label(QUOTED.sub("", row)) and not (result.lettered and FIRST_OPTION.match(row))


def _open(result: Cut, role: str, heading: str, level: int, text: str = "") -> None:
    text = BREAKS.sub("", text)
    result.pieces.append(Piece(role, heading, level, [text] if text.strip() else []))


def _meaning(words: str, kind: str) -> str:
    """Returns the role a label has, or an empty string."""
    role = labels.role_of(words)
    section = labels.section_of(kind, words)
    if section is not None and role not in {labels.SHORT, labels.FOLLOW_UPS, labels.ANSWER}:
        return f"section:{section.key}"
    return role if kind == "question" or role not in ONLY_OF_QUESTIONS else ""


def _heading(block: Block, result: Cut, kind: str) -> None:
    words = labels.label_words(block.text)
    role = _meaning(words, kind)
    if not role and (found := run_in(read_title(block.text).text)) and (role := labels.role_of(found[0])):
        _open(result, role, found[0], block.level, found[1])
        return
    current = result.pieces[-1]
    if role:
        _open(result, role, words, block.level)
    elif current.role and current.level < block.level:
        current.rows += [f"{'#' * min(6, max(3, block.level))} {block.text.strip()}", ""]
    elif words:
        _open(result, "own", read_title(block.text).text, block.level)
    else:  # nothing but a picture
        current.rows += [block.text, ""]


def _paragraph(rows: list[str], start: int, end: int, result: Cut, kind: str) -> None:
    text = "\n".join(rows[start:end])
    if furniture.is_back_link(text.strip()):
        result.dropped |= dict.fromkeys(range(start, end), furniture.BACK_LINK)
        return
    for at in range(start, end):
        row = rows[at]
        if debris := is_debris(row):
            result.dropped[at] = debris
        elif WRAPPER.match(row[:2000]):
            result.dropped[at] = furniture.MARKUP
        elif not _labelled(row, result, kind, first=at == start):
            result.pieces[-1].rows.append(_without_edge_tags(row))


def _without_edge_tags(row: str) -> str:
    return (
        EDGE_TAGS.sub("", row)
        if ("<" in row and len(row) < 5000 and row.lstrip().startswith("<"))
        or row.rstrip().endswith(("</details>", "<br>", "<br/>", "</p>"))
        else row
    )


def _labelled(row: str, result: Cut, kind: str, *, first: bool, bare: bool = False) -> bool:
    """Opens a piece where a row is a label or begins with one; says whether it did."""
    whole = bold_line(row.strip()) if row.lstrip()[:1] in "*_<" or not row[:1].isascii() else None
    if whole is not None:
        words = labels.label_words(whole)
        role = _meaning(words, kind)
        if role and labels.fold(words) not in WEAK:
            _open(result, role, words, 7)
            return True
    found = run_in(row)
    if found:
        words, text, set_off = found
        role = _meaning(words, kind)
        strong = labels.fold(words) not in WEAK or (labels.fold(words) == "a" and set_off)
        # A plain word with a colon is a label at the head of a paragraph only.
        told = role == labels.ANSWER or (role == labels.CORRECT and " " in words)
        if role and strong and (set_off or told or (first and len(words) > 3)):
            _open(result, role, words, 7, text)
            return True
    short = ABBREVIATED.match(row[:200]) or DECORATED.match(row[:200])
    lone = result.lettered and FIRST_OPTION.match(row)
    if (
        short
        and not lone
        and (first or DECORATED.match(row[:200]) or re.match(r"\s*\**(?:A\d{0,3}|Ans)\s?[:.)]", row))
        and not row.lstrip().startswith("A ")
    ):
        match = ABBREVIATED.match(row) or DECORATED.match(row)
        if match:
            _open(result, labels.ANSWER, "Answer", 7, match["text"])
            return True
    return False


def _html(rows: list[str], start: int, end: int, result: Cut, kind: str) -> None:
    text = "\n".join(rows[start:end])
    if furniture.is_back_link(text.strip()):
        result.dropped |= dict.fromkeys(range(start, end), furniture.BACK_LINK)
        return
    for at in range(start, end):
        row = rows[at]
        summary = SUMMARY.search(row[:3000])
        if summary:
            _summary(row, summary, result, kind)
        elif WRAPPER.match(row[:2000]):
            result.dropped[at] = furniture.MARKUP
        else:
            row = DETAILS_TAG.sub("", row) if DETAILS_TAG.search(row) else row
            row = _without_edge_tags(row)
            if not _labelled(row, result, kind, first=at == start):
                result.pieces[-1].rows.append(row)


def _summary(row: str, summary: re.Match, result: Cut, kind: str) -> None:
    words = labels.label_words(summary[1])
    role = _meaning(words, kind)
    rest = _without_edge_tags(DETAILS_TAG.sub("", row[summary.end() :]))
    says = words.casefold()
    if (
        role
        or not words
        or re.match(r"(?:click|tap|show|see|view|reveal|expand|toggle|open|check|read|hide)\b", says)
        or "answer" in says
        or "solution" in says
    ):
        _open(result, role or labels.ANSWER, words or "Answer", 7, rest)
    else:
        result.pieces[-1].rows += ["", f"**{words}**", "", rest]


def _list(block: Block, rows: list[str], at: int, result: Cut, kind: str) -> None:
    """Takes a list apart whose items begin with labels, as in `- **Answer:** …`."""
    labelled = 0
    for item in block.children:
        head = item.children[0] if item.children else None
        found = run_in(head.text.split("\n")[0]) if head is not None and head.kind == "paragraph" else None
        if (
            found
            and (role := _meaning(found[0], kind))
            and (
                (labels.fold(found[0]) not in WEAK and (found[2] or role == labels.ANSWER))
                or (labels.fold(found[0]) == "a" and found[2])
            )
        ):
            labelled += 1
    if not labelled or labelled < 0.5 * len(block.children):
        _take(rows, at, min(block.end, len(rows)), result)
        return
    for item, following in zip(block.children, [*block.children[1:], None], strict=True):
        end = following.line if following else min(block.end, len(rows))
        inner = [_dedent(rows[number], item.indent - block.indent) for number in range(item.line, end)]
        if inner:
            inner[0] = re.sub(r"^\s*(?:[-*+]|\d{1,9}[.)])\s?", "", rows[item.line])
        if inner and _labelled(inner[0], result, kind, first=True):
            result.pieces[-1].rows += inner[1:]
        else:
            result.pieces[-1].rows += rows[item.line : end]


def _dedent(row: str, columns: int) -> str:
    stripped = row.lstrip(" \t")
    return row[min(columns, len(row) - len(stripped)) :]
