"""What is in the database, in a form that two runs can be compared in: with names in place of keys."""

import json
import re
from collections import Counter

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.models import Page, Revision

from knowledge.models import Category, EntryKeyword, EntryPage, EntrySignature, SearchWord, Technology

# What a row is called where another refers to it; keys of all others are left out.
NAMES = {
    Page: "url_path",
    EntryPage: "url_path",
    Technology: "slug",
    Category: "slug",
    SearchWord: "word",
    EntryKeyword: "name",
    EntrySignature: "template",
    Revision: "object_str",
}
UUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
BY_CHANCE = (models.DateTimeField, models.UUIDField)
KEYS_IN_CONTENT = ("pk", "content_object", "page_ptr", "entrypage_ptr")


def contents() -> dict[str, Counter[str]]:
    """Returns how often each row stands in each table; moments, keys and random names are not looked at."""
    names = {
        model: {str(pk): name for pk, name in model._base_manager.values_list("pk", field)}
        for model, field in NAMES.items()
    }
    return {
        model._meta.label: Counter(_told(row, names) for row in model._base_manager.all())
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
    }


def differences(some: dict[str, Counter[str]], others: dict[str, Counter[str]]) -> dict[str, tuple]:
    """Returns, by table, the first rows that only the one and only the other holds."""
    return {
        label: (list(rows - others[label])[:3], list(others[label] - rows)[:3])
        for label, rows in some.items()
        if rows != others[label]
    }


def _told(row: models.Model, names: dict) -> str:
    told = {
        field.name: _value(row, field, names)
        for field in row._meta.local_concrete_fields
        if not isinstance(field, BY_CHANCE) and field.name != "title_norm"  # a mean over those there were
    }
    return UUID.sub("a random name", json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True, default=str))


def _value(row: models.Model, field: models.Field, names: dict):
    value = getattr(row, field.attname)
    if field.name in {"object_id", "to_object_id"}:
        return names.get(_referred(row, field), {}).get(str(value), "something")
    if field.name == "content_path":
        return re.sub(r"\d+", "a number", value)
    if field.is_relation:
        return names.get(field.related_model, {}).get(str(value), value is not None)
    if field.primary_key:
        return None
    if hasattr(value, "stream_block"):
        return value.get_prep_value()
    return _without_keys(value) if isinstance(row, Revision) and field.name == "content" else value


def _referred(row: models.Model, field: models.Field) -> type[models.Model]:
    """Returns what a number names together with a content type; any page stands for all kinds of them."""
    named = row.to_content_type if field.name == "to_object_id" else getattr(row, "content_type", None)
    model = named.model_class() if named else Page
    return Page if issubclass(model, Page) else model


def _without_keys(content):
    if isinstance(content, dict):
        return {key: _without_keys(one) for key, one in content.items() if key not in KEYS_IN_CONTENT}
    return [_without_keys(one) for one in content] if isinstance(content, list) else content
