"""A source as dialects see it: its lines, where each comes from, and the parser's tree over them."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.entrydocs.structure import MAX_NESTING
from knowledge.importing.text.titles import QUESTION_END, read_title


class _Thread(threading.local):
    """A parser orders its rules when it is first used: a second thread would find only some of them."""

    def __init__(self) -> None:
        self.parser = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable("table")
        self.parser.core.ruler.enableOnly(["normalize", "block"])


_thread = _Thread()

FEWEST_MARKED, NEARLY_ALL = 5, 0.75  # titles that ask with a question mark, for it to be the habit of a file
NEARLY_EACH, NARROWEST = (
    0.95,
    50,
)  # of the rows of paragraphs are no longer than a file is wide; signs it is wide at least
FEWEST_LEADS, LONGEST_LINK = 3, 600  # links behind items that say the same; characters of one
LINK_BEHIND = re.compile(
    r"(?<=[^\s\[(]) {0,3}(?P<link>[\[(]?\[(?P<label>[^\[\]]{1,40})\]\((?P<address>[^()\s]{1,500})\)[\])]?)\s{0,9}$"
)
ABOUT_THE_OTHERS = "about"  # instead of a kind: a file that tells of others, which are one entry each
KINDS = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "fence": "fence",
    "code_block": "code",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "html_block": "html",
    "table_open": "table",
    "hr": "hr",
}


@dataclass
class Block:
    """One block of the tree.

    Arguments:
        kind: a value of `KINDS`, or `root`.
        line, end: its lines, counted from 0, the end not included.
        text: the inline source of headings and paragraphs, the content of fences and HTML.
        level: of a heading.
        info: of a fence.
        number: of an item of an ordered list, None in a bullet list.
        indent: the columns of the list items around it.
        place: its number among its siblings.
    """

    kind: str
    line: int
    end: int
    text: str = ""
    level: int = 0
    info: str = ""
    number: int | None = None
    indent: int = 0
    setext: bool = False
    place: int = 0
    children: list[Block] = field(default_factory=list)
    parent: Block | None = field(default=None, repr=False)

    def walk(self) -> Iterator[Block]:
        """Yields the blocks below, in the order of the text."""
        stack = list(reversed(self.children))
        while stack:
            block = stack.pop()
            yield block
            stack.extend(reversed(block.children))

    @property
    def ancestors(self) -> Iterator[Block]:
        block = self.parent
        while block is not None:
            yield block
            block = block.parent

    @property
    def following(self) -> Block | None:
        """The next block beside this one."""
        siblings = self.parent.children if self.parent is not None else []
        return siblings[self.place + 1] if self.place + 1 < len(siblings) else None

    def inside(self, kind: str) -> Block | None:
        """Returns the nearest block of a kind around this one."""
        return next((one for one in self.ancestors if one.kind == kind), None)


def parse(text: str) -> Block:
    """Returns the tree over a text; the same parser finds the sections of entry documents."""
    count = text.count("\n") + 1
    root = Block("root", 0, count)
    lines = text.split("\n")
    open_blocks = [root]
    for token in _thread.parser.parse(text):
        if token.nesting < 0:
            if KINDS.get(token.type.replace("_close", "_open")):
                open_blocks.pop()
            continue
        if token.type == "inline":
            if open_blocks[-1].kind in {"heading", "paragraph"}:
                open_blocks[-1].text = token.content
            continue
        kind = KINDS.get(token.type)
        if kind is None or token.map is None:
            if kind:  # never seen; a block without lines could not be accounted for
                token.map = [open_blocks[-1].line, open_blocks[-1].line]
            else:
                continue
        block = _block(token, kind, open_blocks[-1], lines)
        block.place = len(open_blocks[-1].children)
        open_blocks[-1].children.append(block)
        if token.nesting > 0:
            open_blocks.append(block)
    return root


def _block(token: Token, kind: str, parent: Block, lines: list[str]) -> Block:
    first, end = token.map or (parent.line, parent.line)
    block = Block(kind, first, end, parent=parent, indent=parent.indent)
    if kind == "heading":
        block.level, block.setext = int(token.tag[1]), token.markup in {"=", "-"}
    elif kind in {"fence", "html", "code"}:
        block.text, block.info = token.content, token.info.strip()
    elif kind == "item":
        block.indent = _content_column(lines[first], parent.indent)
        if parent.info == "ordered":
            block.number = int(token.info) if token.info.isdecimal() else None
    elif kind == "list":
        block.info = "ordered" if token.type == "ordered_list_open" else "bullet"
    return block


def _content_column(line: str, outer: int) -> int:
    """Returns the column where an item's content begins; `outer` is that of the item around it."""
    text = line.expandtabs(4)
    at = outer
    while at < len(text) and text[at] == " ":
        at += 1
    while at < len(text) and text[at] not in " ":
        at += 1
    spaces = len(text) - at - len(text[at:].lstrip(" "))
    if at >= len(text) or not text[at:].strip():
        return at + 1
    return at + (spaces if spaces <= 4 else 1)


