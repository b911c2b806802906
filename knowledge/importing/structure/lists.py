"""Lists whose items ask nothing and are questions all the same: by what the file is called, by the lists around them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from knowledge.importing.structure.item import LED, Item, is_sentence
from knowledge.importing.structure.topics import FEWEST, are_topics
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import read_title

FEWEST_NAMES, MAX_NAME = 4, 20
FEWEST_LISTS, ANSWERED = 3, 0.2
HALF, NEARLY_ALL = 0.5, 0.75


def names(members: list[Item], source: Source) -> list[Item]:
    """Returns the items of a list that only names what is asked, in a file that says it holds questions."""
    texts = [item.block.children[0].text for item in members]
    led = [item for item, text in zip(members, texts, strict=True) if LED.match(text.split("\n")[0])]
    if (
        len(members) < FEWEST_NAMES or members[0].depth > 1 or furniture.is_link_list(texts)
        or any(item.title.linked or is_label(item.title.text) for item in members)
        or len({item.title.text for item in members}) < len(members)
        or _stands_below_furniture(members[0].block, source)
    ):  # fmt: skip
        return []
    if len(led) >= 0.8 * len(members):
        return [_led_by_name(item) for item in led]
    if all(is_topic(item) for item in members):
        texts = [item.title.text.rstrip(" :：") for item in members]
        return [
            replace(item, title=replace(item.title, text=text))
            for item, text in zip(members, texts, strict=True)
        ]
    ordered = members[0].block.number is not None
    bare = all(not item.answered and len(item.title.text.split()) <= MAX_NAME for item in members)
    return members if ordered and bare else []


def told_in_turn(members: list[Item], source: Source) -> list[Item]:
    """Returns the items of a count from one that goes through a file, where each has a text and they are what it is made of."""
    numbers = [item.block.number for item in members]
    if (
        members[0].depth > 1
        or numbers != list(range(1, len(members) + 1))
        or len(members) < FEWEST
        or 2 * members[0].block.line > len(source.lines)  # what it begins with is most of a file
    ):
        return []
    starts = [item.block.line for item in members]
    lines = [range(*pair) for pair in pairwise([*starts, len(source.lines)])]
    words = [sum(len(source.lines[at].split()) for at in one[1:]) for one in lines]
    brief = all(len(item.title.text.split()) <= MAX_NAME for item in members)
    return members if brief and are_topics([item.title for item in members], words, lines, source) else []


def is_topic(item: Item) -> bool:
    """Says whether an item is counted and all in bold, and a list below tells of it."""
    below = any(child.kind == "list" for child in item.block.children)
    return item.block.number is not None and item.led and not item.rest and below


def _led_by_name(item: Item) -> Item:
    """Returns an item whose title is what stands in bold, and whose answer is what stands behind it."""
    head = item.block.children[0]
    led = LED.match(head.text.split("\n")[0])
    if led is None:
        return item
    number = f"{item.block.number}. " if item.block.number is not None else ""
    title = read_title(number + led["inner"].rstrip(" :-–—"))
    return replace(item, title=title, title_end=head.line + 1, rest=led["rest"], answered=True, led=True)


def other_words(members: list[Item], share: float, chosen: set[int], source: Source) -> list[Item]:
    """Returns the items of a list of tasks among long lists of questions, put in words that ask nothing.

    Arguments:
        share: of their class asks.
    """
    if any(id(item) in chosen for item in members) or len(members) < FEWEST_NAMES or members[0].depth > 1:
        return []
    among = share >= NEARLY_ALL
    bare = all(is_sentence(item) and not item.answered and not item.title.linked for item in members)
    return members if among and bare and not _stands_below_furniture(members[0].block, source) else []


def placed_alike(lists: Iterable[list[Item]], chosen: list[Item], source: Source) -> list[Item]:
    """Returns the items of counted lists that stand each right below a heading as most of those do that ask."""
    headings = source.headings
    lines = [block.line for block in headings]
    placed: dict[int, list[list[Item]]] = defaultdict(list)
    for members in lists:
        block = members[0].block
        at = bisect_left(lines, block.line) - 1
        if (
            block.number is not None
            and members[0].depth == 1
            and at >= 0
            and not furniture.heading_is_furniture(headings[at].text)
        ):
            between = source.lines[headings[at].end : block.line]
            if not any(line.strip() for line in between):
                placed[headings[at].level].append(members)
    known = {id(item) for item in chosen}
    found: list[Item] = []
    for groups in placed.values():
        asking = sum(any(id(item) in known for item in members) for members in groups)
        bare = [
            members for members in groups
            if not any(item.title.linked for item in members)
            and sum(item.answered for item in members) <= ANSWERED * len(members)
            and all(len(item.title.text.split()) <= MAX_NAME for item in members)
        ]  # fmt: skip
        if asking >= FEWEST_LISTS and asking >= HALF * len(groups):
            found += [item for members in bare for item in members if id(item) not in known]
    return found


def _stands_below_furniture(block: Block, source: Source) -> bool:
    """Says whether the nearest heading above a list opens a part that holds no questions."""
    at = bisect_left(source.headings, block.line, key=lambda one: one.line) - 1
    return at >= 0 and furniture.heading_is_furniture(source.headings[at].text)
