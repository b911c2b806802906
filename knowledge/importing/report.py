"""What an import did, or would do, as data: the JSON other programs read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from knowledge import kinds
from knowledge.entrydocs import EntryDocument
from knowledge.importing.duplicates import MERGE
from knowledge.importing.identity import is_answered
from knowledge.importing.plan import Plan
from knowledge.importing.planned import CREATE, SKIP, UPDATE, PlannedEntry, PlannedSource
from knowledge.importing.text.source import parse
from knowledge.layouts import follow_up_items


def report(plan: Plan) -> Iterator[str]:
    """Yields the whole report as JSON, source by source: that of an archive is as large as the archive."""
    yield '{\n  "sources": ['
    comma = ""
    for source in plan.sources:
        yield f"{comma}\n    {_json(_source(source), indent=4)}"
        comma = ","
    yield f'\n  ],\n  "totals": {_json(totals(plan), indent=2)}\n}}\n'


def _json(value: Any, *, indent: int) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", f"\n{' ' * indent}")


def totals(plan: Plan) -> dict[str, int]:
    """Returns how many entries were found, what they hold, and what became of them."""
    entries = [entry for source in plan.sources for entry in source.entries]
    actions = Counter(entry.action for entry in entries)
    return {
        "entries": len(entries),
        "answered": sum(is_answered(entry.document) for entry in entries),
        "code_blocks": sum(_code_blocks(entry.document) for entry in entries),
        "created": actions[CREATE],
        "merged": actions[MERGE],
        "updated": actions[UPDATE],
        "skipped": actions[SKIP],
    }


def _source(source: PlannedSource) -> dict[str, Any]:
    return {
        "path": source.path,
        "dialect": source.dialect,
        "confidence": source.confidence,
        "columns": source.columns,
        "encoding_repaired": source.encoding_repaired,
        "repairs": [
            {"line": one.line, "message": one.message, "certain": one.certain} for one in source.repairs
        ],
        "licence": _licence(source),
        "entries": [_entry(entry) for entry in source.entries],
        "ignored": [
            {"line": one.line, "end_line": one.end_line, "reason": one.reason} for one in source.ignored
        ],
        "problems": [
            {"line": one.line, "field": one.field, "message": one.message} for one in source.problems
        ],
        "warnings": source.warnings,
    }


def _licence(source: PlannedSource) -> str | None:
    """Returns the licence all entries of a source share, if they do."""
    found = {entry.document.attributes.get("licence") for entry in source.entries}
    return found.pop() if len(found) == 1 else source.licence or None


def _entry(entry: PlannedEntry) -> dict[str, Any]:
    document = entry.document
    attributes = document.attributes
    duplicate = entry.duplicate_of
    return {
        "kind": document.kind,
        "form": attributes.get("form", "open"),
        "code": document.code or None,
        "title": document.title,
        "line": entry.line,
        "end_line": entry.end_line or entry.line,
        "level": attributes.get("level"),
        "priority": attributes.get("priority") == "high",
        "difficulty": attributes.get("difficulty"),
        "category": attributes.get("category"),
        "technology": attributes.get("technology"),
        "tags": attributes.get("tags", []),
        "answered": is_answered(document),
        "summary": document.summary,
        "sections": _sections(document),
        "choices": attributes.get("choices", []),
        "follow_ups": [words for words, _ in follow_up_items(document.text_of("follow_ups"))],
        "code_blocks": _code_blocks(document),
        "duplicate_of": {"title": duplicate.title, "where": duplicate.where, "score": duplicate.score}
        if duplicate
        else None,
        "action": entry.action,
        "evidence": entry.because,
        "assumed": entry.assumed,
        "warnings": entry.warnings,
    }


def _sections(document: EntryDocument) -> dict[str, str]:
    """Returns texts by key; a heading the kind does not know is its own key."""
    known = {section.heading: section.key for section in kinds.get(document.kind).sections}
    texts: dict[str, str] = {}
    for section in document.sections:
        key = known.get(section.heading, section.heading)
        texts[key] = f"{texts[key]}\n\n{section.text}" if key in texts else section.text
    return texts


def _code_blocks(document: EntryDocument) -> int:
    texts = [document.summary, *(section.text for section in document.sections)]
    texts += [choice["text"] for choice in document.attributes.get("choices", [])]
    return sum(map(_fences, texts))


def _fences(text: str) -> int:
    """Counts code fences, also those within lists."""
    if "```" not in text and "~~~" not in text:
        return 0
    return sum(block.kind == "fence" for block in parse(text).walk())
