"""Rows of sheets as entries: what their columns hold is guessed and can be corrected."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.importing.drafts.evidence import category_of, difficulty_in, level_in, tags_of
from knowledge.importing.drafts.marks import Draft
from knowledge.importing.drafts.quizzes import MAX_CHOICES, counts_from_one, mark_right, offered
from knowledge.importing.structure.columns import are_entries, guess_columns, options_by_value
from knowledge.importing.structure.grids import counting_column, delimiter_of, has_no_header, row_of_names
from knowledge.importing.text.labels import fold
from knowledge.importing.text.markup import to_markdown
from knowledge.importing.text.titles import QUESTION_END, Title, plain, read_title

MAX_CELL = 200_000
LOST_BY_KIND = {
    "cause",
    "fix",
    "error_code",
    "message",
    "choices",
}  # what an entry of another kind has no place for
MARKED_UP = re.compile(
    r"</?(?:p|br|ul|ol|li|pre|div|code|strong|b|em|i|h[1-6]|table|span)\b[^<>]{0,200}>", re.IGNORECASE
)
BELOW_TITLE = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:```|~~~))")  # a paragraph or code behind what is asked
LEAD = 10  # rows that may stand above the names of columns
LOOKED_AT = 300  # rows that tell whether the first is one of them
SAMPLE = 20  # rows that are looked at
MAX_OWN = 12  # columns without a known meaning that become sections of their own


@dataclass
class Row:
    """One row: its lines in the file, counted from 0, and its cells by the name of their column.

    `columns` holds the meaning of its columns where they are others than those of the sheet.
    """

    line: int
    end: int
    cells: dict[str, Any]
    part: str = ""
    columns: dict[str, str] = field(default_factory=dict)


@dataclass
class Sheet:
    """Rows with the meaning of their columns; `ignored` holds lines that are no row, with the reason."""

    dialect: str
    rows: list[Row] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)  # the name of a column by what it is taken for
    ignored: dict[int, str] = field(default_factory=dict)
    problem: str = ""

    @property
    def told(self) -> Iterator[tuple[Row, dict[str, str]]]:
        """Yields each row with the meaning of its columns."""
        return ((row, row.columns or self.columns) for row in self.rows)


def read_delimited(lines: list[str], suffix: str, mapping: Mapping[str, str]) -> Sheet:
    """Reads CSV or TSV; a first row that names no column and asks is data."""
    text = "\n".join(lines)
    sheet = Sheet("tsv" if suffix == ".tsv" else "csv")
    delimiter = "\t" if suffix == ".tsv" else delimiter_of(lines)
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
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
    first = row_of_names([row for _, _, row in rows[:LEAD]])
    sheet.ignored |= dict.fromkeys(range(rows[first][0]), "text above the table")
    rows = rows[first:]
    header = [cell.strip().lstrip("\ufeff") for cell in rows[0][2]]
    bare = has_no_header(header, [row for _, _, row in rows[1:LOOKED_AT]])
    if bare:
        header = [f"column {number}" for number in range(1, len(header) + 1)]
    else:
        sheet.ignored |= dict.fromkeys(range(rows[0][0], rows[0][1]), "names of columns")
        rows = rows[1:]
    sheet.columns = columns_of(header, [row for _, _, row in rows[:SAMPLE]], mapping)
    if bare and "title" not in sheet.columns and len(header) > 1:
        rows, header = _as_cards(rows), header[:2]
        sheet.columns = {"title": header[0], "answer": header[1]}
    again = {
        line
        for first, end, row in rows
        if [fold(cell) for cell in row] == [fold(name) for name in header]
        for line in range(first, end)
    }
    sheet.ignored |= dict.fromkeys(again, "names of columns")
    rows = [one for one in rows if one[0] not in again]
    sheet.rows = [Row(first, end, dict(zip(header, row, strict=False))) for first, end, row in rows]
    places = {meaning: header.index(name) for meaning, name in sheet.columns.items()}
    if rows and not bare and not mapping and not are_entries(places, [row for _, _, row in rows[:SAMPLE]]):
        sheet.ignored |= dict.fromkeys(range(rows[0][0], rows[-1][1]), "a row of a table without questions")
        sheet.rows = []
    return sheet


def _as_cards(rows: list[tuple[int, int, list[str]]]) -> list[tuple[int, int, list[str]]]:
    """Returns rows whose columns nobody names as cards: the first cell but for a number, and below it all others."""
    counting = counting_column([row for _, _, row in rows[:LOOKED_AT]])
    told = [(first, end, [cell for at, cell in enumerate(row) if at != counting]) for first, end, row in rows]
    return [(first, end, [*row[:1], "\n".join(filter(None, row[1:]))]) for first, end, row in told]


def columns_of(
    header: list[str], rows: list[list[str]], mapping: Mapping[str, str], objects: Sequence[dict] = ()
) -> dict[str, str]:
    """Returns the name of the column each meaning has: guessed, or as somebody said.

    Arguments:
        objects: the same rows where their cells are more than words.
    """
    known = options_by_value(objects)
    columns = {
        meaning: header[at] for meaning, at in guess_columns(header, rows, known).items() if at < len(header)
    }
    given = {fold(name): meaning for name, meaning in mapping.items()}
    for name in header:
        if meaning := given.get(fold(name)):
            columns = {key: value for key, value in columns.items() if value != name}
            columns[meaning] = name
    return columns


def words_of(value: Any) -> str:
    """Returns a value as words; a list of them is one a line, and what has parts of its own is none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return str(value or "")
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return "\n".join(str(one) for one in value)
    return str(value) if isinstance(value, int | float) else ""


