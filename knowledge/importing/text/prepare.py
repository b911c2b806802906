"""From bytes to a source: decoded, repaired, cut into the lines dialects can read, each with its origin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace

from knowledge.importing.text import repair
from knowledge.importing.text.answers import states_the_answer
from knowledge.importing.text.containers import open_up
from knowledge.importing.text.folds import write_folds
from knowledge.importing.text.headlines import write_headings
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.meta import take_meta
from knowledge.importing.text.notations import write_notations
from knowledge.importing.text.pages import mend_pages
from knowledge.importing.text.references import link_references
from knowledge.importing.text.run_on import write_apart
from knowledge.importing.text.source import Block, Repair, Source, parse
from knowledge.importing.text.titles import read_title

NUMBERED_ROW = re.compile(r"^(?P<number>\d{1,4})(?P<mark>[.)])(?P<space>\s*)(?=\S)")
TOUCHED = re.compile(r"[A-Z`*_\"'“‘]|[^\W\d_]{2}")  # by a number: not the rest of a version
ENCLOSED_NUMBER = re.compile(r"^[(\[](?P<number>\d{1,4})[)\]]\s+(?=\S)")
DOUBLED = re.compile(r"^(\d{1,4}[.)])[.)]\s+(?=\S)")  # a slip: “12.. ”
# A new line's beginning, run together with the end of the sentence before it.
GLUED = re.compile(
    r"(?<=[a-z)][.:!?])(?=(?:Q\d{0,3}:\s|(?:Scenario|Project|Challenge|Exercise|Case Study|Part|Question) \d{1,3}:\s|\d{1,2}\. [A-Z][a-z]|- [A-Z][a-z]))"
)
COUNTED = re.compile(r"^(?P<word>[Qq]?)\s?(?P<number>\d{1,3})[.):]")
# The name of a part, run together with the first thing asked there.
GLUED_COUNT = re.compile(
    r"(?<=[A-Za-z):.!?])\s{0,3}(?<![Qq])(?P<word>[Qq]?)(?P<number>\d{1,3})[.):]\s?(?=[A-Z])"
)
MAX_NAME = 100
UNDERSCORED_LIKE = re.compile(r"\b[a-z]+\.[a-z]{6,}\(|\b[a-z]{4,}[a-z]+\(")
COPY_BUTTON = re.compile(
    r"^\s*(?:copy|copy code|copied!?|copy to clipboard|expand code|run code)\s*$", re.IGNORECASE
)
RUN_IN_COPY = re.compile(r"\b(?:[a-z]+)?Copy(?=[A-Za-z])")
PAGE_NUMBER = re.compile(
    r"^\s*(?:page\s+\d{1,4}(?:\s+of\s+\d{1,4})?|-\s?\d{1,4}\s?-|\d{1,4}\s*/\s*\d{1,4})\s*$", re.IGNORECASE
)
FENCE_LINE = re.compile(r"^ {0,12}(`{3,}|~{3,})(.*)$")
# Markdown right behind what a tag closes: for want of an empty line a parser takes it for markup too.
CLOSED = re.compile(
    r"(?:</(?:details|div|p|h[1-6]|table|center|ul|ol|section)\s{0,3}|<[bh]r\s{0,3}/?)>\s{0,9}$",
    re.IGNORECASE,
)
MARKED = re.compile(r"^ {0,3}(?:#{1,6}\s+\S|(?:[-*+]\s+|\d{1,4}[.)]\s+|\*\*)[^\s<])")
MDX = re.compile(r"^(?:import\s.{1,300}\sfrom\s|import\s+['\"]|export\s+(?:default|const|let|function)\b)")


def prepare(
    path: str, data: bytes, convert: Callable[[list[str]], tuple[list[str], list[int]]] | None = None
) -> Source:
    """Returns bytes as a source.

    Arguments:
        path: the file's name in reports.
        data: its content.
        convert: takes the lines of another format and returns Markdown, each line with its origin from 1.
    """
    text, repairs = repair.decode(data)
    lines, mended = repair.mend(text.split("\n"))
    repairs += mended
    total = len(lines) - (len(lines) > 1 and not lines[-1])
    if convert is not None:
        lines, origin = convert(lines)
    else:
        origin = list(range(1, len(lines) + 1))
    source = Source(path, lines, origin, max(1, total), repairs=repairs)
    take_meta(source)
    if source.suffix == ".mdx":
        source.lines = [
            "" if MDX.match(line) and at not in source.verbatim else line
            for at, line in enumerate(source.lines)
        ]
        source = _renewed(source)
    if open_up(source):
        source = _renewed(source)
    mend_pages(source)
    write_notations(source)
    write_folds(source)
    write_apart(source)
    write_headings(source)
    source = _joined(_unglued(source))
    source = _loosened(_closed(source))
    link_references(source)
    source = _renewed(source)
    _flag(source)
    return source


def _renewed(source: Source) -> Source:
    """Returns the source with its tree to be read anew."""
    return replace(source)


def _counted_within(source: Source) -> dict[int, int]:
    """Returns where a line that begins with other words goes on to ask what the count of the lines around it lacks."""
    begun = [
        (at, found["word"], int(found["number"]))
        for at, line in enumerate(source.lines)
        if at not in source.verbatim and (found := COUNTED.match(line.lstrip()[:40]))
    ]
    cuts: dict[int, int] = {}
    for (before, _, last), (after, word, number) in itertools.pairwise([(-1, "", 0), *begun]):
        if number == 1 or last == number - 1:
            continue
        for at in range(before + 1, after):
            for inner in GLUED_COUNT.finditer(source.lines[at][:MAX_NAME]):
                if (inner["word"], int(inner["number"])) == (word, number - 1) and at not in source.verbatim:
                    asked = read_title(source.lines[at][inner.start() :].strip())
                    cuts |= {at: inner.start()} if asked.asks or asked.labelled else {}
    return cuts


def _unglued(source: Source) -> Source:
    """Cuts lines that were run together, in texts that lost their line ends."""
    within, unmarked = _counted_within(source), not source.headings
    if not within and not any(
        GLUED.search(line[:20_000]) for at, line in enumerate(source.lines) if at not in source.verbatim
    ):
        return source
    lines, origin = [], []
    for at, line in enumerate(source.lines):
        pieces = GLUED.split(line) if at not in source.verbatim else [line]
        if at in within:
            name = line[: within[at]].strip()
            pieces = [f"## {name}" if unmarked else name, line[within[at] :].lstrip()]
        for number, piece in enumerate(pieces):
            if number:
                lines.append("")
                origin.append(source.origin[at])
            lines.append(piece)
            origin.append(source.origin[at])
        if len(pieces) > 1:
            source.repairs.append(Repair(source.origin[at], "lines that were run together are cut apart"))
    source.lines, source.origin = lines, origin
    return _renewed(source)


def _joined(source: Source) -> Source:
    """Puts bullets back before the text that a line break took them from."""
    changed = False
    for at, line in enumerate(source.lines[:-1]):
        if (
            line.strip() in {"-", "•", "*", "o", "▪"}
            and source.lines[at + 1].strip()
            and at not in source.verbatim
        ):
            if source.lines[at + 1].lstrip()[:2] in {"- ", "* ", "• "}:
                continue
            source.lines[at], source.lines[at + 1] = "", f"- {source.lines[at + 1].lstrip()}"
            source.repairs.append(Repair(source.origin[at], "a bullet is joined with its text"))
            changed = True
    return _renewed(source) if changed else source


def _closed(source: Source) -> Source:
    """Closes code fences that were left open and swallowed the titles after them."""
    for _ in range(50):
        at = _where_to_close(source)
        if at is None:
            return source
        line, mark = at
        source.lines.insert(line, mark)
        source.origin.insert(line, source.origin[line] if line < len(source.origin) else source.total)
        source.repairs.append(
            Repair(
                source.origin[line],
                "a code fence was never closed; it is closed before this line",
                certain=False,
            )
        )
        source = _renewed(source)
    return source


def _where_to_close(source: Source) -> tuple[int, str] | None:
    styles = {block.level for block in source.blocks if block.kind == "heading"}
    for block in source.blocks:
        if block.kind != "fence":
            continue
        opening = FENCE_LINE.match(
            source.lines[block.line][block.indent :] if block.indent else source.lines[block.line]
        )
        if not opening:
            continue
        rows = range(block.line + 1, block.end)
        run = opening[1]
        last = FENCE_LINE.match(source.lines[block.end - 1].lstrip()) if block.end - 1 > block.line else None
        open_ended = not (
            last and last[1].startswith(run[0]) and len(last[1]) >= len(run) and not last[2].strip()
        )
        reopened = next(
            (
                at for at in rows
                if (found := FENCE_LINE.match(source.lines[at].strip())) and found[1] == run and found[2].strip()
                and " " not in found[2].strip()
            ),
            None,
        )  # fmt: skip
        if not open_ended and reopened is None:
            continue
        if opening[2].strip().lower() in {"md", "markdown", "mdx"}:
            continue
        title = next((at for at in rows if _looks_like_a_title(source, at, styles)), None)
        if title is not None and (open_ended or (reopened is not None and title < reopened)):
            while title > block.line + 1 and not source.lines[title - 1].strip():
                title -= 1
            return title, " " * block.indent + run
    return None


def _looks_like_a_title(source: Source, at: int, styles: set[int]) -> bool:
    """Says whether a line within code is a heading that asks or is numbered, behind an empty line."""
    line = source.lines[at]
    match = re.match(r"^ {0,3}(?:\d{1,4}\. )?(#{2,6})\s+(\S.*)$", line)
    if not match or at == 0 or source.lines[at - 1].strip() or (styles and len(match[1]) not in styles):
        return False
    title = read_title(match[2])
    return title.asks or title.numbered or title.labelled or is_label(title.text)


def _loosened(source: Source) -> Source:
    """Sets numbered questions apart that a paragraph before them would swallow, and Markdown behind markup."""
    cuts: set[int] = set()
    spaced: dict[int, str] = {}
    for block in source.blocks:
        if block.kind == "paragraph" and not block.inside("quote"):
            _find_cuts(block, source, cuts, spaced)
        elif block.kind == "html":
            rows = range(block.line + 1, block.end)
            cuts |= {at for at in rows if _touches(source.lines[at - 1], source.lines[at])}
    if not cuts and not spaced:
        return source
    lines, origin = [], []
    for at, line in enumerate(source.lines):
        if at in cuts:
            lines.append("")
            origin.append(source.origin[at])
        lines.append(spaced.get(at, line))
        origin.append(source.origin[at])
    source.lines, source.origin = lines, origin
    return _renewed(source)


def _touches(above: str, line: str) -> bool:
    """Says whether Markdown stands right below markup, which would swallow it."""
    return bool(
        (CLOSED.search(above) and MARKED.match(line))
        or (FENCE_LINE.match(line) and above.rstrip().endswith(">") and above.lstrip().startswith("<"))
    )


def _find_cuts(block: Block, source: Source, cuts: set[int], spaced: dict[int, str]) -> None:
    for at in range(block.line, block.end):
        line = source.lines[at].strip()
        if enclosed := ENCLOSED_NUMBER.match(line):
            counted = f"{enclosed['number']}) {line[enclosed.end() :]}"
            line = counted if read_title(counted).asks else line
            spaced |= {at: line} if line == counted else {}
        if doubled := DOUBLED.match(line):
            line = spaced[at] = f"{doubled[1]} {line[doubled.end() :]}"
        match = NUMBERED_ROW.match(line)
        if not match:
            if at > block.line and _answers_behind(block, source.lines[at]):
                cuts.add(at)
            if source.suffix == ".txt" and at > block.line and _is_asked_behind(block, source.lines[at]):
                cuts.add(at)
            continue
        if not match["space"] and not TOUCHED.match(line[match.end() :]):
            continue
        if read_title(line).asks:
            if not match["space"]:
                spaced[at] = f"{line[: match.end()]} {line[match.end() :]}"
            if at > block.line and block.inside("item") is None:
                cuts.add(at)


def _answers_behind(block: Block, line: str) -> bool:
    """Says whether a line right behind a bullet, and left of its text, tells the answer: it is no part of that item."""
    item = block.inside("item")
    if item is None or item.number is not None or len(line) - len(line.lstrip()) >= item.indent:
        return False
    return states_the_answer(line)


def _is_asked_behind(block: Block, line: str) -> bool:
    """Says whether a line at the margin, right behind an item, asks by itself: in plain text it is no part of it."""
    return (
        block.inside("item") is not None
        and line[:1].isupper()
        and line.rstrip().endswith("?")
        and ". " not in line
        and read_title(line).asks
    )


def _flag(source: Source) -> None:
    """Tells what looks damaged and is left alone."""
    for at, line in enumerate(source.lines):
        if at in source.verbatim:
            if RUN_IN_COPY.match(line.strip()[:60]) and not line.strip().startswith(
                ("Copyright", "Copying", "CopyO", "CopyF", "CopyT", "CopyA")
            ):
                source.repairs.append(
                    Repair(
                        source.origin[at], "the name of a copy button may stand in the code", certain=False
                    )
                )
        elif "\\stackrel" in line or "\\subseteq" in line or ("$\\" in line and "\\text" in line):
            source.repairs.append(Repair(source.origin[at], "a picture was read as a formula", certain=False))
    text = "\n".join(source.lines)
    if "_" not in text and len(text) > 2000:
        found = re.search(r"\b[a-z]+\.(?:[a-z]{2,}\.)?[a-z]{7,}\(", text) or re.search(
            r"[a-z]'s[a-z]{8,}|\b[a-z]{10,}\(", text
        )
        if found and "(" in text:
            number = source.origin[text.count("\n", 0, found.start())]
            source.repairs.append(
                Repair(
                    number,
                    "there is no underscore in the whole text: names in code may have lost theirs",
                    certain=False,
                )
            )


def is_debris(line: str) -> str:
    """Returns what kind of debris a line outside of code is: of a copy button or a page break; empty for none."""
    if COPY_BUTTON.match(line):
        return "copy button"
    return "page number" if PAGE_NUMBER.match(line) else ""


def tree_of(text: str) -> Block:
    """Returns the tree over the text of one entry."""
    return parse(text)
