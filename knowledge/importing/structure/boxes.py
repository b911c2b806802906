"""Boxes: whether lists to tick off are options of questions, or what is to be done."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from knowledge.importing.drafts.options import LETTERED, as_option
from knowledge.importing.drafts.quizzes import MAX_CHOICES
from knowledge.importing.text.answers import answer_label
from knowledge.importing.text.labels import ANSWER, CORRECT, label_words, role_of
from knowledge.importing.text.source import Block, Source

TASK = re.compile(r"^\[[ xX]\]\s+\S")
TASK_MARK = re.compile(r"^\[[ xX]\]\s+")
FOLDED = re.compile(r"^\s*<details\b", re.IGNORECASE)
TICKED = re.compile(r"^\[[xX]\]\s")
FEWEST = 3  # lists that offer options
NEARLY_EACH = 0.8  # of the lists to tick off are as long as each other and hang on what counts on
QUIZZED = 0.6  # of the lists to tick off offer options


def is_task(item: Block) -> bool:
    """Says whether an item can be ticked off."""
    head = item.children[0] if item.children else None
    return head is not None and head.kind == "paragraph" and bool(TASK.match(head.text))


def is_quiz(source: Source) -> bool:
    """Says whether the lists to tick off are options of questions."""
    lists = [block for block in source.blocks if block.kind == "list" and block.children]
    told = [block for block in lists if all(map(is_task, block.children))]
    offering = sum(map(_offers, told))
    sizes = Counter(len(block.children) for block in told)
    alike = max(sizes.values(), default=0) >= NEARLY_EACH * len(told) and _hang_on_a_count(told)
    return offering >= FEWEST and (alike or offering >= QUIZZED * len(told))


def _hang_on_a_count(lists: list[Block]) -> bool:
    """Says whether lists stand each right behind, or in, a counted item, and those count on."""
    numbers = []
    for block in lists:
        outer = block.inside("item")
        before = block.parent.children[block.place - 1] if block.parent is not None and block.place else None
        if outer is None and before is not None and before.kind == "list" and before.children:
            outer = before.children[-1]
        numbers.append(outer.number if outer is not None else None)
    steps = sum(
        None not in (one, behind) and behind == one + 1  # type: ignore[operator]
        for one, behind in itertools.pairwise(numbers)
    )
    return steps >= NEARLY_EACH * (len(numbers) - 1)


def _offers(tasks: Block) -> bool:
    """Says whether a list to tick off is short, and some of it is ticked or marked, or it is lettered or answered behind."""
    texts = [one.children[0].text for one in tasks.children]
    bare = [TASK_MARK.sub("", text) for text in texts]
    lettered = all(LETTERED.match(text) for text in bare)
    marked = sum(len(as_option(text)) > 1 for text in bare)  # by a sign, or in bold
    behind = tasks.following or (tasks.parent.following if tasks.parent is not None else None)
    answered = behind is not None and (
        role_of(label_words(behind.text)) in {ANSWER, CORRECT}
        or answer_label(behind.text.split("\n")[0])
        or bool(FOLDED.match(behind.text))
    )
    some = 0 < sum(bool(TICKED.match(text)) for text in texts) < len(texts) or marked == 1
    return 1 < len(texts) <= MAX_CHOICES and (some or lettered or answered)


def offers_boxes(item: Block) -> bool:
    """Says whether a counted item holds a list to tick off, or is the last of its list with one right behind."""
    inner = next((one for one in item.children if one.kind == "list"), None)
    behind = item.parent.following if item.parent is not None and item.following is None else None
    told = inner or (behind if behind is not None and behind.kind == "list" else None)
    return (
        item.number is not None
        and told is not None
        and bool(told.children)
        and all(map(is_task, told.children))
    )
