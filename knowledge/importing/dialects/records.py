"""Errors as records: lists or paragraphs whose lines each begin with the name of a field, one of them of an error."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from knowledge.importing.drafts.marks import Draft, Mark, Reading, Span, drafts_between
from knowledge.importing.structure.columns import NAMES
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text.answers import run_in
from knowledge.importing.text.labels import fold, section_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import Title, plain

SMALLEST = 3  # records that begin with the same field
FIELDS, MAX_ROWS = 2, 60  # of a record, at least and at most
MAINLY = 0.4  # of what is told are records: errors listed in an answer are part of it
LONGEST_NAME = 200
# Fields that only an error has: a record with one of them is of an error.
OF_AN_ERROR = frozenset(
    fold(one) for one in (
        "error code", "errno", "error", "error name", "error number", "error id", "error message", "error text",
        "exception", "exception message", "exception code", "错误码", "错误代码", "错误信息", "код ошибки", "fehlercode",
    )
)  # fmt: skip
# Fields that name it where its code is only a number, the surest first.
NAMING = tuple(
    dict.fromkeys(
        fold(one) for one in (*NAMES["error_code"], *OF_AN_ERROR, "name", "title", "code", *NAMES["message"])
    )
)
MESSAGES = frozenset(fold(one) for one in NAMES["message"])
MENDING = frozenset(
    fold(one) for one in (
        *NAMES["fix"], "suggested action", "suggested fix", "recommended action", "suggestion", "recommendation",
        "what to do", "how to resolve", "troubleshooting", "解决方案", "处理建议",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field of a record: what it is called, what it says, and its lines."""

    label: str
    text: str
    lines: tuple[int, ...]

    @property
    def name(self) -> str:
        return fold(self.label)


@dataclass(frozen=True)
class Record:
    block: Block
    fields: tuple[Field, ...]


class ErrorRecords:
    """Evidence: records that begin with the same field and have one that only an error has."""

    name = "error-records"

    def read(self, source: Source, span: Span) -> Reading:
        alike: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for block in source.blocks:
            if span[0] <= block.line < span[1] and (record := _record(block)) is not None:
                alike[block.kind, record.fields[0].name].append(record)
        records = [
            one for group in alike.values() if len(group) >= SMALLEST and _are_errors(group) for one in group
        ]
        if not _are_mainly(records, source, span):
            return Reading(self.name)
        named = {record.block.line: (record, *_title(record)) for record in records}
        reading = Reading(self.name)
        reading.marks = [_mark(record, title) for record, title, _ in named.values()]
        reading.stops = part_stops(source, reading.marks, span)
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
        for draft in reading.drafts:
            record, _, naming = named[draft.line]
            _hand_out(draft, record, naming)
        reading.score = 1.2 * len(reading.drafts)
        reading.confidence = 0.9 if reading.drafts else 0.0
        return reading


def _record(block: Block) -> Record | None:
    """Returns the fields of a list item, its rows and the items right below it, or of a paragraph outside of lists."""
    if block.inside("item") is not None or block.inside("quote") is not None:
        return None
    texts = [block] if block.kind == "paragraph" else _texts_of(block) if block.kind == "item" else []
    if sum(text.text.count("\n") + 1 for text in texts) > MAX_ROWS:
        return None
    fields: list[Field] = []
    for text in texts:
        for at, row in enumerate(text.text.split("\n")):
            line = text.line + at
            told = run_in(row.strip())
            if told is not None:
                fields.append(Field(told[0], told[1], (line,)))
            elif not fields:
                return None
            else:
                last = fields[-1]
                fields[-1] = Field(last.label, f"{last.text} {row.strip()}".strip(), (*last.lines, line))
    return Record(block, tuple(fields)) if len({one.name for one in fields}) >= FIELDS else None


def _texts_of(item: Block) -> list[Block]:
    """Returns the paragraphs of an item that may hold fields: its first, and the first of each item right below."""
    found = item.children[:1]
    for child in item.children[1:]:
        if child.kind != "list":
            break
        found += [one.children[0] for one in child.children if one.children]
    return found if all(one.kind == "paragraph" for one in found) else []


def _are_mainly(records: list[Record], source: Source, span: Span) -> bool:
    covered = sum(record.block.end - record.block.line for record in records)
    return covered >= MAINLY * sum(bool(source.lines[line].strip()) for line in range(*span))


def _are_errors(records: list[Record]) -> bool:
    return all(any(field.name in OF_AN_ERROR for field in record.fields) for record in records)


def _title(record: Record) -> tuple[Title, Field]:
    """Returns what an error is called, and the field that says it: its name before its number."""
    told = {field.name: field for field in reversed(record.fields) if plain(field.text)}
    naming = [told[name] for name in NAMING if name in told]
    field = next((one for one in naming if not plain(one.text).isdecimal()), None)
    if field is not None:
        return Title(plain(field.text)[:LONGEST_NAME], raw=field.text), field
    field = naming[0] if naming else record.fields[0]
    words = f"Error {plain(field.text)}".strip()
    return Title(words, raw=words), field


def _mark(record: Record, title: Title) -> Mark:
    block = record.block
    of_item = block.kind == "item"
    return Mark(
        block.line, block.line + 1, title, block, indent=block.indent if of_item else 0,
        indented_until=block.end if of_item else -1, kind="debug",
    )  # fmt: skip


def _hand_out(draft: Draft, record: Record, naming: Field) -> None:
    """Gives each field its place: the name is the title, messages and the fix have theirs, all else is text."""
    messages = [plain(one.text) for one in record.fields if one.name in MESSAGES and plain(one.text)]
    draft.values["messages"] = list(dict.fromkeys([*messages, draft.title.text]))
    taken = set(naming.lines)
    fixes = [one for one in record.fields if _mends(one)]
    if fixes:
        draft.sections["fix"] = "\n\n".join(one.text for one in fixes)
        taken |= {line for one in fixes for line in one.lines}
    kept = [(row, line) for row, line in zip(draft.rows, draft.numbers, strict=True) if line not in taken]
    first = record.fields[0]
    if first is not naming and first not in fixes:
        kept[:0] = [(f"{first.label}: {first.text}", first.lines[0]), ("", first.lines[0])]
    draft.rows, draft.numbers = [row for row, _ in kept], [line for _, line in kept]


def _mends(field: Field) -> bool:
    section = section_of("debug", field.label)
    return field.name in MENDING or (section is not None and section.key == "fix")
