"""Which options of a question are right: by what an answer states, by a sign, or because only one is in bold."""

from __future__ import annotations

import re

from knowledge.importing.drafts.options import FEW_OPTIONS, FEWEST_IN_A_LINE, Options, as_option
from knowledge.importing.text.labels import fold
from knowledge.importing.text.source import parse
from knowledge.importing.text.titles import plain

NUMBER = re.compile(r"^\W{0,4}(?:option\s*)?(?P<number>\d)\W{0,4}$", re.IGNORECASE)
STATED = re.compile(
    r"^\W{0,6}(?:(?:the\s+)?(?:correct\s+|right\s+)?(?:answer|option|choice|ans)s?\s*(?:is|are)?\s*[:：-]?\s*)?(?:option\s+)?"
    r"[\W_]{0,4}(?P<letters>[A-Ha-h](?:\s*(?:,|and|&|/|\+)\s*[A-Ha-h]){0,7})(?=[\W_]{0,6}(?:$|[.):,;\s–—-]))(?!\w)",
    re.IGNORECASE,
)
# What a text says of one option, by its letter.
VERDICT = re.compile(
    r"^\s{0,3}(?:[-*+]\s+)?(?:\*\*|__)?(?:option\s)?\(?(?P<letter>[A-Ha-h])[).:]?(?:\*\*|__)?"
    r"(?:\s*(?:[-–—:]|(?:is|are)(?=\s))?\s{0,3}(?P<not>not\s|in(?=correct))?(?:the\s)?(?P<right>correct|right|wrong|false)(?:\s(?:answer|option|choice))?(?!\w)|\s*$)",
    re.IGNORECASE,
)
TASK = re.compile(r"^\[[ xX]\]\s+")
SHORTEST_NAMED, AND = 3, "and"  # what may stand between two options that are named
BOLD = re.compile(r"^(?:\*\*|__)[^*_].*(?:\*\*|__)$")


def named_options(text: str, stated: str) -> Options | None:
    """Returns the items of a list, lettered or not, of which one is stated to be right: by its words or its number.

    Where nothing is stated, and nothing but the list is there, the only item in bold is right.
    """
    said = stated.strip().split("\n")[0] or _only_bold(text)
    rows = text.split("\n")
    lists = [block for block in parse(text).children if block.kind == "list"]
    if not said or not lists or not 2 <= len(lists[-1].children) <= FEW_OPTIONS:
        return None
    items = lists[-1].children
    texts = [item.children[0].text if item.children else "" for item in items]
    if any(
        len(item.children) != 1 or "\n" in told or not told for item, told in zip(items, texts, strict=True)
    ):
        return None
    number = NUMBER.match(said) if lists[-1].info == "ordered" else None
    choices = [as_option(TASK.sub("", told)) for told in texts]
    told = [choice["text"] for choice in choices]
    right = [int(number["number"]) - 1] if number else _by_letter(told, said) or _named(told, said)
    if not right or not all(0 <= at < len(items) for at in right):
        return None
    for at in right:
        choices[at]["correct"] = True
    block = lists[-1]
    return Options(
        choices, "\n".join(rows[: block.line]).strip("\n"), "\n".join(rows[block.end :]).strip("\n")
    )


def _by_letter(options: list[str], said: str) -> list[int]:
    """Returns which option a line means by its letter alone, or by its letter and its words."""
    match = STATED.match(said)
    if not match or not (match["letters"].isupper() or said[match.end("letters") :].startswith(")")):
        return []
    places = [ord(letter) - ord("A") for letter in re.findall(r"[A-H](?![A-Z])", match["letters"].upper())]
    tail = fold(plain(said[match.end() :].strip(" .):*_-–—,")))
    named = len(places) == 1 and places[0] < len(options) and tail == fold(plain(options[places[0]]))
    return places if named or not tail else []


def _named(options: list[str], said: str) -> list[int]:
    """Returns which options a line names: one by all of its words, or several one behind the other."""
    wanted, folded = fold(plain(said)), [fold(plain(one)) for one in options]
    if wanted in folded:
        return [folded.index(wanted)]
    left, found = wanted, []
    for at in sorted(range(len(options)), key=lambda at: -len(folded[at])):
        if len(folded[at]) >= SHORTEST_NAMED and folded[at] in left:
            left = left.replace(folded[at], "", 1)
            found.append(at)
    return sorted(found) if len(found) > 1 and len(left) <= len(AND) * (len(found) - 1) else []