def drafts_of(sheet: Sheet) -> list[Draft]:
    """Returns a draft for each row that names what is asked, or what a machine prints."""
    drafts = []
    own = _own_columns(sheet)
    numbers = [
        (one, len(_choices(row, columns)))
        for row, columns in sheet.told
        for one in _listed(_right(row, columns))
    ]
    from_one = counts_from_one(numbers, otherwise=sheet.dialect != "json")
    for row, columns in sheet.told:
        title, kind = _title(row, columns)
        if not title.text:
            sheet.ignored |= dict.fromkeys(range(row.line, row.end), "a row without a title")
            continue
        draft = Draft(
            title, row.line, row.end, sheet.dialect, parts=(row.part,) if row.part else (), kind=kind
        )
        _fill(draft, row, columns, from_one=from_one)
        _values(draft, row, columns)
        placed = _placed(columns, kind) | ({columns.get("choices")} if draft.form == "choice" else set())
        _own_sections(draft, row, [name for name in own if name not in placed])
        drafts.append(draft)
    return drafts


def _cell(row: Row, columns: Mapping[str, str], meaning: str) -> str:
    return _shown(row.cells.get(columns.get(meaning, ""), "")).strip()


def _title(row: Row, columns: Mapping[str, str]) -> tuple[Title, str]:
    """Returns the title of a row and its kind: a message is one of a machine where nothing is asked."""
    asked = read_title(_asked(row, columns)[0])
    message, code = _cell(row, columns, "message"), _cell(row, columns, "error_code")
    if not (message or code) or QUESTION_END.search(asked.raw):
        return asked, "question"
    name = next((one for one in (code, asked.text, message) if one and not one.isdecimal()), "")
    name = name or f"{heading_of(columns.get('error_code') or columns['message'])} {code or message}"
    return Title(plain(name), raw=name), "debug"


def _asked(row: Row, columns: Mapping[str, str]) -> tuple[str, str]:
    """Returns what a row asks and what stands below that; of nothing but code, its words."""
    shown = _cell(row, columns, "title")
    if shown.startswith(("```", "~~~")):
        code, _, behind = shown.partition("\n" + shown[:3])
        first, *more = BELOW_TITLE.split(behind.strip("`~\n "), maxsplit=1)
        words = " ".join(words_of(row.cells.get(columns["title"], "")).split())
        return first or words, "\n\n".join([f"{code}\n{shown[:3]}", *more])
    first, *more = BELOW_TITLE.split(shown, maxsplit=1)
    return first, more[0] if more else ""


def _fill(draft: Draft, row: Row, columns: Mapping[str, str], *, from_one: bool) -> None:
    """Writes what is asked below the title, answer, explanation and options of a row into its draft."""
    below = _asked(row, columns)[1]
    if below.strip() and draft.kind == "question":
        draft.sections["prompt"] = below.strip("\n")
    choices = _choices(row, columns)
    right = _right(row, columns)
    answer = [_cell(row, columns, "answer")]
    if choices and draft.kind == "question":
        marked = any(choice.get("correct") for choice in choices)
        named = marked or mark_right(choices, right, from_one=from_one)
        draft.values["choices"] = [
            {key: value for key, value in choice.items() if key != "key"} for choice in choices[:MAX_CHOICES]
        ]
        draft.form = "choice"
        if not named:
            answer.insert(0, _shown(right).strip())
    elif right not in (None, ""):
        answer.insert(0, _shown(right).strip())
    answer.append(_cell(row, columns, "explanation"))
    kept = [text for at, text in enumerate(answer) if text and text not in answer[:at]]
    text = "\n\n".join(kept)
    if short := _cell(row, columns, "summary"):
        text = f"## Short answer\n\n{short}\n\n## Answer\n\n{text}"
    draft.rows = text.split("\n") if text else []
    draft.numbers = [row.line] * len(draft.rows)


