"""Reads a file that is not in the hub's own format: prepared, cut into drafts, understood, accounted for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.entrydocs import DocumentError, Problem
from knowledge.importing.dialects import Hints, Ignored, Understood, election
from knowledge.importing.dialects.file_titles import describes_a_question, title_of
from knowledge.importing.dialects.objects import is_json, read_json
from knowledge.importing.dialects.sheets import Sheet, drafts_of, read_delimited
from knowledge.importing.drafts import keys
from knowledge.importing.drafts.entries import Found, make_entry
from knowledge.importing.drafts.evidence import Evidence
from knowledge.importing.drafts.joining import join_lists
from knowledge.importing.drafts.marks import Draft, Reading
from knowledge.importing.drafts.right_options import bold_options
from knowledge.importing.drafts.subjects import kind_told
from knowledge.importing.structure.banks import is_bank
from knowledge.importing.structure.grids import is_tabular
from knowledge.importing.structure.habits import without_codes, without_ordinals
from knowledge.importing.structure.topics import is_counted
from knowledge.importing.text import furniture, ledger, markup, org, restructured
from knowledge.importing.text.labels import fold
from knowledge.importing.text.prepare import prepare
from knowledge.importing.text.repair import decode, mend
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import read_title

JSON = {".json", ".jsonl", ".ndjson"}
SHEETS = {".csv", ".tsv", *JSON}
TEXT = ".txt"
HTML = {".html", ".htm"}
CONVERTED = {
    **dict.fromkeys(HTML, markup.to_markdown),
    ".rst": restructured.to_markdown,
    ".org": org.to_markdown,
}
MARKUP = {".md", ".markdown", ".mdx", *CONVERTED}
# Titles of a file with a short list right below of which one item is bold: so many, and so great a share.
FEWEST_OFFERED, MOSTLY_OFFERED = 3, 0.6


@dataclass(frozen=True)
class Look:
    """What a file looks like by itself.

    Arguments:
        title, kind: those of the one entry it may be.
        is_one: whether it is one.
        begins: its first heading, folded, without its number.
        headings: all of them.
        repeated: those that stand in it more than once.
        asks_little: whether it may be an article that asks here and there.
        described: whether its front matter is that of a question: a title that asks, or how hard it is.
        is_counted: whether headings count through it.
        is_bank: whether it calls itself a bank.
    """

    title: str
    kind: str
    is_one: bool
    begins: str = ""
    headings: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()
    asks_little: bool = False
    described: bool = False
    is_counted: bool = False
    is_bank: bool = False


def names() -> list[str]:
    """Returns the names of the dialects that can be asked for."""
    return [one.name for one in (*election.READERS, election.WHOLE, election.CHECKLIST)]


def understand(path: str, data: bytes, hints: Hints) -> Understood:
    """Returns what a file holds."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in SHEETS and not hints.dialect and is_json(decode(data)[0]):
        suffix = ".json"
    if suffix in SHEETS:
        return _sheet(path, suffix, data, hints)
    if suffix == TEXT and not hints.dialect and is_tabular(decode(data)[0].split("\n")):
        found = _sheet(path, ".tsv", data, hints)
        if found.entries:
            return found
    source = _source(path, data)
    source.kind, source.folder_kind, source.shared = hints.kind, hints.folder_kind, hints.shared
    source.beside_banks = hints.beside_banks
    told = keys.take_keys(source)
    readings = election.elect(source, hints.dialect)
    keys.hand_out(told, [draft for reading in readings for draft in reading.drafts])
    lines = {line: keys.REASON for key in told for line in range(key.line, key.end)}
    return conclude(source, readings, hints, lines)


def look_at(path: str, data: bytes) -> Look:
    """Returns what a file looks like, whatever its neighbours are."""
    source = _source(path, data)
    title = title_of(source)
    headings = [fold(read_title(one.text).text) for one in source.blocks if one.kind == "heading"]
    is_one = election.is_one_entry(source)
    return Look(
        title.text if title else "",
        kind_told(source, title),
        is_one,
        headings[0] if headings else "",
        frozenset(headings) - {""},
        frozenset(one for one, count in Counter(headings).items() if one and count > 1),
        is_one or election.asks_little(source),
        describes_a_question(source),
        is_counted(source, named=is_bank(source)),
        is_bank(source),
    )


def _source(path: str, data: bytes) -> Source:
    return prepare(path, data, CONVERTED.get(PurePosixPath(path).suffix.lower()))


def read_sheet(lines: list[str], suffix: str, columns: Mapping[str, str]) -> Sheet:
    """Returns the rows of a table or of JSON.

    Arguments:
        suffix: one of `SHEETS`.
        columns: what columns hold, by their name, where the guess is wrong.
    """
    return read_json(lines, columns) if suffix in JSON else read_delimited(lines, suffix, columns)


