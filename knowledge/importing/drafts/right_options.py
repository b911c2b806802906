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
    right = int(number["number"]) - 1 if number else -1
    if number is None:
        wanted = fold(plain(said))
        options = [as_option(told)["text"] for told in texts]
        right = next((at for at, told in enumerate(options) if fold(plain(told)) == wanted), -1)
    if not 0 <= right < len(items):
        return None
    choices = [as_option(told) for told in texts]
    choices[right]["correct"] = True
    block = lists[-1]
    return Options(
        choices, "\n".join(rows[: block.line]).strip("\n"), "\n".join(rows[block.end :]).strip("\n")
    )


def signed_options(text: str) -> Options | None:
    """Returns the items of the list a text begins with of which just one carries a sign, or says, that it is right."""
    blocks = parse(text).children
    if (
        not blocks
        or blocks[0].kind != "list"
        or not FEWEST_IN_A_LINE <= len(blocks[0].children) <= FEW_OPTIONS
    ):
        return None
    options = [as_option(item.children[0].text) for item in blocks[0].children if item.children]
    right = [option["text"] for option in options if option.get("correct")]
    return named_options("\n".join(text.split("\n")[: blocks[0].end]), right[0]) if len(right) == 1 else None


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


def settle(found: Options, stated: str) -> str:
    """Marks the right options by what an answer states; returns the answer without that statement.

    Options set in bold count as marked where only some are, and nothing else tells.
    """
    bold = [choice.pop("bold", False) for choice in found.choices]
    rest = stated
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
    if not found.are_marked and 0 < sum(bold) < len(bold):
        for choice, is_bold in zip(found.choices, bold, strict=True):
            if is_bold:
                choice["correct"], choice["text"] = True, choice["text"].strip("*")
    return rest.strip("\n")
