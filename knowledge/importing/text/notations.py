"""Notations an author repeats before what is asked, written as the dialects know them.

What one line alone would not tell, all lines of a file do: that `Q-` is a label there, or `[M]` a difficulty.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter

from knowledge.importing.text.languages import QUESTION_WORDS, any_of
from knowledge.importing.text.source import Repair, Source
from knowledge.importing.text.titles import read_title

# What chat programs leave behind of their citations: it cites nothing here.
CITATION = re.compile(
    r"\[cite_start\]|\s?\[cite(?:_end)?:?[\d,\s]{0,60}\]|\s?:contentReference\[oaicite:\d{1,4}\]\{index=\d{1,4}\}"
    r"|\s?【\d{1,4}[:†][^【】]{0,60}】"
)
ASKED = re.compile(r"^\s{0,3}(?P<mark>\*\*|__)?(?P<word>[QA])(?P<sign>\s?[-–—]\s?|\s)(?=[^\W_])")
LABELLED = re.compile(r"^\s{0,3}(?:\*\*|__)?Q\d{0,3}\s?(?:[:.)]|[-–—]\s)")
# What stands for a box to tick in texts that were copied or scanned, or for a round one.
BOX = re.compile(
    r"^(?P<lead>\s{0,12})(?:[-*+•]\s+)?(?:(?P<open>[☐□▢◻⬜○◯]|\(\s?\)(?=\s))|(?P<ticked>[☑☒🗹🗷◉◍]|\([xX*✓]\)))\ufe0f?\s{0,3}(?=\S)"
)
TAGGED = re.compile(
    r"^(?P<lead>\s{0,3}(?:#{1,6}\s+|[-*+]\s+|\d{1,4}[.)]\s+){0,2}(?:\*\*|__)?)\[(?P<tag>[A-Za-z]{1,12})\](?![(\[:])\s{1,3}(?P<rest>\S.*?)(?P<end>(?:\*\*|__)?\s*)$"
)
CALLED = re.compile(
    rf"^\s{{0,3}}(?P<mark>\*\*|__)(?P<name>(?:[^\W\d_]{{1,20}} ){{0,3}}(?:{any_of(QUESTION_WORDS)}))\s?:?(?P=mark)\s?:?\s*$",
    re.IGNORECASE,
)
COUNTED = re.compile(r"^\s{0,3}(?:\*\*|__)?(?:[A-Za-z]{1,12}\s?)?\d{1,3}[.):]")
GRADES = {"e": "Easy", "m": "Medium", "h": "Hard", "easy": "Easy", "medium": "Medium", "hard": "Hard", "b": "Basic",
          "i": "Intermediate", "a": "Advanced", "basic": "Basic", "intermediate": "Intermediate", "advanced": "Advanced"}  # fmt: skip
LETTERED = re.compile(
    r"^(?P<lead>\s{0,3}(?:#{1,6}\s{1,3}(?:\*\*|__)?|\*\*|__))(?P<letter>[B-PR-Z])(?P<number>\d{1,3})(?:[:.)]|\s[-–—])(?:\*\*|__)?\s"
)
FEWEST, NEAR = 5, 4
MOSTLY = 0.6
MAX_LINE = 1000


def write_notations(source: Source) -> None:
    """Writes what an author repeats as dialects know it: `Q: `, and how hard something is behind it."""
    changed = _without_citations(source) | _with_labels(source) | _with_grades_behind(source)
    changed |= _with_counts(source) | _with_boxes(source) | _with_letters(source)
    if changed:
        source.forget_tree()


def _without_citations(source: Source) -> bool:
    found = [
        at
        for at, line in enumerate(source.lines)
        if ("cite" in line or "【" in line) and CITATION.search(line) and at not in source.verbatim
    ]
    for at in found:
        source.lines[at] = CITATION.sub("", source.lines[at])
        source.repairs.append(Repair(source.origin[at], "the sign of a citation of a chat is taken out"))
    return bool(found)


def _with_labels(source: Source) -> bool:
    """Puts a colon behind `Q` and `A` that begin many paragraphs with a dash, or nothing, behind them."""
    found = {
        at: match
        for at, line in enumerate(source.lines)
        if line.lstrip("*_ ")[:1] in {"Q", "A"} and (match := ASKED.match(line)) and at in source.prose
        and not (at and source.lines[at - 1].strip())
    }  # fmt: skip
    asked = [at for at, match in found.items() if match["word"] == "Q"]
    others = sum(bool(LABELLED.match(line)) for line in source.lines)
    if len(asked) < FEWEST or not (others or any(match["word"] == "A" for match in found.values())):
        return False
    for at, match in found.items():
        if match["word"] == "Q" or match["sign"].strip():  # “A line …” is an article
            line = source.lines[at]
            source.lines[at] = f"{line[: match.end('word')]}: {line[match.end() :]}"
            above = _line_above(at, source)
            if match["word"] == "A" and above >= 0 and read_title(source.lines[above]).asks:
                label = "" if LABELLED.match(source.lines[above]) else "Q: "
                source.lines[above] = f"{label}{source.lines[above]}"
    return True


def _with_letters(source: Source) -> bool:
    """Writes another letter that counts headings or lines in bold which ask as `Q`: “S1: …”, “S2: …”."""
    found: dict[str, list[tuple[int, re.Match[str]]]] = {}
    for at, line in enumerate(source.lines):
        if (match := LETTERED.match(line[:40])) and at not in source.verbatim:
            found.setdefault(match["letter"], []).append((at, match))
    changed = False
    for lines in found.values():
        counts = [int(match["number"]) for _, match in lines]
        asking = sum(read_title(source.lines[at][match.end() :]).asks for at, match in lines)
        follow = sum(after == before + 1 for before, after in itertools.pairwise(counts))
        if len(lines) >= FEWEST and asking >= MOSTLY * len(lines) and follow >= MOSTLY * (len(lines) - 1):
            for at, match in lines:
                line = source.lines[at]
                source.lines[at] = f"{match['lead']}Q{line[match.end('letter') :]}"
            changed = True
    return changed


def _with_counts(source: Source) -> bool:
    """Counts lines in bold that only say “Practice Question” again and again, where nothing else gives titles.

    Below headings, or other lines that count, such a line is a part of what those ask.
    """
    called = {
        at: match
        for at, line in enumerate(source.lines)
        if (match := CALLED.match(line)) and at in source.prose
    }
    names = Counter(match["name"].casefold() for match in called.values())
    name, times = max(names.items(), key=lambda one: one[1], default=("", 0))
    others = len(source.headings) + sum(bool(COUNTED.match(line)) for line in source.lines)
    if times < FEWEST or others > times // 2:
        return False
    own = [at for at, match in called.items() if match["name"].casefold() == name]
    for number, at in enumerate(own, start=1):
        mark = called[at]["mark"]
        source.lines[at] = f"{mark}Question {number}{mark}"
    return True


def _with_boxes(source: Source) -> bool:
    """Writes signs of boxes before many lines as items to tick off."""
    found = {
        at: match
        for at, line in enumerate(source.lines)
        if (match := BOX.match(line[:40])) and at not in source.verbatim
    }
    if len(found) < FEWEST or not any(match["open"] for match in found.values()):
        return False
    for at, match in found.items():
        tick = "x" if match["ticked"] else " "
        source.lines[at] = f"{match['lead']}- [{tick}] {source.lines[at][match.end() :]}"
    return True


def _line_above(at: int, source: Source) -> int:
    """Returns the line that is all of the paragraph above a line; -1 where there is none."""
    above = next((line for line in range(at - 1, max(-1, at - NEAR), -1) if source.lines[line].strip()), -1)
    alone = above >= 0 and not (above and source.lines[above - 1].strip())
    return above if alone and above in source.prose else -1


def _with_grades_behind(source: Source) -> bool:
    """Puts grades that stand in brackets before what is asked behind it, where other programs have them."""
    found = {
        at: match
        for at, line in enumerate(source.lines)
        if "[" in line[:24]
        and len(line) <= MAX_LINE
        and (match := TAGGED.match(line))
        and at not in source.verbatim
    }
    tags = Counter(match["tag"].casefold() for match in found.values())
    if sum(tags.values()) < FEWEST or not tags.keys() <= GRADES.keys() or len(tags) < 2:
        return False
    for at, match in found.items():
        grade = GRADES[match["tag"].casefold()]
        source.lines[at] = f"{match['lead']}{match['rest']} [{grade}]{match['end']}"
    return True
