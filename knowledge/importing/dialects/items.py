"""List items as questions: bare lists, lists with answers below each item, and numbered lines with text between."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from knowledge.importing.dialects import furniture
from knowledge.importing.dialects.answers import answer_label, run_in
from knowledge.importing.dialects.banks import is_bank, is_of_questions
from knowledge.importing.dialects.bold import bold_line
from knowledge.importing.dialects.labels import is_label
from knowledge.importing.dialects.marks import Mark, Reading, Span, drafts_between, inner_runs
from knowledge.importing.dialects.parts import part_stops
from knowledge.importing.dialects.source import Block, Source
from knowledge.importing.dialects.titles import INTERROGATIVES, QUESTION_END, Title, plain, read_title

TO_TICK_OFF = re.compile(r"^\[[ xX]\]\s")  # what to look after, unless a bank asks it
MAX_DEPTH = 3
MAX_TITLE_ROWS = 6
MAX_ASKED_ON = 20  # words
# Of the items of a list or of its class, so many must ask for it to be a list of questions.
ENOUGH = 0.5
NEARLY_ALL, LONG = 0.75, 20  # of a class of items ask, so that a list in it that does not is of tasks
FEWEST_NAMES, MAX_NAME = 4, 20
# What is asked in bold, and behind a dash or colon what answers it.
LED = re.compile(
    r"^(?P<title>(?:\d{1,4}[.)]\s?)?(?P<mark>\*\*|__)(?P<inner>(?:(?!(?P=mark)).){3,400})(?P=mark))\s*(?P<dash>[-–—:]?)\s*(?P<rest>\S.*)$"
)
ALSO_ASKED = re.compile(r"^\s*(?:and|or)\b.{3,300}[?？]\s*$", re.IGNORECASE)
LAST_QUESTION = re.compile(r"^(.{8,400}[?？][\"”’')\]*_`]*)\s+(\S.{12,})$", re.DOTALL)


@dataclass
class Item:
    """A list item with its title, and whether something under it is marked as its answer."""

    block: Block
    title: Title
    depth: int
    title_end: int
    rest: str
    labelled: bool
    answered: bool
    led: bool  # all of it in bold, or all but the answer behind it

    @property
    def style(self) -> tuple[int, bool, bool]:
        return self.depth, self.block.number is not None, self.led


class Items:
    """Evidence: most items of a list, or of all lists of that depth, ask or are followed by an answer."""

    name = "list-items"

    def read(self, source: Source, span: Span) -> Reading:
        found: list[tuple[Item, int]] = []
        lists: dict[tuple[int, int], list[Item]] = defaultdict(list)
        runs: Counter[int] = Counter()
        bank = is_bank(source)
        classes: dict[tuple[int, bool, bool], list[Item]] = defaultdict(list)
        for block in source.blocks:
            if block.kind == "item" and span[0] <= block.line and block.end <= span[1] + 1:
                item = _item(block)
                runs[id(block.parent)] += not _counts_on(block)
                if item is not None and (
                    bank or item.answered or not TO_TICK_OFF.match(item.block.children[0].text)
                ):
                    found.append((item, runs[id(block.parent)]))
        steps = _steps([item for item, _ in found], source)
        for item, run in found:
            if id(item.block) not in steps:
                lists[id(item.block.parent), run].append(item)
                if not item.title.linked:
                    classes[item.style].append(item)
        chosen: list[Item] = []
        shares = {style: sum(_tells(one) for one in like) / len(like) for style, like in classes.items()}
        for members in lists.values():
            chosen += _questions(members, shares.get(members[0].style, 0.0))
        named = not chosen and is_of_questions(source)
        if named:
            chosen = [one for members in lists.values() for one in _names(members, source)]
        elif len(chosen) >= LONG:
            chosen += [
                one for members in lists.values() for one in _other_words(members, shares, chosen, source)
            ]
        chosen = _outermost(chosen)
        flowing = _flow(chosen)
        marks = [_mark(item, flowing, steps) for item in sorted(chosen, key=lambda item: item.block.line)]
        reading = Reading(self.name, marks=marks, stops=part_stops(source, marks, span))
        reading.drafts = drafts_between(source, marks, reading.stops, span, self.name)
        asking = sum(item.title.asks or item.labelled for item in chosen)
        reading.score = 0.8 * asking + 0.4 * (len(chosen) - asking)
        reading.confidence = round(max(asking / len(chosen), 0.6 * named), 2) if chosen else 0.0
        return reading


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


def _counts_on(block: Block) -> bool:
    """Says whether an item goes on with the count of the one before it: a list may count anew within."""
    if block.number is None or not block.place or block.parent is None:
        return True
    before = block.parent.children[block.place - 1].number
    return before is not None and block.number in {before, before + 1}


def _item(block: Block) -> Item | None:
    depth = 1 + sum(one.kind == "item" for one in block.ancestors)
    head = block.children[0] if block.children else None
    if depth > MAX_DEPTH or head is None or head.kind != "paragraph" or block.inside("quote"):
        return None
    rows = head.text.split("\n")
    used = _title_rows(rows)
    asked = " ".join(row.strip() for row in rows[:used])
    led = LED.match(asked)
    if led is not None and not _leads(led):
        led = None
    asked, rest = (led["title"], led["rest"]) if led else _cut(asked)
    task = re.match(r"\[[ xX]\]\s+", asked)
    number = f"{block.number}. " if block.number is not None and not read_title(asked).numbered else ""
    title = read_title(number + (asked[task.end() :] if task else asked))
    if not title.text:
        return None
    following = rows[used:] + [child.text for child in _first_texts(block)]
    labelled = any(answer_label(row) for row in following[:4]) or bool(rest and answer_label(rest))
    answered = bool(rest) or len(rows) > used or len(block.children) > 1
    return Item(
        block,
        title,
        depth,
        head.line + used,
        rest,
        labelled,
        answered,
        led is not None or bold_line(asked) is not None,
    )


def _first_texts(block: Block) -> list[Block]:
    """Returns the first paragraphs below an item's own, be they in the item or in the first items below it."""
    texts = []
    for child in block.children[1:3]:
        if child.kind == "paragraph":
            texts.append(child)
        elif child.kind == "list":
            texts += [
                one.children[0]
                for one in child.children[:2]
                if one.children and one.children[0].kind == "paragraph"
            ]
    return texts


