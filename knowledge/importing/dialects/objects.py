"""JSON as sheets: the objects that are entries, wherever they lie in it, with the keys above them as parts."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from knowledge.importing.dialects.sheets import Row, Sheet, columns_of, words_of
from knowledge.importing.drafts.messages import MESSAGE
from knowledge.importing.structure.columns import ERROR_CODE, are_entries, is_called, names_columns
from knowledge.importing.structure.talks import TURNS, asked_in_turn
from knowledge.importing.text.labels import fold
from knowledge.importing.text.titles import QUESTION_END, read_title

Place: TypeAlias = tuple[str, ...]  # the keys that lead to a value

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
    others = _columns_of_others([one for one, _ in objects], sheet.columns, mapping)
    columns = [others.get(_shape(one), sheet.columns) for one, _ in objects]
    starts = _starts(
        text,
        [words_of(one.get(own.get("title", ""))) for (one, _), own in zip(objects, columns, strict=True)],
    )
    for number, (one, part) in enumerate(objects):
        end = starts[number + 1] if number + 1 < len(starts) else starts[number] + 1
        own = others.get(_shape(one), {})
        sheet.rows.append(Row(starts[number], max(end, starts[number] + 1), one, part, own))
    return sheet


def _columns_of_others(
    objects: list[dict], columns: Mapping[str, str], mapping: Mapping[str, str]
) -> dict[frozenset, dict[str, str]]:
    """Returns by their keys what the keys of objects hold that are of another type: they lack what names the rest."""
    naming = {columns[meaning] for meaning in ("title", "message", "error_code") if meaning in columns}
    untitled: dict[frozenset, list[dict]] = {}
    for one in objects:
        if naming.isdisjoint(one):
            untitled.setdefault(_shape(one), []).append(one)
    return {shape: columns_of(*_sample(group), mapping, group[:SAMPLE]) for shape, group in untitled.items()}


def _shape(one: dict) -> frozenset:
    return frozenset(one)


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
    """Returns the lists of objects in some data that look like entries, with the key each stands under.

    A list that alone tells too little is one of entries where others at its place are; options never are.
    """
    found: list[tuple[int, Place, list[dict], str]] = []
    doubtful: list[tuple[int, Place, list[dict], str]] = []
    waiting: list[tuple[Any, str, Place]] = [(data, "", ())]
    for order in itertools.count():
        if not waiting:
            break
        value, name, place = waiting.pop()
        if len(place) > MAX_DEPTH:
            continue
        objects = _objects(value)
        if objects:
            found.append((order, place, objects, "" if fold(name) in TURNS else name))
        elif isinstance(value, list):
            if value and all(isinstance(one, dict) for one in value):
                doubtful.append((order, place, [_unwrapped(one) for one in value], name))
            below = [(one, _name_of(one, name), (*place, "")) for one in reversed(value)]
            waiting += [one for one in below if isinstance(one[0], dict | list)]
        elif isinstance(value, dict):
            named = _name_of(value, "")
            waiting += [
                (
                    one,
                    named if named and isinstance(one, list) and fold(key) in GATHERS else key,
                    (*place, key),
                )
                for key, one in reversed(value.items())
                if isinstance(one, dict | list) and not is_called(key, "choices")
            ]
    shapes = {(place, _shape(one)) for _, place, objects, _ in found for one in objects}
    found += [one for one in doubtful if all((one[1], _shape(each)) in shapes for each in one[2])]
    return [(objects, part) for _, _, objects, part in sorted(found, key=lambda one: one[0])]


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
    said = all(isinstance(one, str) for one in inner) and not names_columns(list(value))
    if said and len(value) >= 5 and messages >= 0.5 * len(value):
        return [{"error code": key, "message": text} for key, text in value.items()]
    coded = all(ERROR_CODE.match(key) for key in value)
    if not (coded or len(value) > 1) or not all(isinstance(one, dict) for one in inner):
        return []
    name = "error code" if coded else "key"
    named = [one if {"id", "key", "code"} & one.keys() else {name: key, **one} for key, one in value.items()]
    return named if _are_entries(named) else []


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
