"""Questions with options in sheets: what is offered, and which of it is right, in every notation met so far."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from typing import Any

from knowledge.importing.drafts.options import as_option
from knowledge.importing.text.labels import fold
from knowledge.importing.text.titles import plain

MAX_CHOICES = 20
MAX_LISTED = 5_000  # characters of a list written into a cell
SPLIT = re.compile(r"\s*(?:\n|\||;)\s*")
LETTER = re.compile(r"^\s*(?:option\s*|answer\s*)?\(?([A-Ha-h])[).:\s]*$", re.IGNORECASE)
LETTERED = re.compile(r"^\s*\(?[A-Ha-h][).:]\s+")
MARKED = re.compile(r"(?:^|[,;|/\n])\s*\(?([A-Ha-h])[).:]\s*")  # in one cell: `a: red, b: blue`
NAMED_OPTION = re.compile(r"^(?:option|choice|answer|opt|ans)[_\s-]*([a-h]|[1-9])$", re.IGNORECASE)
SEVERAL = re.compile(r"\s*[,;|&/]\s*|\s+and\s+", re.IGNORECASE)
LETTERS = re.compile(r"[A-H]{2,8}|[a-h]{2,8}")  # in the order of the alphabet
TEXT_KEYS = ("text", "option", "answer", "value", "label", "title", "content", "body")
OPTION_KEYS = ("options", "choices", "answers", "alternatives")
RIGHT_OPTION_KEYS = ("correct", "correctanswer", "correctoption", "answer", "solution")
RIGHT_KEYS = ("correct", "isCorrect", "is_correct", "right", "isRight", "is_answer", "isAnswer")


def offered(value: Any) -> list[dict[str, Any]]:
    """Returns the options a cell offers: a list, a mapping by letter, objects, or a text with separators."""
    if isinstance(value, str):
        value = _lettered(value) or _listed(value)
    if (
        isinstance(value, list)
        and len(value) == 1
        and isinstance(value[0], Mapping)
        and not any(key in value[0] for key in TEXT_KEYS)
    ):
        value = value[0]  # one object with a key for each option
    if isinstance(value, Mapping):
        return [_choice(one, key=str(key)) for key, one in value.items() if _words(one).strip()]
    if isinstance(value, list):
        return [_choice(one) for one in value if _words(one).strip()]
    return []


def _listed(text: str) -> list[Any]:
    """Returns the options written into one cell; none where they are matched with one another."""
    stripped = text.strip()
    if stripped.startswith("[") and stripped.endswith("]") and len(stripped) <= MAX_LISTED:
        try:
            value = ast.literal_eval(stripped)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            value = None
        if isinstance(value, list):
            return value
    if "|" in text and ";" in text:
        return []
    return [one for one in SPLIT.split(text) if one.strip()]


def _lettered(text: str) -> dict[str, str]:
    """Returns the options written into one cell by their letters, where these go on from the first."""
    marks = list(MARKED.finditer(text.strip()[:MAX_LISTED]))
    letters = "".join(mark[1].casefold() for mark in marks)
    if len(marks) < 2 or marks[0].start() or not "abcdefgh".startswith(letters):
        return {}
    ends = [*(mark.start() for mark in marks[1:]), None]
    return {mark[1]: text.strip()[mark.end() : end] for mark, end in zip(marks, ends, strict=True)}


def _choice(value: Any, key: str = "") -> dict[str, Any]:
    choice: dict[str, Any] = {"text": LETTERED.sub("", _words(value).strip())[:1000]}
    if isinstance(value, Mapping):
        key = next(
            (str(value[name]) for name in ("label", "id", "key", "letter") if _words(value.get(name))), key
        )
        flagged = [flag for flag in value.values() if isinstance(flag, bool)]
        if flagged == [True] or any(value.get(name) is True for name in RIGHT_KEYS):
            choice["correct"] = True
        if isinstance(value.get("explanation"), str):
            choice["explanation"] = value["explanation"][:1000]
    if key:
        choice["key"] = key
    return choice


def _words(value: Any) -> str:
    if isinstance(value, Mapping):
        return _text(value)
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def _text(value: Mapping) -> str:
    """Returns the words of an option: under a name that is known, else the longest it has."""
    named = next((value[key] for key in TEXT_KEYS if isinstance(value.get(key), str)), "")
    return named or max((one for one in value.values() if isinstance(one, str)), key=len, default="")


def in_front_matter(meta: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns the options a file lists before its text, where it says which is right; else none.

    A number says nothing: one file does not tell from where it counts.
    """
    values = {fold(str(key)): value for key, value in meta.items()}
    listed: list[Any] = next((values[key] for key in OPTION_KEYS if isinstance(values.get(key), list)), [])
    choices = [{**one, **as_option(one["text"])} for one in offered(listed)]
    if not 2 <= len(choices) <= MAX_CHOICES:
        return []
    told = [values[key] for key in RIGHT_OPTION_KEYS if values.get(key) not in (None, "", listed)]
    marked = any(choice.get("correct") for choice in choices)
    if not marked and not (told and not _is_number(told[0]) and mark_right(choices, told[0], from_one=True)):
        return []
    return [{key: value for key, value in choice.items() if key in {"text", "correct"}} for choice in choices]


