"""Lines that say themselves what they are: `Q:`, `Question 3.`, `Q·001`, `Scenario 2: …`, `Project 1: …`."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.importing.drafts.marks import Draft, Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.drafts.options import LETTERED
from knowledge.importing.structure.naming import rows_of_title
from knowledge.importing.structure.parts import LAST_LEVEL, part_stops
from knowledge.importing.text import furniture
from knowledge.importing.text.answers import answer_label
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.languages import QUESTION_WORDS, any_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import EMPHASIS, Q_LABEL, QUESTION_END, Title, read_title

NAMED = re.compile(
    r"^(?P<word>scenario|case(?: study)?|situation|challenge|project|exercise|task|problem|assignment|kata|puzzle)"
    r"\s*#?(?P<number>\d{1,3})\s*[:.)–—-]\s*(?=\S)",
    re.IGNORECASE,
)
HASHED = re.compile(r"^(?:#Q|\[Q\]|\(Q\))\s+(?=\S)")
DOTTED_Q = re.compile(r"^(?:[-*+]\s+)?(?:Q|Que|Ques|Question)[.)]\s+(?=\S)")
FEWEST_DOTTED = 3  # lines of a file
FRONT = re.compile(
    r"^(?:[-*+]\s+)?(?:\*\*|__)?front\s?(?:\*\*|__)?[:：]\s?(?:\*\*|__)?\s*(?=\S)", re.IGNORECASE
)  # of a card
ONLY_LABEL = re.compile(
    rf"^\s{{0,3}}(?:\*\*|__)?(?:q|ques|{any_of(QUESTION_WORDS)})\s{{0,2}}[:：]?(?:\*\*|__)?\s?[:：]?\s{{0,3}}$",
    re.IGNORECASE,
)
SET_OFF = re.compile(r"^(?:[-*+]\s+)?(?:\*\*|__)Q(?:ues|uestion)?\.(?:\*\*|__)\s+\S", re.IGNORECASE)
WORTH = re.compile(r"^\d{1,3}\s?(?:points?|marks?|pts|%)(?!\w)", re.IGNORECASE)  # how a task is graded
ONLY_WORTH = re.compile(r"[(\[]\s?\d{1,3}\s?[^\W\d]{1,12}\.?\s?[)\]]\W{0,3}")
DOTTED = re.compile(r"[.…·]{4,}\s?\d{1,4}$")  # to the number of a page
POINTS = re.compile(r"^\^\s+\S")  # the answer, right below what `#Q` asks
MAX_ROWS = 12
MAX_ASKED = 4  # rows of a question that nothing points at
SCENARIOS = {"scenario", "case", "case study", "situation"}
ANSWER_INLINE = re.compile(r"\s+(?=\*{0,2}(?:A|Ans|Answer)\s{0,2}\d{0,4}\s{0,2}[:：]\*{0,2}\s)")
LONG_TITLE = 400
SMALL_Q = re.compile(r"^\s{0,9}q\s{0,2}\d{0,4}\s?[).]")
SMALL_A = re.compile(r"^\s{0,9}a\s{0,2}\d{0,4}\s?[).](?P<text>.*)$")
SMALL_B = re.compile(r"^\s{0,9}b\s?[).]\s")


class Labelled:
    """Evidence: a `Q` with a number or colon, or a noun with a number, before what is asked."""

    name = "question-and-answer"

    def read(self, source: Source, span: Span) -> Reading:
        marks: list[Mark] = []
        dotted = sum(bool(DOTTED_Q.match(line)) for line in source.lines) >= FEWEST_DOTTED
        for block in source.blocks:
            # A line of dashes below makes a heading of all lines of a paragraph.
            is_text = block.kind == "paragraph" or (block.setext and "\n" in block.text)
            if is_text and span[0] <= block.line < span[1] and not block.inside("quote"):
                marks += _marks(block, source, dotted=dotted)
        marks = _without_prompts(marks, source)
        stops = part_stops(source, marks, span) + _plain_sections(source, marks, span)
        reading = Reading(self.name, marks=marks, stops=stops)
        reading.drafts = drafts_between(source, marks, stops, span, self.name)
        _name_small_answers(reading.drafts)
        reading.score = 1.05 * sum(1.0 if mark.title.asks or mark.form else 0.7 for mark in marks)
        reading.confidence = 0.95 if len(marks) > 1 else 0.7 if marks else 0.0
        return reading


def _name_small_answers(drafts: list[Draft]) -> None:
    """Lets `a)` below `q)` be read as the label of an answer, which elsewhere is that of the first option."""
    for draft in drafts:
        at = next((at for at, row in enumerate(draft.rows) if row.strip()), -1)
        found = SMALL_A.match(draft.rows[at]) if at >= 0 and SMALL_Q.match(draft.title.raw) else None
        if found and not any(SMALL_B.match(row) for row in draft.rows):
            draft.rows[at] = f"A: {found['text']}" if found["text"].strip() else ""
            if not found["text"].strip():
                draft.left_out[draft.numbers[at]] = furniture.MARKUP


def _without_prompts(marks: list[Mark], source: Source) -> list[Mark]:
    """Leaves out a `Question:` right below a scenario or project: it tells what that one asks."""
    kept: list[Mark] = []
    for mark in marks:
        before = kept[-1] if kept else None
        if (
            before is not None and before.form and not mark.form and not mark.title.numbered
            and not any(line.strip() for line in source.lines[before.end : mark.line])
        ):  # fmt: skip
            continue
        kept.append(mark)
    return kept


def _marks(block: Block, source: Source, *, dotted: bool) -> list[Mark]:
    """Returns the questions of a paragraph.

    Arguments:
        dotted: whether `Q.` is a label there, as it is where it comes again and again.
    """
    item = block.inside("item")
    if item is not None and sum(one.kind == "item" for one in block.ancestors) > 1:
        return []
    found = []
    rows = block.text.split("\n")
    for at, row in enumerate(rows[: block.end - block.line]):
        if item is None and ONLY_LABEL.match(row):
            found += _below_label(block, rows, at)
            continue
        used = _rows_asked(rows, at, block)
        asked = FRONT.sub("Q: ", " ".join(row.strip() for row in rows[at : at + used]))
        asked = DOTTED_Q.sub("Q: ", asked) if dotted else asked
        read = _read(HASHED.sub("Q: ", asked))
        if read is None:
            continue
        title, form, rest, word = read
        mark = Mark(block.line + at, block.line + at + used, title, block, rest=rest, form=form)
        mark.values["word"] = word
        if item is not None:
            mark.indent, mark.indented_until = item.indent, item.end
        found.append(mark)
    return found


def _below_label(block: Block, rows: list[str], at: int) -> list[Mark]:
    """Returns what is asked below a label that stands alone, where what answers it is marked too.

    Right below a heading it is a part of what that names.
    """
    before = block.parent.children[block.place - 1] if block.parent is not None and block.place else None
    if at == 0 and before is not None and before.kind == "heading":
        return []
    behind, line = rows[at + 1 :], block.line + at + 1
    following = block.following
    if not behind and following is not None and following.kind == "paragraph":
        behind, line, following = following.text.split("\n"), following.line, following.following
    used = rows_of_title(behind) if behind else 0
    title = read_title("Q: " + " ".join(row.strip() for row in behind[:used]))
    told = behind[used:]
    for _ in range(MAX_ASKED):
        if following is not None and following.kind != "heading":
            told, following = [*told, *following.text.split("\n")[:MAX_ROWS]], following.following
    answered = next((row for row in told if answer_label(row) or ONLY_LABEL.match(row)), "")
    if not used or answer_label(behind[0]) or not title.text or not answer_label(answered):
        return []
    mark = Mark(block.line + at, line + used, title, block)
    mark.values["word"] = "question"
    return [mark]


def _rows_asked(rows: list[str], at: int, block: Block) -> int:
    """Returns how many rows a question takes: one, or as many as stand before the one that points at its answer.

    One that ends without a mark goes on to the end of its paragraph where the answer begins right behind that.
    """
    if HASHED.match(rows[at]):
        return next((used for used, row in enumerate(rows[at : at + MAX_ROWS]) if POINTS.match(row)), 1)
    if not Q_LABEL.match(rows[at].lstrip()):
        return _rows_of_bold(rows[at : at + MAX_ASKED])
    return _rows_to_answer(rows[at + 1 : at + 1 + MAX_ASKED]) or _rows_to_end(rows, at, block)


def _rows_of_bold(rows: list[str]) -> int:
    """Returns how many rows a title takes that is emphasised across their ends."""
    first = rows[0].lstrip()
    mark = next((mark for mark in ("**", "__") if first.startswith(mark) and first.count(mark) % 2), "")
    return next((used for used, row in enumerate(rows[1:], start=2) if mark in row), 1) if mark else 1


def _rows_to_answer(behind: list[str]) -> int:
    """Returns how many rows stand before the one that begins an answer: the first, and those it goes on to; 0 for none."""
    answer = next((used for used, row in enumerate(behind, start=1) if answer_label(row)), 0)
    goes_on = not any(
        Q_LABEL.match(row.lstrip()) or LETTERED.match(row) for row in behind[: max(0, answer - 1)]
    )
    return answer if goes_on else 0


def _rows_to_end(rows: list[str], at: int, block: Block) -> int:
    first, behind = rows[at].rstrip(), block.following
    if QUESTION_END.search(first[-30:]) or first.endswith((".", ":")) or len(rows) - at > MAX_ASKED:
        return 1
    if behind is None or behind.kind != "paragraph" or not answer_label(behind.text.split("\n")[0]):
        return 1
    left = rows[at:]
    return 1 if any(answer_label(row) or Q_LABEL.match(row.lstrip()) for row in left[1:]) else len(left)


def _read(row: str) -> tuple[Title, str, str, str] | None:
    if len(row) < 4:
        return None
    bare = EMPHASIS.sub("", row[:LONG_TITLE])
    bare = re.sub(r"^(?:#{1,6}|[-•▪‣]|\d{1,3}[.)])\s+", "", bare.lstrip("_> "))
    label, named = Q_LABEL.match(bare), NAMED.match(bare)
    if not label and not named:
        return None
    is_told = bool(label and (re.search(r"\d", label["number"]) or re.search(r"[:：)]", label[0])))
    if label and not is_told and not SET_OFF.match(row):
        return None  # "Q. …" without a number may be an initial
    if named:
        word = named["word"].casefold()
        title = read_title(bare[named.end() :] if len(row) <= LONG_TITLE else row)
        if not title.text or WORTH.match(title.text):
            return None
        title = replace(title, number=title.number or named["number"])
        return title, "scenario" if word in SCENARIOS else "challenge", "", word
    asked, rest = _cut(row)
    title = read_title(bold_line(asked) or asked)
    return (
        (title, "", rest, "question")
        if title.text and title.text[0] != "|" and not _only_lists(title)
        else None
    )


def _only_lists(title: Title) -> bool:
    """Says whether a line counts a question and tells nothing but its page or what it is worth, as contents do."""
    return bool(DOTTED.search(title.text) or ONLY_WORTH.fullmatch(title.text))


def _cut(row: str) -> tuple[str, str]:
    """Returns the question of a line and what follows it there: an answer, or text behind the question mark."""
    answer = ANSWER_INLINE.search(row)
    if answer:
        return row[: answer.start()], row[answer.end() :]
    emphasised = re.search(r"[?？]\s*(?=\*[^*\s][^*]{0,60}:\*)", row)
    if emphasised:
        return row[: emphasised.end()], row[emphasised.end() :]
    return row, ""


def _plain_sections(source: Source, marks: list[Mark], span: Span) -> list[Stop]:
    """Finds parts written as numbered lines, each a list of one: `3. Part 1: Core questions`."""
    taken = {mark.line for mark in marks}
    found, last = [], 0
    for block in source.tree.children:
        if block.kind != "list" or block.info != "ordered" or len(block.children) != 1 or block.line in taken:
            continue
        item = block.children[0]
        head = item.children[0] if item.children else None
        if head is None or head.kind != "paragraph" or not span[0] <= block.line < span[1]:
            continue
        line = head.text.split("\n")[0]
        if item.number == last + 1 and len(line) <= 100 and not line.rstrip().endswith((".", ":")):
            title = read_title(line)
            if not title.asks:
                last = item.number
                found.append(Stop(item.line, item.line + 1, LAST_LEVEL, title.text))
    return found if len(found) >= 3 else []
