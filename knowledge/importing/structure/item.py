"""One item of a list as a question: what of it is the title, and whether something below it is the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from knowledge.importing.drafts.options import offers
from knowledge.importing.structure.habits import as_meant
from knowledge.importing.text import furniture
from knowledge.importing.text.answers import answer_label, run_in
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import PROMPT, is_label, label_words, role_of
from knowledge.importing.text.source import LINK_BEHIND, LONGEST_LINK, Block, Source
from knowledge.importing.text.titles import (
    COMMANDS,
    DOUBTFUL_REQUESTS,
    INTERROGATIVES,
    QUESTION_END,
    REQUESTS,
    Title,
    is_decoration,
    plain,
    read_title,
)

MAX_DEPTH = 3
MAX_TITLE_ROWS = 6
MAX_BOTH = 240  # signs of a title of two rows
MAX_ASKED_ON = 24  # words
A_TEXT = 20  # words: more than what tells where a link leads
ALSO = frozenset(
    ["provide", "and", "or", "if", "please", "use", "also", "elaborate", "justify", "include", "with"]
)
# What is asked in bold, and behind a dash or colon what answers it.
LED = re.compile(
    r"^(?P<title>(?:\d{1,4}[.)]\s?)?(?P<mark>\*\*|__)(?P<inner>(?:(?!(?P=mark)).){3,400})(?P=mark))\s*(?P<dash>[-–—:]?)\s*(?P<rest>\S.*)$"
)
LISTED = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)]|\(?[A-Fa-f][.)])\s")
OF_THE_TEXT = re.compile(r"[{}]|=>|;\s*$|\b\w+\.\w+\(|^\S+\s?:$")  # code, or a name and a colon
ALSO_ASKED = re.compile(r"^\s*(?:and|or)\b.{3,300}[?？]\s*$", re.IGNORECASE)
LAST_QUESTION = re.compile(r"^(.{8,400}[?？][\"”’')\]*_`]*)\s+(\S.{12,})$", re.DOTALL)

Style: TypeAlias = tuple[int, str, bool]


@dataclass
class Item:
    """A list item with its title, and whether something under it is marked as its answer."""

    block: Block
    title: Title
    depth: int
    title_end: int
    rest: str
    labelled: bool  # as a question: by the label of its answer, or by its options
    answered: bool
    led: bool  # all of it in bold, or all but the answer behind it
    told: bool  # more stands below it than what tells where a link leads
    sign: str  # its bullet, or what stands behind its number

    @property
    def style(self) -> Style:
        return self.depth, self.sign, self.led

    @property
    def leads_elsewhere(self) -> bool:
        """Says whether it is a link with nothing below that it may ask for."""
        return bool(self.title.linked) and not self.told


def read_item(block: Block, source: Source) -> Item | None:
    depth = 1 + sum(one.kind == "item" for one in block.ancestors)
    head = block.children[0] if block.children else None
    if depth > MAX_DEPTH or head is None or head.kind != "paragraph" or block.inside("quote"):
        return None
    rows = head.text.split("\n")
    if _is_a_part(rows[0]):
        return None
    label = 1 if len(rows) > 1 and _only_names_what_follows(rows[0]) else 0
    rows = rows[label:]
    used = 1 if bold_line(rows[0]) is not None else _title_rows(rows, source.width)
    asked = " ".join(row.strip() for row in rows[:used])
    led = LED.match(asked)
    if led is not None and not _leads(led):
        led = None
    below = len(rows) > used or len(block.children) > 1
    asked, rest = (led["title"], led["rest"]) if led else _without_lead(asked, source) or _cut(asked, below)
    task = re.match(r"\[[ xX]\]\s+", asked)
    number = f"{block.number}. " if block.number is not None and not read_title(asked).numbered else ""
    title = as_meant(read_title(number + (asked[task.end() :] if task else asked)), source)
    if not title.text:
        return None
    following = rows[used:] + [child.text for child in _first_texts(block)]
    behind = _behind(block)
    alone = block.parent is not None and len(block.parent.children) == 1
    told = [*following[:4], *(behind[:1] if alone else ())]
    labelled = any(answer_label(row) for row in told) or bool(rest and answer_label(rest))
    labelled = labelled or offers([*following, *behind])
    answered = bool(rest) or len(rows) > used or len(block.children) > 1
    return Item(
        block,
        title,
        depth,
        head.line + label + used,
        rest,
        labelled,
        answered,
        led is not None or bold_line(asked) is not None,
        labelled or _tells_more(block, rows[used:]),
        _sign(block, source),
    )


def _is_a_part(row: str) -> bool:
    """Says whether an item is a part of an answer, set off by its name: “*Why:* The queue is full.”"""
    found = run_in(row)
    return found is not None and found[2] and bool(found[1]) and is_label(found[0]) and not role_of(found[0])


def _only_names_what_follows(row: str) -> bool:
    """Says whether the first row of an item is a label of what is asked on the next: “**Scenario:**”."""
    return row.rstrip(" *_").endswith((":", "：")) and role_of(label_words(row)) == PROMPT


def _sign(block: Block, source: Source) -> str:
    """Returns the bullet of an item, or what stands behind its number."""
    row = source.lines[block.line].lstrip()
    return (row if block.number is None else row.lstrip("0123456789"))[:1]


def _behind(block: Block) -> list[str]:
    """Returns the texts right behind a list of which an item is the last: options and answers may stand as far out as it."""
    behind = block.parent.following if block.parent is not None and block.following is None else None
    if behind is None or behind.kind not in {"list", "paragraph"}:
        return []
    items = [one.children[0].text for one in behind.children[:2] if one.children]
    return [behind.text] if behind.kind == "paragraph" else items


def _tells_more(block: Block, rows: list[str]) -> bool:
    """Says whether what stands below an item is more than where its link leads: code, something set apart, or a text."""
    if any(child.kind not in {"paragraph", "list"} for child in block.children[1:]):
        return True
    texts = [one.text for child in block.children[1:] for one in (child, *child.walk()) if one.text]
    return not furniture.is_link_list(texts) and len(" ".join([*rows, *texts]).split()) >= A_TEXT


def _first_texts(block: Block) -> list[Block]:
    """Returns the first paragraphs below an item's own, be they in the item or in the first items below it."""
    texts = []
    for child in block.children[1:3]:
        if child.kind == "paragraph":
            texts.append(child)
        elif child.kind == "list":
            texts += [
                one.children[0]
                for one in child.children[:2]
                if one.children and one.children[0].kind == "paragraph"
            ]
    return texts


