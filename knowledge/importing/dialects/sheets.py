"""Rows of CSV and TSV, and objects of JSON, as entries: what their columns hold is guessed and can be corrected."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from knowledge.importing.dialects.columns import guess_columns
from knowledge.importing.dialects.evidence import category_of, difficulty_in, level_in, tags_of
from knowledge.importing.dialects.labels import fold
from knowledge.importing.dialects.marks import Draft
from knowledge.importing.dialects.titles import plain, read_title

MAX_CELL = 200_000
MAX_DEPTH = 40
SPLIT_CHOICES = re.compile(r"\s*(?:\n|\||;)\s*")
LETTER = re.compile(r"^\s*(?:option\s*)?\(?([A-Ha-h])[).:\s]*$", re.IGNORECASE)
LETTERED = re.compile(r"^\s*\(?[A-Ha-h][).:]\s+")


@dataclass
class Row:
    """One row: its lines in the file, counted from 0, and its cells by the name of their column."""

    line: int
    end: int
    cells: dict[str, Any]
    part: str = ""


@dataclass
class Sheet:
    """Rows with the meaning of their columns; `ignored` holds lines that are no row, with the reason."""

    dialect: str
    rows: list[Row] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)  # the name of a column by what it is taken for
    ignored: dict[int, str] = field(default_factory=dict)
    problem: str = ""


def read_delimited(lines: list[str], suffix: str, mapping: Mapping[str, str]) -> Sheet:
    """Reads CSV or TSV; a first row that names no column and asks is data."""
    text = "\n".join(lines)
    sheet = Sheet("tsv" if suffix == ".tsv" else "csv")
    delimiter = "\t" if suffix == ".tsv" else _delimiter(lines)
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    rows: list[tuple[int, int, list[str]]] = []
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((before, reader.line_num, row))
            before = reader.line_num
    except csv.Error as error:
        sheet.problem = f"cannot be read as a table: {error} on line {reader.line_num}"
        return sheet
    if not rows:
        return sheet
    header = [cell.strip().lstrip("\ufeff") for cell in rows[0][2]]
    bare = _has_no_header(header, [row for _, _, row in rows[1:20]])
    if bare:
        header = [f"column {number}" for number in range(1, len(header) + 1)]
    else:
        sheet.ignored |= dict.fromkeys(range(rows[0][0], rows[0][1]), "names of columns")
        rows = rows[1:]
    sheet.columns = _columns(header, [row for _, _, row in rows[:20]], mapping)
    sheet.rows = [Row(first, end, dict(zip(header, row, strict=False))) for first, end, row in rows]
    return sheet


def _delimiter(lines: list[str]) -> str:
    sample = [line for line in lines[:30] if line.strip()]
    counts = {mark: Counter(line.count(mark) for line in sample) for mark in ",;\t|"}
    return max(
        counts,
        key=lambda mark: (
            sum(count for number, count in counts[mark].items() if number) * (2 if mark == "\t" else 1)
        ),
    )


def _has_no_header(header: list[str], rows: list[list[str]]) -> bool:
    if any(name in guess_columns([name], []) or guess_columns([name], []) for name in header):
        return False
    return any(read_title(cell).asks for cell in header)


def _columns(header: list[str], rows: list[list[str]], mapping: Mapping[str, str]) -> dict[str, str]:
    columns = {meaning: header[at] for meaning, at in guess_columns(header, rows).items() if at < len(header)}
    given = {fold(name): meaning for name, meaning in mapping.items()}
    for name in header:
        if meaning := given.get(fold(name)):
            columns = {key: value for key, value in columns.items() if value != name}
            columns[meaning] = name
    return columns


def read_json(lines: list[str], mapping: Mapping[str, str]) -> Sheet:
    """Reads the objects of a JSON file, wherever they lie in it; the keys above them name their part."""
    text = "\n".join(lines)
    sheet = Sheet("json")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        sheet.problem = f"is no valid JSON: {str(error)[:200]}"
        return sheet
    found = [(objects, part) for objects, part in _lists(data) if objects]
    objects = [(one, part) for group, part in found for one in group]
    names = list(dict.fromkeys(key for one, _ in objects for key in one))
    sample = [
        ["" if one.get(name) is None else _words(one.get(name)) for name in names] for one, _ in objects[:20]
    ]
    sheet.columns = _columns(names, sample, mapping)
    title = sheet.columns.get("title")
    at = 0
    starts = []
    for one, _ in objects:
        words = one.get(title) if title else None
        place = _place(text, words, at) if isinstance(words, str) else -1
        at = place if place >= 0 else at
        starts.append(text.count("\n", 0, at))
    for number, (one, part) in enumerate(objects):
        end = starts[number + 1] if number + 1 < len(starts) else starts[number] + 1
        sheet.rows.append(Row(starts[number], max(end, starts[number] + 1), one, part))
    return sheet


def _place(text: str, words: str, start: int) -> int:
    for ascii_only in (False, True):
        place = text.find(json.dumps(words, ensure_ascii=ascii_only), start)
        if place >= 0:
            return place + 0
    return -1


def _lists(data: Any) -> list[tuple[list[dict], str]]:
    """Returns the lists of objects in some data that look like entries, with the key each stands under."""
    found: list[tuple[list[dict], str]] = []
    waiting: list[tuple[Any, str, int]] = [(data, "", 0)]
    while waiting:
        value, name, depth = waiting.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            objects = [one for one in value if isinstance(one, dict)]
            if objects and _are_entries(objects):
                found.append((objects, name))
            else:
                waiting += [
                    (one, _name_of(one, name), depth + 1)
                    for one in reversed(value)
                    if isinstance(one, dict | list)
                ]
        elif isinstance(value, dict):
            if (
                value
                and all(isinstance(one, str) for one in value.values())
                and sum(read_title(key).asks for key in value) >= 0.5 * len(value)
            ):
                found.append(([{"question": key, "answer": answer} for key, answer in value.items()], name))
            else:
                named = _name_of(value, name)
                waiting += [
                    (
                        one,
                        key
                        if not isinstance(one, list) or not named
                        else named
                        if fold(key) in {"questions", "items", "data", "entries", "cards"}
                        else key,
                        depth + 1,
                    )
                    for key, one in reversed(value.items())
                    if isinstance(one, dict | list)
                ]
    return found


def _name_of(value: Any, otherwise: str) -> str:
    if isinstance(value, dict):
        for key in ("category", "topic", "title", "name", "section"):
            if isinstance(value.get(key), str):
                return value[key][:120]
    return otherwise


def _are_entries(objects: list[dict]) -> bool:
    names = list(dict.fromkeys(key for one in objects[:20] for key in one))
    sample = [[_words(one.get(name, "")) for name in names] for one in objects[:20]]
    columns = guess_columns(names, sample)
    if "title" not in columns:
        return False
    titles = [row[columns["title"]] for row in sample]
    asking = sum(read_title(title).asks or read_title(title).commands for title in titles)
    return (
        asking >= 0.5 * len(titles)
        or ("answer" in columns and asking >= 0.2 * len(titles))
        or "choices" in columns
    )


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return str(value or "")
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return "\n".join(str(one) for one in value)
    return str(value) if isinstance(value, int | float) else ""


def drafts_of(sheet: Sheet) -> list[Draft]:
    """Returns a draft for each row that names what is asked."""
    drafts = []
    name_of = sheet.columns
    for row in sheet.rows:
        title = read_title(_words(row.cells.get(name_of.get("title", ""), "")))
        if not title.text:
            sheet.ignored |= dict.fromkeys(range(row.line, row.end), "a row without a title")
            continue
        draft = Draft(title, row.line, row.end, sheet.dialect, parts=(row.part,) if row.part else ())
        answer = _words(row.cells.get(name_of.get("answer", ""), ""))
        draft.rows = answer.replace("\r\n", "\n").replace("\\n", "\n").split("\n") if answer.strip() else []
        draft.numbers = [row.line] * len(draft.rows)
        _values(draft, row, name_of)
        drafts.append(draft)
    return drafts


def _values(draft: Draft, row: Row, name_of: dict[str, str]) -> None:
    def words(meaning: str) -> str:
        return _words(row.cells.get(name_of.get(meaning, ""), "")).strip()

    for key, value in (
        ("level", level_in(words("level"))[0] or level_in(words("difficulty"))[0]),
        ("difficulty", difficulty_in(words("difficulty")) if words("difficulty") else None),
        ("category", category_of(words("category"))),
        ("tags", tags_of(words("tags").replace("\n", ","))),
        ("licence", words("licence")[:80]),
    ):
        if value:
            draft.values[key] = value
    if words("priority") and re.search(r"high|must|1\b", words("priority"), re.IGNORECASE):
        draft.values["priority"] = "high"
    if words("technology"):
        draft.values["technology_name"] = words("technology")
    for meaning in name_of:
        if meaning.startswith("section:") and words(meaning):
            draft.sections[meaning.partition(":")[2]] = words(meaning)
    if words("summary"):
        draft.rows = ["## Short answer", "", words("summary"), "", "## Answer", "", *draft.rows]
        draft.numbers = [row.line] * len(draft.rows)
    if words("code"):
        draft.sections["code"] = words("code") if "```" in words("code") else f"```\n{words('code')}\n```"
    choices = _choices(row, name_of)
    if choices:
        draft.values["choices"] = choices
        draft.form = "choice"


def _choices(row: Row, name_of: dict[str, str]) -> list[dict]:
    given = row.cells.get(name_of.get("choices", ""))
    if isinstance(given, Mapping):
        options = [f"{value}" for value in given.values()]
    elif isinstance(given, list):
        options = [_option(one) for one in given]
    elif isinstance(given, str) and given.strip():
        options = [one for one in SPLIT_CHOICES.split(given) if one.strip()]
    else:
        keys = sorted(
            (key for key in name_of if key.startswith("choice:")), key=lambda key: int(key.partition(":")[2])
        )
        options = [_words(row.cells.get(name_of[key], "")) for key in keys]
    options = [one for one in options if one.strip()][:20]
    if len(options) < 2:
        return []
    choices: list[dict] = [{"text": LETTERED.sub("", one.strip())[:1000]} for one in options]
    if isinstance(given, list):
        for choice, one in zip(choices, given, strict=False):
            if isinstance(one, Mapping) and any(
                one.get(key) is True for key in ("correct", "isCorrect", "is_correct", "right", "answer")
            ):
                choice["correct"] = True
    _mark_right(choices, row.cells.get(name_of.get("correct", "")), given)
    return choices


def _option(value: Any) -> str:
    if isinstance(value, Mapping):
        return next(
            (
                str(value[key])
                for key in ("text", "option", "answer", "value", "label", "title")
                if isinstance(value.get(key), str)
            ),
            "",
        )
    return _words(value)


def _mark_right(choices: list[dict], correct: Any, given: Any) -> None:
    if correct is None or isinstance(correct, bool):
        return
    for one in correct if isinstance(correct, list) else [correct]:
        said = _words(one).strip()
        letter = LETTER.match(said)
        same = [
            choice for choice in choices if fold(plain(choice["text"])) == fold(plain(said)) and fold(said)
        ]
        if same:
            same[0]["correct"] = True
        elif isinstance(given, Mapping) and said in given:
            choices[list(given).index(said)]["correct"] = True
        elif letter and ord(letter[1].lower()) - 97 < len(choices):
            choices[ord(letter[1].lower()) - 97]["correct"] = True
        elif isinstance(one, int) and 0 <= one < len(choices):
            choices[one]["correct"] = True
        elif said.isdecimal() and 1 <= int(said) <= len(choices):
            choices[int(said) - 1]["correct"] = True
