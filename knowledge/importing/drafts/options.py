"""Options of multiple-choice questions in their notations, and those that are marked as right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from knowledge.importing.text.answers import states_the_answer
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import Block, parse

LETTERED = re.compile(
    r"^\s{0,6}(?:[-+•]\s+|\*\s+)?(?P<sign>[*✓✔✅☑👉➡→>]{1,2}\ufe0f?\s{0,2})?(?:\*\*|__|`)?[\[(]?(?P<letter>[A-Ha-h])"
    r"(?P<mark>[.):\]]|\)\s?[.:]|(?:\*\*|__|`)\s?[.):–—-]?|\s[-–—])(?:\*\*|__|`)?\s+(?P<text>\S.*)$",
    re.DOTALL,
)
# A letter alone before code, with a mark or behind a box.
LONE_LETTER = re.compile(
    r"^\s{0,6}(?:[-*+•]\s+)?(?:\*\*|__)?[\[(]?(?P<letter>[A-Ha-h])[.):\]]{0,2}(?:\*\*|__)?[.:)]?\s*$"
)
IN_ONE_LINE = re.compile(r"(?:^|(?<=\s))(?P<mark>\((?P<round>[A-Ha-h])\)|(?P<letter>[A-Ha-h])[.)])\s+(?=\S)")
SIGNS = "*✓✔✅☑👉➡→>"
# A letter without a mark is one only where the whole paragraph goes on from A to the last line.
BARE = re.compile(r"^\s{0,6}(?P<letter>[A-H])\s+(?![-–—]\s)(?P<text>\S.*)$")
POINTED = re.compile(r"^\^\s+(?P<text>\S.*)$")  # the right one, told before all of them
TASK = re.compile(r"^\[(?P<mark>[ xX✓✔✅])?\]\s*(?P<text>.*)$", re.DOTALL)
RIGHT = re.compile(
    r"\s*(?:✅|✔️?|✓|☑️?|\*{0,2}[(\[](?:correct|right)(?: answer| option)?[)\]]\*{0,2}"
    r"|(?:←|<-{1,2}|<=|=>|//|#|[-–—])\s*(?:the )?(?:correct|right)(?: answer| one)?[.!]?\s*$|(?<=\s)\*\s*$)\s*",
    re.IGNORECASE,
)
ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
QUOTED = re.compile(r"^\s{0,3}>\s?")
UNSEEN = re.compile(r"(?:\s|&(?:shy|nbsp|zwnj|zwsp|ZeroWidthSpace);|<br\s?/?>|\u200b|\u00ad)*")
MAX_OPTIONS = 20
FEW_OPTIONS, FEWEST_IN_A_LINE = 8, 3
MAX_TEXT = 1000


@dataclass
class Options:
    """What was found: the options, and the text before and behind them."""

    choices: list[dict] = field(default_factory=list)
    before: str = ""
    after: str = ""
    lettered: bool = False

    @property
    def are_marked(self) -> bool:
        return any(choice.get("correct") for choice in self.choices)


def offers(texts: Iterable[str]) -> bool:
    """Says whether lines of texts are options with letters, which only a question has, in whatever words it is put."""
    rows = [row for text in texts for row in text[:MAX_TEXT].split("\n")]
    found = [LETTERED.match(task["text"] if (task := TASK.match(row)) else row) for row in rows]
    letters = "".join(match["letter"].lower() for match in found if match)
    return letters.startswith("ab")


def find_options(text: str) -> Options | None:
    """Returns the options a text ends with, or None where it has none."""
    rows = text.split("\n")
    for block in parse(text).children:
        if block.kind == "quote" and (quoted := _quoted(block, rows)):
            return quoted
        found = _with_code_each(block, rows)
        if found is not None:
            return Options(
                found[0],
                "\n".join(rows[: found[1]]).strip("\n"),
                "\n".join(rows[found[2] :]).strip("\n"),
                found[3],
            )
        if block.kind == "fence" and (inside := _of_lines(parse(block.text), block.text.split("\n"))):
            if inside[1] == 0 or (not block.info and inside[2] > block.text.rstrip("\n").count("\n")):
                return Options(  # they are shown as code, which stays as it is
                    inside[0],
                    "\n".join(rows[: block.end]).strip("\n"),
                    "\n".join(rows[block.end :]).strip("\n"),
                    True,
                )
            continue
        found = (
            _of_list(block, rows)
            if block.kind == "list"
            else _of_lines(block, rows) or _of_one_line(block, rows)
            if block.kind in {"paragraph", "code"}
            else None
        )
        if found is None:
            continue
        choices, first, end, lettered = found
        before = _point(choices, rows[:first])
        while True:  # options on lines with gaps between them
            more = _next_lines(rows, end, len(choices)) if lettered else None
            if more is None:
                break
            choices.append(more[0])
            end = more[1]
        return Options(choices, "\n".join(before).strip("\n"), "\n".join(rows[end:]).strip("\n"), lettered)
    return None


def _quoted(block: Block, rows: list[str]) -> Options | None:
    """Returns the options that are all of a quote."""
    inner = "\n".join(QUOTED.sub("", row) for row in rows[block.line : block.end])
    found = find_options(inner) if offers([inner]) else None
    if found is None or found.before or found.after:
        return None
    found.before = "\n".join(rows[: block.line]).strip("\n")
    found.after = "\n".join(rows[block.end :]).strip("\n")
    return found


def _with_code_each(block: Block, rows: list[str]) -> tuple[list[dict], int, int, bool] | None:
    """Finds options that are a letter or a box with code behind it each, block after block."""
    choices: list[dict] = []
    end = block.line
    one: Block | None = block
    while one is not None and one.following is not None and one.following.kind in {"fence", "code"}:
        head, right = _head_of_code(one, len(choices))
        if head is None:
            break
        code = one.following
        text = _without_head("\n".join([head, *rows[code.line : code.end]]).strip(), len(choices))
        if len(text) > MAX_TEXT or len(choices) == MAX_OPTIONS:
            return None
        choices.append({"text": text, **({"correct": True} if right else {})})
        end, one = code.end, code.following
    return (choices, block.line, end, True) if len(choices) > 1 else None


def _head_of_code(block: Block, number: int) -> tuple[str | None, bool]:
    """Returns what stands before the code of an option beside its letter, and whether it is marked as right."""
    text = block.text
    if block.kind == "list":
        if len(block.children) != 1 or len(block.children[0].children) != 1:
            return None, False
        text = block.children[0].children[0].text
    elif block.kind != "paragraph":
        return None, False
    task = TASK.match(text)
    letter = LONE_LETTER.match(task["text"] if task else text) or LETTERED.match(
        task["text"] if task else text
    )
    if letter is not None and ord(letter["letter"].lower()) - ord("a") != number:
        return None, False
    if letter is None and not task:
        return None, False
    words = letter.groupdict().get("text") or "" if letter else task["text"] if task else ""
    return words, bool(task and (task["mark"] or " ").strip())


def _without_head(text: str, number: int) -> str:
    """Returns an option without what stands before its code and says nothing: its letter, or what nobody sees."""
    head, _, rest = text.partition("\n")
    letter = LONE_LETTER.match(head)
    if not rest.lstrip().startswith(("```", "~~~")):
        return text
    alone = letter is not None and ord(letter["letter"].lower()) - ord("a") == number
    return rest.strip() if alone or UNSEEN.fullmatch(head) else text


def _of_one_line(block: Block, rows: list[str]) -> tuple[list[dict], int, int, bool] | None:
    """Finds options one behind the other on a line: “(a) one (b) two (c) three”."""
    for at in range(block.line, block.end):
        marks = list(IN_ONE_LINE.finditer(rows[at][:MAX_TEXT]))
        letters = "".join(match["round"] or match["letter"] for match in marks).lower()
        if (
            len(marks) < FEWEST_IN_A_LINE
            or not "abcdefgh".startswith(letters)
            or rows[at][: marks[0].start()].strip()
        ):
            continue
        ends = [match.start() for match in marks[1:]] + [len(rows[at])]
        choices = [as_option(rows[at][match.end() : end]) for match, end in zip(marks, ends, strict=True)]
        return choices, at, at + 1, True
    return None


def _point(choices: list[dict], before: list[str]) -> list[str]:
    """Marks the option that a line before all of them points at; returns the lines without it."""
    pointed = POINTED.match(before[-1]) if before else None
    right = [choice for choice in choices if pointed and fold(choice["text"]) == fold(pointed["text"])]
    if not right:
        return before
    right[0]["correct"] = True
    return before[:-1]


def _next_lines(rows: list[str], at: int, count: int) -> tuple[dict, int] | None:
    while at < len(rows) and not rows[at].strip():
        at += 1
    if at >= len(rows):
        return None
    match = LETTERED.match(rows[at])
    if match and ord(match["letter"].lower()) - ord("a") == count and count < MAX_OPTIONS:
        return _lettered(match), at + 1
    return None


def _lettered(match: re.Match, text: str = "") -> dict:
    """Returns the option of a line that begins with a letter; a sign before it, or bold around all of it, marks it."""
    choice = as_option(text or match["text"])
    sign = (match["sign"] or "").strip()
    whole = match[0].rstrip()
    opened = sign == "**" or re.match(r"\s*(?:[-+•*]\s+)?(?:\*\*|__)", whole[: match.start("letter")])
    if (
        opened
        and whole.endswith(("**", "__"))
        and not re.search(r"[.):\]](?:\*\*|__)\s", whole[: match.start("text")])
    ):
        choice = {**choice, "text": choice["text"].strip("*_ "), "bold": True}
    elif sign and sign != "**":
        choice["correct"] = True
    return choice


def _of_list(block: Block, rows: list[str]) -> tuple[list[dict], int, int, bool] | None:
    if not 2 <= len(block.children) <= MAX_OPTIONS:
        return None
    choices, lettered, tasks, counted = [], 0, 0, 0
    places = _places_by_letter(block, rows)
    for number, item in zip(places, block.children, strict=True):
        end = item.following.line if item.following is not None else block.end
        inner = [
            rows[item.line],
            *(row[min(item.indent, len(row) - len(row.lstrip())) :] for row in rows[item.line + 1 : end]),
        ]
        inner[0] = re.sub(r"^\s*(?:[-*+]|\d{1,9}[.)])\s?", "", inner[0]).lstrip()
        text = "\n".join(inner).strip()
        task, letter = TASK.match(text), LETTERED.match(inner[0])
        if task:
            tasks += 1
            inside = LETTERED.match(task["text"])
            counted += inside is not None and ord(inside["letter"].lower()) - ord("a") == number
            choice = _lettered(inside) if inside else as_option(_without_head(task["text"], number))
            if (task["mark"] or " ").strip():
                choice["correct"] = True
            choices.append(choice)
        elif letter and ord(letter["letter"].lower()) - ord("a") == number:
            lettered += 1
            choices.append(
                _lettered(letter, "\n".join([letter["text"], *inner[1:]]).strip() if inner[1:] else "")
            )
        elif (
            (lone := LONE_LETTER.match(inner[0])) and len(item.children) > 1
            and ord(lone["letter"].lower()) - ord("a") == number and len(text) <= MAX_TEXT
        ):  # fmt: skip
            lettered += 1
            choices.append({"text": "\n".join(inner[1:]).strip()})
        else:
            return None
    if tasks not in {0, len(choices)} or lettered not in {0, len(choices)}:
        return None
    counts_on = len(choices) in {lettered, counted}
    told = sum(bool(choice.get("correct") or choice.get("bold")) for choice in choices)
    if tasks and not told and not counts_on:
        return None  # a checklist
    choices = [choice for _, choice in sorted(zip(places, choices, strict=True), key=lambda one: one[0])]
    return choices, block.line, min(block.end, len(rows)), counts_on


def _places_by_letter(block: Block, rows: list[str]) -> list[int]:
    """Returns which option each item of a list is: by its letter where each has its own, in whatever order, else by its place."""
    places = list(range(len(block.children)))
    found = [LETTERED.match(ITEM.sub("", rows[item.line])) for item in block.children]
    told = [ord(letter["letter"].lower()) - ord("a") for letter in found if letter]
    return told if sorted(told) == places else places


def _of_lines(block: Block, rows: list[str]) -> tuple[list[dict], int, int, bool] | None:
    """Finds lettered lines in a paragraph: one line an option, or what wraps below it."""
    bare = [BARE.match(rows[at]) for at in range(block.line, block.end)]
    start = next((at for at, match in enumerate(bare) if match), len(bare))
    if len(bare) - start > 1 and all(
        match is not None and ord(match["letter"]) - ord("A") == number
        for number, match in enumerate(bare[start:])
    ):
        texts = [match["text"] for match in bare[start:] if match]
        return [as_option(text) for text in texts], block.line + start, block.end, True
    choices: list[dict] = []
    first = -1
    for at in range(block.line, block.end):
        match = LETTERED.match(rows[at])
        if match and ord(match["letter"].lower()) - ord("a") == len(choices):
            if first < 0:
                first = at
            choices.append(_lettered(match))
        elif choices:
            if states_the_answer(rows[at]) and not LETTERED.match(rows[at]):
                return (choices, first, at, True) if len(choices) > 1 else None
            choices[-1]["text"] = f"{choices[-1]['text']} {rows[at].strip()}".strip()[:MAX_TEXT]
    if len(choices) == 1:  # its fellows may stand in paragraphs of their own
        following = _next_lines(rows, block.end, 1)
        return (choices, first, block.end, True) if following else None
    return (choices, first, block.end, True) if len(choices) > 1 else None


def as_option(text: str) -> dict:
    """Returns one option, marked where its words say that it is right."""
    text = text.strip()
    choice: dict = {"text": text[:MAX_TEXT]}
    if RIGHT.search(text[-60:]) or RIGHT.match(text[:20]):
        choice = {"text": RIGHT.sub(" ", text).strip()[:MAX_TEXT], "correct": True}
    elif re.match(r"^\*\*[^*]+\*\*$", text):
        choice["bold"] = True
    return choice