def counts_from_one(told: Iterable[tuple[Any, int]], *, otherwise: bool) -> bool:
    """Says whether numbers of right options count from one, as all rows of a sheet tell together.

    Arguments:
        told: of each row what names the right option, and how many there are.
        otherwise: what is assumed where no row tells.
    """
    numbers = [(int(str(one)), count) for one, count in told if _is_number(one)]
    if any(number == 0 for number, _ in numbers):
        return False
    return True if any(number == count for number, count in numbers) else otherwise


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and str(value).strip().isdecimal() and len(str(value).strip()) <= 3


def mark_right(choices: list[dict[str, Any]], correct: Any, *, from_one: bool) -> bool:
    """Marks the right options; says whether everything that names one was understood.

    Nothing is marked where a part is not understood.
    """
    told = correct if isinstance(correct, list) else [correct]
    places: list[int] = []
    for one in told:
        found = _place(choices, one, from_one=from_one)
        if found is None and isinstance(one, str) and len(told) == 1:
            said = one.strip()
            together = LETTERS.fullmatch(said) and sorted(set(said.upper())) == list(said.upper())
            pieces = list(said) if together else SEVERAL.split(said)
            parts = [_place(choices, part, from_one=from_one) for part in pieces if part]
            if not parts or None in parts:
                return False
            places += [at for at in parts if at is not None]
        elif found is None:
            return False
        else:
            places.append(found)
    for at in places:
        choices[at]["correct"] = True
    return bool(places)


def _place(choices: list[dict[str, Any]], said: Any, *, from_one: bool) -> int | None:
    """Returns which option is meant: by its words, its key, its letter or its number."""
    words = _words(said).strip()
    if not words:
        return None
    texts = [fold(plain(choice["text"])) or choice["text"].strip() for choice in choices]
    wanted = fold(plain(LETTERED.sub("", words))) or words
    exact = [at for at, choice in enumerate(choices) if choice["text"].strip() == words]
    if exact or texts.count(wanted) == 1:
        return exact[0] if exact else texts.index(wanted)
    keys = [choice.get("key", "").casefold() for choice in choices]
    if words.casefold() in keys:
        return keys.index(words.casefold())
    letter = LETTER.match(words) or LETTER.match(words.partition(" ")[0] if LETTERED.match(words) else "")
    at = ord(letter[1].lower()) - 97 if letter else int(words) - from_one if _is_number(words) else -1
    if at < 0 and (match := NAMED_OPTION.match(words)):
        sign = match[1].lower()
        at = int(sign) - 1 if sign.isdecimal() else ord(sign) - 97
    return at if 0 <= at < len(choices) else None
