"""The shapes of attributes as JSON Schema, so that a program knows what a kind's values look like."""

from functools import singledispatch
from typing import Any

from knowledge import attributes


@singledispatch
def json_schema(shape: attributes.Shape) -> dict[str, Any]:
    """Returns the JSON Schema of the values an attribute's shape takes."""
    return {"type": "string"}


@json_schema.register
def _(shape: attributes.Text) -> dict[str, Any]:
    return {"type": "string", "maxLength": shape.max_length}


@json_schema.register
def _(shape: attributes.Choice) -> dict[str, Any]:
    return {"type": "string", "enum": list(shape.values)}


@json_schema.register
def _(shape: attributes.Integer) -> dict[str, Any]:
    return {"type": "integer", "minimum": shape.minimum, "maximum": shape.maximum}


@json_schema.register
def _(shape: attributes.Flag) -> dict[str, Any]:
    return {"type": "boolean"}


@json_schema.register
def _(shape: attributes.Date) -> dict[str, Any]:
    return {"type": "string", "format": "date"}


@json_schema.register
def _(shape: attributes.Url) -> dict[str, Any]:
    return {"type": "string", "format": "uri", "maxLength": shape.max_length}


@json_schema.register
def _(shape: attributes.Fields) -> dict[str, Any]:
    properties = {key: json_schema(one) for key, one in shape.fields.items()}
    return {"type": "object", "properties": properties, "required": list(shape.required)}


@json_schema.register
def _(shape: attributes.Items) -> dict[str, Any]:
    return {"type": "array", "items": json_schema(shape.item), "maxItems": shape.max_items}
