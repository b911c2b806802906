"""JSON as sheets: the objects that are entries, wherever they lie in it, with the keys above them as parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from knowledge.importing.dialects.sheets import Row, Sheet, columns_of, words_of
from knowledge.importing.drafts.messages import MESSAGE
from knowledge.importing.structure.columns import are_entries
from knowledge.importing.structure.talks import TURNS, asked_in_turn
from knowledge.importing.text.labels import fold
from knowledge.importing.text.titles import QUESTION_END, read_title

MAX_DEPTH = 40
MAX_MISSED = 50  # titles not found before no more is searched: each search may read the whole text
SAMPLE = 20  # objects that are looked at
FEWEST_STRINGS = 2  # that ask, for a list of them to be one of questions
WRAPPERS = ("text", "content", "value", "html", "markdown", "md", "body", "raw")
GATHERS = {"questions", "items", "data", "entries", "cards", "results", "list"}


def is_json(text: str) -> bool:
    """Says whether a text is one JSON document, whatever its file is called."""
    told = text.strip()
    if told[:1] + told[-1:] not in {"{}", "[]"}:
        return False
    try:
        return bool(json.loads(told))
    except (ValueError, RecursionError):
        return False


def read_json(lines: list[str], mapping: Mapping[str, str]) -> Sheet:
    """Reads the objects of a JSON file, wherever they lie in it; the keys above them name their part."""
    text = "\n".join(lines)
    sheet = Sheet("json")
    try:
        data = _loaded(text)
    except (ValueError, RecursionError) as error:
        sheet.problem = f"is no valid JSON: {str(error)[:200]}"
        return sheet
    found = [(objects, part) for objects, part in _lists(data) if objects]
    objects = [(one, part) for group, part in found for one in group]
    names, sample = _sample([one for one, _ in objects])
    sheet.columns = columns_of(names, sample, mapping, [one for one, _ in objects[:SAMPLE]])
    starts = _starts(text, [words_of(one.get(sheet.columns.get("title", ""))) for one, _ in objects])
    for number, (one, part) in enumerate(objects):
        end = starts[number + 1] if number + 1 < len(starts) else starts[number] + 1
        sheet.rows.append(Row(starts[number], max(end, starts[number] + 1), one, part))
    return sheet


def _loaded(text: str) -> Any:
    """Returns what JSON says: of one value, or of one object a line."""
    try:
        return json.loads(text)
    except ValueError:
        rows = [row for row in text.split("\n") if row.strip()]
        if len(rows) < 2 or not all(row.lstrip().startswith("{") for row in rows):
            raise
        return [json.loads(row) for row in rows]


def _starts(text: str, titles: list[str]) -> list[int]:
    """Returns the line, counted from 0, each title stands on; one that is not found stands where the last did."""
    starts, at, line, missed = [], 0, 0, 0
    for title in titles:
        place = -1
        if title and missed < MAX_MISSED:
            written = (json.dumps(title, ensure_ascii=False), json.dumps(title))
            place = next((found for one in dict.fromkeys(written) if (found := text.find(one, at)) >= 0), -1)
            missed += place < 0
        if place >= 0:
            line += text.count("\n", at, place)
            at = place
        starts.append(line)
    return starts


def _lists(data: Any) -> list[tuple[list[dict], str]]:
    """Returns the lists of objects in some data that look like entries, with the key each stands under."""
    found: list[tuple[list[dict], str]] = []
    waiting: list[tuple[Any, str, int]] = [(data, "", 0)]
    while waiting:
        value, name, depth = waiting.pop()
        if depth > MAX_DEPTH:
            continue
        objects = _objects(value)
        if objects:
            found.append((objects, "" if fold(name) in TURNS else name))
        elif isinstance(value, list):
            below = [(one, _name_of(one, name), depth + 1) for one in reversed(value)]
            waiting += [one for one in below if isinstance(one[0], dict | list)]
        elif isinstance(value, dict):
            named = _name_of(value, "")
            waiting += [
                (one, named if named and isinstance(one, list) and fold(key) in GATHERS else key, depth + 1)
                for key, one in reversed(value.items())
                if isinstance(one, dict | list)
            ]
    return found


def _sample(objects: list[dict]) -> tuple[list[str], list[list[str]]]:
    """Returns the keys of some objects, and of the first of them what each key holds."""
    names = list(dict.fromkeys(key for one in objects for key in one))
    return names, [[words_of(one.get(name, "")) for name in names] for one in objects[:SAMPLE]]


def _objects(value: Any) -> list[dict]:
    """Returns the entries that a list, or a mapping of names to them, holds; none where it holds others."""
    if isinstance(value, list):
        return _listed(value)
    if not isinstance(value, dict) or not value:
        return []
    inner = list(value.values())
    asking = sum(read_title(key).asks for key in value) >= 0.5 * len(value)
    if (
        asking
        and (len(value) > 1 or QUESTION_END.search(next(iter(value))))
        and (found := _by_question(value))
    ):
        return found
    messages = sum(isinstance(one, str) and bool(MESSAGE.search(one)) for one in inner)
    if all(isinstance(one, str) for one in inner) and len(value) >= 5 and messages >= 0.5 * len(value):
        return [{"error code": key, "message": text} for key, text in value.items()]
    if len(value) >= 2 and all(isinstance(one, dict) for one in inner) and _are_entries(inner):
        return [
            one if {"id", "key", "code"} & one.keys() else {"key": key, **one} for key, one in value.items()
        ]
    return []


def _by_question(value: dict) -> list[dict]:
    """Returns the entries of a mapping whose keys are what is asked."""
    if all(isinstance(one, dict) for one in value.values()):
        return [{"question": key, **one} for key, one in value.items()]
    if all(isinstance(one, str | list) for one in value.values()):
        return [{"question": key, "answer": answer} for key, answer in value.items()]
    return []


def _listed(value: list) -> list[dict]:
    """Returns the entries of a list: its objects, also where what they say lies deeper, its pairs, or what it asks."""
    if turns := asked_in_turn(value):
        return turns
    objects = [_unwrapped(one) for one in value if isinstance(one, dict)]
    if objects:
        flat = [_flat(one) for one in objects]
        return next((one for one in (objects, flat) if _are_entries(one)), [])
    rows = [[one] if isinstance(one, str) else one for one in value]
    pairs = [
        {"question": row[0], **({"answer": row[1]} if len(row) > 1 else {})}
        for row in rows
        if isinstance(row, list) and 0 < len(row) <= 3 and all(isinstance(one, str) for one in row)
    ]
    asking = sum(read_title(one["question"]).asks for one in pairs)
    return pairs if asking >= max(FEWEST_STRINGS, 0.5 * len(value)) else []


def _unwrapped(one: dict) -> dict:
    """Returns an object whose texts stand for themselves and not in objects around them."""
    return {key: _text_in(value) for key, value in one.items()}


def _text_in(value: Any) -> Any:
    if not isinstance(value, dict) or len(value) > len(WRAPPERS):
        return value
    texts = [value[key] for key in WRAPPERS if isinstance(value.get(key), str)]
    return (
        texts[0]
        if len(texts) == 1 and not any(isinstance(one, dict | list) for one in value.values())
        else value
    )


def _flat(one: dict) -> dict:
    """Returns an object with what the objects in it hold; its own keys count first."""
    inner = [_unwrapped(value) for value in one.values() if isinstance(value, dict)]
    return {
        key: value
        for part in (*reversed(inner), one)
        for key, value in part.items()
        if not isinstance(value, dict)
    }


def _name_of(value: Any, otherwise: str) -> str:
    if isinstance(value, dict):
        for key in ("category", "topic", "title", "name", "section"):
            if isinstance(value.get(key), str):
                return value[key][:120]
    return otherwise


def _are_entries(objects: list[dict]) -> bool:
    names, sample = _sample(objects)
    columns = columns_of(names, sample, {}, objects[:SAMPLE])
    return are_entries({meaning: names.index(name) for meaning, name in columns.items()}, sample)
