"""JSON as sheets: the objects that are entries, wherever they lie in it, with the keys above them as parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from knowledge.importing.dialects.columns import guess_columns
from knowledge.importing.dialects.errors import MESSAGE
from knowledge.importing.dialects.labels import fold
from knowledge.importing.dialects.sheets import Row, Sheet, columns_of, words_of
from knowledge.importing.dialects.titles import read_title

MAX_DEPTH = 40
MAX_MISSED = 50  # titles not found before no more is searched: each search may read the whole text
SAMPLE = 20  # objects that are looked at
GATHERS = {"questions", "items", "data", "entries", "cards", "results", "list"}


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
    names = list(dict.fromkeys(key for one, _ in objects for key in one))
    sample = [
        ["" if one.get(name) is None else words_of(one.get(name)) for name in names]
        for one, _ in objects[:SAMPLE]
    ]
    sheet.columns = columns_of(names, sample, mapping)
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
            found.append((objects, name))
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


def _objects(value: Any) -> list[dict]:
    """Returns the entries that a list, or a mapping of names to them, holds; none where it holds others."""
    if isinstance(value, list):
        objects = [one for one in value if isinstance(one, dict)]
        return objects if objects and _are_entries(objects) else []
    if not isinstance(value, dict) or not value:
        return []
    inner = list(value.values())
    if all(isinstance(one, str) for one in inner):
        if sum(read_title(key).asks for key in value) >= 0.5 * len(value):
            return [{"question": key, "answer": answer} for key, answer in value.items()]
        if len(value) >= 5 and sum(bool(MESSAGE.search(one)) for one in inner) >= 0.5 * len(value):
            return [{"error code": key, "message": text} for key, text in value.items()]
    if len(value) >= 2 and all(isinstance(one, dict) for one in inner) and _are_entries(inner):
        return [
            one if {"id", "key", "code"} & one.keys() else {"key": key, **one} for key, one in value.items()
        ]
    return []


def _name_of(value: Any, otherwise: str) -> str:
    if isinstance(value, dict):
        for key in ("category", "topic", "title", "name", "section"):
            if isinstance(value.get(key), str):
                return value[key][:120]
    return otherwise


def _are_entries(objects: list[dict]) -> bool:
    names = list(dict.fromkeys(key for one in objects[:SAMPLE] for key in one))
    sample = [[words_of(one.get(name, "")) for name in names] for one in objects[:SAMPLE]]
    columns = guess_columns(names, sample)
    if "title" not in columns:
        return "message" in columns and ("error_code" in columns or "fix" in columns or "cause" in columns)
    titles = [row[columns["title"]] for row in sample]
    asking = sum(read_title(title).asks or read_title(title).commands for title in titles)
    return (
        asking >= 0.5 * len(titles)
        or ("answer" in columns and asking >= 0.2 * len(titles))
        or bool({"choices", "choice:0", "wrong"} & columns.keys())
    )
