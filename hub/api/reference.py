"""The documentation page, made from the OpenAPI description on the server: no script, no looser policy."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

REFERENCE = "#/components/schemas/"


@dataclass(frozen=True)
class Field:
    """A parameter, or a field of an answer: its name, type as words, the shape it links to, and meaning."""

    name: str
    type: str
    shape: str
    required: bool
    description: str


@dataclass(frozen=True)
class Answer:
    """What a status means, and the shape of its body."""

    status: int
    phrase: str
    type: str
    shape: str


@dataclass(frozen=True)
class Operation:
    """Something that can be asked."""

    id: str
    method: str
    path: str
    summary: str
    paragraphs: list[str]
    parameters: list[Field]
    body: str
    answers: list[Answer]


class Reference(DocsBase):
    """Renders `templates/api/reference.html`."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        schema = api.get_openapi_schema()
        shapes = schema["components"]["schemas"]
        context = {
            "title": schema["info"]["title"],
            "description": schema["info"]["description"],
            "operations": list(_operations(schema)),
            "shapes": [
                {"name": name, "description": shape.get("description", ""), "fields": list(_fields(shape))}
                for name, shape in sorted(shapes.items())
                if "properties" in shape
            ],
        }
        return render(request, "api/reference.html", context)


def _operations(schema: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in schema["paths"].items():
        for method, one in methods.items():
            yield Operation(
                id=one["operationId"],
                method=method.upper(),
                path=path,
                summary=one["summary"],
                paragraphs=[" ".join(text.split()) for text in one.get("description", "").split("\n\n")],
                parameters=[_parameter(parameter) for parameter in one["parameters"]],
                body=one.get("requestBody", {}).get("description", ""),
                answers=[_answer(status, answer) for status, answer in one["responses"].items()],
            )


def _parameter(one: dict[str, Any]) -> Field:
    words, shape = _type(one["schema"])
    description = one["schema"].get("description", "") or one.get("description", "")
    return Field(one["name"], words, shape, one.get("required", False), description)


def _answer(status: int, answer: dict[str, Any]) -> Answer:
    content = next(iter(answer["content"].values()))
    return Answer(status, HTTPStatus(status).phrase, *_type(content["schema"]))


def _fields(shape: dict[str, Any]) -> Iterator[Field]:
    required = shape.get("required", [])
    for name, one in shape["properties"].items():
        yield Field(name, *_type(one), name in required, one.get("description", ""))


def _type(schema: dict[str, Any]) -> tuple[str, str]:
    """Returns a type in words, and the name of the shape it is made of, if any."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REFERENCE)
        return name, name
    if "anyOf" in schema:
        found = [_type(one) for one in schema["anyOf"]]
        return " or ".join(words for words, _ in found), next((name for _, name in found if name), "")
    if schema.get("type") == "array":
        words, name = _type(schema["items"])
        return f"list of {words}", name
    if "enum" in schema:
        return ", ".join(str(one) for one in schema["enum"]), ""
    words = schema.get("format") or schema.get("type", "anything")
    if "minimum" in schema and "maximum" in schema:
        words += f", {schema['minimum']} to {schema['maximum']}"
    if schema.get("default") not in (None, "", []):
        words += f", default {schema['default']}"
    return words, ""
