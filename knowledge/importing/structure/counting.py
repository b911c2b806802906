"""Counts that go on through a file: lines numbered from one to the last, whatever stands between them.

Such a count is the strongest sign of titles: it holds when few of them ask, when they are but names, and when
the author slips now and then. Numbers that begin anew within it count the steps of an answer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TypeAlias

from knowledge.importing.drafts.marks import inner_runs
from knowledge.importing.text.source import Source

LINE = re.compile(
    r"^ {0,3}(?P<wrap>(?:[-*+]\s{1,3})?(?:#{1,6}\s{1,3})?(?:\*\*|__)?)\s?:?"
    r"(?P<number>\d{1,4})(?P<mark>\s?[.)、．:](?![\d:/])[.)]?|\s?[-–—](?=\s)|(?=\s))"
    r"(?:\*\*)?(?P<space>[\s\ufeff\u200b]{0,9})(?P<text>\S.*)$"
)
TOUCHED = re.compile(r"[^\W\d_]{2}|[`*_\"'“‘¿\[(<]|[A-Z]")  # by a number: not the rest of a version
FEWEST, FEWEST_OF_PARTS = 5, 10
COMPLETE = 0.75  # of the numbers of a count are there
LONGEST_ASIDE = 10  # steps
BEGINS = 2  # a count may lack its first number


Form: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Counted:
    """A line that a number begins.

    Arguments:
        form: what stands before the number and behind it.
        text: what it numbers.
    """

    line: int
    number: int
    form: Form
    text: str


def counted_lines(source: Source) -> list[Counted]:
    """Returns the lines of a source that a number begins, in their order."""
    found = []
    for at, line in enumerate(source.lines):
        match = LINE.match(line[:400]) if line.lstrip(" #*_-+:")[:1].isdecimal() else None
        if match is None or at in source.verbatim:
            continue
        if (
            not match["space"]
            and match["mark"].strip() not in {"、", "．"}
            and not TOUCHED.match(match["text"])
        ):
            continue
        wrap = "".join(match["wrap"].split())
        if wrap.endswith(("**", "__")) and line.rstrip().endswith(wrap[-2:]):
            wrap += "…"  # all of the line, and not only a name before a text
        form = wrap, match["mark"].strip()[:1]
        found.append(Counted(at, int(match["number"]), form, line[match.start("text") :]))
    return found


def count_through(source: Source) -> list[Counted]:
    """Returns the lines of the longest count that goes on through a file, or through its parts; nothing where none does."""
    lines = counted_lines(source)
    forms: dict[Form, list[Counted]] = defaultdict(list)
    for one in lines:
        if one.form[1]:  # a number without a sign counts only where it is one of a count
            forms[one.form].append(one)
            if one.form[0].startswith("##"):  # of whatever rank: an author may change it within a count
                forms["#" + one.form[0].lstrip("#"), one.form[1]].append(one)
    headings = [block.line for block in source.headings]
    found = max(
        (_counts(members, parts, headings) for members in forms.values() for parts in ([], headings)),
        key=lambda runs: sum(map(len, runs)),
        default=[],
    )
    return [one for run in found for one in _filled(run, lines)]


def _counts(members: list[Counted], parts: list[int], headings: list[int]) -> list[list[Counted]]:
    """Returns the runs of lines that count from one, each behind a heading but the first; nothing where one of them does not.

    Arguments:
        parts: the lines of headings behind which a count may begin anew within another.
    """
    inner = {at for run in inner_runs([(one.line, one.number) for one in members], parts) for at in run}
    left = [one for at, one in enumerate(members) if at not in inner]
    runs: list[list[Counted]] = []
    for at, one in enumerate(left):
        if runs and one.number < runs[-1][-1].number:
            last = runs[-1][-1]
            goes_on = any(other.number == last.number + 1 for other in left[at + 1 : at + LONGEST_ASIDE])
            if goes_on and bisect_left(headings, last.line) == bisect_left(headings, one.line):
                continue  # a step whose count lacks its first number
            runs.append([])
        elif not runs:
            runs.append([])
        runs[-1].append(one)
    told: list[list[Counted]] = []
    for run in runs:
        is_part = told and bisect_left(headings, told[-1][-1].line) < bisect_left(headings, run[0].line)
        if told and not is_part and len(run) < len(told[-1]):
            continue  # steps of the last answer
        told.append(run)
    needed = FEWEST if len(told) < 2 else FEWEST_OF_PARTS
    is_count = all(
        run[0].number <= BEGINS and len(run) >= COMPLETE * run[-1].number and len(run) >= needed
        for run in told
    )
    return told if is_count else []


def _filled(members: list[Counted], lines: list[Counted]) -> list[Counted]:
    """Returns a count with the lines of other forms that have just the numbers it lacks."""
    starts = [one.line for one in lines]
    filled: list[Counted] = []
    number, line = 0, -1
    for one in [*members, None]:
        first, end = bisect_right(starts, line), bisect_left(starts, one.line) if one else len(lines)
        for other in lines[first:end] if one and members[0] is not one else ():
            if number + 1 == other.number < one.number:
                filled.append(other)
                number = other.number
        if one is not None:
            filled.append(one)
            number, line = one.number, one.line
    return filled