def _title_rows(rows: list[str]) -> int:
    """Returns how many rows of a paragraph are the title: as far as the question mark, where there is one."""
    for at, row in enumerate(rows[:MAX_TITLE_ROWS]):
        if QUESTION_END.search(row.rstrip()[-30:]):
            goes_on = at + 1 < len(rows) and ALSO_ASKED.match(rows[at + 1])
            return at + 2 if goes_on else at + 1
        if row.endswith(("  ", "\\")) or row.rstrip().endswith(":"):
            return at + 1
        if at + 1 < len(rows) and (
            _begins_a_part(rows[at + 1])
            or re.match(r"\s*(?:[-*+•]|\d{1,3}[.)]|[A-Fa-f][.)])\s", rows[at + 1])
        ):
            return at + 1
    if len(rows) <= MAX_TITLE_ROWS and any("?" in row for row in rows):
        return next(at for at, row in enumerate(rows) if "?" in row) + 1
    return len(rows) if len(rows) <= 2 and sum(map(len, rows)) < 240 else 1


def _begins_a_part(row: str) -> bool:
    """Says whether a row begins with the name of a part of an answer and a colon, such as “What:”."""
    found = run_in(row)
    return answer_label(row) or (found is not None and is_label(found[0]))


def _cut(asked: str) -> tuple[str, str]:
    """Returns a question and the answer that follows it on the same line."""
    match = LAST_QUESTION.match(asked)
    if not match or read_title(match[2]).asks or "?" in match[2]:
        return asked, ""
    rest = match[2]
    if rest.split()[0].casefold() in INTERROGATIVES and len(rest.split()) <= MAX_ASKED_ON:
        return asked, ""  # it goes on to ask, whatever sign it ends with
    if re.match(r"[(\[].{0,80}[)\]]\W{0,3}$", plain(rest)) or len(plain(rest).split()) < 4:
        return asked, ""
    return match[1], rest


def _leads(led: re.Match) -> bool:
    """Says whether what is bold at the head of an item is asked, or answered by nothing but links."""
    return bool(led["dash"] and read_title(led["inner"]).asks) or furniture.is_link_list([led["rest"]])


def _tells(item: Item) -> bool:
    return item.title.asks or item.labelled


def _questions(members: list[Item], all_told: float) -> list[Item]:
    """Returns the items of one list that are questions; links elsewhere and contents are none."""
    whole = members[0].block.parent
    if whole is not None and furniture.is_contents_list(whole):
        return []
    texts = [item.block.children[0].text for item in members if not (item.led and all_told >= ENOUGH)]
    if furniture.is_link_list(texts):
        return []
    told = [
        item
        for item in members
        if not item.title.linked and (_tells(item) or (_may_tell(item) and all_told >= ENOUGH))
    ]
    mine = len(told) / len(members)
    few = all_told >= ENOUGH and mine > 0 and len(members) < 3
    if mine < ENOUGH and not few and (all_told < 0.75 or not told):
        return []
    chosen = {id(item) for item in told}
    among = all_told >= NEARLY_ALL and mine >= 0.4
    rest = [item for item in members if id(item) not in chosen]
    alike = rest if (mine >= 0.6 or among) and len(members) >= 4 else []
    ordered = whole is not None and whole.info == "ordered"
    return told + [
        item
        for item in alike
        if not item.title.linked and not is_label(item.title.text) and len(item.title.text) > 3
        and (ordered or item.title.numbered or item.title.commands or item.answered or ((mine >= 0.75 or among) and _is_sentence(item)))
    ]  # fmt: skip


