"""Answer keys: a list behind the questions that tells, by their numbers, what answers each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.importing.drafts.marks import Draft
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import ANSWER, CORRECT, fold, label_words, role_of
from knowledge.importing.text.languages import KEY_WORDS, QUESTION_WORDS, any_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import plain, read_title

REASON = "answer key"
NAMES = {
    fold(one)
    for one in (
        "answer key",
        "answers key",
        "key",
        "answer sheet",
        "answer keys",
        "keys",
        "solution key",
        *KEY_WORDS,
    )
}
LETTER_BY_NUMBER = re.compile(
    rf"(?<![\w.])(?:(?:q|{any_of(QUESTION_WORDS)})\s{{0,2}}[#№]?)?"
    r"(?P<number>\d{1,3})\s{0,3}[-–—.):=→|]{0,3}\s{0,3}[(\[]?(?P<letter>[A-Ha-h])[)\]]?(?![\w'’])"
)
NUMBERED_LINE = re.compile(
    rf"^\s{{0,3}}(?:[-*+]\s+)?\**(?:(?:q|{any_of(QUESTION_WORDS)})\s?)?"
    r"(?P<number>\d{1,3})\*{0,2}\s?[.):–-]\**\s*(?P<text>\S.*)$",
    re.IGNORECASE,
)
ONLY_COUNTS = re.compile(r"^\W{0,9}(?:q(?:uestion)?\s?)?(?P<number>\d{1,3})\W{0,6}$", re.IGNORECASE)
LETTERS = re.compile(r"^[A-Ha-h](?:\s?(?:,|&|/|\+|and)\s?[A-Ha-h]){0,7}$")
WITH_MORE = re.compile(r"\s(?:&|and|und)\s", re.IGNORECASE)  # “Answer key & explanations”
ROWS_OF_A_HEAD = 2  # of a table: names and a rule
FEWEST = 3
PUT = 0.5  # of the numbers of a key of texts are those of what is asked or set
KNOWN = 0.8  # of the numbers of a key are those of questions before it
LEFT_OVER = 0.2  # of the signs of a key of letters may be others
ASKING = 0.3  # of what is told in a key may ask
MAX_NAME = 40


@dataclass(frozen=True)
class Counted:
    """A line that begins with a number; what stands before that tells it from numbers of another kind."""

    line: int
    number: str
    is_put: bool  # whether something is asked or set there
    before: str


@dataclass(frozen=True)
class Key:
    """The lines of a key, counted from 0, the end not included, and what it tells by number."""

    begin: int
    line: int
    end: int
    answers: dict[str, str]


def take_keys(source: Source) -> list[Key]:
    """Takes the keys out of a source, whose lines are empty then; returns them in their order."""
    keys: list[Key] = []
    begin = 0
    numbers: list[Counted] | None = None
    for name, blocks in _named(source):
        if numbers is None:
            numbers = list(_numbers(source))
        first, last = (bisect_left(numbers, at, key=lambda one: one.line) for at in (begin, name.line))
        known = {one.number for one in numbers[first:last]}
        answers = _told(blocks, source)
        enough = KNOWN * len(answers) <= sum(one in known for one in answers)
        lettered = all(LETTERS.match(told.split("\n")[0]) for told in answers.values())
        asked = lettered or PUT * len(answers) <= len(_open(numbers[first:last], source) & answers.keys())
        if len(answers) >= FEWEST and enough and asked:
            keys.append(Key(begin, name.line, blocks[-1].end, answers))
        begin = blocks[-1].end if blocks else name.end
    for key in keys:
        source.lines[key.line : key.end] = [""] * (key.end - key.line)
    if keys:
        source.forget_tree()
    return keys


def hand_out(keys: Iterable[Key], drafts: Iterable[Draft]) -> None:
    """Tells each draft what the key behind it says of its number."""
    for key in keys:
        for draft in drafts:
            if key.begin <= draft.line < key.line and draft.title.number in key.answers:
                draft.values["stated"] = key.answers[draft.title.number]


def _named(source: Source) -> Iterator[tuple[Block, list[Block]]]:
    """Yields what is called a key or answers, and the lists and lines right below it."""
    blocks = source.tree.children
    for at, block in enumerate(blocks):
        if block.kind not in {"heading", "paragraph"}:
            continue
        words = label_words(bold_line(block.text) or block.text)
        told = run_in(block.text)
        if (
            told and _is_name(told[0]) and len(LETTER_BY_NUMBER.findall(told[1])) >= FEWEST
        ):  # all of it in a line
            yield block, [block]
        elif _is_name(words) and "\n" not in block.text:
            below = []
            for place in range(at + 1, len(blocks)):
                one = blocks[place]
                if one.kind not in {"list", "table", "paragraph", "code"} or _names_one(one) or _asks(one):
                    break
                below.append(one)
            if below:
                yield block, below


def _names_one(block: Block) -> bool:
    """Says whether a paragraph is called a key itself, so that the one above it ends there."""
    return block.kind == "paragraph" and "\n" not in block.text and _is_name(label_words(block.text))


def _asks(block: Block) -> bool:
    """Says whether a block begins with a question in bold, or one called so: what is called answers above it belongs to another."""
    if block.kind == "list" and block.children and block.children[0].children:
        title = read_title(block.children[0].children[0].text.split("\n")[0])
        return title.asks and title.labelled
    told = bold_line(block.text.split("\n")[0]) if block.kind == "paragraph" else None
    return told is not None and read_title(told).asks


def _is_name(words: str) -> bool:
    words = WITH_MORE.split(words)[0]
    return len(words) <= MAX_NAME and (fold(words) in NAMES or role_of(words) in {ANSWER, CORRECT})


def _numbers(source: Source) -> Iterator[Counted]:
    """Yields the lines that begin with a number."""
    for at, line in enumerate(source.lines):
        if line.strip() and at not in source.verbatim:
            title, alone = read_title(line.strip()), ONLY_COUNTS.match(line)
            if title.number.isdecimal() or alone:
                gap = alone or "__" in title.text or "…" in title.text
                is_put = bool(gap or title.asks or title.labelled or title.sets_a_task)
                number = alone["number"] if alone else title.number
                yield Counted(at, number, is_put, line.partition(number)[0])


def _open(numbers: list[Counted], source: Source) -> set[str]:
    """Returns the numbers of what is asked alike right above a key and is not answered yet.

    An “Answer:” with steps below one question is no key, since the question before has an answer of its own.
    """
    put = [one for one in numbers if one.is_put]
    if not put:
        return set()
    end, numbered = put[-1].line, {put[-1].number}
    for one in reversed(put[:-1]):
        if one.before != put[-1].before:
            continue
        if one.number in numbered or any(map(_answers, source.lines[one.line + 1 : end])):
            break
        end = one.line
        numbered.add(one.number)
    return numbered


def _answers(line: str) -> bool:
    """Says whether a line is or begins with a label of an answer that is not left to be filled in."""
    told = run_in(line)
    if told is None:
        return _is_name(label_words(bold_line(line.strip()) or line))
    filled = not told[1] or any(map(str.isalnum, told[1]))
    return filled and fold(told[0]) != "a" and role_of(told[0]) in {ANSWER, CORRECT}


def _of_table(blocks: list[Block], source: Source) -> dict[str, str]:
    """Returns what the rows of a table tell by number: the right letters and, below them, the longest cell that explains."""
    told: dict[str, str] = {}
    rows = [row for one in blocks if one.kind == "table" for row in source.lines[one.line : one.end]]
    for row in rows:
        cells = [plain(cell) for cell in row.strip().strip("|").split("|")]
        counted = ONLY_COUNTS.match(cells[0])
        letters = next((cell for cell in cells[1:] if LETTERS.match(cell)), "")
        if counted and letters:
            why = max((cell for cell in cells[1:] if len(cell.split()) >= FEWEST), key=len, default="")
            told[counted["number"]] = f"{letters}\n{why}".strip()
    return told if len(told) >= max(FEWEST, KNOWN * (len(rows) - ROWS_OF_A_HEAD)) else {}


def _told(blocks: list[Block], source: Source) -> dict[str, str]:
    """Returns what is told by number: a letter each, or a text each."""
    if tabled := _of_table(blocks, source):
        return tabled
    text = "\n".join("\n".join(source.lines[one.line : one.end]) for one in blocks)
    letters = {match["number"]: match["letter"] for match in LETTER_BY_NUMBER.finditer(text)}
    named = run_in(text)
    rest = LETTER_BY_NUMBER.sub("", named[1] if named else text)
    if len(letters) >= FEWEST and sum(map(str.isalnum, rest)) <= LEFT_OVER * len(text):
        return letters
    answers: dict[str, list[str]] = {}
    last = ""
    for row in text.split("\n"):
        found = NUMBERED_LINE.match(row)
        if found and int(found["number"]) == (int(last) + 1 if last else int(found["number"])):
            last = found["number"]
            answers[last] = [found["text"]]
        elif last:
            answers[last].append(row.strip())
    told = {number: "\n".join(rows).strip() for number, rows in answers.items()}
    asking = sum(read_title(one.split("\n")[0]).asks for one in told.values())
    return told if asking <= ASKING * len(told) else {}
