"""Checklists and staged lists as learning paths: the file is the path, its parts are the stages.

A stage that only lists what to tick off is a stage, and its list stands in the overview. Where stages have
something of their own to say, each is a module: what it says is the lesson, what is to be done the exercise.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from knowledge import kinds
from knowledge.importing.dialects.file_titles import named_by_file
from knowledge.importing.drafts.marks import Draft, Reading, Span
from knowledge.importing.structure.boxes import TASK, TASK_MARK, is_quiz, is_task
from knowledge.importing.text import furniture
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import read_title

# Signs that stand for a box in lists that are named checklists.
SIGNED = re.compile(
    r"^(?:[\u2705\u2611\u2610\u2714\u2b1c\u25a2\u274f\u2751]\ufe0f?|:(?:ballot_box_with_check|white_check_mark|heavy_check_mark):)\s*\S"
)
STAGE = re.compile(r"^(?:week|day|month|stage|phase|milestone|sprint|tier)\s*\d{1,3}\b", re.IGNORECASE)
STEP = re.compile(
    r"^(?:step|level|part)\s*\d{1,3}\b", re.IGNORECASE
)  # of any instruction, unless a path is named
NAMED = re.compile(
    r"\b(?:roadmap|curriculum|learning path|study plan|checklist|syllabus|bootcamp|lernpfad)\b", re.IGNORECASE
)
TO_CHECK = re.compile(r"\bcheck\s?lists?\b", re.IGNORECASE)
LINK_ITEM = re.compile(r"^\[(?![ xX]\])[^\[\]]{1,300}\]\(")
SMALLEST = 6  # items of a checklist
STAGES = 3
MAX_STAGES = 20
MAINLY = 0.3  # of a file's lines that are no code stand in lists, where to tick off is what it is for
NEARLY_ALL = (
    0.6  # of the lines of what is called a checklist stand in lists: then their items are to be ticked off
)
BOLD_STAGE = 7  # a level below those of headings
MANY = 20  # tasks that make a checklist of a file with much else in it
RARELY = 0.3  # of counted stages ask
WORDS_OF_A_LESSON = 20  # of a stage, outside of its lists


class Checklist:
    """Evidence: most list items can be ticked off, or the parts of the file are weeks, days or stages."""

    name = "checklist"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        headings = _headings(source)
        title = _title_of(source, headings)
        if not kinds.is_kind("path") or not _is_checklist(source, headings, title):
            return reading
        stages = _stages_of(source, headings, title)
        path = Draft(read_title(title.text), title.line, span[1], self.name, kind="path")
        path.values["stages"] = [{"title": read_title(block.text).text[:120]} for block in stages]
        modules = _modules(source, headings, stages)
        _take_text(path, source, title, headings, modules)
        if path.sections["overview"] or modules:
            reading.drafts = [path, *modules]
            ticked = any(block.kind == "item" and is_task(block) for block in source.blocks)
            named = NAMED.search(title.text) and len(stages) >= STAGES
            reading.score, reading.confidence = float(_items(source)), 0.8 if ticked or named else 0.6
        return reading


def _headings(source: Source) -> list[Block]:
    """Returns the headings of a file, and lines in bold that name a stage: “**Phase 1: Foundations**”."""
    bold = [
        (block, words) for block in source.tree.children
        if block.kind == "paragraph" and (words := bold_line(block.text)) and STAGE.match(read_title(words).text)
    ]  # fmt: skip
    stages = [Block("heading", block.line, block.end, words, level=BOLD_STAGE) for block, words in bold]
    listed = [
        Block("heading", block.line, block.children[0].end, TASK_MARK.sub("", block.children[0].text), level=BOLD_STAGE)
        for block in source.blocks if _is_listed_stage(block)
    ]  # fmt: skip
    return sorted([*source.headings, *stages, *listed], key=lambda one: one.line)


def _is_listed_stage(block: Block) -> bool:
    """Says whether an item names a stage and lists below it what is to be done."""
    head = block.children[0] if block.kind == "item" and block.children else None
    return (
        head is not None
        and head.kind == "paragraph"
        and block.inside("item") is None
        and any(child.kind == "list" for child in block.children)
        and bool(STAGE.match(read_title(TASK_MARK.sub("", head.text)).text))
    )


def _title_of(source: Source, headings: list[Block]) -> Block:
    """Returns the heading that names a path: its first, unless items stand before it or front matter names it.

    Without one, what front matter or the file is called stands for it.
    """
    named = source.meta.get("title")
    told = named.strip() if isinstance(named, str) else ""
    title = next((one for one in headings if one.level == 1), headings[0] if headings and not told else None)
    listed = next((block.line for block in source.tree.children if block.kind == "list"), len(source.lines))
    if title is not None and title.line < listed:
        return title
    first = next((line for line, text in enumerate(source.lines) if text.strip()), 0)
    return Block("heading", first, first, told or named_by_file(source).text)


def _is_checklist(source: Source, headings: list[Block], title: Block) -> bool:
    heads = _heads(source)
    asking = sum(read_title(TASK.sub("x", head)).asks for head in heads) + sum(
        read_title(one.text).asks for one in headings
    )
    staged = sum(bool(STAGE.match(read_title(one.text).text)) for one in headings)
    if staged < STAGES and is_quiz(source):
        return False
    names = " ".join([re.sub(r"[_-]+", " ", source.stem), *(one.text for one in headings[:1])])
    staged_list = len(heads) >= SMALLEST and staged >= STAGES
    if NAMED.search(names) and (staged_list or _are_counted(source, headings, _stages(headings, title))):
        return True  # whatever is asked within its stages
    if asking > 0.3 * max(1, len(heads)) or len(heads) < SMALLEST:
        return False
    tasks = sum(bool(TASK.match(head)) for head in heads)
    if (tasks >= 0.6 * len(heads) and _is_mainly_lists(source)) or staged >= STAGES:
        return True
    if NAMED.search(names):
        signed = sum(bool(SIGNED.match(head)) for head in heads)
        steps = sum(bool(STEP.match(read_title(one.text).text)) for one in headings)
        listed = TO_CHECK.search(names) and _is_mainly_lists(source, NEARLY_ALL)
        return bool(tasks + signed >= 0.3 * len(heads) or steps >= STAGES or listed)
    return tasks >= MANY and len(_with_tasks(source, headings, _stages(headings, title))) >= STAGES


def _are_counted(source: Source, headings: list[Block], stages: list[Block]) -> bool:
    """Says whether stages count on from one, tell something each, and hardly ask."""
    ends = _ends(headings, len(source.lines))
    counted = [one for one in stages if read_title(one.text).numbered]
    telling = sum(
        _words_outside_of_lists(source, one, ends[one.line]) >= WORDS_OF_A_LESSON for one in counted
    )
    asking = sum(read_title(one.text).asks for one in stages)
    return (
        len(counted) >= STAGES and _count_on(counted)
        and 2 * telling >= len(counted) and asking <= RARELY * len(stages)
    )  # fmt: skip


def _count_on(stages: list[Block]) -> bool:
    numbers = [read_title(one.text).number for one in stages]
    return numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _is_mainly_lists(source: Source, share: float = MAINLY) -> bool:
    """Says whether lists are what a file holds: an article with something to tick off at its end is none."""
    told = sum(bool(line.strip()) and at not in source.verbatim for at, line in enumerate(source.lines))
    listed = [block for block in source.tree.children if block.kind == "list"]
    lines = [at for block in listed for at in range(block.line, block.end) if at not in source.verbatim]
    return sum(bool(source.lines[at].strip()) for at in lines) >= share * told


def _heads(source: Source) -> list[str]:
    """Returns the first words of each list item that is inside of no other but a stage, and no mere link."""
    return [
        block.children[0].text
        for block in source.blocks
        if block.kind == "item"
        and block.children
        and block.children[0].kind == "paragraph"
        and not _is_listed_stage(block)
        and ((outer := block.inside("item")) is None or _is_listed_stage(outer))
        and not LINK_ITEM.match(block.children[0].text)
    ]


def _stages_of(source: Source, headings: list[Block], title: Block) -> list[Block]:
    """Returns the parts of a path: all that are no furniture, or of a file with much else those with tasks."""
    parts = [block for block in _stages(headings, title) if not furniture.heading_is_furniture(block.text)]
    told = _with_tasks(source, headings, parts)
    return (told if 1 < len(told) < 0.5 * len(parts) else parts)[:MAX_STAGES]


def _with_tasks(source: Source, headings: list[Block], parts: list[Block]) -> list[Block]:
    lines = [block.line for block in source.blocks if block.kind == "item" and is_task(block)]
    ends = _ends(headings, len(source.lines))
    return [part for part in parts if bisect_left(lines, part.line) < bisect_left(lines, ends[part.line])]


def _ends(headings: list[Block], total: int) -> dict[int, int]:
    """Returns where the part below each heading ends, by the heading's line."""
    ends: dict[int, int] = {}
    still_open: list[Block] = []
    for one in headings:
        while still_open and still_open[-1].level >= one.level:
            ends[still_open.pop().line] = one.line
        still_open.append(one)
    return ends | {one.line: total for one in still_open}


