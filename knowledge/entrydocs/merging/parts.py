"""An entry document cut into its fields, each with a path that is stable while the entry is edited.

Paths: `title`, `code`, `summary`, `attribute:KEY`, `section:KEY`, `section:"Heading"` for a heading the
kind does not declare, with `#2` and so on where one is repeated, and `order` for the order of sections.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge import kinds
from knowledge.entrydocs.document import EntryDocument, Section

TITLE, CODE, SUMMARY, ORDER = "title", "code", "summary", "order"
ATTRIBUTE, SECTION = "attribute:", "section:"


@dataclass(frozen=True)
class Parts:
    """A document's fields: values by path, empty ones left out, and the paths of its sections in order."""

    kind: kinds.Kind
    values: Mapping[str, Any]
    order: tuple[str, ...]

    def document(self) -> EntryDocument:
        """Returns the document; raises `DocumentError` where the fields do not make one."""
        attributes = {
            path.removeprefix(ATTRIBUTE): value
            for path, value in self.values.items()
            if path.startswith(ATTRIBUTE)
        }
        return EntryDocument(
            kind=self.kind.key,
            title=self.values.get(TITLE, ""),
            code=self.values.get(CODE, ""),
            attributes=attributes,
            summary=self.values.get(SUMMARY, ""),
            sections=tuple(Section(heading_of(self.kind, path), self.values[path]) for path in self.order),
        )


def parts_of(document: EntryDocument, base: EntryDocument | None = None) -> Parts:
    """Returns a document's fields.

    Arguments:
        base: the document whose numbers repeated headings are given, so that one keeps its path when
            another of the same heading is put before it; the document itself when left out.
    """
    kind = kinds.get(document.kind)
    values: dict[str, Any] = {TITLE: document.title}
    if document.code:
        values[CODE] = document.code
    if document.summary:
        values[SUMMARY] = document.summary
    values |= {ATTRIBUTE + key: value for key, value in document.attributes.items()}
    order = _section_paths(kind, document, document if base is None else base)
    values |= {path: section.text for path, section in zip(order, document.sections, strict=True)}
    return Parts(kind, values, order)


def _section_paths(kind: kinds.Kind, document: EntryDocument, base: EntryDocument) -> tuple[str, ...]:
    known: defaultdict[str, list[str]] = defaultdict(list)
    for section in base.sections:
        known[section.heading].append(section.text)
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for section in document.sections:
        texts[section.heading].append(section.text)
    numbers = {heading: iter(_numbers(texts[heading], known[heading])) for heading in texts}
    return tuple(
        section_path(kind, section.heading, next(numbers[section.heading])) for section in document.sections
    )


def _numbers(texts: list[str], known: list[str]) -> list[int]:
    """Returns a number for each text: that of the known text it equals, else the next one free."""
    free = dict(enumerate(known, start=1))
    found: dict[int, int] = {}
    for index, text in enumerate(texts):
        if free.get(index + 1) == text:
            found[index] = index + 1
            del free[index + 1]
    places = defaultdict(list)
    for number in reversed(free):
        places[free[number]].append(number)
    for index, text in enumerate(texts):
        if index not in found and places[text]:
            found[index] = places[text].pop()
            del free[found[index]]
    rest = iter([*free, *range(len(known) + 1, len(known) + len(texts) + 1)])
    return [found[index] if index in found else next(rest) for index in range(len(texts))]


def section_path(kind: kinds.Kind, heading: str, number: int) -> str:
    key = next((one.key for one in kind.sections if one.heading == heading), f'"{heading}"')
    return f"{SECTION}{key}" if number == 1 else f"{SECTION}{key}#{number}"


def _key_and_number(path: str) -> tuple[str, str]:
    key = path.removeprefix(SECTION)
    if key.endswith('"') or "#" not in key:
        return key, ""
    key, _, number = key.rpartition("#")
    return key, number


def heading_of(kind: kinds.Kind, path: str) -> str:
    """Returns the heading a section's path stands for."""
    key, _ = _key_and_number(path)
    section = kind.section(key)
    return section.heading if section else key[1:-1]


def label_of(kind: kinds.Kind, path: str) -> str:
    """Returns a field's name for people, as the kind declares it."""
    if path.startswith(SECTION):
        number = _key_and_number(path)[1]
        return heading_of(kind, path) + (f" ({number})" if number else "")
    if path.startswith(ATTRIBUTE):
        attribute = kind.attribute(path.removeprefix(ATTRIBUTE))
        return attribute.name if attribute else path
    return {SUMMARY: kind.summary_label, ORDER: "Order of the sections"}.get(path, path.capitalize())


def arranged(kind: kinds.Kind, skeleton: Iterable[str], *orders: Iterable[str]) -> tuple[str, ...]:
    """Returns the skeleton with what the orders have besides, each behind what it stands behind there.

    Where several orders add something in one place, the kind's own order of sections decides which
    comes first, so that it does not matter who is merged onto whom.
    """
    declared = {section.key: number for number, section in enumerate(kind.sections)}

    def rank(run: list[str]) -> tuple[int, str]:
        return declared.get(_key_and_number(run[0])[0], len(declared)), run[0]

    skeleton = list(skeleton)
    fixed, seen = set(skeleton), set(skeleton)
    runs: defaultdict[str, list[list[str]]] = defaultdict(list)
    for order in orders:
        behind, run = "", list[str]()
        for path in order:
            if path in fixed:
                behind, run = path, []
            elif path not in seen:
                seen.add(path)
                if not run:
                    runs[behind].append(run)
                run.append(path)
    found: list[str] = []
    for path in ("", *skeleton):
        found += [path] if path else []
        found += [one for run in sorted(runs[path], key=rank) for one in run]
    return tuple(found)