def _values(draft: Draft, row: Row, columns: Mapping[str, str]) -> None:
    def words(meaning: str) -> str:
        return _cell(row, columns, meaning)

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
    for meaning in columns:
        if meaning.startswith("section:") and words(meaning):
            draft.sections[meaning.partition(":")[2]] = words(meaning)
    if draft.kind == "debug":
        draft.values["messages"] = [words("message") or draft.title.text]
        if words("error_code") not in draft.title.text:
            draft.sections[heading_of(columns["error_code"])] = words("error_code")
        for meaning, section in (("cause", "root_cause"), ("fix", "fix")):
            if words(meaning):
                draft.sections[section] = words(meaning)
    elif code := words("code"):
        draft.sections["code"] = code if "```" in code else f"```\n{code}\n```"


def _own_columns(sheet: Sheet) -> list[str]:
    """Returns the columns without a known meaning that hold sentences, code or lists: nothing said is lost."""
    found: dict[str, None] = {}
    for row, columns in sheet.told:
        placed = _placed(columns, _title(row, columns)[1])
        new = [name for name in row.cells if isinstance(name, str) and name not in found]
        found |= dict.fromkeys(
            name for name in new if name not in placed and _says_something(row.cells[name])
        )
    return list(found)[:MAX_OWN]


def _placed(columns: Mapping[str, str], kind: str) -> set[str]:
    """Returns the columns whose meaning has a place in an entry of a kind."""
    return {name for meaning, name in columns.items() if kind == "debug" or meaning not in LOST_BY_KIND}


def _says_something(value: Any) -> bool:
    text = _shown(value)
    return (
        len(text) >= 12
        and ("\n" in text.strip() or " " in text.strip())
        and any(sign.isalpha() for sign in text)
    )


def _own_sections(draft: Draft, row: Row, names: list[str]) -> None:
    """Adds a section for each such column, without what stands in the entry already."""
    said = [draft.title.text, draft.text, *draft.sections.values(), *draft.values.get("messages", [])]
    said += [choice["text"] for choice in draft.values.get("choices", [])]
    for name in names:
        value = row.cells.get(name)
        texts = value if isinstance(value, list) else [value]
        new = [
            text
            for one in texts
            if (text := _shown(one).strip()) and not any(text in other for other in said)
        ]
        if not new:
            continue
        listed = isinstance(value, list) and not any("\n" in text for text in new)
        text = "\n".join(f"- {one}" for one in new) if listed else "\n\n".join(new)
        draft.sections[heading_of(name)] = text
        said.append(text)


def heading_of(name: str) -> str:
    """Returns the heading that the name of a column or key stands for: “goodToHear” is “Good to hear”."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", re.sub(r"[_\s-]+", " ", name)).strip().casefold()
    return (words[:1].upper() + words[1:])[:80] or "More"


def _shown(value: Any) -> str:
    """Returns a cell as Markdown."""
    if isinstance(value, Mapping):
        pairs = [(str(key), _shown(one).strip()) for key, one in list(value.items())[:50]]
        return "\n".join(f"- **{key}**: {text}" for key, text in pairs if text)
    if isinstance(value, list):
        return "\n".join(text for one in value[:200] if (text := _shown(one).strip()))
    text = words_of(value).replace("\r\n", "\n")
    if "\n" not in text and text.count("\\n") > 1:
        text = text.replace("\\n", "\n")
    if "```" not in text and text.lstrip().startswith("<") and len(MARKED_UP.findall(text[:MAX_CELL])) >= 2:
        return "\n".join(to_markdown(text.split("\n"))[0]).strip("\n")
    return text


def _right(row: Row, columns: Mapping[str, str]) -> Any:
    return row.cells.get(columns.get("correct", ""))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _choices(row: Row, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    given = row.cells.get(columns.get("choices", ""))
    keys = sorted(
        (key for key in columns if key.startswith("choice:")), key=lambda key: int(key.partition(":")[2])
    )
    wrong = row.cells.get(columns.get("wrong", ""))
    if wrong not in (None, "", []):
        given = [*_listed(_right(row, columns)), *_listed(wrong)]
    elif keys and not given:
        given = [words_of(row.cells.get(columns[key])) for key in keys]
    choices = offered(given)
    return choices if len(choices) >= 2 else []
