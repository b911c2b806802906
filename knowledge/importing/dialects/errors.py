"""Error catalogues: a heading that is a code, below it one or more quoted messages, then the explanation."""

from __future__ import annotations

import re
from collections import Counter

from knowledge.importing.drafts.marks import Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.drafts.messages import MESSAGE, quotes_a_machine, take_messages
from knowledge.importing.structure.banks import is_of_failures
from knowledge.importing.text import furniture
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import Title, plain, read_title

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
# A title that tells what failed: a class of errors, a code before words, what a machine says.
FAILED = re.compile(
    r"\b(?:[A-Z][A-Za-z]{1,60}(?:Error|Exception)|E[A-Z]{4,20}|ERR_[A-Z_]+|E\d{3,6})\b"
    r"|\b(?i:error|exception|cannot|can't|could not|failed|failure|not found|not exist\w*|undefined|unexpected|invalid|denied|refused|missing"
    r"|unable|already|timed? ?out|conflict|no space|unresolved|out of memory|overflow|crash\w*)\b"
)
# MD001 before words; numbers of questions are none.
LEADING_CODE = re.compile(r"^(?P<code>(?P<letters>(?![QA]\d)[A-Z]{1,6})-?\d{2,6})(?:\s*[-–—:.)]\s*|\s+)\S")
IN_PARENTHESES = re.compile(r"\s*\([^()]{0,80}\)\s*$")
FEWEST_FAILURES = 3
SMALLEST = 5  # identifiers that make a catalogue without a quoted message
LOOKED_AT = 600


class ErrorCatalogue:
    """Evidence: most headings of a level are codes with a quote, or code of an error, right below them."""

    name = "error-catalogue"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        levels: dict[int, list[tuple[Block, list[Block], Title]]] = {}
        for block, below in _with_text_below(source, span):
            title = read_title(block.text)
            levels.setdefault(block.level, []).append((block, below, title))
        best: list[tuple[Block, list[Block], Title]] = []
        for members in levels.values():
            fitting = (
                [one for one in members if _fits(*one)]
                or _codes(members)
                or _counted(members)
                or _failures(members)
                or (_named(members) if is_of_failures(source) else [])
            )
            if len(fitting) >= 0.6 * len(members) and len(fitting) > len(best):
                best = fitting
        if not best:
            return reading
        level, titles = best[0][0].level, {block.line for block, _, _ in best}
        reading.marks = [
            Mark(block.line, block.end, _name(block, title), block, kind="debug") for block, _, title in best
        ]
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


def _with_text_below(source: Source, span: Span) -> list[tuple[Block, list[Block]]]:
    found: list[tuple[Block, list[Block]]] = []
    for block in source.tree.children:
        if not span[0] <= block.line < span[1]:
            continue
        if block.kind == "heading":
            found.append((block, []))
        elif found:
            found[-1][1].append(block)
    return found


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


def _codes(members: list[tuple[Block, list[Block], Title]]) -> list[tuple[Block, list[Block], Title]]:
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


def _counted(members: list[tuple[Block, list[Block], Title]]) -> list[tuple[Block, list[Block], Title]]:
    """Returns the headings that begin with a code each, where nearly all of a level do, and with the same letters."""
    codes = [LEADING_CODE.match(plain(block.text)) for block, _, _ in members]
    found = [one for one, code in zip(members, codes, strict=True) if code and one[1]]
    letters = Counter(code["letters"] for code in codes if code)
    told = {code["code"] for code in codes if code}
    alike = letters.most_common(1)[0][1] if letters else 0
    if len(found) < max(SMALLEST, 0.9 * len(members)) or alike < 0.8 * len(found) or len(told) < len(found):
        return []
    return [] if sum(title.asks for _, _, title in found) > 0.2 * len(found) else found


def _named(members: list[tuple[Block, list[Block], Title]]) -> list[tuple[Block, list[Block], Title]]:
    """Returns the headings of a file that is called a list of failures: each with a text of its own below."""
    found = [one for one in members if one[1] and not furniture.heading_is_furniture(one[0].text)]
    asking = sum(title.asks for _, _, title in found)
    alone = len({title.text for _, _, title in found})
    is_list = len(found) >= max(SMALLEST, 0.8 * len(members)) and alone >= 0.9 * len(found)
    return found if is_list and asking <= 0.2 * len(found) else []


def _bare(block: Block) -> str:
    """Returns the words of a heading without what stands in parentheses behind a code: “E12 (deprecated)”."""
    words = plain(block.text)
    return IN_PARENTHESES.sub("", words) or words


def _failures(members: list[tuple[Block, list[Block], Title]]) -> list[tuple[Block, list[Block], Title]]:
    """Returns the headings of a level where most say what failed, or quote what a machine says of it right below."""
    told = [
        one
        for one in members
        if one[1] and not one[2].asks and not furniture.heading_is_furniture(one[0].text)
    ]
    failing = [one for one in told if _tells_a_failure(*one)]
    named = sum(bool(FAILED.search(title.text)) for _, _, title in failing)
    if len(failing) < FEWEST_FAILURES or len(failing) < 0.8 * len(members) or named < 0.5 * len(failing):
        return []
    if len({title.text for _, _, title in failing}) < 0.9 * len(failing):
        return []
    counted = sum(title.numbered for _, _, title in told) >= 0.8 * len(told)
    return [one for one in told if (counted and one[2].numbered) or one in failing]


def _tells_a_failure(block: Block, below: list[Block], title: Title) -> bool:
    quoted = next((one for one in below[:2] if one.kind in {"fence", "code"}), None)
    return bool(FAILED.search(title.text)) or (
        quoted is not None and quotes_a_machine(quoted.text[:LOOKED_AT])
    )


def _name(block: Block, title: Title) -> Title:
    """Returns what an error is called: a code as it is, else its words without their number."""
    if title.number and " " in block.text.strip():
        return title
    words = _bare(block)
    return Title(words if CODE.match(words) else plain(block.text), raw=block.text)
