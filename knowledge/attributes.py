"""Shapes of entry attributes: what a value may be, how it is read from text and kept on a page.

A kind declares its attributes once with these shapes; documents, editor forms, imports and the
publish gate all ask the shape instead of knowing the attribute.
"""

import datetime as dt
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from hub.core.blocks import tidy_markdown

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
is_web_address = URLValidator(schemes=["http", "https"])
CODE = re.compile(r"(?:[A-Z][A-Z0-9]*)(?:-[A-Z]+)?(?:-[0-9]{2,})+\Z")

MAX_TAG = 100


class ShapeError(ValueError):
    """A value does not fit its attribute; the message is written for the author of the document.

    `path` leads from the attribute to the part at fault: numbers of items, names of fields.
    """

    def __init__(self, message: str, path: tuple[int | str, ...] = ()) -> None:
        super().__init__(message)
        self.path = path


def _checked(text: str) -> str:
    """Returns text with LF ends; refuses what no document may hold before anything strips it away."""
    if not isinstance(text, str):
        raise ShapeError("expected text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = CONTROL.search(text)
    if found:
        raise ShapeError(f"holds the control character U+{ord(found[0]):04X}")
    return text


def line(text: str) -> str:
    """Returns text as one clean line.

    Raises:
        ShapeError: on control characters or lone surrogates.
    """
    return _checked(text).replace("\n", " ").replace("\t", " ").strip()


def lines(text: str) -> str:
    """Returns text of several lines, with LF ends and no blank lines around it.

    Raises:
        ShapeError: on control characters other than tab and line feed, or lone surrogates.
    """
    return tidy_markdown(_checked(text))


@dataclass(frozen=True)
class Shape(ABC):
    """One kind of value. `parse` takes what a YAML document holds: str, list or dict of such."""

    @abstractmethod
    def parse(self, raw: Any) -> Any:
        """Returns the clean value, or raises `ShapeError`; empty input gives an empty value."""

    def dump(self, value: Any) -> Any:
        """Returns what is written to YAML: str, list or dict of such."""
        return value


@dataclass(frozen=True)
class Text(Shape):
    """A line of text, or several lines where `multiline`."""

    max_length: int = 255
    multiline: bool = False

    def parse(self, raw: Any) -> str:
        text = lines(raw) if self.multiline else line(raw)
        if len(text) > self.max_length:
            raise ShapeError(f"has {len(text)} characters; at most {self.max_length} fit")
        return text


@dataclass(frozen=True)
class Choice(Shape):
    """One of a few words."""

    values: tuple[str, ...] = ()

    def parse(self, raw: Any) -> str:
        text = line(raw)
        if text and text not in self.values:
            raise ShapeError(f"is {text[:60]!r}; use one of: {', '.join(self.values)}")
        return text


@dataclass(frozen=True)
class Slug(Shape):
    """The slug of something else, such as a technology."""

    max_length: int = 80

    def parse(self, raw: Any) -> str:
        text = line(raw)
        if text and (not SLUG.match(text) or len(text) > self.max_length):
            raise ShapeError(f"is {text[:60]!r}; a slug has small letters, digits and single hyphens")
        return text


@dataclass(frozen=True)
class Code(Shape):
    """The code of an entry."""

    def parse(self, raw: Any) -> str:
        text = line(raw)
        if text and (not CODE.match(text) or len(text) > 32):
            raise ShapeError(f"is {text[:60]!r}; a code looks like FLSK-MID-004")
        return text


@dataclass(frozen=True)
class Integer(Shape):
    """A whole number between two bounds, both included."""

    minimum: int = 0
    maximum: int = 1_000_000

    def parse(self, raw: Any) -> int | None:
        if isinstance(raw, int) and not isinstance(raw, bool):
            number = raw
        else:
            text = line(raw)
            if not text:
                return None
            if not re.fullmatch(r"[0-9]{1,9}", text, flags=re.ASCII):
                raise ShapeError(f"is {text[:60]!r}; expected a whole number")
            number = int(text)
        if not self.minimum <= number <= self.maximum:
            raise ShapeError(f"is {number}; expected {self.minimum} to {self.maximum}")
        return number

    def dump(self, value: int) -> str:
        return str(value)


@dataclass(frozen=True)
class Flag(Shape):
    """Yes or no."""

    def parse(self, raw: Any) -> bool:
        if isinstance(raw, bool):
            return raw
        text = line(raw).lower()
        if text in {"true", "yes"}:
            return True
        if text in {"false", "no", ""}:
            return False
        raise ShapeError(f"is {text[:60]!r}; use true or false")

    def dump(self, value: bool) -> str:
        return "true" if value else "false"


@dataclass(frozen=True)
class Mark(Flag):
    """Something an entry has or has not: written where it has it, and left out where not."""

    def parse(self, raw: Any) -> bool | None:  # type: ignore[override]
        return super().parse(raw) or None


@dataclass(frozen=True)
class Date(Shape):
    """A day, written YYYY-MM-DD."""

    def parse(self, raw: Any) -> dt.date | None:
        if isinstance(raw, dt.date):
            return raw
        text = line(raw)
        if not text:
            return None
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, flags=re.ASCII):
                raise ValueError(text)
            return dt.date.fromisoformat(text)
        except ValueError:
            raise ShapeError(f"is {text[:60]!r}; expected a day such as 2026-11-20") from None

    def dump(self, value: dt.date) -> str:
        return value.isoformat()


