"""Error catalogues: a heading that is a code, below it one or more quoted messages, then the explanation.

Where no headings name errors, lines in bold or items of lists may.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from knowledge.importing.drafts.marks import Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.drafts.messages import (
    FAILED,
    FEWEST_FAILURES,
    MESSAGE,
    NEARLY_ALL,
    quotes_a_machine,
    take_messages,
)
from knowledge.importing.structure.banks import is_of_failures
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text import furniture
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import COUNT, fold, is_label, label_words, section_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import Title, is_decoration, plain, read_title

# snake_case, kebab-case, CamelCase, E0382, TS2304, ERR_X: one word that no sentence would hold.
CODE = re.compile(
    r"^(?:[A-Za-z][A-Za-z0-9]*(?:[_.:/-][A-Za-z0-9]+)+|[A-Z]{1,6}-?\d{2,6}|\d{3,6}|[A-Z][a-z]+(?:[A-Z][a-z0-9]+)+|[a-z]{3,40}|[A-Z][A-Z_]{3,40})$"
)
# snake_case, ERR_X, CamelCaseError, E0382.
IDENTIFIER = re.compile(
    r"^(?:[A-Za-z][A-Za-z0-9]*(?:[_.-][A-Za-z0-9]+)+|[A-Z]{1,6}-?\d{2,6}|(?:[A-Z][a-z0-9]+){2,})$"
)
# Codes that say themselves that something failed: FST_ERR_BAD_URL, E_NOENT, TypeError.
NAMES_A_FAILURE = re.compile(r"(?:^|[_.-])(?:ERR|ERROR|E)(?=[_.-]|$)|(?:Error|Exception|Warning)$")
# MD001 before words; numbers of questions are none.
LEADING_CODE = re.compile(r"^(?P<code>(?P<letters>(?![QA]\d)[A-Z]{1,6})-?\d{2,6})(?:\s*[-–—:.)]\s*|\s+)\S")
IN_PARENTHESES = re.compile(r"\s*\([^()]{0,80}\)\s*$")
# An error that has a number and no name: what is quoted below it is one.
ONLY_COUNTS = re.compile(
    r"^(?:error|issue|bug|problem|case)\s*(?:no\.?)?\s*#?(?P<number>\d{1,3})\s*[.:]?$", re.IGNORECASE
)
IN_BOLD, IN_ITEMS = 7, 8  # levels below those of headings
# What an author calls each error before he names it.
LEAD = re.compile(
    r"^(?:error|issue|problem|bug|symptom|case|scenario|question|q)\s?(?:no\.?\s?)?#?(?P<number>\d{1,3})?\s?(?:[:：–—]|\s?-(?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
QUOTES = "\"“”'"
CODE_SPAN = re.compile(r"(?:\d{1,3}[.)]\s)?(`{1,2})[^`]+\1:?")
HALF = 0.5  # of them have a label
MOST = 0.6  # of the headings of a level are errors
SMALLEST = 5  # identifiers that make a catalogue without a quoted message
LOOKED_AT = 600
MAX_NAME = 300


Head: TypeAlias = tuple[Block, list[Block], Title]


class ErrorCatalogue:
    """Evidence: most headings of a level are codes with a quote, or code of an error, right below them, or tell what failed."""

    name = "error-catalogue"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        levels: dict[int, list[Head]] = {}
        for block, below in _with_text_below(source, span):
            levels.setdefault(block.level, []).append((block, below, read_title(block.text)))
        best: list[Head] = []
        for level, members in levels.items():
            fitting = _fitting(members, source)
            if len(fitting) > len(best) and not (best and level == IN_BOLD):
                best = fitting
        if not best:
            return self._of_lines(source, span)
        level, titles = best[0][0].level, {block.line for block, _, _ in best}
        reading.marks = _marks(best)
        reading.stops = [
            Stop(block.line, block.end, block.level, read_title(block.text).text)
            for members in levels.values() for block, _, _ in members if block.level <= level and block.line not in titles
        ]  # fmt: skip
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
        for draft in reading.drafts:
            take_messages(draft)
        reading.score = 1.2 * len(reading.drafts)
        reading.confidence = round(
            len(best) / sum(len(one) for key, one in levels.items() if key == level), 2
        )
        return reading

    def _of_lines(self, source: Source, span: Span) -> Reading:
        """Returns the lines in bold, or the items, that tell what failed one and all, where nothing is asked above them."""
        reading = Reading(self.name)
        told = (_failures(list(_set_off(source, span, level)), source) for level in (IN_BOLD, IN_ITEMS))
        found = max(told, key=len)
        if found and not any(read_title(block.text).asks for block in source.headings):
            reading.marks = _marks(found)
            reading.stops = part_stops(source, reading.marks, span)
            reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
            for draft in reading.drafts:
                take_messages(draft)
            reading.score, reading.confidence = 1.2 * len(reading.drafts), 0.8
        return reading


def _set_off(source: Source, span: Span, level: int) -> Iterator[Head]:
    """Yields the lines in bold, or the items that begin with words in bold or with code, with the blocks below each."""
    last: tuple[Block, list[Block]] | None = None
    for block in source.tree.children:
        if not span[0] <= block.line < span[1]:
            continue
        heads = [block] if block.kind != "list" or level == IN_BOLD else block.children
        for one in heads:
            words = _words_set_off(one)
            if words and (one.kind == "item") == (level == IN_ITEMS) and not names_a_part(words):
                if last is not None:
                    yield *last, read_title(last[0].text)
                last = (
                    Block("heading", one.line, one.line + 1, words, level=level, indent=one.indent),
                    one.children[1:],
                )
                last[0].parent = one
            elif last is not None and one.kind not in {"hr", "heading"}:
                last[1].append(one)
    if last is not None:
        yield *last, read_title(last[0].text)


def _words_set_off(block: Block) -> str:
    """Returns what a line says of which all is bold or code; empty for any other."""
    head = block.children[0] if block.kind == "item" and block.children else block
    if head.kind != "paragraph" or (head is block and "\n" in head.text):
        return ""
    line = head.text.split("\n")[0]
    return bold_line(line) or (line if CODE_SPAN.fullmatch(line.strip()) else "")


def _with_text_below(source: Source, span: Span) -> list[tuple[Block, list[Block]]]:
    """Returns headings with the blocks below each; in a list of failures, lines in bold that are no labels too."""
    found: list[tuple[Block, list[Block]]] = []
    bold = is_of_failures(source)
    for block in source.tree.children:
        if not span[0] <= block.line < span[1]:
            continue
        words = bold_line(block.text) if bold and block.kind == "paragraph" else None
        if block.kind == "heading":
            found.append((block, []))
        elif words and "\n" not in block.text and not names_a_part(words):
            found.append((Block("heading", block.line, block.end, words, level=IN_BOLD), []))
        elif found and block.kind != "hr":
            found[-1][1].append(block)
    return found


def names_a_part(words: str) -> bool:
    """Says whether words name a part of what is told of an error, such as its cause."""
    label = label_words(words)
    return is_label(label) or section_of("debug", label) is not None


def _fitting(members: list[Head], source: Source) -> list[Head]:
    """Returns the members of a level that are errors, by the evidence that holds for most of them; none where none does."""
    told = (
        [one for one in members if _fits(*one)], _codes(members), _counted(members), _failures(members, source),
        *((_named(members), _parted(members, source)) if is_of_failures(source) else ()),
    )  # fmt: skip
    found = max(told, key=len)
    return found if len(found) >= MOST * len(members) else []


def _marks(heads: list[Head]) -> list[Mark]:
    """Returns the marks of errors, without what their author calls each of them before he names it."""
    marks = [_mark(*one) for one in heads]
    named = [LEAD.match(mark.title.text) for mark in marks]
    if sum(map(bool, named)) < NEARLY_ALL * len(marks):
        return marks
    for mark, lead in zip(marks, named, strict=True):
        if lead and (lead["number"] or not _is_said(lead, mark.title)):
            text = _unquoted(mark.title.text[lead.end() :])
            mark.title = Title(text, lead["number"] or mark.title.number, raw=mark.title.raw)
    return marks


def _is_said(lead: re.Match, title: Title) -> bool:
    """Says whether “Error:” is what the machine says itself, and not only what stands before its words in quotes."""
    rest = title.raw.partition(":")[2].strip()
    return lead[0].casefold().startswith("error") and not rest.startswith(("`", *QUOTES))


def _mark(block: Block, below: list[Block], title: Title) -> Mark:
    """Returns the mark of an error; one that is only counted is called what is quoted right below."""
    counts = ONLY_COUNTS.match(plain(block.text))
    quoted = below[0] if counts and below and below[0].kind in {"paragraph", "code", "fence"} else None
    if counts is None or quoted is None:
        of_item = block.level == IN_ITEMS and block.parent is not None
        return Mark(
            block.line, block.end, _name(block, title), block, indent=block.indent if of_item else 0,
            indented_until=block.parent.end if of_item and block.parent else -1, kind="debug",
        )  # fmt: skip
    rows = quoted.text.strip().split("\n")
    is_fence = quoted.kind == "fence"  # which stays as it is
    words = plain(rows[0] if is_fence else " ".join(row.strip() for row in rows))[:MAX_NAME]
    named = Title(words, counts["number"], raw=quoted.text)
    return Mark(block.line, block.end if is_fence else quoted.end, named, block, kind="debug")


def _fits(block: Block, below: list[Block], title: Title) -> bool:
    if not below or title.asks:
        return False
    is_code = bool(CODE.match(_bare(block)))
    first = below[0]
    if first.kind == "quote":
        return is_code or bool(MESSAGE.search(" ".join(one.text for one in first.walk())))
    if first.kind in {"fence", "code"} and is_code:
        return bool(MESSAGE.search(first.text)) and first.text.count("\n") <= 6
    return False


def _codes(members: list[Head]) -> list[Head]:
    """Returns the headings that are codes, where most are identifiers no text would use and speak of an error."""
    found = [one for one in members if IDENTIFIER.match(_bare(one[0])) and one[1]]
    failing = sum(
        bool(NAMES_A_FAILURE.search(plain(block.text)) or MESSAGE.search(below[0].text[:LOOKED_AT]))
        for block, below, _ in found
    )
    named = sum(bool(NAMES_A_FAILURE.search(plain(block.text))) for block, _, _ in found)
    if named == len(members) > 1:
        return found
    if len(found) < max(SMALLEST, 0.6 * len(members)) or failing < 0.5 * len(found):
        return []
    return [one for one in members if CODE.match(_bare(one[0])) and one[1]]


def _counted(members: list[Head]) -> list[Head]:
    """Returns the headings that begin with a code each, where nearly all of a level do, and with the same letters."""
    codes = [LEADING_CODE.match(plain(block.text)) for block, _, _ in members]
    found = [one for one, code in zip(members, codes, strict=True) if code and one[1]]
    letters = Counter(code["letters"] for code in codes if code)
    told = {code["code"] for code in codes if code}
    alike = letters.most_common(1)[0][1] if letters else 0
    if len(found) < max(SMALLEST, 0.9 * len(members)) or alike < 0.8 * len(found) or len(told) < len(found):
        return []
    return [] if sum(title.asks for _, _, title in found) > 0.2 * len(found) else found


def _named(members: list[Head]) -> list[Head]:
    """Returns the headings of a file that is called a list of failures: each with a text of its own below."""
    found = [one for one in members if one[1] and not furniture.heading_is_furniture(one[0].text)]
    asking = sum(title.asks for _, _, title in found)
    alone = len({title.text for _, _, title in found})
    failing = sum(bool(FAILED.search(title.text)) for _, _, title in found)
    fewest = FEWEST_FAILURES if failing >= HALF * len(found) else SMALLEST
    is_list = len(found) >= max(fewest, 0.8 * len(members)) and alone >= 0.9 * len(found)
    return found if is_list and asking <= 0.2 * len(found) else []


def _parted(members: list[Head], source: Source) -> list[Head]:
    """Returns the headings that hold a part of what is told of an error: one below that comes again and again, or a label."""
    holding = _hold_parts(source)
    labels = Counter(label for one in members for label in _labels(one[1]) if names_a_part(label))
    common = {label for label, times in labels.items() if times >= max(FEWEST_FAILURES, HALF * len(members))}
    found = [one for one in members if one[0].line in holding or (common and common <= _labels(one[1]))]
    alone = len({title.text for _, _, title in found})
    asking = sum(title.asks for _, _, title in found)
    return found if len(found) >= FEWEST_FAILURES and alone == len(found) and not asking else []


def _hold_parts(source: Source) -> set[int]:
    """Returns the lines of headings right above lesser ones of which one comes again and again."""
    headings = source.headings
    names = [fold(COUNT.sub("", plain(one.text))) for one in headings]
    said = Counter(names)
    found: set[int] = set()
    above: list[Block] = []
    for one, name in zip(headings, names, strict=True):
        while above and above[-1].level >= one.level:
            above.pop()
        if above and said[name] >= FEWEST_FAILURES:
            found.add(above[-1].line)
        above.append(one)
    return found


def _bare(block: Block) -> str:
    """Returns the words of a heading without what stands in parentheses behind a code: “E12 (deprecated)”."""
    words = plain(block.text)
    return IN_PARENTHESES.sub("", words) or words


def _failures(members: list[Head], source: Source) -> list[Head]:
    """Returns the headings of a level where most say what failed, or quote what a machine says of it right below.

    With those goes what has the same labels below, and all the rest in a file that is called a list of failures.
    """
    holding = _hold_parts(source)
    told = [
        one
        for one in members
        if (one[1] or one[0].line in holding)
        and not (one[2].asks or furniture.heading_is_furniture(one[0].text))
    ]
    failing = [one for one in told if _tells_a_failure(*one)]
    named = sum(bool(FAILED.search(title.text)) for _, _, title in failing)
    if len(failing) < FEWEST_FAILURES or len(failing) < 0.8 * len(members) or named < 0.5 * len(failing):
        return []
    if len({title.text for _, _, title in failing}) < 0.9 * len(failing):
        return []
    if is_of_failures(source):
        return told
    counted = sum(title.numbered for _, _, title in told) >= 0.8 * len(told)
    labels = Counter(label for _, below, _ in failing for label in _labels(below))
    common = {label for label, count in labels.items() if 2 * count >= len(failing)}
    known = {block.line for block, _, _ in failing}
    holding = holding if len(known & holding) >= HALF * len(known) else set()
    alike = not common and not holding  # nothing tells those that failed from others but their words
    return [
        one for one in told
        if (counted and one[2].numbered) or one[0].line in known | holding or common & _labels(one[1])
        or (alike and not names_a_part(one[0].text))
    ]  # fmt: skip


def _labels(below: list[Block]) -> set[str]:
    """Returns what paragraphs begin with up to a colon, and lines in bold, folded."""
    rows = [block.text.split("\n")[0] for block in below if block.kind == "paragraph"]
    told = [run_in(row) for row in rows]
    return {fold(one[0]) for one in told if one} | {fold(bold_line(row) or "") for row in rows} - {""}


def _tells_a_failure(block: Block, below: list[Block], title: Title) -> bool:
    quoted = next((one for one in below[:2] if one.kind in {"fence", "code"}), None)
    return bool(FAILED.search(title.text)) or (
        quoted is not None and quotes_a_machine(quoted.text[:LOOKED_AT])
    )


def _name(block: Block, title: Title) -> Title:
    """Returns what an error is called: a code as it is, else its words without their number and what adorns them."""
    if title.number and " " in block.text.strip():
        return title
    words = _bare(block)
    text = words if CODE.match(words) else plain(block.text)
    while text and (is_decoration(text[0]) or text[0].isspace()):
        text = text[1:]
    return Title(_unquoted(text) or title.text, raw=block.text)


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 2 and text[0] in QUOTES and text[-1] in QUOTES else text
