"""Headings as titles: numbered or plain, at any level, also those that list items hold.

Levels alone decide nothing, because parts of a file may rank beside or below its questions and parts of
an answer above them. What a heading is follows from what it says, from its numbers, from what is repeated
and from where headings of its class stand.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from knowledge.importing.dialects import furniture
from knowledge.importing.dialects.labels import fold, is_label
from knowledge.importing.dialects.marks import Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.dialects.source import Block, Source
from knowledge.importing.dialects.titles import Title, read_title

PART_NAME = re.compile(
    r"^(?:section|part|chapter|module|unit|round|category|topic|week|day|phase|stage|area|block|level|tier)\b\W{0,3}(?:\d|[ivx]{1,5}\b|[a-z]\b)"
    r"|\b\d{1,4}\s*(?:unique\s+)?(?:questions|q&a|q&as|problems|challenges|mcqs)\b"
    r"|\b(?:interview\s+)?questions?(?:\s*(?:and|&|with|/)\s*answers?)?\W*$|\bq\s?&\s?as?\b|\bquiz(?:zes)?\b|\bmcqs?\b",
    re.IGNORECASE,
)
BANK_NAME = re.compile(
    r"\b(?:interview|questions?|q\s?&\s?a|quiz|mcq|faq|trivia|flash\s?cards?|exam|preparation|problems|challenges|exercises|riddles)\b",
    re.IGNORECASE,
)


@dataclass
class Heading:
    """A heading with what is around it: lines of text directly below it, and what becomes of it."""

    block: Block
    title: Title
    level: int
    direct: int = 0
    labelled: bool = False  # a label is the next heading below it
    role: str = ""  # entry, label, part, below, furniture

    @property
    def line(self) -> int:
        return self.block.line

    @property
    def style(self) -> tuple[int, bool]:
        return self.level, self.title.numbered or self.title.labelled


class Headings:
    """Evidence: headings that ask, or that are numbered through the file."""

    name = "headings"

    def read(self, source: Source, span: Span) -> Reading:
        headings = _headings(source, span)
        _sort(headings, source)
        marks = [_mark(one) for one in headings if one.role == "entry"]
        stops = [_stop(one) for one in headings if one.role in {"part", "furniture"}]
        reading = Reading(self.name, marks=marks, stops=stops)
        reading.drafts = drafts_between(source, marks, stops, span, self.name)
        asking = sum(one.title.asks for one in marks)
        reading.score = sum(one.weight for one in marks)
        reading.confidence = (
            round((0.5 + 0.5 * asking / len(marks)) * (1 if len(marks) > 2 else 0.8), 2) if marks else 0.0
        )
        return reading


def _headings(source: Source, span: Span) -> list[Heading]:
    found = []
    for block in source.blocks:
        if block.kind != "heading" or not span[0] <= block.line < span[1] or block.inside("quote"):
            continue
        raw, item = block.text, block.inside("item")
        if item is not None:
            if sum(one.kind == "item" for one in block.ancestors) > 1:
                continue
            if block.line == item.line and item.number is not None and not read_title(raw).numbered:
                raw = f"{item.number}. {raw}"
        if block.setext and "\n" in block.text:
            continue  # a paragraph over a line of dashes
        title = read_title(raw)
        if title.text:
            found.append(Heading(block, title, block.level))
    for one, following in zip(found, [*found[1:], None], strict=False):
        end = following.line if following else span[1]
        one.direct = sum(1 for line in range(one.block.end, end) if _says_something(source.lines[line]))
    return found


def _says_something(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and stripped.strip("-*_=<>/brhp ") != ""


def _sort(headings: list[Heading], source: Source) -> None:
    """Gives each heading its role."""
    _name_parts_of_entries(headings)
    for one, following in itertools.pairwise(headings):
        one.labelled = following.role == "label" and following.level > one.level
    open_ones = [one for one in headings if not one.role]
    classes: dict[tuple[int, bool], list[Heading]] = defaultdict(list)
    for one in open_ones:
        classes[one.style].append(one)
    chosen: set[tuple[int, bool]] = set()
    for style in sorted(classes, key=lambda style: (style[0], not style[1])):
        if _begins_entries(style, classes, chosen, headings):
            chosen.add(style)
    begins = bool(open_ones) and open_ones[0].style in chosen  # with what is asked: the rest is its answer
    topics = set() if begins or source.one_per_file else _topics(classes, headings, source)
    if sum(len(classes[style]) for style in chosen) * 5 < sum(len(classes[style]) for style in topics):
        chosen = topics
    numbered_only = bool(chosen) and all(style[1] for style in chosen)
    for one in open_ones:
        if one.style in chosen and _fits(one, classes[one.style]):
            one.role = "entry"
    _settle_the_rest(headings, numbered_only)


def _name_parts_of_entries(headings: list[Heading]) -> None:
    """Finds labels: by their name, or because an unnumbered heading comes again and again."""
    said = Counter(fold(one.title.text) for one in headings if not (one.title.numbered or one.title.labelled))
    others = sum(
        one.title.numbered or one.title.labelled or said[fold(one.title.text)] < 3 for one in headings
    )
    alone = Counter(one.level for one in headings if one.title.asks and said[fold(one.title.text)] < 3)
    for one in headings:
        if one.title.asks and len(one.title.text.split()) >= 5 and alone[one.level] >= 3:
            continue  # asked again of other code
        if furniture.heading_is_furniture(one.title.text) and not one.title.numbered:
            one.role = "label" if said[fold(one.title.text)] >= 3 else "furniture"
        elif (
            is_label(one.title.text) or (said[fold(one.title.text)] >= 3 and others >= 2)
        ) and not one.title.numbered:
            one.role = "label"


def _begins_entries(
    style: tuple[int, bool],
    classes: dict[tuple[int, bool], list[Heading]],
    chosen: set[tuple[int, bool]],
    headings: list[Heading],
) -> bool:
    """Says whether headings of a class are titles: they ask, and they do not stand inside of entries."""
    members = classes[style]
    asking = sum(one.title.asks or one.title.labelled for one in members)
    tasks = sum(one.title.commands for one in members)
    if asking < 0.5 * len(members) and not (
        style[1] and asking + tasks >= 0.4 * len(members) and len(members) > 2
    ):
        return False
    if not asking + tasks:
        return False
    if _mostly_inside(members, chosen, headings):
        return False
    return not _only_gathers(members, classes, headings)


def _mostly_inside(members: list[Heading], chosen: set[tuple[int, bool]], headings: list[Heading]) -> bool:
    """Says whether most headings of a class stand below, and deeper than, titles found before."""
    if not chosen:
        return False
    inside, current = set(), None
    for one in headings:
        if one.style in chosen and not one.role:
            current = one
        elif one.role == "furniture":
            current = None
        elif current is not None:
            if one.level > current.level or one.role == "label":
                inside.add(id(one))
            elif one.level <= current.level and not one.role:
                current = None
    return sum(id(one) in inside for one in members) >= 0.6 * len(members)


def _only_gathers(members: list[Heading], classes: dict, headings: list[Heading]) -> bool:
    """Says whether headings that ask name only parts: nothing is below them but headings that ask too."""
    places = {id(one): at for at, one in enumerate(headings)}
    empty = followed = 0
    for one in members:
        after = headings[places[id(one)] + 1 : places[id(one)] + 2]
        if one.direct == 0:
            empty += 1
            if after and after[0].level > one.level and after[0].title.asks and not after[0].role:
                followed += 1
    return followed > 0.6 * len(members)


def _topics(classes: dict, headings: list[Heading], source: Source) -> set[tuple[int, bool]]:
    """Returns the class of titles where none asks: numbered ones, or all of a file that calls itself a bank."""
    numbered = [
        style
        for style, members in classes.items()
        if style[1] and len(members) >= 3 and sum(one.direct > 0 for one in members) >= 0.7 * len(members)
    ]
    named = BANK_NAME.search(
        " ".join([source.stem.replace("-", " ").replace("_", " "), *(one.title.text for one in headings[:1])])
    )
    if not named:
        return set()
    if not numbered:
        numbered = [style for style, members in classes.items() if _are_topics(members, headings)]
    return {max(numbered, key=lambda style: (len(classes[style]), style[0]))} if numbered else set()


def _are_topics(members: list[Heading], headings: list[Heading]) -> bool:
    """Says whether headings that do not ask may be titles: many, each with a text and nothing below it."""
    places = {id(one): at for at, one in enumerate(headings)}
    leaves = 0
    for one in members:
        following = headings[places[id(one)] + 1 : places[id(one)] + 2]
        leaves += one.direct > 0 and not (
            following and following[0].level > one.level and following[0].role != "label"
        )
    return len(members) >= 5 and leaves >= 0.8 * len(members)


def _fits(one: Heading, members: list[Heading]) -> bool:
    """Says whether a heading of a class of titles is one itself: names of parts are not."""
    if one.title.asks or one.title.labelled:
        return True
    if PART_NAME.search(one.title.text):
        return False
    if one.title.commands:
        return True
    return one.direct > 0 or (one.title.numbered and one.labelled)


def _settle_the_rest(headings: list[Heading], numbered_only: bool) -> None:
    """Decides about what is neither title nor label: parts of the file, or of an answer."""
    entries = sum(one.role == "entry" for one in headings)
    interspersed = _interspersed(headings, entries)
    current: Heading | None = None
    for at, one in enumerate(headings):
        if one.role == "entry":
            current = one
        elif one.role == "label":
            if current is None:
                one.role = "part"
        elif one.role == "furniture":
            if current is not None and one.level > current.level:
                one.role = "label"
            elif _holds_entries(at, headings):
                one.role, current = "part", None
            else:
                current = None
        else:
            one.role = _role_of_other(
                one, at, headings, current, numbered_only=numbered_only, interspersed=interspersed
            )
            if one.role == "entry":
                current = one
            elif one.role == "part":
                current = None


def _holds_entries(at: int, headings: list[Heading]) -> bool:
    """Says whether titles stand below a heading that by its name should have none, such as “Overview”."""
    for one in headings[at + 1 :]:
        if one.level <= headings[at].level:
            return False
        if one.role == "entry":
            return fold(headings[at].title.text) not in furniture.CONTENTS_NAMES
    return False


def _role_of_other(
    one: Heading,
    at: int,
    headings: list[Heading],
    current: Heading | None,
    *,
    numbered_only: bool,
    interspersed: set[int],
) -> str:
    following = headings[at + 1] if at + 1 < len(headings) else None
    labelled_below = following is not None and following.role == "label" and following.level >= one.level
    above = current is None or one.level <= current.level
    asks = one.title.asks and one.direct and not PART_NAME.search(one.title.text)
    if above and asks and (labelled_below or not numbered_only):
        return "entry"
    if current is not None and one.level > current.level:
        gathers = following is not None and following.role == "entry" and one.direct <= 2
        return "part" if gathers and (PART_NAME.search(one.title.text) or one.direct == 0) else "below"
    is_part = PART_NAME.search(one.title.text) or one.direct == 0 or one.level not in interspersed
    return "part" if current is None or is_part else "below"


def _interspersed(headings: list[Heading], entries: int) -> set[int]:
    """Returns the levels whose other headings mostly stand inside of entries, whatever their rank."""
    inside: Counter[int] = Counter()
    leading: Counter[int] = Counter()
    for one, following in zip(headings, [*headings[1:], None], strict=False):
        if one.role:
            continue
        if following is not None and following.role == "entry" and one.direct <= 3:
            leading[one.level] += 1
        elif one.direct:
            inside[one.level] += 1
    return {
        level
        for level, count in inside.items()
        if count > 3 * leading[level] and count >= 0.3 * max(1, entries)
    }


def _mark(one: Heading) -> Mark:
    item = one.block.inside("item")
    weight = 1.0 if one.title.asks or one.title.labelled else 0.6
    mark = Mark(one.line, one.block.end, one.title, one.block, weight=weight)
    if item is not None:
        mark.indent, mark.indented_until = item.indent, item.end
    return mark


def _stop(one: Heading) -> Stop:
    return Stop(one.line, one.block.end, one.level, one.title.text)
