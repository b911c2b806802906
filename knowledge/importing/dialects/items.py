"""List items as questions: bare lists, lists with answers below each item, and numbered lines with text between."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.importing.drafts.marks import BUILT, Mark, Reading, Span, drafts_between, inner_runs
from knowledge.importing.structure.banks import is_bank, is_of_questions
from knowledge.importing.structure.boxes import is_quiz, offers_boxes
from knowledge.importing.structure.item import Item, is_sentence, read_item, tells
from knowledge.importing.structure.item_classes import (
    Class,
    behind_titles,
    classes_of,
    goes_on,
    grouped,
    is_answered,
    stands_apart,
)
from knowledge.importing.structure.lists import is_topic, names, other_words, placed_alike, told_in_turn
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.structure.topics import are_topics
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Block, Source

TO_TICK_OFF = re.compile(r"^\[[ xX]\]\s")  # what to look after, unless a bank asks it
# Of the items of a list or of its class, so many must ask for it to be a list of questions.
ENOUGH = 0.5
FEWEST_OF_ALL, FEWEST_OF_A_LIST = 5, 3
NEARLY_ALL, LONG = 0.75, 20  # of a class of items ask, so that a list in it that does not is of tasks


class Items:
    """Evidence: most items of a list, or of all lists of that depth, ask or are followed by an answer."""

    name = "list-items"

    def read(self, source: Source, span: Span) -> Reading:
        found: list[Item] = []
        bank, mainly = is_bank(source), 2 * (span[1] - span[0]) > len(source.lines)
        quiz = mainly and is_quiz(source)
        for block in source.blocks:
            if block.kind == "item" and span[0] <= block.line and block.end <= span[1] + 1:
                item = read_item(block, source)
                if item is not None and quiz and offers_boxes(block):
                    item.labelled = True
                if item is not None and (
                    bank or item.answered or not TO_TICK_OFF.match(item.block.children[0].text)
                ):
                    found.append(item)
        steps = _steps(found, source)
        lists = grouped([item for item in found if id(item.block) not in steps])
        classes = classes_of([item for item in found if id(item.block) not in steps], named=bank)
        chosen: list[Item] = []
        answers: list[range] = []
        flowing: set[int] = set()  # items whose answers stand behind them rather than in them
        for members in lists:
            told = _questions(members, classes[members[0].style])
            chosen += told
            if behind := behind_titles(told):
                answers += behind
                flowing |= {id(item.block) for item in told}
        answered = {line for lines in answers for line in lines}
        chosen = [item for item in chosen if item.block.line not in answered]
        told = [one for members in lists for one in told_in_turn(members, source)] if bank and mainly else []
        if in_turn := len(told) > 2 * len(chosen):
            chosen, flowing = told, {id(item.block) for item in told}
        named = (
            not chosen
            and mainly
            and (is_of_questions(source) or (bank and _are_all(lists, source)) or _are_topics(lists, source))
        )
        if put := mainly and bank and _are_all_put(lists, source):
            chosen, flowing = [one for members in lists for one in members if one.depth == 1], set()
        elif named:
            chosen = [one for members in lists for one in names(members, source)]
        else:
            chosen += placed_alike(lists, chosen, source)
        if not named and len(chosen) >= LONG:
            known = {id(item) for item in chosen}
            first, last = min(lines := [item.block.line for item in chosen]), max(lines)
            chosen += [
                one
                for members in lists
                if first < members[0].block.line < last or all(one.title.commands for one in members)
                for one in other_words(members, classes[members[0].style].share, known, source)
            ]
        chosen = _outermost(chosen)
        if _flow(chosen):
            flowing = {id(item.block) for item in chosen}
        marks = [
            _mark(item, flowing, steps, source, least=BUILT * put)
            for item in sorted(chosen, key=lambda item: item.block.line)
        ]
        reading = Reading(self.name, marks=marks, stops=part_stops(source, marks, span))
        reading.drafts = drafts_between(source, marks, reading.stops, span, self.name)
        asking = sum(item.title.asks or item.labelled for item in chosen)
        reading.score = 0.8 * asking + 0.4 * (len(chosen) - asking)
        alike = 2 * sum(classes.get(item.style, Class()).titled for item in chosen) > len(chosen)
        reading.confidence = (
            round(max(asking / len(chosen), 0.6 * (named or alike or in_turn), 0.9 * put), 2)
            if chosen
            else 0.0
        )
        return reading


def _are_all(lists: Iterable[list[Item]], source: Source) -> bool:
    """Says whether counted lists are nearly all there is in a file."""
    counted = [item.block for members in lists for item in members if item.block.number is not None]
    covered = sum(block.end - block.line for block in counted if block.inside("item") is None)
    told = sum(bool(line.strip()) for line in source.lines)
    return len(counted) >= FEWEST_OF_ALL and covered >= NEARLY_ALL * told


def _are_all_put(lists: Iterable[list[Item]], source: Source) -> bool:
    """Says whether lists are all there is in a file but headings, and ask or set tasks: nearly all, and most of each longer one."""
    outer = [members for members in lists if members[0].depth == 1]
    told = [block for block in source.tree.children if block.kind not in {"heading", "hr", "list"}]
    elsewhere = any(one.leads_elsewhere for members in outer for one in members)
    sizes = [len(members) for members in outer]
    put = [sum(_is_put(one) or one.title.sets_a_task for one in members) for members in outer]
    each = all(one > ENOUGH * size for one, size in zip(put, sizes, strict=True) if size >= FEWEST_OF_A_LIST)
    enough = FEWEST_OF_ALL <= sum(sizes) <= sum(put) / NEARLY_ALL
    return each and enough and not (told or elsewhere)


def _are_topics(lists: Iterable[list[Item]], source: Source) -> bool:
    """Says whether counted items in bold, with more in items of their own below each, are what a file is made of."""
    outer = [item for members in lists for item in members if item.depth == 1]
    told = [item.block for item in outer if is_topic(item)]
    words = [sum(len(one.text.split()) for one in block.walk()) for block in told]
    titles = [item.title for item in outer if is_topic(item)]
    lines = [range(block.line, block.end) for block in told]
    return len(told) >= 0.9 * len(outer) and are_topics(titles, words, lines, source)


def _steps(items: list[Item], source: Source) -> set[int]:
    """Returns the blocks, by their id, of runs that count anew within a count and mostly neither ask nor are answered."""
    counted = sorted(
        (item for item in items if item.block.number is not None and item.depth == 1),
        key=lambda item: item.block.line,
    )
    parts = [block.line for block in source.tree.children if block.kind == "heading"]
    runs = inner_runs([(item.block.line, item.block.number or 0) for item in counted], parts)
    told = [[counted[at] for at in run] for run in runs]
    return {id(item.block) for run in told for item in run if sum(map(_is_put, run)) < ENOUGH * len(run)}


def _is_put(item: Item) -> bool:
    """Says whether an item asks or sets a task, or is answered by name."""
    return item.labelled or item.title.asks or item.title.commands


def _questions(members: list[Item], told_of: Class) -> list[Item]:
    """Returns the items of one list that are questions; links elsewhere and contents are none.

    Arguments:
        told_of: what the class of the list has in common.
    """
    all_told = told_of.share
    lists = {id(item.block.parent): item.block.parent for item in members}
    contents = {at for at, one in lists.items() if one is not None and furniture.is_contents_list(one)}
    if 2 * sum(id(item.block.parent) in contents for item in members) > len(members):
        return []
    leading = [item for item in members if not (item.led and all_told >= ENOUGH)]
    if 2 * sum(is_answered(item) for item in leading) < len(leading) and furniture.is_link_list(
        item.block.children[0].text for item in leading
    ):
        return []
    members = [item for item in members if not item.leads_elsewhere or (told_of.linked and item.answered)]
    apart = {id(item) for item in members if stands_apart(item)}
    asking = [id(item) in apart for item in members if tells(item)]
    apart = apart if sum(asking) >= NEARLY_ALL * len(asking) else set()
    sure = [
        item
        for item in members
        if told_of.titled
        and (id(item) in apart or is_answered(item))
        and not (is_label(item.title.text) or (_is_a_lead(item) and id(item) not in apart))
    ]
    if not any(item.answered or item.title.sets_a_task or tells(item) for item in sure):
        sure = []  # what others of their look are learnt to be, these are not
    known = {id(item) for item in sure}
    told = [
        item
        for item in members
        if id(item) in known or tells(item) or (_may_tell(item) and all_told >= ENOUGH)
    ]
    mine = len(told) / max(1, len(members))
    few = all_told >= ENOUGH and mine > 0 and len(members) < 3
    if mine < ENOUGH and not few and (all_told < 0.75 or not told):
        return sure
    chosen = {id(item) for item in told}
    among = all_told >= NEARLY_ALL and mine >= 0.4
    rest = [item for item in members if id(item) not in chosen]
    alike = rest if (mine >= 0.6 or among) and len(members) >= 4 else []
    ordered = members[0].block.number is not None
    return told + [
        item
        for item in alike
        if not _is_a_lead(item) and len(item.title.text) > 3
        and (ordered or item.title.numbered or item.title.sets_a_task or item.answered or ((mine >= 0.75 or among) and is_sentence(item)))
    ]  # fmt: skip


def _is_a_lead(item: Item) -> bool:
    """Says whether an item only leads on to what stands below it, as a label does, or uncounted words with a colon."""
    leads_on = item.title.text.endswith((":", "：")) and item.block.number is None
    return is_label(item.title.text) or (leads_on and not tells(item) and not _shows_code(item.block))


def _may_tell(item: Item) -> bool:
    """Says whether an item is a question where most of its class are: a task, one in bold, one that leads to code."""
    shows = item.title.text.endswith(":") and _shows_code(item.block)
    return item.title.commands or item.led or shows


def _shows_code(block: Block) -> bool:
    return any(child.kind in {"fence", "code"} for child in block.children) or (
        _is_last(block) and _end_of_code(block) > block.end
    )


def _outermost(items: list[Item]) -> list[Item]:
    """Leaves out what stands below another question: those are follow-ups and parts of answers."""
    blocks = {id(item.block) for item in items}
    return [item for item in items if not any(id(one) in blocks for one in item.block.ancestors)]


def _flow(items: list[Item]) -> bool:
    """Says whether answers stand behind the items rather than in them: each item is a list of its own."""
    single = sum(len(item.block.parent.children) == 1 for item in items if item.block.parent)
    return bool(items) and single >= 0.5 * len(items)


def _mark(item: Item, flowing: set[int], steps: set[int], source: Source, *, least: float) -> Mark:
    block = last = item.block
    while last.following is not None and id(last.following) in steps:
        last = last.following
    until = last.end
    if item.depth == 1 and _is_last(last):
        until = -1 if id(block) in flowing else _end_of_answer(last) or _end_of_own(last, source)
    weight = 1.0 if item.title.asks or item.labelled else max(0.5, least)
    return Mark(
        block.line, item.title_end, item.title, block, until=until, indent=block.indent, indented_until=block.end,
        rest=item.rest, weight=weight,
    )  # fmt: skip


def _end_of_answer(block: Block) -> int:
    """Returns where the next list counts on from the last item of a list: what stands between them answers it; 0 for none."""
    at = block.parent.following if block.parent is not None and block.number is not None else None
    while at is not None and at.kind not in {"heading", "hr"}:
        if at.kind == "list" and at.info == "ordered":
            return at.line if goes_on(block, at.children[0]) else 0
        at = at.following
    return 0


def _end_of_own(block: Block, source: Source) -> int:
    """Returns the end of what is set in right behind a list, too little for its number: the last item's own, as code is."""
    end = _end_of_code(block)
    following = block.parent.following if block.parent is not None else None
    while following is not None and following.kind != "heading":
        row = source.lines[following.line]
        if following.line >= end and not row.startswith(("  ", "\t")):
            break
        end, following = max(end, following.end), following.following
    return end


def _end_of_code(block: Block) -> int:
    """Returns the end of the code right behind a list: it belongs to what the last item asks."""
    end = block.end
    following = block.parent.following if block.parent is not None else None
    while following is not None and following.kind in {"fence", "code"}:
        end, following = following.end, following.following
    return end


def _is_last(block: Block) -> bool:
    return block.following is None
