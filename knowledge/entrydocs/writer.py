"""An entry document as canonical text: equal documents give equal bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from knowledge import kinds
from knowledge.attributes import Fields, Items, Shape, Text, is_empty
from knowledge.entrydocs.document import EntryDocument
from knowledge.entrydocs.frontmatter import SHORT_ITEM, literal_fits, scalar


def write(document: EntryDocument) -> str:
    """Returns the canonical text of a document: front matter, summary, sections, one final newline."""
    kind = kinds.get(document.kind)
    rows = ["---", f"kind: {document.kind}"]
    if document.code:
        rows.append(f"code: {scalar(document.code)}")
    rows.append(f"title: {scalar(document.title)}")
    for attribute in kind.all_attributes:
        if attribute.key in document.attributes:
            value = attribute.shape.dump(document.attributes[attribute.key])
            rows += attribute_lines(attribute.key, value, attribute.shape)
    rows.append("---")
    parts = ["\n".join(rows)]
    if document.summary:
        parts.append(document.summary)
    for section in document.sections:
        parts += [f"## {section.heading}", section.text]
    return "\n\n".join(parts) + "\n"


def with_attributes(text: str, kind: kinds.Kind, values: Mapping[str, Any]) -> str:
    """Returns the canonical text of a document with some attributes set, without reading all of it.

    Arguments:
        text: canonical, of a document of this kind.
        values: by key, as the kind's shapes give them; an empty one takes the attribute away.
    """
    head, end, body = text.partition("\n---\n")
    blocks: dict[str, list[str]] = {}
    for row in head.split("\n")[1:]:
        if row[:1].isalpha():
            key = row.partition(":")[0]
            blocks[key] = []
        blocks[key].append(row)
    for key, value in values.items():
        shape = kind.attribute(key).shape
        blocks[key] = [] if is_empty(value) else attribute_lines(key, shape.dump(value), shape)
    order = ["kind", "code", "title", *(one.key for one in kind.all_attributes)]
    return "\n".join(["---", *(row for key in order for row in blocks.get(key, ()))]) + end + body


def attribute_lines(key: str, value: Any, shape: Shape, *, indent: str = "") -> list[str]:
    """Returns the lines of `key: value` as front matter writes them.

    Arguments:
        value: as the shape dumps it.
        indent: spaces before the key.
    """
    head = f"{indent}{key}:"
    if isinstance(shape, Items) and _one_a_line(shape):
        rows = [head]
        for item in value:
            rows += _item(item, shape.item, indent=indent + "  ")
        return rows
    if isinstance(value, str):
        return _text(f"{head} ", value, indent=indent + "  ")
    return [f"{head} {_flow(value)}"]


def _item(value: Any, shape: Shape, *, indent: str) -> list[str]:
    if isinstance(shape, Fields):
        rows: list[str] = []
        for key, one in value.items():
            rows += attribute_lines(key, one, shape.fields[key], indent=indent + "  ")
        rows[0] = f"{indent}- {rows[0].lstrip()}"
        return rows
    return _text(f"{indent}- ", value, indent=indent + "  ")


def _text(head: str, value: str, *, indent: str) -> list[str]:
    if literal_fits(value):
        return [f"{head}|-", *(f"{indent}{row}" if row else "" for row in value.split("\n"))]
    return [f"{head}{scalar(value)}"]


def _one_a_line(shape: Items) -> bool:
    return isinstance(shape.item, Fields) or (
        isinstance(shape.item, Text) and shape.item.max_length > SHORT_ITEM
    )


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one) for one in value) + "]"
    return scalar(value, flow=True)
