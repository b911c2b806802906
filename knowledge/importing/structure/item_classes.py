"""Items that are alike: which of them make one list, be text between them or not, and which classes of them are titles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from knowledge.importing.structure.item import Item, Style, tells
from knowledge.importing.text.source import Block

FEWEST = 4
# Of the answered items of a class, so many must ask, or so many ask where nearly all set something, for all to be titles.
MOST, SOME, FEW, NEARLY_ALL = 0.5, 0.4, 0.25, 0.75
SKIPPED = 2  # a count that goes on may leave a number out
SET_APART = {"heading", "hr", "list"}  # what answers no item right above


def grouped(items: list[Item]) -> list[list[Item]]:
    """Returns the items that make one list each.

    Those are the items of a list as far as its count goes on; counted lists that go on with the count of the one
    before, whatever stands between them; and lists of a single item one behind the other.
    """
    groups: list[list[Item]] = []
    by_list: dict[int, list[Item]] = {}
    counted: list[Item] = []
    single: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda one: one.block.line):
        whole = item.block.parent
        if item.block.number is not None and item.depth == 1:
            if not counted or not goes_on(counted[-1].block, item.block):
                groups.append(counted := [])
            counted.append(item)
        elif (
            item.block.number is not None
            and (known := by_list.get(id(whole)))
            and not goes_on(known[-1].block, item.block)
        ):
            groups.append([item])
            by_list[id(whole)] = groups[-1]
        elif item.depth == 1 and whole is not None and len(whole.children) == 1:
            if item.sign not in single:
                groups.append(single[item.sign])
            single[item.sign].append(item)
        else:
            if id(whole) not in by_list:
                by_list[id(whole)] = []
                groups.append(by_list[id(whole)])
            by_list[id(whole)].append(item)
    return groups


def goes_on(before: Block, block: Block) -> bool:
    """Says whether a counted item goes on with the count of another; lists of one that count anew each do as well."""
    if before.number is None or block.number is None:
        return True
    if before.parent is block.parent or _is_alone(before) == _is_alone(block):
        return before.number <= block.number <= before.number + SKIPPED
    return before.number < block.number <= before.number + SKIPPED


def _is_alone(block: Block) -> bool:
    return block.parent is not None and len(block.parent.children) == 1


def is_answered(item: Item) -> bool:
    """Says whether text stands below an item, in it or behind a list of its own."""
    if item.answered:
        return item.told or not item.title.linked
    following = (
        item.block.parent.following if item.block.parent is not None and _is_alone(item.block) else None
    )
    return following is not None and following.kind not in SET_APART


def stands_apart(item: Item) -> bool:
    """Says whether an item is a list of its own right behind a rule."""
    whole = item.block.parent
    if (
        item.depth > 1
        or whole is None
        or not _is_alone(item.block)
        or whole.parent is None
        or not whole.place
    ):
        return False
    return whole.parent.children[whole.place - 1].kind == "hr"


@dataclass(frozen=True)
class Class:
    """What the items of a file that look alike have in common.

    Arguments:
        share: of them asks or is answered by name.
        titled: whether they are titles where they are answered.
        linked: whether most links among them are answered below, so that they lead nowhere else.
    """

    share: float = 0.0
    titled: bool = False
    linked: bool = False


def classes_of(items: list[Item], *, named: bool) -> dict[Style, Class]:
    """Returns the class of each style of items.

    Arguments:
        named: whether the file calls itself a bank: then fewer need to ask where nearly all are answered.
    """
    styles: dict[Style, list[Item]] = defaultdict(list)
    for item in items:
        styles[item.style].append(item)
    return {style: _class_of(alike, named) for style, alike in styles.items()}


def _class_of(items: list[Item], named: bool) -> Class:
    links = [item for item in items if item.title.linked]
    linked = 2 * sum(item.told for item in links) > len(links)
    alike = items if linked else [item for item in items if not item.leads_elsewhere]
    answered = [item for item in alike if is_answered(item)]
    asking = sum(tells(item) for item in answered)
    put = sum(tells(item) or item.title.sets_a_task for item in answered)
    enough = (
        asking >= MOST * len(answered)
        or (asking >= SOME * len(answered) and put >= NEARLY_ALL * len(answered))
        or (named and put >= FEW * len(answered) and len(answered) >= NEARLY_ALL * len(alike))
    )
    share = sum(tells(item) for item in alike) / max(1, len(alike))
    return Class(share, len(answered) >= FEWEST and enough, linked)


def behind_titles(titles: list[Item]) -> list[range]:
    """Returns the lines of the answers that stand behind titles, where most end a list and the next begins one."""
    found, between = [], 0
    titles = sorted(titles, key=lambda item: item.block.line)
    for one, behind in zip(titles, [*titles[1:], None], strict=False):
        whole = one.block.parent if one.block.following is None else None
        if whole is None:
            continue
        end = behind.block.parent if behind is not None else None
        at = whole
        while at.following is not None and at.following is not end and at.following.kind != "heading":
            if end is None and (at.following.kind == "hr" or at.following.info == whole.info):
                break
            at = at.following
        between += at.following is not None and at.following is end
        found.append(range(one.block.end, at.end))
    return found if 2 * between >= len(titles) else []
