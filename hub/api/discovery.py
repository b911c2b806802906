"""What filters can be set to: the kinds with their declarations, technologies and categories."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from hub.api import answers
from hub.api.shapes import json_schema
from knowledge import kinds
from knowledge.models import Category, EntryPage, Technology
from knowledge.search.facets import SEARCH_FACETS

router = Router(tags=["Discovery"])


@router.get(
    "/kinds",
    response={200: list[answers.Kind], 429: answers.Problem},
    operation_id="list_kinds",
    summary="List kinds",
)
def list_kinds(request: HttpRequest):
    """What an entry of each kind is made of: its attributes with the shape of their values, its sections."""
    numbers = _numbers("kind")
    return [_kind(kind, numbers.get(kind.key, 0)) for kind in kinds.all_kinds()]


@router.get(
    "/technologies",
    response={200: list[answers.Technology], 429: answers.Problem},
    operation_id="list_technologies",
    summary="List technologies",
)
def list_technologies(request: HttpRequest):
    """What entries are about, and how many published entries each has."""
    numbers = _numbers("technology")
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "prefix": one.prefix,
            "parent": one.parent.slug if one.parent else None,
            "aliases": one.alias_list,
            "entries": numbers.get(one.slug, 0),
        }
        for one in Technology.objects.select_related("parent")
    ]


@router.get(
    "/categories",
    response={200: list[answers.Category], 429: answers.Problem},
    operation_id="list_categories",
    summary="List categories",
)
def list_categories(request: HttpRequest):
    """What questions examine, and how many published ones each has."""
    numbers = _numbers("category")
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "description": one.description,
            "entries": numbers.get(one.slug, 0),
        }
        for one in Category.objects.all()
    ]


def _numbers(facet: str) -> dict[str, int]:
    """Returns how many published entries each value of a facet has, in one query."""
    counted = SEARCH_FACETS[facet].counts(EntryPage.objects.published())
    return {value: number for value, _, number in counted}


def _kind(kind: kinds.Kind, number: int) -> dict[str, Any]:
    required = kind.required_keys
    return {
        "key": kind.key,
        "label": kind.label,
        "plural": kind.plural,
        "entries": number,
        "levels": [{"value": value, "label": label} for value, label in kind.levels.items()],
        "attributes": [
            {
                "key": one.key,
                "label": one.name,
                "help": one.help,
                "required": one.key in required,
                "value_schema": _values(kind, one),
            }
            for one in kind.all_attributes
        ],
        "sections": [
            {"key": one.key, "heading": one.heading, "help": one.help, "required": one.required}
            for one in kind.sections
        ],
    }


def _values(kind: kinds.Kind, attribute: kinds.Attribute) -> dict[str, Any]:
    """The attribute's JSON Schema."""
    found = json_schema(attribute.shape)
    return {**found, "enum": list(kind.levels)} if attribute.key == "level" else found
