"""The headings of a source: what each says, and what stands directly below it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from knowledge.importing.drafts.marks import Span
from knowledge.importing.structure.banks import is_bank
from knowledge.importing.structure.habits import as_meant, counted_alike, counted_by_word
from knowledge.importing.structure.naming import only_counts, said_by, title_below
from knowledge.importing.text import furniture
from knowledge.importing.text.answers import answer_label, run_in
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import ANSWER, META, SHORT, fold, label_words, role_of
from knowledge.importing.text.levels import DIFFICULTIES, LEVELS
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import ANCHOR, Title, read_title

Style: TypeAlias = tuple[int, int]
NUMBERED, CALLED = 1, 2

PART_NAME = re.compile(
    r"^(?:section|part|chapter|module|unit|round|category|topic|week|day|phase|stage|area|block|level|tier)\b\W{0,3}(?:\d|[ivx]{1,5}\b|[a-z]\b)"
    r"|\b\d{1,4}\s*(?:unique\s+)?(?:questions|q&a|q&as|problems|challenges|mcqs)\b"
    r"|^(?:basics?|beginners?|intermediate|advanced|experts?|freshers?|junior|middle|senior|easy|medium|hard)(?:\s+levels?)?\W{0,3}$"
    r"|(?:\bquestions|^(?:\w+\s+)?interview\s+question|^\W*question)(?:\s*(?:and|&|with|/)\s*answers?)?\W*$|\bq\s?&\s?as?\b|\bquiz(?:zes)?\b|\bmcqs?\b",
    re.IGNORECASE,
)
ADMONITION = re.compile(r"^\s{0,3}(?:\?{3}\+?|!{3})\s+[\w-]{1,30}\s+[\"“](?P<name>[^\"”]{1,60})[\"”]\s*$")
CALLOUT = re.compile(r"^\s{0,3}>\s?\[![\w-]{1,30}\][+-]?\s{1,3}(\S.{0,60})$")
# “How it works”, and not “How does it work”.
TOLD = re.compile(
    r"(?:how|why|what|where|when|who)\s+(?:we|i|it|you|they|he|she|this|these|that|our|your|my|the)\b[^?？]*$",
    re.IGNORECASE,
)
OF_A_REFERENCE = frozenset(
    fold(one)
    for one in (
        "type",
        "default",
        "returns",
        "since",
        "parameters",
        "params",
        "version",
        "values",
        "syntax",
        "options",
        "usage",
        "arguments",
        "flags",
        "signature",
        "return value",
        "return values",
        "props",
        "properties",
        "attributes",
        "methods",
        "endpoint",
        "request",
        "response",
        "see also",
        "example",
        "examples",
        "description",
        "name",
        "synopsis",
    )
)  # what manuals tell of each option or function
EXPLAINED = frozenset(["explanation", "explained"])  # of what is shown above it
BUILT_ALIKE, FEWEST_ALIKE = 0.6, 5
FEWEST_RANKED = 3  # headings of a count
MANY, HARDLY = 10, 0.1  # of so many headings that are alike ask
FEWEST_HELD = 2  # answered headings below one that is a part
IN_EMPHASIS = re.compile(r"\s{0,9}(?:[-*+]\s{1,4})?(?:\*\*|__)")
MAX_NAME = 40  # characters of a part's name without marks
FEWEST_PARTS, ASKED_AMONG = 3, 0.25  # parts of a file, and how many titles of them ask
SUMMARY = re.compile(r"<summary\b[^<>]{0,200}>(.{0,400}?)</summary>", re.IGNORECASE)


@dataclass
class Heading:
    """A heading with what is around it: lines of text directly below it, and what becomes of it."""

    block: Block
    title: Title
    level: int
    end: int = 0  # of the lines its title takes
    beside: Sequence[int] = ()  # lines before that end which are text
    direct: int = 0
    told: int = 0  # of the direct lines, those that are more than links
    words: int = 0  # of them
    code: bool = False  # stands directly below it
    answered: bool = False  # by one answer marked as such, directly below it
    leaf: bool = True  # the next heading is not a part of it
    parted: bool = False  # its text stands in parts of it that ask nothing
    labelled: bool = False  # a label is the next heading below it
    alike: bool = False  # it holds the same named parts as the others of its class
    role: str = ""  # entry, label, part, below, furniture

    @property
    def line(self) -> int:
        return self.block.line

    @property
    def opens_item(self) -> bool:
        item = self.block.inside("item")
        return item is not None and item.line == self.line

    @property
    def style(self) -> Style:
        """What headings of one class have in common: their level, and whether they are called questions, or numbered."""
        return self.level, CALLED if self.title.labelled else NUMBERED if self.title.numbered else 0


def tells(one: Heading) -> bool:
    """Says whether a heading asks, is called a question, is answered right below, or built like the others."""
    is_told = one.answered or one.alike
    return one.title.asks or one.title.labelled or (is_told and not PART_NAME.search(one.title.text))


def headings_of(source: Source, span: Span) -> list[Heading]:
    """Returns the headings of a span that may be titles, with what stands directly below each."""
    found = []
    for block in source.blocks:
        if block.kind != "heading" or not span[0] <= block.line < span[1] or block.inside("quote"):
            continue
        raw, item = block.text, block.inside("item")
        if item is not None:
            if sum(one.kind == "item" for one in block.ancestors) > 1:
                continue
            if block.line != item.line and item.children[0].kind == "heading" and _is_title(item):
                continue  # it divides what the item's own heading asks
            if block.line == item.line and item.number is not None and not read_title(raw).numbered:
                raw = f"{item.number}. {raw}"
        if block.setext and "\n" in block.text:
            rows = [row for row in raw.split("\n") if not furniture.is_only_markup(row)]
            if len(rows) != 1:
                continue  # a paragraph over a line of dashes
            raw = rows[0]
        title = as_meant(read_title(raw), source)
        if title.text:
            found.append(Heading(block, title, block.level, block.end))
    _name_from_below(found)
    _number_alike(found)
    _rank_alike(found)
    for one, following in zip(found, [*found[1:], None], strict=False):
        end = following.line if following else span[1]
        one.leaf = following is None or following.level <= one.level
        if not (one.title.labelled or any(sign.isalpha() for sign in one.title.text)):
            one.role = "part"  # it only counts, and nothing below it says what
        _look_below(one, range(one.block.end, end), source)
    _mean_nothing(found, source)
    _look_for_parts(found)
    return found


def _number_alike(headings: list[Heading]) -> None:
    """Gives headings the numbers whose sign was left out, as all headings count, or those of their level; or one word."""
    levels = sorted({one.level for one in headings})
    for alike in (headings, *([one for one in headings if one.level == level] for level in levels)):
        for one, title in zip(alike, counted_alike([one.title for one in alike]), strict=True):
            one.title = title
    named = [one for one in headings if not PART_NAME.search(one.title.text)]
    for one, title in zip(named, counted_by_word([one.title for one in named]), strict=True):
        one.title = title


def _rank_alike(headings: list[Heading]) -> None:
    """Gives headings that count from one without a gap one rank: who changes the mark within a count means none by it."""
    runs: list[list[Heading]] = []
    for one in headings:
        if one.title.number.isdecimal() and not one.title.labelled:
            if int(one.title.number) == 1 or not runs:
                runs.append([])
            runs[-1].append(one)
    gapless = all(
        len(run) >= FEWEST_RANKED and all(int(one.title.number) == at for at, one in enumerate(run, 1))
        for run in runs
    )
    if gapless and len({run[0].level for run in runs}) == 1:  # else some count steps
        for run in runs:
            level = min(one.level for one in run)
            for one in run:
                one.level = level


def _mean_nothing(headings: list[Heading], source: Source) -> None:
    """Takes it that headings only sound like questions: few of many alike, or in no bank and put as what they tell."""
    classes: dict[Style, list[Heading]] = defaultdict(list)
    for one in headings:
        classes[one.style].append(one)
    named = is_bank(source)
    for members in classes.values():
        asking = [one for one in members if one.title.asks]
        rare = len(members) >= MANY and len(asking) <= HARDLY * len(members)
        if rare or (not named and all(TOLD.match(one.title.text) for one in asking)):
            for one in asking:
                one.title = replace(one.title, asks=False)


def _look_for_parts(headings: list[Heading]) -> None:
    """Finds the headings whose text stands in parts of it, none of which asks."""
    open_ones: list[Heading] = []
    for one, following in zip(headings, [*headings[1:], None], strict=False):
        open_ones = [other for other in open_ones if other.level < one.level]
        if tells(one):
            for other in open_ones:
                other.parted = False
        one.parted = not one.leaf and not one.direct and following is not None and following.told > 0
        open_ones.append(one)


def _is_title(item: Block) -> bool:
    """Says whether the heading an item begins with asks or is counted, and not only names a part."""
    title = read_title(item.children[0].text)
    return item.number is not None or title.asks or title.numbered or title.labelled


def _look_below(one: Heading, lines: range, source: Source) -> None:
    told = [source.lines[line] for line in lines if _says_something(source.lines[line])]
    prose = [source.lines[line] for line in lines if line not in source.verbatim]
    one.direct, one.told = len(told), sum(not _is_linked_item(line) for line in told)
    one.words = sum(len(line.split()) for line in told)
    one.code = len(prose) < len(lines)
    marked = [at for at, line in enumerate(prose) if _marks_an_answer(line)]
    one.answered = len(marked) == 1 and not any(_asks_in_bold(line) for line in prose[: marked[0]])


def built_alike(members: list[Heading], headings: list[Heading], source: Source) -> set[int]:
    """Returns the lines of headings that hold the same named parts, each once: a short answer, or two others.

    With them go those that lack the parts and stand beside them; none where most of the class lack them.
    """
    if len(members) < FEWEST_ALIKE:
        return set()
    ends = _ends(headings, len(source.lines))
    held = {
        one.line: Counter(_name_of_part(source, at) for at in range(one.block.end, ends[one.line]))
        for one in members
    }
    at = bisect_left(headings, members[0].line, key=lambda one: one.line)
    lines = [one.line for one in members]
    for one in headings[at:]:  # parts may be headings too
        home = members[bisect_right(lines, one.line) - 1]
        if one.level > home.level and one.line < ends[home.line] and not _names_no_part(fold(one.title.text)):
            held[home.line][fold(one.title.text)] += 1
    often = Counter(name for said in held.values() for name, times in said.items() if name and times == 1)
    alike = {name for name, times in often.items() if times >= BUILT_ALIKE * len(members)}
    if len(alike) < 2 and not any(role_of(name) in {ANSWER, SHORT} or name in EXPLAINED for name in alike):
        return set()
    above = above_each(headings)
    holding = {line for line, said in held.items() if alike & said.keys()}
    gathering = {
        one.line
        for one in members
        if not one.direct and any(held[one.line][name] > 1 for name in alike) and one.line in holding
    }
    among = {above[line] for line in holding}
    beside = {
        one.line
        for one in members
        if above[one.line] in among and one.role != "furniture" and (one.direct or not one.leaf)
    }
    below = {one.line for one in headings if above[one.line] in gathering}
    return (holding | beside | below) - gathering


def hold_what_is_answered(members: list[Heading], headings: list[Heading]) -> bool:
    """Says whether headings are parts, though they ask: none is answered, and each holds several that are."""
    if any(one.answered or one.title.labelled for one in members):
        return False
    answered: dict[int, int] = dict.fromkeys((one.line for one in members), 0)
    current: Heading | None = None
    for one in headings:
        if one.line in answered:
            current = one
        elif current is not None and one.level <= current.level:
            current = None
        elif current is not None:
            answered[current.line] += one.answered
    return min(answered.values()) >= FEWEST_HELD


def gather_links(members: list[Heading]) -> bool:
    """Says whether most of what stands directly below headings is links."""
    return sum(one.told for one in members) < 0.5 * sum(one.direct for one in members)


def asks_throughout(members: list[Heading], headings: list[Heading]) -> bool:
    """Says whether some of a class ask in most of the parts that gather it: then what stands beside those is asked too."""
    above = above_each(headings)
    gathers = {one.line for one in headings if not one.told}
    parts: dict[int, list[bool]] = defaultdict(list)
    for one in members:
        parts[above[one.line]].append(one.title.asks)
    asked = [any(told) for line, told in parts.items() if line in gathers]
    asking = sum(one.title.asks for one in members)
    return (
        len(asked) >= FEWEST_PARTS and sum(asked) >= 0.5 * len(parts) and asking >= ASKED_AMONG * len(members)
    )


def _ends(headings: list[Heading], last: int) -> dict[int, int]:
    """Returns, for the line of each heading, where the next one stands that is not below it."""
    ends: dict[int, int] = {}
    open_ones: list[Heading] = []
    for one in headings:
        while open_ones and open_ones[-1].level >= one.level:
            ends[open_ones.pop().line] = one.line
        open_ones.append(one)
    return ends | {one.line: last for one in open_ones}


def above_each(headings: list[Heading]) -> dict[int, int]:
    """Returns, for the line of each heading, that of the one it is below; -1 for none."""
    above: dict[int, int] = {}
    open_ones: list[Heading] = []
    for one in headings:
        while open_ones and open_ones[-1].level >= one.level:
            open_ones.pop()
        above[one.line] = open_ones[-1].line if open_ones else -1
        open_ones.append(one)
    return above


def _name_of_part(source: Source, at: int) -> str:
    """Returns the folded name of the part a line opens, or nothing.

    It is set off by emphasis, also at the head of an item, that of an admonition, or a few words right above a
    quotation; or it says that it is an answer, and stands alone.
    """
    line = source.lines[at]
    if at in source.verbatim:
        return ""
    if admonition := ADMONITION.match(line[:200]):
        name = admonition["name"]
    elif IN_EMPHASIS.match(line):
        found = run_in(line)
        name = found[0] if found else bold_line(line.strip()) or ""
    elif line.rstrip().endswith((":", "：")) and role_of(label_words(line[:MAX_NAME])) in {ANSWER, SHORT}:
        name = line
    elif "".join(source.lines[at + 1 : at + 2]).startswith(">") and len(line) <= MAX_NAME:
        name = line if line[:1].isalpha() else ""
    else:
        return ""
    name = fold(label_words(name))
    return "" if _names_no_part(name) else name


def _names_no_part(name: str) -> bool:
    """Says whether headings that share a name are no entries for it: manuals repeat it, or it grades what is below."""
    return name in OF_A_REFERENCE or role_of(name) == META or name in LEVELS or name in DIFFICULTIES


def _marks_an_answer(line: str) -> bool:
    named = SUMMARY.search(line[:1000]) or CALLOUT.match(line[:200])
    return role_of(label_words(named[1])) == ANSWER if named else answer_label(line)


def _asks_in_bold(line: str) -> bool:
    """Says whether a line is a title of its own: bold or a summary, and asking or counted; or called a question."""
    summary = SUMMARY.search(line[:1000])
    text = summary[1] if summary else bold_line(line.strip()) if line.lstrip()[:2] in {"**", "__"} else None
    title = read_title(text if text is not None else line.strip())
    return title.labelled or (text is not None and (title.asks or title.numbered))


def _name_from_below(headings: list[Heading]) -> None:
    """Gives headings that only count the title behind them.

    One that says “Question” and no number names a part of an entry where a greater heading stands right above.
    """
    led = [
        before is not None and before.level < one.level
        for before, one in zip([None, *headings], headings, strict=False)
        if only_counts(said_by(one.title)) and not re.search(r"\d", one.title.raw)
    ]
    labels = sum(led) * 2 > len(led)
    for one in headings:
        if only_counts(said_by(one.title)) and (re.search(r"\d", one.title.raw) or not labels):
            found = title_below(one.block, said_by(one.title))
            if found is not None:
                one.title, one.end, one.beside = found.title, found.end, found.beside


def _is_linked_item(line: str) -> bool:
    return line.lstrip().startswith(("- ", "* ", "+ ")) and furniture.is_link_list([line])


def _says_something(line: str) -> bool:
    stripped = line.strip()
    return stripped.strip("-*_=<>/brhp ") != "" and ANCHOR.sub("", stripped) != ""