def _title_rows(rows: list[str], width: int) -> int:
    """Returns how many rows of a paragraph are the title: as far as the question mark, where there is one.

    Arguments:
        width: how many signs the rows of the file hold.
    """
    for at, row in enumerate(rows[:MAX_TITLE_ROWS]):
        following = rows[at + 1] if at + 1 < len(rows) else ""
        if QUESTION_END.search(row.rstrip()[-30:]):
            return at + 2 if ALSO_ASKED.match(following) else at + 1
        if row.endswith(("  ", "\\")) or row.rstrip().endswith(":") or furniture.is_link_list([row]):
            return at + 1
        if following and (
            _begins_a_part(following)
            or LISTED.match(following)
            or OF_THE_TEXT.search(following)
            or _is_short_of(row, following, width)
        ):
            return at + 1
    if len(rows) <= MAX_TITLE_ROWS and any("?" in row for row in rows):
        return next(at for at, row in enumerate(rows) if "?" in row) + 1
    goes_on = len(rows) == 2 and not rows[0].rstrip().endswith((".", "!")) and not OF_THE_TEXT.search(rows[1])
    return 2 if goes_on and sum(map(len, rows)) < MAX_BOTH else 1


def _is_short_of(row: str, following: str, width: int) -> bool:
    """Says whether a row ends though the next word had room on it, and the next one begins as no row that goes on does."""
    first = plain(following).strip()[:1]
    begins = first.isupper() or is_decoration(first or " ")
    return begins and len(row.rstrip()) + 1 + len(following.split(" ", 1)[0]) < width


def _begins_a_part(row: str) -> bool:
    """Says whether a row begins with the name of a part of an answer and a colon, such as “What:”."""
    found = run_in(row)
    return answer_label(row) or (found is not None and is_label(found[0]))


def _cut(asked: str, answered: bool) -> tuple[str, str]:
    """Returns a question and the answer that follows it on the same line.

    Arguments:
        answered: whether there is more below, so that what stands on the line is more likely asked too.
    """
    match = LAST_QUESTION.match(asked) if bold_line(asked) is None else None
    if not match or read_title(match[2]).asks or "?" in match[2]:
        return asked, ""
    rest = match[2]
    first, words = re.sub(r"\W", "", rest.split()[0]).casefold(), len(rest.split())
    if words <= MAX_ASKED_ON and (
        first in INTERROGATIVES | REQUESTS | COMMANDS | DOUBTFUL_REQUESTS | ALSO
        or (answered and words <= MAX_ASKED_ON // 2)
        or (
            words <= MAX_ASKED_ON // 2 + 2
            and not rest.rstrip().endswith((".", "!", ";", ")"))
            and " or " in rest
        )
    ):
        return asked, ""  # it goes on to ask, whatever sign it ends with
    if re.match(r"[(\[].{0,80}[)\]]\W{0,3}$", plain(rest)) or len(plain(rest).split()) < 4:
        return asked, ""
    return match[1], rest


def _without_lead(asked: str, source: Source) -> tuple[str, str] | None:
    """Returns a question and the link behind it where the file has such a one behind several items."""
    found = LINK_BEHIND.search(asked[-LONGEST_LINK:])
    if found is None or found["label"].casefold() not in source.leads_on:
        return None
    return asked[: -len(found[0])].rstrip(), found["link"]


def _leads(led: re.Match) -> bool:
    """Says whether what is bold at the head of an item is asked, or answered by nothing but links."""
    return bool(led["dash"] and read_title(led["inner"]).asks) or furniture.is_link_list([led["rest"]])


def tells(item: Item) -> bool:
    return item.title.asks or item.labelled


def is_sentence(item: Item) -> bool:
    """Says whether an item of a list of questions may be one put in other words."""
    return len(item.title.text.split()) >= 4
