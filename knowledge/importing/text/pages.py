"""Text that was taken from pages: running heads and page numbers, words cut at line ends, letters read for digits.

Each is mended where the text itself proves it: by repetition, by the words it uses elsewhere, by the numbers
around. What is not proven stays and is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from knowledge.importing.text.source import Repair, Source
from knowledge.importing.text.titles import read_title

LONE_NUMBER = re.compile(r"^\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$", re.IGNORECASE)
WITH_NUMBER = re.compile(
    r"\bpage\s+\d{1,4}\b|(?:\s{2,}|\t|[|·•–—-]\s?)\d{1,4}\s*$|^\s*\d{1,4}(?:\s{2,}|\t|\s?[|·•–—-]\s)",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
CUT_WORD = re.compile(r"(?P<head>[^\W\d_]{2,})-$")
NEXT_WORD = re.compile(r"^\s*(?P<tail>[a-zà-öø-ÿа-я]{2,})(?P<rest>.*)$")
MISREAD = re.compile(r"^(?P<number>[lI|O\d]{1,3})(?P<mark>\s?[.)])(?=\s+\S)")
COUNTED = re.compile(r"^\s{0,3}(?P<number>\d{1,3})\s?[.)](?=\s+\S)")
PERHAPS_COUNTED = re.compile(r"^\s{0,3}(?P<number>\d{1,3})(?P<dot>\s?[.)])?\s+(?=[^\W\d])")
FEWEST_COUNTED = 4
DIGIT_FOR = str.maketrans("lI|O", "1110")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
RUNNING = 3  # times a running head is met
MAX_HEAD = 120
NEAR = 3  # lines between a running head and its number


def mend_pages(source: Source) -> None:
    """Takes out what pages add and joins what they cut, in a text without marks of headings."""
    if source.suffix != ".txt" and any(block.kind in {"heading", "fence"} for block in source.blocks):
        return
    heads = _running_heads(source)
    for at in sorted(heads):
        source.repairs.append(Repair(source.origin[at], "the head or number of a page is left out"))
        source.left_out[source.origin[at]] = "head or number of a page"
        source.lines[at] = ""
    changed = _set_dots(source)
    changed = _read_digits(source) or changed
    changed = _join_words(source) or changed
    if heads or changed:
        source.forget_tree()


def _running_heads(source: Source) -> set[int]:
    """Returns the lines that are heads or numbers of pages."""
    told = [at for at, line in enumerate(source.lines) if line.strip() and at not in source.verbatim]
    beside: dict[str, list[tuple[int, int]]] = defaultdict(list)
    with_number: dict[str, dict[str, int]] = defaultdict(dict)
    for place, at in enumerate(told):
        line = source.lines[at].strip()
        if LONE_NUMBER.match(line):
            for near in told[max(0, place - 1) : place] + told[place + 1 : place + 2]:
                if abs(near - at) <= NEAR:
                    beside[source.lines[near].strip()].append((at, near))
        elif len(line) <= MAX_HEAD and WITH_NUMBER.search(line) and not read_title(line).numbered:
            numbers = DIGITS.findall(line)
            with_number[DIGITS.sub("#", line)][numbers[-1]] = at
    heads: set[int] = set()
    for head, places in beside.items():
        if len(places) >= RUNNING and len(head) <= MAX_HEAD and _may_run(head):
            heads |= {line for pair in places for line in pair}
            heads |= {
                at for at in told if source.lines[at].strip() == head and (at - 1 in heads or at + 1 in heads)
            }
    for places_by_number in with_number.values():
        if (
            len(places_by_number) >= RUNNING - 1
            and "page" in source.lines[next(iter(places_by_number.values()))].casefold()
        ):
            heads |= set(places_by_number.values())
            heads |= _repeated_beside(set(places_by_number.values()), told, source)
    return heads


def _repeated_beside(pages: set[int], told: list[int], source: Source) -> set[int]:
    """Returns the lines that stand next to the numbers of several pages and say the same each time."""
    same: dict[str, set[int]] = defaultdict(set)
    for before, after in pairwise(told):
        for near, at in ((before, after), (after, before)):
            if at in pages and near not in pages and after - before <= NEAR:
                same[source.lines[near].strip()].add(near)
    few = RUNNING - 1
    return {at for head, places in same.items() if len(places) >= few and _may_run(head) for at in places}


def _may_run(head: str) -> bool:
    title = read_title(head)
    return not (title.asks or title.labelled or title.numbered or LONE_NUMBER.match(head)) and len(head) > 3


def _set_dots(source: Source) -> bool:
    """Sets a dot behind numbers that have none, where they count on through lines, with others that have one or alone."""
    numbers = [
        (at, int(found["number"]), bool(found["dot"]))
        for at, line in enumerate(source.lines)
        if at not in source.verbatim and (found := PERHAPS_COUNTED.match(line))
    ]
    run: list[tuple[int, int, bool]] = []
    bare: list[int] = []
    for one in [*numbers, (-1, -1, True)]:
        if run and one[1] == run[-1][1] + 1:
            run.append(one)
            continue
        if len(run) >= FEWEST_COUNTED and run[0][1] <= 1:
            bare += [at for at, _, dotted in run if not dotted]
        run = [one]
    for at in bare:
        source.lines[at] = PERHAPS_COUNTED.sub(r"\g<number>. ", source.lines[at], count=1)
        source.repairs.append(Repair(source.origin[at], "a dot is set behind a number"))
    return bool(bare)


def _read_digits(source: Source) -> bool:
    """Puts digits where letters were read for them, as the numbers before or behind tell."""
    numbers: list[tuple[int, int, bool]] = []
    for at, line in enumerate(source.lines):
        if at in source.verbatim:
            continue
        if found := COUNTED.match(line):
            numbers.append((at, int(found["number"]), False))
        elif (found := MISREAD.match(line)) and (value := found["number"].translate(DIGIT_FOR)).isdecimal():
            numbers.append((at, int(value), True))
    changed = False
    for place, (at, number, doubtful) in enumerate(numbers):
        if not doubtful:
            continue
        before = numbers[place - 1][1] if place else 0
        behind = numbers[place + 1][1] if place + 1 < len(numbers) else 0
        if number == before + 1 or number + 1 == behind:
            source.lines[at] = MISREAD.sub(f"{number}\\g<mark>", source.lines[at])
            source.repairs.append(Repair(source.origin[at], "letters were read for the digits of a number"))
            changed = True
    return changed


def _join_words(source: Source) -> bool:
    """Joins words that were cut at the end of a line; the hyphen goes where the text writes the word without it."""
    words: Counter[str] | None = None
    changed = False
    for at, line in enumerate(source.lines[:-1]):
        cut = (
            CUT_WORD.search(line.rstrip())
            if line.rstrip().endswith("-") and at not in source.verbatim
            else None
        )
        goes_on = NEXT_WORD.match(source.lines[at + 1]) if cut else None
        if cut is None or goes_on is None:
            continue
        if words is None:
            words = Counter(word.casefold() for row in source.lines for word in WORD.findall(row))
        whole = f"{cut['head']}{goes_on['tail']}"
        sure = words[whole.casefold()] > 0
        joined = whole if sure else f"{cut['head']}-{goes_on['tail']}"
        trail = re.match(r"[^\s\w]*", goes_on["rest"])
        marks = trail[0] if trail else ""
        source.lines[at] = f"{line.rstrip()[: cut.start()]}{joined}{marks}"
        source.lines[at + 1] = goes_on["rest"][len(marks) :].lstrip()
        source.repairs.append(
            Repair(source.origin[at], "a word that was cut at the end of its line is joined", certain=sure)
        )
        changed = True
    return changed