def signed_options(text: str) -> Options | None:
    """Returns the items of the list a text begins with of which just one carries a sign, or says, that it is right."""
    items, end = _first_list(text)
    right = [option["text"] for option in map(as_option, items) if option.get("correct")]
    return _of_first_list(text, end, right[0]) if len(right) == 1 else None


def bold_options(text: str) -> Options | None:
    """Returns the items of the list a text begins with of which just one is bold: right where that is the habit of a file."""
    items, end = _first_list(text)
    bold = [plain(item) for item in items if BOLD.match(item)]
    return _of_first_list(text, end, bold[0]) if len(bold) == 1 else None


def _first_list(text: str) -> tuple[list[str], int]:
    """Returns what the items of the short list a text begins with say, and the row it ends on."""
    blocks = parse(text).children
    if (
        not blocks
        or blocks[0].kind != "list"
        or not FEWEST_IN_A_LINE <= len(blocks[0].children) <= FEW_OPTIONS
    ):
        return [], 0
    return [item.children[0].text for item in blocks[0].children if item.children], blocks[0].end


def _of_first_list(text: str, end: int, right: str) -> Options | None:
    rows = text.split("\n")
    found = named_options("\n".join(rows[:end]), right)
    if found is not None:
        found.after = "\n".join(rows[end:]).strip("\n")
    return found


def _only_bold(text: str) -> str:
    """Returns the words of the only item that is bold in a short list which is all of a text; empty for none."""
    blocks = parse(text).children
    if (
        len(blocks) != 1
        or blocks[0].kind != "list"
        or not FEWEST_IN_A_LINE <= len(blocks[0].children) <= FEW_OPTIONS
    ):
        return ""
    bold = [
        item.children[0].text
        for item in blocks[0].children
        if item.children and BOLD.match(item.children[0].text)
    ]
    return plain(bold[0]) if len(bold) == 1 else ""


def without_verdicts(found: Options, text: str) -> str:
    """Marks the options a text calls right where it speaks of each: “- B - Correct”, “C is correct because …”.

    Returns the text without rows that say nothing else.
    """
    rows = text.split("\n")
    told = [(row, match) for row in rows if (match := VERDICT.match(row))]
    right = {
        ord(match["letter"].lower()) - ord("a")
        for _, match in told
        if (match["right"] or "").lower() in {"correct", "right"} and not match["not"]
    }
    letters = {match["letter"].lower() for _, match in told}
    if (
        not found.lettered
        or not right
        or len(letters) < len(found.choices)
        or max(right) >= len(found.choices)
    ):
        return text
    for at in right:
        found.choices[at]["correct"] = True
    silent = {id(row) for row, match in told if not row[match.end() :].strip(" .*_")}
    return "\n".join(row for row in rows if id(row) not in silent).strip("\n")


def settle(found: Options, stated: str) -> str:
    """Marks the right options by what an answer states; returns the answer without that statement.

    Options set in bold count as marked where only some are, and nothing else tells.
    """
    bold = [choice.pop("bold", False) for choice in found.choices]
    rest = stated
    if not found.are_marked:
        rest = stated = without_verdicts(found, stated)
    if stated and not found.are_marked:
        first, _, below = stated.lstrip("\n").partition("\n")
        match = STATED.match(first)
        if match and (found.lettered or len(first.strip()) < 20):
            for letter in re.findall(r"[A-Ha-h](?![a-z])", match["letters"]):
                at = ord(letter.lower()) - ord("a")
                if at < len(found.choices):
                    found.choices[at]["correct"] = True
            if found.are_marked:
                tail = first[match.end() :].strip(" .):*_-–—,")
                same = fold(tail) and any(
                    fold(tail) == fold(plain(choice["text"])) for choice in found.choices
                )
                rest = below if not tail or same else f"{tail}\n{below}"
        elif said := fold(plain(first)):
            for choice in found.choices:
                if fold(plain(choice["text"])) == said:
                    choice["correct"] = True
                    rest = below
    if 0 < sum(bold) < len(bold):
        guessed = not found.are_marked
        for choice, is_bold in zip(found.choices, bold, strict=True):
            if is_bold and (guessed or choice.get("correct")):
                choice["correct"], choice["text"] = True, choice["text"].strip("*")
    return rest.strip("\n")