def _modules(source: Source, headings: list[Block], stages: list[Block]) -> list[Draft]:
    """Returns a module for each stage, if most of them have content of their own."""
    ends = _ends(headings, len(source.lines))
    spans = [(stage, ends[stage.line]) for stage in stages]
    telling = [one for one in spans if _words_outside_of_lists(source, *one) >= WORDS_OF_A_LESSON]
    if not kinds.is_kind("module") or len(telling) < 2 or len(telling) < 0.5 * len(spans):
        return []
    return [_module(source, stage, end, number) for number, (stage, end) in enumerate(spans, start=1)]


def _words_outside_of_lists(source: Source, stage: Block, end: int) -> int:
    return sum(
        len(block.text.split())
        for block in source.tree.children
        if stage.end <= block.line < end and block.kind in {"paragraph", "fence", "code"}
    )


def _module(source: Source, stage: Block, end: int, number: int) -> Draft:
    """Returns a stage as a module: from its first list of tasks on it is exercise, before that lesson."""
    title = read_title(stage.text)
    if (led := run_in(title.text)) is not None and is_label(led[0]) and led[1]:
        title = replace(title, text=led[1])  # “Bonus: …”
    draft = Draft(title, stage.line, stage.end, Checklist.name, kind="module")
    draft.values |= {"position": number, "stage": number}
    tasks = next(
        (
            block.line for block in source.tree.children
            if stage.end <= block.line < end and block.kind == "list" and any(map(is_task, block.children))
        ),
        end,
    )  # fmt: skip
    for key, first, last in (("lesson", stage.end, tasks), ("exercise", tasks, end)):
        text = "\n".join(source.lines[first:last]).strip("\n")
        if text.strip():
            draft.sections[key] = text
    told = [line for line in range(stage.line, end) if source.lines[line].strip()]
    draft.end = max(told, default=stage.line) + 1
    return draft


