"""Values people give for fields, as the facets know them: `tech:py`, `level:sr`, `kind:snippets`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from knowledge import kinds
from knowledge.models import Technology

LEVELS = {
    "jr": "junior",
    "mid-level": "mid",
    "middle": "mid",
    "medior": "mid",
    "sr": "senior",
    "arc": "architect",
}
KINDS = {
    "error": "debug", "errors": "debug", "bug": "debug", "bugs": "debug", "fix": "debug",
    "code": "snippet", "snippets": "snippet", "interview": "question", "designs": "design",
    "architecture": "design", "vulnerability": "security",
}  # fmt: skip


def level(value: str) -> str:
    """Returns the level a word means, or the word."""
    return LEVELS.get(value, value)


def kind(value: str) -> str:
    """Returns the key of the kind a word means, or the word."""
    for one in kinds.all_kinds():
        if value in {one.key, one.label.casefold(), one.plural.casefold()}:
            return one.key
    return KINDS.get(value, value)


def technology(value: str, technologies: Sequence[Technology]) -> list[str]:
    """Returns the slugs of the technology a word means and of those that belong to it, or the word."""
    meant = next((one for one in technologies if value in _names(one)), None)
    if meant is None:
        return [value]
    return [meant.slug, *(one.slug for one in technologies if one.parent_id == meant.pk)]


def _names(one: Technology) -> set[str]:
    own = one.name.split("(")[-1].strip(" )")
    return {name.casefold() for name in (one.slug, one.name, own, one.prefix, *one.alias_list)}


def chosen_values(
    fields: dict[str, tuple[str, ...]], technologies: Sequence[Technology]
) -> dict[str, list[str]]:
    """Returns the facet values that the fields of a query stand for.

    Arguments:
        fields: as `SearchQuery.fields`.
        technologies: the taxonomy.
    """
    return {
        "kind": _distinct(kind(value) for value in fields.get("kind", ())),
        "technology": _distinct(
            slug for value in fields.get("technology", ()) for slug in technology(value, technologies)
        ),
        "level": _distinct(level(value) for value in fields.get("level", ())),
        "category": _distinct(slugify(value) or value for value in fields.get("category", ())),
        "tag": _distinct(slugify(value) or value for value in fields.get("tag", ())),
    }


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))
