"""Counted titles that ask nothing: whether they are what a file tells of, or steps to follow, or its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.importing.text import furniture
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import COMMANDS, WORDS, Title, read_title

FEWEST_HEADINGS = 3  # that count through a file
FEWEST, WORDS_BELOW = 5, 10  # topics of a file, and the words that half of them have at least below
COVERED = 0.75  # of the lines of a file
TOLD_TO_DO, NAMES_OF_PARTS = 0.3, 0.2  # of the titles
# What steps begin with, beside the tasks that a bank sets.
STEPS = COMMANDS | {
    "install", "run", "clone", "open", "add", "set", "go", "click", "download", "configure", "start", "use", "make",
    "copy", "move", "select", "choose", "update", "enable", "import", "export", "connect", "deploy", "test", "verify",
    "define", "prepare", "setup", "launch", "save", "enter", "follow", "navigate", "read", "learn", "keep", "get",
}  # fmt: skip


def are_topics(titles: Sequence[Title], words: Sequence[int], lines: Iterable[range], source: Source) -> bool:
    """Says whether counted titles are what a file is made of.

    Arguments:
        words: how many stand below each.
        lines: those of each with what stands below.
    """
    if len(titles) < FEWEST or len({one.text for one in titles}) < len(titles):
        return False
    if sorted(words)[len(words) // 2] < WORDS_BELOW:
        return False
    parts = sum(is_label(one.text) or furniture.heading_is_furniture(one.text) for one in titles)
    covered = sum(bool(source.lines[line].strip()) for one in lines for line in one)
    told = sum(bool(line.strip()) for line in source.lines)
    return not are_steps(titles) and parts < NAMES_OF_PARTS * len(titles) and covered >= COVERED * told


def are_steps(titles: Sequence[Title]) -> bool:
    """Says whether many titles tell what to do."""
    first = [WORDS.match(one.text) for one in titles]
    steps = sum(found is not None and found[0].casefold() in STEPS for found in first)
    return steps >= TOLD_TO_DO * len(titles)


def is_counted(source: Source, *, named: bool = False) -> bool:
    """Says whether a file is nothing but headings that count from one, below its own at most.

    Arguments:
        named: whether the file calls itself a bank, so that what sounds like steps is asked for there.
    """
    levels = [block.level for block in source.headings]
    titles = [read_title(block.text) for block in source.headings]
    counted = [at for at, one in enumerate(titles) if one.number.isdecimal() and not one.labelled]
    if [titles[at].number for at in counted] != [str(at) for at in range(1, len(counted) + 1)]:
        return False
    greatest = min((levels[at] for at in counted), default=0)
    beside = [at for at in range(1, len(levels)) if at not in counted and levels[at] <= greatest]
    if len(counted) < FEWEST_HEADINGS or beside:
        return False
    return named or not are_steps([titles[at] for at in counted])