def _sheet(path: str, suffix: str, data: bytes, hints: Hints) -> Understood:
    """Reads a table or JSON; each row is an entry or ignored."""
    text, repairs = decode(data)
    lines, mended = mend(text.split("\n"))
    total = max(1, len(lines) - (len(lines) > 1 and not lines[-1]))
    sheet = read_sheet(lines, suffix, hints.columns)
    source = Source(
        path, [""] * len(lines), list(range(1, len(lines) + 1)), total, repairs=[*repairs, *mended]
    )
    drafts = drafts_of(sheet) if {"title", "message", "error_code"} & sheet.columns.keys() else []
    found = conclude(source, [Reading(sheet.dialect, drafts, float(len(drafts)), 0.9)], hints, sheet.ignored)
    found.columns = dict(sheet.columns)
    if sheet.problem:
        found.problems.append(Problem(0, "", sheet.problem))
    return found


def conclude(
    source: Source, readings: list[Reading], hints: Hints, ignored: dict[int, str] | None = None
) -> Understood:
    """Turns drafts into entries and tells of every line what became of it."""
    drafts = sorted((draft for reading in readings for draft in reading.drafts), key=lambda one: one.line)
    titles = without_codes(without_ordinals([draft.title for draft in drafts]))
    for draft, title in zip(drafts, titles, strict=True):
        draft.title = title
    evidence = Evidence(source, hints.find_technology, drafts)
    entries: list[Found] = []
    taken: dict[int, object] = {}
    dropped: dict[int, str] = dict(ignored or {})
    _note_what_bold_means(drafts)
    for draft in drafts:
        try:
            document, facts, body = make_entry(draft, evidence)
        except DocumentError as error:
            why = error.problems[0].message if error.problems else "it does not fit"
            dropped |= dict.fromkeys(range(draft.line, draft.end), f"cannot be an entry: {why}")
            continue
        taken |= dict.fromkeys(range(draft.line, draft.end), draft)
        dropped |= {line: reason for line, reason in draft.left_out.items() if source.lines[line].strip()}
        dropped |= {line: reason for line, reason in body.dropped.items() if source.lines[line].strip()}
        entries.append(
            Found(
                document,
                source.origin[draft.line],
                source.origin[max(draft.line, draft.end - 1)],
                facts.because,
                [*draft.warnings, *body.warnings],
                draft.title.number,
                draft.dialect,
            )
        )
    _number_runs(entries, drafts)
    _warn_of_damage(source, entries)
    entries = join_lists(entries)
    left = [Ignored(*one) for one in ledger.account(source, taken, dropped)] + _joined(entries)
    return Understood(
        _dialect(entries),
        entries,
        sorted(left, key=lambda one: one.line) or _nothing(source, entries),
        repairs=source.repairs,
        encoding_repaired=any("“" in one.message or "cp1252" in one.message for one in source.repairs),
        confidence=_confidence(readings, entries),
        licence=evidence.licence,
    )


def _note_what_bold_means(drafts: list[Draft]) -> None:
    """Tells all drafts where most begin with a short list of which just one item is bold: that one is right."""
    offering = sum(bold_options(draft.text.strip("\n")) is not None for draft in drafts)
    if offering >= FEWEST_OFFERED and offering >= MOSTLY_OFFERED * len(drafts):
        for draft in drafts:
            draft.values["bold_is_right"] = True


def _joined(entries: list[Found]) -> list[Ignored]:
    """Tells of the lines of a list whose questions are answered elsewhere in the file."""
    return [
        Ignored(first, last, f"listed here, answered on line {entry.line}")
        for entry in entries
        for first, last in entry.also_at
    ]


def _nothing(source: Source, entries: list[Found]) -> list[Ignored]:
    return [] if entries else [Ignored(1, source.total, furniture.BLANK)]


def _dialect(entries: list[Found]) -> str | None:
    counted = Counter(entry.dialect for entry in entries)
    return counted.most_common(1)[0][0] if counted else None


def _confidence(readings: list[Reading], entries: list[Found]) -> float:
    total = sum(len(reading.drafts) for reading in readings)
    if not total or not entries:
        return 0.0
    return round(sum(reading.confidence * len(reading.drafts) for reading in readings) / total, 2)


def _number_runs(entries: list[Found], drafts: list[Draft]) -> None:
    """Tells lists apart that begin anew: a run ends where the numbers do not go on."""
    run, last, dialect = 0, 0, ""
    for entry in entries:
        number = int(entry.number) if entry.number.isdecimal() else last + 1
        if entry.dialect != dialect or number <= last:
            run += 1
        last, dialect, entry.run = number, entry.dialect, run


def _warn_of_damage(source: Source, entries: list[Found]) -> None:
    """Tells entries of what could not be repaired with certainty in their lines."""
    begins = [entry.line for entry in entries]
    for one in source.repairs:
        at = bisect_right(begins, one.line) - 1
        if not one.certain and at >= 0 and one.line <= entries[at].end_line:
            entries[at].warnings.append(f"Line {one.line}: {one.message}")