def _items(source: Source) -> int:
    return sum(block.kind == "item" for block in source.blocks)


def _stages(headings: list[Block], title: Block) -> list[Block]:
    """Returns the headings of the first level below the title that counts on, else of the first that has several.

    With those that count goes what stands beside them below the same heading.
    """
    levels = [
        [one for one in headings if one.level == level and one is not title and one.line > title.line]
        for level in range(title.level, BOLD_STAGE + 1)
    ]
    for found in levels:
        counted = [one for one in found if read_title(one.text).numbered]
        if len(counted) >= STAGES and _count_on(counted):
            last = counted[-1]
            end = next((one.line for one in headings if one.line > last.line and one.level < last.level), -1)
            return [one for one in found if one.line >= counted[0].line and (end < 0 or one.line < end)]
    return next((found for found in levels if len(found) > 1), [])


def _take_text(
    draft: Draft, source: Source, title: Block, headings: list[Block], modules: list[Draft]
) -> None:
    """Takes the text below the title, without modules and the parts that belong to the file and not to the path."""
    silent, draft.end = 0, title.end
    starts = {block.line: block for block in headings}
    inside = {line for module in modules for line in range(module.line, module.end)}
    rows: list[str] = []
    for line in range(title.end, len(source.lines)):
        block = starts.get(line)
        if block is not None:
            if silent and block.level <= silent:
                silent = 0
            if not silent and furniture.heading_is_furniture(block.text):
                silent = block.level
        if line in inside:
            continue
        if silent:
            draft.left_out[line] = furniture.NO_ENTRY
            continue
        rows.append(source.lines[line])
        if source.lines[line].strip():
            draft.end = line + 1
    draft.left_out = {line: reason for line, reason in draft.left_out.items() if line < draft.end}
    draft.sections["overview"] = "\n".join(rows).strip("\n")
