"""From the shape of an attribute to a field of a form, for every shape there is.

A kind declares its attributes with shapes; so a kind somebody adds has its form without a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist

from contributions.submissions.forms.widgets import Commas, Group, Lines, Rows, Texts
from knowledge import kinds
from knowledge.attributes import (
    Choice,
    Date,
    Fields,
    Flag,
    Integer,
    Items,
    Shape,
    ShapeError,
    Slug,
    Tags,
    Text,
    Url,
    is_empty,
)
from knowledge.models import Category, Technology

Choices = list[tuple[str, str]]

WRITTEN = {"data-redact": True}  # the browser looks for secrets in it, too
# Attributes whose slug names a row: what people choose from.
NAMED: dict[str, Callable[[], Choices]] = {
    "technology": lambda: list(Technology.objects.order_by("name").values_list("slug", "name")),
    "category": lambda: list(Category.objects.order_by("name").values_list("slug", "name")),
}


class ShapeField(forms.Field):
    """A field that takes whatever its shape takes, and says what is wrong in the shape's words.

    Arguments:
        choices: what may be chosen; None where anything may be written.
        missing: what is said when it is needed and not there.
    """

    def __init__(self, shape: Shape, *, choices: Choices | None = None, missing: str = "", **kwargs) -> None:
        super().__init__(**kwargs)
        self.shape, self.known = shape, None if choices is None else dict(choices)
        self.error_messages["required"] = missing or f"{self.label} is needed."

    def to_python(self, value: Any) -> Any:
        try:
            clean = self.shape.parse("" if value is None else value)
        except ShapeError as error:
            raise forms.ValidationError(f"{self.label} {error}.", code="shape") from None
        if clean and self.known is not None and clean not in self.known:
            raise forms.ValidationError(f"{self.label} {clean!r} is not known here.", code="unknown")
        return clean

    def validate(self, value: Any) -> None:
        if self.required and is_empty(value):
            raise forms.ValidationError(self.error_messages["required"], code="required")


def field_of(attribute: kinds.Attribute, kind: kinds.Kind, *, needed: bool) -> ShapeField:
    """Returns the field of an attribute.

    Arguments:
        needed: whether nothing can be sent without it.
    """
    choices = choices_of(attribute, kind)
    help_text = attribute.help
    if attribute.key in NAMED and choices:
        help_text = f"{help_text} Not in the list? Leave it open and say it in the text.".strip()
    widget = widget_for(attribute.shape, choices=choices, one=_singular(attribute.name))
    return ShapeField(
        attribute.shape,
        choices=choices,
        label=attribute.name,
        help_text=help_text,
        required=needed,
        widget=widget,
    )


def choices_of(attribute: kinds.Attribute, kind: kinds.Kind) -> Choices | None:
    """Returns the values an attribute may have with their names for people; None where any may be written."""
    if attribute.key == "level":
        return list(kind.levels.items())
    if isinstance(attribute.shape, Slug) and attribute.key in NAMED:
        return NAMED[attribute.key]()
    if not isinstance(attribute.shape, Choice):
        return None
    try:
        field = kinds.page_model(kind.key)._meta.get_field(attribute.field_name)
        names = dict(getattr(field, "flatchoices", ()))
    except FieldDoesNotExist:
        names = {}
    return [(value, str(names.get(value, value.capitalize()))) for value in attribute.shape.values]


def widget_for(shape: Shape, *, choices: Choices | None = None, one: str = "") -> forms.Widget:  # noqa: PLR0911, PLR0912 - one return a shape
    """Returns the input of a shape; of an unknown one, a line of text.

    Arguments:
        choices: what to choose from, instead of writing.
        one: what a single item of a list is called.
    """
    if choices is not None:
        return forms.Select(choices=[("", "Not sure"), *choices])
    match shape:
        case Tags():
            return Commas()
        case Items(item=Fields() as item):
            return Rows(_group(item), one)
        case Items(item=Text(multiline=True) as item):
            return Texts(one, {**WRITTEN, "rows": 4, "maxlength": item.max_length})
        case Items():
            return Lines({**WRITTEN, "rows": 3})
        case Fields():
            return _group(shape)
        case Text(multiline=True):
            return forms.Textarea({**WRITTEN, "rows": 3, "maxlength": shape.max_length})
        case Text():
            return forms.TextInput({**WRITTEN, "maxlength": shape.max_length})
        case Choice():
            return widget_for(shape, choices=[(value, value.capitalize()) for value in shape.values])
        case Integer():
            return forms.NumberInput({"min": shape.minimum, "max": shape.maximum, "inputmode": "numeric"})
        case Flag():
            return forms.CheckboxInput()
        case Date():
            return forms.TextInput({"type": "date"})
        case Url():
            return forms.URLInput({**WRITTEN, "maxlength": shape.max_length, "placeholder": "https://"})
    return forms.TextInput()


def raw(shape: Shape, value: Any) -> Any:
    """Returns a document's value as its input takes it."""
    match shape:
        case Items():
            return [raw(shape.item, one) for one in value]
        case Fields():
            return {key: raw(one, value[key]) for key, one in shape.fields.items() if key in value}
        case Flag():
            return bool(value)
    return shape.dump(value)


def _group(shape: Fields) -> Group:
    return Group({key: (_label(key), widget_for(one)) for key, one in shape.fields.items()})


def _label(key: str) -> str:
    return "Address" if key == "url" else key.replace("_", " ").capitalize()


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    return name if name.endswith("ss") else name.removesuffix("s")