@dataclass(frozen=True)
class Repair:
    """Something mended in a source: the line, what was done, and whether it is certain."""

    line: int
    message: str
    certain: bool = True


@dataclass
class Source:
    """A text ready to be read in dialects.

    Arguments:
        path: its name in reports.
        lines: what dialects read; not always what the file says: repaired, cut up or converted.
        origin: the line of the file, from 1, that each of `lines` comes from.
        total: how many lines the file has.
        meta: its front matter.
        repairs: what was mended to get here.
        left_out: lines of the file that were taken out on the way, and why.
        kind: the kind asked for, or empty.
        folder_kind: the kind each file of its folder is one entry of, or `ABOUT_THE_OTHERS`; empty where they are not.
        shared: folded headings that several files of its folder begin with.
        beside_banks: whether headings count through nearly all files of its folder, one of which calls itself a bank.
    """

    path: str
    lines: list[str]
    origin: list[int]
    total: int
    meta: dict[str, Any] = field(default_factory=dict)
    meta_lines: int = 0
    repairs: list[Repair] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)
    kind: str = ""
    folder_kind: str = ""
    shared: frozenset[str] = frozenset()
    beside_banks: bool = False

    @property
    def one_per_file(self) -> bool:
        return self.folder_kind not in {"", ABOUT_THE_OTHERS}

    @cached_property
    def tree(self) -> Block:
        return parse("\n".join(self.lines))

    @cached_property
    def blocks(self) -> list[Block]:
        """Every block of the tree, in the order of the text."""
        return list(self.tree.walk())

    @cached_property
    def headings(self) -> list[Block]:
        """The headings that stand in nothing else, in the order of the text."""
        return [block for block in self.tree.children if block.kind == "heading"]

    @cached_property
    def verbatim(self) -> set[int]:
        """The lines that are code, whatever they look like."""
        return {
            line
            for block in self.blocks
            if block.kind in {"fence", "code"}
            for line in range(block.line, block.end)
        }

    @cached_property
    def prose(self) -> set[int]:
        """The lines of paragraphs that stand neither in a quote nor in a table."""
        return {
            line
            for block in self.blocks
            if block.kind == "paragraph" and not block.inside("quote") and not block.inside("table")
            for line in range(block.line, block.end)
        }

    @cached_property
    def marks_what_it_asks(self) -> bool:
        """Says whether nearly all headings and items that ask end with a question mark."""
        heads = [one.children[0] for one in self.blocks if one.kind == "item" and one.children]
        heads += [one for one in self.blocks if one.kind == "heading" and not one.inside("item")]
        titles = [read_title(one.text.split("\n")[0]) for one in heads]
        asking = [one.text for one in titles if one.asks and not one.linked]
        marked = sum(bool(QUESTION_END.search(text[-30:])) for text in asking)
        return marked >= FEWEST_MARKED and marked >= NEARLY_ALL * len(asking)

    @cached_property
    def width(self) -> int:
        """How many signs the rows of paragraphs hold, but for a few: one that has room for the next word was ended on purpose."""
        rows = sorted(
            len(row) for one in self.blocks if one.kind == "paragraph" for row in one.text.split("\n")
        )
        return max(NARROWEST, rows[int(NEARLY_EACH * (len(rows) - 1))] if rows else 0)

    @cached_property
    def leads_on(self) -> frozenset[str]:
        """Returns what the links behind several items say that lead to another page each time: “Learn from here”."""
        behind: dict[str, list[str]] = {}
        for one in self.blocks:
            found = LINK_BEHIND.search(one.text[-LONGEST_LINK:]) if one.kind == "paragraph" else None
            if found and one.inside("item"):
                behind.setdefault(found["label"].casefold(), []).append(found["address"])
        return frozenset(
            label
            for label, pages in behind.items()
            if len(pages) >= FEWEST_LEADS and len(set(pages)) >= NEARLY_ALL * len(pages)
        )

    def forget_tree(self) -> None:
        """Lets the tree be read anew: the lines are others."""
        for name in (
            "tree",
            "blocks",
            "headings",
            "verbatim",
            "prose",
            "marks_what_it_asks",
            "width",
            "leads_on",
        ):
            self.__dict__.pop(name, None)

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def stem(self) -> str:
        return PurePosixPath(self.path).stem

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.path).suffix.lower()