@dataclass(frozen=True)
class Url(Shape):
    """An address on the web, in the form an editor's form would give it."""

    max_length: int = 500

    def parse(self, raw: Any) -> str:
        text = line(raw)
        if not text:
            return ""
        try:
            text = urlunsplit(urlsplit(text))
            is_web_address(text)
        except (ValueError, ValidationError):
            raise ShapeError("is not an address that starts with http:// or https://") from None
        if len(text) > self.max_length:
            raise ShapeError(f"has {len(text)} characters; at most {self.max_length} fit")
        return text


@dataclass(frozen=True)
class Fields(Shape):
    """A mapping with named fields."""

    fields: Mapping[str, Shape] = field(default_factory=dict)
    required: tuple[str, ...] = ()

    def parse(self, raw: Any) -> dict[str, Any]:
        if raw in ("", None):
            return {}
        if not isinstance(raw, Mapping):
            raise ShapeError("expected a mapping with " + ", ".join(self.fields))
        unknown = [key for key in raw if key not in self.fields]
        if unknown:
            name = str(unknown[0])[:60]
            raise ShapeError(
                f"has an unknown key {name!r}; known: {', '.join(self.fields)}", path=(unknown[0],)
            )
        value = {}
        for key, shape in self.fields.items():
            if key in raw:
                try:
                    parsed = shape.parse(raw[key])
                except ShapeError as error:
                    raise ShapeError(f"{key} {error}", path=(key, *error.path)) from None
                if not is_empty(parsed):
                    value[key] = parsed
        if value:
            value |= {
                key: False
                for key, shape in self.fields.items()
                if isinstance(shape, Flag) and key not in value
            }
            value = {key: value[key] for key in self.fields if key in value}
        missing = [key for key in self.required if key not in value]
        if value and missing:
            raise ShapeError(f"lacks {missing[0]}")
        return value

    def dump(self, value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: shape.dump(value[key]) for key, shape in self.fields.items() if key in value}


@dataclass(frozen=True)
class Items(Shape):
    """A list of values of one shape."""

    item: Shape = field(default_factory=Text)
    max_items: int = 200

    def parse(self, raw: Any) -> list[Any]:
        if raw in ("", None):
            return []
        if isinstance(raw, str | Mapping) or not isinstance(raw, Sequence):
            raise ShapeError("expected a list")
        if len(raw) > self.max_items:
            raise ShapeError(f"has {len(raw)} items; at most {self.max_items} fit")
        values = []
        for number, item in enumerate(raw, start=1):
            try:
                parsed = self.item.parse(item)
            except ShapeError as error:
                raise ShapeError(f"item {number} {error}", path=(number - 1, *error.path)) from None
            if not is_empty(parsed):
                values.append(parsed)
        return values

    def dump(self, value: Sequence[Any]) -> list[Any]:
        return [self.item.dump(item) for item in value]


@dataclass(frozen=True)
class Tags(Items):
    """Words to find an entry by: in small letters, each once, in alphabetical order.

    Order and case carry no meaning, so that there is one way to write them.
    """

    item: Shape = field(default_factory=lambda: Text(MAX_TAG))
    max_items: int = 30

    def parse(self, raw: Any) -> list[str]:
        values = super().parse(raw)
        for number, value in enumerate(values):
            if "," in value or '"' in value or len(value.casefold()) > MAX_TAG:
                raise ShapeError(
                    f"item {number + 1} is no tag: at most {MAX_TAG} characters, no comma, no quotation mark",
                    path=(number,),
                )
        return sorted({value.casefold() for value in values})


def is_empty(value: Any) -> bool:
    """Says whether a value counts as not given; `False` and 0 are values."""
    return value is None or value in ("", [], {})
