"""Ranks of headings: which levels gather titles, which stand within answers, and what is below advice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from knowledge.importing.structure.outline import PART_NAME, Heading, Style, above_each

FEWEST, NEARLY_ALL = 3, 0.8  # headings below one that ask, to be titles though their class as a whole is not
A_LIST = 5  # headings one right below the other
HARDLY, SOME = 0.1, 0.25  # of a class of headings that stands beside one of titles, and is one too
SEVERAL = 2  # greater headings between a title and the one that counts on from it
COUNTED = 0.7  # of the titles of a file have a number, so that one without is none below “Tips” and the like


def leave_out_advice(headings: list[Heading]) -> None:
    """Takes titles without a number out below headings of parts that hold no entries, where titles are counted."""
    titles = [one for one in headings if one.role == "entry"]
    if sum(one.title.numbered for one in titles) < COUNTED * len(titles):
        return
    quiet = 0
    for one in headings:
        if not quiet or one.level <= quiet:
            quiet = one.level if one.role == "furniture" else 0
        elif one.role == "entry" and not one.title.numbered:
            one.role = "furniture"


def asked_together(classes: Iterable[list[Heading]], headings: list[Heading]) -> set[int]:
    """Returns the lines of headings of a class that stand below one heading and nearly all ask, whatever the others do."""
    return {
        one.line
        for group in _by_parent(classes, headings)
        if len(group) >= FEWEST and sum(one.title.asks for one in group) >= NEARLY_ALL * len(group)
        for one in group
    }


def listed_together(classes: Iterable[list[Heading]], headings: list[Heading]) -> set[int]:
    """Returns the lines of headings that count below one heading, have nothing below them, and of which some ask.

    Such a list has nothing that could make them parts or steps; the last may have all that follows below it.
    """
    return {
        one.line
        for group in _by_parent(classes, headings)
        if len(group) >= A_LIST and not any(one.direct or not one.leaf for one in group[:-1])
        and all(one.title.numbered for one in group)
        and sum(one.title.asks for one in group) >= SOME * len(group)
        for one in group
    }  # fmt: skip


def _by_parent(classes: Iterable[list[Heading]], headings: list[Heading]) -> list[list[Heading]]:
    """Returns the headings of classes that stand below one heading together."""
    above = above_each(headings)
    groups: dict[tuple[int, int], list[Heading]] = defaultdict(list)
    for number, members in enumerate(classes):
        for one in members:
            groups[number, above[one.line]].append(one)
    return list(groups.values())


def stand_beside(members: list[Heading], chosen: set[Style], headings: list[Heading]) -> bool:
    """Says whether headings of which some ask hold hardly any of the titles chosen before, nor stand below those."""
    ids = {id(one) for one in members}
    open_ones: list[Heading] = []
    mixed: set[int] = set()
    for one in headings:
        open_ones = [*(other for other in open_ones if other.level < one.level), one]
        titles = {other.line for other in open_ones if other.style in chosen and not other.role}
        mine = {other.line for other in open_ones if id(other) in ids}
        mixed |= mine - titles if titles else set()
    asking = sum(one.title.asks for one in members)
    return len(mixed) <= HARDLY * len(members) and asking >= SOME * len(members)


def leave_to_answers(headings: list[Heading]) -> None:
    """Leaves to an answer what ranks with its label, where that label ranks with the title, or above it."""
    current: Heading | None = None
    opened = 0
    for one in headings:
        if one.role == "entry":
            current, opened = one, 0
        elif current is not None and one.level <= current.level:
            if one.role == "label":
                opened = one.level
            elif one.level == opened and not one.role and not PART_NAME.search(one.title.text):
                one.role = "below"


def leave_within(headings: list[Heading]) -> None:
    """Leaves to an answer the headings that stand between two titles which count on, though they outrank those.

    Several in a row cannot be parts of the file: only the last of them would hold a title. That one is left
    with the others unless nothing is told below it.
    """
    titles = [at for at, one in enumerate(headings) if one.role == "entry"]
    for first, second in pairwise(titles):
        before, after = headings[first].title.number, headings[second].title.number
        if not (before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1):
            continue
        between = [one for one in headings[first + 1 : second] if not one.role]
        greater = [one for one in between if one.level <= headings[first].level]
        if len(greater) >= SEVERAL:
            told = greater[-1].told or greater[-1] is not between[-1]
            for one in greater if told else greater[:-1]:
                one.role = "below"


def gathering_levels(headings: list[Heading]) -> set[int]:
    """Returns the levels above all titles whose other headings mostly have titles below them and hardly a text of their own."""
    levels = [one.level for one in headings if one.role == "entry"]
    found = set()
    for level in range(1, min(levels, default=1)):
        others = [one for one in headings if one.level == level and one.role != "furniture"]
        empty = sum(not one.leaf and one.told <= 2 for one in others)
        if empty >= max(2, 0.4 * len(others)):
            found.add(level)
    return found


def interspersed_levels(headings: list[Heading], entries: int) -> set[int]:
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