def _names(members: list[Item], source: Source) -> list[Item]:
    """Returns the items of a list that only names what is asked, in a file that says it holds questions."""
    texts = [item.block.children[0].text for item in members]
    led = [item for item in members if LED.match(texts[members.index(item)].split("\n")[0])]
    if (
        len(members) < FEWEST_NAMES or members[0].depth > 1 or furniture.is_link_list(texts)
        or any(item.title.linked or is_label(item.title.text) for item in members)
        or len({item.title.text for item in members}) < len(members)
        or _stands_below_furniture(members[0].block, source)
    ):  # fmt: skip
        return []
    if len(led) >= 0.8 * len(members):
        return [_led_by_name(item) for item in led]
    ordered = members[0].block.number is not None
    bare = all(not item.answered and len(item.title.text.split()) <= MAX_NAME for item in members)
    return members if ordered and bare else []


def _led_by_name(item: Item) -> Item:
    """Returns an item whose title is what stands in bold, and whose answer is what stands behind it."""
    head = item.block.children[0]
    led = LED.match(head.text.split("\n")[0])
    if led is None:
        return item
    number = f"{item.block.number}. " if item.block.number is not None else ""
    title = read_title(number + led["inner"].rstrip(" :-–—"))
    return replace(item, title=title, title_end=head.line + 1, rest=led["rest"], answered=True, led=True)


def _other_words(members: list[Item], shares: dict, chosen: list[Item], source: Source) -> list[Item]:
    """Returns the items of a list of tasks among long lists of questions, put in words that ask nothing."""
    if any(item in chosen for item in members) or len(members) < FEWEST_NAMES or members[0].depth > 1:
        return []
    among = shares.get(members[0].style, 0.0) >= NEARLY_ALL
    bare = all(_is_sentence(item) and not item.answered and not item.title.linked for item in members)
    return members if among and bare and not _stands_below_furniture(members[0].block, source) else []


def _stands_below_furniture(block: Block, source: Source) -> bool:
    """Says whether the nearest heading above a list opens a part that holds no questions."""
    above = None
    for one in source.tree.children:
        if one.line > block.line:
            break
        above = one if one.kind == "heading" else above
    return above is not None and furniture.heading_is_furniture(above.text)


def _may_tell(item: Item) -> bool:
    """Says whether an item is a question where most of its class are: a task, one in bold, one that leads to code."""
    shows = item.title.text.endswith(":") and _shows_code(item.block)
    return item.title.commands or item.led or shows


def _shows_code(block: Block) -> bool:
    return any(child.kind in {"fence", "code"} for child in block.children) or (
        _is_last(block) and _end_of_code(block) > block.end
    )


def _is_sentence(item: Item) -> bool:
    """Says whether an item of a list of questions may be one put in other words."""
    return len(item.title.text.split()) >= 4


def _outermost(items: list[Item]) -> list[Item]:
    """Leaves out what stands below another question: those are follow-ups and parts of answers."""
    blocks = {id(item.block) for item in items}
    return [item for item in items if not any(id(one) in blocks for one in item.block.ancestors)]


def _flow(items: list[Item]) -> bool:
    """Says whether answers stand behind the items rather than in them: each item is a list of its own."""
    single = sum(len(item.block.parent.children) == 1 for item in items if item.block.parent)
    return bool(items) and single >= 0.5 * len(items)


def _mark(item: Item, flowing: bool, steps: set[int]) -> Mark:
    block = last = item.block
    while last.following is not None and id(last.following) in steps:
        last = last.following
    until = last.end
    if item.depth == 1 and _is_last(last):
        until = -1 if flowing else _end_of_code(last)
    weight = 1.0 if item.title.asks or item.labelled else 0.5
    return Mark(
        block.line, item.title_end, item.title, block, until=until, indent=block.indent, indented_until=block.end,
        rest=item.rest, weight=weight,
    )  # fmt: skip


def _end_of_code(block: Block) -> int:
    """Returns the end of the code right behind a list: it belongs to what the last item asks."""
    end = block.end
    following = block.parent.following if block.parent is not None else None
    while following is not None and following.kind in {"fence", "code"}:
        end, following = following.end, following.following
    return end


def _is_last(block: Block) -> bool:
    return block.following is None
